"""Defects are planted in the rules that write, so that rows and journal agree: each is found.

A day is sold under the broken rule and all rooms' invariants are run. A defect counts as found
under its number only, and the honest day has to be clean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

import pytest
from sqlalchemy import Select, text, update
from sqlalchemy.orm import Session

from pos_app.app.checks import CHECKS
from pos_app.basics import money
from pos_app.basics.actor import Actor
from pos_app.basics.events import Event
from pos_app.basics.money import ZERO, Money
from pos_app.care import tasks
from pos_app.goods import stock
from pos_app.goods.lots import PassedOver
from pos_app.loyalty import ledger, settlement, statements
from pos_app.loyalty.points import Programme, Tier, earned
from pos_app.models.loyalty import Account
from pos_app.payments.tenders import Settlement, settle
from pos_app.selling import checkout, paid_cart, seal, totals
from pos_app.selling.cart import Cart
from pos_app.shop.numbering import next_number
from pos_app.store import check, database, journal
from pos_app.store.check import Broken
from pos_app.store.prepared import Prepared
from tests.till import (
    Till,
    busy_day,
    deliver,
    misspelt,
    stocked_file,
    stocked_shop_file,
    till,
)

__all__ = ["stocked_file", "stocked_shop_file", "till"]

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, slots=True)
class Defect:
    """A rule that writes something wrong, and the invariant that has to notice."""

    number: int
    name: str
    plant: Plant


DEFECTS: list[Defect] = []


def planted(number: int) -> Callable[[Plant], Plant]:
    def collect(plant: Plant) -> Plant:
        DEFECTS.append(Defect(number, plant.__name__, plant))
        return plant

    return collect


def day_under(till: Till, defect: Defect, monkeypatch: pytest.MonkeyPatch) -> list[Broken]:
    """What is found after a day under a broken rule; the checks run under honest ones."""
    totals._line_total.cache_clear()
    with monkeypatch.context() as broken:
        defect.plant(broken)
        till.database.close()
        busy_day(till)
        deliver(till)
    totals._line_total.cache_clear()
    till.database.close()
    return check.run(till.database, CHECKS)


# 1: sums ---------------------------------------------------------------------------------------


@planted(1)
def a_line_loses_a_dong(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = totals._line_total

    def careless(line: Any, share: Money) -> totals.LineTotal:
        total = honest(line, share)
        return replace(total, net=total.net - Money(1) if total.net else total.net)

    monkeypatch.setattr(totals, "_line_total", careless)


@planted(1)
def a_line_is_rounded_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(numerator: int, denominator: int) -> int:
        return numerator // denominator

    monkeypatch.setattr(money, "divide_half_up", down)


@planted(1)
def the_discount_of_the_order_is_forgotten_in_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = paid_cart.PaidCart.row

    def forgetful(self: paid_cart.PaidCart, actor: Actor, now: datetime) -> paid_cart.Row:
        return {**honest(self, actor, now), "order_discount": ZERO}

    monkeypatch.setattr(paid_cart.PaidCart, "row", forgetful)


# 2: payments -----------------------------------------------------------------------------------


def settling(monkeypatch: pytest.MonkeyPatch, change: Callable[[Settlement], Settlement]) -> None:
    monkeypatch.setattr(paid_cart, "settle", lambda *bill: change(settle(*bill)))


@planted(2)
def too_much_change_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    settling(monkeypatch, lambda done: replace(done, change=done.change + Money(1_000)))


@planted(2)
def the_change_is_not_taken_from_the_payment(monkeypatch: pytest.MonkeyPatch) -> None:
    def exact(done: Settlement) -> Settlement:
        tenders = tuple(replace(tender, tendered=tender.amount) for tender in done.tenders)
        return replace(done, tenders=tenders)

    settling(monkeypatch, exact)


@planted(2)
def a_tender_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    settling(monkeypatch, lambda done: replace(done, tenders=done.tenders[:1]))


# 3: cash rounding ------------------------------------------------------------------------------


@planted(3)
def a_bill_without_cash_is_rounded(monkeypatch: pytest.MonkeyPatch) -> None:
    settling(
        monkeypatch,
        lambda done: done if done.change else replace(done, rounding=Money(-100)),
    )


@planted(3)
def cash_is_rounded_though_the_shop_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paid_cart, "settle", lambda due, tenders, _step: settle(due, tenders, 500))


# 4: shares of a discount -----------------------------------------------------------------------


@planted(4)
def the_first_line_bears_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def split(amount: Money, weights: list[int]) -> list[Money]:
        whole = sum(weights) or 1
        rest = [amount.dong * weight // whole for weight in weights[1:]]
        return [amount - Money(sum(rest)), *map(Money, rest)]

    monkeypatch.setattr(Money, "split", split)


@planted(4)
def every_line_bears_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def split(amount: Money, weights: list[int]) -> list[Money]:
        each, left = divmod(amount.dong, len(weights))
        return [Money(each + (place < left)) for place in range(len(weights))]

    monkeypatch.setattr(Money, "split", split)


# 5: VAT ----------------------------------------------------------------------------------------


@planted(5)
def vat_is_added_on_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        totals, "vat_inside", lambda net, rate: net.share(rate, 10_000) if rate else ZERO
    )


# 9: balances -----------------------------------------------------------------------------------


@planted(9)
def the_account_gets_a_point_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    generous = (
        update(Account.__table__)  # type: ignore[arg-type]  # a Table, typed wider
        .where(Account.__table__.c.customer_id == 1)
        .values(points=Account.__table__.c.points + 1)
    )

    def settle_sale(
        session: Session, actor: Actor, facts: settlement.SaleFacts
    ) -> settlement.Standing:
        standing = settlement.settle_sale(session, actor, facts)
        session.execute(generous)
        return standing

    monkeypatch.setattr(ledger, "settle_sale", settle_sale)


@planted(9)
def a_line_says_the_balance_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = settlement.Book._enter

    def enter(self: Any, kind: Any, points: int, balance: int, **more: Any) -> int:
        return honest(self, kind, points, balance - points, **more)

    monkeypatch.setattr(settlement.Book, "_enter", enter)


@planted(9)
def visits_are_counted_by_sale(monkeypatch: pytest.MonkeyPatch) -> None:
    def every_time(*arguments: Any) -> Any:
        found = look(*arguments)
        return found._replace(was_here=False)

    look = settlement._look
    monkeypatch.setattr(settlement, "_look", every_time)


# 10: what a sale earns -------------------------------------------------------------------------


@planted(10)
def a_point_too_many_is_earned(monkeypatch: pytest.MonkeyPatch) -> None:
    def generous(base: Money, programme: Programme, rank: int) -> int:
        points = earned(base, programme, rank)
        return points + 1 if points else 0

    monkeypatch.setattr(settlement, "earned", generous)


@planted(10)
def the_new_tier_earns_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        settlement, "earned", lambda base, programme, rank: earned(base, programme, rank + 1)
    )


@planted(10)
def beer_earns_too(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = totals.price

    def price(cart: Cart) -> totals.Totals:
        priced = honest(cart)
        return replace(priced, earning=priced.due)

    monkeypatch.setattr(paid_cart, "price", price)


@planted(10)
def what_points_paid_earns_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paid_cart, "earning_base", lambda eligible, paid: eligible)


@planted(10)
def points_are_rounded_after_the_tier(monkeypatch: pytest.MonkeyPatch) -> None:
    def once(base: Money, programme: Programme, rank: int) -> int:
        return base.dong * programme.tier(rank).multiplier // (10 * programme.dong_per_point)

    monkeypatch.setattr(settlement, "earned", once)


# 11: points spent ------------------------------------------------------------------------------


@planted(11)
def the_newest_points_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    lots = cast(Select[*tuple[Any, ...]], statements.USABLE_LOTS.statement).order_by(None)
    newest = lots.order_by(lots.selected_columns.entry_id.desc())
    monkeypatch.setattr(statements, "USABLE_LOTS", Prepared(newest))


@planted(11)
def points_are_spent_at_another_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "worth", lambda points, programme: Money(20_000))
    honest = paid_cart.PaidCart.facts

    def facts(self: paid_cart.PaidCart, *arguments: Any) -> Any:
        told = honest(self, *arguments)
        return replace(told, redeem=told.redeem // 2)

    monkeypatch.setattr(paid_cart.PaidCart, "facts", facts)


@planted(11)
def no_lot_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = text("INSERT INTO points_use SELECT :entry_id, :lot_id, :points WHERE FALSE")
    monkeypatch.setattr(statements, "ADD_USE", Prepared(nothing))


# 12: tiers -------------------------------------------------------------------------------------


@planted(12)
def a_threshold_has_to_be_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    def tier_for(spent: Money, programme: Programme) -> Tier:
        return next(
            tier for tier in reversed(programme.tiers) if spent > tier.threshold or not tier.rank
        )

    monkeypatch.setattr(settlement, "tier_for", tier_for)


@planted(12)
def a_rise_is_not_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement.Book, "rise", lambda self: None)


@planted(12)
def only_this_sale_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*arguments: Any) -> Any:
        found = honest(*arguments)
        return found._replace(spent=ZERO)

    honest = settlement._look
    monkeypatch.setattr(settlement, "_look", look)


# 13: stock -------------------------------------------------------------------------------------


def taking(monkeypatch: pytest.MonkeyPatch, more: Callable[[Session, int], None]) -> None:
    honest = stock.take_for_sale

    def take(session: Session, actor: Actor, at: datetime, sale_id: int) -> tuple[PassedOver, ...]:
        passed = honest(session, actor, at, sale_id)
        more(session, sale_id)
        return passed

    monkeypatch.setattr(stock, "take_for_sale", take)


@planted(13)
def stock_is_taken_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def again(session: Session, sale: int) -> None:
        stock._LOWER_LEVELS.run(session, {"sale": sale})

    taking(monkeypatch, again)


@planted(13)
def nothing_leaves_the_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "take_for_sale", lambda *arguments: ())


@planted(13)
def a_line_moves_one_piece_whatever_was_sold(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_MOVE_LINES", "_LOWER_LEVELS"):
        one = misspelt(getattr(stock, name), "line.quantity", "1000")
        monkeypatch.setattr(stock, name, one)


# 15, 18, 19: shift, key, transfer --------------------------------------------------------------


@planted(15)
def the_day_is_that_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = paid_cart.PaidCart.row

    def row(self: paid_cart.PaidCart, actor: Actor, now: datetime) -> paid_cart.Row:
        return {**honest(self, actor, now), "business_day": now.date().replace(day=22)}

    monkeypatch.setattr(paid_cart.PaidCart, "row", row)


@planted(18)
def the_cart_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "_DELETE_DRAFT", Prepared(text("SELECT :draft_key")))


@planted(19)
def anybodys_word_is_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paid_cart, "_proven", lambda session, cart: {})


# 17: numbers -----------------------------------------------------------------------------------


@planted(17)
def a_number_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(session: Session, kind: str, counter: int) -> int:
        next_number(session, kind, counter)
        return next_number(session, kind, counter)

    monkeypatch.setattr(checkout, "next_number", hasty)


@planted(17)
def numbers_begin_with_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "next_number", lambda *told: next_number(*told) - 1)


@planted(17)
def numbers_fall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "next_number", lambda *told: 1_000 - next_number(*told))


# 21: events and tasks --------------------------------------------------------------------------


def adding(monkeypatch: pytest.MonkeyPatch, but: str) -> None:
    honest = tasks.add

    def add(session: Session, clock: Any, actor: Any, planned: Any) -> Any:
        if planned.rule.code != but:
            return honest(session, clock, actor, planned)
        return None

    monkeypatch.setattr(tasks, "add", add)


@planted(21)
def nobody_is_thanked(monkeypatch: pytest.MonkeyPatch) -> None:
    adding(monkeypatch, but="first_purchase")


@planted(21)
def nobody_is_congratulated(monkeypatch: pytest.MonkeyPatch) -> None:
    adding(monkeypatch, but="tier_up")


@planted(21)
def a_sale_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "_events", lambda *arguments: [])


@planted(21)
def a_sale_is_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = checkout._events

    def twice(*arguments: Any) -> list[Event]:
        return honest(*arguments) * 2

    monkeypatch.setattr(checkout, "_events", twice)


# 22: journal -----------------------------------------------------------------------------------


@planted(22)
def a_sale_is_not_journalled(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = journal.append

    def append(session: Session, clock: Any, actor: Any, kind: str, *more: Any) -> str:
        return "" if kind == seal.KIND else honest(session, clock, actor, kind, *more)

    monkeypatch.setattr(journal, "append", append)


@planted(22)
def the_journal_is_told_other_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = seal.entry
    monkeypatch.setattr(
        seal,
        "entry",
        lambda sale, lines, payments, salt: honest(sale, lines[:1], payments, salt),
    )


@planted(22)
def the_chain_leaves_out_who_did_it(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = journal.seal
    monkeypatch.setattr(
        journal, "seal", lambda before, entry: honest(before, {**entry, "staff_id": None})
    )


@planted(22)
def the_chain_skips_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = journal.seal

    def hasty(before: str, entry: dict[str, Any]) -> str:
        entry["n"] += 1 if entry["kind"] == seal.KIND else 0
        return honest(before, entry)

    monkeypatch.setattr(journal, "seal", hasty)


# 31: references --------------------------------------------------------------------------------


@planted(31)
def an_approver_nobody_ever_hired(monkeypatch: pytest.MonkeyPatch) -> None:
    careless = tuple(pragma for pragma in database.PRAGMAS if "foreign_keys" not in pragma)
    monkeypatch.setattr(database, "PRAGMAS", careless)
    honest = paid_cart.PaidCart.row

    def row(self: paid_cart.PaidCart, actor: Actor, now: datetime) -> paid_cart.Row:
        return {**honest(self, actor, now), "approver_id": 99}

    monkeypatch.setattr(paid_cart.PaidCart, "row", row)


# -----------------------------------------------------------------------------------------------


def test_the_honest_day_is_clean(till: Till) -> None:
    nothing = Defect(0, "nothing", lambda monkeypatch: None)

    assert day_under(till, nothing, pytest.MonkeyPatch()) == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.number}-{defect.name}")
def test_a_planted_defect_is_found(
    till: Till, monkeypatch: pytest.MonkeyPatch, defect: Defect
) -> None:
    found = {broken.number for broken in day_under(till, defect, monkeypatch)}

    assert defect.number in found
    assert defect.number == 22 or 22 not in found, "rows and journal agree"


def test_every_invariant_of_this_issue_has_its_defect() -> None:
    numbers = {defect.number for defect in DEFECTS}

    assert numbers >= {1, 2, 4, 9, 10, 11, 12, 13, 17, 21, 22, 31}
    assert numbers <= {each.number for each in CHECKS}
