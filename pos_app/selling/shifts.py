"""The open shift of a counter.

Until floats are counted, a shift opens itself with a float of 0, and one left open from an
earlier day is closed when the next day's first act comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.money import ZERO
from pos_app.models.shop import Shift
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class OpenShift:
    """A drawer in use."""

    id: int
    business_day: date
    opened_at: datetime


class Shifts:
    """The shifts of the shop's counters."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def current(self, actor: Actor) -> OpenShift:
        """The counter's shift of today, opened when there is none."""
        today = shop_day(self._clock.now())
        with self._database.reading() as session:
            row = _open_row(session, actor.counter)
            if row is not None and row.business_day >= today:
                return _record(row)
        with self._database.transaction() as session:
            require(session, actor, Right.SELL)
            return _record(self._open(session, actor, today))

    def _open(self, session: Session, actor: Actor, today: date) -> Shift:
        now = self._clock.now()
        before = _open_row(session, actor.counter)
        if before is not None and before.business_day >= today:
            return before
        if before is not None:
            before.closed_at = now
            journal.append(session, self._clock, actor, "shift.closed", str(before.id), {})
        row = Shift(
            counter_id=actor.counter,
            staff_id=actor.staff,
            business_day=today,
            name="",
            opening_float=ZERO,
            opened_at=now,
        )
        session.add(row)
        session.flush()
        journal.append(session, self._clock, actor, "shift.opened", str(row.id), {"float": 0})
        return row


def _open_row(session: Session, counter: int) -> Shift | None:
    return session.scalars(
        select(Shift)
        .where(Shift.counter_id == counter, Shift.closed_at.is_(None))
        .order_by(Shift.id.desc())
    ).first()


def _record(row: Shift) -> OpenShift:
    return OpenShift(row.id, row.business_day, row.opened_at)
