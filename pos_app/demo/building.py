"""Builds a demo shop beside its place and moves it there when it is whole.

The story is told day by day with the till's own pure rules; the file is not synced while it
grows, for nobody has been promised anything yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock, SetClock, SystemClock, local, shop_day
from pos_app.basics.ids import Ids, SeededIds
from pos_app.basics.quantity import Quantity
from pos_app.care.outcomes import OPEN
from pos_app.demo import aftermath, founding
from pos_app.demo.days import Period, moment, period
from pos_app.demo.goods import Article, articles
from pos_app.demo.plan import Plan, Summary
from pos_app.demo.tables import shop
from pos_app.demo.year import Year
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.models.care import CareTask
from pos_app.models.customers import Customer
from pos_app.selling import cart as carts
from pos_app.selling.drafts import Drafts
from pos_app.store.database import Database, create_shop_file
from pos_app.store.outbox import Courier
from pos_app.store.unfinished import unfinished
from pos_app.subscriptions import subscriptions

Progress = Callable[[int, int], None]

_FOUNDED_AT: Final = 5 * 3600
_TOLD_BY_COURIER: Final = 12
"""So many last sales care hears of from the courier itself."""
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
    story = period(plan.until or told.date(), USUAL_PROGRAMME.window_months, told)
    with unfinished(path) as site:
        return _write(site, plan, story, progress)


def _write(path: Path, plan: Plan, story: Period, progress: Progress | None) -> Summary:
    clock = SetClock(moment(story.since, _FOUNDED_AT))
    ids, goods = SeededIds(clock, plan.seed), articles(plan.goods)
    database = create_shop_file(path)
    try:
        founded = founding.found(database, clock, ids, goods)
        with in_bulk(database) as session:
            year = Year(session, clock, ids, founded, plan, story, goods)
            told = max(plan.sales - _TOLD_BY_COURIER, 0)
            for place in range(story.length):
                year.tell(place, told)
                if progress is not None:
                    progress(year.till.sales, plan.sales)
            year.finish()
            aftermath.settle(session, told)
        clock.moment = story.end
        courier = Courier(database, clock, subscriptions(clock))
        while courier.run():
            pass
        _leave_carts(database, clock, ids, year, goods)
        return _summary(database, plan, story, year)
    finally:
        database.close()


@contextmanager
def in_bulk(database: Database) -> Iterator[Session]:
    """One transaction that neither syncs nor keeps a way back; nobody else uses the file."""
    database.engine.dispose()
    pooled = database.engine.raw_connection()
    for pragma in _IN_BULK:
        pooled.cursor().execute(f"PRAGMA {pragma}")
    pooled.close()
    with database.transaction() as session:
        yield session
    database.engine.dispose()  # whoever writes next is careful again


def _leave_carts(
    database: Database, clock: Clock, ids: Ids, year: Year, goods: list[Article]
) -> None:
    """Two orders are put on hold, as a cashier does; goods that the shop lacks are left out."""
    drafts, on_duty = Drafts(database, clock, ids), year.duty.at(clock.now())
    today = shop_day(clock.now())
    places = {article.good.sku: place for place, article in enumerate(goods)}
    known = {shopper.name: shopper.id for shopper in year.crowd.shoppers}
    for held in shop()["held"]:
        there = [(places[sku], pieces) for sku, pieces in held["goods"].items() if sku in places]
        if not known.get(held["name"]) or not there:
            continue
        cart = drafts.new(on_duty)
        for place, pieces in there:
            article = goods[place]
            cart, _ = carts.add(
                cart, article.ware(place + 1, today), article.price, Quantity.of(pieces)
            )
        cart = carts.hold(carts.serve(cart, known[held["name"]]), held["label"])
        drafts.save(on_duty, cart)


def _summary(database: Database, plan: Plan, story: Period, year: Year) -> Summary:
    with database.reading() as session:
        tasks = select(func.count(CareTask.id)).where(CareTask.state.in_(OPEN))
        return Summary(
            customers=session.scalar(select(func.count(Customer.id))) or 0,
            goods=plan.goods,
            sales=year.till.sales,
            lines=year.till.lines,
            revenue=year.till.revenue,
            tasks=session.scalar(tasks) or 0,
            since=story.since,
            until=story.until,
        )
