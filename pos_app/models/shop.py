"""The shop, its counters, people, shifts, settings and numbers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.models.base import Base, BigId, CounterId, Id, StaffId


class ShopInfo(Base):
    """The one row that says whose file this is."""

    __tablename__ = "shop"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    tax_code: Mapped[str]
    salt: Mapped[str]
    """Hexadecimal; digests of personal words and of rows are keyed with it."""
    card_secret: Mapped[str]
    """Hexadecimal; signs the codes on loyalty cards."""
    born_at: Mapped[datetime]


class Counter(Base):
    """A till: has its own series of receipt numbers."""

    __tablename__ = "counter"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Role(Base):
    """What people of one kind may do."""

    __tablename__ = "role"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    """Empty for the roles every shop has: their names are in the catalogue of sentences."""
    rights: Mapped[str]
    """JSON: the rights one by one (shop.rights)."""
    most_discount: Mapped[int]
    """Basis points off a line or an order without a second person; 10000 is no limit."""
    position: Mapped[int]


class Staff(Base):
    """A named person who works here; never deleted, only inactive."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(ForeignKey("role.key"))
    active: Mapped[bool]
    pin_hash: Mapped[str | None]
    """Argon2id; None until somebody chooses a PIN."""


class PinGuard(Base):
    """Wrong PINs of a person, and the wait they cost; survives a restart and a changed clock."""

    __tablename__ = "pin_guard"

    staff_id: Mapped[StaffId] = mapped_column(primary_key=True)
    failures: Mapped[int]
    wait_ms: Mapped[int]
    """What was left to wait when the machine's monotonic clock showed `seen_ms`."""
    seen_ms: Mapped[int] = mapped_column(BigId)
    rounds: Mapped[int]
    """How often somebody was locked out in a row: each doubles the wait."""


class Shift(Base):
    """A drawer's life from float to count; payments belong to exactly one."""

    __tablename__ = "shift"

    id: Mapped[Id]
    counter_id: Mapped[CounterId] = mapped_column(index=True)
    staff_id: Mapped[StaffId]
    business_day: Mapped[date]
    name: Mapped[str]
    opening_float: Mapped[Money]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class ShiftNote(Base):
    """How many notes of one value were counted; locked with the tally."""

    __tablename__ = "shift_note"

    shift_id: Mapped[int] = mapped_column(BigId, ForeignKey("shift.id"), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    """Đồng."""
    count: Mapped[int]


class ShiftTally(Base):
    """The blind count, locked before anybody sees what the books say; never changed."""

    __tablename__ = "shift_tally"

    shift_id: Mapped[int] = mapped_column(BigId, ForeignKey("shift.id"), primary_key=True)
    counted: Mapped[Money]
    expected: Mapped[Money]
    card_machine: Mapped[Money | None]
    """The total on the card terminal's slip; None when no card was taken."""
    card_expected: Mapped[Money]
    locked_at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class ShiftClose(Base):
    """The end of a shift: its Z number, why it differed, and what the next one has to know."""

    __tablename__ = "shift_close"
    __table_args__ = (UniqueConstraint("counter_id", "z_number"),)

    shift_id: Mapped[int] = mapped_column(BigId, ForeignKey("shift.id"), primary_key=True)
    counter_id: Mapped[CounterId]
    z_number: Mapped[int]
    reason: Mapped[str]
    """Of a difference: change, forgotten, rounding or unclear; empty when there is none."""
    words: Mapped[str]
    handover: Mapped[str]
    totals: Mapped[str]
    """JSON: what the Z report says, so that a reprint says the same."""
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class SettingRow(Base):
    """A setting that differs from its default; counter 0 is the whole shop."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]
    """JSON."""


class NumberSeries(Base):
    """The last number given out; counter 0 is the whole shop."""

    __tablename__ = "number_series"

    counter_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
