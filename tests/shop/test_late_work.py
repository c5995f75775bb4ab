"""What would not be done: who sees it and who has it tried again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import NotAllowed
from pos_app.basics.events import SALE_COMPLETED, Event
from pos_app.shop.late_work import Late, LateWork
from pos_app.store.database import Database
from pos_app.store.outbox import RETRY_AFTER, Courier, emit
from tests.fixtures import SATURDAY

ILL: list[bool] = []


def listen(_session: Session, _event: Event, _at: datetime) -> None:
    if ILL:
        raise LookupError("the listener is ill")


@pytest.fixture
def courier(database: Database, clock: SetClock) -> Courier:
    """One that has given up on an event, and whose listener is well again."""
    courier = Courier(database, clock, {SALE_COMPLETED: {"care": listen}})
    with database.transaction() as session:
        emit(session, [Event(SALE_COMPLETED, "a sale")], clock.now())
    ILL.append(True)
    for _ in range(len(RETRY_AFTER) + 1):
        courier.run()
        clock.advance(timedelta(days=2))
    ILL.clear()
    return courier


def test_the_owner_has_it_tried_again(
    database: Database, clock: SetClock, courier: Courier, owner: Actor
) -> None:
    work = LateWork(database, clock, courier)
    assert work.all() == [Late(SALE_COMPLETED, "a sale", SATURDAY)]
    assert work.again(owner) == 1
    assert courier.run() == 1
    assert work.all() == []
    assert work.again(owner) == 0
    with database.reading() as session:
        rows = session.execute(text("SELECT body FROM journal WHERE kind = 'events.retried'"))
        assert [json.loads(row.body) for row in rows] == [{"events": [1]}]


def test_a_cashier_does_not(
    database: Database, clock: SetClock, courier: Courier, actor: Actor
) -> None:
    work = LateWork(database, clock, courier)
    with pytest.raises(NotAllowed):
        work.again(actor)
    assert len(work.all()) == 1
