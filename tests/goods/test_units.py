"""Boxes and pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.goods.units import BASE_UNITS_OF_LINE, base_units, pack_price
from pos_app.store.database import Database

CRATE = Quantity.of(24)


@pytest.mark.parametrize(
    ("quantity", "factor", "base"),
    [
        (Quantity.of(2), 24_000, Quantity.of(48)),
        (Quantity(1_500), 1_000, Quantity(1_500)),
        (-Quantity.of(1), 24_000, -CRATE),
        (Quantity(1), 500, Quantity(1)),
        (Quantity(-1), 500, Quantity(-1)),
        (Quantity(1), 499, Quantity(0)),
    ],
)
def test_packs_in_base_units(quantity: Quantity, factor: int, base: Quantity) -> None:
    assert base_units(quantity, factor) == base


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_the_file_counts_as_the_program_does(
    shared_database: Database, thousandths: int, factor: int
) -> None:
    with shared_database.reading() as session:
        counted = session.execute(
            text(
                f"SELECT {BASE_UNITS_OF_LINE} FROM (SELECT :quantity quantity, :factor factor) line"
            ),
            {"quantity": thousandths, "factor": factor},
        ).scalar_one()

    assert Quantity(counted) == base_units(Quantity(thousandths), factor)


@pytest.mark.parametrize(
    ("own", "base", "factor", "price"),
    [
        (Money(388_000), Money(17_000), CRATE, Money(388_000)),
        (None, Money(17_000), CRATE, Money(408_000)),
        (None, Money(17_000), ONE, Money(17_000)),
        (None, None, CRATE, None),
        (Money(388_000), None, CRATE, Money(388_000)),
    ],
)
def test_the_price_of_a_pack(
    own: Money | None, base: Money | None, factor: Quantity, price: Money | None
) -> None:
    assert pack_price(own, base, factor) == price
