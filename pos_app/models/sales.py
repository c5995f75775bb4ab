"""Carts on the counter and the documents they become."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.models.base import Base, BigId, CounterId, CustomerId, Id, SaleId, StaffId


class Draft(Base):
    """A cart on disk; gone when paid, kept with its state when dropped."""

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_counter_state", "counter_id", "state", "position"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    """Global id, and the idempotency key of the sale it becomes."""
    counter_id: Mapped[CounterId]
    position: Mapped[int]
    state: Mapped[str]
    """open, held or dropped."""
    code: Mapped[str] = mapped_column(unique=True)
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"))
    body: Mapped[str]
    """JSON of selling.cart."""
    revision: Mapped[int]
    staff_id: Mapped[StaffId]
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    """When an order taken by phone or Zalo is fetched or brought."""


class Sale(Base):
    """A paid document; its id is its place in the order of events. Never changed."""

    __tablename__ = "sale"
    __table_args__ = (
        UniqueConstraint("series", "number"),
        Index("ix_sale_customer", "customer_id", "business_day"),
        Index("ix_sale_day", "business_day"),
    )

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    origin: Mapped[str]
    """sale, or import for a history taken in."""
    kind: Mapped[str]
    """sale, return, exchange or void; what goes back to the customer is negative."""
    draft_key: Mapped[str] = mapped_column(unique=True)
    request_hash: Mapped[str]
    series: Mapped[str]
    number: Mapped[int]
    external: Mapped[str | None]
    """The number on the other system's paper."""
    code: Mapped[str | None] = mapped_column(unique=True)
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    shift_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("shift.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"))
    sold_at: Mapped[datetime]
    business_day: Mapped[date]
    goods: Mapped[Money]
    """Lines after their own discounts."""
    line_discount: Mapped[Money]
    order_discount: Mapped[Money]
    net: Mapped[Money]
    tax_added: Mapped[Money]
    rounding: Mapped[Money]
    rounding_rule: Mapped[int]
    total: Mapped[Money]
    change: Mapped[Money]
    earning_base: Mapped[Money]
    points_earned: Mapped[int]
    points_redeemed: Mapped[int]
    points_after: Mapped[int | None]
    original_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"), index=True)
    reason: Mapped[str | None]
    note: Mapped[str]


class SaleLine(Base):
    """One good on a document, with copies of everything that may change later."""

    __tablename__ = "sale_line"
    __table_args__ = (UniqueConstraint("sale_id", "position"),)

    id: Mapped[Id]
    sale_id: Mapped[SaleId]
    position: Mapped[int]
    product_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("product.id"))
    code: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str]
    factor: Mapped[Quantity]
    quantity: Mapped[Quantity]
    list_price: Mapped[Money | None]
    """What the catalogue asked when the line was sold; None where it had no price."""
    unit_price: Mapped[Money]
    gross: Mapped[Money]
    line_discount: Mapped[Money]
    promotion_discount: Mapped[Money] = mapped_column(default=ZERO)
    order_discount: Mapped[Money]
    net: Mapped[Money]
    vat_rate: Mapped[int | None]
    vat: Mapped[Money]
    price_source: Mapped[str]
    reason: Mapped[str | None]
    """Why it is free, or why it came back."""
    note: Mapped[str] = mapped_column(default="")
    restock: Mapped[bool | None]
    """Of a line that came back: on the shelf again, or written off; None on others."""
    earns: Mapped[bool]
    cost: Mapped[Money | None]
    """Of one unit, as it was known at the sale."""
    lot_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("lot.id"))
    original_line_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("sale_line.id"), index=True
    )


class Payment(Base):
    """A tender that was accepted."""

    __tablename__ = "payment"
    __table_args__ = (UniqueConstraint("sale_id", "position"),)

    id: Mapped[Id]
    sale_id: Mapped[SaleId]
    position: Mapped[int]
    method: Mapped[str]
    amount: Mapped[Money]
    """What it pays of the total plus the change it gave."""
    change: Mapped[Money]
    points: Mapped[int | None]
    reference: Mapped[str]
    transfer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("transfer.id"), unique=True)
    shift_id: Mapped[int] = mapped_column(BigId, ForeignKey("shift.id"), index=True)


class LinePromotion(Base):
    """What a promotion took off a line: the reason of its price."""

    __tablename__ = "line_promotion"

    line_id: Mapped[int] = mapped_column(BigId, ForeignKey("sale_line.id"), primary_key=True)
    promotion_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("promotion.id"), primary_key=True, index=True
    )
    amount: Mapped[Money]


class SaleBuyer(Base):
    """Whose name an invoice of this sale would bear."""

    __tablename__ = "sale_buyer"

    sale_id: Mapped[SaleId] = mapped_column(primary_key=True)
    name: Mapped[str]
    tax_code: Mapped[str]
    address: Mapped[str]
    email: Mapped[str]


class InvoiceState(Base):
    """How far the electronic invoice of a sale is; no row: none is needed."""

    __tablename__ = "invoice_state"

    sale_id: Mapped[SaleId] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    """waiting or exported."""
    changed_at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class SaleDelivery(Base):
    """Where a sale was brought, by whom, and how much cash the carrier had to collect."""

    __tablename__ = "sale_delivery"

    sale_id: Mapped[SaleId] = mapped_column(primary_key=True)
    carrier_id: Mapped[int | None] = mapped_column(ForeignKey("carrier.id"), index=True)
    recipient: Mapped[str]
    phone: Mapped[str]
    address: Mapped[str]
    collect: Mapped[Money]
    state: Mapped[str] = mapped_column(index=True)
    """sent, settled or refused."""
    changed_at: Mapped[datetime]


class LateCustomer(Base):
    """Somebody who was attached to a sale after it was paid: once, on the same day."""

    __tablename__ = "late_customer"

    sale_id: Mapped[SaleId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId] = mapped_column(index=True)
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
