"""Each invariant sees the defect that is planted for it, in a rule or in the rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, text

from pos_app.basics.money import Money
from pos_app.loyalty import checks, settlement
from pos_app.loyalty.points import USUAL_PROGRAMME, Programme, earned
from pos_app.loyalty.programmes import found_programme
from pos_app.loyalty.settlement import draw
from pos_app.loyalty.tiers import first_day, tier_for
from pos_app.models.sales import Sale
from pos_app.store import check
from pos_app.store.check import Scope
from tests.loyalty.till import Till

SATURDAY = date(2026, 11, 21)


def trade(till: Till) -> int:
    """A month of one regular: tiers, excluded goods, points of several lots, a stranger."""
    ngoc = till.enrol()
    till.sell(ngoc, 1_500_000)
    till.go_to(SATURDAY + timedelta(days=1))
    till.sell(ngoc, 500_000, barred=95_000)
    till.end_lot(ngoc, 0, SATURDAY + timedelta(days=300))
    till.sell(ngoc, 834_000, redeem=175)
    till.go_to(SATURDAY + timedelta(days=9))
    till.sell(ngoc, 95_000)
    till.sell(till.enrol("Trần Văn Đạt"), 19_999)
    return ngoc


def numbers(till: Till) -> set[int]:
    return {number for number, _ in till.broken()}


def test_a_sound_shop_passes(till: Till) -> None:
    assert till.broken() == []
    trade(till)
    assert till.broken() == []


def rounds_up(base: Money, programme: Programme, rank: int) -> int:
    return -(-base.dong // programme.dong_per_point) * programme.tier(rank).multiplier // 10


def multiplies_first(base: Money, programme: Programme, rank: int) -> int:
    return base.dong * programme.tier(rank).multiplier // (programme.dong_per_point * 10)


def one_tier_too_high(base: Money, programme: Programme, rank: int) -> int:
    return earned(base, programme, rank + 1)


def above_the_threshold(spent: Money, programme: Programme) -> Any:
    return tier_for(spent - Money(1), programme)


def a_day_too_long(day: date, months: int) -> date:
    return first_day(day, months) - timedelta(days=1)


def newest_lot_first(wanted: int, piles: Any) -> Any:
    return draw(wanted, list(piles)[::-1])


@pytest.mark.parametrize(
    ("rule", "faulty", "number"),
    [
        ("earned", rounds_up, 10),
        ("earned", multiplies_first, 10),
        ("earned", one_tier_too_high, 10),
        ("tier_for", above_the_threshold, 12),
        ("draw", newest_lot_first, 11),
    ],
)
def test_a_fault_in_the_rule_that_writes_is_found(
    till: Till,
    monkeypatch: pytest.MonkeyPatch,
    rule: str,
    faulty: Callable[..., Any],
    number: int,
) -> None:
    monkeypatch.setattr(settlement, rule, faulty)
    trade(till)

    assert numbers(till) == {number}


def test_a_window_of_a_day_too_long_is_found(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlement, "first_day", a_day_too_long)
    ngoc = till.enrol()
    till.go_to(date(2025, 11, 21))
    till.sell(ngoc, 1_999_999)
    till.go_to(SATURDAY)
    assert till.sell(ngoc, 10_000).risen

    assert numbers(till) == {12}


def test_points_on_goods_that_earn_none_are_found(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.loyalty.till.earning_base", lambda eligible, paid: eligible)
    trade(till)

    assert numbers(till) == {10}


def test_a_lot_used_after_its_end_is_found(till: Till) -> None:
    ngoc = till.enrol()
    till.sell(ngoc, 100_000)
    till.sell(ngoc, 10_000, redeem=5)
    assert till.broken() == []
    till.end_lot(ngoc, 0, SATURDAY - timedelta(days=1))

    assert till.broken() == [(11, "points line 2: lot 1 ended on 2026-11-20")]


@pytest.mark.parametrize(
    ("defect", "expected"),
    [
        ("UPDATE account SET points = points + 1 WHERE customer_id = 1", {9}),
        ("UPDATE points_entry SET balance = balance + 1 WHERE id = 2", {9}),
        ("UPDATE points_entry SET at = at - 99999999 WHERE id = 4", {9}),
        ("UPDATE points_lot SET points_left = points_left - 1 WHERE points_left > 9", {9}),
        ("UPDATE points_lot SET points = points + 1 WHERE entry_id = 1", {9}),
        ("UPDATE account SET spent = spent + 1", {9}),
        ("UPDATE account SET visits = visits + 1", {9}),
        ("UPDATE account SET last_sale_at = last_sale_at + 1", {9}),
        ("UPDATE sale SET earning_base = earning_base - 1 WHERE id = 4", {10}),
        ("UPDATE points_entry SET base = base - 1 WHERE id = 5", {10}),
        ("UPDATE points_entry SET multiplier = 20 WHERE id = 5", {10}),
        ("UPDATE sale SET points_earned = points_earned + 1 WHERE id = 4", {10}),
        ("UPDATE sale_line SET earns = NOT earns WHERE net = 95000", {10}),
        ("UPDATE sale SET points_redeemed = points_redeemed - 1 WHERE id = 3", {11}),
        ("UPDATE payment SET points = points + 1 WHERE method = 'points'", {11}),
        ("UPDATE payment SET amount = amount + 100 WHERE method = 'points'", {10, 11}),
        ("DELETE FROM points_use WHERE lot_id = 2", {9, 11}),
        ("UPDATE account SET tier = 2 WHERE customer_id = 1", {12}),
        ("UPDATE account SET tier_since = '2026-11-20' WHERE customer_id = 1", {12}),
        ("UPDATE account SET tier = 1 WHERE customer_id = 2", {12}),
        ("UPDATE tier_change SET qualifying = qualifying + 1", {12}),
        (
            "INSERT INTO tier_change (customer_id, before, after, qualifying, programme_version,"
            " reason, at) VALUES (2, 0, 0, 0, 1, 'sale', 0)",
            {12},
        ),
    ],
)
def test_a_defect_in_the_rows_is_found(till: Till, defect: str, expected: set[int]) -> None:
    trade(till)
    with till.database.transaction() as session:
        assert session.connection().exec_driver_sql(defect).rowcount

    assert numbers(till) == expected


def test_a_missing_rise_is_found(till: Till) -> None:
    trade(till)
    with till.database.transaction() as session:
        session.execute(text("DELETE FROM tier_change"))

    assert (12, "customer 1: the rises written are not those of the sales") in till.broken()


def test_points_from_an_imported_sale_are_found(till: Till) -> None:
    trade(till)
    with till.database.transaction() as session:
        session.execute(text("UPDATE sale SET origin = 'import' WHERE id = 1"))

    assert numbers(till) == {10, 12}


def test_a_forgotten_accrual_is_found(till: Till) -> None:
    ngoc = till.enrol()
    with till.database.transaction() as session:
        row = till.sale_row(ngoc, Money(100_000), SATURDAY)
        session.execute(insert(Sale).values(row))
        till.write_sale(session, ngoc, 50_000)

    assert {where for number, where in till.broken() if number == 10} == {
        "sale 2: 5 points due (base 50000, multiplier 10), 0 given in 0 lines, 0 on the sale"
    }


def test_debts_that_vanish_are_found(till: Till) -> None:
    ngoc = till.enrol()
    till.sell(ngoc, 100_000)
    till.owe(ngoc, 30)
    till.sell(ngoc, 50_000)
    assert till.broken() == []
    with till.database.transaction() as session:
        session.execute(text("UPDATE points_debt SET points_left = points_left - 1"))

    assert till.broken() == [(10, "customer 1: 6 of the points owed are paid, 5 were taken for it")]


def test_later_rules_do_not_judge_earlier_sales(till: Till) -> None:
    trade(till)
    dearer = replace(
        USUAL_PROGRAMME,
        version=2,
        dong_per_point=30_000,
        tiers=tuple(replace(tier, threshold=tier.threshold * 3) for tier in USUAL_PROGRAMME.tiers),
    )
    with till.database.transaction() as session:
        found_programme(session, dearer, SATURDAY + timedelta(days=20))
    till.go_to(SATURDAY + timedelta(days=20))
    till.sell(1, 95_000, redeem=10)

    assert till.broken() == []


def test_a_look_at_what_is_new_leaves_old_defects_to_the_whole_look(till: Till) -> None:
    trade(till)
    with till.database.transaction() as session:
        session.execute(text("UPDATE sale SET points_earned = 99 WHERE id = 2"))

    assert len(check.run(till.database, checks.CHECKS, Scope(since=1))) == 1
    assert check.run(till.database, checks.CHECKS, Scope(since=2)) == []
