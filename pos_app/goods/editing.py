"""Adds and changes goods: one call, one transaction; what another window did is never lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.i18n import _
from pos_app.basics.text import fold
from pos_app.goods import combos, lots, price_history, units
from pos_app.goods.items import LAST_STRIP
from pos_app.goods.price_history import COST, PRICE, Change, Source, note_change
from pos_app.goods.sheets import Good, GoodSheet
from pos_app.goods.shelving import STRIPS, NewGood, search_words, shelve
from pos_app.goods.soundness import LONGEST_CATEGORY, checked
from pos_app.goods.unit_rows import read_units, write_units
from pos_app.models.goods import Category, Family, Product, StockLevel
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database

__all__ = ["GoodsEditor"]

_FORGET: Final = text("DELETE FROM product_search WHERE rowid = :id")
_INDEX: Final = text("INSERT INTO product_search (rowid, folded) VALUES (:id, :folded)")


class GoodsEditor:
    """What the goods page reads and writes of one good at a time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def sheet(self, actor: Actor, product_id: int) -> GoodSheet:
        """All of a good; its cost only for whoever may see it. Stale when it is gone."""
        with self._database.reading() as session:
            return _told(session, actor, product_id)

    def add(self, actor: Actor, good: Good) -> tuple[GoodSheet, Changes]:
        """Takes in a new good; BadInput says what does not fit, and of which field."""
        with self._database.transaction() as session:
            require(session, actor, Right.EDIT_GOODS)
            product_id = self._put_in(session, actor, checked(good))
            return _told(session, actor, product_id), Changes.GOODS | Changes.STOCK

    def change(
        self, actor: Actor, product_id: int, before: Good, after: Good
    ) -> tuple[GoodSheet, Changes]:
        """Writes what differs; Stale when the good is not `before` any more."""
        with self._database.transaction() as session:
            require(session, actor, Right.EDIT_GOODS)
            now = _read(session, product_id)
            sees = _sees_cost(session, actor)
            if _seen(now.good, sees=sees) != _seen(before, sees=sees):
                raise Stale(_("Hàng này vừa được sửa ở cửa sổ khác. Xem lại rồi sửa tiếp."))
            wanted = checked(after if sees else replace(after, cost=now.good.cost))
            self._write(session, actor, product_id, now.good, wanted)
            return _told(session, actor, product_id), Changes.GOODS | Changes.STOCK

    def stop(self, actor: Actor, product_id: int, *, selling: bool) -> Changes:
        """Takes a good off the counter, or puts it back; what was sold stays as it was."""
        with self._database.transaction() as session:
            require(session, actor, Right.EDIT_GOODS)
            written = session.execute(
                update(Product)
                .where(Product.id == product_id, Product.active.is_(not selling))
                .values(active=selling)
                .returning(Product.id)
            )
            if written.first() is None:
                raise Stale(_("Hàng này vừa được sửa ở cửa sổ khác. Xem lại rồi sửa tiếp."))
            kind = "product.resumed" if selling else "product.stopped"
            journal.append(session, self._clock, actor, kind, f"product:{product_id}", {})
        return Changes.GOODS

    def add_category(self, actor: Actor, written: str) -> tuple[int, Changes]:
        """A new shelf, or the one that is called so already."""
        name = " ".join(written.split())[:LONGEST_CATEGORY]
        if not name:
            raise BadInput(_("Gõ tên nhóm."))
        with self._database.transaction() as session:
            require(session, actor, Right.EDIT_GOODS)
            known = session.execute(select(Category.id, Category.name)).all()
            same = next((row.id for row in known if fold(row.name) == fold(name)), None)
            if same is not None:
                return same, Changes.NOTHING
            strip = STRIPS.get(fold(name), len(known) % (LAST_STRIP + 1))
            last = session.scalar(select(func.max(Category.position))) or 0
            category = Category(name=name, strip=strip, position=last + 1)
            session.add(category)
            session.flush()
            return category.id, Changes.GOODS

    def _put_in(self, session: Session, actor: Actor, good: Good) -> int:
        now = self._clock.now()
        [product_id] = shelve(session, actor, now, [NewGood(good.name, unit=good.base.name)])
        plain = Good(good.name, (replace(good.base, price=None, codes=()),), stocked=False)
        self._write(session, actor, product_id, plain, good, kind="product.added")
        return product_id

    def _write(
        self,
        session: Session,
        actor: Actor,
        product_id: int,
        before: Good,
        after: Good,
        kind: str = "product.changed",
    ) -> None:
        now = self._clock.now()
        if before.stocked != after.stocked:
            lots.turn_counting(session, actor, now, product_id, on=after.stocked)
        if before.lots != after.lots or before.stocked != after.stocked:
            lots.regroup(session, actor, now, product_id, by_lot=after.lots and after.stocked)
        _free_scale_code(session, product_id, after.scale_code)
        session.execute(
            update(Product)
            .where(Product.id == product_id)
            .values(
                name=after.name,
                folded=fold(after.name),
                category_id=after.category_id,
                unit=after.base.name,
                price=after.base.price,
                cost=after.cost,
                vat_class=after.vat_class,
                exclusion=after.exclusion,
                by_weight=after.by_weight,
                stocked=after.stocked,
                lots=after.lots,
                reorder_at=after.reorder_at,
                scale_code=after.scale_code,
                incomplete=after.base.price is None,
            )
        )
        if before.name != after.name:
            sku = session.scalar(select(Product.sku).where(Product.id == product_id))
            session.execute(_FORGET, {"id": product_id})
            session.execute(_INDEX, {"id": product_id, "folded": search_words(after.name, sku)})
        for what, old, new in (
            (PRICE, before.base.price, after.base.price),
            (COST, before.cost, after.cost),
        ):
            note_change(session, actor, now, Change(product_id, what, old, new, Source.EDITOR))
        write_units(session, actor, now, product_id, before.units, after.units)
        if before.parts != after.parts:
            combos.write(session, product_id, after.parts)
        body = {"price": after.base.price.dong if after.base.price else None}
        journal.append(session, self._clock, actor, kind, f"product:{product_id}", body)


