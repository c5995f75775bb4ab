"""When people may be reached: hours of the day on the shop's wall clock, and the days of Tết."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from pos_app.basics.clock import SHOP_ZONE, local, shop_day

Hours = tuple[tuple[time, time], ...]
"""Parts of a day in rising order, each from its start up to, not including, its end."""

CALL_HOURS: Final[Hours] = ((time(9), time(11, 30)), (time(14), time(17)))

LAWFUL_CALL_HOURS: Final[Hours] = ((time(8), time(17)),)
LAWFUL_MESSAGE_HOURS: Final[Hours] = ((time(7), time(22)),)
"""For advertising, by Decree 91/2020; a shop's own hours can only be narrower."""

TET: Final = {
    first.year: first
    for first in (
        date(2025, 1, 29),
        date(2026, 2, 17),
        date(2027, 2, 6),
        date(2028, 1, 26),
        date(2029, 2, 13),
        date(2030, 2, 2),
        date(2031, 1, 23),
        date(2032, 2, 11),
        date(2033, 1, 31),
        date(2034, 2, 19),
        date(2035, 2, 8),
        date(2036, 1, 28),
        date(2037, 2, 15),
        date(2038, 2, 4),
        date(2039, 1, 24),
        date(2040, 2, 12),
    )
}
"""First day of the lunar year, by new moons in Viet Nam's own time zone."""


def silent(day: date) -> bool:
    """From the last day of the lunar year to the fifth of Tết nobody is called or written to."""
    first = TET.get(day.year)
    return first is not None and -1 <= (day - first).days <= 4


def overlap(wished: Hours, lawful: Hours) -> Hours:
    """The part of `wished` that lies within `lawful`."""
    parts = (
        (max(start, opens), min(end, closes)) for start, end in wished for opens, closes in lawful
    )
    return tuple((start, end) for start, end in parts if start < end)


def next_moment(moment: datetime, hours: Hours) -> datetime:
    """The first moment from `moment` on at which `hours` allow somebody to be reached (UTC)."""
    if not hours:
        raise ValueError("there is no hour left in which to reach anybody")
    return next(
        max(moment, start) for start, end in _parts_from(shop_day(moment), hours) if moment < end
    )


def in_another_part(tried: datetime, earliest: datetime, hours: Hours) -> datetime:
    """The first allowed moment from `earliest` on in another part of the day than `tried`."""
    moment = next_moment(earliest, hours)
    while len(hours) > 1 and _part(moment, hours) == _part(tried, hours):
        end = hours[_part(moment, hours)][1]
        moment = next_moment(_at(shop_day(moment), end), hours)
    return moment


def _parts_from(day: date, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    while True:
        if not silent(day):
            yield from ((_at(day, start), _at(day, end)) for start, end in hours)
        day += timedelta(days=1)


def _part(moment: datetime, hours: Hours) -> int:
    """Which part of the day a moment belongs to; a gap belongs to the part before it."""
    clock = local(moment).time()
    later = (place for place, (_, after) in enumerate(pairwise(hours)) if clock < after[0])
    return next(later, len(hours) - 1)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHOP_ZONE).astimezone(UTC)
