"""Which purchase asks for which care, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.care.rules import (
    BIG_BASKET,
    FIRST_PURCHASE,
    RULES,
    TIER_UP,
    RiseFacts,
    SaleFacts,
    after_rise,
    after_sale,
    median,
    rank_of_percentile,
)
from pos_app.customers.consent import Channel, Purpose

SATURDAY_AFTERNOON = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)
REGULAR = SaleFacts(
    sale_id=7,
    customer_id=3,
    at=SATURDAY_AFTERNOON,
    total=Money(900_000),
    visits=5,
    own_median=Money(300_000),
    shop_percentile=Money(900_000),
)


def rules_of(facts: SaleFacts) -> list[str]:
    return [planned.rule.code for planned in after_sale(facts)]


@pytest.mark.parametrize(
    ("facts", "rules"),
    [
        (replace(REGULAR, visits=0, own_median=Money(0)), ["first_purchase"]),
        (replace(REGULAR, visits=1), []),
        (replace(REGULAR, visits=4), []),
        (REGULAR, ["big_basket"]),
        (replace(REGULAR, total=Money(899_999)), []),
        (replace(REGULAR, shop_percentile=Money(900_001)), []),
        (replace(REGULAR, own_median=Money(300_001)), []),
        (replace(REGULAR, shop_percentile=None), ["big_basket"]),
        (replace(REGULAR, visits=50, shop_percentile=Money(0)), ["big_basket"]),
    ],
)
def test_a_sale_asks_for(facts: SaleFacts, rules: list[str]) -> None:
    assert rules_of(facts) == rules


def test_a_thank_you_note_is_due_in_two_days_at_the_hour_of_the_visit() -> None:
    (note,) = after_sale(replace(REGULAR, visits=0))
    assert note.key == (FIRST_PURCHASE.code, 3, "first")
    assert note.due_at == SATURDAY_AFTERNOON + timedelta(days=2)
    assert note.late_after == note.due_at + timedelta(days=7)
    assert note.sale_id == 7


def test_a_call_after_a_big_basket_is_due_a_day_later_in_calling_hours() -> None:
    at_noon = replace(REGULAR, at=datetime(2026, 11, 21, 5, 0, tzinfo=UTC))
    (call,) = after_sale(at_noon)
    assert call.key == (BIG_BASKET.code, 3, "sale/7")
    assert call.due_at == datetime(2026, 11, 22, 7, 0, tzinfo=UTC), "14:00 in the shop"
    assert call.facts == {"total": 900_000, "median": 300_000}


@pytest.mark.parametrize(
    ("before", "after", "occurrences"),
    [(0, 1, ["1/2026"]), (0, 3, ["3/2026"]), (2, 2, []), (3, 1, [])],
)
def test_a_rise_asks_for_one_card(before: int, after: int, occurrences: list[str]) -> None:
    planned = after_rise(RiseFacts(7, 3, SATURDAY_AFTERNOON, before, after))
    assert [each.occurrence for each in planned] == occurrences
    assert all(each.rule is TIER_UP for each in planned)
    assert all(each.due_at == SATURDAY_AFTERNOON for each in planned)


def test_the_year_of_a_rise_is_the_shops() -> None:
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert after_rise(RiseFacts(7, 3, new_year, 0, 1))[0].occurrence == "1/2027"


@pytest.mark.parametrize(
    ("amounts", "middle"),
    [([], 0), ([5], 5), ([9, 1], 5), ([3, 1, 100], 3), ([1, 2], 2), ([4, 1, 2, 9], 3)],
)
def test_the_middle_amount(amounts: list[int], middle: int) -> None:
    assert median([Money(amount) for amount in amounts]) == Money(middle)


@given(st.integers(1, 5_000))
def test_95_percent_lie_at_or_below_the_percentile(count: int) -> None:
    place = rank_of_percentile(count, 95)
    assert 0 <= place < count
    assert (place + 1) * 100 >= 95 * count > place * 100


def test_every_rule_speaks_of_purposes_and_channels_that_can_be_agreed_to() -> None:
    for rule in RULES.values():
        assert bool(rule.purpose) == bool(rule.channel)
        if rule.purpose:
            assert Purpose(rule.purpose)
            assert Channel(rule.channel)
