"""The drawer's page as a cashier uses it: cash in and out, the blind count, the hand-over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from pos_app.basics.actor import Actor
from pos_app.basics.money import ZERO, Money
from pos_app.selling.drawer import NOTES, Why
from pos_app.shop.staff import Right
from pos_app.ui.main_window import MainWindow
from pos_app.ui.shift.close_page import ClosePage
from pos_app.ui.shift.close_view import CompareSide, CountSide, HandoverSide
from pos_app.ui.shift.count_view import CountCard
from pos_app.ui.shift.shift_page import ShiftPage
from pos_app.ui.widgets.labels import MoneyLabel
from tests.selling.test_checkout import rows
from tests.selling.test_closing import worked
from tests.till import WATER
from tests.ui.counter import (
    CASHIER,
    Counter,
    Remembering,
    counter,
    stocked_file,
    stocked_shop_file,
    till,
)
from tests.ui.keys import press, show_active, type_text

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

OWNER = 1
EXPECTED = "1.163.000"
CASH_SOLD = "213.000"


class Screen:
    """The window with the drawer's pages."""

    def __init__(self, counter: Counter, staff: int = CASHIER) -> None:
        self.counter = counter
        self.window: MainWindow = counter.open_window(
            ("sell", partial(Remembering, "Bán hàng")),
            ("receipts", partial(Remembering, "Phiếu")),
            ("shift", partial(ShiftPage, counter.desk)),
            ("shift_close", partial(ClosePage, counter.desk)),
        )
        counter.desk.open(counter.services, staff)
        show_active(self.window)

    def close_page(self) -> ClosePage:
        page = self.window.open("shift_close")
        assert isinstance(page, ClosePage)
        return page

    def shift_page(self) -> ShiftPage:
        page = self.window.open("shift")
        assert isinstance(page, ShiftPage)
        return page

    def titles(self, page: ShiftPage) -> list[str]:
        return [row.title for row in page.view.rows.rows()]

    def calm(self) -> None:
        self.counter.bot.waitUntil(lambda: not self.counter.desk.background.busy(), timeout=5_000)


@pytest.fixture(autouse=True)
def papers_are_drawn(counter: Counter) -> Iterator[None]:
    """What runs behind the window ends before the window does."""
    yield
    counter.bot.wait(80)
    counter.bot.waitUntil(lambda: not counter.desk.background.busy(), timeout=5_000)


@pytest.fixture
def screen(counter: Counter) -> Screen:
    worked(counter.till)
    return Screen(counter)


def words_of(widget: QWidget) -> Iterator[str]:
    """Everything a widget and those in it could tell, seen or not."""
    for one in (widget, *widget.findChildren(QWidget)):
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        yield one.windowTitle()
        if isinstance(one, QLabel | QLineEdit):
            yield one.text()
        if isinstance(one, MoneyLabel):
            yield str(one.amount())
        yield repr(getattr(one, "__dict__", {}))


def told(screen: Screen) -> str:
    return "\n".join(words_of(screen.window)).replace("dong=1163000", EXPECTED)


def count(*counts: int) -> None:
    """Types the nine numbers, Enter after each."""
    for number in counts:
        type_text(str(number))
        press(Qt.Key.Key_Return)


def test_what_must_be_there_is_nowhere_before_the_count_is_locked(screen: Screen) -> None:
    page = screen.close_page()
    before = told(screen)
    assert (EXPECTED in before, CASH_SOLD in before) == (False, False)

    count(1, 3, 0, 1)
    press(Qt.Key.Key_F6)
    type_text("40000")
    during = told(screen)
    assert "1.150.000" in during, "what was counted is seen"
    assert (EXPECTED in during, CASH_SOLD in during) == (False, False)

    press(Qt.Key.Key_F9)
    after = told(screen)
    assert (EXPECTED in after, CASH_SOLD in after) == (True, True)
    assert isinstance(page.side, CompareSide)


