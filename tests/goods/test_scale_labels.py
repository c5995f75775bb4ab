"""Labels of the scale: weight or price, the check digit, and every layout a shop may choose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.errors import BadInput
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods.scale_labels import Label, check_digit, layouts, read, weight_of

USUAL = layouts("21IIIIIWWWWWC 22IIIIPPPPPPC")


def ean(twelve: str) -> str:
    return twelve + check_digit(twelve)


@pytest.mark.parametrize(
    ("twelve", "label"),
    [
        ("212100701250", Label("21007", weight=Quantity(1_250))),
        ("212100700005", Label("21007", weight=Quantity(5))),
        ("220007035000", Label("0007", price=Money(35_000))),
        ("229999999999", Label("9999", price=Money(999_999))),
        ("212100700000", None),
        ("232100701250", None),
        ("893000001201", None),
    ],
)
def test_a_label_is_read(twelve: str, label: Label | None) -> None:
    assert read(ean(twelve), USUAL) == label


def test_a_wrong_check_digit_is_no_label() -> None:
    right = ean("212100701250")
    for digit in "0123456789":
        assert (read(right[:-1] + digit, USUAL) is None) == (digit != right[-1])


@pytest.mark.parametrize("code", ["", "2", "2121007012501234", "21210070١2503"])
def test_odd_codes_are_no_labels(code: str) -> None:
    assert read(code, USUAL) is None


@pytest.mark.parametrize(
    "written", ["21IIIIIWWWWW", "11IIIIIWWWWWC", "21IIIWWWWWWWC", "21WWWWWIIIIIC", "21IIIIIWWPPPC"]
)
def test_a_layout_no_scale_prints_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match="21IIIIIWWWWWC"):
        layouts(written)


def test_a_shop_without_a_scale_has_no_layout() -> None:
    assert layouts("  ") == ()
    assert read(ean("212100701250"), ()) is None


@given(price=st.integers(1_000, 999_999), kilogram=st.integers(5_000, 2_000_000))
def test_the_price_of_the_label_is_kept_to_the_dong(price: int, kilogram: int) -> None:
    weight, each = weight_of(Money(price), Money(kilogram))

    assert each.times(weight) == Money(price)
    stands_for = price * 1000 / kilogram
    assert weight == Quantity(1_000) or abs(weight.thousandths - stands_for) <= 501
