"""One customer at a glance: how often, how much, what they like, and everything that happened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.money import ZERO, Money
from pos_app.insight import timeline
from pos_app.insight.timeline import Cursor, TimelineKind, TimelineRow
from pos_app.models.goods import Product
from pos_app.models.loyalty import Account
from pos_app.models.sales import Sale, SaleLine
from pos_app.store.database import Database

FAVOURITES: Final = 5
LOOKED_AT: Final = 200
"""Favourites are counted over so many of the newest purchases: tastes change."""
PAGE: Final = 50
A_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Favourite:
    """Something the customer takes again and again."""

    name: str
    times: int
    """In how many of the purchases looked at."""
    last: date


@dataclass(frozen=True, slots=True)
class CustomerPortrait:
    """What anybody at the counter may know."""

    customer_id: int
    purchases: int
    average: Money | None
    """Net of what was returned, for each purchase; None before the first."""
    last_day: date | None
    looked_at: int
    """How many of the newest purchases the favourites were counted over."""
    favourites: tuple[Favourite, ...]


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """What only the owner sees: recency, frequency and money of the last 365 days."""

    days_since: int | None
    """Since the last purchase; None when there was none."""
    visit_days: int
    spent: Money


class Portrait:
    """Looks at one customer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of(self, customer_id: int) -> CustomerPortrait:
        """How somebody buys; nobody's purchases are zero, not an error."""
        with self._database.reading() as session:
            count, last = session.execute(
                select(func.count(), func.max(Sale.business_day))
                .select_from(Sale)
                .where(*_purchases(customer_id))
            ).one()
            spent = session.scalar(select(Account.spent).where(Account.customer_id == customer_id))
            return CustomerPortrait(
                customer_id=customer_id,
                purchases=count,
                average=(spent or ZERO).share(1, count) if count else None,
                last_day=last,
                looked_at=min(count, LOOKED_AT),
                favourites=_favourites(session, customer_id),
            )

    def value(self, customer_id: int) -> CustomerValue:
        """For whoever may see what a customer is worth; the screen asks for the right first."""
        today = shop_day(self._clock.now())
        with self._database.reading() as session:
            last = session.scalar(
                select(func.max(Sale.business_day)).where(*_purchases(customer_id))
            )
            in_a_year = (Sale.customer_id == customer_id, Sale.business_day > today - A_YEAR)
            spent = session.scalar(select(func.sum(Sale.net)).where(*in_a_year))
            days = session.scalar(
                select(func.count(Sale.business_day.distinct())).where(
                    *in_a_year, Sale.kind == "sale"
                )
            )
        return CustomerValue((today - last).days if last else None, days or 0, spent or ZERO)

    def timeline(
        self,
        customer_id: int,
        kinds: Collection[TimelineKind] = (),
        before: Cursor | None = None,
        limit: int = PAGE,
    ) -> tuple[TimelineRow, ...]:
        """What happened, newest first; no kinds are all kinds, `before` is the last row's cursor.

        Fewer rows than `limit` mean that there is nothing older.
        """
        with self._database.reading() as session:
            return timeline.page(session, customer_id, kinds, before, limit)


def _purchases(customer_id: int) -> tuple[ColumnElement[bool], ...]:
    return Sale.customer_id == customer_id, Sale.kind == "sale"


def _favourites(session: Session, customer_id: int) -> tuple[Favourite, ...]:
    newest = (
        select(Sale.id, Sale.business_day)
        .where(*_purchases(customer_id))
        .order_by(Sale.business_day.desc(), Sale.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    good = func.coalesce(cast(SaleLine.product_id, String), SaleLine.name)
    times = func.count(SaleLine.sale_id.distinct())
    last = func.max(newest.c.business_day)
    name = func.coalesce(func.max(Product.name), func.max(SaleLine.name))
    rows = session.execute(
        select(name, times, last)
        .select_from(SaleLine)
        .join(newest, newest.c.id == SaleLine.sale_id)
        .outerjoin(Product, Product.id == SaleLine.product_id)
        .group_by(good)
        .order_by(times.desc(), last.desc(), name)
        .limit(FAVOURITES)
    )
    return tuple(Favourite(*row) for row in rows)
