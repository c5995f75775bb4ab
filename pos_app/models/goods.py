"""Goods, their barcodes, lots and stock."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.models.base import Base, BigId, CounterId, Id, ProductId, StaffId


class Category(Base):
    """A shelf: groups goods and gives their tiles a colour."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    strip: Mapped[int]
    """Which of the five category colours, 0 to 4."""
    position: Mapped[int]


class Product(Base):
    """Something the shop sells."""

    __tablename__ = "product"
    __table_args__ = (CheckConstraint("price IS NULL OR price >= 0", name="price_not_negative"),)

    id: Mapped[Id]
    sku: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    unit: Mapped[str]
    by_weight: Mapped[bool]
    price: Mapped[Money | None]
    """None: typed at the counter at the first sale."""
    cost: Mapped[Money | None]
    vat_rate: Mapped[int | None]
    """Basis points included in the price; None where no VAT is shown."""
    exclusion: Mapped[str | None]
    """Why it earns no points: alcohol, tobacco, infant_milk, medicine; None when it earns."""
    stocked: Mapped[bool]
    incomplete: Mapped[bool]
    """Typed at the counter or imported without a price: to be completed later."""
    active: Mapped[bool]
    tile: Mapped[int | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class Barcode(Base):
    """A code on a package; a box and its piece differ in unit, factor and price."""

    __tablename__ = "barcode"

    code: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(index=True)
    unit: Mapped[str]
    factor: Mapped[Quantity]
    """How many base units the package holds."""
    price: Mapped[Money | None]
    """None: the product's price times the factor."""


class Lot(Base):
    """A batch with its date of expiry."""

    __tablename__ = "lot"

    id: Mapped[Id]
    product_id: Mapped[ProductId] = mapped_column(index=True)
    code: Mapped[str]
    expires_on: Mapped[date | None]


class StockLevel(Base):
    """The sum of a product's moves, and what it has sold; one row for each product."""

    __tablename__ = "stock_level"

    product_id: Mapped[ProductId] = mapped_column(primary_key=True)
    on_hand: Mapped[Quantity]
    sold: Mapped[Quantity]


class StockMove(Base):
    """One change of stock; append-only."""

    __tablename__ = "stock_move"

    id: Mapped[Id]
    product_id: Mapped[ProductId] = mapped_column(index=True)
    quantity: Mapped[Quantity]
    """Base units; negative when goods leave."""
    kind: Mapped[str]
    sale_line_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale_line.id"), unique=True)
    lot_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("lot.id"))
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
    counter_id: Mapped[CounterId]
