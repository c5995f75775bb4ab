"""A shop that sells and cares: the real till, the real outbox, and a calendar to turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SHOP_ZONE, SetClock, shop_day
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE
from pos_app.care.brief import Brief
from pos_app.care.outcomes import Outcome
from pos_app.care.planner import Planner
from pos_app.care.queue import CareQueue
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer
from pos_app.models.care import CareAttempt, CareTask
from pos_app.models.journal import OutboxEvent
from pos_app.models.sales import Sale
from pos_app.selling import cart as cart_rules
from pos_app.selling.checkout import CompletedSale
from pos_app.selling.totals import price
from pos_app.store.database import Database, open_shop
from pos_app.store.outbox import Courier
from pos_app.subscriptions import subscriptions
from tests.till import FERRY, Till, cash, open_till

THAO = Actor(staff=2, counter=1)
MAI = Actor(staff=1, counter=1)
"""The owner."""


@dataclass(slots=True)
class CareShop:
    """One counter, its customers and the care they get."""

    database: Database
    clock: SetClock
    ids: SeededIds
    queue: CareQueue
    brief: Brief
    till: Till = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Begins the day: a shift of its own."""
        self.till = open_till(self.database, self.clock, self.ids)

    def pass_days(self, days: int = 1, at: time | None = None) -> None:
        self.clock.advance(timedelta(days=days))
        if at is not None:
            self.be_at(at)
        self.open()

    def be_at(self, at: time) -> None:
        day = shop_day(self.clock.now())
        self.clock.moment = datetime.combine(day, at, SHOP_ZONE).astimezone(UTC)

    def enrol(
        self, name: str = "Nguyễn Thị Hồng Ngọc", phone: str = "0901234567", form: Form = Form.CHI
    ) -> Customer:
        return self.till.enrol(name, phone, form)

    def sell(self, customer: Customer | None, amount: int = 100_000) -> CompletedSale:
        """A sale of any sum, paid in cash; the outbox is not emptied yet."""
        worth = Money(amount)
        cart = self.till.put(self.till.drafts.new(self.till.actor), FERRY, ONE, worth)
        cart = cart_rules.serve(cart, customer.id if customer else None)
        cart = self.till.drafts.save(self.till.actor, cart)
        return self.till.complete(self.till.accept(cart, cash(price(cart).due)))

    def give_back(self, sale_id: int) -> None:
        """The whole sale comes back: a document with everything negative."""
        with self.database.transaction() as session:
            row = session.execute(select(*Sale.__table__.columns).where(Sale.id == sale_id)).one()
            values: dict[str, Any] = dict(row._mapping)
            del values["id"]
            values |= {
                "uid": self.ids.new(),
                "kind": "return",
                "draft_key": self.ids.new(),
                "number": row.number + 500_000,
                "code": None,
                "original_id": sale_id,
                "total": -row.total,
                "net": -row.net,
                "sold_at": self.clock.now(),
                "business_day": shop_day(self.clock.now()),
            }
            session.execute(insert(Sale).values(values))

    def take_in(self, customer: Customer, amount: int, days_ago: int) -> int:
        """A sale of another system's past, of which nobody is told; returns its id."""
        at = self.clock.now() - timedelta(days=days_ago)
        sale = self.sell(customer, amount)
        with self.database.transaction() as session:
            row = session.get_one(Sale, sale.id)
            row.origin, row.sold_at, row.business_day = "import", at, shop_day(at)
            session.execute(delete(OutboxEvent).where(OutboxEvent.subject == row.uid))
        return sale.id

    def deliver(self) -> int:
        """Carries every event to its listeners."""
        return Courier(self.database, self.clock, subscriptions(self.clock)).run()

    def tasks(self, *where: Any) -> list[CareTask]:
        with self.database.reading() as session:
            found = list(session.scalars(select(CareTask).where(*where).order_by(CareTask.id)))
            session.expunge_all()
        return found

    def only_task(self, rule: str) -> CareTask:
        found = self.tasks(CareTask.rule == rule)
        assert len(found) == 1, f"{len(found)} tasks of {rule}"
        return found[0]

    def attempts(self, task_id: int) -> list[CareAttempt]:
        with self.database.reading() as session:
            found = list(
                session.scalars(
                    select(CareAttempt)
                    .where(CareAttempt.task_id == task_id)
                    .order_by(CareAttempt.id)
                )
            )
            session.expunge_all()
        return found

    def regular(self, customer: Customer | None = None, amount: int = 100_000) -> Customer:
        """Somebody who bought for the same sum on five days and was thanked for the first."""
        known = customer or self.enrol()
        for _ in range(5):
            self.sell(known, amount)
            self.pass_days()
        self.deliver()
        for note in self.tasks(CareTask.customer_id == known.id, CareTask.state == "ready"):
            self.queue.close(THAO, note.id, Outcome.HANDED_OVER)
        return known

    def called(self, customer: Customer | None = None) -> CareTask:
        """A call to make after a regular's big basket; the clock stands at its due time."""
        known = self.regular(customer)
        self.be_at(time(10))
        self.sell(known, 900_000)
        self.deliver()
        task = self.tasks(CareTask.rule == "big_basket", CareTask.customer_id == known.id)[-1]
        self.clock.advance(task.due_at - self.clock.now())
        self.open()
        return task


@pytest.fixture
def shop(stocked_file: Path, clock: SetClock, ids: SeededIds) -> Iterator[CareShop]:
    database = open_shop(stocked_file)
    yield CareShop(database, clock, ids, CareQueue(database, clock), Brief(database, clock))
    database.close()


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    return Planner(clock)
