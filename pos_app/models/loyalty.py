"""The programme, accounts, and the append-only ledger of points."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.models.base import Base, BigId, CustomerId, Id


class ProgrammeVersion(Base):
    """The rules of earning and spending from a day on; never edited."""

    __tablename__ = "programme"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    valid_from: Mapped[date]
    dong_per_point: Mapped[int]
    dong_of_point: Mapped[int]
    most_percent: Mapped[int]
    """How much of a bill points may pay."""
    window_months: Mapped[int]


class TierLevel(Base):
    """A tier of one version of the programme."""

    __tablename__ = "tier_level"

    programme_version: Mapped[int] = mapped_column(
        ForeignKey("programme.version"), primary_key=True
    )
    rank: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    threshold: Mapped[Money]
    multiplier: Mapped[int]
    """Tenths: 12 is ×1,2."""


class Account(Base):
    """A customer's standing: caches of the ledger and of the sales, checked against both."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("points >= 0", name="points_not_negative"),)

    customer_id: Mapped[CustomerId] = mapped_column(primary_key=True)
    points: Mapped[int]
    tier: Mapped[int]
    tier_since: Mapped[date]
    spent: Mapped[Money]
    """Net of all sales of all time, imported ones too: who comes first in a search."""
    visits: Mapped[int]
    last_sale_at: Mapped[datetime | None]


class PointsEntry(Base):
    """One line of the ledger; append-only, says why."""

    __tablename__ = "points_entry"
    __table_args__ = (Index("ix_points_entry_customer", "customer_id", "id"),)

    id: Mapped[Id]
    customer_id: Mapped[CustomerId]
    kind: Mapped[str]
    points: Mapped[int]
    balance: Mapped[int]
    """After this line."""
    sale_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"), index=True)
    base: Mapped[Money | None]
    """What earned: đồng, after discounts, points and excluded goods."""
    multiplier: Mapped[int | None]
    programme_version: Mapped[int | None] = mapped_column(ForeignKey("programme.version"))
    reason: Mapped[str]
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    request_key: Mapped[str] = mapped_column(unique=True)


class PointsLot(Base):
    """What is left of one earning, and until when."""

    __tablename__ = "points_lot"
    __table_args__ = (
        CheckConstraint("points_left >= 0 AND points_left <= points", name="left_in_range"),
        Index("ix_points_lot_customer", "customer_id", "expires_on", "entry_id"),
    )

    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("points_entry.id"), primary_key=True)
    customer_id: Mapped[CustomerId]
    points: Mapped[int]
    points_left: Mapped[int]
    expires_on: Mapped[date | None]
    """Usable through this day; None: no expiry."""


class PointsUse(Base):
    """Which lots a spending took its points from, so that a return can give them back."""

    __tablename__ = "points_use"

    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("points_entry.id"), primary_key=True)
    lot_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("points_lot.entry_id"), primary_key=True, index=True
    )
    points: Mapped[int]


class PointsDebt(Base):
    """Points taken back that were already spent; a balance never goes below zero."""

    __tablename__ = "points_debt"

    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("points_entry.id"), primary_key=True)
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    points: Mapped[int]
    points_left: Mapped[int]


class TierChange(Base):
    """A rise or fall, with the spending that decided it."""

    __tablename__ = "tier_change"

    id: Mapped[Id]
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    before: Mapped[int]
    after: Mapped[int]
    qualifying: Mapped[Money]
    programme_version: Mapped[int] = mapped_column(ForeignKey("programme.version"))
    sale_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"), unique=True)
    reason: Mapped[str]
    at: Mapped[datetime]
