"""The shop's file on bad days, seen from the counter: a sentence, and the cart stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError

from pos_app.app.checks import CHECKS
from pos_app.app.services import open_counter
from pos_app.models.sales import Draft, Sale
from pos_app.selling.cart import Cart, add
from pos_app.store import errors
from pos_app.store.check import run
from pos_app.store.database import Database
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.program import Program
from pos_app.ui.sell.sell_page import SellPage
from pos_app.ui.services import Services
from pos_app.ui.setup.closed_page import ClosedPage
from pos_app.ui.setup.settings_page import SettingsPage
from pos_app.ui.widgets.feedback import Banner
from tests.stories.counter import Counter
from tests.stories.test_selling_story import MILK, RICE, barcode
from tests.till import ware_of
from tests.ui import keys


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
    """From now on no connection may make the file any larger, and no page of it is free."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE other_programs (bytes BLOB)")

    @event.listens_for(database.engine, "connect")
    def cap(connection: Any, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    database.engine.dispose()
    with database.engine.connect() as connection:
        with pytest.raises(DBAPIError):
            while True:
                connection.exec_driver_sql("INSERT INTO other_programs VALUES (zeroblob(2000))")


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
    counter.press("F9")
    page = counter.page(PayPage)
    page.view.cash.notes.handed.emit(counter.program.carts.totals.due)
    counter.press("Enter")
    kept = counter.program.carts.front
    fill_the_disk(counter.program.desk.services.checkout._database)
    counter.press("F9")
    counter.page(PayPage)
    assert "Ổ đĩa đầy" in said(page.view.banner)
    assert counter.program.carts.front.lines == kept.lines
    with database.reading() as session:
        assert session.scalar(select(func.count(Sale.id))) == 0
        assert session.scalar(select(func.count(Draft.key))) == 1
    assert run(database, CHECKS) == []


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    """The program before any shop is open."""
    made = Program(["khach-quen"])
    keys.show_active(made.window)
    yield made
    made.window.close()
    made.scanner.deleteLater()
    made.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_at_first_counter(path: Path) -> Services:
    return open_counter(path, "Quầy 1")


def begin(program: Program, bot: QtBot, path: Path) -> None:
    program.begin(partial(open_at_first_counter, path), open_at_first_counter)
    settle(program, bot)


def settle(program: Program, bot: QtBot) -> None:
    bot.waitUntil(lambda: not program.desk.background.busy(), timeout=15_000)


def why_closed(program: Program) -> str:
    """The sentence in place of every page; nothing of a page while a shop is open."""
    page = program.window.page(program.window.front())
    return page.trouble.title.accessibleName() if isinstance(page, ClosedPage) else ""


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("missing", "Không thấy tệp cửa hàng"),
        ("newer", "mới hơn"),
        ("damaged", "bị hỏng"),
        ("foreign", "không phải cửa hàng Khách Quen"),
    ],
)
def test_a_shop_that_cannot_be_opened_says_why_and_nothing_else_works_dead(
    program: Program, qtbot: QtBot, shop_file: Path, tmp_path: Path, harm: str, sentence: str
) -> None:
    path = tmp_path / "harmed.khachquen"
    shutil.copy(shop_file, path)
    harm_file(path, harm)
    begin(program, qtbot, path)
    assert sentence in why_closed(program)
    assert not program.desk.ready
    rail = program.window.rail
    assert [name for name in rail.names() if rail.button(name).isVisible()] == ["settings"]
    program.window.scanned("8930000012012")
    keys.press(Qt.Key.Key_F1)
    assert sentence in why_closed(program)

    shutil.copy(shop_file, path)
    keys.press(Qt.Key.Key_F9)
    settle(program, qtbot)
    assert program.window.front() == "sell"
    assert all(rail.button(name).isVisible() for name in rail.names())
    assert program.desk.services.path == path


def test_another_shop_is_opened_by_key(
    program: Program, qtbot: QtBot, shop_file: Path, tmp_path: Path
) -> None:
    begin(program, qtbot, tmp_path / "gone.khachquen")
    keys.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = program.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(shop_file))
    dialog.close()
    settle(program, qtbot)
    assert program.window.front() == "sell"
    assert program.last_shop() == str(shop_file.resolve())


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (errors.refusal(errors.ShopReadOnly), "Không ghi được vào tệp cửa hàng."),
        (errors.refusal(errors.ShopBusy), "Chương trình khác đang giữ tệp cửa hàng."),
        (errors.refusal(errors.DiskFull), "Ổ đĩa đầy."),
    ],
)
def test_what_the_system_refuses_is_said_once_more(
    program: Program, qtbot: QtBot, shop_file: Path, trouble: Exception, sentence: str
) -> None:
    troubles = [trouble, trouble]

    def way() -> Services:
        if troubles:
            raise troubles.pop()
        return open_at_first_counter(shop_file)

    program.begin(way)
    settle(program, qtbot)
    page = program.window.page("closed")
    for _ in range(2):
        assert why_closed(program).startswith(sentence)
        assert isinstance(page, ClosedPage)
        assert not page.choose.isVisible(), "nobody told how to open a file"
        keys.press(Qt.Key.Key_F9)
        settle(program, qtbot)
    assert program.desk.ready


def test_in_another_language_it_is_tried_and_said_again(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    begin(program, qtbot, tmp_path / "gone.khachquen")
    page = program.window.open("settings")
    assert isinstance(page, SettingsPage)
    assert not page.save.isVisible(), "nothing is saved without a shop"
    page.language_chosen.emit("en")
    qtbot.waitUntil(lambda: "was not found" in why_closed(program), timeout=10_000)
    settle(program, qtbot)


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
