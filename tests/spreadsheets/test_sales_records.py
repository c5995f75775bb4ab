"""Rows of another system's sales become documents, each row in its place or counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.selling.past_sales import Kind, PastDocument, PastLine
from pos_app.spreadsheets import cells, mapping, sales
from pos_app.spreadsheets.sales import Gathering

NOW = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)
RETAIL = mapping.load("online_retail")
CDNOW = mapping.load("cdnow")
AT = datetime(2010, 12, 1, 1, 26, tzinfo=UTC)
HEART = {
    "document": "536365",
    "code": "85123A",
    "name": "WHITE HANGING HEART T-LIGHT HOLDER",
    "quantity": "6",
    "sold_at": "2010-12-01 08:26",
    "unit_price": "2.55",
    "customer": "17850",
    "unit": "cái",
}
HEART_LINE = PastLine(
    "85123A", "WHITE HANGING HEART T-LIGHT HOLDER", "cái", Quantity.of(6), Money(255)
)


def gather(*rows: dict[str, str], column_map: mapping.ColumnMap = RETAIL) -> Gathering:
    return sales.gather(rows, column_map, NOW)


def row(**cells_: str) -> dict[str, str]:
    return {**HEART, **cells_}


def flaws(*rows: dict[str, str]) -> dict[str, int]:
    gathered = gather(*rows)
    [document] = gathered.documents()
    assert document.rows == gathered.rows
    return dict(document.flaws)


def test_rows_of_one_number_are_one_document() -> None:
    gathered = gather(
        row(),
        row(document="536366", customer="", quantity="1"),
        row(code="71053", name="WHITE METAL LANTERN", unit_price="3.39"),
    )

    assert gathered.documents() == [
        PastDocument(
            "536365",
            Kind.SALE,
            "17850",
            AT,
            [
                HEART_LINE,
                PastLine("71053", "WHITE METAL LANTERN", "cái", Quantity.of(6), Money(339)),
            ],
        ),
        PastDocument("536366", Kind.SALE, "", AT, [replace(HEART_LINE, quantity=ONE)]),
    ]
    assert gathered.people() == {"17850": "Khách 17850"}
    assert (gathered.rows, gathered.unread()) == (3, {})


def test_a_document_has_the_moment_of_its_first_row() -> None:
    [document] = gather(row(), row(sold_at="2010-12-01 08:27")).documents()

    assert document.at == AT


def test_a_number_that_begins_with_c_is_a_return() -> None:
    [document] = gather(row(document="C536379", quantity="-6")).documents()

    assert (document.kind, document.lines) == (Kind.RETURN, [HEART_LINE])


@pytest.mark.parametrize(
    ("cells_", "reason"),
    [
        ({"unit_price": "0.0"}, sales.PRICE_ZERO),
        ({"unit_price": "0.001"}, sales.PRICE_ZERO),
        ({"unit_price": "-11062.06"}, sales.PRICE_NEGATIVE),
        ({"unit_price": "free"}, cells.NOT_A_NUMBER),
        ({"quantity": "-9"}, sales.NOT_SOLD),
        ({"quantity": "0"}, sales.NOT_SOLD),
        ({"quantity": "-9", "unit_price": "0"}, sales.NOT_SOLD),
        ({"quantity": "1000001"}, cells.QUANTITY_TOO_LARGE),
        ({"customer": "13047"}, sales.OTHER_PERSON),
        ({"code": " ", "name": ""}, sales.NO_NAME),
    ],
)
def test_a_line_that_cannot_be_taken_is_a_flaw(cells_: dict[str, str], reason: str) -> None:
    assert flaws(row(), row(**cells_)) == {reason: 1}


@pytest.mark.parametrize("quantity", ["6", "0"])
def test_a_return_brings_something_back(quantity: str) -> None:
    assert flaws(row(document="C1", quantity=quantity)) == {sales.NOT_RETURNED: 1}


def test_a_moment_that_cannot_be_leaves_the_rest_of_the_paper() -> None:
    gathered = gather(row(sold_at="hôm qua"), row(), row(sold_at="hôm qua"))

    [document] = gathered.documents()
    assert (len(document.lines), document.flaws) == (2, {cells.NOT_A_MOMENT: 1})
    assert gathered.unread() == {}


@pytest.mark.parametrize(
    ("cells_", "reason"),
    [
        ({"sold_at": "hôm qua"}, cells.NOT_A_MOMENT),
        ({"sold_at": "2026-11-21 14:07"}, sales.IN_THE_FUTURE),
        ({"document": "A563185"}, sales.ADJUSTMENT),
    ],
)
def test_a_row_without_a_place_in_time_or_trade(cells_: dict[str, str], reason: str) -> None:
    gathered = gather(row(**cells_))

    assert gathered.documents() == []
    assert gathered.people() == {}
    assert gathered.unread() == {reason: 1}


def test_a_sale_of_this_very_minute_is_taken() -> None:
    assert gather(row(sold_at="2026-11-21 14:06")).unread() == {}


def test_numbers_that_a_program_wrote_as_decimals() -> None:
    gathered = gather(row(customer="17850.0", document="536365.0"), row())

    assert [document.number for document in gathered.documents()] == ["536365"]
    assert list(gathered.people()) == ["17850"]


def test_dashes_name_nobody() -> None:
    [document] = gather(row(customer="---")).documents()

    assert document.person == ""


def test_a_row_without_a_number_is_a_document_of_its_own() -> None:
    first = {
        "customer": "00004",
        "sold_at": "1997-01-01",
        "unit_price": "29.33",
        "code": "CD",
        "name": "2 đĩa CD",
        "unit": "lần",
    }
    gathered = gather(
        first,
        first,
        {**first, "sold_at": "1997-01-18"},
        {**first, "customer": "00021", "unit_price": "0.0"},
        {**first, "customer": ""},
        column_map=CDNOW,
    )

    assert [document.number for document in gathered.documents()] == [
        "00004/1997-01-01/1",
        "00004/1997-01-01/2",
        "00004/1997-01-18/1",
        "00021/1997-01-01/1",
        "1997-01-01/1",
    ]
    assert gathered.documents()[0].lines == [PastLine("CD", "2 đĩa CD", "lần", ONE, Money(2_933))]
    assert gathered.documents()[0].at == datetime(1997, 1, 1, 5, 0, tzinfo=UTC)
    assert gathered.documents()[3].lines[0].unit_price == Money(0)
    assert gathered.unread() == {}


def test_a_person_whose_id_looks_like_a_returns_number_buys_all_the_same() -> None:
    [document] = gather(row(customer="C77", document="")).documents()

    assert document.kind is Kind.SALE
