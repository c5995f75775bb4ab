"""Lots: batches with a date of expiry; what lies on the shelf is the sum of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import insert, nulls_last, select, text, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import shop_day
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.quantity import NONE, Quantity
from pos_app.goods.sheets import LotStock
from pos_app.goods.units import LEAVING, Misfit
from pos_app.models.goods import Lot, StockLevel, StockMove
from pos_app.shop.staff import Right, require
from pos_app.store.prepared import Prepared

SALE: Final = "sale"
RETURN: Final = "return"
COUNTED: Final = "counted"
UNCOUNTED: Final = "uncounted"
"""The kinds of empty moves that say from when on a good's stock was counted, or no longer."""
REGROUPED: Final = "regrouped"
"""The kind of moves that tell one lot from another and change no level."""
UNKNOWN: Final = "?"
"""The code of what lay on the shelf before lots were told apart."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A lot that somebody sold while one that expires earlier lay on the shelf."""

    line_id: int
    sold: int
    earlier: int


@dataclass(frozen=True, slots=True)
class _Leaving:
    line_id: int
    product_id: int
    quantity: Quantity
    name: str
    unit: str
    chosen: int | None
    original: int | None


_LEAVING: Final = Prepared(
    text(
        f"""
        SELECT leaving.line_id, leaving.product_id, leaving.quantity, product.name, product.unit,
               CASE WHEN line.product_id = leaving.product_id THEN line.lot_id END AS chosen,
               line.original_line_id AS original
        FROM ({LEAVING}) leaving
        JOIN product ON product.id = leaving.product_id
        JOIN sale_line line ON line.id = leaving.line_id
        WHERE product.lots AND product.stocked
        ORDER BY leaving.line_id, leaving.product_id
        """
    )
)
_STILL_OUT: Final = text(
    """
    SELECT move.lot_id, -sum(move.quantity) AS quantity
    FROM stock_move move JOIN sale_line line ON line.id = move.sale_line_id
    WHERE (line.id = :original OR line.original_line_id = :original)
      AND move.product_id = :product AND move.lot_id IS NOT NULL
    GROUP BY move.lot_id HAVING sum(move.quantity) < 0
    ORDER BY min(move.id)
    """
)


def take_for_sale(
    session: Session, actor: Actor, at: datetime, sale_id: int
) -> tuple[PassedOver, ...]:
    """Takes a sale's goods out of their lots, the first to expire first; the levels are stock's.

    BadInput when what is left in good lots does not suffice: an expired lot is never sold.
    NotAllowed for another lot than the first without the right. What comes back returns to the
    lots it was sold from.
    """
    passed: list[PassedOver] = []
    for line_id, product_id, quantity, *rest in _LEAVING.rows(session, {"sale": sale_id}):
        line = _Leaving(line_id, product_id, Quantity(quantity), *rest)
        if line.quantity < NONE:
            _bring_back(session, actor, at, line)
        else:
            passed += _take(session, actor, at, line)
    return tuple(passed)


def _take(session: Session, actor: Actor, at: datetime, line: _Leaving) -> list[PassedOver]:
    shelf = on_shelf(session, line.product_id)
    fresh = [lot for lot in shelf if not expired(lot.expires_on, shop_day(at))]
    picked = [lot for lot in fresh if line.chosen in (None, lot.id)]
    left = line.quantity
    for lot in picked:
        taken = min(lot.on_hand, left)
        if taken:
            _move(session, actor, at, _Step(line.product_id, -taken, lot.id, SALE, line.line_id))
        left -= taken
    if left:
        raise BadInput(_shortage(line, shelf, picked))
    if line.chosen is None or fresh[0].id == line.chosen:
        return []
    require(session, actor, Right.OVERRIDE_LOT)
    return [PassedOver(line.line_id, line.chosen, fresh[0].id)]


def expired(until: date | None, day: date) -> bool:
    """Whether a lot may not be sold any more; its last day is a good one."""
    return until is not None and until < day


def _shortage(line: _Leaving, shelf: Sequence[LotStock], picked: Sequence[LotStock]) -> str:
    left = sum((lot.on_hand for lot in picked), start=NONE)
    told = {"name": line.name, "left": left, "unit": line.unit}
    if not picked and shelf:
        return _("{name}: lô còn lại đã hết hạn, không bán được.").format(**told)
    if line.chosen is not None:
        return _("{name}: lô này chỉ còn {left} {unit}. Chọn lô khác.").format(**told)
    return _("{name}: các lô còn hạn chỉ có {left} {unit}. Nhập lô mới hoặc kiểm kho.").format(
        **told
    )


def _bring_back(session: Session, actor: Actor, at: datetime, line: _Leaving) -> None:
    left = -line.quantity
    out = session.execute(_STILL_OUT, {"original": line.original, "product": line.product_id})
    for lot_id, quantity in out.all():
        back = min(Quantity(quantity), left)
        if back:
            _move(session, actor, at, _Step(line.product_id, back, lot_id, RETURN, line.line_id))
        left -= back
    if left:
        lot_id = _unknown(session, line.product_id)
        _move(session, actor, at, _Step(line.product_id, left, lot_id, RETURN, line.line_id))


def on_shelf(session: Session, product_id: int) -> tuple[LotStock, ...]:
    """The lots that are not used up, the first to expire first."""
    rows = session.scalars(
        select(Lot)
        .where(Lot.product_id == product_id, Lot.on_hand > NONE)
        .order_by(nulls_last(Lot.expires_on), Lot.id)
    )
    return tuple(LotStock(lot.id, lot.code, lot.expires_on, lot.on_hand) for lot in rows)


def turn_counting(
    session: Session, actor: Actor, at: datetime, product_id: int, *, on: bool
) -> None:
    """Leaves a mark: what is sold from now on moves stock, or no longer does."""
    kind = COUNTED if on else UNCOUNTED
    _move(session, actor, at, _Step(product_id, NONE, None, kind))


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
        _move(session, actor, at, _Step(product_id, -loose, None))
        _move(session, actor, at, _Step(product_id, loose, _unknown(session, product_id)))
    if not by_lot and told:
        for lot in held:
            _move(session, actor, at, _Step(product_id, -lot.on_hand, lot.id))
        _move(session, actor, at, _Step(product_id, told, None))


def _unknown(session: Session, product_id: int) -> int:
    known = session.scalar(select(Lot.id).where(Lot.product_id == product_id, Lot.code == UNKNOWN))
    if known is not None:
        return known
    new = insert(Lot).values(product_id=product_id, code=UNKNOWN, expires_on=None, on_hand=NONE)
    return session.execute(new.returning(Lot.id)).scalar_one()


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of a lot, or of what lies on the shelf outside of lots (None)."""

    product_id: int
    quantity: Quantity
    lot_id: int | None
    kind: str = REGROUPED
    line_id: int | None = None


def _move(session: Session, actor: Actor, at: datetime, step: _Step) -> None:
    session.execute(
        insert(StockMove).values(
            product_id=step.product_id,
            quantity=step.quantity,
            kind=step.kind,
            sale_line_id=step.line_id,
            lot_id=step.lot_id,
            at=at,
            staff_id=actor.staff,
            counter_id=actor.counter,
        )
    )
    if step.lot_id is not None:
        lot = update(Lot).where(Lot.id == step.lot_id)
        session.execute(lot.values(on_hand=Lot.on_hand + step.quantity))
