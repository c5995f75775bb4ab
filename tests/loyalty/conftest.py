"""A shop with the usual programme, and a till that only loyalty looks at."""

from __future__ import annotations

import pytest

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.loyalty.ledger import Loyalty
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.loyalty.programmes import found_programme, programmes
from pos_app.store.database import Database
from tests.loyalty.till import Till


@pytest.fixture
def till(database: Database, clock: SetClock, ids: SeededIds, actor: Actor) -> Till:
    with database.transaction() as session:
        if not programmes(session):
            found_programme(session, USUAL_PROGRAMME)
    return Till(database, clock, ids, actor)


@pytest.fixture
def loyalty(till: Till, clock: SetClock) -> Loyalty:
    return Loyalty(till.database, clock)
