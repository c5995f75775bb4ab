"""The rhythm of a corner shop: which days are busy, at which hours people come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate, pairwise
from operator import mul
from typing import Final

from pos_app.basics.clock import day_start
from pos_app.care.hours import TET
from pos_app.demo.tables import shop
from pos_app.loyalty.tiers import first_day

STOPS_AT: Final = time(14, 6)
"""When the story stops on its last day: in the middle of the afternoon shift."""
HOUR: Final = 3600
OPENS, CHANGES_HANDS, CLOSES = 6 * HOUR, 13 * HOUR + 120, 21 * HOUR + 1800
"""Seconds of the day."""
_BEFORE_TET: Final = 21
_AFTER_TET: Final = 12
_TRIES: Final = 30


@dataclass(frozen=True, slots=True)
class Period:
    """The months of the story, ending in the middle of a day."""

    since: date
    until: date
    stops: int
    """Seconds of the last day after which nothing happened yet."""

    @property
    def length(self) -> int:
        """How many days, both ends counted."""
        return (self.until - self.since).days + 1

    def day(self, place: int) -> date:
        """The day of a place, from 0."""
        return self.since + timedelta(days=place)

    @property
    def end(self) -> datetime:
        """The last moment."""
        return moment(self.until, self.stops)


def period(until: date, months: int, now: datetime) -> Period:
    """The `months` up to a day: just those in which spending counts for a tier on that day.

    Nothing lies in the future of `now` (on the shop's wall clock) when the last day is today.
    """
    clock = now.time() if now.date() == until else STOPS_AT
    stops = min(clock, STOPS_AT)
    seconds = (stops.hour * 60 + stops.minute) * 60 + stops.second
    return Period(first_day(until, months), until, seconds)


def moment(day: date, second: int) -> datetime:
    """A second of a shop day, in UTC."""
    return day_start(day) + timedelta(seconds=second)


class Hours:
    """When somebody is likely to come."""

    def __init__(self, profile: Sequence[int]) -> None:
        """`profile`: how busy each hour is, from the one in which the shop opens."""
        self._profile = profile
        self._rising = list(accumulate(profile))

    def pick(self, rng: random.Random, end: int = 24 * HOUR) -> int:
        """A second of the day before `end`."""
        for _ in range(_TRIES):
            [hour] = rng.choices(range(len(self._rising)), cum_weights=self._rising)
            second = OPENS + hour * HOUR + int(rng.random() * HOUR)
            if second < end:
                return second
        return max(end - 1, 0)

    def passed(self, end: int) -> float:
        """How much of a day's trade lies before a second."""
        starts = range(OPENS, 24 * HOUR, HOUR)
        parts = (min(max((end - start) / HOUR, 0), 1) for start in starts)
        done: float = sum(map(mul, self._profile, parts))
        return done / self._rising[-1]


def hours() -> list[Hours]:
    """Everybody's hours first, then those of people with a habit."""
    return [Hours(profile) for profile in shop()["hours"]]


def busyness(story: Period, rng: random.Random) -> list[float]:
    """How busy each day is beside the others: weekday, season, payday, growth and chance."""
    weights = []
    for place in range(story.length):
        day = story.day(place)
        weight = shop()["weekdays"][day.weekday()] * _season(day) * _payday(day)
        weight *= 1 + 0.25 * place / story.length  # the shop becomes known
        weights.append(weight * rng.uniform(0.86, 1.14))
    weights[-1] *= hours()[0].passed(story.stops - HOUR // 4)
    return weights


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of a total in proportion to weights, none off by more than one."""
    whole = sum(weights)
    if not whole:
        return [0 for _ in weights]
    marks = [round(total * part / whole) for part in accumulate(weights, initial=0.0)]
    return [end - start for start, end in pairwise(marks)]


def season(day: date) -> str:
    """Which season's goods are asked for; empty in between."""
    first = TET.get(day.year)
    if first is not None and 0 < (first - day).days <= _BEFORE_TET:
        return "tet"
    told = shop()["seasons"].items()
    return next((name for name, one in told if day.month in one.get("months", ())), "")


def _season(day: date) -> float:
    first = TET.get(day.year)
    after = (day - first).days if first else 100
    if after in (0, 1):
        return 0.0  # the shop is closed
    if -_BEFORE_TET <= after < 0:
        return 1.15 + 0.9 * (_BEFORE_TET + after) / _BEFORE_TET
    return 0.55 + 0.03 * after if 0 <= after <= _AFTER_TET else 1.0


def _payday(day: date) -> float:
    return 1.14 if day.day <= 6 or day.day >= 29 else 1.0
