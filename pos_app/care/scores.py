"""Who comes first in the queue: urgency, the customer's value, the rule's weight, and age.

score = 100 × (0,5 U + 0,3 V + 0,2 W) + age, held in thousandths of a point so that equal is equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pos_app.basics.clock import shop_day

WHOLE: Final = 1000
MIDDLE: Final = 500
"""Value of a customer of whom nothing is known yet."""

AGE_PER_DAY: Final = 2
HIGHEST_AGE: Final = 20
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a place in the queue: thousandths each, age in points."""

    urgency: int
    value: int
    weight: int
    age: int

    @property
    def thousandths(self) -> int:
        """The whole score, in thousandths of a point."""
        return 50 * self.urgency + 30 * self.value + 20 * self.weight + WHOLE * self.age


def score(planned_at: datetime, due_at: datetime, now: datetime, value: int, weight: int) -> Score:
    """`value`: thousandths; `weight`: percent."""
    return Score(urgency(planned_at, due_at, now), value, weight * 10, age(due_at, now))


def urgency(planned_at: datetime, due_at: datetime, now: datetime) -> int:
    """0 while all the time is left, `WHOLE` once none is."""
    allowed, left = (due_at - planned_at) // _MINUTE, (due_at - now) // _MINUTE
    if allowed <= 0 or left <= 0:
        return WHOLE
    return max(0, WHOLE - WHOLE * left // allowed)


def age(due_at: datetime, now: datetime) -> int:
    """Two points for each day overdue, twenty at most, so that nobody waits for ever."""
    return min(HIGHEST_AGE, AGE_PER_DAY * max(0, (shop_day(now) - shop_day(due_at)).days))
