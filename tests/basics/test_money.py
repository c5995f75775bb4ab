"""Every đồng is accounted for: sums, shares and splits lose and invent nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import LARGEST, ZERO, Money, divide_half_up
from pos_app.basics.quantity import Quantity

DONG = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("dong", "shown"),
    [
        (0, "0\u00a0₫"),
        (500, "500\u00a0₫"),
        (1_000, "1.000\u00a0₫"),
        (834_000, "834.000\u00a0₫"),
        (1_234_567_890, "1.234.567.890\u00a0₫"),
        (-20_000, "\u221220.000\u00a0₫"),
    ],
)
def test_an_amount_looks_as_on_the_receipt(dong: int, shown: str) -> None:
    assert str(Money(dong)) == shown
    assert Money(dong).digits() == shown.removesuffix("\u00a0₫")


@pytest.mark.parametrize("wrong", [1.0, "1000", True, None, Fraction(1)])
def test_money_is_made_of_whole_dong_only(wrong: object) -> None:
    with pytest.raises(TypeError, match="whole đồng"):
        Money(wrong)  # type: ignore[arg-type] # the mistake under test


@pytest.mark.parametrize("dong", [LARGEST + 1, -LARGEST - 1])
def test_an_amount_no_shop_can_count_is_refused(dong: int) -> None:
    with pytest.raises(OverflowError):
        Money(dong)
    assert Money(dong - 1 if dong > 0 else dong + 1)


def test_a_sum_may_not_leave_the_countable_either() -> None:
    with pytest.raises(OverflowError):
        Money(LARGEST) + Money(1)
    with pytest.raises(OverflowError):
        Money(LARGEST) * 2


@given(DONG, DONG)
def test_sums_and_differences(one: int, other: int) -> None:
    assert Money(one) + Money(other) == Money(one + other)
    assert Money(one) - Money(other) == Money(one - other)
    assert -Money(one) == Money(-one)
    assert abs(Money(one)) == Money(abs(one))
    assert bool(Money(one)) == (one != 0)
    assert (Money(one) < Money(other)) == (one < other)
    assert Money.total([Money(one), Money(other)]) == Money(one + other)


def test_a_total_of_nothing_is_nothing() -> None:
    assert Money.total([]) == ZERO


@pytest.mark.parametrize("wrong", [1, 1.0, "1", None, Quantity(1)])
def test_only_money_is_added_to_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(1) + wrong  # type: ignore[operator] # the mistake under test
    with pytest.raises(TypeError):
        Money(1) - wrong  # type: ignore[operator] # the mistake under test
    with pytest.raises(TypeError):
        Money(1) < wrong  # type: ignore[operator] # noqa: B015 - the mistake under test
    assert Money(1) != wrong


@pytest.mark.parametrize("wrong", [1.5, "2", True, Money(2)])
def test_money_is_multiplied_by_whole_counts_only(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(1) * wrong  # type: ignore[operator] # the mistake under test


@pytest.mark.parametrize(
    ("price", "thousandths", "sum_"),
    [
        (28_000, 1_500, 42_000),
        (31_000, 4_000, 124_000),
        (1, 500, 1),
        (1, 499, 0),
        (3, 500, 2),
        (-1, 500, -1),
        (35_000, 337, 11_795),
        (99_999, 333, 33_300),
        (10_000, 0, 0),
    ],
)
def test_a_price_times_a_weight_is_rounded_once(price: int, thousandths: int, sum_: int) -> None:
    assert Money(price).times(Quantity(thousandths)) == Money(sum_)


@pytest.mark.parametrize(
    ("amount", "numerator", "denominator", "share"),
    [
        (100_000, 10, 100, 10_000),
        (99_995, 10, 100, 10_000),
        (99_994, 10, 100, 9_999),
        (-99_995, 10, 100, -10_000),
        (1, 1, 3, 0),
        (2, 1, 3, 1),
        (5, 1, 2, 3),
    ],
)
def test_a_share_is_rounded_half_away_from_zero(
    amount: int, numerator: int, denominator: int, share: int
) -> None:
    assert Money(amount).share(numerator, denominator) == Money(share)


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**9))
def test_the_one_rounding_is_the_nearest_and_fair_to_both_signs(top: int, bottom: int) -> None:
    rounded = divide_half_up(top, bottom)

    assert abs(Fraction(top, bottom) - rounded) <= Fraction(1, 2)
    assert divide_half_up(-top, bottom) == -rounded
    if abs(Fraction(top, bottom) - rounded) == Fraction(1, 2):
        assert abs(rounded) > abs(Fraction(top, bottom))


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (20_000, [189_000, 124_000, 541_000], [4_426, 2_904, 12_670]),
        (1, [1, 1], [1, 0]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [0, 1, 0], [0, 10, 0]),
        (10, [0, 0], [10, 0]),
        (0, [3, 4], [0, 0]),
        (7, [5], [7]),
        (2, [1, 2, 2], [0, 1, 1]),
    ],
)
def test_a_split_by_the_largest_remainder(
    amount: int, weights: list[int], parts: list[int]
) -> None:
    assert Money(amount).split(weights) == [Money(part) for part in parts]


@given(DONG, WEIGHTS)
def test_a_split_loses_nothing_and_is_fair(dong: int, weights: list[int]) -> None:
    parts = Money(dong).split(weights)

    assert Money.total(parts) == Money(dong)
    assert len(parts) == len(weights)
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert part.dong * dong >= 0, "no part pays against the others"
        if whole:
            assert abs(part.dong - Fraction(dong * weight, whole)) < 1
            assert weight or not part


@given(DONG, WEIGHTS)
def test_a_split_is_the_same_for_both_signs(dong: int, weights: list[int]) -> None:
    assert Money(-dong).split(weights) == [-part for part in Money(dong).split(weights)]


@pytest.mark.parametrize("weights", [[], [1, -1], [-3]])
def test_a_split_among_nobody_or_by_debts_is_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="split"):
        Money(100).split(weights)


def test_money_never_changes() -> None:
    with pytest.raises(AttributeError):
        Money(1).dong = 2  # type: ignore[misc] # the mistake under test
    assert len({Money(1), Money(1), Money(2)}) == 2
