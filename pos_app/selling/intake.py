"""Takes in past sales from another system, all of a file or nothing.

A history has its own series of numbers and keeps the other system's. It moves no stock, earns no
points, belongs to no shift, carries no payments and wakes nobody: no event is emitted. People are
enrolled under their id over there. Taking the same file in again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, from_ms, shop_day
from pos_app.basics.i18n import N_
from pos_app.basics.ids import Ids
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.customers.enrolment import Origin, Person, enrol, names
from pos_app.loyalty import settlement
from pos_app.models.customers import Customer
from pos_app.models.sales import Sale, SaleLine
from pos_app.selling import import_seal
from pos_app.selling.past_sales import (
    NO_MATCH,
    Kind,
    Lot,
    PastDocument,
    PastLine,
    Shelf,
    Tally,
    in_order,
    refusal,
)
from pos_app.selling.totals import ROUNDING_RULE
from pos_app.shop.numbering import jump_to, next_number
from pos_app.shop.staff import Right, require
from pos_app.store import journal

ORIGIN: Final = "import"
KNOWN: Final = N_("Đã có trong cửa hàng")

_BATCH: Final = 500
"""Documents written at a time."""

_INSERT_SALES: Final = insert(Sale)
_INSERT_LINES: Final = insert(SaleLine)
_EARLIER: Final = text(
    """
    SELECT customer.external, sale.id AS sale_id, line.id AS line_id, sale.sold_at, line.code,
           line.unit_price, line.quantity + coalesce((
               SELECT sum(back.quantity) FROM sale_line back WHERE back.original_line_id = line.id
           ), 0) AS remaining
    FROM sale
    JOIN sale_line line ON line.sale_id = sale.id
    JOIN customer ON customer.id = sale.customer_id
    WHERE sale.series = :series AND sale.kind = 'sale'
    ORDER BY sale.sold_at, sale.id, line.position
    """
)


@dataclass(frozen=True, slots=True)
class PastSales:
    """What another system says: its name, its papers and what its people are called."""

    source: str
    documents: Sequence[PastDocument]
    people: Mapping[str, str]

    @property
    def series(self) -> str:
        """The series of numbers under which the papers are kept."""
        return f"{ORIGIN}:{self.source}"

    def external(self, person: str) -> str:
        """A person's id over there, told apart from other systems'."""
        return f"{self.source}:{person}"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A document that will be written, with the numbers it gets."""

    document: PastDocument
    sale_id: int
    first_line: int
    gives_back: Sequence[Lot]
    """For a return: the sold line behind each of its lines."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a history in would do; nothing is written yet."""

    history: PastSales
    accepted: Sequence[Accepted]
    strangers: Sequence[str]
    """Ids over there of people the shop does not know yet."""
    skipped: Tally

    @property
    def written(self) -> dict[str, int]:
        """How many of what will be written."""
        returns = sum(each.document.kind is Kind.RETURN for each in self.accepted)
        return {
            "customers": len(self.strangers),
            "sales": len(self.accepted) - returns,
            "returns": returns,
            "lines": sum(len(each.document.lines) for each in self.accepted),
        }


def plan(session: Session, actor: Actor, history: PastSales) -> Plan:
    """Decides about every document; needs the right to import, writes nothing."""
    require(session, actor, Right.IMPORT)
    skipped = Tally()
    fresh = _unknown(session, history, skipped)
    people = _people(session, history)
    accepted = _accept(session, history, fresh, skipped)
    strangers = [person for person in history.people if person not in people]
    return Plan(history, accepted, strangers, skipped)


def write(
    session: Session,
    clock: Clock,
    ids: Ids,
    actor: Actor,
    decided: Plan,
    tell: Callable[[int, int], None],
) -> None:
    """Writes what was planned in the same transaction; `tell` hears done and all documents."""
    history, accepted = decided.history, decided.accepted
    if not (accepted or decided.strangers):
        return
    _enrol(session, ids, clock.now(), decided)
    body: dict[str, int | str] = {
        **decided.written,
        "skipped": decided.skipped.lines.total(),
    }
    if accepted:
        _write_documents(session, ids, decided, tell)
        settlement.recount(session, accepted[0].sale_id - 1)
        body |= import_seal.seal(session, accepted[0].sale_id, accepted[-1].sale_id)
    journal.append(session, clock, actor, import_seal.JOURNAL, history.series, body)


def _unknown(session: Session, history: PastSales, skipped: Tally) -> list[PastDocument]:
    """The documents that the shop does not have yet, in order of time."""
    known = set(session.scalars(select(Sale.external).where(Sale.series == history.series)))
    for document in history.documents:
        if document.number in known:
            skipped.lose(document, KNOWN)
    return in_order(each for each in history.documents if each.number not in known)


def _accept(
    session: Session, history: PastSales, documents: Sequence[PastDocument], skipped: Tally
) -> list[Accepted]:
    bringing_back = {each.person for each in documents if each.kind is Kind.RETURN} - {""}
    shelf = _shelf(session, history, bringing_back)
    sale_id = (session.scalar(select(func.max(Sale.id))) or 0) + 1
    line_id = (session.scalar(select(func.max(SaleLine.id))) or 0) + 1
    accepted: list[Accepted] = []
    for document in documents:
        gives_back = _judge(document, shelf, skipped)
        if gives_back is None:
            continue
        accepted.append(Accepted(document, sale_id, line_id, gives_back))
        if document.kind is Kind.SALE and document.person in bringing_back:
            for place, line in enumerate(document.lines):
                lot = Lot(sale_id, line_id + place, document.at, line.quantity.thousandths)
                shelf.put(document.person, line.code, line.unit_price, lot)
        sale_id += 1
        line_id += len(document.lines)
    return accepted


