"""The shop, its counters, people, shifts, settings and numbers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.models.base import Base, CounterId, Id, StaffId


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


class Staff(Base):
    """A named person who works here; never deleted, only inactive."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    active: Mapped[bool]


class Shift(Base):
    """A drawer's life from float to count; payments belong to exactly one."""

    __tablename__ = "shift"

    id: Mapped[Id]
    counter_id: Mapped[CounterId] = mapped_column(index=True)
    staff_id: Mapped[StaffId]
    business_day: Mapped[date]
    opening_float: Mapped[Money]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


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
