"""Parts of the page of receipts by themselves: days, questions, calendar, columns, many rows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.payments.tenders import Method
from pos_app.selling.history import SaleRow
from pos_app.ui.background import Background
from pos_app.ui.receipts.calendar import EARLIEST, Calendar, weeks_of
from pos_app.ui.receipts.latest import Latest
from pos_app.ui.receipts.looking import Days, Span, heading
from pos_app.ui.receipts.receipts_view import ReceiptsView
from pos_app.ui.receipts.rows import Columns, ReceiptDelegate, sale_row
from pos_app.ui.theme import apply_theme
from tests.ui.keys import press, show_active

SATURDAY = date(2026, 11, 21)
SOLD = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)

SALE = SaleRow(
    id=1,
    uid="1",
    number="012482",
    imported=False,
    kind="sale",
    sold_at=SOLD,
    form=Form.CHI,
    customer="Ngọc",
    goods=("Gạo ST25 túi 5 kg", "Sữa tươi", "Tã dán", "Nước mắm"),
    lines=7,
    methods=(Method.POINTS, Method.TRANSFER, Method.CASH),
    total=Money(834_000),
)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.finish()


# days


@pytest.mark.parametrize(
    ("days", "by", "wanted"),
    [
        (Days.today(SATURDAY), -1, Days(Span.DAY, date(2026, 11, 20), date(2026, 11, 20))),
        (Days.today(SATURDAY), 1, Days.today(SATURDAY)),
        (Days.on(date(2026, 11, 20), SATURDAY), 1, Days.today(SATURDAY)),
        (Days.week(SATURDAY), -1, Days(Span.DAY, date(2026, 11, 20), date(2026, 11, 20))),
        (
            Days.on(date(2026, 3, 1), SATURDAY),
            -1,
            Days(Span.DAY, date(2026, 2, 28), date(2026, 2, 28)),
        ),
    ],
)
def test_a_day_is_left_for_its_neighbour(days: Days, by: int, wanted: Days) -> None:
    assert days.moved(by, SATURDAY) == wanted


def test_midnight_moves_today_and_the_week_but_no_chosen_day() -> None:
    sunday = SATURDAY + timedelta(days=1)
    assert Days.today(SATURDAY).renewed(sunday) == Days.today(sunday)
    assert Days.week(SATURDAY).renewed(sunday).first == date(2026, 11, 16)
    chosen = Days.on(date(2026, 11, 1), SATURDAY)
    assert chosen.renewed(sunday) == chosen


@pytest.mark.parametrize(
    ("days", "count", "words"),
    [
        (Days.today(SATURDAY), 58, "Hôm nay 58 phiếu · 5.484.000\u00a0₫"),
        (Days.week(SATURDAY), 1_234, "7 ngày qua 1.234 phiếu · 5.484.000\u00a0₫"),
        (
            Days.on(date(2026, 11, 20), SATURDAY),
            1,
            "Thứ Sáu 20/11/2026: 1 phiếu · 5.484.000\u00a0₫",
        ),
        (Days.today(SATURDAY), 0, "Hôm nay"),
        (Days.on(date(1997, 1, 1), SATURDAY), 0, "Thứ Tư 1/1/1997"),
    ],
)
def test_the_heading_says_days_count_and_sum(days: Days, count: int, words: str) -> None:
    assert heading(days, count, Money(5_484_000)) == words


# rows


@pytest.mark.parametrize(
    ("sale", "who", "paid", "chip"),
    [
        (SALE, "Chị Ngọc", "3 cách trả", None),
        (replace(SALE, form=None, customer=""), "Khách lẻ", "3 cách trả", None),
        (
            replace(SALE, form=Form.QUY_KHACH, customer="17850", methods=(), imported=True),
            "17850",
            "–",
            "Nhập vào",
        ),
        (replace(SALE, methods=(Method.CARD,)), "Chị Ngọc", "Thẻ", None),
        (replace(SALE, methods=(Method.CASH, Method.CASH)), "Chị Ngọc", "Tiền mặt", None),
        (replace(SALE, kind="return", imported=True), "Chị Ngọc", "3 cách trả", "Trả hàng"),
    ],
)
def test_a_row_in_the_shops_words(sale: SaleRow, who: str, paid: str, chip: str | None) -> None:
    row = sale_row(sale)
    assert (row.who, row.paid, row.chip and row.chip[0]) == (who, paid, chip)
    assert row.goods == "Gạo ST25 túi 5 kg, Sữa tươi, Tã dán…"


@pytest.mark.parametrize(("width", "scale"), [(824, 100), (738, 100), (1_378, 100), (738, 130)])
def test_columns_stand_side_by_side(qapp: QApplication, width: int, scale: int) -> None:
    apply_theme(qapp, "light", scale)
    columns = Columns(QRect(0, 0, width, 50))
    cells = [
        columns.time,
        columns.number,
        columns.who,
        columns.goods,
        columns.paid,
        columns.total,
    ]
    assert all(left.right() < right.left() for left, right in pairwise(cells))
    assert columns.total.right() == width - 17
    assert columns.who.width() >= 80 * scale // 130
    assert columns.goods.width() >= columns.who.width()
    apply_theme(qapp, "light")


def test_two_thousand_rows_cost_no_more_than_those_in_sight(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = ReceiptsView()
    qtbot.addWidget(view)
    view.resize(1294, 648)
    rows = [sale_row(replace(SALE, uid=str(number))) for number in range(2_000)]
    view.rows.set_rows(rows)
    view.show_list()
    show_active(view)
    view.list.setFocus()
    view.list.select(1_000)
    painted: list[int] = []
    paint = ReceiptDelegate.paint_row

    def counted(self: ReceiptDelegate, *told: Any, **more: Any) -> None:
        painted.append(1)
        paint(self, *told, **more)

    monkeypatch.setattr(ReceiptDelegate, "paint_row", counted)
    in_sight = view.list.viewport().height() // view.list.sizeHintForRow(0) + 2
    for _step in range(10):
        painted.clear()
        press(Qt.Key.Key_Down)
        view.list.viewport().repaint()
        assert len(painted) <= 2 * in_sight
    assert view.list.current_row() == 1_010
    painted.clear()
    view.rows.set_rows([sale_row(replace(SALE, uid="new")), *rows])
    view.list.viewport().repaint()
    assert len(painted) <= 2 * in_sight


# questions


def test_of_many_questions_the_last_is_answered(qtbot: QtBot, background: Background) -> None:
    latest = Latest(background)
    asked: list[int] = []
    answers: list[object] = []
    open_door = threading.Event()
    latest.answered.connect(answers.append)

    def work(number: int) -> int:
        asked.append(number)
        open_door.wait(5)
        return number

    for number in range(1, 6):
        latest.ask(partial(work, number))
    open_door.set()
    qtbot.waitUntil(lambda: not latest.busy, timeout=5_000)
    assert answers == [5]
    assert asked in ([1, 5], [5]), "what nobody waits for any more is not even begun"


def test_a_forgotten_question_has_no_answer(qtbot: QtBot, background: Background) -> None:
    latest = Latest(background)
    answers: list[object] = []
    latest.answered.connect(answers.append)
    latest.ask(lambda: "late")
    latest.forget()
    qtbot.waitUntil(lambda: not background.busy(), timeout=5_000)
    assert answers == []
    latest.ask(lambda: "new")
    qtbot.waitUntil(lambda: answers == ["new"], timeout=5_000)


def test_a_question_that_failed_is_told_and_the_next_is_answered(
    qtbot: QtBot, background: Background
) -> None:
    latest = Latest(background)
    failures: list[object] = []
    answers: list[object] = []
    latest.failed.connect(failures.append)
    latest.answered.connect(answers.append)

    def broken() -> object:
        raise OSError("the disk is gone")

    latest.ask(broken)
    qtbot.waitUntil(lambda: len(failures) == 1, timeout=5_000)
    latest.ask(lambda: "fine")
    qtbot.waitUntil(lambda: answers == ["fine"], timeout=5_000)


# the calendar


@pytest.mark.parametrize(
    ("month", "weeks"),
    [(date(2026, 11, 21), 6), (date(2027, 2, 3), 4), (date(2024, 2, 29), 5), (EARLIEST, 5)],
)
def test_a_month_begins_on_its_monday(month: date, weeks: int) -> None:
    shown = weeks_of(month)
    assert len(shown) == weeks
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in shown)
    assert shown[0][0] <= month.replace(day=1) <= shown[0][6]


class CalendarDesk:
    """A calendar over a page, open on 21/11/2026."""

    def __init__(self, qtbot: QtBot) -> None:
        self.page = QWidget()
        self.page.resize(600, 500)
        qtbot.addWidget(self.page)
        self.calendar = Calendar(self.page)
        self.chosen: list[date] = []
        self.calendar.chosen.connect(self.chosen.append)
        show_active(self.page)
        self.calendar.open(SATURDAY, SATURDAY, QPoint(590, 4))


@pytest.fixture
def calendar(qtbot: QtBot, qapp: QApplication) -> CalendarDesk:
    return CalendarDesk(qtbot)


def test_keys_go_through_days_and_months(calendar: CalendarDesk) -> None:
    grid = calendar.calendar.grid
    for key, day in (
        (Qt.Key.Key_Left, date(2026, 11, 20)),
        (Qt.Key.Key_Up, date(2026, 11, 13)),
        (Qt.Key.Key_PageUp, date(2026, 10, 13)),
        (Qt.Key.Key_PageDown, date(2026, 11, 13)),
        (Qt.Key.Key_PageDown, SATURDAY),
        (Qt.Key.Key_Down, SATURDAY),
    ):
        press(key)
        assert grid.day() == day
    assert grid.accessibleName() == "Thứ Bảy 21/11/2026"
    press(Qt.Key.Key_Return)
    assert calendar.chosen == [SATURDAY]
    assert not calendar.calendar.isVisible()


def test_a_touched_day_is_taken_but_none_to_come(calendar: CalendarDesk) -> None:
    grid = calendar.calendar.grid
    for day in (date(2026, 11, 22), date(2026, 11, 3)):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell(day).center())
    assert calendar.chosen == [date(2026, 11, 3)]


def test_buttons_turn_months_up_to_this_one(calendar: CalendarDesk) -> None:
    shown = calendar.calendar
    assert not shown.after.isEnabled()
    QTest.mouseClick(shown.before, Qt.MouseButton.LeftButton)
    assert shown.month.text() == "Tháng 10/2026"
    assert shown.after.isEnabled()
    assert shown.grid.hasFocus()
    assert QRect(QPoint(0, 0), calendar.page.size()).contains(shown.geometry())


def test_it_closes_when_something_else_is_looked_at(calendar: CalendarDesk) -> None:
    calendar.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    calendar.page.setFocus()
    assert not calendar.calendar.isVisible()
    assert calendar.chosen == []
