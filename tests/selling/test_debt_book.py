"""A grocer's notebook: who bought on account, and what they brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import Method, Tender
from pos_app.selling.debt_book import DebtBook, Debtor
from pos_app.shop.staff import Role
from pos_app.store.check import run
from tests.till import FERRY, WATER, Till


@pytest.fixture
def book(till: Till) -> DebtBook:
    return DebtBook(till.database, till.clock, till.ids)


@pytest.fixture
def owner(till: Till) -> Actor:
    return replace(till.actor, staff=1)


def sell(till: Till, customer: int, count: int, actor: Actor | None = None) -> None:
    """Bottles of water at 8,000, all of it on account."""
    cart = till.order((WATER, count), customer=customer)
    due = Money(8_000 * count)
    paid = till.accept(cart, Tender(Method.ACCOUNT, due, due))
    till.checkout.complete(actor or till.actor, paid, due)


def unpaid(one: Debtor) -> list[int]:
    return [debt.unpaid.dong for debt in one.debts]


def test_the_oldest_sale_is_paid_first_and_the_rest_stays(
    till: Till, book: DebtBook, owner: Actor, clock: SetClock
) -> None:
    customer = till.ngoc().id
    book.set_limit(owner, customer, Money(200_000))
    sell(till, customer, 3)
    clock.moment += timedelta(days=1)
    sell(till, customer, 5)

    collected, _changes = book.collect(till.actor, customer, Money(30_000))

    one = book.of(customer)
    assert (collected.left, one.owed, unpaid(one)) == (Money(34_000), Money(34_000), [34_000])
    book.collect(till.actor, customer, Money(34_000))
    assert (book.of(customer).owed, book.debtors()) == (ZERO, [])
    assert run(till.database, CHECKS) == []


def test_more_than_is_owed_is_not_taken(till: Till, book: DebtBook, owner: Actor) -> None:
    customer = till.ngoc().id
    book.set_limit(owner, customer, Money(200_000))
    sell(till, customer, 3)
    with pytest.raises(BadInput, match=r"24\.000"):
        book.collect(till.actor, customer, Money(24_001))
    assert book.of(customer).owed == Money(24_000)
    with till.database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM money_slip")) == 0


def test_above_the_limit_a_second_person_is_needed(
    till: Till, book: DebtBook, owner: Actor
) -> None:
    customer = till.ngoc().id
    book.set_limit(owner, customer, Money(30_000))
    with till.database.transaction() as session:
        session.execute(text("UPDATE staff SET role = :role WHERE id = 2"), {"role": Role.CASHIER})
    sell(till, customer, 3)
    with pytest.raises(NotAllowed):
        sell(till, customer, 1)
    assert book.of(customer).owed == Money(24_000)
    sell(till, customer, 1, replace(till.actor, approver=owner.staff))
    assert book.of(customer).owed == Money(32_000)
    assert run(till.database, CHECKS) == []


def test_a_stranger_owes_nothing(till: Till) -> None:
    cart = till.accept(till.order((FERRY, 1)), Tender(Method.ACCOUNT, Money(5_000)))
    with pytest.raises(BadInput, match="Chọn khách"):
        till.checkout.complete(till.actor, cart, Money(5_000))


def test_a_promise_is_kept_until_all_is_paid(till: Till, book: DebtBook, owner: Actor) -> None:
    customer = till.ngoc().id
    book.set_limit(owner, customer, Money(30_000))
    sell(till, customer, 1)
    day = date(2026, 11, 30)
    book.promise(till.actor, customer, day)
    assert book.of(customer).promised_on == day
    with pytest.raises(BadInput):
        book.promise(till.actor, customer, date(2026, 11, 20))
    book.collect(till.actor, customer, Money(8_000))
    assert book.of(customer).promised_on is None


@pytest.mark.parametrize(
    "defect",
    [
        "UPDATE debt_account SET owed = owed + 1",
        "UPDATE debt SET unpaid = unpaid - 1 WHERE unpaid > 0",
        "UPDATE debt_entry SET amount = amount + 1 WHERE kind = 'collection'",
        "UPDATE payment SET amount = amount + 1 WHERE method = 'account'",
        "UPDATE money_slip SET amount = amount + 1 WHERE kind = 'collection'",
    ],
)
def test_a_defect_of_the_book_is_found(
    till: Till, book: DebtBook, owner: Actor, defect: str
) -> None:
    customer = till.ngoc().id
    book.set_limit(owner, customer, Money(200_000))
    sell(till, customer, 3)
    book.collect(till.actor, customer, Money(10_000))
    assert run(till.database, CHECKS) == []
    with till.database.transaction() as session:
        session.execute(text(defect))
    assert 33 in {broken.number for broken in run(till.database, CHECKS)}
