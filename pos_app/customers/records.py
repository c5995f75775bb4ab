"""What the till sees of a person, and how it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from pos_app.basics.money import Money
from pos_app.customers.address import Form, address, display_name
from pos_app.models.customers import Card, CustomerPhone
from pos_app.models.customers import Customer as CustomerRow
from pos_app.models.loyalty import Account


@dataclass(frozen=True, slots=True)
class Customer:
    """A person as the till sees one. `phone` and `card` are empty when there is none."""

    id: int
    uid: str
    name: str
    given: str
    form: Form
    phone: str
    """E.164; the first number at which this person answers."""
    card: str
    joined_on: date
    tier: int
    points: int
    spent: Money
    """Net of all time, imported histories too."""
    visits: int
    """Days on which something was bought."""
    last_sale_at: datetime | None

    @property
    def called(self) -> str:
        """chị Ngọc."""
        return address(self.form, self.given)

    @property
    def shown(self) -> str:
        """Chị Nguyễn Thị Hồng Ngọc."""
        return display_name(self.form, self.name)


_PHONE = (
    select(CustomerPhone.e164)
    .where(CustomerPhone.customer_id == CustomerRow.id, CustomerPhone.wrong.is_(False))
    .order_by(CustomerPhone.id)
    .limit(1)
    .scalar_subquery()
)
_CARD = (
    select(Card.code)
    .where(Card.customer_id == CustomerRow.id, Card.revoked_at.is_(None))
    .order_by(Card.issued_at.desc(), Card.code)
    .limit(1)
    .scalar_subquery()
)
_PEOPLE = select(
    CustomerRow.id,
    CustomerRow.uid,
    CustomerRow.name,
    CustomerRow.given,
    CustomerRow.form,
    _PHONE.label("phone"),
    _CARD.label("card"),
    CustomerRow.joined_on,
    Account.tier,
    Account.points,
    Account.spent,
    Account.visits,
    Account.last_sale_at,
).join(Account, Account.customer_id == CustomerRow.id)


def load(session: Session, customer_ids: Sequence[int]) -> list[Customer]:
    """People in the order of their ids; ids that were never given are left out."""
    if not customer_ids:
        return []
    rows = session.execute(_PEOPLE.where(CustomerRow.id.in_(customer_ids)))
    found = {row.id: _customer(row) for row in rows}
    return [found[wanted] for wanted in customer_ids if wanted in found]


def one(session: Session, customer_id: int) -> Customer:
    """One person; LookupError for an id that was never given."""
    found = load(session, [customer_id])
    if not found:
        raise LookupError(f"no customer {customer_id}")
    return found[0]


def _customer(row: Row[Any]) -> Customer:
    return Customer(
        id=row.id,
        uid=row.uid,
        name=row.name,
        given=row.given,
        form=Form(row.form),
        phone=row.phone or "",
        card=row.card or "",
        joined_on=row.joined_on,
        tier=row.tier,
        points=row.points,
        spent=row.spent,
        visits=row.visits,
        last_sale_at=row.last_sale_at,
    )
