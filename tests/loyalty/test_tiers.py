"""Tiers by the calendar: thresholds to the đồng, windows to the day, rises from documents alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import ZERO, Money
from pos_app.loyalty.points import USUAL_PROGRAMME, Programme
from pos_app.loyalty.tiers import Purchase, Rise, ahead, first_day, replay, tier_for

TODAY = date(2026, 11, 21)


def usual(_day: date) -> Programme:
    return USUAL_PROGRAMME


@pytest.mark.parametrize(
    ("spent", "rank"),
    [
        (-1, 0),
        (0, 0),
        (1_999_999, 0),
        (2_000_000, 1),
        (5_999_999, 1),
        (6_000_000, 2),
        (14_999_999, 2),
        (15_000_000, 3),
        (10**12, 3),
    ],
)
def test_reaching_a_threshold_is_enough(spent: int, rank: int) -> None:
    assert tier_for(Money(spent), USUAL_PROGRAMME).rank == rank


@pytest.mark.parametrize(
    ("spent", "rank", "next_name", "missing"),
    [
        (12_920_000, 2, "Tri kỷ", 2_080_000),
        (0, 0, "Quen mặt", 2_000_000),
        (500_000, 2, "Tri kỷ", 14_500_000),
        (16_000_000, 2, "Tri kỷ", 0),
        (1_000, 3, None, 0),
    ],
)
def test_the_way_to_the_next_tier(
    spent: int, rank: int, next_name: str | None, missing: int
) -> None:
    upper, left = ahead(Money(spent), rank, USUAL_PROGRAMME)

    assert (upper.name if upper else None) == next_name
    assert left == Money(missing)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 11, 21), 12, date(2025, 11, 22)),
        (date(2028, 2, 29), 12, date(2027, 3, 1)),
        (date(2029, 2, 28), 12, date(2028, 2, 29)),
        (date(2027, 3, 31), 1, date(2027, 3, 1)),
        (date(2027, 12, 31), 12, date(2027, 1, 1)),
        (date(2027, 5, 31), 3, date(2027, 3, 1)),
    ],
)
def test_windows_begin_the_day_after(day: date, months: int, first: date) -> None:
    assert first_day(day, months) == first


def bought(*purchases: tuple[date, int]) -> list[Purchase]:
    return [Purchase(n, day, Money(amount)) for n, (day, amount) in enumerate(purchases, 1)]


def test_spending_of_exactly_a_year_ago_no_longer_counts() -> None:
    last_year = date(2025, 11, 21)

    assert replay(bought((last_year, 1_500_000), (TODAY, 500_000)), usual) == []
    day_later = date(2025, 11, 22)
    assert replay(bought((day_later, 1_500_000), (TODAY, 500_000)), usual) == [
        Rise(2, 0, 1, Money(2_000_000), 1)
    ]


def test_a_big_basket_climbs_several_steps_at_once_and_nobody_falls() -> None:
    purchases = bought(
        (date(2024, 1, 1), 7_000_000),
        (date(2026, 1, 1), 10_000),
        (date(2026, 1, 2), 15_000_000),
        (date(2026, 1, 3), 99_000_000),
    )

    assert replay(purchases, usual) == [
        Rise(1, 0, 2, Money(7_000_000), 1),
        Rise(3, 2, 3, Money(15_010_000), 1),
    ]


def test_a_return_counts_on_the_day_of_its_sale() -> None:
    sold, returned = date(2026, 1, 10), date(2026, 2, 1)
    purchases = [
        Purchase(1, sold, Money(1_900_000)),
        Purchase(2, returned, Money(-500_000), reverses=sold),
        Purchase(3, date(2026, 3, 1), Money(500_000)),
        Purchase(4, date(2027, 1, 15), Money(1_500_000)),
    ]

    assert replay(purchases, usual) == [Rise(4, 0, 1, Money(2_000_000), 1)]


def test_a_clock_that_jumps_ahead_and_back_gives_no_tier() -> None:
    purchases = bought((TODAY, 1_000_000), (date(2036, 1, 1), 1_000_000), (TODAY, 999_999))

    assert replay(purchases, usual) == []


def test_the_rules_of_the_day_decide() -> None:
    dearer = replace(
        USUAL_PROGRAMME,
        version=2,
        valid_from=date(2026, 6, 1),
        tiers=tuple(replace(tier, threshold=tier.threshold * 2) for tier in USUAL_PROGRAMME.tiers),
    )

    def on(day: date) -> Programme:
        return dearer if day >= dearer.valid_from else USUAL_PROGRAMME

    purchases = bought((date(2026, 6, 1), 2_000_000), (date(2026, 6, 2), 2_000_000))

    assert replay(purchases, on) == [Rise(2, 0, 1, Money(4_000_000), 2)]


@given(
    st.lists(
        st.tuples(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 9_000_000)),
        max_size=30,
    )
)
def test_a_replay_climbs_without_gaps_and_only_for_enough(
    purchases: list[tuple[date, int]],
) -> None:
    rises = replay(bought(*purchases), usual)

    for before, after in pairwise(rises):
        assert before.after == after.before
    for rise in rises:
        assert rise.before < rise.after == tier_for(rise.qualifying, USUAL_PROGRAMME).rank
    whole = sum(amount for _, amount in purchases)
    assert not rises or whole >= USUAL_PROGRAMME.tiers[rises[-1].after].threshold.dong
    assert ZERO not in [rise.qualifying for rise in rises]
