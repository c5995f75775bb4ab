"""Goods as the counter sees them: one frozen record, read by id or by barcode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.goods.units import pack_price
from pos_app.models.goods import Barcode, Category, Pack, Product, StockLevel
from pos_app.store.prepared import Prepared

Query = Select[*tuple[Any, ...]]
Found = Row[*tuple[Any, ...]]

NO_CATEGORY: Final = 0
LAST_STRIP: Final = 4
"""The colour of goods that stand on no shelf."""


@dataclass(frozen=True, slots=True)
class Item:
    """A good in the unit in which it is about to be sold."""

    product_id: int
    name: str
    unit: str
    factor: int
    """Thousandths of the base unit in one of `unit`."""
    barcode: str
    price: Money | None
    """Of one `unit`; None until somebody types it at the counter."""
    by_weight: bool
    vat_class: str | None
    """Which dated rates hold (shop.vat); None where no VAT is shown."""
    category_id: int
    strip: int
    stock: Quantity | None
    """Base units on hand; None when the shop does not count this good."""
    earns_points: bool
    incomplete: bool


_COLUMNS: Final = (
    Product.id,
    Product.name,
    Product.unit,
    Product.price,
    Product.by_weight,
    Product.vat_class,
    Product.category_id,
    Product.exclusion,
    Product.incomplete,
    Product.stocked,
    Category.strip,
    StockLevel.on_hand,
)

_PIECE_CODE: Final = (
    select(Barcode.code)
    .where(Barcode.product_id == Product.id, Barcode.pack_id.is_(None))
    .order_by(Barcode.code)
    .limit(1)
    .scalar_subquery()
    .correlate(Product)
)


def _from_shelves(query: Query) -> Query:
    return query.outerjoin(Category, Category.id == Product.category_id).outerjoin(
        StockLevel, StockLevel.product_id == Product.id
    )


_BY_ID: Final = _from_shelves(
    select(*_COLUMNS, _PIECE_CODE.label("code")).where(
        Product.id.in_(bindparam("ids", expanding=True))
    )
)
_BY_CODE: Final = Prepared(
    _from_shelves(
        select(
            *_COLUMNS,
            Barcode.code,
            Pack.unit.label("pack"),
            Pack.factor,
            Pack.price.label("own_price"),
        )
        .join(Product, Product.id == Barcode.product_id)
        .outerjoin(Pack, Pack.id == Barcode.pack_id)
        .where(
            or_(Barcode.code == bindparam("code"), Barcode.code == bindparam("other")),
            Product.active.is_(True),
        )
    )
)


def by_ids(session: Session, ids: Sequence[int]) -> list[Item]:
    """The goods of these ids in the same order, in their base units; unknown ids are left out."""
    if not ids:
        return []
    found = {row.id: _piece(row) for row in session.execute(_BY_ID, {"ids": list(ids)})}
    return [found[each] for each in ids if each in found]


def by_code(session: Session, code: str) -> Item | None:
    """The good that carries this barcode, in the pack it stands on.

    A UPC-A code is an EAN-13 that starts with 0; scanners send it either way.
    """
    other = _other_spelling(code)
    rows = {row.code: row for row in _BY_CODE.rows(session, {"code": code, "other": other})}
    row = rows.get(code) or rows.get(other)
    return None if row is None else _pack(row)


def is_taken(session: Session, code: str) -> bool:
    """Whether a package carries this code already, even of a good that is no longer sold."""
    taken = select(Barcode.code).where(Barcode.code.in_((code, _other_spelling(code))))
    return session.scalars(taken).first() is not None


def owner(session: Session, code: str) -> str | None:
    """The name of the good that carries this code, sold or not; None when it is free."""
    carried = (
        select(Product.name)
        .join(Barcode, Barcode.product_id == Product.id)
        .where(Barcode.code.in_((code, _other_spelling(code))))
    )
    return session.scalars(carried).first()


def _other_spelling(code: str) -> str:
    """The code itself when it has no other."""
    if not (code.isascii() and code.isdigit()):
        return code
    if len(code) == 12:
        return f"0{code}"
    return code[1:] if len(code) == 13 and code[0] == "0" else code


def _piece(row: Found) -> Item:
    return _item(row, row.unit, ONE, row.price)


def _pack(row: Found) -> Item:
    if row.factor is None:
        return _piece(row)
    price = pack_price(row.own_price, row.price, row.factor)
    return _item(row, row.pack, row.factor, price)


def _item(row: Found, unit: str, factor: Quantity, price: Money | None) -> Item:
    return Item(
        product_id=row.id,
        name=row.name,
        unit=unit,
        factor=factor.thousandths,
        barcode=row.code or "",
        price=price,
        by_weight=row.by_weight,
        vat_class=row.vat_class,
        category_id=row.category_id or NO_CATEGORY,
        strip=LAST_STRIP if row.strip is None else row.strip,
        stock=row.on_hand if row.stocked else None,
        earns_points=row.exclusion is None,
        incomplete=row.incomplete,
    )
