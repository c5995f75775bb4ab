"""The shop's directory, with Thảo at the till, and a way to let people buy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest
from sqlalchemy import insert, update

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock, shop_day
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO, Money
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer, Directory, NewCustomer
from pos_app.models.loyalty import Account
from pos_app.models.sales import Sale
from pos_app.store.database import Database

Enrol = Callable[..., Customer]
Buy = Callable[..., None]


@pytest.fixture
def directory(database: Database, clock: SetClock, ids: SeededIds) -> Directory:
    return Directory(database, clock, ids)


@pytest.fixture
def enrol(directory: Directory, actor: Actor) -> Enrol:
    """Somebody new: enrol("Trần Văn Tư", "0901 234 567", Form.CHU)."""

    def enrol(name: str, phone: str = "", form: Form = Form.QUY_KHACH) -> Customer:
        return directory.create(actor, NewCustomer(phone, name, form))[0]

    return enrol


@pytest.fixture
def buy(database: Database, clock: SetClock) -> Buy:
    """A plain sale to somebody, or to a stranger (None): buy(customer, 100_000)."""
    numbers = count(1)

    def buy(customer: Customer | None, amount: int, day: date | None = None) -> None:
        number, net = next(numbers), Money(amount)
        sale = {
            "uid": f"{number:032x}",
            "origin": "sale",
            "kind": "sale",
            "draft_key": f"{number:032x}",
            "request_hash": "",
            "series": "1",
            "number": number,
            "customer_id": customer.id if customer else None,
            "sold_at": clock.now(),
            "business_day": day or shop_day(clock.now()),
            "goods": net,
            "line_discount": ZERO,
            "order_discount": ZERO,
            "net": net,
            "tax_added": ZERO,
            "rounding": ZERO,
            "rounding_rule": 1,
            "total": net,
            "change": ZERO,
            "earning_base": net,
            "points_earned": 0,
            "points_redeemed": 0,
            "note": "",
        }
        with database.transaction() as session:
            session.execute(insert(Sale).values(sale))
            if customer:
                session.execute(
                    update(Account)
                    .where(Account.customer_id == customer.id)
                    .values(spent=Account.spent + net)
                )

    return buy
