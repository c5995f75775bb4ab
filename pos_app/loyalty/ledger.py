"""Looks at points and tiers: the programme, where a customer stands, and why each line is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty import statements
from pos_app.loyalty.points import Kind, Programme, Tier, why
from pos_app.loyalty.programmes import current_programme, found_programme, programmes
from pos_app.loyalty.settlement import (
    PointsShort,
    SaleFacts,
    Standing,
    recount,
    settle_sale,
)
from pos_app.loyalty.tiers import ahead, first_day
from pos_app.models.loyalty import Account as AccountRow
from pos_app.models.loyalty import PointsDebt
from pos_app.models.loyalty import PointsEntry as EntryRow
from pos_app.models.sales import Sale
from pos_app.store.database import Database

__all__ = [
    "Account",
    "Loyalty",
    "PointsEntry",
    "PointsShort",
    "SaleFacts",
    "Standing",
    "current_programme",
    "found_programme",
    "recount",
    "settle_sale",
]


@dataclass(frozen=True, slots=True)
class Account:
    """Where a customer stands today."""

    points: int
    owed: int
    """Points taken back after they had been spent; the next ones pay them."""
    tier: Tier
    tier_since: date
    spent: Money
    """Within the programme's window."""
    next_tier: Tier | None
    missing: Money
    """To the next tier; 0 ₫ at the top."""


@dataclass(frozen=True, slots=True)
class PointsEntry:
    """A line of the ledger; `why` recomputes its number in a sentence."""

    id: int
    kind: Kind
    points: int
    """Signed."""
    balance: int
    at: datetime
    sale_uid: str | None
    receipt: int | None
    """The number on the sale's paper."""
    why: str


class Loyalty:
    """Points and tiers of the shop's customers."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def programme(self) -> Programme:
        """The rules in force today."""
        with self._database.reading() as session:
            return current_programme(session, self._today())

    def account(self, customer_id: int, today: date | None = None) -> Account:
        """Points, tier and the way to the next one; LookupError for an unknown customer."""
        with self._database.reading() as session:
            return _account(session, customer_id, today or self._today())

    def entries(
        self, customer_id: int, before: int | None = None, limit: int = 50
    ) -> list[PointsEntry]:
        """Lines of the ledger, newest first; `before` is the id of the last line already shown."""
        lines = (
            select(
                EntryRow.id,
                EntryRow.kind,
                EntryRow.points,
                EntryRow.balance,
                EntryRow.base,
                EntryRow.multiplier,
                EntryRow.programme_version,
                EntryRow.at,
                Sale.uid,
                Sale.number,
            )
            .outerjoin(Sale, Sale.id == EntryRow.sale_id)
            .where(EntryRow.customer_id == customer_id)
            .order_by(EntryRow.id.desc())
            .limit(limit)
        )
        if before is not None:
            lines = lines.where(EntryRow.id < before)
        with self._database.reading() as session:
            return [_entry(session, row) for row in session.execute(lines)]

    def _today(self) -> date:
        return shop_day(self._clock.now())


def _account(session: Session, customer_id: int, today: date) -> Account:
    row = session.get(AccountRow, customer_id)
    if row is None:
        raise LookupError(f"customer {customer_id} has no account")
    programme = current_programme(session, today)
    spent = spent_in_window(session, customer_id, today, programme)
    next_tier, missing = ahead(spent, row.tier, programme)
    owed = session.scalar(
        select(func.sum(PointsDebt.points_left)).where(PointsDebt.customer_id == customer_id)
    )
    return Account(
        points=row.points,
        owed=owed or 0,
        tier=programme.tier(row.tier),
        tier_since=row.tier_since,
        spent=spent,
        next_tier=next_tier,
        missing=missing,
    )


def spent_in_window(session: Session, customer_id: int, day: date, programme: Programme) -> Money:
    """What counts for the tier on a day: own sales of the programme's months, returns taken off."""
    return session.execute(
        statements.SPENT_IN_WINDOW,
        {
            "who": customer_id,
            "this_sale": 0,
            "first": first_day(day, programme.window_months),
            "day": day,
        },
    ).scalar_one()


def _entry(session: Session, row: Row[*tuple[Any, ...]]) -> PointsEntry:
    kind = Kind(row.kind)
    programme = (
        programmes(session)[row.programme_version]
        if row.programme_version is not None
        else current_programme(session, shop_day(row.at))
    )
    return PointsEntry(
        id=row.id,
        kind=kind,
        points=row.points,
        balance=row.balance,
        at=row.at,
        sale_uid=row.uid,
        receipt=row.number,
        why=why(kind, row.points, row.base or ZERO, row.multiplier or 0, programme),
    )
