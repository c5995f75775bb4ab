"""Discounts as cashiers type them."""

from __future__ import annotations

import pytest

from pos_app.basics.errors import BadInput
from pos_app.selling.cart import DiscountKind
from pos_app.ui.sell.parse import discount, written


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("10%", DiscountKind.PERCENT, 1_000),
        ("10 %", DiscountKind.PERCENT, 1_000),
        ("12,5%", DiscountKind.PERCENT, 1_250),
        ("0.25%", DiscountKind.PERCENT, 25),
        ("100%", DiscountKind.PERCENT, 10_000),
        ("20000", DiscountKind.AMOUNT, 20_000),
        ("20.000", DiscountKind.AMOUNT, 20_000),
        ("1 200 000", DiscountKind.AMOUNT, 1_200_000),
        ("20,000", DiscountKind.AMOUNT, 20_000),
        ("20.000đ", DiscountKind.AMOUNT, 20_000),
        ("20000 Đ", DiscountKind.AMOUNT, 20_000),
        ("20.000\u00a0₫", DiscountKind.AMOUNT, 20_000),
        ("3.000/hộp", DiscountKind.PER_UNIT, 3_000),
        ("3,000đ / HOP", DiscountKind.PER_UNIT, 3_000),
    ],
)
def test_what_is_meant(typed: str, kind: DiscountKind, value: int) -> None:
    found = discount(typed, "hộp")
    assert found is not None
    assert (found.kind, found.value) == (kind, value)
    again = discount(written(found, "hộp"), "hộp")
    assert again == found, "what is shown can be typed back"


@pytest.mark.parametrize("typed", ["", " ", "0", "0%", "0,0 %", "0đ", "0/hộp"])
def test_nothing_takes_it_away(typed: str) -> None:
    assert discount(typed, "hộp") is None
    assert written(None) == ""


@pytest.mark.parametrize(
    "typed", ["101%", "100,01%", "99999%", "abc", "20.00", "-5", "5%%", "%", "1e3", "٥%", "/hộp"]
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        discount(typed, "hộp")


@pytest.mark.parametrize("typed", ["abc", "20.00", "1.200,000", "3.000/chai", "3.000/", "3/4/hộp"])
def test_the_refusal_shows_what_to_type(typed: str) -> None:
    with pytest.raises(BadInput, match=r"3\.000/hộp.*20\.000.*10%"):
        discount(typed, "hộp")


def test_an_order_has_no_units() -> None:
    with pytest.raises(BadInput, match=r"20\.000.*10%"):
        discount("3.000/hộp")
