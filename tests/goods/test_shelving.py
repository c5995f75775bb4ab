"""New goods on the shelves: everything that belongs to one is written with it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from pos_app.basics.money import Money
from pos_app.basics.quantity import NONE, Quantity
from pos_app.goods import checks, items
from pos_app.goods.catalog import Catalog
from pos_app.goods.shelving import NewGood, search_words
from pos_app.models.goods import Category, StockLevel, StockMove
from pos_app.store import check
from pos_app.store.database import Database

RICE = NewGood(
    name="Gạo ST25 túi 5 kg",
    unit="túi",
    sku="GAO01",
    barcode="8930000012029",
    category="Thức ăn",
    price=Money(189_000),
    cost=Money(166_000),
    stock=Quantity.of(42),
    vat_class="five",
    tile=1,
)


def test_a_good_with_everything(database: Database, put: Any, catalog: Catalog) -> None:
    [rice] = put(RICE)

    assert catalog.get(rice) == items.Item(
        product_id=rice,
        name="Gạo ST25 túi 5 kg",
        unit="túi",
        factor=1000,
        barcode="8930000012029",
        price=Money(189_000),
        by_weight=False,
        vat_class="five",
        category_id=1,
        strip=1,
        stock=Quantity.of(42),
        earns_points=True,
        incomplete=False,
    )
    with database.reading() as session:
        [move] = session.scalars(select(StockMove)).all()
        assert (move.kind, move.quantity, move.staff_id) == ("opening", Quantity.of(42), 1)


def test_a_good_with_next_to_nothing(put: Any, catalog: Catalog) -> None:
    [parking] = put(NewGood("Vé giữ xe", "vé", exclusion="medicine", incomplete=True))
    item = catalog.get(parking)

    assert (item.price, item.stock, item.barcode) == (None, None, "")
    assert (item.vat_class, item.category_id) == (None, items.NO_CATEGORY)
    assert (item.earns_points, item.incomplete) == (False, True)


def test_an_empty_shelf_is_counted_from_zero(
    database: Database, put: Any, catalog: Catalog
) -> None:
    [ice] = put(NewGood("Kem que", "que", stock=NONE))

    assert catalog.get(ice).stock == NONE
    with database.reading() as session:
        assert session.get_one(StockLevel, ice).on_hand == NONE


def test_the_shelves_of_a_corner_shop_have_their_colours(put: Any, catalog: Catalog) -> None:
    names = ["Gia dụng", "Ăn vặt", "Hoa tươi", "Rau quả", "Báo", "Đồ uống", "Thức ăn"]
    put(*(NewGood(f"Hàng {name}", "cái", category=name) for name in names))

    assert [(each.name, each.strip) for each in catalog.categories()[:5]] == [
        ("Rau quả", 0),
        ("Thức ăn", 1),
        ("Đồ uống", 2),
        ("Ăn vặt", 3),
        ("Gia dụng", 4),
    ]
    others = catalog.categories()[5:]
    assert [each.name for each in others] == ["Hoa tươi", "Báo"]
    assert all(0 <= each.strip <= 4 for each in others)


def test_a_known_shelf_is_used_again(database: Database, put: Any) -> None:
    put(RICE)
    put(NewGood("Gạo nếp", "kg", category="Thức ăn"))

    with database.reading() as session:
        assert len(session.scalars(select(Category)).all()) == 1


def test_a_taken_tile_stays_with_the_first(put: Any, catalog: Catalog) -> None:
    put(RICE)
    put(
        NewGood("Mì gói", "gói", tile=1),
        NewGood("Trứng", "quả", tile=2),
        NewGood("Kẹo", "gói", tile=2),
    )

    assert [item.name for item in catalog.tiles(None)] == ["Gạo ST25 túi 5 kg", "Trứng"]


def test_one_bad_good_leaves_nothing_behind(database: Database, put: Any) -> None:
    put(RICE)
    with pytest.raises(IntegrityError):
        put(NewGood("Mì gói", "gói"), NewGood("Gạo giả", "túi", barcode="8930000012029"))

    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM product")).scalar() == 1
    assert check.run(database, checks.CHECKS) == []


@pytest.mark.parametrize(
    ("name", "sku", "words"),
    [
        ("Đường cát trắng 1 kg", "DUO01", "duong cat trang 1 kg duo01"),
        ("Nước mắm 40°", None, "nuoc mam 40"),
    ],
)
def test_what_a_search_looks_through(name: str, sku: str | None, words: str) -> None:
    assert search_words(name, sku) == words


def test_nothing_to_shelve(put: Any) -> None:
    assert put() == []
