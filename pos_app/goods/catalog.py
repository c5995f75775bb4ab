"""The catalogue at the counter: scan, search, tiles, and a good that nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE, THOUSAND, Quantity
from pos_app.goods import items, limits, scale_labels, search
from pos_app.goods.items import Item
from pos_app.goods.price_history import PRICE, Change, Source, note_change
from pos_app.goods.scale_labels import Label, weight_of
from pos_app.goods.shelving import NewGood, shelve
from pos_app.models.goods import Barcode, Pack, Product, StockLevel
from pos_app.models.goods import Category as CategoryRow
from pos_app.shop import settings
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database

__all__ = ["Catalog", "Category", "Item", "Weighed"]

MOST_TILES: Final = 18
"""Six rows of three: what the counter shows without scrolling."""


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf and the number of its colour, 0 to 4."""

    id: int
    name: str
    strip: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A good with what its label says; the price of a unit is None until somebody types it."""

    item: Item
    quantity: Quantity
    unit_price: Money | None
    by_price: bool
    """The label holds the price: quantity times unit price is that price to the đồng."""


class Catalog:
    """What the shop sells."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def by_barcode(self, code: str) -> Item | None:
        """The good that carries this code, in the pack it stands on; None when nobody knows it."""
        with self._database.reading() as session:
            return items.by_code(session, code)

    def weighed(self, code: str) -> Weighed | None:
        """What a label of the shop's scale says; None when it is none, or of no good."""
        if not code.startswith("2"):
            return None
        with self._database.reading() as session:
            known = scale_labels.layouts(settings.read(session, settings.SCALE_LAYOUT))
            label = scale_labels.read(code, known)
            if label is None:
                return None
            owner = session.scalar(
                select(Product.id).where(
                    Product.scale_code == label.scale_code, Product.active.is_(True)
                )
            )
            return None if owner is None else _weighed(_known(session, owner), label)

    def get(self, product_id: int) -> Item:
        """A good in its base unit; Stale when there is no such good."""
        with self._database.reading() as session:
            return _known(session, product_id)

    def search(self, text: str, limit: int = 20) -> list[Item]:
        """Goods whose words or SKU begin as typed, without accents, or whose barcode does."""
        with self._database.reading() as session:
            return items.by_ids(session, search.find(session, text, limit))

    def categories(self) -> list[Category]:
        """The shelves, in their order."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(CategoryRow).order_by(CategoryRow.position, CategoryRow.id)
            )
            return [Category(row.id, row.name, row.strip) for row in rows]

    def tiles(self, category_id: int | None) -> list[Item]:
        """The quick tiles: the shop's own choice for None, else what a shelf sells most of.

        A shop that has not chosen sees what it sells most of.
        """
        with self._database.reading() as session:
            chosen = list(session.scalars(_CHOSEN)) if category_id is None else []
            return items.by_ids(session, chosen or _best_sold(session, category_id))

    def quick_add(
        self, actor: Actor, name: str, price: Money, barcode: str
    ) -> tuple[Item, Changes]:
        """Takes in a good that was scanned and is unknown; its stock is not counted yet.

        BadInput for a price, name or code that cannot be, and for a code that is taken.
        """
        limits.check_price(price)
        called, code = limits.check_name(name), limits.check_code(barcode)
        good = NewGood(called, unit=_("cái"), barcode=code, price=price, incomplete=True)
        with self._database.transaction() as session:
            require(session, actor, Right.ADD_PRODUCT)
            if items.is_taken(session, code):
                raise BadInput(_("Mã này đã có trong danh mục. Quét lại để bán."))
            [product_id] = shelve(session, actor, self._clock.now(), [good])
            item = _known(session, product_id)
            self._note(session, actor, "product.added", item, price)
            change = Change(product_id, PRICE, None, price, Source.COUNTER)
            note_change(session, actor, self._clock.now(), change)
            return item, Changes.GOODS

    def set_price(self, actor: Actor, item: Item, price: Money) -> tuple[Item, Changes]:
        """Gives a price to a good that has none; Stale when somebody else just did.

        What is typed for a pack is the pack's: the price of its pieces stays unknown.
        """
        limits.check_price(price)
        unpriced = select(Product.id).where(Product.id == item.product_id, Product.price.is_(None))
        piece = update(Product).where(Product.id.in_(unpriced)).returning(Product.id)
        scanned = select(Barcode.pack_id).where(Barcode.code == item.barcode)
        pack = (
            update(Pack)
            .where(Pack.id.in_(scanned), Pack.price.is_(None), Pack.product_id.in_(unpriced))
            .returning(Pack.id)
        )
        with self._database.transaction() as session:
            require(session, actor, Right.SET_PRICE)
            of_pack = item.factor != THOUSAND
            written = session.scalar((pack if of_pack else piece).values(price=price))
            if written is None:
                raise Stale(_("{name} đã có giá. Quét lại để bán.").format(name=item.name))
            pack_id = written if of_pack else None
            change = Change(item.product_id, PRICE, None, price, Source.COUNTER, pack_id)
            note_change(session, actor, self._clock.now(), change)
            self._note(session, actor, "product.priced", item, price)
            return replace(item, price=price), Changes.GOODS

    def _note(self, session: Session, actor: Actor, kind: str, item: Item, price: Money) -> None:
        body = {"price": price.dong, "factor": item.factor}
        journal.append(session, self._clock, actor, kind, f"product:{item.product_id}", body)


def _weighed(item: Item, label: Label) -> Weighed:
    if label.weight is not None:
        return Weighed(item, label.weight, item.price, by_price=False)
    assert label.price is not None, "a label holds one of both"
    if item.price is None or not item.by_weight:
        return Weighed(item, ONE, label.price, by_price=True)
    quantity, each = weight_of(label.price, item.price)
    return Weighed(item, quantity, each, by_price=True)


_CHOSEN: Final = (
    select(Product.id)
    .where(Product.tile.is_not(None), Product.active.is_(True))
    .order_by(Product.tile)
)


def _best_sold(session: Session, category_id: int | None) -> list[int]:
    query: Select[Any] = (
        select(Product.id)
        .join(StockLevel, StockLevel.product_id == Product.id)
        .where(Product.active.is_(True))
        .order_by(StockLevel.sold.desc(), Product.folded, Product.id)
        .limit(MOST_TILES)
    )
    if category_id is not None:
        query = query.where(Product.category_id == category_id)
    return list(session.scalars(query))


def _known(session: Session, product_id: int) -> Item:
    for item in items.by_ids(session, [product_id]):
        return item
    raise Stale(_("Hàng này không còn trong danh mục. Tìm lại rồi bán."))
