"""Who comes first, and that nobody waits for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.care.scores import WHOLE, age, score, urgency
from pos_app.care.values import rank

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
HOURS = timedelta(hours=1)


@pytest.mark.parametrize(
    ("planned", "due", "now", "pressing"),
    [
        (0, 10, 0, 0),
        (0, 10, 5, 500),
        (0, 10, 9, 900),
        (0, 10, 10, 1000),
        (0, 10, 30, 1000),
        (5, 5, 5, 1000),
        (0, 10, -5, 0),
    ],
)
def test_urgency_is_the_time_used_up(planned: int, due: int, now: int, pressing: int) -> None:
    assert urgency(NOON + planned * HOURS, NOON + due * HOURS, NOON + now * HOURS) == pressing


@pytest.mark.parametrize(
    ("days", "points"), [(-1, 0), (0, 0), (1, 2), (9, 18), (10, 20), (400, 20)]
)
def test_age_is_two_points_a_day_and_twenty_at_most(days: int, points: int) -> None:
    assert age(NOON, NOON + timedelta(days=days)) == points


def test_the_parts_add_up_to_the_formula() -> None:
    scored = score(NOON, NOON + 10 * HOURS, NOON + 5 * HOURS, value=200, weight=40)
    assert scored.thousandths == 100 * (500 * 500 + 300 * 200 + 200 * 400) // WHOLE
    overdue = score(NOON, NOON, NOON + timedelta(days=3), value=0, weight=0)
    assert overdue.thousandths == 50 * WHOLE + 6 * WHOLE


@given(st.integers(0, 1000), st.integers(0, 100), st.integers(0, 100))
def test_value_alone_never_lifts_a_wish_above_what_is_due(
    value: int, light: int, heavy: int
) -> None:
    """Overdue with an average weight stands above the best customer's task with all its time."""
    wish = score(NOON, NOON + 10 * HOURS, NOON, value, light)
    due = score(NOON, NOON, NOON, 0, heavy)
    assert due.thousandths >= wish.thousandths or light > heavy


@pytest.mark.parametrize(
    ("spent", "spending", "place"),
    [(5, [], 500), (5, [5], 0), (9, [1, 2, 3, 9], 750), (10, [1, 2, 3, 9], 1000), (0, [1, 1], 0)],
)
def test_a_customers_place_among_all(spent: int, spending: list[int], place: int) -> None:
    assert rank(spent, spending) == place
