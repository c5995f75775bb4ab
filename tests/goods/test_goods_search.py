"""Searching as one types: without accents, best first, whatever is typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from pos_app.basics.money import Money
from pos_app.basics.text import fold
from pos_app.goods import search
from pos_app.goods.catalog import Catalog
from pos_app.goods.shelving import NewGood
from pos_app.store.database import Database

NAMES = (
    "Đường cát trắng gói 1 kg",
    "Đường phèn gói 500 g",
    "Sữa tươi ít đường hộp 1 L",
    "Sữa chua không đường hộp 100 g",
    "Nước mắm 40 độ 500 ml",
    "Gạo ST25 túi 5 kg",
    "Trứng gà ta hộp 10 quả",
    "7 Up lon 330 ml",
)


@pytest.fixture
def shelves(put: Any, catalog: Catalog) -> Catalog:
    put(
        *(
            NewGood(name, "cái", sku=f"SP{n:02d}", barcode=f"89300000{n:05d}", price=Money(1_000))
            for n, name in enumerate(NAMES, 1)
        )
    )
    return catalog


def found(catalog: Catalog, typed: str, limit: int = 20) -> list[str]:
    return [item.name for item in catalog.search(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("duong", "Đường cát trắng gói 1 kg"),
        ("Đường", "Đường cát trắng gói 1 kg"),
        ("ĐƯỜNG PH", "Đường phèn gói 500 g"),
        ("duong p", "Đường phèn gói 500 g"),
        ("sua tuoi", "Sữa tươi ít đường hộp 1 L"),
        ("it duong", "Sữa tươi ít đường hộp 1 L"),
        ("tuoi sua", "Sữa tươi ít đường hộp 1 L"),
        ("st25", "Gạo ST25 túi 5 kg"),
        ("40 do", "Nước mắm 40 độ 500 ml"),
        ("7", "7 Up lon 330 ml"),
        ("sp05", "Nước mắm 40 độ 500 ml"),
        ("8930000000006", "Gạo ST25 túi 5 kg"),
        ("  trung   ga ", "Trứng gà ta hộp 10 quả"),
        ("trứng-gà!", "Trứng gà ta hộp 10 quả"),
        ("Tru\u031b\u0301ng", "Trứng gà ta hộp 10 quả"),
    ],
)
def test_few_letters_are_enough(shelves: Catalog, typed: str, first: str) -> None:
    assert found(shelves, typed)[0] == first


@pytest.mark.parametrize("typed", ["", "   ", "!?", "xyz", "duong cattrang", "89399", "uong"])
def test_what_is_not_there_is_not_found(shelves: Catalog, typed: str) -> None:
    assert found(shelves, typed) == []


@pytest.mark.parametrize(
    "typed", ['"', "duong OR sua", "NEAR(duong sua)", "folded:duong", "d*", "^"]
)
def test_the_words_of_the_search_engine_are_just_words(shelves: Catalog, typed: str) -> None:
    found(shelves, typed)  # nothing breaks, whatever it finds


def test_every_beginning_of_every_word_finds_its_good(shelves: Catalog) -> None:
    for name in NAMES:
        for word in fold(name).split():
            for length in range(1, len(word) + 1):
                assert name in found(shelves, word[:length]), (name, word[:length])


def test_names_that_open_with_the_words_come_first_then_what_sells(
    database: Database, shelves: Catalog
) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE stock_level SET sold = 9000 WHERE product_id = 4"))
        session.execute(text("UPDATE stock_level SET sold = 5000 WHERE product_id = 2"))

    assert found(shelves, "duong") == [
        "Đường phèn gói 500 g",
        "Đường cát trắng gói 1 kg",
        "Sữa chua không đường hộp 100 g",
        "Sữa tươi ít đường hộp 1 L",
    ]


def test_the_beginning_of_a_barcode_lists_the_codes_behind_it(shelves: Catalog) -> None:
    assert len(found(shelves, "893")) == len(NAMES)
    assert len(found(shelves, "893", limit=3)) == 3


def test_a_renamed_shelf_of_thousands_still_ranks_what_opens_with_the_words(
    put: Any, catalog: Catalog
) -> None:
    many = search.CANDIDATES + 50
    put(*(NewGood(f"Bánh quy số {n}", "gói") for n in range(many)), NewGood("Quy linh cao", "hộp"))

    assert found(catalog, "quy")[0] == "Quy linh cao"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_nothing_one_can_type_breaks_the_search(shelves: Catalog, typed: str) -> None:
    assert len(found(shelves, typed)) <= len(NAMES)