def test_the_notes_are_walked_by_enter_and_arrows(screen: Screen) -> None:
    page = screen.close_page()
    count(4, 6, 11, 9, 14, 12, 8, 10)
    type_text("15")

    card = page.view.count
    assert card.notes() == dict(zip(NOTES, (4, 6, 11, 9, 14, 12, 8, 10, 15), strict=True))
    assert (card.count.text(), card.total.amount()) == ("Cộng · 89 tờ", Money(5_225_000))
    press(Qt.Key.Key_Up)
    assert card.rows[7].box.line.hasFocus()
    press(Qt.Key.Key_Down)
    card.rows[8].box.more.click()
    card.rows[0].box.less.click()
    assert (card.notes()[1_000], card.notes()[500_000]) == (16, 3)


def test_a_card_total_is_asked_for_before_the_lock(screen: Screen) -> None:
    page = screen.close_page()
    assert isinstance(page.side, CountSide)
    assert page.side.lock.reason() == "Chốt số đếm: còn thiếu thẻ"
    press(Qt.Key.Key_F9)
    assert isinstance(page.side, CountSide)

    press(Qt.Key.Key_F6)
    type_text("0")
    assert page.side.lock.reason() == "", "nothing is a total too"
    press(Qt.Key.Key_F9)
    assert isinstance(page.side, CompareSide)


def locked(screen: Screen) -> ClosePage:
    page = screen.close_page()
    count(2, 0, 1, 1)
    press(Qt.Key.Key_F6)
    type_text("40000")
    press(Qt.Key.Key_F7)
    type_text("Thieu tui")
    press(Qt.Key.Key_F9)
    return page


def test_a_difference_is_told_with_its_reason_and_handed_over(screen: Screen) -> None:
    page = locked(screen)
    side = page.side
    assert isinstance(side, CompareSide)
    assert (side.difference.caption.text(), side.difference.amount.amount()) == (
        "Thiếu",
        Money(-13_000),
    )
    assert page.view.count.rows[0].box.isHidden(), "a locked count has no box"
    press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_F7)
    type_text("luc dong")
    press(Qt.Key.Key_F9)

    assert isinstance(page.side, HandoverSide)
    assert rows(
        screen.counter.till.database, "SELECT z_number, reason, words, handover FROM shift_close"
    ) == [(1, Why.UNCLEAR.value, "luc dong", "Thieu tui")]
    type_text("1000000")
    assert "150.000" in page.side.taken.text()
    press(Qt.Key.Key_F9)
    assert screen.window.front() == "shift"
    shift = screen.counter.desk.shift
    assert shift is not None
    assert shift.opening_float == Money(1_000_000)


def test_whoever_leaves_after_the_lock_finds_the_comparison_again(screen: Screen) -> None:
    locked(screen)
    press(Qt.Key.Key_Escape)
    overview = screen.shift_page()
    assert overview.count.text() == "Bàn giao ca"
    screen.counter.desk.actor()
    screen.counter.till.catalog.search(WATER)
    page = screen.close_page()
    assert isinstance(page.side, CompareSide)


def test_an_unfinished_count_waits_for_another_moment(screen: Screen) -> None:
    screen.close_page()
    count(4, 6)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    again = Screen(screen.counter).close_page()
    assert again.view.count.notes()[500_000] == 4
    assert again.view.count.notes()[200_000] == 6


def test_a_sale_during_the_count_loses_nothing_that_was_typed(screen: Screen) -> None:
    page = screen.close_page()
    count(4, 6)
    till = screen.counter.till
    waits = till.order((WATER, 3))
    asked = till.transfers.expect(till.actor, waits.key, waits.code, Money(24_000))
    _, changes = till.transfers.to_tray(till.actor, asked.uid)
    screen.counter.desk.tell(changes)
    assert page.view.count.notes()[500_000] == 4
    assert isinstance(page.side, CountSide)
    assert page.side.counted.amount() == Money(3_200_000)
    assert "1 khoản chưa thấy" in told(screen)


def test_cash_goes_out_with_a_reason_and_its_slip_lies_beside(screen: Screen) -> None:
    page = screen.shift_page()
    press(Qt.Key.Key_F1)
    type_text("85000")
    press(Qt.Key.Key_F9)
    assert "lý do" in page.view.side.form.reason_field.error()
    assert page.view.side.form.amount.value() == Money(85_000), "what was typed stays"
    type_text("Mua tui")
    press(Qt.Key.Key_F9)
    screen.calm()

    assert screen.titles(page)[0] == "Mua tui"
    assert page.view.rows.row(0).amount == Money(-85_000)
    assert page.view.side.title.text() == "Phiếu chi 000004"
    assert page.count.isVisible(), "the one jade button is back"


