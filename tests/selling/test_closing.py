"""A drawer is counted blind, compared, and handed over; nothing of it is ever changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as cart_rules
from pos_app.selling.closing import Closing, Moved, Waiting
from pos_app.selling.drawer import Why
from pos_app.selling.shift_report import ShiftBook, by_person
from pos_app.selling.shifts import Shifts
from pos_app.selling.slips import Slips
from pos_app.selling.totals import price
from tests.selling.test_checkout import rows
from tests.till import FERRY, GIFT, WATER, Till, cash

OWNER = 1
CASHIER = 2


@pytest.fixture
def closing(till: Till) -> Closing:
    return Closing(till.database, till.clock)


def shift_of(till: Till) -> int:
    assert till.actor.shift is not None
    return till.actor.shift


def worked(till: Till) -> Till:
    """A float of 1.000.000, cash 213.000 less change, a card, a transfer, ice and coins."""
    shifts = Shifts(till.database, till.clock)
    shifts.open(till.actor, Money(1_000_000))
    till.sell((WATER, 1), (FERRY, 1))
    gift = till.put(till.drafts.new(till.actor), GIFT, unit_price=Money(200_000))
    gift = till.drafts.save(till.actor, gift)
    till.complete(till.accept(gift, cash(Money(200_000), handed=Money(500_000))))
    card = till.order((WATER, 5))
    till.complete(till.accept(card, Tender(Method.CARD, price(card).due)))
    transfer = till.order((WATER, 2))
    till.complete(till.accept(transfer, till.transfer(transfer, price(transfer).due)))
    slips = Slips(till.database, till.clock, till.ids)
    slips.move_cash(till.actor, Money(-120_000), "Mua đá")
    slips.move_cash(till.actor, Money(-30_000), "Mua đá")
    slips.move_cash(till.actor, Money(100_000), "Đổi tiền lẻ")
    return till


RIGHT = {500_000: 1, 200_000: 3, 50_000: 1, 10_000: 1, 2_000: 1, 1_000: 1}
"""1.163.000: the float, 213.000 of sales, −150.000 and 100.000."""


def test_counting_knows_counts_and_no_sum(till: Till, closing: Closing) -> None:
    worked(till)
    held = till.order((WATER, 6))
    till.drafts.save(till.actor, cart_rules.hold(held, "áo đỏ"))
    waits = till.order((WATER, 3))
    asked = till.transfers.expect(till.actor, waits.key, waits.code, Money(24_000))
    till.transfers.to_tray(till.actor, asked.uid)
    counting = closing.counting(1)

    assert counting is not None
    assert (counting.title, counting.staff) == ("Ca chiều 21/11", "Thảo")
    assert (counting.transfers, counting.cards, counting.vouchers) == (1, 1, 0)
    assert counting.waiting == Waiting(transfers=1, orders=2, debts=0)
    assert not any(isinstance(getattr(counting, name), Money) for name in counting.__slots__)


def test_the_count_is_compared_with_the_books(till: Till, closing: Closing) -> None:
    worked(till)
    reckoning, _ = closing.lock(till.actor, shift_of(till), RIGHT, Money(40_000))

    assert (reckoning.counted, reckoning.expected) == (Money(1_163_000), Money(1_163_000))
    assert reckoning.fits
    assert (reckoning.opening_float, reckoning.cash_sales) == (Money(1_000_000), Money(213_000))
    assert reckoning.cash_count == 2
    assert reckoning.money_out == Moved(("Mua đá",), 2, Money(-150_000))
    assert reckoning.money_in == Moved(("Đổi tiền lẻ",), 1, Money(100_000))
    assert (reckoning.card_machine, reckoning.card_expected) == (Money(40_000), Money(40_000))
    assert closing.waiting_for_close(1) == reckoning


def test_any_count_is_accepted_and_its_difference_is_told_with_a_reason(
    till: Till, closing: Closing
) -> None:
    """NexoPOS #577: a drawer could only be closed when the count was what was expected."""
    worked(till)
    reckoning, _ = closing.lock(till.actor, shift_of(till), {1_000: 1_150}, Money(40_000))
    assert (reckoning.difference, reckoning.fits) == (Money(-13_000), False)

    with pytest.raises(BadInput, match="Chọn một lý do"):
        closing.close(till.actor, shift_of(till), None)
    closing.close(till.actor, shift_of(till), Why.CHANGE, " khoảng  17:30 ", "Còn hai đơn giữ")
    assert rows(
        till.database, "SELECT z_number, reason, words, handover, staff_id FROM shift_close"
    ) == [(1, "change", "khoảng 17:30", "Còn hai đơn giữ", CASHIER)]


