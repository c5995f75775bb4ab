"""Rows of a list of goods become goods, or say why not."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods.shelving import NewGood
from pos_app.spreadsheets import cells, goods
from pos_app.spreadsheets.cells import Numbers, Unfit

NUMBERS = Numbers()
FULL = {
    "sku": "CACH01",
    "name": "Cà chua",
    "unit": "kg",
    "category": "Rau quả",
    "price": "25000",
    "cost": "20500",
    "stock": "14.2",
    "barcode": "",
    "by_weight": "1",
    "vat": "5",
    "excluded": "",
    "tile": "11",
}


def test_a_row_with_everything() -> None:
    assert goods.record(FULL, NUMBERS) == NewGood(
        name="Cà chua",
        unit="kg",
        sku="CACH01",
        category="Rau quả",
        price=Money(25_000),
        cost=Money(20_500),
        stock=Quantity(14_200),
        by_weight=True,
        vat_class="five",
        tile=11,
    )


def test_a_row_with_a_name_only() -> None:
    assert goods.record({"name": "Pho", "unit": ""}, NUMBERS) == NewGood(
        name="Pho", unit="cái", incomplete=True
    )


@pytest.mark.parametrize("price", ["", "0", "0.00", " "])
def test_a_price_of_nothing_is_typed_at_the_counter(price: str) -> None:
    good = goods.record({**FULL, "price": price}, NUMBERS)

    assert (good.price, good.incomplete) == (None, True)


def test_a_good_that_costs_nothing_and_is_sold_out() -> None:
    good = goods.record({**FULL, "cost": "0", "stock": "0"}, NUMBERS)

    assert (good.cost, good.stock) == (Money(0), Quantity(0))


def test_stock_below_zero_is_taken_as_it_is() -> None:
    assert goods.record({**FULL, "stock": "-3"}, NUMBERS).stock == Quantity.of(-3)


@pytest.mark.parametrize(
    ("field", "written", "reason"),
    [
        ("name", " \u200b ", goods.NO_NAME),
        ("price", "-5000", goods.NEGATIVE_PRICE),
        ("cost", "-1", goods.NEGATIVE_PRICE),
        ("price", "liên hệ", cells.NOT_A_NUMBER),
        ("price", "8934561000235", cells.PRICE_TOO_HIGH),
        ("barcode", "8.93E+12", cells.SHORTENED_CODE),
        ("excluded", "expensive", goods.ODD_EXCLUSION),
        ("vat", "180", cells.NOT_A_RATE),
        ("by_weight", "kg", cells.NOT_YES_OR_NO),
        ("tile", "đầu tiên", cells.NOT_A_NUMBER),
    ],
)
def test_a_row_that_is_no_good(field: str, written: str, reason: str) -> None:
    with pytest.raises(Unfit, match=f"^{re.escape(reason)}$"):
        goods.record({**FULL, field: written}, NUMBERS)


def test_bad_rows_are_counted_and_the_rest_goes_on() -> None:
    skipped: Counter[str] = Counter()
    rows = [
        {"name": "Một", "unit": "cái", "barcode": "8930000000012"},
        {"name": "", "unit": "cái"},
        {"name": "Hai", "unit": "cái", "barcode": "8930000000012"},
        {"name": "Ba", "unit": "cái", "sku": "B1"},
        {"name": "Bốn", "unit": "cái", "sku": "B1"},
        {"name": "Năm", "unit": "cái", "price": "x"},
        {"name": "Sáu", "unit": "cái"},
        {"name": "Sáu", "unit": "cái"},
    ]
    found = list(goods.records(rows, NUMBERS, skipped))

    assert [good.name for good in found] == ["Một", "Ba", "Sáu", "Sáu"]
    assert skipped == {goods.NO_NAME: 1, goods.CODE_TWICE: 2, cells.NOT_A_NUMBER: 1}
