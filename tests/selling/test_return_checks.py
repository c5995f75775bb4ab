"""Defects planted in what comes back are found under their numbers; an honest day is clean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.loyalty import settlement_return
from pos_app.payments.tenders import Method
from pos_app.selling import return_checks, return_rules, reversal
from pos_app.selling.paid_cart import Row
from pos_app.selling.return_rules import Amounts, Reason, back_to
from pos_app.selling.returns import Returns
from pos_app.selling.reversal import Back, PaidOut, Request
from pos_app.store import check
from tests.till import SQUID, WATER, Till, busy_day, cash

Plant = Callable[[pytest.MonkeyPatch], None]


def day_of_returns(till: Till) -> None:
    """A busy day, of which something of everything comes back."""
    _stranger, design, *_more, free, rise = busy_day(till)
    desk = Returns(till.database, till.clock, till.ids)
    lead = replace(till.actor, approver=1)
    for number, (sale, part) in enumerate(((design, 2), (design, 1), (rise, 1))):
        bought = desk.look(sale.uid)
        line = next(line for line in bought.lines if line.left)
        count = Quantity(line.left.thousandths // part)
        plan = bought.sold.plan({line.id: count})
        back = {line.id: Back(count, Reason.DAMAGED, restock=False)}
        out = tuple(PaidOut(one.method, one.left) for one in back_to(plan.money, bought.sold.gave))
        asked = Request(f"back {number}", back, plan.money, original=sale.uid, out=out)
        desk.complete(lead, asked)
    weighed = till.put(till.drafts.new(till.actor), SQUID, Quantity(1_000))
    weighed = till.accept(till.drafts.save(till.actor, weighed), cash(Money(299_999)))
    sale = till.complete(weighed)
    line = desk.look(sale.uid).lines[0]
    third = desk.look(sale.uid).sold.plan({line.id: Quantity(333)})
    taken = till.put(till.drafts.new(till.actor), WATER, Quantity.of(2))
    owed = third.money - Money(16_000)
    desk.complete(
        till.actor,
        Request(
            "swap",
            {line.id: Back(Quantity(333), Reason.NO_FIT, restock=True)},
            owed,
            original=sale.uid,
            taken=taken,
            out=(PaidOut(Method.CASH, owed),),
        ),
    )
    desk.void(lead, free.uid, "Bấm nhầm", "void")


def test_the_program_runs_them_all() -> None:
    assert set(return_checks.CHECKS) <= set(CHECKS)


def found(till: Till) -> set[int]:
    return {one.number for one in check.run(till.database, CHECKS)}


def test_an_honest_day_is_clean(till: Till) -> None:
    day_of_returns(till)
    assert check.run(till.database, CHECKS) == []


def turned(name: str, change: Callable[[Any], Any]) -> Plant:
    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        honest = return_rules.SoldLine.part

        def careless(self: return_rules.SoldLine, quantity: Quantity) -> Amounts:
            part = honest(self, quantity)
            return replace(part, **{name: change(getattr(part, name))})

        monkeypatch.setattr(return_rules.SoldLine, "part", careless)

    return plant


def vat_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reversal._returned

    def careless(*told: Any) -> Row:
        return {**honest(*told), "vat_rate": 1_000}

    monkeypatch.setattr(reversal, "_returned", careless)


def points_rounded_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(return_rules, "divide_half_up", lambda part, whole: part // whole)


def points_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement_return.ReturnBook, "take_back", lambda *_told: None)


def points_given_to_no_lot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement_return.ReturnBook, "_move", lambda *_told: None)


def spending_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = settlement_return.ReturnFacts

    def careless(**told: Any) -> settlement_return.ReturnFacts:
        return honest(**{**told, "net": Money(0)})

    monkeypatch.setattr("pos_app.selling.returns.ReturnFacts", careless)


def nothing_is_written_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.goods.write_offs._LEVELS", text("SELECT :document"))


def a_void_forgets_money(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reversal.payment_rows

    def careless(*told: Any) -> list[Row]:
        return honest(*told)[:-1]

    monkeypatch.setattr(reversal, "payment_rows", careless)


def no_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.selling.returns.journal.append", lambda *_told: "")


@pytest.mark.parametrize(
    ("number", "plant"),
    [
        (7, turned("net", lambda net: net + Money(1))),
        (7, turned("gross", lambda gross: gross - Money(1))),
        (7, turned("vat", lambda vat: vat + Money(1))),
        (7, turned("order_discount", lambda off: off + Money(1))),
        (7, vat_of_today),
        (10, points_rounded_down),
        (10, points_kept),
        (9, points_given_to_no_lot),
        (9, spending_is_kept),
        (13, nothing_is_written_off),
        (2, a_void_forgets_money),
        (22, no_journal),
        (23, no_journal),
    ],
)
def test_a_defect_in_a_rule_is_found(
    till: Till, number: int, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        plant(broken)
        day_of_returns(till)
    assert number in found(till)


DOCUMENT = "(SELECT min(id) FROM sale WHERE kind = 'return')"


@pytest.mark.parametrize(
    ("number", "defect"),
    [
        (7, "UPDATE sale_line SET quantity = quantity * 9 WHERE original_line_id IS NOT NULL"),
        (
            7,
            "UPDATE payment SET method = 'card' WHERE amount < 0 AND method = 'cash'",
        ),
        (8, f"UPDATE sale SET original_id = 1 WHERE id = {DOCUMENT}"),
        (8, "DELETE FROM payment WHERE method = 'points' AND amount > 0"),
        (8, "UPDATE sale SET kind = 'sale' WHERE kind = 'return'"),
        (20, "UPDATE sale SET reason = '' WHERE kind = 'void'"),
        (20, f"UPDATE sale SET original_id = {DOCUMENT} WHERE kind = 'void'"),
        (20, "UPDATE sale SET kind = 'void' WHERE kind = 'return'"),
        (11, "UPDATE sale SET points_redeemed = points_redeemed - 1 WHERE kind = 'return'"),
        (22, "UPDATE sale SET total = total - 1 WHERE kind = 'void'"),
        (23, "UPDATE sale SET approver_id = NULL WHERE kind = 'return'"),
        (23, "UPDATE journal SET approver_id = staff_id WHERE kind = 'sale.voided'"),
    ],
)
def test_a_defect_in_the_rows_is_found(till: Till, number: int, defect: str) -> None:
    day_of_returns(till)
    with till.database.transaction() as session:
        session.execute(text(defect))
    assert number in found(till)
