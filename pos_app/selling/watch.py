"""What somebody who steals at a till would have to do, shift by shift, as it was written down.

Nothing here accuses: most of it is daily work. Counts that stand out, and the document behind
each line, are for the owner to read. Kinds that a shop never uses are simply missing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from pos_app.basics.actor import Actor
from pos_app.basics.i18n import N_, _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import receipt_number
from pos_app.models.journal import JournalEntry
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import LateCustomer, Payment, Sale, SaleLine
from pos_app.models.shop import Shift, Staff
from pos_app.payments.tenders import HowSeen
from pos_app.selling.shifts import OPENED
from pos_app.shop.staff import Right, require
from pos_app.store.database import Database


class Act(StrEnum):
    """What is watched, in the order it is listed."""

    LINE_REMOVED = "line_removed"
    CART_DROPPED = "cart_dropped"
    PROVISIONAL = "provisional"
    VOIDED = "voided"
    LOOSE_RETURN = "loose_return"
    FREE = "free"
    PRICE_CHANGED = "price_changed"
    OVERRIDE = "override"
    DRAWER = "drawer"
    WORD_ALONE = "word_alone"
    LATE_CUSTOMER = "late_customer"
    REPRINT = "reprint"
    WRONG_PIN = "wrong_pin"


ACT_NAMES: Final = {
    Act.LINE_REMOVED: N_("Bỏ món khỏi đơn"),
    Act.CART_DROPPED: N_("Xóa cả đơn"),
    Act.PROVISIONAL: N_("In tạm tính rồi xóa đơn"),
    Act.VOIDED: N_("Hủy phiếu"),
    Act.LOOSE_RETURN: N_("Nhận trả không có phiếu"),
    Act.FREE: N_("Món bán 0 đồng"),
    Act.PRICE_CHANGED: N_("Sửa giá trên đơn"),
    Act.OVERRIDE: N_("Có người duyệt"),
    Act.DRAWER: N_("Mở ngăn kéo"),
    Act.WORD_ALONE: N_("Chuyển khoản nghe báo, không xem ngân hàng"),
    Act.LATE_CUSTOMER: N_("Gắn khách sau khi bán"),
    Act.REPRINT: N_("In lại phiếu"),
    Act.WRONG_PIN: N_("Gõ sai mã PIN"),
}

_JOURNAL: Final = {
    "line.removed": Act.LINE_REMOVED,
    "cart.dropped": Act.CART_DROPPED,
    "price.changed_on_cart": Act.PRICE_CHANGED,
    "drawer.opened": Act.DRAWER,
    "receipt.reprinted": Act.REPRINT,
    "pin.wrong": Act.WRONG_PIN,
}
_PROVISIONAL: Final = "provisional.printed"
_SEEN: Final = "transfer.seen"
_ASKED: Final = "approval.given"
"""What was then done says it once more, with its document."""
_WORDS_ALONE: Final = {HowSeen.SPEAKER, HowSeen.OWNER}
_AMOUNTS: Final = ("amount", "net", "due", "total")
"""Where the body of an entry holds what it was about."""


@dataclass(frozen=True, slots=True)
class WatchLine:
    """One such act; `sale` is the global id of the document it leads to, or empty."""

    act: Act
    what: str
    at: datetime
    staff: str
    approver: str
    amount: Money | None
    sale: str
    number: str


class Watch:
    """Reads the journal and the sales of a shift; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, actor: Actor, shift: int) -> list[WatchLine]:
        """Everything of a shift, newest first; NotAllowed for somebody else's without the right."""
        with self._database.reading() as session:
            if session.get_one(Shift, shift).staff_id != actor.staff:
                require(session, actor, Right.SEE_SHIFTS)
            lines = [*_journalled(session, shift), *_sold(session, shift), *_late(session, shift)]
            return sorted(lines, key=lambda line: line.at, reverse=True)


def counts(lines: Sequence[WatchLine]) -> list[tuple[Act, str, int]]:
    """How often each act happened, in the order of `Act`; what never happened is left out."""
    found = Counter(line.act for line in lines)
    return [(act, _(ACT_NAMES[act]), found[act]) for act in Act if found[act]]


