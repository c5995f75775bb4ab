"""The rhythm of a corner shop: which days are busy, at which hours people come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate, pairwise
from typing import Final

from pos_app.basics.clock import SHOP_ZONE, to_ms
from pos_app.care.hours import TET
from pos_app.loyalty.tiers import first_day

STOPS_AT: Final = time(14, 6)
"""When the story stops on its last day: in the middle of the afternoon shift."""

OPENS: Final = time(6)
VAN: Final = time(6, 5)
CHANGES_HANDS: Final = time(13, 2)
CLOSES: Final = time(21, 30)

HOUR: Final = 3600
_OPENING_HOUR: Final = OPENS.hour
EVERYBODY: Final = (20, 30, 58, 63, 60, 78, 66, 40, 36, 48, 78, 100, 96, 72, 44)
"""How busy each hour is, from six in the morning."""
MORNING: Final = (60, 90, 80, 60, 40, 20, 10, 5, 5, 5, 10, 10, 10, 5, 5)
NOON: Final = (5, 5, 20, 40, 60, 90, 80, 50, 40, 30, 20, 20, 10, 10, 5)
EVENING: Final = (2, 5, 8, 8, 10, 10, 10, 10, 15, 30, 70, 100, 110, 90, 50)
HABITS: Final = (EVERYBODY, MORNING, NOON, EVENING)

_WEEKDAYS: Final = (94, 90, 94, 98, 108, 126, 112)
_BEFORE_TET: Final = 21
_AFTER_TET: Final = 12


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody is likely to come, up to the end of a day."""

    starts: tuple[int, ...]
    """Seconds of the day."""
    lengths: tuple[int, ...]
    rising: tuple[float, ...]
    """Weights, added up."""

    def pick(self, rng: random.Random) -> int:
        """A second of the day."""
        if not self.starts:
            return OPENS.hour * HOUR
        [place] = rng.choices(range(len(self.starts)), cum_weights=self.rising)
        return self.starts[place] + int(rng.random() * self.lengths[place])


def hours(profile: Sequence[int], end: int = 24 * HOUR) -> Hours:
    """The hours of a profile that lie before a second of the day."""
    starts = [(_OPENING_HOUR + place) * HOUR for place in range(len(profile))]
    slots = [
        (start, min(HOUR, end - start), weight * min(HOUR, end - start) / HOUR)
        for start, weight in zip(starts, profile, strict=True)
        if start < end
    ]
    return Hours(
        tuple(start for start, _, _ in slots),
        tuple(length for _, length, _ in slots),
        tuple(accumulate(weight for _, _, weight in slots)),
    )


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
    def end(self) -> int:
        """The last moment, in milliseconds since 1970 UTC."""
        return midnight(self.until) + self.stops * 1000


def period(until: date, months: int, now: datetime) -> Period:
    """The `months` up to a day: just those in which spending counts for a tier on that day.

    Nothing lies in the future of `now` (on the shop's wall clock) when the last day is today.
    """
    clock = now.time() if now.date() == until else STOPS_AT
    stops = min(clock, STOPS_AT)
    seconds = (stops.hour * 60 + stops.minute) * 60 + stops.second
    return Period(first_day(until, months), until, seconds)


def midnight(day: date) -> int:
    """The beginning of a shop day, in milliseconds since 1970 UTC."""
    return to_ms(datetime.combine(day, time(), SHOP_ZONE))


def second_of(clock: time) -> int:
    """Seconds since midnight."""
    return (clock.hour * 60 + clock.minute) * 60 + clock.second


def busyness(period: Period, rng: random.Random) -> list[float]:
    """How busy each day is beside the others: weekday, season, payday, growth and chance."""
    weights = []
    for place in range(period.length):
        day = period.day(place)
        weight = _WEEKDAYS[day.weekday()] * _season(day) * _payday(day)
        weight *= 1 + 0.25 * place / period.length  # the shop becomes known
        weights.append(weight * rng.uniform(0.86, 1.14))
    before = hours(EVERYBODY, period.stops - HOUR // 4).rising
    weights[-1] *= before[-1] / sum(EVERYBODY) if before else 0
    return weights


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of a total in proportion to weights, none off by more than one."""
    whole = sum(weights)
    if not whole:
        return [0 for _ in weights]
    marks = [round(total * part / whole) for part in accumulate(weights, initial=0.0)]
    return [end - start for start, end in pairwise(marks)]


def before_tet(day: date) -> bool:
    """The weeks in which everybody stocks up for the new year."""
    first = TET.get(day.year)
    return first is not None and 0 < (first - day).days <= _BEFORE_TET


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
