"""Which past sales fit what somebody typed: a number, a code, words, an amount or a phone.

Words are found without accents at the beginnings of words, in the customer's name and in what the
goods were called when they were sold. Digits are found in numbers, amounts and phones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, String, cast, or_, select
from sqlalchemy.orm import Session

from pos_app.basics.numerals import RECEIPT_DIGITS, receipt_number
from pos_app.basics.text import fold
from pos_app.models.customers import Customer, CustomerPhone
from pos_app.models.sales import Sale, SaleLine
from pos_app.models.shop import Counter
from pos_app.payments.references import is_code

_DIGITS_ALONE: Final = re.compile(r"(?=.*[0-9])[0-9\s.,+₫đ()-]+")
_SHORTEST_TAIL: Final = 4
"""Digits from which on they may be the end of a phone number."""

Fits = Callable[[Row[*tuple[Any, ...]]], bool]


@dataclass(frozen=True, slots=True)
class SalesQuery:
    """Which past sales: days inclusive, and words or numbers in any field.

    `before` is the id of the last sale already shown, 0 for the newest ones.
    """

    first: date
    last: date
    text: str = ""
    before: int = 0


def find(session: Session, query: SalesQuery, most: int) -> list[int]:
    """Ids of at most `most` sales, newest first.

    A receipt's number or look-up code in full is found on any day, and then nothing else is.
    """
    typed = query.text.strip()
    exact = _named_in_full(session, typed)
    if exact:
        return exact
    days = Sale.business_day.between(query.first, query.last)
    within = days & _older_than(session, query.before) if query.before else days
    if not typed:
        return list(session.scalars(_newest_first(select(Sale.id).where(within)).limit(most)))
    fits = _numeric(session, typed, days) if _DIGITS_ALONE.fullmatch(typed) else None
    return _first_that_fit(session, within, fits or _wordy(session, typed, days), most)


def _named_in_full(session: Session, typed: str) -> list[int]:
    code = typed.upper().replace(" ", "")
    if is_code(code):
        return list(session.scalars(select(Sale.id).where(Sale.code == code)))
    if len(typed) == RECEIPT_DIGITS and typed.isascii() and typed.isdigit():
        ours = Sale.series.in_(select(cast(Counter.id, String)))
        numbered = select(Sale.id).where(ours, Sale.number == int(typed))
        return list(session.scalars(_newest_first(numbered)))
    return []


def _older_than(session: Session, sale_id: int) -> ColumnElement[bool]:
    at = session.scalars(select(Sale.sold_at).where(Sale.id == sale_id)).one()
    return or_(Sale.sold_at < at, (Sale.sold_at == at) & (Sale.id < sale_id))


def _newest_first(statement: Any) -> Any:
    return statement.order_by(Sale.sold_at.desc(), Sale.id.desc())


def _first_that_fit(
    session: Session, within: ColumnElement[bool], fits: Fits, most: int
) -> list[int]:
    sales = select(Sale.id, Sale.number, Sale.external, Sale.total, Sale.customer_id)
    found: list[int] = []
    for row in session.execute(_newest_first(sales.where(within))).yield_per(1_000):
        if fits(row):
            found.append(row.id)
            if len(found) == most:
                break
    return found


def _numeric(session: Session, typed: str, days: ColumnElement[bool]) -> Fits:
    digits = re.sub(r"[^0-9]", "", typed)
    tail = digits.lstrip("0")
    callers = _callers(session, tail, days) if len(digits) >= _SHORTEST_TAIL and tail else set()

    def fits(row: Row[*tuple[Any, ...]]) -> bool:
        return (
            receipt_number(row.number, row.external).endswith(digits)
            or str(abs(row.total.dong)).startswith(digits)
            or row.customer_id in callers
        )

    return fits


def _callers(session: Session, tail: str, days: ColumnElement[bool]) -> set[int]:
    """Ids of those who bought on the days and have a phone that ends so."""
    buyers = select(Sale.customer_id).where(days)
    return set(
        session.scalars(
            select(CustomerPhone.customer_id).where(
                CustomerPhone.e164.endswith(tail), CustomerPhone.customer_id.in_(buyers)
            )
        )
    )


def _wordy(session: Session, typed: str, days: ColumnElement[bool]) -> Fits:
    wanted = [f" {word}" for word in fold(typed).split()]
    number = typed.casefold()
    goods = _goods(session, days)
    people = dict(_people(session, days))

    def fits(row: Row[*tuple[Any, ...]]) -> bool:
        words = f"{people.get(row.customer_id, '')}{goods.get(row.id, '')}"
        said = bool(wanted) and all(word in words for word in wanted)
        return said or receipt_number(row.number, row.external).casefold() == number

    return fits


def _goods(session: Session, days: ColumnElement[bool]) -> dict[int, str]:
    """What each sale's goods were called, folded; many sales share few names."""
    folded = cache(lambda name: f" {fold(name)}")
    words: defaultdict[int, list[str]] = defaultdict(list)
    rows = select(SaleLine.sale_id, SaleLine.name).join(Sale, Sale.id == SaleLine.sale_id)
    for sale_id, name in session.execute(rows.where(days)).yield_per(5_000):
        words[sale_id].append(folded(name))
    return {sale_id: "".join(names) for sale_id, names in words.items()}


def _people(session: Session, days: ColumnElement[bool]) -> Iterator[tuple[int, str]]:
    buyers = select(Sale.customer_id).where(days)
    rows = select(Customer.id, Customer.folded).where(Customer.id.in_(buyers))
    for customer_id, folded in session.execute(rows):
        yield customer_id, f" {folded}"
