"""The X and Z reports, and the book of shifts with what each person's drawers were over or short.

An X says what an open shift sold, never what must lie in its drawer. A Z is read from what was
kept when the shift closed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from pos_app.basics.actor import Actor
from pos_app.basics.errors import NotAllowed
from pos_app.basics.money import ZERO, Money
from pos_app.models.shop import Counter, Shift, ShiftClose, ShiftTally, Staff
from pos_app.selling.shift_figures import Figures, figures, read
from pos_app.selling.shifts import shift_title
from pos_app.shop.staff import Right, require
from pos_app.store.database import Database

MOST_SHIFTS: Final = 500
"""Rows of one look at the book."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """A locked count as a Z says it."""

    counted: Money
    expected: Money
    card_machine: Money | None
    card_expected: Money

    @property
    def difference(self) -> Money:
        """Counted less expected: negative when money is short."""
        return self.counted - self.expected

    @property
    def card_difference(self) -> Money:
        """The machine's total less what the sales say; nothing when no card was taken."""
        return ZERO if self.card_machine is None else self.card_machine - self.card_expected


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """An X or a Z (`z_number`); `drawer` is None where no count is locked."""

    shift: int
    title: str
    counter: str
    business_day: date
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    z_number: int | None
    closed_by: str
    figures: Figures
    drawer: Drawer | None
    reason: str
    words: str
    handover: str
    handed: dict[str, int]
    """transfers, orders and debts that the next shift took over."""


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift in the book; `difference` None: not counted (yet)."""

    id: int
    title: str
    business_day: date
    counter: str
    staff: str
    staff_id: int
    """Who counted, else who opened."""
    opened_at: datetime
    closed_at: datetime | None
    z_number: int | None
    total: Money | None
    """Sold, where the shift is closed."""
    difference: Money | None
    card_difference: Money
    reason: str
    waits: bool = False
    """Counted, not handed over yet."""


@dataclass(frozen=True, slots=True)
class PersonDrawer:
    """What somebody's counts were over and short in all, each apart: they do not cancel out."""

    staff: str
    counts: int
    over: Money
    short: Money


class ShiftBook:
    """Looks at shifts; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def report(self, actor: Actor, shift: int) -> ShiftReport:
        """The Z of a closed shift, else an X; NotAllowed for what is somebody else's."""
        with self._database.reading() as session:
            _may_see(session, actor, shift)
            return report(session, shift)

    def between(self, actor: Actor, first: date, last: date) -> list[ShiftRow]:
        """Shifts of these business days, newest first: one's own, or everybody's by right."""
        with self._database.reading() as session:
            statement = _rows().where(Shift.business_day.between(first, last))
            if not _sees_all(session, actor):
                statement = statement.where(_COUNTER.id.in_((actor.staff,)))
            found = session.execute(statement.order_by(Shift.id.desc()).limit(MOST_SHIFTS))
            return [_row(row) for row in found]


_COUNTER: Final = aliased(Staff)


def by_person(rows: list[ShiftRow]) -> list[PersonDrawer]:
    """The counted shifts of some days added up by person, most short first."""
    people: dict[int, list[ShiftRow]] = {}
    for row in rows:
        if row.difference is not None:
            people.setdefault(row.staff_id, []).append(row)
    sums = [
        PersonDrawer(
            counted[0].staff,
            len(counted),
            Money.total(max(_off(row), ZERO) for row in counted),
            Money.total(min(_off(row), ZERO) for row in counted),
        )
        for counted in people.values()
    ]
    return sorted(sums, key=lambda one: (one.short, one.staff))


def _off(row: ShiftRow) -> Money:
    return row.difference or ZERO


def report(session: Session, shift: int) -> ShiftReport:
    """The Z of a closed shift as it was kept, else an X of what stands."""
    row = session.get_one(Shift, shift)
    close, tally = session.get(ShiftClose, shift), session.get(ShiftTally, shift)
    return ShiftReport(
        shift=shift,
        title=shift_title(row.name, row.business_day),
        counter=session.get_one(Counter, row.counter_id).name,
        business_day=row.business_day,
        opened_by=session.get_one(Staff, row.staff_id).name,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        z_number=close.z_number if close else None,
        closed_by=session.get_one(Staff, close.staff_id).name if close else "",
        figures=read(close.totals) if close else figures(session, row),
        drawer=_drawer(tally) if tally else None,
        reason=close.reason if close else "",
        words=close.words if close else "",
        handover=close.handover if close else "",
        handed=json.loads(close.totals)["handed"] if close else {},
    )


def _drawer(tally: ShiftTally) -> Drawer:
    return Drawer(tally.counted, tally.expected, tally.card_machine, tally.card_expected)


def _sees_all(session: Session, actor: Actor) -> bool:
    try:
        require(session, actor, Right.SEE_SHIFTS)
    except NotAllowed:
        return False
    return True


def _may_see(session: Session, actor: Actor, shift: int) -> None:
    row, tally = session.get_one(Shift, shift), session.get(ShiftTally, shift)
    mine = actor.staff in {row.staff_id, tally.staff_id if tally else None}
    if row.closed_at is None or not mine:
        require(session, actor, Right.SEE_SHIFTS)


def _rows() -> Select[Shift, Staff, Counter, ShiftTally, ShiftClose]:
    """Every shift with who counted it, else who opened it."""
    return (
        select(Shift, _COUNTER, Counter, ShiftTally, ShiftClose)
        .outerjoin(ShiftTally, ShiftTally.shift_id == Shift.id)
        .outerjoin(ShiftClose, ShiftClose.shift_id == Shift.id)
        .join(Counter, Counter.id == Shift.counter_id)
        .join(_COUNTER, _COUNTER.id == func.coalesce(ShiftTally.staff_id, Shift.staff_id))
    )


def _row(told: Row[Shift, Staff, Counter, ShiftTally, ShiftClose]) -> ShiftRow:
    shift, staff, counter, tally, close = told
    drawer = _drawer(tally) if tally and close else None
    return ShiftRow(
        id=shift.id,
        title=shift_title(shift.name, shift.business_day),
        business_day=shift.business_day,
        counter=counter.name,
        staff=staff.name,
        staff_id=staff.id,
        opened_at=shift.opened_at,
        closed_at=shift.closed_at,
        z_number=close.z_number if close else None,
        total=read(close.totals).total if close else None,
        difference=drawer.difference if drawer else None,
        card_difference=drawer.card_difference if drawer else ZERO,
        reason=close.reason if close else "",
        waits=tally is not None and close is None,
    )
