"""A kilo and a half is 1500 thousandths, however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.basics.quantity import NONE, ONE, Quantity

THOUSANDTHS = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("typed", "thousandths"),
    [
        ("1", 1_000),
        ("12", 12_000),
        (" 2 ", 2_000),
        ("0", 0),
        ("007", 7_000),
        ("1,5", 1_500),
        ("1.5", 1_500),
        ("0,337", 337),
        ("0.05", 50),
        (",5", 500),
        (".125", 125),
        ("1,050", 1_050),
        ("999999999", 999_999_999_000),
    ],
)
def test_what_was_typed_is_understood(typed: str, thousandths: int) -> None:
    assert Quantity.parse(typed) == Quantity(thousandths)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-1",
        "+1",
        "1,",
        ",",
        ".",
        ",5,",
        ",2345",
        "1,2345",
        "1,5,5",
        "1 000",
        "1e3",
        "hai",
        "½",
        "١",
        "1\n2",
        "1000000000",
        "8934563138164",
    ],
)
def test_what_is_no_quantity_is_none(typed: str) -> None:
    assert Quantity.parse(typed) is None


@pytest.mark.parametrize(
    ("thousandths", "shown"),
    [
        (0, "0"),
        (1_000, "1"),
        (1_500, "1,5"),
        (1_050, "1,05"),
        (337, "0,337"),
        (-500, "\u22120,5"),
        (-2_000, "\u22122"),
        (1_234_000, "1.234"),
        (1_234_567_800, "1.234.567,8"),
    ],
)
def test_a_quantity_looks_as_on_the_receipt(thousandths: int, shown: str) -> None:
    assert str(Quantity(thousandths)) == shown


@given(st.integers(0, 999_999))
def test_what_is_shown_can_be_typed_again(thousandths: int) -> None:
    """Below a thousand; above it the receipt groups digits with the dot that a scale types."""
    assert Quantity.parse(str(Quantity(thousandths))) == Quantity(thousandths)


@given(THOUSANDTHS, THOUSANDTHS)
def test_sums_and_differences(one: int, other: int) -> None:
    assert Quantity(one) + Quantity(other) == Quantity(one + other)
    assert Quantity(one) - Quantity(other) == Quantity(one - other)
    assert -Quantity(one) == Quantity(-one)
    assert bool(Quantity(one)) == (one != 0)
    assert (Quantity(one) < Quantity(other)) == (one < other)
    assert Quantity(one).whole == (one % 1_000 == 0)


def test_units() -> None:
    assert Quantity.of(3) == Quantity(3_000)
    assert [Quantity(1_000), Quantity()] == [ONE, NONE]


@pytest.mark.parametrize("wrong", [1.5, "2", True, None])
def test_a_quantity_is_made_of_whole_thousandths_only(wrong: object) -> None:
    with pytest.raises(TypeError, match="whole thousandths"):
        Quantity(wrong)  # type: ignore[arg-type] # the mistake under test


@pytest.mark.parametrize("wrong", [1, 1.0, "1", None, Money(1)])
def test_only_quantities_are_added_to_quantities(wrong: object) -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        ONE + wrong  # type: ignore[operator] # the mistake under test
    with pytest.raises(TypeError, match="unsupported operand"):
        ONE - wrong  # type: ignore[operator] # the mistake under test
    assert Quantity(1) != wrong
