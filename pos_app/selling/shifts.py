"""The open shift of a counter: from its float to the count.

A shift never waits for anybody: it opens itself with what the last one left in the drawer, and
whoever counts the float may say so until money moves. It keeps its business day past midnight.
One that nobody closed ends itself in the morning, uncounted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock, day_start, local, shop_day, short_day_text, time_text
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.i18n import N_, _
from pos_app.basics.money import ZERO, Money
from pos_app.models.money import MoneySlip
from pos_app.models.sales import Payment
from pos_app.models.shop import Shift, ShiftClose, ShiftTally
from pos_app.payments.tenders import MOST
from pos_app.selling.shift_figures import figures, kept, read, spell
from pos_app.shop import settings
from pos_app.shop.numbering import next_number
from pos_app.shop.profile import salt
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.canonical import Value, digest
from pos_app.store.database import Database

OPENED: Final = "shift.opened"
FLOAT: Final = "shift.float"
COUNTED: Final = "shift.counted"
CLOSED: Final = "shift.closed"
"""Kinds of the journal's entries; their subject is the shift's id."""
Z_NUMBERS: Final = "z"
"""The series of numbers of closed shifts, one for each counter."""
UNCOUNTED: Final = "uncounted"
"""The reason of a shift that ended itself."""


class ShiftName(StrEnum):
    """The part of the day a shift began in."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_NAMES: Final = {
    ShiftName.MORNING: N_("Ca sáng {day}"),
    ShiftName.AFTERNOON: N_("Ca chiều {day}"),
    ShiftName.EVENING: N_("Ca tối {day}"),
}
_BEGINS: Final = ((18, ShiftName.EVENING), (12, ShiftName.AFTERNOON), (0, ShiftName.MORNING))


def shift_title(name: str, business_day: date) -> str:
    """Ca chiều 21/11; Ca 21/11 for shifts of the time before they had names."""
    words = _(_NAMES[ShiftName(name)]) if name else _("Ca {day}")
    return words.format(day=short_day_text(business_day))


@dataclass(frozen=True, slots=True)
class OpenShift:
    """A drawer in use."""

    id: int
    business_day: date
    opened_at: datetime
    name: str
    opening_float: Money
    until: datetime
    """From then on it is forgotten, and ends itself at the next act."""

    @property
    def title(self) -> str:
        """Ca chiều 21/11."""
        return shift_title(self.name, self.business_day)

    @property
    def told(self) -> str:
        """Ca chiều 21/11, mở 13:02."""
        return _("{shift}, mở {time}").format(shift=self.title, time=time_text(self.opened_at))


@dataclass(frozen=True, slots=True)
class Ending:
    """What is said at the end of a shift; `handed`: how much of what the next one takes over."""

    reason: str
    words: str = ""
    handover: str = ""
    handed: dict[str, int] = field(default_factory=dict)


