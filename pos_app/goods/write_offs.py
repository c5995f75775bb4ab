"""Goods that came back and cannot be sold again: off the shelf as soon as they are on it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import to_ms

KIND: Final = "write_off"
"""Of the stock move, whose document is the return."""

_MOVES: Final = text(
    f"""
    INSERT INTO stock_move
        (product_id, quantity, kind, lot_id, document, at, staff_id, counter_id)
    SELECT move.product_id, -move.quantity, '{KIND}', move.lot_id, :document, :at, :staff, :counter
    FROM sale_line line JOIN stock_move move ON move.sale_line_id = line.id
    WHERE line.sale_id = :sale AND line.restock = 0
    ORDER BY move.id
    """
)
_LEVELS: Final = text(
    """
    UPDATE stock_level SET on_hand = on_hand + dropped.quantity
    FROM (SELECT product_id, sum(quantity) AS quantity FROM stock_move
          WHERE document = :document GROUP BY product_id) dropped
    WHERE stock_level.product_id = dropped.product_id
    """
)
_LOTS: Final = text(
    """
    UPDATE lot SET on_hand = on_hand + dropped.quantity
    FROM (SELECT lot_id, sum(quantity) AS quantity FROM stock_move
          WHERE document = :document AND lot_id IS NOT NULL GROUP BY lot_id) dropped
    WHERE lot.id = dropped.lot_id
    """
)


def write_off(session: Session, actor: Actor, at: datetime, sale_id: int, document: str) -> None:
    """Takes what a return's lines do not put back on sale off the shelf again.

    Its own moves are there already; `document` is the return's global id.
    """
    moved = {
        "sale": sale_id,
        "document": document,
        "at": to_ms(at),
        "staff": actor.staff,
        "counter": actor.counter,
    }
    session.execute(_MOVES, moved)
    session.execute(_LEVELS, {"document": document})
    session.execute(_LOTS, {"document": document})
