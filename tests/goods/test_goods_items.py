"""Reading goods by their ids."""

from __future__ import annotations

from typing import Any

from pos_app.goods import items
from pos_app.goods.shelving import NewGood
from pos_app.store.database import Database


def test_goods_come_in_the_order_they_are_asked_for(database: Database, put: Any) -> None:
    one, two, three = put(NewGood("Một", "cái"), NewGood("Hai", "cái"), NewGood("Ba", "cái"))
    with database.reading() as session:
        found = items.by_ids(session, [three, one, 99, two])

    assert [item.name for item in found] == ["Ba", "Một", "Hai"]


def test_asking_for_nothing(database: Database) -> None:
    with database.reading() as session:
        assert items.by_ids(session, []) == []
