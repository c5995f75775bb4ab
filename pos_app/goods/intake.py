"""Takes goods in from a list: what is new is shelved, what is known stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock
from pos_app.basics.i18n import N_
from pos_app.basics.text import fold
from pos_app.goods.shelving import NewGood, shelve
from pos_app.models.goods import Barcode, Product
from pos_app.shop.staff import Right, require
from pos_app.store import journal

KNOWN_BARCODE: Final = N_("Mã vạch đã có trong danh mục")
KNOWN_SKU: Final = N_("Mã hàng đã có trong danh mục")
KNOWN_NAME: Final = N_("Hàng không mã, trùng tên và đơn vị với hàng đã có")


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a list in would do; nothing is written yet."""

    new: Sequence[NewGood]
    skipped: Mapping[str, int]
    """How many goods are left out, by reason (a gettext id)."""

    @property
    def written(self) -> dict[str, int]:
        """How many of what will be written."""
        unpriced = sum(good.price is None for good in self.new)
        return {"products": len(self.new), "without_price": unpriced}


def plan(session: Session, actor: Actor, goods: Iterable[NewGood]) -> Plan:
    """Decides which goods of a list are new; needs the right to import, writes nothing.

    A good is known by its barcode, else by its SKU, else by its name and unit; the list is held
    against the shop and against itself, so that taking it in again changes nothing.
    """
    require(session, actor, Right.IMPORT)
    skipped: Counter[str] = Counter()
    return Plan(list(_new(session, goods, skipped)), skipped)


def write(session: Session, clock: Clock, actor: Actor, decided: Plan) -> list[int]:
    """Shelves what was planned in the same transaction; returns the ids in order."""
    if not decided.new:
        return []
    made = shelve(session, actor, clock.now(), decided.new)
    body = {**decided.written, "skipped": sum(decided.skipped.values()), "first": made[0]}
    journal.append(session, clock, actor, "goods.imported", "goods", body)
    return made


def take_in(session: Session, clock: Clock, actor: Actor, goods: Iterable[NewGood]) -> Plan:
    """Plans and writes at once, in the caller's transaction."""
    decided = plan(session, actor, goods)
    write(session, clock, actor, decided)
    return decided


def _new(session: Session, goods: Iterable[NewGood], skipped: Counter[str]) -> Iterator[NewGood]:
    known = _Known(session)
    for good in goods:
        reason = known.reason(good)
        if reason is None:
            known.add(good)
            yield good
        else:
            skipped[reason] += 1


class _Known:
    """Whatever tells a good of the shop from another."""

    def __init__(self, session: Session) -> None:
        self._barcodes = set(session.scalars(select(Barcode.code)))
        self._skus = set(session.scalars(select(Product.sku).where(Product.sku.is_not(None))))
        names = session.execute(select(Product.folded, Product.unit))
        self._names = {(row.folded, row.unit) for row in names}

    def reason(self, good: NewGood) -> str | None:
        """Why the good is no new one; None when it is."""
        if good.barcode in self._barcodes:
            return KNOWN_BARCODE
        if good.sku is not None and good.sku in self._skus:
            return KNOWN_SKU
        unmarked = good.barcode is None and good.sku is None
        if unmarked and (fold(good.name), good.unit) in self._names:
            return KNOWN_NAME
        return None

    def add(self, good: NewGood) -> None:
        """Counts the good as known from now on."""
        if good.barcode is not None:
            self._barcodes.add(good.barcode)
        self._skus.add(good.sku)
        self._names.add((fold(good.name), good.unit))
