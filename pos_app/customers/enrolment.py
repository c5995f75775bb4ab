"""How somebody becomes a customer: the person, a number, a card, an account, a place in search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pos_app.basics import card_code, text
from pos_app.basics.clock import shop_day
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.basics.money import ZERO
from pos_app.customers import phones, search
from pos_app.customers.address import Form
from pos_app.models.customers import Card, Customer
from pos_app.models.loyalty import Account

LONGEST_NAME: Final = 80


class Origin(StrEnum):
    """Where a person came from."""

    COUNTER = "counter"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to enrol. `e164` is a number already normalised, or empty.

    `external` is the id in the system a history comes from, prefixed with that system's name;
    `joined_on` None is the day of the enrolment.
    """

    name: str
    given: str
    form: Form = Form.QUY_KHACH
    e164: str = ""
    origin: Origin = Origin.COUNTER
    external: str | None = None
    joined_on: date | None = None


def names(name: str, given: str = "") -> tuple[str, str]:
    """Full and given name, cleaned; the last word is the given name unless one is told.

    Raises BadInput when no letter is left.
    """
    whole = text.clean(name, LONGEST_NAME)
    if not text.fold(whole):
        raise BadInput(_("Chưa có tên khách. Gõ tên rồi lưu lại."))
    called = text.clean(given, LONGEST_NAME)
    return whole, called if text.fold(called) else text.given_name(whole)


def enrol(session: Session, ids: Ids, at: datetime, person: Person) -> int:
    """Writes a person with everything that belongs to one, and returns the id.

    For whole histories too: it asks nobody and journals nothing, the caller does.
    """
    folded = search.words_of(person.name, person.given)
    joined_on = person.joined_on or shop_day(at)
    customer = Customer(
        uid=ids.new(),
        name=person.name,
        given=person.given,
        folded=folded,
        form=person.form,
        joined_on=joined_on,
        origin=person.origin,
        external=person.external,
    )
    session.add(customer)
    session.flush()
    search.index(session, customer.id, folded)
    if person.e164:
        phones.attach(session, customer.id, person.e164)
    _issue_card(session, ids, at, customer.id)
    _open_account(session, customer.id, joined_on)
    return customer.id


def _issue_card(session: Session, ids: Ids, at: datetime, customer_id: int) -> None:
    code = ids.digits(card_code.CODE_DIGITS)
    while session.get(Card, code) is not None:
        code = ids.digits(card_code.CODE_DIGITS)
    session.execute(insert(Card).values(code=code, customer_id=customer_id, issued_at=at))


def _open_account(session: Session, customer_id: int, joined_on: date) -> None:
    session.execute(
        insert(Account).values(
            customer_id=customer_id,
            points=0,
            tier=0,
            tier_since=joined_on,
            spent=ZERO,
            visits=0,
        )
    )