def test_opening_movements_and_closing_are_rows_apart_and_the_difference_is_derived(
    till: Till, closing: Closing
) -> None:
    """odoo #108694, #58915: differences of opening and closing were wrong or zeroed."""
    worked(till)
    first = shift_of(till)
    closing.lock(till.actor, first, {500_000: 2}, Money(40_000))
    closing.close(till.actor, first, Why.UNCLEAR)
    next_shift = Shifts(till.database, till.clock).current(till.actor)
    till = replace(till, actor=replace(till.actor, shift=next_shift.id))
    till.sell((FERRY, 1))
    closing.lock(till.actor, next_shift.id, {500_000: 2, 5_000: 1}, None)
    closing.close(till.actor, next_shift.id, None)

    told = "SELECT shift_id, counted, expected, counted - expected FROM shift_tally"
    assert rows(till.database, told) == [
        (first, 1_000_000, 1_163_000, -163_000),
        (next_shift.id, 1_005_000, 1_005_000, 0),
    ]
    assert rows(till.database, "SELECT opening_float FROM shift ORDER BY id") == [
        (1_000_000,),
        (1_000_000,),
    ]


def test_closing_a_shift_touches_no_paid_sale_and_no_waiting_order(
    till: Till, closing: Closing
) -> None:
    """odoo #288974: paid orders became drafts again and were cancelled at closing."""
    worked(till)
    held = till.order((WATER, 6))
    before = rows(till.database, "SELECT * FROM sale"), rows(till.database, "SELECT * FROM draft")
    closing.lock(till.actor, shift_of(till), RIGHT, Money(40_000))
    closing.close(till.actor, shift_of(till), None)

    after = rows(till.database, "SELECT * FROM sale"), rows(till.database, "SELECT * FROM draft")
    assert after == before
    shift = Shifts(till.database, till.clock).current(till.actor)
    later = replace(till, actor=replace(till.actor, shift=shift.id))
    assert later.complete(later.accept(held, cash(price(held).due))).number == 5


def test_the_card_machine_must_be_read_when_cards_were_taken(till: Till, closing: Closing) -> None:
    worked(till)
    with pytest.raises(BadInput, match="nhập tổng thẻ"):
        closing.lock(till.actor, shift_of(till), RIGHT, None)
    with pytest.raises(BadInput, match="máy quẹt"):
        closing.lock(till.actor, shift_of(till), RIGHT, Money(-1))
    reckoning, _ = closing.lock(till.actor, shift_of(till), RIGHT, Money(45_000))

    assert (reckoning.difference, reckoning.card_difference) == (ZERO, Money(5_000))
    assert not reckoning.fits


@pytest.mark.parametrize("notes", [{500: 1}, {1_000: -1}, {1_000: 10_000}])
def test_an_impossible_count_is_refused(
    till: Till, closing: Closing, notes: dict[int, int]
) -> None:
    with pytest.raises(BadInput, match="Số tờ"):
        closing.lock(till.actor, shift_of(till), notes, None)
    assert rows(till.database, "SELECT closed_at FROM shift") == [(None,)]


def test_an_unfinished_count_is_kept_and_a_locked_one_never_changes(
    till: Till, closing: Closing
) -> None:
    shift = shift_of(till)
    closing.keep(till.actor, shift, {500_000: 2, 1_000: 0})
    closing.keep(till.actor, shift, {500_000: 3, 2_000: 4})
    counting = closing.counting(1)
    assert counting is not None
    assert counting.notes == {500_000: 3, 2_000: 4}

    closing.lock(till.actor, shift, {500_000: 1}, None)
    for late in (
        lambda: closing.keep(till.actor, shift, {}),
        lambda: closing.lock(till.actor, shift, {}, None),
    ):
        with pytest.raises(Stale, match="đã chốt"):
            late()
    closing.close(till.actor, shift, Why.UNCLEAR)
    with pytest.raises(Stale, match="đã đóng"):
        closing.close(till.actor, shift, Why.CHANGE)
    assert rows(till.database, "SELECT value, count FROM shift_note") == [(500_000, 1)]
    assert closing.counting(1) is None
    assert closing.waiting_for_close(1) is None


