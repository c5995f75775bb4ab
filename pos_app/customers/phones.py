"""Phone numbers of people: one person may have several, one number may serve a family."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pos_app.basics import phone
from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput
from pos_app.models.customers import Customer, CustomerPhone
from pos_app.models.loyalty import Account
from pos_app.shop import profile
from pos_app.store import journal
from pos_app.store.canonical import digest

COUNTRY: Final = "+84"
_TAIL: Final = 4
_SHORTEST: Final = 8
"""No whole number has fewer digits."""

_CANDIDATES: Final = 200
_NUMBER = re.compile(r"[0-9\s.()+\-]*[0-9][0-9\s.()+\-]*")
_AFTER_NINE: Final = ":"

_RIGHT = CustomerPhone.wrong.is_(False)


def is_number(typed: str) -> bool:
    """True when a search means a number rather than a name."""
    return _NUMBER.fullmatch(typed) is not None


def by_number(session: Session, typed: str, limit: int) -> list[int]:
    """Ids of who has this number in any spelling, best customer first.

    Part of a number is a beginning; four digits are first an end, as people say "số đuôi 4567".
    Numbers marked wrong find nobody.
    """
    digits = re.sub(r"\D", "", typed)
    if len(digits) == _TAIL:
        ending = _ranked(session, digits, limit)
        more = _beginning(session, typed, limit)
        return list(dict.fromkeys([*ending, *more]))[:limit]
    whole = _whole(typed) if len(digits) >= _SHORTEST else None
    return (whole and holders(session, whole)[:limit]) or _beginning(session, typed, limit)


def holders(session: Session, e164: str) -> list[int]:
    """Ids of everybody who answers at a number, best customer first."""
    return list(
        session.scalars(
            select(CustomerPhone.customer_id)
            .join(Account, Account.customer_id == CustomerPhone.customer_id)
            .where(CustomerPhone.e164 == e164, _RIGHT)
            .order_by(Account.spent.desc(), CustomerPhone.customer_id)
        )
    )


def row(customer_id: int, e164: str) -> dict[str, Any]:
    """A person's number, right until somebody else answers."""
    return {"customer_id": customer_id, "e164": e164, "last4": e164[-_TAIL:], "wrong": False}


def mark_wrong(
    session: Session, clock: Clock, actor: Actor, customer_id: int, e164: str
) -> list[int]:
    """Notes that somebody else answers there, and returns who else is known by that number.

    A number this person does not have changes nothing.
    """
    flagged = session.execute(
        update(CustomerPhone)
        .where(CustomerPhone.customer_id == customer_id, CustomerPhone.e164 == e164, _RIGHT)
        .values(wrong=True)
        .returning(CustomerPhone.id)
    ).first()
    if flagged is not None:
        uid = session.scalars(select(Customer.uid).where(Customer.id == customer_id)).one()
        body = {"phone": digest(e164, profile.salt(session))}
        journal.append(session, clock, actor, "customer.phone_wrong", uid, body)
    return holders(session, e164)


def _whole(typed: str) -> str | None:
    try:
        return phone.normalise(typed)
    except BadInput:
        return None


def _ranked(session: Session, last4: str, limit: int) -> list[int]:
    return list(
        session.scalars(
            select(CustomerPhone.customer_id)
            .join(Account, Account.customer_id == CustomerPhone.customer_id)
            .where(CustomerPhone.last4 == last4, _RIGHT)
            .order_by(Account.spent.desc(), CustomerPhone.customer_id)
            .limit(limit)
        )
    )


def _beginning(session: Session, typed: str, limit: int) -> list[int]:
    start = _international(typed)
    first = (
        select(CustomerPhone.customer_id)
        .where(CustomerPhone.e164 >= start, CustomerPhone.e164 < start + _AFTER_NINE, _RIGHT)
        .order_by(CustomerPhone.e164)
        .limit(_CANDIDATES)
    )
    return list(
        session.scalars(
            select(Account.customer_id)
            .where(Account.customer_id.in_(first))
            .order_by(Account.spent.desc(), Account.customer_id)
            .limit(limit)
        )
    )


def _international(typed: str) -> str:
    """The beginning of a number as it is stored: 0901, 84901 and +84 901 give +84901."""
    digits = re.sub(r"\D", "", typed)
    if typed.strip().startswith("+") or digits.startswith(COUNTRY[1:]):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return COUNTRY + digits.removeprefix("0")
