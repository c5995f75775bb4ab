"""How somebody becomes a customer: the person, a number, a card, an account, a place in search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

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
from pos_app.models.base import Base
from pos_app.models.customers import Card, Customer, CustomerPhone
from pos_app.models.loyalty import Account
from pos_app.store.canonical import Value, digest

Row = dict[str, Any]

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
    row = customer_row(ids.new(), at, person)
    customer_id: int = session.scalars(insert(Customer).returning(Customer.id), row).one()
    search.index(session, customer_id, row["folded"])
    for table, belonging in belongings(customer_id, at, person, _free_card(session, ids)).items():
        session.execute(insert(table).values(belonging))
    return customer_id


def customer_row(uid: str, at: datetime, person: Person) -> Row:
    """The person."""
    return {
        "uid": uid,
        "name": person.name,
        "given": person.given,
        "folded": search.words_of(person.name, person.given),
        "form": person.form,
        "joined_on": person.joined_on or shop_day(at),
        "origin": person.origin,
        "external": person.external,
    }


def belongings(customer_id: int, at: datetime, person: Person, card: str) -> dict[type[Base], Row]:
    """What belongs to a person, by table: a card, an account, a number if there is one."""
    rows: dict[type[Base], Row] = {
        Card: {"code": card, "customer_id": customer_id, "issued_at": at},
        Account: {
            "customer_id": customer_id,
            "points": 0,
            "tier": 0,
            "tier_since": person.joined_on or shop_day(at),
            "spent": ZERO,
            "visits": 0,
        },
    }
    if person.e164:
        rows[CustomerPhone] = phones.row(customer_id, person.e164)
    return rows


def told(customer_id: int, person: Person, card: str, salt: str) -> dict[str, Value]:
    """What the journal keeps of an enrolment: digests, no words."""
    return {
        "customer": customer_id,
        "name": digest(person.name, salt),
        "phone": digest(person.e164, salt),
        "card": digest(card, salt),
        "form": person.form,
    }


def _free_card(session: Session, ids: Ids) -> str:
    code = ids.digits(card_code.CODE_DIGITS)
    while session.get(Card, code) is not None:
        code = ids.digits(card_code.CODE_DIGITS)
    return code
