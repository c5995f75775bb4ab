"""How old a debt is, and which one is paid first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import ZERO, Money
from pos_app.payments.ageing import age_of, by_share, told_day


@pytest.mark.parametrize(
    ("days", "age"), [(0, 0), (7, 0), (8, 1), (30, 1), (31, 2), (60, 2), (61, 3), (400, 3)]
)
def test_the_ages(days: int, age: int) -> None:
    today = date(2026, 11, 21)
    assert age_of(today - timedelta(days=days), today) == age


@given(
    amounts=st.lists(st.integers(1, 10**9), max_size=8),
    paid=st.integers(0, 10**10),
)
def test_shares_pay_the_oldest_first_and_add_up(amounts: list[int], paid: int) -> None:
    unpaid = [Money(one) for one in amounts]
    paid = min(paid, sum(amounts))
    shares = by_share(Money(paid), unpaid)
    assert Money.total(shares) == Money(paid)
    assert all(ZERO <= share <= owed for share, owed in zip(shares, unpaid, strict=True))
    open_ones = [place for place, share in enumerate(shares) if share != unpaid[place]]
    assert not open_ones or not any(shares[open_ones[0] + 1 :])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30/11", date(2026, 11, 30)),
        ("21/11", date(2026, 11, 21)),
        ("5/1", date(2027, 1, 5)),
        ("5/1/2028", date(2028, 1, 5)),
        ("31/2", None),
        ("mai", None),
        ("1/2/3/4", None),
        ("", None),
    ],
)
def test_a_day_as_people_write_it(text: str, day: date | None) -> None:
    assert told_day(text, date(2026, 11, 21)) == day
