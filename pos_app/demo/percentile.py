"""How big the shop's baskets are, kept as the days go by."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from datetime import date
from typing import Final

from pos_app.basics.money import Money
from pos_app.care.rules import BIG, rank_of_percentile

_STEP: Final = 20_000
"""Totals are counted in steps of so many đồng; only one step is ever sorted."""


class Baskets:
    """The totals of the days before, as far back as care looks."""

    def __init__(self) -> None:
        self._days: deque[tuple[date, Sequence[int]]] = deque()
        self._heights: Counter[int] = Counter()
        self._count = 0
        self._asked: tuple[date, Money | None] | None = None

    def add(self, day: date, totals: Sequence[int]) -> None:
        """A day is over; totals in đồng."""
        self._days.append((day, totals))
        self._heights.update(total // _STEP for total in totals)
        self._count += len(totals)

    def percentile(self, day: date) -> Money | None:
        """How big a basket the shop calls big on a day; None when there is nothing to compare."""
        if self._asked is None or self._asked[0] != day:
            self._forget(day)
            self._asked = day, self._find()
        return self._asked[1]

    def _forget(self, day: date) -> None:
        while self._days and self._days[0][0] < day - BIG.window:
            _, totals = self._days.popleft()
            self._heights.subtract(total // _STEP for total in totals)
            self._count -= len(totals)

    def _find(self) -> Money | None:
        if not self._count:
            return None
        above = self._count - 1 - rank_of_percentile(self._count, BIG.percentile)
        for step in sorted(self._heights, reverse=True):
            if self._heights[step] > above:
                within = (t for _, totals in self._days for t in totals if t // _STEP == step)
                return Money(sorted(within, reverse=True)[above])
            above -= self._heights[step]
        raise AssertionError("every basket lies in a step")
