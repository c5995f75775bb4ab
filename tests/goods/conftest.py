"""Shelves for the tests of the goods room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.goods.catalog import Catalog
from pos_app.goods.shelving import NewGood, shelve
from pos_app.store.database import Database, open_shop
from tests.till import stocked_file, stocked_shop_file, till

__all__ = ["stocked_file", "stocked_shop_file", "till"]

Shelve = Callable[..., list[int]]


@pytest.fixture
def catalog(database: Database, clock: SetClock) -> Catalog:
    return Catalog(database, clock)


@pytest.fixture
def put(database: Database, clock: SetClock, owner: Actor) -> Shelve:
    """Shelves goods in one transaction and returns their ids."""

    def put(*goods: NewGood) -> list[int]:
        with database.transaction() as session:
            return shelve(session, owner, clock.now(), goods)

    return put


@pytest.fixture(scope="session")
def shared_database(founded_shop_file: Path) -> Iterator[Database]:
    """A shop that is only read: hypothesis tries it a hundred times."""
    database = open_shop(founded_shop_file)
    yield database
    database.close()
