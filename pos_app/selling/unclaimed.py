"""Transferred money that no order claims: it came after its order was paid another way or cleared.

It is listed until it pays another order or goes back to the customer, each under a name.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import Draft, Payment
from pos_app.payments.expected import RETURNED, SEEN, Transfer, records, step
from pos_app.payments.tenders import settle
from pos_app.selling.cart import Cart
from pos_app.selling.drafts import WAITS
from pos_app.selling.totals import price
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.canonical import Value
from pos_app.store.database import Database


class Unclaimed:
    """Money that arrived and is in no sale and no open order."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def all(self) -> list[Transfer]:
        """Oldest first."""
        with self._database.reading() as session:
            return records(session, _nobodys())

    def use(self, actor: Actor, uid: str, order: Cart) -> Changes:
        """Gives the money to an open order, which then holds it as seen.

        BadInput when the order does not come to so much, or somebody was quicker.
        """
        with self._database.transaction() as session:
            require(session, actor, Right.CONFIRM_TRANSFER)
            money = _one(session, uid)
            if settle(price(order).due, order.tenders).missing < money.amount:
                raise BadInput(
                    _("Đơn đang bán chưa tới {amount}. Thêm hàng rồi làm lại.").format(
                        amount=money.amount
                    )
                )
            money.draft_key = order.key
            self._tell(session, actor, "transfer.used", money)
        return Changes.TRANSFERS

    def give_back(self, actor: Actor, uid: str) -> Changes:
        """Writes down that the customer has the money again."""
        with self._database.transaction() as session:
            require(session, actor, Right.CONFIRM_TRANSFER)
            money = _one(session, uid)
            step(session, uid, RETURNED)
            self._tell(session, actor, "transfer.returned", money)
        return Changes.TRANSFERS

    def _tell(self, session: Session, actor: Actor, kind: str, money: ExpectedTransfer) -> None:
        body: dict[str, Value] = {
            "amount": money.amount.dong,
            "code": money.code,
            "order": money.draft_key,
        }
        journal.append(session, self._clock, actor, kind, money.uid, body)


def _nobodys() -> ColumnElement[bool]:
    in_a_sale = exists().where(Payment.transfer_id == ExpectedTransfer.id)
    in_an_order = exists().where(Draft.key == ExpectedTransfer.draft_key, Draft.state.in_(WAITS))
    return (ExpectedTransfer.state == SEEN) & ~in_a_sale & ~in_an_order


def _one(session: Session, uid: str) -> ExpectedTransfer:
    statement = select(ExpectedTransfer).where(ExpectedTransfer.uid == uid, _nobodys())
    money = session.scalars(statement).first()
    if money is None:
        raise BadInput(_("Khoản tiền này vừa được dùng hoặc trả lại rồi."))
    return money
