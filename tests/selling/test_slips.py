"""Money outside of sales: numbered, journalled, in the open shift of its counter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from pos_app.basics.changes import Changes
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import MOST, Method
from pos_app.selling.slips import NewSlip, Slip, SlipKind, Slips, write_slip
from tests.selling.test_checkout import rows
from tests.till import Till

ICE = NewSlip(SlipKind.CASH_OUT, Method.CASH, Money(-120_000), reason="Mua đá")


def write(till: Till, new: NewSlip) -> Slip:
    with till.database.transaction() as session:
        return write_slip(session, till.clock, till.ids, till.actor, new)


def test_slips_are_numbered_and_journalled(till: Till) -> None:
    first, second = write(till, ICE), write(till, replace(ICE, amount=Money(300_000)))

    assert (first.number, second.number) == (1, 2)
    assert rows(till.database, "SELECT amount, reason, shift_id, staff_id FROM money_slip") == [
        (-120_000, "Mua đá", till.actor.shift, till.actor.staff),
        (300_000, "Mua đá", till.actor.shift, till.actor.staff),
    ]
    assert rows(
        till.database,
        "SELECT subject, body ->> 'amount' FROM journal WHERE kind = 'slip.written' ORDER BY n",
    ) == [(first.uid, -120_000), (second.uid, 300_000)]


@pytest.mark.parametrize("amount", [ZERO, MOST + Money(1), Money(0) - MOST - Money(1)])
def test_impossible_amounts_are_refused(till: Till, amount: Money) -> None:
    with pytest.raises(BadInput, match="lớn hơn 0"):
        write(till, replace(ICE, amount=amount))

    assert rows(till.database, "SELECT count(*) FROM money_slip") == [(0,)]
    assert write(till, ICE).number == 1


def test_a_shift_that_is_over_takes_no_slip(till: Till) -> None:
    with pytest.raises(Stale, match="đã đóng"):
        write(replace(till, actor=replace(till.actor, shift=99)), ICE)


def test_cash_moves_with_a_reason_and_is_listed_newest_first(till: Till) -> None:
    slips = Slips(till.database, till.clock, till.ids)
    change, changes = slips.move_cash(till.actor, Money(500_000), "Đổi tiền lẻ")
    ice, _ = slips.move_cash(till.actor, Money(-120_000), " Mua  đá ", "quán bên cạnh")

    assert changes is Changes.MONEY
    assert (change.said.kind, ice.said.kind) == (SlipKind.CASH_IN, SlipKind.CASH_OUT)
    assert [
        (slip.number, slip.amount, slip.reason, slip.staff)
        for slip in slips.of_shift(till.actor.shift or 0)
    ] == [
        ("000002", Money(-120_000), "Mua đá", "Thảo"),
        ("000001", Money(500_000), "Đổi tiền lẻ", "Thảo"),
    ]
    assert slips.show(ice.uid).note == "quán bên cạnh"
    with pytest.raises(BadInput, match="lý do"):
        slips.move_cash(till.actor, Money(1_000), "  ")


def test_moving_cash_is_a_right(till: Till) -> None:
    with till.database.transaction() as session:
        session.execute(text("UPDATE role SET rights = '[\"sell\"]' WHERE key = 'cashier'"))
    slips = Slips(till.database, till.clock, till.ids)

    with pytest.raises(NotAllowed):
        slips.move_cash(till.actor, Money(1_000), "Tiền lẻ")
    allowed, _ = slips.move_cash(replace(till.actor, approver=1), Money(1_000), "Tiền lẻ")
    assert slips.show(allowed.uid).approver == "Trần Thị Mai"
