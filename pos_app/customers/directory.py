"""Everybody the shop knows: found in a keystroke, enrolled in one step, kept up to date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics import card_code, phone
from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.basics.text import clean
from pos_app.customers import consent, enrolment, phones, records, search
from pos_app.customers.address import Form
from pos_app.customers.enrolment import Person
from pos_app.customers.records import Customer
from pos_app.models.customers import Card, CustomerNote
from pos_app.models.customers import Customer as CustomerRow
from pos_app.models.sales import Sale
from pos_app.models.shop import Staff
from pos_app.shop import profile
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.canonical import Value, digest
from pos_app.store.database import Database

__all__ = ["Customer", "Directory", "NewCustomer", "Note", "PhoneKnown"]

LONGEST_NOTE: Final = 500
LONGEST_SEARCH: Final = 100

_SPACED_CARD = re.compile(r"\d[\d ]*", re.ASCII)
_LATEST_SALES = (
    select(Sale.customer_id, Sale.kind)
    .order_by(Sale.business_day.desc(), Sale.id.desc())
    .limit(search.LATEST_SALES)
)


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What the till asks for; the phone may be empty for somebody who gives none.

    `shares_phone` says that a number already known belongs to the family, not to one person.
    """

    phone: str
    name: str
    form: Form = Form.QUY_KHACH
    given: str = ""
    shares_phone: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth remembering about a person."""

    id: int
    text: str
    at: datetime
    staff: str


class PhoneKnown(BadInput):
    """The number belongs to somebody already: `customer`."""

    def __init__(self, customer: Customer) -> None:
        super().__init__(
            _("Số này đã có: {name}. Chọn khách này, hoặc xác nhận là số dùng chung.").format(
                name=customer.shown
            )
        )
        self.customer = customer


class Directory:
    """The shop's people."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    def find(self, typed: str, limit: int = 20) -> list[Customer]:
        """Who is meant by a phone in any spelling, its last four digits, a name or a card."""
        wanted = clean(typed, LONGEST_SEARCH)
        with self._database.reading() as session:
            return records.load(session, _matches(session, wanted, limit))

    def get(self, customer_id: int) -> Customer:
        """One person; LookupError for an id that was never given."""
        with self._database.reading() as session:
            return records.one(session, customer_id)

    def by_card(self, scanned: str) -> Customer | None:
        """The holder of a card: its twelve digits or the signed text of its QR."""
        with self._database.reading() as session:
            holder = _card_holder(session, scanned)
            return None if holder is None else records.one(session, holder)

    def recent(self, limit: int = 3) -> list[Customer]:
        """Who bought last, newest first."""
        with self._database.reading() as session:
            sales = session.execute(_LATEST_SALES)
            buyers = [sale.customer_id for sale in sales if sale.kind == "sale"]
            known = [buyer for buyer in dict.fromkeys(buyers) if buyer is not None]
            return records.load(session, known[:limit])

    def create(self, actor: Actor, new: NewCustomer) -> tuple[Customer, Changes]:
        """Enrols somebody, with an account and a card; nothing is agreed to beforehand.

        Raises PhoneKnown when the number is somebody else's, BadInput for names and numbers that
        are none.
        """
        name, given = enrolment.names(new.name, new.given)
        e164 = phone.normalise(new.phone) if new.phone.strip() else ""
        person = Person(name, given, new.form, e164)
        with self._database.transaction() as session:
            require(session, actor, Right.EDIT_CUSTOMER)
            _refuse_known(session, e164, shared=new.shares_phone)
            customer_id = enrolment.enrol(session, self._ids, self._clock.now(), person)
            customer = records.one(session, customer_id)
            key = profile.salt(session)
            body = enrolment.told(customer_id, person, customer.card, key)
            journal.append(session, self._clock, actor, "customer.created", customer.uid, body)
        return customer, Changes.CUSTOMERS

    def rename(
        self, actor: Actor, customer_id: int, name: str, given: str = ""
    ) -> tuple[Customer, Changes]:
        """Corrects a name; the given name is its last word unless told."""
        name, given = enrolment.names(name, given)
        with self._database.transaction() as session:
            row = self._editable(session, actor, customer_id)
            row.name, row.given = name, given
            row.folded = search.words_of(name, given)
            search.index(session, customer_id, row.folded)
            session.flush()
            body = {"name": digest([name, given], profile.salt(session))}
            journal.append(session, self._clock, actor, "customer.renamed", row.uid, body)
            return records.one(session, customer_id), Changes.CUSTOMERS

    def note(self, actor: Actor, customer_id: int, written: str) -> tuple[Note, Changes]:
        """Adds a note; BadInput when it says nothing."""
        words = clean(written, LONGEST_NOTE)
        if not words:
            raise BadInput(_("Ghi chú chưa có chữ nào. Gõ vài chữ rồi lưu lại."))
        with self._database.transaction() as session:
            customer = self._editable(session, actor, customer_id)
            row = CustomerNote(
                customer_id=customer_id, text=words, at=self._clock.now(), staff_id=actor.staff
            )
            session.add(row)
            session.flush()
            body: dict[str, Value] = {
                "note": row.id,
                "text": digest(words, profile.salt(session)),
            }
            journal.append(session, self._clock, actor, "customer.noted", customer.uid, body)
            author = session.get_one(Staff, actor.staff).name
        return Note(row.id, row.text, row.at, author), Changes.CUSTOMERS

    def notes(self, customer_id: int, limit: int = 50) -> list[Note]:
        """What is remembered, newest first."""
        with self._database.reading() as session:
            rows = session.execute(
                select(CustomerNote.id, CustomerNote.text, CustomerNote.at, Staff.name)
                .join(Staff, Staff.id == CustomerNote.staff_id)
                .where(CustomerNote.customer_id == customer_id)
                .order_by(CustomerNote.id.desc())
                .limit(limit)
            )
            return [Note(*row) for row in rows]

    def consents(self, customer_id: int) -> consent.Answers:
        """What the person agreed to or refused; what was never asked is absent."""
        with self._database.reading() as session:
            return consent.current(session, customer_id)

    def consent(
        self, actor: Actor, customer_id: int, *answers: consent.Answer
    ) -> tuple[consent.Answers, Changes]:
        """Notes answers, each a yes or a no; a no counts at once."""
        with self._database.transaction() as session:
            self._editable(session, actor, customer_id)
            consent.record(session, self._clock, actor, customer_id, list(answers))
            return consent.current(session, customer_id), Changes.CUSTOMERS | Changes.CARE

    def _editable(self, session: Session, actor: Actor, customer_id: int) -> CustomerRow:
        require(session, actor, Right.EDIT_CUSTOMER)
        return session.get_one(CustomerRow, customer_id)


def _matches(session: Session, wanted: str, limit: int) -> list[int]:
    if not phones.is_number(wanted):
        return search.by_name(session, wanted, limit)
    holder = _card_holder(session, wanted)
    return [holder] if holder is not None else phones.by_number(session, wanted, limit)


def _card_holder(session: Session, scanned: str) -> int | None:
    """Who carries a card; None for other texts, unknown numbers and cards that were revoked."""
    code = scanned.replace(" ", "") if _SPACED_CARD.fullmatch(scanned) else ""
    if len(code) > card_code.CODE_DIGITS:
        code = card_code.decode(code, profile.card_secret(session)) or ""
    if len(code) != card_code.CODE_DIGITS:
        return None
    return session.scalars(
        select(Card.customer_id).where(Card.code == code, Card.revoked_at.is_(None))
    ).first()


def _refuse_known(session: Session, e164: str, *, shared: bool) -> None:
    others = [] if shared or not e164 else phones.holders(session, e164)
    if others:
        raise PhoneKnown(records.one(session, others[0]))
