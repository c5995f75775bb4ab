"""What must hold of people: each can be found by the present name, and has account and card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.customers.search import words_of
from pos_app.models.customers import Card, Customer, CustomerPhone
from pos_app.models.loyalty import Account
from pos_app.store.check import Check, Scope

_OPEN_VOCABULARY = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.customer_words"
    " USING fts5vocab('main', 'customer_search', 'instance')"
)
_VOCABULARY = text("SELECT doc, term, offset FROM temp.customer_words")
_CLOSE_VOCABULARY = text("DROP TABLE temp.customer_words")


def _found_by_name(session: Session, _scope: Scope) -> Iterator[str]:
    indexed = _indexed(session)
    people = session.execute(
        select(Customer.id, Customer.name, Customer.given, Customer.folded)
    ).yield_per(1000)
    for person in people:
        folded = words_of(person.name, person.given)
        if person.folded != folded:
            yield f"customer {person.id}: folded name is not that of the name"
        if indexed.pop(person.id, None) != _spelled(folded):
            yield f"customer {person.id}: not found by the present name"
    for stray in sorted(indexed):
        yield f"search row {stray}: there is no such customer"


def _indexed(session: Session) -> dict[int, int]:
    """What the index says of each row, summed up: a million names fit into memory that way."""
    session.execute(_OPEN_VOCABULARY)
    sums: defaultdict[int, int] = defaultdict(int)
    for row, word, place in session.execute(_VOCABULARY):
        sums[row] += _placed(word, place)
    session.execute(_CLOSE_VOCABULARY)
    return dict(sums)


def _spelled(folded: str) -> int:
    return sum(_placed(word, place) for place, word in enumerate(folded.split()))


def _placed(word: str, place: int) -> int:
    """A text's hash: those of tuples are so regular that two words could trade places unseen."""
    return hash(f"{place} {word}")


def _complete(session: Session, _scope: Scope) -> Iterator[str]:
    for table, missing in ((Account, "account"), (Card, "card")):
        without = select(Customer.id).where(~exists().where(table.customer_id == Customer.id))
        for customer_id in session.scalars(without.order_by(Customer.id)):
            yield f"customer {customer_id}: no {missing}"
    for phone in session.scalars(select(CustomerPhone).order_by(CustomerPhone.id)).yield_per(1000):
        if phone.last4 != phone.e164[-4:]:
            yield f"customer {phone.customer_id}: last digits of phone {phone.id} are not its own"


CHECKS = (
    Check(
        34,
        N_("Khách nào cũng tìm thấy theo tên hiện tại, không có dòng tìm lạc"),
        _found_by_name,
        whole=True,
    ),
    Check(
        34,
        N_("Khách nào cũng có sổ điểm và thẻ, số điện thoại khớp các số cuối"),
        _complete,
        whole=True,
    ),
)
