"""Price lists and promotions: what a good costs whom, when and how many."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.models.base import Base, BigId, Id, ProductId


class CustomerGroup(Base):
    """Customers who buy at the same prices: wholesale, staff, cafés."""

    __tablename__ = "customer_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class PriceList(Base):
    """Prices for one group, or for everybody; the first list that names a good wins."""

    __tablename__ = "price_list"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("customer_group.id"))
    """None: everybody, for prices by quantity."""
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    """Holds through this day."""
    active: Mapped[bool]
    position: Mapped[int]


class ListPrice(Base):
    """The price of one unit from a quantity on."""

    __tablename__ = "list_price"
    __table_args__ = (
        Index("ix_list_price_of", "product_id", "list_id", "pack_id", "least", unique=True),
    )

    id: Mapped[Id]
    list_id: Mapped[int] = mapped_column(BigId, ForeignKey("price_list.id"), index=True)
    product_id: Mapped[ProductId]
    pack_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("pack.id"))
    least: Mapped[Quantity]
    price: Mapped[Money]


class Promotion(Base):
    """An offer with its dates; a change ends it and begins another."""

    __tablename__ = "promotion"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    body: Mapped[str]
    """JSON of goods.promotions."""
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    active: Mapped[bool]
    position: Mapped[int]
    created_at: Mapped[datetime]
