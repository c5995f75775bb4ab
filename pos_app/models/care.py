"""Care work: what is to be done for whom, and what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.models.base import Base, BigId, CustomerId, Id, StaffId


class CareTask(Base):
    """One piece of work; a rule makes it once for each occurrence."""

    __tablename__ = "care_task"
    __table_args__ = (
        UniqueConstraint("rule", "customer_id", "occurrence"),
        Index("ix_care_task_state_due", "state", "due_at"),
    )

    id: Mapped[Id]
    rule: Mapped[str]
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    occurrence: Mapped[str]
    kind: Mapped[str]
    """call, note, card, counter or owner."""
    state: Mapped[str]
    """ready, claimed, done, rejected or expired (care.queue has the table of steps)."""
    due_at: Mapped[datetime]
    late_after: Mapped[datetime]
    """Expired rather than done after this."""
    planned_at: Mapped[datetime]
    sale_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"))
    facts: Mapped[str]
    """JSON of ids and numbers that the script needs."""
    attempts: Mapped[int]
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    lease_until: Mapped[datetime | None]
    outcome: Mapped[str | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    closed_at: Mapped[datetime | None]


class CareAttempt(Base):
    """One try, with its outcome; append-only."""

    __tablename__ = "care_attempt"

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(BigId, ForeignKey("care_task.id"), index=True)
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    outcome: Mapped[str]
    note: Mapped[str]
    next_due_at: Mapped[datetime | None]
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