def _sees_cost(session: Session, actor: Actor) -> bool:
    try:
        require(session, actor, Right.SEE_COST)
    except NotAllowed:
        return False
    return True


def _seen(good: Good, *, sees: bool) -> Good:
    return good if sees else replace(good, cost=None)


def _told(session: Session, actor: Actor, product_id: int) -> GoodSheet:
    sheet = _read(session, product_id)
    return replace(sheet, good=_seen(sheet.good, sees=_sees_cost(session, actor)))


def _read(session: Session, product_id: int) -> GoodSheet:
    found = session.execute(
        select(Product, StockLevel.on_hand, Family.name)
        .join(StockLevel, StockLevel.product_id == Product.id)
        .outerjoin(Family, Family.id == Product.family_id)
        .where(Product.id == product_id)
    ).first()
    if found is None:
        raise Stale(_("Hàng này không còn trong danh mục."))
    row, on_hand, family = found
    good = Good(
        name=row.name,
        units=read_units(session, row),
        category_id=row.category_id,
        cost=row.cost,
        vat_class=row.vat_class,
        exclusion=row.exclusion,
        by_weight=row.by_weight,
        stocked=row.stocked,
        lots=row.lots,
        reorder_at=row.reorder_at,
        scale_code=row.scale_code,
        parts=combos.parts_of(session, product_id),
    )
    siblings = select(Product.id, Product.variant).where(
        Product.family_id == row.family_id, Product.active.is_(True)
    )
    return GoodSheet(
        product_id=product_id,
        good=good,
        active=row.active,
        incomplete=row.incomplete,
        on_hand=on_hand,
        lots=lots.on_shelf(session, product_id),
        prices=price_history.latest(session, product_id),
        family=family or "",
        variants=tuple(
            (each.id, each.variant) for each in session.execute(siblings.order_by(Product.id))
        )
        if row.family_id
        else (),
    )


def _free_scale_code(session: Session, product_id: int, code: str | None) -> None:
    if code is None:
        return
    taken = session.scalar(
        select(Product.name).where(Product.scale_code == code, Product.id != product_id)
    )
    if taken is not None:
        raise units.Misfit("scale_code", _("Mã cân này là của {name}.").format(name=taken))
