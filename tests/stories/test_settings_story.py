"""The owner tells who the shop is and where transfers go; a cashier is not even asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.app.founding import found_shop
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.payments import vietqr
from pos_app.shop.settings import PAPER_WIDTH, PRINT_ON_PAY, RETURN_DAYS
from pos_app.shop.staff import Role
from pos_app.store.check import run
from pos_app.store.database import Database
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.pay.pay_qr_page import PayQrPage
from pos_app.ui.setup.settings_page import SettingsPage
from pos_app.ui.widgets.chips import FilterRow
from pos_app.ui.widgets.page import Page
from tests.stories.counter import Counter
from tests.stories.test_selling_story import RICE, barcode


def on_duty(counter: Counter, role: Role) -> None:
    people = counter.program.desk.services.staff.active()
    chosen = next(one for one in people if one.role == role)
    counter.program.window.status.staff_chosen.emit(chosen.id)
    counter.settle()


def settings(counter: Counter) -> SettingsPage:
    counter.program.window.rail.button("settings").click()
    counter.settle()
    return counter.page(SettingsPage)


def choose(row: FilterRow, words: str) -> None:
    next(chip for chip in row.chips() if chip.text() == words).click()


def retype(counter: Counter, words: str) -> None:
    counter.press("Ctrl+A")
    counter.write(words)


def focused(counter: Counter) -> QLineEdit:
    widget = counter.program.window.focusWidget()
    assert isinstance(widget, QLineEdit)
    return widget


def no_account(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("DELETE FROM setting WHERE key LIKE 'bank_%'"))
        session.execute(text("UPDATE journal SET kind = 'gone' WHERE kind = 'account.told'"))


def test_the_owner_of_a_new_shop_sells_by_transfer(counter: Counter, database: Database) -> None:
    no_account(database)
    on_duty(counter, Role.OWNER)
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    pay = counter.page(PayPage)
    counter.press("F11")
    page = counter.page(SettingsPage)
    assert page.view.account.bank.input.edit.hasFocus()
    assert not page.view.preview.card.isVisible()

    counter.write("ngoai thuong")
    counter.press("Return")
    assert "970436" in page.view.account.bank.note.text()
    counter.press("Tab")
    counter.write("0071 0012 3456")
    counter.press("Tab")
    counter.write("Tran Thi Mai")
    preview = page.view.preview
    code = vietqr.payload("970436", "007100123456", None, None)
    assert counter.codes_on(preview.qr) == [code], "customers' phones read it"
    assert (preview.bank.text(), preview.number.text(), preview.holder.text()) == (
        "Vietcombank",
        "0071 0012 3456",
        "TRAN THI MAI",
    )
    counter.press("F9")
    assert page.save.reason() == "Chưa sửa gì"
    counter.press("Escape")
    assert counter.page(PayPage) is pay
    counter.press("F11")
    qr = counter.page(PayQrPage)
    (read,) = counter.codes_on(qr.view.qr)
    assert "0012970436" not in read
    assert vietqr.read(read).fields[vietqr.ACCOUNT] == "007100123456"


def test_a_cashier_is_told_whom_to_ask(counter: Counter, database: Database) -> None:
    no_account(database)
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("F11")
    pay = counter.page(PayPage)
    assert "Nhờ chủ khai ở Cài đặt" in pay.view.banner.label.text()
    assert pay.view.banner.isVisible()


def test_what_a_cashier_may_not_set_is_absent(counter: Counter) -> None:
    page = settings(counter)
    view = page.view
    assert not any(part.isVisible() for part in (view.shop, view.account, view.preview, page.save))
    assert [key.sequence for key in Page.keys(page)] == ["Esc"]
    assert view.looks.isVisible()
    choose(view.paper.widths, "58 mm")
    view.paper.at_once.click()
    kept = counter.program.desk.services.settings
    assert (kept.get(PAPER_WIDTH), kept.get(PRINT_ON_PAY)) == (58, False)
    assert not view.paper.days.isVisible()

    on_duty(counter, Role.OWNER)
    assert view.account.isVisible()
    choose(view.paper.days, "30")
    assert kept.get(RETURN_DAYS) == 30
    on_duty(counter, Role.CASHIER)
    assert not view.account.isVisible()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    counter: Counter, database: Database
) -> None:
    on_duty(counter, Role.OWNER)
    before = counter.program.desk.services.accounts.get()
    page = settings(counter)
    assert focused(counter) is page.view.shop.name.box.edit
    retype(counter, " ")
    page.view.account.number.box.setFocus()
    retype(counter, "0071-00?")
    counter.press("F9")
    assert page.view.shop.name.error().startswith("Chưa có tên cửa hàng.")
    assert page.view.account.number.error().startswith("Số tài khoản chỉ gồm")
    assert focused(counter) is page.view.shop.name.box.edit
    counter.write("Tạp hóa Út Lan")
    assert page.view.shop.name.error() == ""
    counter.press("F9")
    assert counter.program.desk.services.shop.profile().name == "Tạp hóa Cô Mai"
    assert focused(counter) is page.view.account.number.box.edit

    counter.press("Escape")
    page = settings(counter)
    assert page.view.shop.name.box.edit.text().strip() == "Tạp hóa Út Lan", "still there"
    page.view.account.number.box.setFocus()
    retype(counter, "1900206600")
    counter.press("F9")
    assert counter.program.desk.services.shop.profile().name == "Tạp hóa Út Lan"
    assert "Út Lan" in counter.program.window.status.shop.text()
    after = counter.program.desk.services.accounts.get()
    assert before is not None
    assert after is not None
    assert (before.account, after.account, after.sample) == ("0000000000", "1900206600", True)
    assert run(database, CHECKS) == []


def test_an_emptied_account_takes_no_transfers(counter: Counter, database: Database) -> None:
    on_duty(counter, Role.OWNER)
    page = settings(counter)
    for field in (page.view.account.holder, page.view.account.number, page.view.account.bank):
        field.box.setFocus()
        counter.press("Ctrl+A")
        counter.press("Backspace")
    counter.press("F9")
    assert counter.program.desk.services.accounts.get() is None
    assert run(database, CHECKS) == []


@pytest.mark.parametrize(
    ("keys", "bank"),
    [
        (("vcb", "Return"), "970436"),
        (("viet", "Down", "Return"), "970433"),
        (("agri", "Tab"), "970405"),
        (("970999", "Tab"), "970999"),
        (("viet", "Tab"), "viet"),
        (("viet", "Escape", "Return"), "viet"),
    ],
)
def test_a_bank_is_chosen_by_name_or_by_its_number(
    counter: Counter, keys: tuple[str, ...], bank: str
) -> None:
    on_duty(counter, Role.OWNER)
    page = settings(counter)
    field = page.view.account.bank
    field.setFocus()
    typed, *then = keys
    retype(counter, typed)
    for key in then:
        counter.press(key)
    assert field.bin() == bank
    assert not field.list.isVisible()
    assert counter.program.window.front() == "settings"
    counter.press("F9")
    assert bool(field.error()) == (bank == "viet")


def test_a_new_shop_knows_nothing_yet(
    tmp_path: Path, qtbot: object, open_file: Callable[[Path], Counter]
) -> None:
    del qtbot
    path = tmp_path / "new.khachquen"
    found_shop(path)
    counter = open_file(path)
    page = settings(counter)
    assert page.view.preview.none.title.text() == "Chưa nhận chuyển khoản"
    page.view.account.number.box.setFocus()
    counter.write("0071")
    assert page.view.preview.none.title.text() == "Chưa đủ để tạo mã QR"


@pytest.fixture
def open_file(
    open_counter: Callable[[], Counter],
    shop_file: Path,
    clock: SetClock,
    ids: SeededIds,
) -> Callable[[Path], Counter]:
    """The program on another file than the stocked shop's."""
    del clock, ids

    def start(path: Path) -> Counter:
        path.replace(shop_file)
        return open_counter()

    return start
