"""Nobody is rung at lunch, at night or at Tết."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.clock import SHOP_ZONE, local
from pos_app.care.hours import (
    CALL_HOURS,
    LAWFUL_CALL_HOURS,
    TET,
    in_another_part,
    next_moment,
    overlap,
    silent,
)


def at(written: str) -> datetime:
    """21/11 09:00 of 2026, unless a year is written."""
    day, clock = written.split(" ")
    pieces = [int(piece) for piece in day.split("/")]
    year = pieces[2] if len(pieces) == 3 else 2026
    hour, minute = clock.split(":")
    moment = datetime(year, pieces[1], pieces[0], int(hour), int(minute), tzinfo=SHOP_ZONE)
    return moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("wished", "allowed"),
    [
        ("21/11 08:59", "21/11 09:00"),
        ("21/11 09:00", "21/11 09:00"),
        ("21/11 11:29", "21/11 11:29"),
        ("21/11 11:30", "21/11 14:00"),
        ("21/11 16:59", "21/11 16:59"),
        ("21/11 17:00", "22/11 09:00"),
        ("21/11 23:59", "22/11 09:00"),
        ("31/12 20:00", "1/1/2027 09:00"),
        ("4/2/2027 17:00", "11/2/2027 09:00"),
        ("6/2/2027 10:00", "11/2/2027 09:00"),
        ("1/2/2030 10:00", "7/2/2030 09:00"),
    ],
)
def test_a_call_waits_for_its_hour(wished: str, allowed: str) -> None:
    assert next_moment(at(wished), CALL_HOURS) == at(allowed)


@pytest.mark.parametrize(
    ("tried", "earliest", "again"),
    [
        ("21/11 10:00", "21/11 14:00", "21/11 14:00"),
        ("21/11 10:00", "22/11 10:00", "22/11 14:00"),
        ("21/11 15:00", "21/11 19:00", "22/11 09:00"),
        ("21/11 15:00", "22/11 15:00", "23/11 09:00"),
        ("21/11 12:00", "21/11 16:00", "21/11 16:00"),
        ("21/11 19:00", "22/11 19:00", "23/11 09:00"),
    ],
)
def test_whoever_did_not_answer_is_tried_in_another_part_of_the_day(
    tried: str, earliest: str, again: str
) -> None:
    assert in_another_part(at(tried), at(earliest), CALL_HOURS) == at(again)


def test_a_day_of_one_part_has_no_other() -> None:
    one = ((time(9), time(17)),)
    assert in_another_part(at("21/11 10:00"), at("22/11 10:00"), one) == at("22/11 10:00")


def test_no_hour_is_left_where_wish_and_law_do_not_meet() -> None:
    night = overlap(((time(22), time(23)),), LAWFUL_CALL_HOURS)
    assert night == ()
    with pytest.raises(ValueError, match="no hour"):
        next_moment(at("21/11 10:00"), night)


def test_what_is_wished_is_cut_to_what_is_lawful() -> None:
    wished = ((time(7), time(9)), (time(16), time(20)))
    assert overlap(wished, LAWFUL_CALL_HOURS) == ((time(8), time(9)), (time(16), time(17)))


def test_tet_is_silent_from_the_last_day_of_the_year_to_the_fifth() -> None:
    days = [date(2027, 2, 5) + timedelta(days=step) for step in range(-1, 7)]
    assert [silent(day) for day in days] == [False, True, True, True, True, True, True, False]


def test_the_table_of_tet_holds_new_moons_of_the_season() -> None:
    """Months of 29 or 30 days, thirteen in a leap year; first days between 21/1 and 20/2."""
    days = sorted(TET.values())
    lengths = {(after - before).days for before, after in pairwise(days)}
    assert lengths <= {353, 354, 355, 383, 384, 385}
    assert all((1, 21) <= (day.month, day.day) <= (2, 20) for day in days)
    assert TET[2030] == date(2030, 2, 2), "a day before the Chinese new year"


@given(st.integers(0, 16 * 365 * 24 * 60))
def test_a_call_is_never_early_never_late_and_never_at_tet(minutes: int) -> None:
    wished = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    moment = next_moment(wished, CALL_HOURS)
    clock = local(moment)
    assert moment >= wished
    assert any(start <= clock.time() < end for start, end in CALL_HOURS)
    assert not silent(clock.date())
    assert next_moment(moment, CALL_HOURS) == moment
