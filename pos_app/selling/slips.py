"""Money that comes in or goes out outside of a sale: one slip, one number, one shift.

Whatever room needs money to move (a debt that is paid, a deposit, a supplier, the drawer) writes
its slip here, in its own transaction, so that the drawer is reckoned up from one place.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final, cast

from sqlalchemy import ColumnElement, Table, bindparam, func, insert, select
from sqlalchemy.orm import Session, aliased

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.i18n import N_, _
from pos_app.basics.ids import Ids
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import receipt_number
from pos_app.basics.text import clean
from pos_app.models.customers import Customer
from pos_app.models.money import Carrier, MoneySlip
from pos_app.models.shop import Counter, Shift, Staff
from pos_app.models.suppliers import Supplier
from pos_app.payments.tenders import MOST, Method
from pos_app.shop.numbering import next_number
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database

KIND: Final = "slip.written"
"""The kind of the journal's entry."""
NUMBERS: Final = "slip"
"""The series of numbers, one for each counter."""
LONGEST_REASON: Final = 120
LONGEST_NOTE: Final = 200


class SlipKind(StrEnum):
    """Why money moved."""

    CASH_IN = "cash_in"
    CASH_OUT = "cash_out"
    COLLECTION = "collection"
    DEPOSIT = "deposit"
    DEPOSIT_BACK = "deposit_back"
    SUPPLIER = "supplier"
    CARRIER = "carrier"
    VOUCHER = "voucher"


SLIP_NAMES: Final = {
    SlipKind.CASH_IN: N_("Thu vào ngăn kéo"),
    SlipKind.CASH_OUT: N_("Chi từ ngăn kéo"),
    SlipKind.COLLECTION: N_("Thu nợ"),
    SlipKind.DEPOSIT: N_("Nhận cọc"),
    SlipKind.DEPOSIT_BACK: N_("Trả lại cọc"),
    SlipKind.SUPPLIER: N_("Trả nhà cung cấp"),
    SlipKind.CARRIER: N_("Đơn vị giao nộp tiền"),
    SlipKind.VOUCHER: N_("Bán phiếu quà"),
}


@dataclass(frozen=True, slots=True)
class Party:
    """Who the money is from or for; at most one of them."""

    customer_id: int | None = None
    supplier_id: int | None = None
    carrier_id: int | None = None


NOBODY: Final = Party()


