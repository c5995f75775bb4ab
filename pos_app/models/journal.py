"""What was done, chained; what happened, waiting for its listeners."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.models.base import Base, BigId, Id


class JournalEntry(Base):
    """One act; hash = SHA-256 over the previous hash and this entry."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_subject", "subject"),)

    n: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    monotonic_ms: Mapped[int] = mapped_column(BigId)
    staff_id: Mapped[int | None]
    counter_id: Mapped[int | None]
    shift_id: Mapped[int | None]
    approver_id: Mapped[int | None]
    kind: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    """Canonical JSON of ids, numbers and salted digests; never a name, phone or note."""
    previous: Mapped[str]
    hash: Mapped[str]


class OutboxEvent(Base):
    """A fact written in the transaction that made it true."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "settled", "id"),)

    id: Mapped[Id]
    name: Mapped[str]
    subject: Mapped[str]
    payload: Mapped[str]
    at: Mapped[datetime]
    settled: Mapped[bool]
    """Every handler has had it, or was given up on."""


class Delivery(Base):
    """One event for one handler: delivered once, retried with growing delay."""

    __tablename__ = "delivery"

    event_id: Mapped[int] = mapped_column(BigId, ForeignKey("outbox.id"), primary_key=True)
    handler: Mapped[str] = mapped_column(primary_key=True)
    attempts: Mapped[int]
    next_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    failed: Mapped[bool]
    """Given up on: the owner is told."""
    error: Mapped[str]
