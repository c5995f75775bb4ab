"""A counter in plain numbers: what the real one has to agree with after every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

TIERS: Final = ((15_000_000, 20), (6_000_000, 15), (2_000_000, 12), (0, 10))
"""Spending of twelve months, highest first, and tenths of the multiplier."""


def half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


@dataclass(slots=True)
class ModelLine:
    """A good, đồng for one, how many thousandths, and tenths of a percent off."""

    good: str
    price: int
    thousandths: int
    earns: bool
    off: int = 0

    @property
    def left(self) -> int:
        gross = half_up(self.price * self.thousandths, 1_000)
        return gross - half_up(gross * self.off, 1_000)


@dataclass(slots=True)
class ModelCart:
    """An open order; `off` is đồng off the whole."""

    lines: list[ModelLine] = field(default_factory=list)
    off: int = 0
    customer: int | None = None
    held: bool = False

    @property
    def goods(self) -> int:
        return sum(line.left for line in self.lines)

    @property
    def due(self) -> int:
        return self.goods - min(self.off, self.goods)


@dataclass(slots=True)
class ModelCustomer:
    """Points, and every purchase by day."""

    points: int = 0
    rank: int = 0
    bought: list[tuple[date, int]] = field(default_factory=list)

    def buy(self, day: date, first: date, due: int, base: int, redeemed: int) -> None:
        """Spends points, earns at the tier held before, then may rise; `first` opens the window."""
        multiplier = TIERS[len(TIERS) - 1 - self.rank][1]
        self.points += base // 10_000 * multiplier // 10 - redeemed
        self.bought.append((day, due))
        spent = sum(amount for when, amount in self.bought if first <= when <= day)
        reached = next(place for place, (asked, _) in enumerate(TIERS) if spent >= asked)
        self.rank = max(self.rank, len(TIERS) - 1 - reached)


@dataclass(slots=True)
class ModelShop:
    """Everything a test may ask about."""

    carts: dict[str, ModelCart] = field(default_factory=dict)
    customers: dict[int, ModelCustomer] = field(default_factory=dict)
    stock: dict[str, int] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    """Of the sales, in the order of their numbers."""
