"""Money that is on its way by bank transfer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.models.base import Base, CounterId, Id, StaffId


class ExpectedTransfer(Base):
    """An amount the shop waits for under a code; says who saw it arrive, and how."""

    __tablename__ = "transfer"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    draft_key: Mapped[str] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(index=True)
    amount: Mapped[Money]
    bin: Mapped[str]
    account: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    """waiting, tray, seen, given_up, returned (payments.expected has the table of steps)."""
    seen_how: Mapped[str | None]
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    seen_at: Mapped[datetime | None]
    counter_id: Mapped[CounterId]
    staff_id: Mapped[StaffId]
    asked_at: Mapped[datetime]
