"""Transfers the shop waits for: asked for by code, then seen by a named person or put aside.

A VietQR stays payable for ever, so nothing here expires: money may come after its order was paid
another way or cleared away, and is then seen like any other. What a person saw is stored as that,
apart from what a bank will one day say itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from sqlalchemy import ColumnElement, Table, bindparam, or_, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.basics.money import ZERO, Money
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.shop import Staff
from pos_app.payments import vietqr
from pos_app.payments.banks import bank_name
from pos_app.payments.tenders import HowSeen
from pos_app.shop.profile import BankAccount, bank_account
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared

WAITING: Final = "waiting"
TRAY: Final = "tray"
SEEN: Final = "seen"
GIVEN_UP: Final = "given_up"
RETURNED: Final = "returned"

STEPS: Final = {
    WAITING: {TRAY, SEEN, GIVEN_UP},
    TRAY: {SEEN, GIVEN_UP},
    SEEN: {RETURNED},
    GIVEN_UP: {SEEN},
    RETURNED: set[str](),
}
"""From a state to those that may follow it; only money that no order claims is returned."""

_TRANSFER = cast(Table, ExpectedTransfer.__table__)
_LET_GO = Prepared(
    update(_TRANSFER)
    .where(
        _TRANSFER.c.draft_key == bindparam("order"),
        or_(*(_TRANSFER.c.state == state for state, after in STEPS.items() if GIVEN_UP in after)),
    )
    .values(state=GIVEN_UP)
    .returning(_TRANSFER.c.uid, _TRANSFER.c.amount, _TRANSFER.c.code)
)


def let_go(session: Session, clock: Clock, actor: Actor, draft_key: str) -> None:
    """Waits no longer for transfers of an order that was paid or cleared away without them."""
    for gone in _LET_GO.rows(session, {"order": draft_key}):
        body = {"amount": gone.amount.dong, "code": gone.code}
        journal.append(session, clock, actor, f"transfer.{GIVEN_UP}", gone.uid, body)


@dataclass(frozen=True, slots=True)
class Transfer:
    """An expected transfer as the screen shows it."""

    uid: str
    draft_key: str
    code: str
    amount: Money
    account: BankAccount
    payload: str
    """VietQR of account, amount and code."""
    state: str
    seen_how: HowSeen | None
    seen_by: str
    seen_at: datetime | None
    asked_at: datetime


class Transfers:
    """Everything that is on its way."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    def expect(self, actor: Actor, draft_key: str, code: str, amount: Money) -> Transfer:
        """Asks for an amount under an order's code; the same question again is the same row.

        BadInput when the shop has not told its account or the amount is nothing.
        """
        if amount <= ZERO:
            raise BadInput(_("Số tiền chuyển khoản phải lớn hơn 0."))
        with self._database.transaction() as session:
            require(session, actor, Right.SELL)
            account = bank_account(session)
            if account is None:
                raise BadInput(
                    _(
                        "Cửa hàng chưa khai tài khoản nhận tiền. "
                        "Nhờ chủ khai ở Cài đặt, hoặc thu cách khác."
                    )
                )
            row = session.scalars(
                select(ExpectedTransfer).where(
                    ExpectedTransfer.draft_key == draft_key,
                    ExpectedTransfer.amount == amount,
                    ExpectedTransfer.state.in_((WAITING, TRAY)),
                )
            ).first()
            if row is None:
                row = self._ask(session, actor, account, draft_key, code, amount)
            return _record(session, row, account)

    def _ask(
        self,
        session: Session,
        actor: Actor,
        account: BankAccount,
        draft_key: str,
        code: str,
        amount: Money,
    ) -> ExpectedTransfer:
        row = ExpectedTransfer(
            uid=self._ids.new(),
            draft_key=draft_key,
            code=code,
            amount=amount,
            bin=account.bin,
            account=account.account,
            state=WAITING,
            counter_id=actor.counter,
            staff_id=actor.staff,
            asked_at=self._clock.now(),
        )
        session.add(row)
        session.flush()
        journal.append(
            session,
            self._clock,
            actor,
            "transfer.asked",
            row.uid,
            {"amount": amount.dong, "code": code},
        )
        return row

    def confirm(self, actor: Actor, uid: str, how: HowSeen) -> tuple[Transfer, Changes]:
        """The actor's own word that the money arrived, and where it was heard or seen."""
        with self._database.transaction() as session:
            require(session, actor, Right.CONFIRM_TRANSFER)
            row = step(session, uid, SEEN)
            row.seen_how = how
            row.seen_by = actor.staff
            row.seen_at = self._clock.now()
            journal.append(
                session,
                self._clock,
                actor,
                "transfer.seen",
                uid,
                {"how": how.value, "amount": row.amount.dong, "code": row.code},
            )
            return _record(session, row, None), Changes.TRANSFERS

    def to_tray(self, actor: Actor, uid: str) -> tuple[Transfer, Changes]:
        """Not seen yet: the order waits in the tray and stays an unpaid draft."""
        return self._move(actor, uid, TRAY)

    def give_up(self, actor: Actor, uid: str) -> tuple[Transfer, Changes]:
        """The customer pays another way."""
        return self._move(actor, uid, GIVEN_UP)

    def _move(self, actor: Actor, uid: str, state: str) -> tuple[Transfer, Changes]:
        with self._database.transaction() as session:
            require(session, actor, Right.SELL)
            row = step(session, uid, state)
            journal.append(
                session,
                self._clock,
                actor,
                f"transfer.{state}",
                uid,
                {"amount": row.amount.dong, "code": row.code},
            )
            return _record(session, row, None), Changes.TRANSFERS

    def of_draft(self, draft_key: str) -> list[Transfer]:
        """The transfers of an order, oldest first."""
        return self._select(ExpectedTransfer.draft_key == draft_key)

    def tray(self) -> list[Transfer]:
        """Everything that was asked for and not seen yet, oldest first."""
        return self._select(ExpectedTransfer.state == TRAY)

    def given_up(self, since: datetime, code: str = "") -> list[Transfer]:
        """What nobody waits for any more and may still come, newest first; by `code` any age."""
        asked = ExpectedTransfer.code == code if code else ExpectedTransfer.asked_at >= since
        return self._select((ExpectedTransfer.state == GIVEN_UP) & asked)[::-1]

    def _select(self, condition: ColumnElement[bool]) -> list[Transfer]:
        with self._database.reading() as session:
            return records(session, condition)


