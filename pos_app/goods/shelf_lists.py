"""Goods as lists to work through: all of them by name, low stock, near expiry, to be completed.

Pages are cut by the last row seen, never by counting: the ten thousandth good costs as much as
the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.basics.text import fold
from pos_app.goods import search
from pos_app.shop import settings
from pos_app.store.database import Database

PAGE: Final = 100
FOUND: Final = 200
"""So many goods a search shows; more are found by one more word."""


class Which(StrEnum):
    """Which goods a list holds."""

    ALL = "all"
    LOW = "low"
    NEAR = "near"
    INCOMPLETE = "incomplete"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A good in a list."""

    product_id: int
    name: str
    folded: str
    code: str
    scale_code: str
    unit: str
    on_hand: Quantity | None
    """None: nobody counts it."""
    low: bool
    price: Money | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many goods each list holds, and how many lots are near their end."""

    all: int
    low: int
    near: int
    incomplete: int
    stopped: int
    lots: int

    def of(self, which: Which) -> int:
        """The goods of one list."""
        told: int = getattr(self, which.value)
        return told


_LOW: Final = """product.stocked AND (level.on_hand <= 0 OR level.on_hand < product.reorder_at)"""
_EXPIRING: Final = "lot.expires_on <= :until AND lot.on_hand > 0"
_NEAR: Final = f"product.id IN (SELECT product_id FROM lot WHERE {_EXPIRING})"
_HOLDS: Final = {
    Which.ALL: "product.active",
    Which.LOW: f"product.active AND {_LOW}",
    Which.NEAR: f"product.active AND {_NEAR}",
    Which.INCOMPLETE: "product.active AND product.incomplete",
    Which.STOPPED: "NOT product.active",
}
_ROW: Final = f"""
    SELECT product.id, product.name, product.folded, product.scale_code, product.unit,
           product.price, product.stocked, level.on_hand, {_LOW} AS low,
           (SELECT min(code) FROM barcode
            WHERE barcode.product_id = product.id AND pack_id IS NULL) AS code
    FROM product JOIN stock_level level ON level.product_id = product.id
"""


def _statement(which: Which, narrowed: str, order: str) -> TextClause:
    return text(f"{_ROW} WHERE {_HOLDS[which]} AND {narrowed} {order} LIMIT :limit")


def _page(which: Which, folded: str) -> TextClause:
    behind = f"({folded}, product.id) > (:folded, :id)"
    return _statement(which, behind, f"ORDER BY {folded}, product.id")


_PAGES: Final = {
    # the few of a shop are found faster in the order of the table than in that of all names
    which: _page(which, "product.folded" if which is Which.ALL else "+product.folded")
    for which in Which
}
_AMONG: Final = {
    which: _statement(which, "product.id IN :ids", "").bindparams(bindparam("ids", expanding=True))
    for which in Which
}
_STOPPED_CALLED: Final = _statement(
    Which.STOPPED, "instr(product.folded, :words)", "ORDER BY product.folded, product.id"
)
_COUNT: Final = text(
    f"""
    SELECT count(*) FILTER (WHERE product.active),
           count(*) FILTER (WHERE {_HOLDS[Which.LOW]}),
           count(*) FILTER (WHERE {_HOLDS[Which.INCOMPLETE]}),
           count(*) FILTER (WHERE {_HOLDS[Which.STOPPED]})
    FROM product JOIN stock_level level ON level.product_id = product.id
    """
)
_COUNT_LOTS: Final = text(
    f"""
    SELECT count(DISTINCT lot.product_id), count(*)
    FROM lot JOIN product ON product.id = lot.product_id
    WHERE product.active AND {_EXPIRING}
    """
)


class ShelfLists:
    """Lists of goods for the goods page."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def page(self, which: Which, after: GoodRow | None = None, limit: int = PAGE) -> list[GoodRow]:
        """The goods behind `after` in order of their names."""
        folded, last = (after.folded, after.product_id) if after else ("", 0)
        values = {"folded": folded, "id": last, "limit": limit}
        with self._database.reading() as session:
            return self._rows(session, _PAGES[which], values, which)

    def find(self, which: Which, written: str, limit: int = FOUND) -> list[GoodRow]:
        """Those of a list that fit what was typed, best first."""
        with self._database.reading() as session:
            if which is Which.STOPPED:
                values = {"words": fold(written), "limit": limit}
                return self._rows(session, _STOPPED_CALLED, values, which)
            ids = search.find(session, written, limit)
            found = self._rows(session, _AMONG[which], {"ids": ids, "limit": limit}, which)
        place = {product: at for at, product in enumerate(ids)}
        return sorted(found, key=lambda row: place[row.product_id])

    def row(self, product_id: int) -> GoodRow | None:
        """One good as a list shows it; None when there is no such good."""
        with self._database.reading() as session:
            for which in (Which.ALL, Which.STOPPED):
                values = {"ids": [product_id], "limit": 1}
                for row in self._rows(session, _AMONG[which], values, which):
                    return row
        return None

    def counts(self) -> Counts:
        """How many each list holds; reads every level once, so it belongs in the background."""
        with self._database.reading() as session:
            goods = session.execute(_COUNT).one()
            near, lots = session.execute(_COUNT_LOTS, {"until": self._until(session)}).one()
        return Counts(goods[0], goods[1], near, goods[2], goods[3], lots)

    def _rows(
        self, session: Session, statement: TextClause, values: dict[str, Any], which: Which
    ) -> list[GoodRow]:
        if which is Which.NEAR:
            values = values | {"until": self._until(session)}
        return [
            GoodRow(
                product_id=row.id,
                name=row.name,
                folded=row.folded,
                code=row.code or "",
                scale_code=row.scale_code or "",
                unit=row.unit,
                on_hand=Quantity(row.on_hand) if row.stocked else None,
                low=bool(row.low),
                price=None if row.price is None else Money(row.price),
            )
            for row in session.execute(statement, values)
        ]

    def _until(self, session: Session) -> str:
        return near_until(session, shop_day(self._clock.now())).isoformat()


def near_until(session: Session, today: date) -> date:
    """Lots that expire by this day are near their end."""
    return today + timedelta(days=settings.read(session, settings.NEAR_EXPIRY_DAYS))