class Shifts:
    """The shifts of the shop's counters."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def standing(self, counter: int) -> OpenShift | None:
        """The counter's open shift, forgotten or not; nothing is opened."""
        with self._database.reading() as session:
            row = open_row(session, counter)
            return None if row is None else _record(session, row)

    def current(self, actor: Actor) -> OpenShift:
        """The counter's shift, opened when there is none; a forgotten one ends first."""
        found = self.standing(actor.counter)
        if found is not None and self._clock.now() < found.until:
            return found
        with self._database.transaction() as session:
            require(session, actor, Right.SELL)
            row = open_row(session, actor.counter)
            if row is not None and self._clock.now() >= _record(session, row).until:
                self._end_uncounted(session, actor, row)
                row = None
            if row is None:
                left = left_in_drawer(session, actor.counter)
                row = self._open(session, actor, left, left)
            return _record(session, row)

    def open(self, actor: Actor, opening_float: Money) -> tuple[OpenShift, Changes]:
        """Opens a shift with a counted float, or says what was counted while nothing has moved.

        BadInput for an impossible amount, Stale once money moved in the shift.
        """
        if opening_float < ZERO or opening_float > MOST:
            raise BadInput(_("Tiền đầu ca từ 0 đến {most}.").format(most=MOST))
        with self._database.transaction() as session:
            require(session, actor, Right.CLOSE_SHIFT)
            row = open_row(session, actor.counter)
            if row is None:
                left = left_in_drawer(session, actor.counter)
                row = self._open(session, actor, opening_float, left)
            elif moved(session, row.id):
                raise Stale(_("Ca đã có thu chi, tiền đầu ca không đổi được nữa."))
            else:
                body = {"before": row.opening_float.dong, "after": opening_float.dong}
                row.opening_float = opening_float
                journal.append(session, self._clock, actor, FLOAT, str(row.id), body)
            return _record(session, row), Changes.MONEY

    def left(self, counter: int) -> Money:
        """What the last shift left in the drawer."""
        with self._database.reading() as session:
            return left_in_drawer(session, counter)

    def float_is_open(self, shift: int) -> bool:
        """Whether the float may still be told: no money has moved."""
        with self._database.reading() as session:
            return not moved(session, shift)

    def _open(self, session: Session, actor: Actor, opening_float: Money, left: Money) -> Shift:
        now = self._clock.now()
        hour = local(now).hour
        row = Shift(
            counter_id=actor.counter,
            staff_id=actor.staff,
            business_day=shop_day(now),
            name=next(name for begin, name in _BEGINS if hour >= begin),
            opening_float=opening_float,
            opened_at=now,
        )
        session.add(row)
        session.flush()
        body = {"float": opening_float.dong, "left": left.dong}
        journal.append(session, self._clock, actor, OPENED, str(row.id), body)
        return row

    def _end_uncounted(self, session: Session, actor: Actor, row: Shift) -> None:
        row.closed_at = self._clock.now()
        write_close(session, self._clock, actor, row, Ending(UNCOUNTED))


def open_row(session: Session, counter: int) -> Shift | None:
    """The shift of a counter that takes money now."""
    return session.scalars(
        select(Shift)
        .where(Shift.counter_id == counter, Shift.closed_at.is_(None))
        .order_by(Shift.id.desc())
    ).first()


def left_in_drawer(session: Session, counter: int) -> Money:
    """What was counted at the end of the last shift, or must be there when nobody counted."""
    last = session.scalars(
        select(Shift)
        .where(Shift.counter_id == counter, Shift.closed_at.is_not(None))
        .order_by(Shift.id.desc())
    ).first()
    if last is None:
        return ZERO
    tally, close = session.get(ShiftTally, last.id), session.get(ShiftClose, last.id)
    if tally is not None:
        return tally.counted
    return max(read(close.totals).expected, ZERO) if close is not None else ZERO


def moved(session: Session, shift: int) -> bool:
    """Whether money moved in a shift."""
    paid = select(exists().where(Payment.shift_id == shift))
    return bool(
        session.scalar(paid) or session.scalar(select(exists().where(MoneySlip.shift_id == shift)))
    )


def write_close(
    session: Session, clock: Clock, actor: Actor, row: Shift, ending: Ending
) -> ShiftClose:
    """The end of a shift with its Z number; what was sold and paid is kept as it stands now."""
    number = next_number(session, Z_NUMBERS, row.counter_id)
    close = ShiftClose(
        shift_id=row.id,
        counter_id=row.counter_id,
        z_number=number,
        reason=ending.reason,
        words=ending.words,
        handover=ending.handover,
        totals=kept({**spell(figures(session, row)), "handed": ending.handed}),
        at=clock.now(),
        staff_id=actor.staff,
        approver_id=actor.approver,
    )
    session.add(close)
    session.flush()
    body: dict[str, Value] = {
        "z": number,
        "reason": ending.reason,
        "sealed": seal_of(close, salt(session)),
    }
    journal.append(session, clock, actor, CLOSED, str(row.id), body)
    return close


def seal_of(close: ShiftClose, key: str) -> str:
    """What the journal keeps of a Z: another word in its row does not fit any more."""
    return digest([close.words, close.handover, close.totals], key)


def _record(session: Session, row: Shift) -> OpenShift:
    hours = timedelta(hours=settings.read(session, settings.SHIFT_END_HOUR))
    return OpenShift(
        id=row.id,
        business_day=row.business_day,
        opened_at=row.opened_at,
        name=row.name,
        opening_float=row.opening_float,
        until=day_start(row.business_day + timedelta(days=1)) + hours,
    )
