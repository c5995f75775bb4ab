"""What customers owe: sold on account within a limit, paid back the oldest sale first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.models.money import Debt, DebtAccount, DebtEntry
from pos_app.payments.ageing import by_share
from pos_app.shop.staff import Right, require


@dataclass(frozen=True, slots=True)
class OnAccount:
    """What of a sale the customer owes."""

    customer_id: int
    sale_id: int
    amount: Money
    business_day: date


def owe(session: Session, actor: Actor, now: datetime, sale: OnAccount) -> None:
    """Writes a sale on account; above the customer's limit NotAllowed, unless one may set it."""
    grown = DebtAccount.owed + sale.amount
    within = session.scalar(
        update(DebtAccount)
        .where(DebtAccount.customer_id == sale.customer_id, grown <= DebtAccount.most)
        .values(owed=grown)
        .returning(DebtAccount.customer_id)
    )
    if within is None:
        require(session, actor, Right.SET_DEBT_LIMIT)
        open_account(session, sale.customer_id)
        _change(session, sale.customer_id, sale.amount)
    debt = Debt(
        customer_id=sale.customer_id,
        sale_id=sale.sale_id,
        amount=sale.amount,
        unpaid=sale.amount,
        business_day=sale.business_day,
        due_on=None,
    )
    session.add(debt)
    session.flush()
    _enter(session, actor, now, debt, sale.amount)
    session.flush()


def pay(
    session: Session, actor: Actor, now: datetime, customer_id: int, amount: Money, slip_id: int
) -> Money:
    """Pays the oldest debts first; what is owed after it. BadInput for more than is owed."""
    debts = list(
        session.scalars(
            select(Debt)
            .where(Debt.customer_id == customer_id, Debt.unpaid > ZERO)
            .order_by(Debt.business_day, Debt.id)
        )
    )
    owed = Money.total(debt.unpaid for debt in debts)
    if not ZERO < amount <= owed:
        raise BadInput(_("Khách đang nợ {owed}. Thu từ 1 đồng đến số đó.").format(owed=owed))
    for debt, share in zip(debts, by_share(amount, [one.unpaid for one in debts]), strict=True):
        if share:
            debt.unpaid -= share
            _enter(session, actor, now, debt, -share, slip_id)
    session.flush()
    _change(session, customer_id, -amount)
    if amount == owed:
        promise(session, customer_id, None)
    return owed - amount


def open_account(session: Session, customer_id: int) -> None:
    """An account that allows nothing, where there is none."""
    session.execute(
        insert(DebtAccount)
        .values(customer_id=customer_id, owed=ZERO, most=ZERO, promised_on=None)
        .on_conflict_do_nothing()
    )


def limit(session: Session, customer_id: int, most: Money) -> None:
    """How much may be owed from now on."""
    open_account(session, customer_id)
    session.execute(
        update(DebtAccount).where(DebtAccount.customer_id == customer_id).values(most=most)
    )


def promise(session: Session, customer_id: int, day: date | None) -> None:
    """The day on which the customer will pay."""
    session.execute(
        update(DebtAccount).where(DebtAccount.customer_id == customer_id).values(promised_on=day)
    )


def _change(session: Session, customer_id: int, amount: Money) -> None:
    session.execute(
        update(DebtAccount)
        .where(DebtAccount.customer_id == customer_id)
        .values(owed=DebtAccount.owed + amount)
    )


def _enter(
    session: Session,
    actor: Actor,
    now: datetime,
    debt: Debt,
    amount: Money,
    slip_id: int | None = None,
) -> None:
    """A line of the ledger: of a collection by its slip, else of the sale itself."""
    collected = slip_id is not None
    session.add(
        DebtEntry(
            customer_id=debt.customer_id,
            debt_id=debt.id,
            kind="collection" if collected else "sale",
            amount=amount,
            slip_id=slip_id,
            sale_id=None if collected else debt.sale_id,
            reason="",
            at=now,
            staff_id=actor.staff,
        )
    )
