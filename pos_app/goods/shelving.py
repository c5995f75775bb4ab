"""Puts goods on the shelves: product, barcode, stock level and search words in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.money import Money
from pos_app.basics.quantity import NONE, Quantity
from pos_app.basics.text import fold
from pos_app.goods import stock
from pos_app.goods.items import LAST_STRIP
from pos_app.models.goods import Barcode, Category, Product, StockLevel

STRIPS: Final = {"rau qua": 0, "thuc an": 1, "do uong": 2, "an vat": 3, "gia dung": 4}
"""The shelves of a corner shop, folded, and the colours they are drawn in."""


@dataclass(frozen=True, slots=True)
class NewGood:
    """A good as somebody describes it; what is not known is None."""

    name: str
    unit: str
    sku: str | None = None
    barcode: str | None = None
    category: str | None = None
    price: Money | None = None
    cost: Money | None = None
    stock: Quantity | None = None
    """What is on the shelf now; None: the shop does not count it yet."""
    by_weight: bool = False
    vat_class: str | None = None
    """A class of shop.vat; None where no VAT is shown."""
    exclusion: str | None = None
    """Why it earns no points: alcohol, tobacco, infant_milk, medicine."""
    tile: int | None = None
    incomplete: bool = False


_PRODUCTS: Final = insert(Product)
_BARCODES: Final = insert(Barcode)
_LEVELS: Final = insert(StockLevel)
_SEARCH: Final = text("INSERT INTO product_search (rowid, folded) VALUES (:id, :folded)")


def shelve(session: Session, actor: Actor, at: datetime, goods: Sequence[NewGood]) -> list[int]:
    """Writes new goods and their opening stock; returns their ids in the same order.

    Barcodes and SKUs must be free; a tile that is taken is left out.
    """
    if not goods:
        return []
    shelves = _shelves(session, (good.category for good in goods if good.category))
    tiles = set(session.scalars(select(Product.tile).where(Product.tile.is_not(None))))
    first = (session.scalar(select(func.max(Product.id))) or 0) + 1
    ids = list(range(first, first + len(goods)))
    products = []
    for number, good in zip(ids, goods, strict=True):
        products.append(_product(number, good, at, shelves.get(good.category or ""), tiles))
        tiles.add(good.tile)
    connection = session.connection()
    connection.execute(_PRODUCTS, products)
    connection.execute(
        _LEVELS, [{"product_id": number, "on_hand": NONE, "sold": NONE} for number in ids]
    )
    _label(connection, ids, goods)
    stock.open_with(
        session,
        actor,
        at,
        {
            number: good.stock
            for number, good in zip(ids, goods, strict=True)
            if good.stock is not None
        },
    )
    return ids


def _product(
    number: int, good: NewGood, at: datetime, category: int | None, tiles: set[int | None]
) -> dict[str, Any]:
    return {
        "id": number,
        "sku": good.sku,
        "name": good.name,
        "folded": fold(good.name),
        "category_id": category,
        "unit": good.unit,
        "by_weight": good.by_weight,
        "price": good.price,
        "cost": good.cost,
        "vat_class": good.vat_class,
        "exclusion": good.exclusion,
        "stocked": good.stock is not None,
        "lots": False,
        "reorder_at": None,
        "scale_code": None,
        "family_id": None,
        "variant": "",
        "incomplete": good.incomplete,
        "active": True,
        "tile": None if good.tile in tiles else good.tile,
        "created_at": at,
    }


def _label(connection: Connection, ids: Sequence[int], goods: Sequence[NewGood]) -> None:
    pairs = list(zip(ids, goods, strict=True))
    barcodes = [
        {"code": good.barcode, "product_id": number, "pack_id": None}
        for number, good in pairs
        if good.barcode
    ]
    if barcodes:
        connection.execute(_BARCODES, barcodes)
    connection.execute(
        _SEARCH,
        [{"id": number, "folded": search_words(good.name, good.sku)} for number, good in pairs],
    )


def search_words(name: str, sku: str | None) -> str:
    """What a search looks through: the name, then the SKU."""
    return f"{fold(name)} {fold(sku or '')}".rstrip()


def _shelves(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Ids of the categories by name; new ones are made, in the order they are met."""
    known = {row.name: row.id for row in session.execute(select(Category.id, Category.name))}
    for name in dict.fromkeys(names):
        if name not in known:
            position = len(known) + 1
            strip = STRIPS.get(fold(name), position % (LAST_STRIP + 1))
            category = Category(name=name, strip=strip, position=_position(name, position))
            session.add(category)
            session.flush()
            known[name] = category.id
    return known


def _position(name: str, position: int) -> int:
    """The shelves of a corner shop stand in the order of their colours, others behind them."""
    return STRIPS.get(fold(name), len(STRIPS) + position)