@dataclass(frozen=True, slots=True)
class NewSlip:
    """What a slip is to say; `amount` is positive when money comes in."""

    kind: SlipKind
    method: Method
    amount: Money
    party: Party = NOBODY
    reason: str = ""
    note: str = ""
    reference: str = ""
    transfer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that is written."""

    id: int
    uid: str
    number: int
    said: NewSlip
    at: datetime
    business_day: date


_SLIP: Final = cast(Table, MoneySlip.__table__)
_INSERT: Final = insert(_SLIP).returning(_SLIP.c.id)
_SHIFT: Final = cast(Table, Shift.__table__)
_SHIFT_DAY: Final = select(_SHIFT.c.business_day).where(
    _SHIFT.c.id == bindparam("shift"),
    _SHIFT.c.counter_id == bindparam("counter"),
    _SHIFT.c.closed_at.is_(None),
)


def write_slip(session: Session, clock: Clock, ids: Ids, actor: Actor, new: NewSlip) -> Slip:
    """Writes a slip of the actor's open shift; who may do so is asked by the caller.

    Raises BadInput for nothing or more than a tender can be, Stale when the shift is over.
    """
    if not new.amount or abs(new.amount) > MOST:
        raise BadInput(_("Số tiền phải lớn hơn 0 và không quá {most}.").format(most=MOST))
    day = session.execute(_SHIFT_DAY, {"shift": actor.shift, "counter": actor.counter}).scalar()
    if day is None:
        raise Stale(_("Ca này đã đóng. Mở lại trang bán hàng để vào ca mới."))
    said = replace(
        new, reason=clean(new.reason, LONGEST_REASON), note=clean(new.note, LONGEST_NOTE)
    )
    uid, at = ids.new(), clock.now()
    number = next_number(session, NUMBERS, actor.counter)
    slip_id: int = session.execute(
        _INSERT,
        {
            "uid": uid,
            "kind": said.kind.value,
            "number": number,
            "method": said.method.value,
            "amount": said.amount,
            "reference": said.reference,
            "transfer_id": said.transfer_id,
            **asdict(said.party),
            "reverses_id": None,
            "reason": said.reason,
            "note": said.note,
            "at": at,
            "business_day": day,
            "counter_id": actor.counter,
            "shift_id": actor.shift,
            "staff_id": actor.staff,
            "approver_id": actor.approver,
        },
    ).scalar_one()
    body = {
        "kind": said.kind.value,
        "number": number,
        "method": said.method.value,
        "amount": said.amount.dong,
        "party": said.party.customer_id or said.party.supplier_id or said.party.carrier_id or 0,
    }
    journal.append(session, clock, actor, KIND, uid, body)
    return Slip(slip_id, uid, number, said, at, day)


@dataclass(frozen=True, slots=True)
class SlipView:
    """A slip with the names of everybody on it."""

    id: int
    uid: str
    number: str
    kind: SlipKind
    method: Method
    amount: Money
    party: str
    """Name of the customer, supplier or carrier, or empty."""
    reason: str
    note: str
    at: datetime
    counter: str
    staff: str
    approver: str


class Slips:
    """Cash into the drawer and out of it, and the slips of a shift."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    def move_cash(
        self, actor: Actor, amount: Money, reason: str, note: str = ""
    ) -> tuple[Slip, Changes]:
        """Cash in (positive) or out; BadInput without a reason or with an impossible amount."""
        if not clean(reason):
            raise BadInput(_("Ghi lý do thu hoặc chi, một vài chữ là đủ."))
        kind = SlipKind.CASH_OUT if amount < ZERO else SlipKind.CASH_IN
        new = NewSlip(kind, Method.CASH, amount, reason=reason, note=note)
        with self._database.transaction() as session:
            require(session, actor, Right.MOVE_CASH)
            return write_slip(session, self._clock, self._ids, actor, new), Changes.MONEY

    def of_shift(self, shift: int) -> list[SlipView]:
        """The slips of a shift, newest first."""
        with self._database.reading() as session:
            return _views(session, MoneySlip.shift_id == shift)

    def show(self, uid: str) -> SlipView:
        """One slip; IndexError when there is none."""
        with self._database.reading() as session:
            return show_slip(session, uid)


def show_slip(session: Session, uid: str) -> SlipView:
    """One slip; IndexError when there is none."""
    return _views(session, MoneySlip.uid == uid)[0]


def _views(session: Session, which: ColumnElement[bool]) -> list[SlipView]:
    approver = aliased(Staff)
    party = func.coalesce(Customer.name, Supplier.name, Carrier.name, "")
    rows = session.execute(
        select(MoneySlip, party, Counter.name, Staff.name, func.coalesce(approver.name, ""))
        .join(Counter, Counter.id == MoneySlip.counter_id)
        .join(Staff, Staff.id == MoneySlip.staff_id)
        .outerjoin(approver, approver.id == MoneySlip.approver_id)
        .outerjoin(Customer, Customer.id == MoneySlip.customer_id)
        .outerjoin(Supplier, Supplier.id == MoneySlip.supplier_id)
        .outerjoin(Carrier, Carrier.id == MoneySlip.carrier_id)
        .where(which)
        .order_by(MoneySlip.id.desc())
    )
    return [
        SlipView(
            id=slip.id,
            uid=slip.uid,
            number=receipt_number(slip.number),
            kind=SlipKind(slip.kind),
            method=Method(slip.method),
            amount=slip.amount,
            party=name,
            reason=slip.reason,
            note=slip.note,
            at=slip.at,
            counter=counter,
            staff=staff,
            approver=allowed,
        )
        for slip, name, counter, staff, allowed in rows
    ]
