"""What is known of a good, as an editor shows and changes it: frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pos_app.basics.money import Money
from pos_app.basics.quantity import NONE, ONE, Quantity


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit the good is sold in, with the codes that stand on it."""

    name: str
    factor: Quantity = ONE
    """How many base units it holds."""
    price: Money | None = None
    """None: what its base units cost; of the base unit: typed at the counter."""
    codes: tuple[str, ...] = ()
    pack_id: int | None = None
    """None for the base unit, and for a pack that is new."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a combo takes off the shelf for each one sold, in base units."""

    product_id: int
    name: str
    unit: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Good:
    """All of a good that people decide; two equal goods need no saving."""

    name: str
    units: tuple[Unit, ...]
    """The base unit, then the packs from small to large."""
    category_id: int | None = None
    cost: Money | None = None
    """Of a base unit; None as well for whoever may not see it."""
    vat_class: str | None = None
    exclusion: str | None = None
    """Why it earns no points."""
    by_weight: bool = False
    stocked: bool = True
    lots: bool = False
    reorder_at: Quantity | None = None
    scale_code: str | None = None
    parts: tuple[Part, ...] = ()

    @property
    def base(self) -> Unit:
        """The unit that stock is counted in."""
        return self.units[0]


@dataclass(frozen=True, slots=True)
class LotStock:
    """A batch on the shelf; base units."""

    id: int
    code: str
    expires_on: date | None
    on_hand: Quantity


@dataclass(frozen=True, slots=True)
class PastPrice:
    """A price that was set, of the base unit or a pack."""

    at: datetime
    who: str
    source: str
    price: Money | None
    unit: str


@dataclass(frozen=True, slots=True)
class GoodSheet:
    """A good, and what happened to it."""

    product_id: int
    good: Good
    active: bool = True
    incomplete: bool = False
    on_hand: Quantity = NONE
    lots: tuple[LotStock, ...] = ()
    """Those that are not used up, the first to expire first."""
    prices: tuple[PastPrice, ...] = ()
    """The latest first."""
    family: str = ""
    """What its variants are called together; empty for a good that stands alone."""
    variants: tuple[tuple[int, str], ...] = ()
    """Ids and names of the family's goods, itself among them."""
