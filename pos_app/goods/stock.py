"""Stock: an append-only list of moves, and a level that is their sum.

The functions join the caller's transaction. A sale takes through two statements that read its own
lines, however many there are: nothing is read and written back, and nothing passes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import to_ms
from pos_app.basics.quantity import Quantity
from pos_app.goods import lots
from pos_app.goods.lots import PassedOver
from pos_app.goods.units import BASE_UNITS_OF_LINE, LEAVING
from pos_app.models.goods import StockLevel, StockMove
from pos_app.shop import settings
from pos_app.shop.staff import Right, require
from pos_app.store.prepared import Prepared


class Kind(StrEnum):
    """Why stock moved."""

    OPENING = "opening"
    RECEIPT = "receipt"
    SALE = "sale"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Level:
    """What the moves add up to, and what was ever sold, in base units."""

    on_hand: Quantity
    sold: Quantity


_MOVE_LINES: Final = Prepared(
    text(
        f"""
        INSERT INTO stock_move (product_id, quantity, kind, sale_line_id, at, staff_id, counter_id)
        SELECT leaving.product_id, -leaving.quantity,
               CASE WHEN leaving.quantity < 0 THEN '{Kind.RETURN}' ELSE '{Kind.SALE}' END,
               leaving.line_id, :at, :staff, :counter
        FROM ({LEAVING}) leaving JOIN product ON product.id = leaving.product_id
        WHERE product.stocked AND NOT product.lots
        ORDER BY leaving.product_id, leaving.line_id
        """
    )
)
_LOWER_LEVELS: Final = Prepared(
    text(
        f"""
        UPDATE stock_level SET on_hand = on_hand - taken.quantity
        FROM (
            SELECT leaving.product_id, sum(leaving.quantity) AS quantity
            FROM ({LEAVING}) leaving JOIN product ON product.id = leaving.product_id
            WHERE product.stocked
            GROUP BY leaving.product_id
        ) taken
        WHERE stock_level.product_id = taken.product_id
        """
    )
)
_COUNT_SOLD: Final = Prepared(
    text(
        f"""
        UPDATE stock_level SET sold = sold + taken.quantity
        FROM (
            SELECT line.product_id, sum({BASE_UNITS_OF_LINE}) AS quantity
            FROM sale_line line WHERE line.sale_id = :sale GROUP BY line.product_id
        ) taken
        WHERE stock_level.product_id = taken.product_id
        """
    )
)
_SHORT: Final = Prepared(
    text(
        f"""
        SELECT product.name, level.on_hand
        FROM ({LEAVING}) leaving
        JOIN product ON product.id = leaving.product_id
        JOIN stock_level level ON level.product_id = leaving.product_id
        WHERE leaving.quantity > 0 AND level.on_hand < 0 AND product.stocked
        LIMIT 1
        """
    )
)
_ADD_MOVES: Final = insert(StockMove)
_RAISE_LEVEL: Final = (
    update(StockLevel)
    .where(StockLevel.product_id == bindparam("product"))
    .values(on_hand=StockLevel.on_hand + bindparam("arrives"))
)


def take_for_sale(
    session: Session, actor: Actor, at: datetime, sale_id: int
) -> tuple[PassedOver, ...]:
    """Takes what a sale's lines say off the shelf and counts it as sold; a return brings it back.

    Goods the shop does not count are sold without a move, a combo by its parts, goods with lots
    out of those that expire first. Stock may fall below zero, for what a customer holds in the
    hand is there: unless the shop wants it otherwise, then NotAllowed without the right. Gives
    back the lots that were passed over.
    """
    sale = {"sale": sale_id}
    who = {"at": to_ms(at), "staff": actor.staff, "counter": actor.counter}
    _MOVE_LINES.run(session, sale | who)
    passed = lots.take_for_sale(session, actor, at, sale_id)
    _LOWER_LEVELS.run(session, sale)
    _COUNT_SOLD.run(session, sale)
    short = _SHORT.row(session, sale)
    if short is not None and settings.read(session, settings.BLOCK_SHORT):
        require(session, actor, Right.SELL_SHORT)
    return passed


def open_with(session: Session, actor: Actor, at: datetime, found: Mapping[int, Quantity]) -> None:
    """Writes down what is on the shelf when counting begins, by product."""
    if not found:
        return
    connection = session.connection()
    connection.execute(
        _ADD_MOVES,
        [
            {
                "product_id": product,
                "quantity": quantity,
                "kind": Kind.OPENING.value,
                "at": at,
                "staff_id": actor.staff,
                "counter_id": actor.counter,
            }
            for product, quantity in found.items()
        ],
    )
    connection.execute(
        _RAISE_LEVEL,
        [{"product": product, "arrives": quantity} for product, quantity in found.items()],
    )


def levels(session: Session, products: Iterable[int]) -> dict[int, Level]:
    """What is on hand and was sold, for each of the products."""
    rows = session.execute(
        select(StockLevel.product_id, StockLevel.on_hand, StockLevel.sold).where(
            StockLevel.product_id.in_(list(products))
        )
    )
    return {row.product_id: Level(row.on_hand, row.sold) for row in rows}
