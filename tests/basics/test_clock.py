"""UTC inside, the shop's own day outside: a sale at half past midnight is today's."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics import clock
from pos_app.basics.clock import SHOP_ZONE, SetClock, SystemClock, from_ms, to_ms

MOMENTS = st.integers(-(10**12), 10**13).map(
    lambda microseconds: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
)
DAYS = st.dates(min_value=date(1980, 1, 1), max_value=date(2200, 1, 1))


def test_the_machines_clock_is_aware_whole_and_goes_on() -> None:
    machine = SystemClock()
    before, ticks = machine.now(), machine.monotonic_ms()

    assert before.tzinfo is UTC
    assert before.microsecond % 1_000 == 0
    assert machine.now() >= before
    assert machine.monotonic_ms() >= ticks
    assert abs(before - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251 - the comparison


def test_a_set_clock_moves_only_when_told() -> None:
    noon = datetime(2026, 11, 21, 5, tzinfo=UTC)
    shop = SetClock(noon)

    assert (shop.now(), shop.monotonic_ms()) == (noon, 0)
    shop.advance(timedelta(seconds=1.5))
    assert (shop.now(), shop.monotonic_ms()) == (noon + timedelta(seconds=1.5), 1_500)


@given(MOMENTS)
def test_milliseconds_lead_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)

    assert from_ms(to_ms(moment)) == whole
    assert from_ms(to_ms(moment)).tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "milliseconds"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1970, 1, 1, 7, tzinfo=SHOP_ZONE), -3_600_000),  # Sài Gòn kept +8 until 1975
        (datetime(1969, 12, 31, 23, 59, 59, 999_500, tzinfo=UTC), -1),
        (datetime(2026, 11, 21, 14, 6, tzinfo=timezone(timedelta(hours=7))), 1_795_244_760_000),
    ],
)
def test_milliseconds_since_1970(moment: datetime, milliseconds: int) -> None:
    assert to_ms(moment) == milliseconds


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_ms(datetime(2026, 11, 21))  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 17, 0, 0, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 12, 31, 17, 30, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_shops_day_begins_at_its_own_midnight(moment: datetime, day: date) -> None:
    assert clock.shop_day(moment) == day


@given(DAYS)
def test_a_day_starts_with_its_first_moment(day: date) -> None:
    start = clock.day_start(day)

    assert start.tzinfo is UTC
    assert clock.shop_day(start) == day
    assert clock.shop_day(start - timedelta(milliseconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 11, 21), 12, date(2025, 11, 21)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
        (date(2026, 11, 30), 9, date(2026, 2, 28)),
        (date(2026, 11, 21), 25, date(2024, 10, 21)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert clock.months_before(day, months) == before


@given(DAYS, st.integers(0, 600))
def test_months_before_keeps_the_day_or_takes_the_months_last(day: date, months: int) -> None:
    before = clock.months_before(day, months)

    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == min(day.day, monthrange(before.year, before.month)[1])


def test_dates_and_times_as_people_here_write_them() -> None:
    moment = datetime(2026, 3, 5, 1, 6, tzinfo=UTC)

    assert clock.day_text(date(2026, 3, 5)) == "5/3/2026"
    assert clock.short_day_text(date(2026, 11, 21)) == "21/11"
    assert clock.near_day_text(date(2026, 3, 5), date(2026, 12, 31)) == "5/3"
    assert clock.near_day_text(date(2025, 12, 31), date(2026, 1, 1)) == "31/12/2025"
    assert clock.time_text(moment) == "08:06"
    assert clock.moment_text(moment) == "5/3/2026 08:06"
    assert clock.moment_text(datetime(2026, 11, 21, 17, 30, tzinfo=UTC)) == "22/11/2026 00:30"


def test_weekdays_in_full() -> None:
    days = [date(2026, 11, 16) + timedelta(days=step) for step in range(7)]

    assert [clock.weekday_text(day) for day in days] == [
        "Thứ Hai",
        "Thứ Ba",
        "Thứ Tư",
        "Thứ Năm",
        "Thứ Sáu",
        "Thứ Bảy",
        "Chủ Nhật",
    ]
