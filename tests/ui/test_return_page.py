"""A return at the counter: real keys on the real page, from the slip to the paper."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.app.checks import CHECKS
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method
from pos_app.selling.return_rules import Reason
from pos_app.selling.undone import Undone
from pos_app.store import check
from pos_app.ui.approval.pin_dialog import PinDialog
from pos_app.ui.main_window import MainWindow
from pos_app.ui.receipts.deeds import VoidDialog
from pos_app.ui.receipts.receipts_page import ReceiptsPage
from pos_app.ui.returns.parts import WayButton
from pos_app.ui.returns.return_page import ReturnPage
from pos_app.ui.returns.rows import SHELF, BackDelegate
from pos_app.ui.returns.sheet import How
from pos_app.ui.widgets.stepper import MORE
from tests.till import BEER, WATER
from tests.ui.counter import (
    CASHIER,
    Counter,
    Remembering,
    counter,
    stocked_file,
    stocked_shop_file,
    till,
)
from tests.ui.keys import press, scan, show_active, type_text

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

OWNER = 1
PATIENCE = 5_000
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Screen:
    """The window with the slips in front, and the slip that was sold last chosen."""

    def __init__(self, counter: Counter, staff: int = CASHIER) -> None:
        self.counter = counter
        self.papers: list[str] = []
        self.window: MainWindow = counter.open_window(
            ("sell", partial(Remembering, "Bán hàng")),
            ("receipts", partial(ReceiptsPage, counter.desk, counter.carts)),
            ("return", partial(ReturnPage, counter.desk)),
            ("pay", partial(Remembering, "Thanh toán")),
        )
        counter.desk.open(counter.services, staff)
        page = self.window.open("receipts")
        assert isinstance(page, ReceiptsPage)
        self.slips = page
        show_active(self.window)
        counter.bot.waitUntil(lambda: bool(page.view.rows.rows()), timeout=PATIENCE)

    @property
    def page(self) -> ReturnPage:
        page = self.window.page("return")
        assert isinstance(page, ReturnPage)
        return page

    def touch(self, zone: str, place: int = 0) -> None:
        """Touches a part of a line of the sale."""
        view = self.page.view.back_list
        delegate = view.itemDelegate()
        assert isinstance(delegate, BackDelegate)
        index = view.model().index(place, 0)
        spot: QPoint = delegate.zones(view.visualRect(index), index)[zone].center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def settled(self) -> None:
        """Waits until the slips are in front again, with one more."""
        bot = self.counter.bot
        bot.waitUntil(lambda: self.window.front() == "receipts", timeout=PATIENCE)

    def chips(self) -> list[str]:
        return [row.chip[0] if row.chip else "" for row in self.slips.view.rows.rows()]


def give_reason(dialog: VoidDialog) -> None:
    dialog.reason.set_text("Bấm nhầm")
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)


@pytest.fixture
def screen(counter: Counter) -> Screen:
    counter.till.sell((WATER, 3), (BEER, 1))
    return Screen(counter)


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper is tried elsewhere."""
    monkeypatch.setattr("pos_app.ui.desk.Desk.print_receipt", lambda *_told, **_more: None)


def test_two_bottles_come_back_by_keys_alone(screen: Screen) -> None:
    press(Qt.Key.Key_F9)
    assert screen.window.front() == "return"
    press(Qt.Key.Key_Up, CTRL)
    press(Qt.Key.Key_Up, CTRL)
    press(Qt.Key.Key_F6)
    row = screen.page.view.back.row(0)
    assert (row.back, row.reason, row.restock) == (Quantity.of(2), Reason.CHANGED_MIND, False)
    assert screen.page.view.difference.amount() == Money(16_000)
    assert "16.000" in screen.page.view.settle.text()
    press(Qt.Key.Key_F9)
    screen.settled()
    screen.counter.bot.waitUntil(
        lambda: screen.chips() == ["Trả hàng", "Trả một phần"], timeout=PATIENCE
    )
    assert check.run(screen.counter.till.database, CHECKS) == []


def test_nothing_comes_back_before_something_is_chosen(screen: Screen) -> None:
    press(Qt.Key.Key_F9)
    assert screen.page.view.settle.reason()
    press(Qt.Key.Key_F9)
    assert screen.window.front() == "return"
    press(Qt.Key.Key_Down, CTRL)
    assert not screen.page.view.back.row(0).comes


