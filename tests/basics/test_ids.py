"""Ids of documents: UUID version 7, rising with time, the same again only when seeded."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from pos_app.basics.clock import SetClock, to_ms
from pos_app.basics.ids import Ids, RandomIds, SeededIds

MORNING = datetime(2026, 11, 21, 1, 2, 3, 456_000, tzinfo=UTC)


@pytest.fixture
def shop_clock() -> SetClock:
    return SetClock(MORNING)


@pytest.fixture(params=["random", "seeded"])
def ids(request: pytest.FixtureRequest, shop_clock: SetClock) -> Ids:
    return RandomIds(shop_clock) if request.param == "random" else SeededIds(shop_clock, seed=7)


def test_an_id_is_a_uuid_of_version_7_that_knows_its_moment(ids: Ids) -> None:
    for _ in range(200):
        written = ids.new()
        parsed = uuid.UUID(written)
        assert written == parsed.hex
        assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
        assert parsed.int >> 80 == to_ms(MORNING)


def test_ids_rise_with_time_and_never_meet(ids: Ids, shop_clock: SetClock) -> None:
    made = []
    for _ in range(500):
        made.append(ids.new())
        shop_clock.advance(timedelta(milliseconds=1))

    assert made == sorted(set(made))


def test_ids_of_one_millisecond_differ(ids: Ids) -> None:
    assert len({ids.new() for _ in range(2_000)}) == 2_000


def test_every_random_bit_is_used(ids: Ids) -> None:
    """Over a few hundred ids each of the 74 bits is seen both ways."""
    noise = [uuid.UUID(ids.new()).int for _ in range(300)]
    free = [place for place in range(76) if place not in (62, 63)]

    assert len(free) == 74
    assert all({number >> place & 1 for number in noise} == {0, 1} for place in free)


def test_digits_are_as_many_as_asked_for_and_begin_with_zero_too(ids: Ids) -> None:
    codes = [ids.digits(12) for _ in range(300)]

    assert all(len(code) == 12 and code.isascii() and code.isdecimal() for code in codes)
    assert {code[0] for code in codes} == set("0123456789")
    assert ids.digits(0) == ""


def test_a_seed_tells_the_same_story_again(shop_clock: SetClock) -> None:
    def story(seed: int) -> list[str]:
        ids = SeededIds(shop_clock, seed)
        return [ids.new(), ids.digits(12), ids.new()]

    assert story(7) == story(7)
    assert story(7) != story(8)


def test_random_ids_tell_no_story_twice(shop_clock: SetClock) -> None:
    assert RandomIds(shop_clock).new() != RandomIds(shop_clock).new()
