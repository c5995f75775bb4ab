"""The units of a good as rows: packs and the barcodes that stand on them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.i18n import _
from pos_app.basics.quantity import ONE
from pos_app.goods import items
from pos_app.goods.price_history import PRICE, Change, Source, note_change
from pos_app.goods.sheets import Unit
from pos_app.goods.units import Misfit
from pos_app.models.goods import Barcode, Pack, Product


def read_units(session: Session, product: Product) -> tuple[Unit, ...]:
    """The base unit, then the packs that are sold."""
    codes: dict[int | None, list[str]] = {}
    for row in session.execute(
        select(Barcode.code, Barcode.pack_id)
        .where(Barcode.product_id == product.id)
        .order_by(Barcode.code)
    ):
        codes.setdefault(row.pack_id, []).append(row.code)
    packs = session.scalars(
        select(Pack)
        .where(Pack.product_id == product.id, Pack.active.is_(True))
        .order_by(Pack.factor, Pack.id)
    )
    base = Unit(product.unit, ONE, product.price, tuple(codes.get(None, ())))
    return (
        base,
        *(
            Unit(pack.unit, pack.factor, pack.price, tuple(codes.get(pack.id, ())), pack.id)
            for pack in packs
        ),
    )


def write_units(
    session: Session,
    actor: Actor,
    at: datetime,
    product_id: int,
    before: tuple[Unit, ...],
    after: tuple[Unit, ...],
) -> None:
    """Makes the packs and barcodes those of `after`; Misfit for a code of another good."""
    kept = {unit.pack_id for unit in after if unit.pack_id is not None}
    for unit in before[1:]:
        if unit.pack_id not in kept:
            session.execute(update(Pack).where(Pack.id == unit.pack_id).values(active=False))
    session.execute(delete(Barcode).where(Barcode.product_id == product_id))
    old = {unit.pack_id: unit for unit in before[1:]}
    for place, unit in enumerate(after):
        pack_id = None
        if place > 0:
            known = old.get(unit.pack_id)
            pack_id = _write_pack(session, product_id, place, unit)
            was = known.price if known else None
            change = Change(product_id, PRICE, was, unit.price, Source.EDITOR, pack_id)
            note_change(session, actor, at, change)
        for code in unit.codes:
            _stick(session, product_id, pack_id, code, place)


def _write_pack(session: Session, product_id: int, place: int, unit: Unit) -> int:
    """Its row, which may be one that was withdrawn before."""
    values = {"unit": unit.name, "factor": unit.factor, "price": unit.price, "position": place}
    pack_id = unit.pack_id
    twin = session.scalar(
        select(Pack.id).where(
            Pack.product_id == product_id, Pack.unit == unit.name, Pack.factor == unit.factor
        )
    )
    if twin is not None and twin != pack_id:
        if pack_id is not None:
            session.execute(update(Pack).where(Pack.id == pack_id).values(active=False))
        pack_id = twin
    if pack_id is None:
        new = insert(Pack).values(product_id=product_id, active=True, **values).returning(Pack.id)
        return session.execute(new).scalar_one()
    session.execute(update(Pack).where(Pack.id == pack_id).values(active=True, **values))
    return pack_id


def _stick(session: Session, product_id: int, pack_id: int | None, code: str, place: int) -> None:
    owner = items.owner(session, code)
    if owner is not None:
        words = _("Mã {code} đã là của {name}.").format(code=code, name=owner)
        raise Misfit(f"codes:{place}", words)
    session.execute(insert(Barcode).values(code=code, product_id=product_id, pack_id=pack_id))
