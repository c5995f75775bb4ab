"""Lots: batches with a date of expiry; what lies on the shelf is the sum of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import insert, nulls_last, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.i18n import _
from pos_app.basics.quantity import NONE, Quantity
from pos_app.goods.sheets import LotStock
from pos_app.goods.units import Misfit
from pos_app.models.goods import Lot, StockLevel, StockMove

REGROUPED: Final = "regrouped"
"""The kind of moves that tell one lot from another and change no level."""
UNKNOWN: Final = "?"
"""The code of what lay on the shelf before lots were told apart."""


def on_shelf(session: Session, product_id: int) -> tuple[LotStock, ...]:
    """The lots that are not used up, the first to expire first."""
    rows = session.scalars(
        select(Lot)
        .where(Lot.product_id == product_id, Lot.on_hand > NONE)
        .order_by(nulls_last(Lot.expires_on), Lot.id)
    )
    return tuple(LotStock(lot.id, lot.code, lot.expires_on, lot.on_hand) for lot in rows)


def regroup(session: Session, actor: Actor, at: datetime, product_id: int, *, by_lot: bool) -> None:
    """From now on the stock of a good is told by lot, or no longer; the level stays what it is.

    Misfit for stock below zero, which no lot can hold.
    """
    session.flush()
    held = on_shelf(session, product_id)
    told = sum((lot.on_hand for lot in held), start=NONE)
    level = session.scalar(select(StockLevel.on_hand).where(StockLevel.product_id == product_id))
    loose = (level or NONE) - told
    if by_lot and loose < NONE:
        raise Misfit("lots", _("Tồn đang âm. Kiểm kho món này rồi mới bán theo lô."))
    if by_lot and loose:
        _move(session, actor, at, product_id, -loose, None)
        _move(session, actor, at, product_id, loose, _unknown(session, product_id))
    if not by_lot and told:
        for lot in held:
            _move(session, actor, at, product_id, -lot.on_hand, lot.id)
        _move(session, actor, at, product_id, told, None)


def _unknown(session: Session, product_id: int) -> int:
    known = session.scalar(select(Lot.id).where(Lot.product_id == product_id, Lot.code == UNKNOWN))
    if known is not None:
        return known
    new = insert(Lot).values(product_id=product_id, code=UNKNOWN, expires_on=None, on_hand=NONE)
    return session.execute(new.returning(Lot.id)).scalar_one()


def _move(
    session: Session,
    actor: Actor,
    at: datetime,
    product_id: int,
    quantity: Quantity,
    lot_id: int | None,
) -> None:
    session.execute(
        insert(StockMove).values(
            product_id=product_id,
            quantity=quantity,
            kind=REGROUPED,
            lot_id=lot_id,
            at=at,
            staff_id=actor.staff,
            counter_id=actor.counter,
        )
    )
    if lot_id is not None:
        session.execute(update(Lot).where(Lot.id == lot_id).values(on_hand=Lot.on_hand + quantity))
