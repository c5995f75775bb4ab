"""Suppliers, what came from them, what is owed to them, and counting the shelves."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.models.base import Base, BigId, CounterId, Id, ProductId, StaffId


class Supplier(Base):
    """Who delivers."""

    __tablename__ = "supplier"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    folded: Mapped[str]
    phone: Mapped[str]
    tax_code: Mapped[str]
    note: Mapped[str]
    active: Mapped[bool]
    owed: Mapped[Money]
    """What the shop owes: the sum of the entries; negative when the supplier owes the shop."""


class GoodsReceipt(Base):
    """Goods that came in, or went back to the supplier; never changed."""

    __tablename__ = "goods_receipt"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    """receipt or return."""
    number: Mapped[int]
    supplier_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("supplier.id"), index=True)
    reference: Mapped[str]
    """The number on the supplier's paper."""
    total: Mapped[Money]
    note: Mapped[str]
    at: Mapped[datetime]
    business_day: Mapped[date]
    staff_id: Mapped[StaffId]
    counter_id: Mapped[CounterId]


class GoodsReceiptLine(Base):
    """One good of it; what it cost is what the average cost is made of."""

    __tablename__ = "goods_receipt_line"
    __table_args__ = (UniqueConstraint("receipt_id", "position"),)

    id: Mapped[Id]
    receipt_id: Mapped[int] = mapped_column(BigId, ForeignKey("goods_receipt.id"))
    position: Mapped[int]
    product_id: Mapped[ProductId] = mapped_column(index=True)
    unit: Mapped[str]
    factor: Mapped[Quantity]
    quantity: Mapped[Quantity]
    unit_cost: Mapped[Money]
    amount: Mapped[Money]
    cost_after: Mapped[Money]
    """Average cost of one base unit once this line was in."""
    lot_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("lot.id"))


class SupplierEntry(Base):
    """One line of what is owed to a supplier; append-only."""

    __tablename__ = "supplier_entry"
    __table_args__ = (Index("ix_supplier_entry_supplier", "supplier_id", "id"),)

    id: Mapped[Id]
    supplier_id: Mapped[int] = mapped_column(BigId, ForeignKey("supplier.id"))
    kind: Mapped[str]
    """receipt, return or payment."""
    amount: Mapped[Money]
    """Positive: the shop owes more."""
    receipt_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("goods_receipt.id"), unique=True
    )
    slip_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("money_slip.id"), unique=True)
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class Stocktake(Base):
    """A count of shelves; the difference moved the stock."""

    __tablename__ = "stocktake"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    """count, or write_off for goods that broke, spoiled or vanished."""
    note: Mapped[str]
    at: Mapped[datetime]
    business_day: Mapped[date]
    staff_id: Mapped[StaffId]
    counter_id: Mapped[CounterId]


class StocktakeLine(Base):
    """What the books said and what was counted, in base units."""

    __tablename__ = "stocktake_line"

    stocktake_id: Mapped[int] = mapped_column(BigId, ForeignKey("stocktake.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(index=True)
    lot_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("lot.id"))
    expected: Mapped[Quantity]
    counted: Mapped[Quantity]
    cost: Mapped[Money | None]
    """Of one base unit then: what the difference is worth."""
    reason: Mapped[str]
