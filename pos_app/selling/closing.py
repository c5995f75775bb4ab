"""The end of a shift: a blind count, then what the books say, then the hand-over.

Nothing here tells what must be in the drawer before the count is locked. Locking ends the shift:
what is sold from then on belongs to the next one, so that the count stays comparable. Any count
is accepted; a difference is kept with its reason and never overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.text import clean
from pos_app.models.money import MoneySlip
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import Draft, Payment
from pos_app.models.shop import Shift, ShiftClose, ShiftNote, ShiftTally, Staff
from pos_app.payments.expected import TRAY
from pos_app.payments.tenders import MOST, Method
from pos_app.selling.drafts import WAITS
from pos_app.selling.drawer import LONGEST_WORDS, MOST_NOTES, NOTES, Why, worth
from pos_app.selling.shift_figures import Figures, figures
from pos_app.selling.shifts import COUNTED, Ending, open_row, shift_title, write_close
from pos_app.selling.slips import SLIP_NAMES, SlipKind
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next shift takes over: counts alone."""

    transfers: int
    """In the tray: nobody has seen them arrive."""
    orders: int
    debts: int
    """Sales on account in this shift."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A shift that is being counted; it knows no sum of money that the counting could copy."""

    shift: int
    title: str
    staff: str
    opened_at: datetime
    notes: dict[int, int]
    """What was kept of an unfinished count."""
    transfers: int
    cards: int
    vouchers: int
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Moved:
    """Cash slips of one direction: their reasons, how many, and the sum."""

    reasons: tuple[str, ...]
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A locked count beside what the books say; `difference` is negative when money is short."""

    shift: int
    title: str
    staff: str
    opened_at: datetime
    locked_at: datetime
    notes: dict[int, int]
    counted: Money
    expected: Money
    opening_float: Money
    cash_sales: Money
    cash_count: int
    money_in: Moved
    money_out: Moved
    transfers: int
    card_machine: Money | None
    card_expected: Money
    waiting: Waiting

    @property
    def difference(self) -> Money:
        """Counted less expected."""
        return self.counted - self.expected

    @property
    def card_difference(self) -> Money:
        """The card machine's total less what the sales say."""
        return (self.card_machine or ZERO) - self.card_expected

    @property
    def fits(self) -> bool:
        """Drawer and card machine agree with the books."""
        return not self.difference and not self.card_difference