def _journalled(session: Session, shift: int) -> Iterator[WatchLine]:
    """From the entry that opened the shift on: what came before cannot be its."""
    opened = session.scalar(
        select(func.min(JournalEntry.n)).where(
            JournalEntry.subject == str(shift), JournalEntry.kind == OPENED
        )
    )
    approver = aliased(Staff)
    rows = session.execute(
        select(JournalEntry, Staff.name, approver.name)
        .outerjoin(Staff, Staff.id == JournalEntry.staff_id)
        .outerjoin(approver, approver.id == JournalEntry.approver_id)
        .where(
            JournalEntry.n >= (opened or 1),
            JournalEntry.shift_id == shift,
            or_(
                JournalEntry.kind.in_((*_JOURNAL, _PROVISIONAL, _SEEN)),
                JournalEntry.approver_id.is_not(None),
            ),
            JournalEntry.kind != _ASKED,
        )
    ).all()
    dropped = {row.subject for row, *_names in rows if row.kind == "cart.dropped"}
    for row, staff, allowed in rows:
        body = json.loads(row.body)
        act = _act(row, body, dropped)
        if act is not None:
            sale, number = _document(session, row.subject)
            yield WatchLine(
                act,
                _(ACT_NAMES[act]),
                row.at,
                staff or "",
                allowed or "",
                _amount(body),
                sale,
                number,
            )


def _act(row: JournalEntry, body: dict[str, Any], dropped: set[str]) -> Act | None:
    if row.kind == _PROVISIONAL:
        return Act.PROVISIONAL if row.subject in dropped else None
    if row.kind == _SEEN:
        return Act.WORD_ALONE if body.get("how") in _WORDS_ALONE else None
    if row.approver_id is not None:
        return _JOURNAL.get(row.kind, Act.OVERRIDE)
    return _JOURNAL[row.kind]


def _amount(body: dict[str, Any]) -> Money | None:
    found = (body[name] for name in _AMOUNTS if isinstance(body.get(name), int))
    amount = next(found, None)
    return None if amount is None else Money(amount)


def _document(session: Session, subject: str) -> tuple[str, str]:
    """Global id and number of the sale that an entry is about: by itself, its cart, its money."""
    paid = (
        select(Payment.sale_id)
        .join(ExpectedTransfer, ExpectedTransfer.id == Payment.transfer_id)
        .where(ExpectedTransfer.uid == subject)
    )
    found = session.execute(
        select(Sale.uid, Sale.number).where(
            or_(Sale.uid == subject, Sale.draft_key == subject, Sale.id.in_(paid))
        )
    ).first()
    return (found.uid, receipt_number(found.number)) if found else ("", "")


def _sold(session: Session, shift: int) -> Iterator[WatchLine]:
    """Lines for nothing, and goods taken back without a paper."""
    free = (
        select(Sale, Staff.name, SaleLine.name, SaleLine.gross)
        .join(SaleLine, SaleLine.sale_id == Sale.id)
        .join(Staff, Staff.id == Sale.staff_id)
        .where(Sale.shift_id == shift, Sale.kind == "sale", SaleLine.net == ZERO)
    )
    for sale, staff, good, gross in session.execute(free):
        what = _("Món bán 0 đồng: {good}").format(good=good)
        number = receipt_number(sale.number)
        yield WatchLine(Act.FREE, what, sale.sold_at, staff, "", gross, sale.uid, number)
    back = (
        select(Sale, Staff.name)
        .join(Staff, Staff.id == Sale.staff_id)
        .where(
            Sale.shift_id == shift,
            or_(
                Sale.kind == "void",
                Sale.kind.in_(("return", "exchange")) & Sale.original_id.is_(None),
            ),
        )
    )
    for sale, staff in session.execute(back):
        act = Act.VOIDED if sale.kind == "void" else Act.LOOSE_RETURN
        number = receipt_number(sale.number)
        yield WatchLine(
            act, _(ACT_NAMES[act]), sale.sold_at, staff, "", sale.total, sale.uid, number
        )


def _late(session: Session, shift: int) -> Iterator[WatchLine]:
    approver = aliased(Staff)
    rows = session.execute(
        select(LateCustomer.at, Sale, Staff.name, approver.name)
        .join(Sale, Sale.id == LateCustomer.sale_id)
        .join(Staff, Staff.id == LateCustomer.staff_id)
        .outerjoin(approver, approver.id == LateCustomer.approver_id)
        .where(Sale.shift_id == shift)
    )
    for at, sale, staff, allowed in rows:
        what, number = _(ACT_NAMES[Act.LATE_CUSTOMER]), receipt_number(sale.number)
        yield WatchLine(
            Act.LATE_CUSTOMER, what, at, staff, allowed or "", sale.total, sale.uid, number
        )