def test_touch_steps_and_chooses_where_goods_go(screen: Screen) -> None:
    press(Qt.Key.Key_F9)
    for _each in range(5):
        screen.touch(MORE)
    assert screen.page.view.back.row(0).back == Quantity.of(3)
    screen.touch(SHELF)
    sheet = screen.page._sheet
    assert sheet is not None
    assert sheet.of(screen.page.view.back.row(0).id) == How(Quantity.of(3), restock=False)
    assert sheet.of(screen.page.view.back.row(1).id) == How()
    assert not screen.page.view.back.row(0).restock


def test_an_exchange_by_scan_pays_the_difference(screen: Screen) -> None:
    """One beer back, three waters taken: the customer adds 7.000 in cash."""
    press(Qt.Key.Key_F6)
    page = screen.page
    page.view.back_list.select(1)
    press(Qt.Key.Key_Up, CTRL)
    barcode = screen.counter.till.item(WATER).barcode
    for _each in range(3):
        assert page.scanned(barcode)
    assert page.view.taken.row(0).quantity == Quantity.of(3)
    assert page.view.difference.amount() == Money(7_000)
    assert "7.000" in page.view.settle.text()
    assert page.view.handed.isVisible()
    page.view.handed.set_value(Money(10_000))
    page._handed(None)
    assert "3.000" in page.view.change.text()
    press(Qt.Key.Key_F9)
    screen.settled()
    screen.counter.bot.waitUntil(
        lambda: screen.chips() == ["Đổi hàng", "Trả một phần"], timeout=PATIENCE
    )
    assert check.run(screen.counter.till.database, CHECKS) == []


def test_goods_are_found_by_typing(screen: Screen) -> None:
    press(Qt.Key.Key_F6)
    type_text("bia")
    screen.counter.bot.waitUntil(screen.page.view.results.isVisible, timeout=PATIENCE)
    press(Qt.Key.Key_Return)
    assert [row.name for row in screen.page.view.taken.rows()] == [BEER]


def test_money_goes_where_it_came_from_or_elsewhere(counter: Counter) -> None:
    counter.design_sale()
    screen = Screen(counter)
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_Up, CTRL)
    ways = screen.page._sheet.ways() if screen.page._sheet else ()
    assert [way.title for way in ways] == ["Chuyển khoản", "Tiền mặt"]
    press(Qt.Key.Key_2, ALT)
    chosen = screen.page._chosen()
    assert chosen is not None
    assert [one.method for one in chosen.out] == [Method.CASH]
    assert screen.page.view.points.isVisible()
    buttons: list[WayButton] = screen.page.view.ways
    assert [button.isChecked() for button in buttons] == [False, True, False]
    press(Qt.Key.Key_F9)
    screen.settled()
    assert check.run(counter.till.database, CHECKS) == []


def test_a_late_return_asks_for_a_second_person(screen: Screen) -> None:
    screen.counter.days_later(9)
    uid = screen.slips.view.rows.row(0).key
    screen.window.open("return", (uid, False))
    press(Qt.Key.Key_Up, CTRL)
    assert "Quá hạn" in screen.page.view.promise.text()
    press(Qt.Key.Key_F9)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PinDialog)
    dialog.reject()
    assert screen.window.front() == "return"


def test_a_void_asks_why(counter: Counter) -> None:
    counter.till.sell((WATER, 3))
    screen = Screen(counter, staff=OWNER)
    QTest.mouseClick(screen.slips.view.paper.void, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VoidDialog)
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert dialog.field.error()
    give_reason(dialog)
    counter.bot.waitUntil(lambda: screen.chips() == ["Phiếu hủy", "Đã hủy"], timeout=PATIENCE)
    rows = screen.slips.view.rows.rows()
    assert not any(row.returnable or row.voidable for row in rows)
    assert check.run(counter.till.database, CHECKS) == []


def test_a_cashier_needs_leave_for_a_void(screen: Screen) -> None:
    QTest.mouseClick(screen.slips.view.paper.void, Qt.MouseButton.LeftButton)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, VoidDialog)
    give_reason(asked)
    screen.counter.bot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), PinDialog), timeout=PATIENCE
    )
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PinDialog)
    dialog.reject()
    assert screen.chips() == [""]


def test_a_slip_that_is_gone_offers_nothing(screen: Screen) -> None:
    assert set(Undone) == {"not", "part", "whole", "void"}
    screen.window.open("return", ("", False))
    assert not screen.page.view.isEnabled()
    scan("8934563138165", end=None)