def step(session: Session, uid: str, state: str) -> ExpectedTransfer:
    """Moves a transfer on; BadInput for a step that is not in the table."""
    row = session.scalars(select(ExpectedTransfer).where(ExpectedTransfer.uid == uid)).one()
    if state not in STEPS[row.state]:
        raise BadInput(
            _("Khoản chuyển khoản này đang ở khay chờ rồi. Mở khay chờ để xem.")
            if row.state == TRAY
            else _("Khoản chuyển khoản này đã xong rồi. Xem lại các khoản của đơn.")
        )
    row.state = state
    return row


def records(session: Session, condition: ColumnElement[bool]) -> list[Transfer]:
    """Transfers as screens show them, oldest first."""
    statement = select(ExpectedTransfer).where(condition).order_by(ExpectedTransfer.id)
    return [_record(session, row, None) for row in session.scalars(statement)]


def _record(session: Session, row: ExpectedTransfer, account: BankAccount | None) -> Transfer:
    """The account is the one the row was asked for, with the names the shop gives it now."""
    named = account or bank_account(session)
    same = named is not None and (named.bin, named.account) == (row.bin, row.account)
    told = named if same and named else BankAccount(row.bin, row.account, "", "", sample=False)
    if not told.bank_name:
        told = replace(told, bank_name=bank_name(row.bin))
    seen_by = session.get(Staff, row.seen_by) if row.seen_by else None
    return Transfer(
        uid=row.uid,
        draft_key=row.draft_key,
        code=row.code,
        amount=row.amount,
        account=told,
        payload=vietqr.payload(row.bin, row.account, row.amount, row.code),
        state=row.state,
        seen_how=HowSeen(row.seen_how) if row.seen_how else None,
        seen_by=seen_by.name if seen_by else "",
        seen_at=row.seen_at,
        asked_at=row.asked_at,
    )
