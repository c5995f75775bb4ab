"""The catalogue, to look at what was taken in."""

from __future__ import annotations

import pytest

from pos_app.basics.clock import SetClock
from pos_app.goods.catalog import Catalog
from pos_app.store.database import Database


@pytest.fixture
def catalog(database: Database, clock: SetClock) -> Catalog:
    return Catalog(database, clock)
