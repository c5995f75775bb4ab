"""Lists of goods: by name, low, near expiry, to be completed, stopped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, text, update

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.money import Money
from pos_app.basics.quantity import NONE, Quantity
from pos_app.goods import shelf_lists
from pos_app.goods.editing import GoodsEditor
from pos_app.goods.shelf_lists import Counts, ShelfLists, Which
from pos_app.goods.shelving import NewGood
from pos_app.models.goods import Lot, Product
from pos_app.store.database import Database


@pytest.fixture
def lists(database: Database, clock: SetClock) -> ShelfLists:
    return ShelfLists(database, clock)


@pytest.fixture
def shelf(
    database: Database, put: Any, lists: ShelfLists, clock: SetClock, owner: Actor
) -> ShelfLists:
    """Milk is low and has a lot near its end, ice cream is sold out, water has no price."""
    milk, _ice, rice, _water, old = put(
        NewGood("Sữa tươi", "hộp", barcode="8930000012012", price=Money(34_000),
                stock=Quantity.of(8)),
        NewGood("Kem que", "que", price=Money(10_000), stock=NONE),
        NewGood("Gạo ST25", "túi", price=Money(189_000), stock=Quantity.of(42)),
        NewGood("Nước mắm", "chai", incomplete=True),
        NewGood("Bánh cũ", "cái", price=Money(1_000)),
    )  # fmt: skip
    with database.transaction() as session:
        session.execute(
            update(Product).where(Product.id == milk).values(reorder_at=Quantity.of(12))
        )
        for code, day, left in (
            ("A", date(2026, 11, 28), 2_000),
            ("B", date(2027, 5, 14), 6_000),
            ("C", date(2026, 11, 22), 0),
        ):
            session.execute(
                insert(Lot).values(
                    product_id=milk, code=code, expires_on=day, on_hand=Quantity(left)
                )
            )
        session.execute(
            insert(Lot).values(
                product_id=rice, code="R", expires_on=date(2027, 1, 1), on_hand=Quantity(1)
            )
        )
    GoodsEditor(database, clock).stop(owner, old, selling=False)
    return lists


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def test_each_list_holds_its_goods(shelf: ShelfLists) -> None:
    assert names(shelf.page(Which.ALL)) == ["Gạo ST25", "Kem que", "Nước mắm", "Sữa tươi"]
    assert names(shelf.page(Which.LOW)) == ["Kem que", "Sữa tươi"]
    assert names(shelf.page(Which.NEAR)) == ["Sữa tươi"]
    assert names(shelf.page(Which.INCOMPLETE)) == ["Nước mắm"]
    assert names(shelf.page(Which.STOPPED)) == ["Bánh cũ"]
    assert shelf.counts() == Counts(all=4, low=2, near=1, incomplete=1, stopped=1, lots=1)


def test_pages_follow_each_other(shelf: ShelfLists) -> None:
    first = shelf.page(Which.ALL, limit=3)
    assert names(shelf.page(Which.ALL, first[-1])) == ["Sữa tươi"]


def test_what_is_typed_narrows_a_list(shelf: ShelfLists) -> None:
    assert names(shelf.find(Which.ALL, "8930000012")) == ["Sữa tươi"]
    assert names(shelf.find(Which.LOW, "kem")) == ["Kem que"]
    assert names(shelf.find(Which.NEAR, "kem")) == []
    assert names(shelf.find(Which.STOPPED, "banh")) == ["Bánh cũ"]


def test_a_row_says_what_lies_there(shelf: ShelfLists) -> None:
    milk = shelf.find(Which.ALL, "sua tuoi")[0]
    assert (milk.code, milk.on_hand, milk.low) == ("8930000012012", Quantity.of(8), True)
    assert shelf.row(milk.product_id) == milk
    assert shelf.row(99_999) is None


def test_the_list_never_loads_the_catalogue(database: Database) -> None:
    """POS-Awesome 280 and opensourcepos 2781: 19,600 goods took two minutes to show."""
    values = {"folded": "sua", "id": 7, "limit": 100}
    explain = text(f"EXPLAIN QUERY PLAN {shelf_lists._PAGES[Which.ALL]}")
    with database.reading() as session:
        plan = " | ".join(row[-1] for row in session.execute(explain, values))

    assert "ix_product_folded (folded>?)" in plan
    assert "TEMP B-TREE" not in plan, "a hundred rows are read, not sorted out of all"
