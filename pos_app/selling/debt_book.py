"""Who owes the shop, since when, and what they bring back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import receipt_number
from pos_app.customers import records
from pos_app.customers.records import Customer
from pos_app.models.money import Debt, DebtAccount
from pos_app.models.sales import Sale
from pos_app.payments import debts
from pos_app.payments.ageing import age_of
from pos_app.payments.tenders import MOST, Method
from pos_app.selling.slips import NewSlip, Party, Slip, SlipKind, write_slip
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database

LIMIT_SET: Final = "debt.limit_set"
PROMISED: Final = "debt.promised"


@dataclass(frozen=True, slots=True)
class Owed:
    """One sale on account."""

    number: str
    day: date
    days: int
    amount: Money
    unpaid: Money


@dataclass(frozen=True, slots=True)
class Debtor:
    """What a customer owes, the oldest sale first; `ages` are the sums by payments.ageing.AGES."""

    customer: Customer
    owed: Money
    most: Money
    promised_on: date | None
    debts: tuple[Owed, ...]
    ages: tuple[Money, Money, Money, Money]

    @property
    def room(self) -> Money:
        """What may still be owed."""
        return max(self.most - self.owed, ZERO)


@dataclass(frozen=True, slots=True)
class Collected:
    """A slip, and what is owed after it."""

    slip: Slip
    left: Money


class DebtBook:
    """The accounts of customers who pay later."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    def debtors(self) -> list[Debtor]:
        """Everybody who owes something, whoever owes longest first."""
        with self._database.reading() as session:
            owing = select(DebtAccount.customer_id).where(DebtAccount.owed > ZERO)
            found = self._told(session, list(session.scalars(owing)))
        return sorted(found, key=lambda one: (one.debts[0].day, one.customer.id))

    def of(self, customer_id: int) -> Debtor:
        """The account of a customer, who may owe nothing."""
        with self._database.reading() as session:
            return self._told(session, [customer_id])[0]

    def collect(self, actor: Actor, customer_id: int, amount: Money) -> tuple[Collected, Changes]:
        """Takes cash for what is owed, the oldest first; BadInput for more than that."""
        new = NewSlip(SlipKind.COLLECTION, Method.CASH, amount, Party(customer_id=customer_id))
        with self._database.transaction() as session:
            require(session, actor, Right.COLLECT_DEBT)
            slip = write_slip(session, self._clock, self._ids, actor, new)
            left = debts.pay(session, actor, slip.at, customer_id, amount, slip.id)
        return Collected(slip, left), Changes.MONEY

    def set_limit(self, actor: Actor, customer_id: int, most: Money) -> Changes:
        """How much a customer may owe; BadInput for an impossible amount."""
        if not ZERO <= most <= MOST:
            raise BadInput(_("Hạn mức từ 0 đến {most}.").format(most=MOST))
        with self._database.transaction() as session:
            require(session, actor, Right.SET_DEBT_LIMIT)
            debts.limit(session, customer_id, most)
            self._note(session, actor, LIMIT_SET, customer_id, most.dong)
        return Changes.MONEY

    def promise(self, actor: Actor, customer_id: int, day: date) -> Changes:
        """When a customer will pay; BadInput for a day that is over."""
        if day < shop_day(self._clock.now()):
            raise BadInput(_("Ngày hẹn phải từ hôm nay trở đi."))
        with self._database.transaction() as session:
            require(session, actor, Right.COLLECT_DEBT)
            debts.promise(session, customer_id, day)
            self._note(session, actor, PROMISED, customer_id, day.toordinal())
        return Changes.MONEY

    def _note(self, session: Session, actor: Actor, kind: str, customer_id: int, told: int) -> None:
        journal.append(session, self._clock, actor, kind, str(customer_id), {"told": told})

    def _told(self, session: Session, customers: list[int]) -> list[Debtor]:
        today = shop_day(self._clock.now())
        accounts = {
            row.customer_id: row
            for row in session.scalars(
                select(DebtAccount).where(DebtAccount.customer_id.in_(customers))
            )
        }
        owed: dict[int, list[Owed]] = {one: [] for one in customers}
        rows = session.execute(
            select(Debt, Sale.number, Sale.external)
            .outerjoin(Sale, Sale.id == Debt.sale_id)
            .where(Debt.customer_id.in_(customers), Debt.unpaid > ZERO)
            .order_by(Debt.business_day, Debt.id)
        )
        for debt, number, external in rows:
            owed[debt.customer_id].append(
                Owed(
                    receipt_number(number, external) if number else "",
                    debt.business_day,
                    (today - debt.business_day).days,
                    debt.amount,
                    debt.unpaid,
                )
            )
        return [
            _debtor(one, accounts.get(one.id), owed[one.id], today)
            for one in records.load(session, customers)
        ]


def _debtor(
    customer: Customer, account: DebtAccount | None, owed: list[Owed], today: date
) -> Debtor:
    young, middle, old, oldest = (
        Money.total(one.unpaid for one in owed if age_of(one.day, today) == age) for age in range(4)
    )
    return Debtor(
        customer=customer,
        owed=account.owed if account else ZERO,
        most=account.most if account else ZERO,
        promised_on=account.promised_on if account else None,
        debts=tuple(owed),
        ages=(young, middle, old, oldest),
    )