def _judge(document: PastDocument, shelf: Shelf, skipped: Tally) -> list[Lot] | None:
    """What a document gives back, nothing for a sale; None when it is left out."""
    if document.kind is Kind.SALE:
        skipped.lose_flawed(document)
        return [] if document.lines else None
    reason = refusal(document)
    gives_back = shelf.match(document) if reason is None else None
    if gives_back is None:
        skipped.lose(document, reason or NO_MATCH)
    return gives_back


def _shelf(session: Session, history: PastSales, people: Collection[str]) -> Shelf:
    """What these people took home in an earlier import and may still bring back."""
    shelf = Shelf()
    if not people:
        return shelf
    first = history.external("")
    for row in session.execute(_EARLIER, {"series": history.series}):
        person = row.external.removeprefix(first)
        if person in people:
            lot = Lot(row.sale_id, row.line_id, from_ms(row.sold_at), row.remaining)
            shelf.put(person, row.code, Money(row.unit_price), lot)
    return shelf


def _people(session: Session, history: PastSales) -> dict[str, int]:
    """Ids of the people the shop knows from that system, by their id over there."""
    first = history.external("")
    beyond = f"{history.source};"  # the semicolon follows the colon in ASCII
    rows = session.execute(
        select(Customer.external, Customer.id).where(
            Customer.external >= first, Customer.external < beyond
        )
    )
    return {row.external.removeprefix(first): row.id for row in rows}


def _enrol(session: Session, ids: Ids, at: datetime, decided: Plan) -> None:
    first_seen: dict[str, datetime] = {}
    for document in decided.history.documents:
        earlier = first_seen.get(document.person, document.at)
        first_seen[document.person] = min(earlier, document.at)
    for person in decided.strangers:
        name, given = names(decided.history.people[person])
        stranger = Person(
            name=name,
            given=given,
            origin=Origin.IMPORT,
            external=decided.history.external(person),
            joined_on=shop_day(first_seen[person]),
        )
        enrol(session, ids, at, stranger)


def _write_documents(
    session: Session, ids: Ids, decided: Plan, tell: Callable[[int, int], None]
) -> None:
    history, accepted = decided.history, decided.accepted
    people = _people(session, history)
    number = next_number(session, history.series)
    jump_to(session, history.series, number + len(accepted) - 1)
    connection = session.connection()
    for start in range(0, len(accepted), _BATCH):
        batch = accepted[start : start + _BATCH]
        sales = [
            _sale_row(history, each, number + start + place, ids.new(), people)
            for place, each in enumerate(batch)
        ]
        connection.execute(_INSERT_SALES, sales)
        connection.execute(_INSERT_LINES, [row for each in batch for row in _line_rows(each)])
        tell(start + len(batch), len(accepted))


def _sale_row(
    history: PastSales, accepted: Accepted, number: int, uid: str, people: Mapping[str, int]
) -> dict[str, Any]:
    document = accepted.document
    total = Money.total(_gross(document, line) for line in document.lines)
    originals = {lot.sale_id for lot in accepted.gives_back}
    return {
        "id": accepted.sale_id,
        "uid": uid,
        "origin": ORIGIN,
        "kind": document.kind.value,
        "draft_key": f"{history.series}:{document.number}",
        "request_hash": "",
        "series": history.series,
        "number": number,
        "external": document.number,
        "customer_id": people[document.person] if document.person else None,
        "sold_at": document.at,
        "business_day": shop_day(document.at),
        "goods": total,
        "line_discount": ZERO,
        "order_discount": ZERO,
        "net": total,
        "tax_added": ZERO,
        "rounding": ZERO,
        "rounding_rule": ROUNDING_RULE,
        "total": total,
        "change": ZERO,
        "earning_base": ZERO,
        "points_earned": 0,
        "points_redeemed": 0,
        "original_id": originals.pop() if len(originals) == 1 else None,
        "note": "",
    }


def _line_rows(accepted: Accepted) -> Iterator[dict[str, Any]]:
    document, gives_back = accepted.document, accepted.gives_back
    for place, line in enumerate(document.lines):
        gross = _gross(document, line)
        yield {
            "id": accepted.first_line + place,
            "sale_id": accepted.sale_id,
            "position": place + 1,
            "code": line.code,
            "name": line.name,
            "unit": line.unit,
            "factor": ONE,
            "quantity": _signed(document, line),
            "unit_price": line.unit_price,
            "gross": gross,
            "line_discount": ZERO,
            "order_discount": ZERO,
            "net": gross,
            "vat": ZERO,
            "price_source": ORIGIN,
            "earns": False,
            "original_line_id": gives_back[place].line_id if gives_back else None,
        }


def _signed(document: PastDocument, line: PastLine) -> Quantity:
    return -line.quantity if document.kind is Kind.RETURN else line.quantity


def _gross(document: PastDocument, line: PastLine) -> Money:
    return line.unit_price.times(_signed(document, line))
