"""Time is passed in: UTC inside, the shop's day in Asia/Ho_Chi_Minh."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from pos_app.basics.i18n import _

SHOP_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Where every room gets its time from."""

    def now(self) -> datetime:
        """The moment, aware, in UTC, whole milliseconds."""

    def monotonic_ms(self) -> int:
        """Milliseconds since this machine started; never goes back."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC, whole milliseconds."""
        return from_ms(time.time_ns() // 1_000_000)

    def monotonic_ms(self) -> int:
        """Milliseconds since this machine started; never goes back."""
        return time.monotonic_ns() // 1_000_000


@dataclass(slots=True)
class SetClock:
    """A clock that stands still until told: for demo shops, the tour and tests."""

    moment: datetime
    ticks: int = field(default=0)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def monotonic_ms(self) -> int:
        """Only what `advance` added."""
        return self.ticks

    def advance(self, step: timedelta) -> None:
        """Moves both clocks on."""
        self.moment += step
        self.ticks += step // timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 UTC; refuses a naive moment with ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def from_ms(milliseconds: int) -> datetime:
    """The aware UTC moment of `to_ms`."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def local(moment: datetime) -> datetime:
    """The same moment on the shop's wall clock."""
    return moment.astimezone(SHOP_ZONE)


def shop_day(moment: datetime) -> date:
    """The calendar day in the shop."""
    return local(moment).date()


def day_start(day: date) -> datetime:
    """The first moment of a shop day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=SHOP_ZONE).astimezone(UTC)


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or that month's last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def day_text(day: date) -> str:
    """21/11/2026, 5/3/2026."""
    return f"{short_day_text(day)}/{day.year}"


def short_day_text(day: date) -> str:
    """21/11, where the year is known."""
    return f"{day.day}/{day.month}"


def near_day_text(day: date, today: date) -> str:
    """21/11 within the year of `today`, 21/11/2025 in another one."""
    return short_day_text(day) if day.year == today.year else day_text(day)


def time_text(moment: datetime) -> str:
    """14:06 on the shop's wall clock."""
    return local(moment).strftime("%H:%M")


def moment_text(moment: datetime) -> str:
    """21/11/2026 14:06 on the shop's wall clock."""
    return f"{day_text(shop_day(moment))} {time_text(moment)}"


def weekday_text(day: date) -> str:
    """The day's name in full, in the shop's language."""
    return (
        _("Thứ Hai"),
        _("Thứ Ba"),
        _("Thứ Tư"),
        _("Thứ Năm"),
        _("Thứ Sáu"),
        _("Thứ Bảy"),
        _("Chủ Nhật"),
    )[day.weekday()]
