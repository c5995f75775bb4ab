"""What the journal keeps of a sale: every figure, in one spelling, keyed with the shop's salt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.selling import seal

SALT = "00" * 16
MODELS = {
    "sale": (Sale, seal.SALE),
    "line": (SaleLine, seal.LINE),
    "payment": (Payment, seal.PAYMENT),
}


def row(columns: tuple[str, ...]) -> dict[str, object]:
    return {column: place for place, column in enumerate(columns)}


def entry(**changed: Mapping[str, object]) -> dict[str, object]:
    rows = {
        name: {**row(columns), **changed.get(name, {})} for name, (_, columns) in MODELS.items()
    }
    return dict(seal.entry(rows["sale"], [rows["line"]], [rows["payment"]], SALT))


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, (_, all_) in MODELS.items() for column in all_]
)
def test_every_column_counts(table: str, column: str) -> None:
    assert entry(**{table: {column: 999}}) != entry()
    assert entry(**{table: {column: None}}) != entry()
    assert entry(**{table: {column: "0"}}) != entry()


def test_order_and_number_of_rows_count() -> None:
    sale, line, payment = (row(columns) for _, columns in MODELS.values())
    other = line | {"position": 7}
    whole = seal.entry(sale, [line, other], [payment], SALT)

    assert seal.entry(sale, [other, line], [payment], SALT) != whole
    assert seal.entry(sale, [line], [payment], SALT) != whole
    assert seal.entry(sale, [line, other], [payment, payment], SALT) != whole
    assert seal.entry(sale, [line, other], [], SALT) != whole


def test_another_shop_has_another_digest() -> None:
    sale, line, payment = (row(columns) for _, columns in MODELS.values())

    assert seal.entry(sale, [line], [payment], "ff" * 16)["rows"] != entry()["rows"]


def test_the_entry_says_number_series_and_total() -> None:
    told = entry(sale={"number": 12_482, "series": "1", "total": Money(834_000)})

    assert (told["number"], told["series"], told["total"]) == (12_482, "1", 834_000)


def test_a_sale_of_an_older_version_keeps_its_entry() -> None:
    """Its lines knew neither list prices nor promotions nor what became of returned goods."""
    assert seal.LINE[: len(seal.FIRST_LINE)] == seal.FIRST_LINE
    assert "form" not in seal.body(1, "1", 834_000, "ab", None)
    assert seal.body(1, "1", 834_000, "ab", seal.FORM)["form"] == entry()["form"] == 2


def test_what_the_seal_leaves_out_is_known() -> None:
    """Row ids, words of people (they may be erased one day) and papers of other systems."""
    left_out = [
        (model.__tablename__, column.key)
        for model, columns in MODELS.values()
        for column in model.__table__.columns
        if column.key not in columns
    ]

    assert left_out == [
        ("sale", "id"),
        ("sale", "external"),
        ("sale", "reason"),
        ("sale", "note"),
        ("sale_line", "id"),
        ("sale_line", "sale_id"),
        ("sale_line", "reason"),
        ("sale_line", "note"),
        ("payment", "id"),
        ("payment", "sale_id"),
    ]


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (None, None),
        (True, 1),
        (False, 0),
        (7, 7),
        ("Cam sành", "Cam sành"),
        (Money(-5), -5),
        (Quantity(1_500), 1_500),
        (datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), 1_000),
        (date(2026, 11, 21), "2026-11-21"),
    ],
)
def test_a_value_is_spelled_as_the_file_holds_it(value: object, spelled: object) -> None:
    assert seal.plain(value) == spelled
    assert type(seal.plain(value)) is type(spelled)


def test_what_has_no_spelling_is_a_defect() -> None:
    with pytest.raises(TypeError):
        seal.plain(1.5)
