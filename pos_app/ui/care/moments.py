"""When to call back: moments to choose, and moments as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from pos_app.basics.clock import SHOP_ZONE, local, shop_day
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _

MORNING: Final = time(9)
LATEST: Final = time(20)
"""Nobody is offered a call later in the evening; a customer may still ask for one."""

_TIME = r"(?P<hour>\d{1,2})(?:\s?(?::|h|giờ|g)\s?(?P<minute>\d{2})?)?"
_DAY = (
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?"
    r"|(?P<tomorrow>mai|tomorrow)|(?P<today>nay|today)"
)
_SPELLINGS: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (rf"{_TIME}", rf"{_TIME}\s+(?:{_DAY})", rf"(?:{_DAY})\s+{_TIME}")
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to choose, and its words."""

    label: str
    at: datetime


def choices(now: datetime) -> tuple[Moment, ...]:
    """In two hours while that is no night call, tomorrow morning, in a week."""
    today, soon = shop_day(now), now + timedelta(hours=2)
    offered = [
        Moment(_("Sáng mai"), _moment(today + timedelta(days=1), MORNING)),
        Moment(_("Tuần sau"), _moment(today + timedelta(days=7), MORNING)),
    ]
    if shop_day(soon) == today and local(soon).time() <= LATEST:
        offered.insert(0, Moment(_("2 giờ nữa"), soon))
    return tuple(offered)


def parse(typed: str, now: datetime) -> datetime:
    """17:30, 17h30, 9h mai, 23/11 9:00 as a moment of the shop; BadInput for other words.

    A day without a year is the next one of that date.
    """
    words = " ".join(typed.casefold().split())
    match = next((found for each in _SPELLINGS if (found := each.fullmatch(words))), None)
    if match is None:
        raise BadInput(_("Gõ giờ gọi lại như 17:30, 9:00 mai hoặc 9:00 23/11."))
    told = match.groupdict()
    try:
        clock = time(int(told["hour"]), int(told["minute"] or 0))
        return _moment(_day(told, shop_day(now)), clock)
    except ValueError:
        raise BadInput(_("Không có ngày giờ này. Gõ như 17:30 hoặc 9:00 23/11.")) from None


def _day(told: dict[str, str | None], today: date) -> date:
    if told.get("tomorrow"):
        return today + timedelta(days=1)
    if not told.get("day"):
        return today
    year, month, day = (int(told[part] or 0) for part in ("year", "month", "day"))
    if year:
        return date(year, month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHOP_ZONE).astimezone(UTC)
