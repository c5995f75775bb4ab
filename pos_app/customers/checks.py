"""What must hold of people: each can be found by the present name, and has account and card."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.customers.search import words_of
from pos_app.models.customers import Card, Customer, CustomerPhone
from pos_app.models.loyalty import Account
from pos_app.store.check import Check, Scope
from pos_app.store.search_check import unfindable


def _found_by_name(session: Session, _scope: Scope) -> Iterator[str]:
    people = select(Customer.id, Customer.name, Customer.given, Customer.folded)
    entries = (
        (one.id, one.folded, folded, folded)
        for one in session.execute(people).yield_per(1000)
        for folded in [words_of(one.name, one.given)]
    )
    yield from unfindable(session, "customer_search", "customer", "name", entries)


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
