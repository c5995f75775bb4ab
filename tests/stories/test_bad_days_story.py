"""The shop's file on bad days, seen from the counter: a sentence, and the cart stays."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event, func, select, text

from pos_app.app.checks import CHECKS
from pos_app.app.services import open_counter as open_services
from pos_app.models.sales import Draft, Sale
from pos_app.selling.cart import Cart, add
from pos_app.store.check import run
from pos_app.store.database import Database
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.program import Program
from pos_app.ui.sell.sell_page import SellPage
from pos_app.ui.widgets.feedback import Banner
from tests.stories.counter import Counter
from tests.stories.test_selling_story import MILK, RICE, barcode
from tests.till import ware_of


def said(banner: Banner) -> str:
    return banner.label.text() if banner.isVisible() else ""


def test_another_program_holds_the_file_for_a_moment(counter: Counter, database: Database) -> None:
    rice, milk = barcode(database, RICE), barcode(database, MILK)
    counter.scan(rice)
    page = counter.page(SellPage)
    with database.transaction():
        counter.scan(milk)
        assert "Đợi một lát" in said(page.view.banner)
        assert len(counter.program.carts.front.lines) == 2, "the screen keeps it"
        counter.press("F9")
    counter.program.window.open("sell")
    counter.scan(milk)
    assert said(page.view.banner) == ""
    with database.reading() as session:
        bodies = session.scalars(select(Draft.body)).all()
    assert any(MILK in body and RICE in body for body in bodies), "all of it is on disk now"


def fill_the_disk(database: Database) -> None:
    """From now on no connection may make the file any larger; what is free in it stays free."""

    @event.listens_for(database.engine, "connect")
    def cap(connection: Any, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    database.engine.dispose()


def put_in_many(counter: Counter) -> None:
    """More goods than the free room of the file's last pages can take."""
    catalog = counter.program.desk.services.catalog

    def fill(cart: Cart) -> Cart:
        for item in catalog.search("a", 100) + catalog.search("b", 100):
            if item.price is not None and not item.by_weight:
                cart, _key = add(cart, ware_of(item), item.price)
        return cart

    assert counter.program.carts.apply(fill)
    assert len(counter.program.carts.front.lines) > 60


def test_a_full_disk_loses_no_cart_and_sells_nothing_half(
    counter: Counter, database: Database
) -> None:
    put_in_many(counter)
    kept = counter.program.carts.front
    fill_the_disk(counter.program.desk.services.checkout._database)
    counter.press("F9")
    page = counter.page(PayPage)
    page.view.cash.notes.handed.emit(counter.program.carts.totals.due)
    counter.press("F9")
    counter.page(PayPage)
    assert "Ổ đĩa đầy" in said(page.view.banner)
    assert counter.program.carts.front.lines == kept.lines
    with database.reading() as session:
        assert session.scalar(select(func.count(Sale.id))) == 0
        assert session.scalar(select(func.count(Draft.key))) == 1
    assert run(database, CHECKS) == []


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("missing", "Không thấy tệp cửa hàng"),
        ("newer", "mới hơn"),
        ("damaged", "bị hỏng"),
        ("foreign", "không phải cửa hàng Khách Quen"),
    ],
)
def test_a_shop_that_cannot_be_opened_says_why(
    qtbot: QtBot, shop_file: Path, tmp_path: Path, harm: str, sentence: str
) -> None:
    path = tmp_path / "harmed.khachquen"
    shutil.copy(shop_file, path)
    harm_file(path, harm)
    program = Program(["khach-quen"])
    qtbot.addWidget(program.window)
    program.window.show()
    program.begin(lambda: open_services(path, "Quầy 1"))
    page = program.window.page("sell")
    assert isinstance(page, SellPage)
    qtbot.waitUntil(lambda: sentence in said(page.view.banner), timeout=10_000)
    assert not program.desk.ready
    program.window.scanned("8930000012012")
    program.window.close()
    program.scanner.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def harm_file(path: Path, harm: str) -> None:
    match harm:
        case "missing":
            path.unlink()
        case "damaged":
            content = bytearray(path.read_bytes())
            content[100:8192] = bytes(8092)
            path.write_bytes(content)
        case "newer":
            database = Database(path)
            with database.transaction() as session:
                session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
            database.close()
        case "foreign":
            path.unlink()
            database = Database(path)
            with database.transaction() as session:
                session.execute(text("CREATE TABLE notes (id INTEGER)"))
            database.close()
