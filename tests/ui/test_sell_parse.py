"""Discounts as cashiers type them."""

from __future__ import annotations

import pytest

from pos_app.basics.errors import BadInput
from pos_app.selling.cart import DiscountKind
from pos_app.ui.sell.deeds import written
from pos_app.ui.sell.parse import discount


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
    ],
)
def test_what_is_meant(typed: str, kind: DiscountKind, value: int) -> None:
    found = discount(typed)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)
    again = discount(written(found))
    assert again == found, "what is shown can be typed back"


@pytest.mark.parametrize("typed", ["", " ", "0", "0%", "0,0 %"])
def test_nothing_takes_it_away(typed: str) -> None:
    assert discount(typed) is None
    assert written(None) == ""


@pytest.mark.parametrize(
    "typed", ["101%", "100,01%", "99999%", "abc", "20.00", "-5", "5%%", "%", "1e3", "٥%"]
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        discount(typed)
