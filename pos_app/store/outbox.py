"""The outbox: what happened is written with the deed and handed on afterwards, once each.

A handler runs inside the transaction that marks it delivered, so whatever it writes is there
exactly once. A failing handler is retried with growing delay and in the end shown to the owner.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock
from pos_app.basics.events import Event
from pos_app.basics.faults import fault
from pos_app.models.journal import Delivery, OutboxEvent
from pos_app.store.canonical import canonical
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared, adding

Handler = Callable[[Session, Event, datetime], None]
"""Takes the event and the moment it happened; raises to be called again later."""

RETRY_AFTER: Final = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(days=1),
)

_INSERT = Prepared(adding(cast(Table, OutboxEvent.__table__)))
_log = logging.getLogger(__name__)


def emit(session: Session, events: Sequence[Event], at: datetime) -> None:
    """Writes events in the caller's transaction: no deed without them, no event without it."""
    _INSERT.run_all(
        session,
        (
            {
                "name": event.name,
                "subject": event.subject,
                "payload": canonical(event.payload),
                "at": at,
                "settled": False,
            }
            for event in events
        ),
    )


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An event that a handler was given up on."""

    event_id: int
    name: str
    subject: str
    at: datetime
    handler: str
    error: str


class Courier:
    """Carries events to the handlers that subscribed to their names."""

    def __init__(
        self, database: Database, clock: Clock, subscriptions: Mapping[str, Mapping[str, Handler]]
    ) -> None:
        """`subscriptions`: event name -> handler name -> handler."""
        self._database = database
        self._clock = clock
        self._subscriptions = subscriptions
        self._given_up: list[Undelivered] | None = None
        """As last read; None when it may have changed since."""

    def run(self, most: int = 200) -> int:
        """Delivers what is due, oldest first; returns how many deliveries succeeded."""
        delivered = 0
        for event_id, name in self._open_events(most):
            handlers = self._subscriptions.get(name, {})
            delivered += sum(self._deliver(event_id, handler) for handler in handlers)
            self._settle(event_id)
        return delivered

    def _open_events(self, most: int) -> list[tuple[int, str]]:
        with self._database.reading() as session:
            rows = session.execute(
                select(OutboxEvent.id, OutboxEvent.name)
                .where(OutboxEvent.settled.is_(False))
                .order_by(OutboxEvent.id)
                .limit(most)
            )
            return [(row.id, row.name) for row in rows]

    def _deliver(self, event_id: int, handler: str) -> bool:
        try:
            with self._database.transaction() as session:
                return self._hand_over(session, event_id, handler)
        except Exception as error:  # noqa: BLE001 - a faulty listener must not stop the others
            _log.info("handler %s failed on event %d", handler, event_id, exc_info=True)
            self._note_failure(event_id, handler, error)
            return False

    def _hand_over(self, session: Session, event_id: int, handler: str) -> bool:
        now = self._clock.now()
        record = session.get(Delivery, (event_id, handler))
        if record is None:
            record = Delivery(
                event_id=event_id, handler=handler, attempts=0, next_at=now, failed=False, error=""
            )
            session.add(record)
        if record.delivered_at is not None or record.failed or record.next_at > now:
            return False
        row = session.get_one(OutboxEvent, event_id)
        event = Event(row.name, row.subject, json.loads(row.payload))
        self._subscriptions[row.name][handler](session, event, row.at)
        fault("handler_ran")
        record.attempts += 1
        record.delivered_at = now
        return True

    def _note_failure(self, event_id: int, handler: str, error: Exception) -> None:
        now = self._clock.now()
        with self._database.transaction() as session:
            record = session.get(Delivery, (event_id, handler))
            if record is None:
                record = Delivery(event_id=event_id, handler=handler, attempts=0, failed=False)
                session.add(record)
            delay = RETRY_AFTER[min(record.attempts, len(RETRY_AFTER) - 1)]
            record.attempts += 1
            record.next_at = now + delay
            record.failed = record.attempts > len(RETRY_AFTER)
            record.error = type(error).__name__
            given_up = record.failed
        if given_up:
            self._given_up = None

    def _settle(self, event_id: int) -> None:
        with self._database.transaction() as session:
            name = session.get_one(OutboxEvent, event_id).name
            done = session.scalars(
                select(Delivery.handler).where(
                    Delivery.event_id == event_id,
                    Delivery.delivered_at.is_not(None) | Delivery.failed.is_(True),
                )
            ).all()
            if set(self._subscriptions.get(name, {})) <= set(done):
                session.execute(
                    update(OutboxEvent).where(OutboxEvent.id == event_id).values(settled=True)
                )

    def undelivered(self) -> list[Undelivered]:
        """What was given up on, oldest first; read anew only when this courier gave up more."""
        if self._given_up is None:
            self._given_up = self._read_given_up()
        return self._given_up

    def _read_given_up(self) -> list[Undelivered]:
        with self._database.reading() as session:
            rows = session.execute(
                select(
                    Delivery.event_id,
                    OutboxEvent.name,
                    OutboxEvent.subject,
                    OutboxEvent.at,
                    Delivery.handler,
                    Delivery.error,
                )
                .join(OutboxEvent, OutboxEvent.id == Delivery.event_id)
                .where(Delivery.failed.is_(True))
                .order_by(Delivery.event_id)
            )
            return [Undelivered(*row) for row in rows]

    def reopen(self, session: Session) -> list[int]:
        """Everything given up on is due once more, in the caller's transaction; ids of events.

        One more failure and it is given up on again. Call `forget` after the commit.
        """
        events = session.scalars(select(Delivery.event_id).where(Delivery.failed.is_(True)))
        ids = sorted(set(events))
        again = {"failed": False, "attempts": len(RETRY_AFTER), "next_at": self._clock.now()}
        session.execute(update(Delivery).where(Delivery.failed.is_(True)).values(again))
        session.execute(update(OutboxEvent).where(OutboxEvent.id.in_(ids)).values(settled=False))
        return ids

    def forget(self) -> None:
        """What was given up on is read anew when it is asked for next."""
        self._given_up = None