class Closing:
    """Counts and closes the shifts of the counters."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def counting(self, counter: int) -> Counting | None:
        """The open shift of a counter as it is counted; None when none is open."""
        with self._database.reading() as session:
            row = open_row(session, counter)
            return None if row is None else _counting(session, row)

    def waiting_for_close(self, counter: int) -> Reckoning | None:
        """The oldest count of a counter that is locked and not handed over yet."""
        with self._database.reading() as session:
            row = session.scalars(
                select(Shift)
                .join(ShiftTally, ShiftTally.shift_id == Shift.id)
                .outerjoin(ShiftClose, ShiftClose.shift_id == Shift.id)
                .where(Shift.counter_id == counter, ShiftClose.shift_id.is_(None))
                .order_by(Shift.id)
            ).first()
            return None if row is None else _reckoning(session, row)

    def keep(self, actor: Actor, shift: int, notes: Mapping[int, int]) -> None:
        """Keeps an unfinished count for later; Stale when it is locked."""
        with self._database.transaction() as session:
            require(session, actor, Right.CLOSE_SHIFT)
            self._open_one(session, actor, shift)
            _write_notes(session, shift, notes)

    def lock(
        self, actor: Actor, shift: int, notes: Mapping[int, int], card_machine: Money | None
    ) -> tuple[Reckoning, Changes]:
        """Ends the shift with what was counted; only now it is told what the books say.

        BadInput for an impossible count or while the card machine's total is missing, Stale when
        the shift is over already.
        """
        with self._database.transaction() as session:
            require(session, actor, Right.CLOSE_SHIFT)
            row = self._open_one(session, actor, shift)
            _write_notes(session, shift, notes)
            told = figures(session, row)
            card = told.by(Method.CARD)
            if card_machine is None and (card.count or card.slips):
                raise BadInput(_("Chưa chốt được: nhập tổng thẻ trên máy quẹt trước."))
            if card_machine is not None and not ZERO <= card_machine <= MOST:
                raise BadInput(_("Tổng máy quẹt từ 0 đến {most}.").format(most=MOST))
            now = self._clock.now()
            row.closed_at = now
            tally = ShiftTally(
                shift_id=shift,
                counted=worth(notes),
                expected=told.expected,
                card_machine=card_machine,
                card_expected=card.total,
                locked_at=now,
                staff_id=actor.staff,
            )
            session.add(tally)
            session.flush()
            journal.append(session, self._clock, actor, COUNTED, str(shift), tally_body(tally))
            return _reckoning(session, row), Changes.MONEY

    def close(
        self, actor: Actor, shift: int, why: Why | None, words: str = "", handover: str = ""
    ) -> Changes:
        """Hands the drawer over: a Z number, and the difference with its reason for ever.

        BadInput while a difference has no reason, Stale when it was closed already.
        """
        with self._database.transaction() as session:
            require(session, actor, Right.CLOSE_SHIFT)
            row = session.get(Shift, shift)
            if row is None or session.get(ShiftTally, shift) is None:
                raise Stale(_("Ca này chưa chốt số đếm. Đếm và chốt trước."))
            if session.get(ShiftClose, shift) is not None:
                raise Stale(_("Ca này đã đóng rồi. Mở sổ ca để xem."))
            reckoning = _reckoning(session, row)
            if why is None and not reckoning.fits:
                raise BadInput(_("Số đếm lệch với sổ. Chọn một lý do."))
            ending = Ending(
                reason=why.value if why and not reckoning.fits else "",
                words=clean(words, LONGEST_WORDS),
                handover=clean(handover, LONGEST_WORDS),
                handed=asdict(reckoning.waiting),
            )
            write_close(session, self._clock, actor, row, ending)
        return Changes.MONEY

    def _open_one(self, session: Session, actor: Actor, shift: int) -> Shift:
        row = session.get(Shift, shift)
        if row is None or row.counter_id != actor.counter or row.closed_at is not None:
            raise Stale(_("Số đếm của ca này đã chốt. Mở lại trang Ca & quỹ."))
        return row


def tally_body(tally: ShiftTally) -> dict[str, int]:
    """What the journal keeps of a locked count; -1: no card was taken."""
    machine = tally.card_machine
    return {
        "counted": tally.counted.dong,
        "expected": tally.expected.dong,
        "card": -1 if machine is None else machine.dong,
        "card_expected": tally.card_expected.dong,
    }


def _write_notes(session: Session, shift: int, notes: Mapping[int, int]) -> None:
    if set(notes) - set(NOTES) or not all(0 <= count <= MOST_NOTES for count in notes.values()):
        raise BadInput(_("Số tờ của mỗi mệnh giá từ 0 đến {most}.").format(most=MOST_NOTES))
    session.execute(delete(ShiftNote).where(ShiftNote.shift_id == shift))
    session.add_all(
        ShiftNote(shift_id=shift, value=value, count=count)
        for value, count in notes.items()
        if count
    )
    session.flush()


def _notes(session: Session, shift: int) -> dict[int, int]:
    rows = session.scalars(select(ShiftNote).where(ShiftNote.shift_id == shift))
    return {row.value: row.count for row in rows}


def _counting(session: Session, row: Shift) -> Counting:
    counts = _tender_counts(session, row.id)
    return Counting(
        shift=row.id,
        title=shift_title(row.name, row.business_day),
        staff=_name(session, row.staff_id),
        opened_at=row.opened_at,
        notes=_notes(session, row.id),
        transfers=counts.get(Method.TRANSFER, 0),
        cards=counts.get(Method.CARD, 0),
        vouchers=counts.get(Method.VOUCHER, 0),
        waiting=_waiting(session, row),
    )


def _tender_counts(session: Session, shift: int) -> dict[str, int]:
    """How often each method was used, by sales and slips."""
    counts: dict[str, int] = {}
    for told in (Payment, MoneySlip):
        rows = session.execute(
            select(told.method, func.count()).where(told.shift_id == shift).group_by(told.method)
        )
        for method, count in rows:
            counts[method] = counts.get(method, 0) + count
    return counts


def _waiting(session: Session, row: Shift) -> Waiting:
    tray = select(func.count()).where(
        ExpectedTransfer.state == TRAY, ExpectedTransfer.counter_id == row.counter_id
    )
    orders = select(func.count()).where(
        Draft.counter_id == row.counter_id,
        Draft.state.in_(WAITS),
        func.json_array_length(Draft.body, "$.lines") > 0,
    )
    debts = select(func.count()).where(
        Payment.shift_id == row.id, Payment.method == Method.ACCOUNT, Payment.amount > ZERO
    )
    return Waiting(
        transfers=session.scalar(tray) or 0,
        orders=session.scalar(orders) or 0,
        debts=session.scalar(debts) or 0,
    )


def _reckoning(session: Session, row: Shift) -> Reckoning:
    tally = session.get_one(ShiftTally, row.id)
    told: Figures = figures(session, row)
    cash = told.by(Method.CASH)
    return Reckoning(
        shift=row.id,
        title=shift_title(row.name, row.business_day),
        staff=_name(session, row.staff_id),
        opened_at=row.opened_at,
        locked_at=tally.locked_at,
        notes=_notes(session, row.id),
        counted=tally.counted,
        expected=tally.expected,
        opening_float=row.opening_float,
        cash_sales=cash.sales,
        cash_count=cash.count,
        money_in=_moved(session, row.id, MoneySlip.amount > ZERO),
        money_out=_moved(session, row.id, MoneySlip.amount < ZERO),
        transfers=_tender_counts(session, row.id).get(Method.TRANSFER, 0),
        card_machine=tally.card_machine,
        card_expected=tally.card_expected,
        waiting=_waiting(session, row),
    )


def _moved(session: Session, shift: int, direction: ColumnElement[bool]) -> Moved:
    rows = session.execute(
        select(MoneySlip.kind, MoneySlip.reason, MoneySlip.amount)
        .where(MoneySlip.shift_id == shift, MoneySlip.method == Method.CASH, direction)
        .order_by(MoneySlip.id)
    ).all()
    told = [reason or _(SLIP_NAMES[SlipKind(kind)]) for kind, reason, _amount in rows]
    return Moved(
        tuple(dict.fromkeys(told)), len(rows), Money.total(amount for *_words, amount in rows)
    )


def _name(session: Session, staff: int) -> str:
    return session.get_one(Staff, staff).name
