"""Each event reaches each handler once, whatever fails on the way."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pos_app.basics import faults
from pos_app.basics.clock import SetClock
from pos_app.basics.events import SALE_COMPLETED, Event
from pos_app.models.shop import Staff
from pos_app.store.database import Database
from pos_app.store.outbox import RETRY_AFTER, Courier, emit


def greet(session: Session, event: Event, at: datetime) -> None:
    session.add(Staff(name=f"{event.subject} {at:%H:%M}", role="cashier", active=False))


def greet_again(session: Session, event: Event, at: datetime) -> None:
    greet(session, Event(event.name, f"{event.subject} again"), at)


def fail(session: Session, event: Event, at: datetime) -> None:
    greet(session, event, at)
    session.flush()
    raise LookupError("the listener is ill")


def tell(database: Database, clock: SetClock, *subjects: str) -> None:
    with database.transaction() as session:
        emit(
            session,
            [Event(SALE_COMPLETED, subject, {"sale": 1}) for subject in subjects],
            clock.now(),
        )


def greeted(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).where(Staff.active.is_(False))) or 0


def test_each_event_once(database: Database, clock: SetClock) -> None:
    courier = Courier(database, clock, {SALE_COMPLETED: {"greet": greet}})
    tell(database, clock, "a", "b")
    assert courier.run() == 2
    assert courier.run() == 0
    assert greeted(database) == 2


def test_no_deed_no_event(database: Database, clock: SetClock) -> None:
    courier = Courier(database, clock, {SALE_COMPLETED: {"greet": greet}})
    with pytest.raises(RuntimeError), database.transaction() as session:
        emit(session, [Event(SALE_COMPLETED, "lost")], clock.now())
        raise RuntimeError
    assert courier.run() == 0


def test_a_faulty_listener_is_retried_later_and_stops_nobody(
    database: Database, clock: SetClock
) -> None:
    tell(database, clock, "a")
    ill = Courier(database, clock, {SALE_COMPLETED: {"ill": fail, "greet": greet}})
    assert ill.run() == 1, "the healthy one had it"
    assert greeted(database) == 1, "what the ill one wrote was rolled back"
    well = Courier(database, clock, {SALE_COMPLETED: {"ill": greet_again, "greet": greet}})
    assert well.run() == 0, "not yet due"
    clock.advance(RETRY_AFTER[0])
    assert well.run() == 1
    assert greeted(database) == 2


def test_after_the_last_try_the_owner_is_shown(database: Database, clock: SetClock) -> None:
    tell(database, clock, "a")
    courier = Courier(database, clock, {SALE_COMPLETED: {"ill": fail}})
    for _ in range(len(RETRY_AFTER) + 1):
        courier.run()
        clock.advance(timedelta(days=2))
    assert [(lost.handler, lost.error) for lost in courier.undelivered()] == [
        ("ill", "LookupError")
    ]
    assert courier.run() == 0


def test_what_was_given_up_on_is_tried_once_more(database: Database, clock: SetClock) -> None:
    tell(database, clock, "a", "b")
    ill = Courier(database, clock, {SALE_COMPLETED: {"ill": fail}})
    assert ill.undelivered() == [], "looked at before there was any"
    for _ in range(len(RETRY_AFTER) + 1):
        ill.run()
        clock.advance(timedelta(days=2))
    assert [lost.subject for lost in ill.undelivered()] == ["a", "b"]

    def again(courier: Courier) -> int:
        with database.transaction() as session:
            assert len(courier.reopen(session)) == 2
        courier.forget()
        assert courier.undelivered() == []
        return courier.run()

    assert again(ill) == 0
    assert len(ill.undelivered()) == 2, "one more failure is enough"
    well = Courier(database, clock, {SALE_COMPLETED: {"ill": greet}})
    assert again(well) == 2
    assert well.undelivered() == []
    assert greeted(database) == 2


def test_a_cut_between_handler_and_mark_leaves_neither(database: Database, clock: SetClock) -> None:
    tell(database, clock, "a")
    courier = Courier(database, clock, {SALE_COMPLETED: {"greet": greet}})

    def cut(point: str) -> None:
        if point == "handler_ran":
            raise KeyboardInterrupt

    faults.arm(cut)
    with pytest.raises(KeyboardInterrupt):
        courier.run()
    faults.arm(None)
    assert greeted(database) == 0
    assert courier.run() == 1
    assert greeted(database) == 1


def test_two_couriers_on_two_connections_deliver_once(database: Database, clock: SetClock) -> None:
    tell(database, clock, *(f"s{n}" for n in range(20)))
    couriers = [
        Courier(Database(database.path), clock, {SALE_COMPLETED: {"greet": greet}}) for _ in "ab"
    ]
    assert sum(courier.run() for courier in couriers) == 20
    assert greeted(database) == 20