def test_what_is_sold_after_the_count_belongs_to_the_next_shift(
    till: Till, closing: Closing
) -> None:
    closing.lock(till.actor, shift_of(till), {1_000: 5}, None)
    with pytest.raises(Stale, match="đã đóng"):
        till.sell((WATER, 1))
    shift = Shifts(till.database, till.clock).current(till.actor)
    till.clock.advance(timedelta(minutes=1)) if isinstance(till.clock, SetClock) else None
    replace(till, actor=replace(till.actor, shift=shift.id)).sell((WATER, 1))

    waiting = closing.waiting_for_close(1)
    assert waiting is not None
    assert (waiting.shift, waiting.expected) == (shift_of(till), ZERO)


def test_a_z_says_the_same_for_ever(till: Till, closing: Closing) -> None:
    worked(till)
    shift = shift_of(till)
    book = ShiftBook(till.database)
    with pytest.raises(NotAllowed):
        book.report(till.actor, shift)
    x = book.report(replace(till.actor, staff=OWNER), shift)
    closing.lock(till.actor, shift, {1_000: 1_150}, Money(40_000))
    closing.close(till.actor, shift, Why.CHANGE, "khoảng 17:30", "Còn hai đơn giữ")
    z = book.report(till.actor, shift)

    assert (x.z_number, x.drawer, z.z_number) == (None, None, 1)
    assert z.figures == x.figures
    assert z.drawer is not None
    assert (z.drawer.difference, z.reason, z.words) == (Money(-13_000), "change", "khoảng 17:30")
    told = z.figures
    assert (told.total, told.first_number, told.last_number) == (Money(269_000), 1, 4)
    assert {one.method: one.total.dong for one in told.tenders} == {
        Method.CASH: 163_000,
        Method.TRANSFER: 16_000,
        Method.CARD: 40_000,
    }
    assert [(one.name, one.count, one.total) for one in told.people] == [
        ("Thảo", 4, Money(269_000))
    ]
    rows_changed = "UPDATE staff SET name = 'Thảo Nguyễn' WHERE id = 2"
    with till.database.transaction() as session:
        session.connection().exec_driver_sql(rows_changed)
    assert book.report(till.actor, shift).figures == z.figures


def test_differences_add_up_by_person_and_do_not_cancel_out(till: Till, closing: Closing) -> None:
    shifts = Shifts(till.database, till.clock)
    counts = [(CASHIER, 95), (CASHIER, 102), (OWNER, 102)]
    for staff, thousands in counts:
        actor = replace(till.actor, staff=staff)
        shift = shifts.current(actor)
        closing.lock(actor, shift.id, {1_000: thousands}, None)
        closing.close(actor, shift.id, Why.UNCLEAR)
    book = ShiftBook(till.database)
    day = shifts.current(till.actor).business_day

    everybody = book.between(replace(till.actor, staff=OWNER), day, day)
    assert [(one.staff, one.counts, one.over, one.short) for one in by_person(everybody)] == [
        ("Thảo", 2, Money(102_000), ZERO),
        ("Trần Thị Mai", 1, ZERO, ZERO),
    ]
    mine = book.between(till.actor, day, day)
    assert {row.staff for row in mine} == {"Thảo"}
    assert book.between(till.actor, day + timedelta(days=1), day + timedelta(days=2)) == []


def test_counting_is_a_right(till: Till, closing: Closing) -> None:
    with till.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE role SET rights = '[\"sell\"]'")
    for act in (
        lambda: closing.keep(till.actor, shift_of(till), {}),
        lambda: closing.lock(till.actor, shift_of(till), {}, None),
        lambda: closing.close(till.actor, shift_of(till), None),
    ):
        with pytest.raises(NotAllowed):
            act()
