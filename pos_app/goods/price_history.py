"""Every price and cost that was ever set: rows that are only added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.money import Money
from pos_app.goods.sheets import PastPrice
from pos_app.models.goods import Pack, PriceChange, Product
from pos_app.models.shop import Staff

LATEST: Final = 20


class Source(StrEnum):
    """Where a price was set."""

    COUNTER = "counter"
    EDITOR = "editor"
    IMPORT = "import"
    REPRICING = "repricing"
    RECEIPT = "receipt"


PRICE: Final = "price"
COST: Final = "cost"


@dataclass(frozen=True, slots=True)
class Change:
    """A price or cost of a good, or of one of its packs, as it was and as it is."""

    product_id: int
    kind: str
    """PRICE or COST."""
    before: Money | None
    after: Money | None
    source: Source
    pack_id: int | None = None


def note_change(session: Session, actor: Actor, at: datetime, change: Change) -> None:
    """Leaves a row, unless nothing changed."""
    if change.before != change.after:
        session.execute(
            insert(PriceChange).values(
                product_id=change.product_id,
                pack_id=change.pack_id,
                kind=change.kind,
                before=change.before,
                after=change.after,
                source=change.source.value,
                at=at,
                staff_id=actor.staff,
            )
        )


def latest(session: Session, product_id: int) -> tuple[PastPrice, ...]:
    """The last prices of a good in all its units, the newest first."""
    rows = session.execute(
        select(PriceChange, Staff.name, Product.unit, Pack.unit.label("pack"))
        .join(Staff, Staff.id == PriceChange.staff_id)
        .join(Product, Product.id == PriceChange.product_id)
        .outerjoin(Pack, Pack.id == PriceChange.pack_id)
        .where(PriceChange.product_id == product_id, PriceChange.kind == PRICE)
        .order_by(PriceChange.id.desc())
        .limit(LATEST)
    )
    return tuple(
        PastPrice(change.at, who, change.source, change.after, unit if pack is None else pack)
        for change, who, unit, pack in rows
    )
