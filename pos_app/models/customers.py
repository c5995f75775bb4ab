"""People, how to reach them and what they agreed to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.models.base import Base, BigId, CustomerId, Id, StaffId


class Customer(Base):
    """A person the shop knows."""

    __tablename__ = "customer"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    given: Mapped[str]
    """What the person is called: the last word of the name unless changed."""
    folded: Mapped[str]
    form: Mapped[str]
    """Form of address, chosen and never guessed (customers.address)."""
    joined_on: Mapped[date]
    origin: Mapped[str]
    external: Mapped[str | None] = mapped_column(unique=True)
    """The id in the system a history was imported from, prefixed with its name."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("customer_group.id"))
    """Whose prices hold; None: the shop's usual ones."""


class CustomerPhone(Base):
    """A number; one person may have several, one number may serve a family."""

    __tablename__ = "customer_phone"

    id: Mapped[Id]
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    e164: Mapped[str] = mapped_column(index=True)
    last4: Mapped[str] = mapped_column(index=True)
    wrong: Mapped[bool]
    """Somebody else answered."""


class Card(Base):
    """A loyalty card: twelve random digits."""

    __tablename__ = "card"

    code: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Consent(Base):
    """Somebody said yes or no to a purpose on a channel; the newest row counts."""

    __tablename__ = "consent"

    id: Mapped[Id]
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    purpose: Mapped[str]
    channel: Mapped[str]
    granted: Mapped[bool]
    wording: Mapped[str]
    """Version of the sentence that was shown or read out."""
    way: Mapped[str]
    """How it was given: counter, phone, paper."""
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class Suppression(Base):
    """A reason to leave somebody alone."""

    __tablename__ = "suppression"

    id: Mapped[Id]
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    kind: Mapped[str]
    """deceased, do_not_contact, no_calls, or rule (one family of care rules)."""
    rule: Mapped[str | None]
    until: Mapped[datetime | None]
    """None: until lifted."""
    lifted_at: Mapped[datetime | None]
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
    task_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("care_task.id"))


class CustomerNote(Base):
    """Something worth remembering about a person."""

    __tablename__ = "customer_note"

    id: Mapped[Id]
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
