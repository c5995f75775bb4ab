"""The drawer from morning to night: counted wrong, handed over, open past midnight, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock
from pos_app.basics.money import Money
from pos_app.store import check
from pos_app.store.database import Database
from pos_app.ui.sell.sell_page import SellPage
from pos_app.ui.shift.close_page import ClosePage
from pos_app.ui.shift.close_view import CompareSide, CountSide, HandoverSide
from pos_app.ui.shift.shift_page import ShiftPage
from tests.stories.counter import Counter


@pytest.fixture
def barcode(database: Database) -> str:
    """A good that has a price and is sold by the piece."""
    with database.reading() as session:
        code = session.scalar(
            text(
                "SELECT barcode.code FROM barcode JOIN product ON product.id = barcode.product_id "
                "WHERE product.by_weight = 0 AND product.price > 0 ORDER BY product.id LIMIT 1"
            )
        )
    assert isinstance(code, str)
    return code


def sell_for_cash(counter: Counter, code: str) -> None:
    counter.program.window.open("sell")
    counter.scan(code)
    counter.press("F8")
    counter.wait(lambda: not counter.program.till.busy)
    counter.settle()


def count(counter: Counter, *notes: int) -> ClosePage:
    """Opens the count and types the notes, 500.000 first."""
    counter.program.window.open("shift")
    counter.settle()
    counter.press("F9")
    page = counter.page(ClosePage)
    for number in notes:
        counter.write(str(number))
        counter.press("Return")
    return page


def tell(database: Database, question: str) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(question))]


def test_a_shift_with_a_wrong_count(counter: Counter, database: Database, barcode: str) -> None:
    counter.program.window.open("shift")
    counter.press("F2")
    counter.write("1000000")
    counter.press("F9")
    sell_for_cash(counter, barcode)
    counter.program.window.open("shift")
    counter.press("F1")
    counter.write("120000")
    counter.press("Return")
    counter.write("Mua da")
    counter.press("F9")

    page = count(counter, 1, 1, 1)
    assert isinstance(page.side, CountSide)
    counter.press("F9")
    side = page.side
    assert isinstance(side, CompareSide)
    (sold,) = tell(database, "SELECT sum(total) FROM sale")[0]
    assert isinstance(sold, int)
    off = 800_000 - (1_000_000 + sold - 120_000)
    assert side.difference.amount.amount() == Money(off)
    counter.press("Alt+2")
    counter.press("F9")
    assert isinstance(page.side, HandoverSide)
    counter.press("F9")

    assert counter.program.window.front() == "shift"
    assert tell(
        database,
        "SELECT counted - expected, reason, z_number FROM shift_tally JOIN shift_close "
        "USING (shift_id)",
    ) == [(off, "forgotten", 1)]
    book = counter.page(ShiftPage)
    book.view.filters.chips()[1].click()
    counter.settle()
    assert f"thiếu {Money(-off)}" in book.view.count.text()
    counter.close()
    assert check.run(database, CHECKS) == []


def test_past_midnight_a_sale_belongs_to_the_evening(
    counter: Counter, database: Database, clock: SetClock, barcode: str
) -> None:
    clock.advance(timedelta(hours=7))  # 21:06
    sell_for_cash(counter, barcode)
    clock.advance(timedelta(hours=4))  # 01:06 on Sunday
    sell_for_cash(counter, barcode)
    saturday = date(2026, 11, 21).isoformat()
    assert tell(database, "SELECT DISTINCT business_day, shift_id FROM sale") == [(saturday, 1)]

    count(counter, 0, 1)
    counter.press("F9")
    counter.press("Alt+4")
    counter.press("F9")
    counter.press("F9")
    sell_for_cash(counter, barcode)
    sunday = date(2026, 11, 22).isoformat()
    assert tell(database, "SELECT business_day, count(*) FROM sale GROUP BY 1 ORDER BY 1") == [
        (saturday, 2),
        (sunday, 1),
    ]
    counter.close()
    assert check.run(database, CHECKS) == []


def test_a_till_is_handed_over(counter: Counter, database: Database, barcode: str) -> None:
    sell_for_cash(counter, barcode)
    counter.program.window.open("sell")
    counter.scan(barcode)  # stays open for the next one
    page = count(counter, 2)
    counter.press("F7")
    counter.write("Chi Lan lay hang luc 5 gio")
    counter.press("F9")
    counter.press("Alt+1")
    counter.press("F9")
    assert isinstance(page.side, HandoverSide)
    counter.write("500000")
    assert "500.000" in page.side.taken.text()
    counter.press("F9")

    assert tell(
        database,
        "SELECT handover, totals ->> '$.handed.orders' FROM shift_close",
    ) == [("Chi Lan lay hang luc 5 gio", 1)]
    assert tell(database, "SELECT opening_float FROM shift ORDER BY id DESC LIMIT 1") == [
        (500_000,)
    ]
    counter.program.window.open("sell")
    counter.press("F8")
    counter.wait(lambda: not counter.program.till.busy)
    counter.settle()
    assert tell(database, "SELECT shift_id FROM sale ORDER BY id") == [(1,), (2,)]
    counter.close()
    assert check.run(database, CHECKS) == []


def test_a_shift_nobody_closed_is_offered_to_be_counted_in_the_morning(
    open_counter: Callable[[], Counter], database: Database, clock: SetClock, barcode: str
) -> None:
    evening = open_counter()
    sell_for_cash(evening, barcode)
    evening.close()
    clock.advance(timedelta(hours=18))
    morning = open_counter()
    assert morning.program.window.toast.text() == "Ca chiều 21/11 chưa đóng"
    page = count(morning, 0, 0, 1)
    assert isinstance(page.side, CountSide)
    assert "Ca chiều 21/11" in page.bar.second.text()
    morning.press("F9")
    morning.press("Alt+4")
    morning.press("F9")
    morning.press("F9")
    sell_for_cash(morning, barcode)

    assert tell(database, "SELECT business_day FROM shift ORDER BY id") == [
        ("2026-11-21",),
        ("2026-11-22",),
    ]
    assert tell(database, "SELECT opening_float FROM shift ORDER BY id DESC LIMIT 1") == [
        (100_000,)
    ]
    assert isinstance(morning.page(SellPage), SellPage)
    morning.close()
    assert check.run(database, CHECKS) == []


def test_a_shift_nobody_counts_ends_with_the_next_sale(
    counter: Counter, database: Database, clock: SetClock, barcode: str
) -> None:
    sell_for_cash(counter, barcode)
    clock.advance(timedelta(hours=18))  # the program was never closed
    sell_for_cash(counter, barcode)

    assert tell(database, "SELECT business_day FROM sale ORDER BY id") == [
        ("2026-11-21",),
        ("2026-11-22",),
    ]
    assert tell(database, "SELECT reason, z_number FROM shift_close") == [("uncounted", 1)]
    (left, sold) = tell(
        database, "SELECT (SELECT opening_float FROM shift WHERE id = 2), total FROM sale LIMIT 1"
    )[0]
    assert left == sold, "the next shift begins with what must be there"
    counter.close()
    assert check.run(database, CHECKS) == []
