"""A list of goods is taken in once, however often it is brought."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import NotAllowed
from pos_app.basics.money import Money
from pos_app.goods import checks, intake
from pos_app.goods.catalog import Catalog
from pos_app.goods.intake import KNOWN_BARCODE, KNOWN_NAME, KNOWN_SKU, Plan
from pos_app.goods.shelving import NewGood
from pos_app.store import check, journal
from pos_app.store.database import Database

LIST = (
    NewGood("Basil Seed", "cái", barcode="8935000000011"),
    NewGood("Basil Seed", "cái", barcode="8935000000028", price=Money(15_000)),
    NewGood("Gạo lứt", "túi", sku="GAO05", price=Money(48_000)),
    NewGood("Gạo nếp", "kg", price=Money(32_000)),
)


@pytest.fixture
def take_in(database: Database, clock: SetClock, owner: Actor) -> Any:
    def take_in(*goods: NewGood, actor: Actor = owner) -> Plan:
        with database.transaction() as session:
            return intake.take_in(session, clock, actor, goods)

    return take_in


def test_a_list_fills_the_shelves(database: Database, catalog: Catalog, take_in: Any) -> None:
    taken = take_in(*LIST)

    assert taken.written == {"products": 4, "without_price": 1}
    assert taken.skipped == {}
    assert len(catalog.search("basil")) == 2
    assert check.run(database, (*checks.CHECKS, *check.CHECKS)) == []


def test_the_same_list_again_changes_nothing(database: Database, take_in: Any) -> None:
    take_in(*LIST)
    with database.reading() as session:
        before = journal.head(session)
    again = take_in(*LIST)

    assert again.written == {"products": 0, "without_price": 0}
    assert again.skipped == {KNOWN_BARCODE: 2, KNOWN_SKU: 1, KNOWN_NAME: 1}
    with database.reading() as session:
        assert journal.head(session) == before


def test_a_list_is_held_against_itself(take_in: Any, catalog: Catalog) -> None:
    twice = replace(LIST[3], name="gạo  NẾP")
    taken = take_in(*LIST, LIST[0], twice)

    assert taken.written["products"] == 4
    assert taken.skipped == {KNOWN_BARCODE: 1, KNOWN_NAME: 1}


def test_the_same_name_in_another_unit_or_with_a_code_is_another_good(take_in: Any) -> None:
    take_in(LIST[3])
    taken = take_in(replace(LIST[3], unit="túi"), replace(LIST[3], barcode="8935000000035"))

    assert taken.written["products"] == 2


def test_a_cashier_does_not_import(database: Database, take_in: Any, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        take_in(*LIST, actor=actor)

    with database.reading() as session:
        assert intake.plan(session, Actor(staff=1, counter=1), LIST).written["products"] == 4