def test_the_float_is_told_until_money_moves(counter: Counter) -> None:
    screen = Screen(counter)
    page = screen.shift_page()
    press(Qt.Key.Key_F2)
    type_text("500000")
    press(Qt.Key.Key_F9)
    assert "500.000" in page.bar.second.text()
    counter.till.sell((WATER, 1))
    page = Screen(counter).shift_page()
    assert page.tell_float.isHidden()


def test_the_book_names_who_was_short(screen: Screen) -> None:
    page = locked(screen)
    press(Qt.Key.Key_F9)
    assert isinstance(page.side, HandoverSide)
    press(Qt.Key.Key_F9)
    overview = screen.shift_page()
    overview.view.filters.chips()[1].click()
    screen.calm()

    told_rows = [(row.title, row.chip and row.chip[0]) for row in overview.view.rows.rows()]
    assert told_rows == [
        ("Ca chiều 21/11 · Thảo", "Đang mở"),
        ("Ca chiều 21/11 · Thảo", "Thiếu 13.000\u00a0₫"),
    ]
    assert "thiếu 13.000" in overview.view.count.text()
    assert not overview.view.banner.isVisible()


def test_what_is_worth_a_look_is_listed_and_leads_to_its_paper(counter: Counter) -> None:
    worked(counter.till)
    order = counter.till.order((WATER, 2))
    counter.till.drafts.drop(counter.till.actor, order.key)
    screen = Screen(counter, OWNER)
    page = screen.shift_page()
    page.view.filters.chips()[3].click()
    screen.calm()

    assert sorted(screen.titles(page)) == [
        "Chuyển khoản nghe báo, không xem ngân hàng",
        "Xóa cả đơn",
    ]
    place = screen.titles(page).index("Chuyển khoản nghe báo, không xem ngân hàng")
    page.view.list.select(place)
    press(Qt.Key.Key_Return)
    assert screen.window.front() == "receipts"


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 700)])
def test_nothing_is_cut(screen: Screen, size: tuple[int, int]) -> None:
    screen.window.resize(*size)
    page = screen.close_page()
    for _step in range(2):
        screen.counter.bot.wait(20)
        for part in (page.view.count, page.side):
            assert part is not None
            assert part.height() >= part.minimumSizeHint().height()
            assert part.rect().bottom() <= page.view.height()
        if isinstance(page.side, CountSide):
            page.side.card.set_value(ZERO)
            page._card_typed(ZERO)
            press(Qt.Key.Key_F9)
    assert isinstance(page.view.count, CountCard)
    assert (screen.window.width(), screen.window.height()) == size


def test_who_may_not_move_cash_asks_a_second_person(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counter.till.database.transaction() as session:
        session.connection().exec_driver_sql(
            "UPDATE role SET rights = '[\"sell\"]' WHERE key = 'cashier'"
        )
    asked: list[Right] = []

    def allow(right: Right, then: Callable[[Actor], object]) -> None:
        asked.append(right)
        then(replace(counter.desk.actor(), approver=OWNER))

    screen = Screen(counter)
    monkeypatch.setattr(counter.desk, "allow", allow)
    page = screen.shift_page()
    press(Qt.Key.Key_F1)
    type_text("85000")
    press(Qt.Key.Key_Return)
    type_text("Mua tui")
    press(Qt.Key.Key_F9)
    close = screen.close_page()
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)

    assert asked == [Right.MOVE_CASH, Right.CLOSE_SHIFT, Right.CLOSE_SHIFT]
    assert isinstance(close.side, HandoverSide)
    assert page.view.rows.row(0).second.endswith("Trần Thị Mai")
    assert rows(counter.till.database, "SELECT approver_id FROM money_slip") == [(OWNER,)]
    assert rows(counter.till.database, "SELECT approver_id FROM shift_close") == [(OWNER,)]
