"""Builds a demo shop beside its place and moves it there when it is whole.

Rows go through the driver in batches, with the same pure rules as at the till; the file is not
synced while it grows, for nobody has been promised anything yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock, SetClock, SystemClock, from_ms, local
from pos_app.basics.ids import Ids, SeededIds
from pos_app.basics.money import Money
from pos_app.care.outcomes import OPEN
from pos_app.demo import founding
from pos_app.demo.days import Period, midnight, period
from pos_app.demo.errands import Errands
from pos_app.demo.founding import Founded
from pos_app.demo.goods import articles
from pos_app.demo.house import House
from pos_app.demo.plan import Plan, Summary
from pos_app.demo.rows import Rows
from pos_app.demo.shelves import usual_day
from pos_app.demo.waiting import leave_carts
from pos_app.demo.year import Progress, Year
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.models.care import CareTask
from pos_app.models.customers import Customer
from pos_app.models.goods import StockMove
from pos_app.shop import profile
from pos_app.store import journal
from pos_app.store.database import Database, create_shop_file
from pos_app.store.outbox import Courier
from pos_app.store.unfinished import unfinished
from pos_app.subscriptions import subscriptions

_FOUNDED_AT: Final = 5 * 3_600_000
"""Milliseconds after the first midnight."""
_IN_BULK: Final = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=OFF",
    "synchronous=OFF",
    "foreign_keys=OFF",
    "cache_size=-400000",
)


def build(
    path: Path, plan: Plan, progress: Progress | None = None, clock: Clock | None = None
) -> Summary:
    """A new shop with a story behind it; FileExistsError when the place is taken.

    `progress` is told of the sales written and to be written; `clock` says what today is. When
    the building is interrupted, nothing is left behind.
    """
    told = local((clock or SystemClock()).now())
    when = period(plan.until or told.date(), USUAL_PROGRAMME.window_months, told)
    with unfinished(path) as site:
        return _write(site, plan, when, progress)


def _write(path: Path, plan: Plan, when: Period, progress: Progress | None) -> Summary:
    clock = SetClock(from_ms(midnight(when.since) + _FOUNDED_AT))
    ids = SeededIds(clock, plan.seed)
    goods = articles(plan.goods)
    chances = Errands(goods, when.until, {}).chances()
    usual = usual_day(goods, chances, plan.sales * plan.lines / when.length)
    database = create_shop_file(path)
    try:
        founded = founding.found(database, clock, ids, goods, usual)
        with opened(database, founded, clock, ids) as house:
            year = Year(house, plan, when, goods, usual)
            year.tell(progress)
        clock.moment = from_ms(when.end)
        courier = Courier(database, clock, subscriptions(clock))
        while courier.run():
            pass
        leave_carts(database, clock, ids, year, goods)
        return _summary(database, plan, when, year)
    finally:
        database.close()


@contextmanager
def opened(database: Database, founded: Founded, clock: SetClock, ids: Ids) -> Iterator[House]:
    """A founded shop that nobody else uses, opened for writing in bulk in one transaction."""
    _hurry(database)
    with database.transaction() as session:
        yield House(
            rows=Rows(session.connection(), journal.head(session), _moves(session)),
            clock=clock,
            ids=ids,
            salt=profile.salt(session),
            counter=founded.counter,
            cashiers=founded.cashiers,
            account=founding.ACCOUNT,
            programme=USUAL_PROGRAMME,
            listeners={event: frozenset(names) for event, names in subscriptions(clock).items()},
        )
    database.engine.dispose()  # whoever writes next is careful again


def _hurry(database: Database) -> None:
    """Leaves one connection in the pool that neither syncs nor keeps a way back."""
    database.engine.dispose()
    pooled = database.engine.raw_connection()
    for pragma in _IN_BULK:
        pooled.cursor().execute(f"PRAGMA {pragma}")
    pooled.close()


def _moves(session: Session) -> int:
    return session.scalar(select(func.count(StockMove.id))) or 0


def _summary(database: Database, plan: Plan, when: Period, year: Year) -> Summary:
    with database.reading() as session:
        tasks = select(func.count(CareTask.id)).where(CareTask.state.in_(OPEN))
        return Summary(
            customers=session.scalar(select(func.count(Customer.id))) or 0,
            goods=plan.goods,
            sales=year.till.sales,
            lines=year.till.lines,
            revenue=Money(year.till.revenue),
            tasks=session.scalar(tasks) or 0,
            since=when.since,
            until=when.until,
        )
