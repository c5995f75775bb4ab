"""Goods, their barcodes, lots and stock."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
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


class Family(Base):
    """Goods that differ in size or colour alone: one name, one product for each variant."""

    __tablename__ = "family"

    id: Mapped[Id]
    name: Mapped[str]
    options: Mapped[str]
    """JSON: the names of what differs, in their order ("Cỡ", "Màu")."""


class Product(Base):
    """Something the shop sells."""

    __tablename__ = "product"
    __table_args__ = (CheckConstraint("price IS NULL OR price >= 0", name="price_not_negative"),)

    id: Mapped[Id]
    sku: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    unit: Mapped[str]
    by_weight: Mapped[bool]
    price: Mapped[Money | None]
    """None: typed at the counter at the first sale."""
    cost: Mapped[Money | None]
    vat_class: Mapped[str | None]
    """Which dated rates hold (shop.vat); None where no VAT is shown."""
    exclusion: Mapped[str | None]
    """Why it earns no points: alcohol, tobacco, infant_milk, medicine; None when it earns."""
    stocked: Mapped[bool]
    lots: Mapped[bool]
    """Sold by batch: each piece on the shelf belongs to a lot with its date of expiry."""
    reorder_at: Mapped[Quantity | None]
    """Fewer base units than this are low stock; None: nobody is told."""
    scale_code: Mapped[str | None] = mapped_column(unique=True)
    """What the shop's scale prints for it inside an EAN-13."""
    family_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("family.id"), index=True)
    variant: Mapped[str]
    """What tells it from its family ("M / Đỏ"); empty outside of families."""
    incomplete: Mapped[bool]
    """Typed at the counter or imported without a price: to be completed later."""
    active: Mapped[bool]
    tile: Mapped[int | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class Pack(Base):
    """A unit that holds several base units: lốc, thùng; sold at its own price or theirs."""

    __tablename__ = "pack"
    __table_args__ = (UniqueConstraint("product_id", "unit", "factor"),)

    id: Mapped[Id]
    product_id: Mapped[ProductId] = mapped_column(index=True)
    unit: Mapped[str]
    factor: Mapped[Quantity]
    """How many base units it holds."""
    price: Mapped[Money | None]
    """None: the product's price times the factor."""
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    """False: not sold any more; papers and prices of the past still name it."""


class Barcode(Base):
    """A code on a package: of the base unit, or of a pack."""

    __tablename__ = "barcode"

    code: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(index=True)
    pack_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("pack.id"), index=True)


class ComboPart(Base):
    """What a combo takes off the shelf for each one sold."""

    __tablename__ = "combo_part"

    combo_id: Mapped[ProductId] = mapped_column(primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(primary_key=True, index=True)
    quantity: Mapped[Quantity]
    """Base units."""


class PriceChange(Base):
    """A price or cost that was set, by whom and why; append-only."""

    __tablename__ = "price_change"
    __table_args__ = (Index("ix_price_change_product", "product_id", "id"),)

    id: Mapped[Id]
    product_id: Mapped[ProductId]
    pack_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("pack.id"))
    kind: Mapped[str]
    """price or cost."""
    before: Mapped[Money | None]
    after: Mapped[Money | None]
    source: Mapped[str]
    """counter, editor, import, repricing or receipt."""
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class Lot(Base):
    """A batch with its date of expiry."""

    __tablename__ = "lot"
    __table_args__ = (UniqueConstraint("product_id", "code"),)

    id: Mapped[Id]
    product_id: Mapped[ProductId]
    code: Mapped[str]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    on_hand: Mapped[Quantity]
    """The sum of its moves, in base units."""


class StockLevel(Base):
    """The sum of a product's moves, and what it has sold; one row for each product."""

    __tablename__ = "stock_level"

    product_id: Mapped[ProductId] = mapped_column(primary_key=True)
    on_hand: Mapped[Quantity]
    sold: Mapped[Quantity]


class StockMove(Base):
    """One change of stock; append-only."""

    __tablename__ = "stock_move"
    __table_args__ = (
        Index("ix_stock_move_product", "product_id", "id"),
        Index("ix_stock_move_sale_line", "sale_line_id", "product_id", "lot_id", unique=True),
    )

    id: Mapped[Id]
    product_id: Mapped[ProductId]
    quantity: Mapped[Quantity]
    """Base units; negative when goods leave."""
    kind: Mapped[str]
    sale_line_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale_line.id"))
    """A combo has a move for each of its parts, a line of several lots one for each."""
    lot_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("lot.id"), index=True)
    document: Mapped[str | None]
    """uid of the goods receipt, stocktake or write-off behind it; None for sales."""
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
    counter_id: Mapped[CounterId]
