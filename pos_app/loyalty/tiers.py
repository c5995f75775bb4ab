"""Tiers: never measured by the balance of points, always by what was spent in a window of months.

Up at once, at the sale that reaches a threshold; a sale earns at the tier held before it. Only
the shop's own sales count: a history taken in from elsewhere gives neither points nor tiers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.basics.clock import months_before
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty.points import Programme, Tier


def first_day(day: date, months: int) -> date:
    """The first day that counts in the window that ends with `day`.

    Twelve months up to 21/11/2026 begin on 22/11/2025; up to 29/02/2028 on 01/03/2027.
    """
    return months_before(day, months) + timedelta(days=1)


def tier_for(spent: Money, programme: Programme) -> Tier:
    """The tier that spending within the window reaches; reaching the threshold is enough."""
    return next(
        tier for tier in reversed(programme.tiers) if spent >= tier.threshold or not tier.rank
    )


def ahead(spent: Money, rank: int, programme: Programme) -> tuple[Tier | None, Money]:
    """The tier above the held one and what is missing to it; None and 0 ₫ at the top."""
    held = programme.tier(rank)
    if held.rank == programme.top.rank:
        return None, ZERO
    upper = programme.tier(held.rank + 1)
    return upper, max(upper.threshold - spent, ZERO)


@dataclass(frozen=True, slots=True)
class Purchase:
    """A document of one customer as tiers see it; the amount of a return is negative."""

    sale_id: int
    day: date
    amount: Money
    reverses: date | None = None
    """For a return: the day of the sale it takes back, in whose window it counts."""

    def within(self, start: date, end: date) -> bool:
        """Whether it counts in a window."""
        return self.day >= start and start <= (self.reverses or self.day) <= end


@dataclass(frozen=True, slots=True)
class Rise:
    """A step up: at which sale, from which rank to which, with which spending in the window."""

    sale_id: int
    before: int
    after: int
    qualifying: Money
    programme_version: int


def replay(purchases: Iterable[Purchase], programme_on: Callable[[date], Programme]) -> list[Rise]:
    """Every rise of one customer, from nothing but the documents in their order.

    Plain and slow on purpose: `check` compares with it what the till wrote sale by sale.
    """
    rises: list[Rise] = []
    seen: list[Purchase] = []
    rank = 0
    for purchase in purchases:
        seen.append(purchase)
        programme = programme_on(purchase.day)
        if purchase.reverses or rank >= programme.top.rank:
            continue
        start = first_day(purchase.day, programme.window_months)
        spent = sum(p.amount.dong for p in seen if p.within(start, purchase.day))
        reached = sum(spent >= tier.threshold.dong for tier in programme.tiers[1:])
        if reached > rank:
            rises.append(Rise(purchase.sale_id, rank, reached, Money(spent), programme.version))
            rank = reached
    return rises
