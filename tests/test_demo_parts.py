"""The parts of the demo's story: goods, people, days, baskets and what the shop calls big."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.basics.phone import normalise, shown
from pos_app.basics.text import fold
from pos_app.care.rules import BIG, rank_of_percentile
from pos_app.demo.days import HABITS, HOUR, STOPS_AT, busyness, hours, period, spread
from pos_app.demo.errands import Errands
from pos_app.demo.goods import articles, check_digit
from pos_app.demo.people import habits, pace, people, phone_number, visits_expected
from pos_app.demo.percentile import Baskets
from pos_app.demo.regulars import STORIES, days_of, stories

MIDNIGHT = datetime.combine(date(2026, 1, 1), time())

days_of_years = st.dates(date(2025, 6, 1), date(2039, 12, 31))


def test_variants_are_goods_of_their_own() -> None:
    goods = [article.good for article in articles(3_000)]
    barcodes = [good.barcode for good in goods if good.barcode]
    assert len({fold(good.name) for good in goods}) == 3_000
    assert len({good.sku for good in goods}) == 3_000
    assert len(set(barcodes)) == len(barcodes)
    assert all(len(code) == 13 and check_digit(code[:12]) == code[12] for code in barcodes)
    assert all(good.price and good.cost and good.cost < good.price for good in goods)


def test_the_check_digit_is_that_of_a_printed_code() -> None:
    assert check_digit("893000001202") == "9"
    assert check_digit("400638133393") == "1"


def test_the_first_goods_are_those_on_the_tiles() -> None:
    assert [article.good.tile for article in articles(18)] == list(range(1, 19))


def test_numbers_are_mobile_numbers_and_never_the_same() -> None:
    numbers = [phone_number(place) for place in range(60_000)]
    assert len(set(numbers)) == 60_000
    assert all(normalise(shown(number)) == number for number in numbers[:100])
    assert phone_number(900 * 270_000) not in numbers


def test_nobody_shares_a_name_with_somebody_from_the_pictures() -> None:
    names = [person.name for person in people(650, ["Phạm Thị Sáu"], random.Random(3))]
    assert "Phạm Thị Sáu" not in names
    assert len(set(names)) == 650


@given(visits=st.integers(400, 4_000))
def test_people_come_as_often_as_the_plan_wants(visits: int) -> None:
    crowd = habits(400, 365, random.Random(1))
    expected = visits_expected(crowd, 365, pace(crowd, 365, visits))
    assert expected == pytest.approx(visits, abs=1)


@given(total=st.integers(0, 10_000), weights=st.lists(st.floats(0, 100), min_size=1))
def test_every_sale_finds_its_day(total: int, weights: list[float]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == (total if sum(weights) else 0)
    assert all(part >= 0 for part in parts)
    assert all(not part for part, weight in zip(parts, weights, strict=True) if not weight)


@given(until=days_of_years)
def test_the_story_is_as_long_as_the_window_of_the_tiers(until: date) -> None:
    story = period(until, 12, MIDNIGHT)
    assert story.day(0) == story.since
    assert story.day(story.length - 1) == until
    assert story.length in (365, 366)


@given(until=days_of_years, seed=st.integers())
def test_only_the_days_of_tet_are_quiet(until: date, seed: int) -> None:
    weights = busyness(period(until, 12, MIDNIGHT), random.Random(seed))
    assert sum(not weight for weight in weights) <= 4, "twice, if Tết comes early once"


@given(until=days_of_years, seed=st.integers())
def test_the_visits_of_a_story_fall_on_open_days_before_the_last(until: date, seed: int) -> None:
    rng = random.Random(seed)
    weights = busyness(period(until, 12, MIDNIGHT), rng)
    open_days = [place for place, weight in enumerate(weights) if weight]
    for story in STORIES:
        places = days_of(story, open_days, len(weights) - 1, rng)
        assert places == sorted(set(places))
        assert len(places) == story.visits
        assert set(places) <= set(open_days)
        assert places[-1] <= len(weights) - 1 - story.last


@pytest.mark.parametrize(
    ("most", "told"), [(0, 0), (37, 0), (38, 1), (90, 3), (10_000, len(STORIES))]
)
def test_a_small_shop_tells_only_the_first_stories(most: int, told: int) -> None:
    assert stories(most) == list(STORIES[:told])


@given(profile=st.sampled_from(HABITS), end=st.integers(7 * HOUR, 24 * HOUR), seed=st.integers())
def test_nobody_comes_after_the_end(profile: tuple[int, ...], end: int, seed: int) -> None:
    second = hours(profile, end).pick(random.Random(seed))
    assert 6 * HOUR <= second < min(end, 21 * HOUR)


def test_a_story_that_ends_today_stops_now() -> None:
    today = date(2026, 11, 21)
    assert period(today, 12, datetime.combine(today, time(9, 30))).stops == 9.5 * HOUR
    afternoon = datetime.combine(today, time(20))
    another_day = afternoon + timedelta(days=40)
    two_in_the_afternoon = STOPS_AT.hour * HOUR + STOPS_AT.minute * 60
    assert period(today, 12, afternoon).stops == two_in_the_afternoon
    assert period(today, 12, another_day).stops == two_in_the_afternoon


def test_what_is_bought_follows_the_hour_and_the_season() -> None:
    goods = articles(412)
    rng = random.Random(1)

    def share(group: str, day: date, hour: int) -> float:
        errands = Errands(goods, day, {})
        picked = [place for _ in range(800) for place in errands.pick(rng, hour, 3)]
        return sum(goods[place].group == group for place in picked) / len(picked)

    autumn, summer, before_tet = date(2026, 10, 5), date(2026, 5, 4), date(2026, 2, 10)
    assert share("BM", autumn, 7) > 2 * share("BM", autumn, 20)
    assert share("BIA", autumn, 19) > 2 * share("BIA", autumn, 8)
    assert share("KEM", summer, 15) > share("KEM", autumn, 15)
    assert share("BK", before_tet, 15) > share("BK", autumn, 15)


def test_chances_add_up() -> None:
    goods = articles(412)
    chances = Errands(goods, date(2026, 11, 21), {}).chances()
    assert set(chances) == set(range(412))
    assert sum(chances.values()) == pytest.approx(1)


@given(
    days=st.lists(
        st.tuples(st.integers(0, 40), st.lists(st.integers(1_000, 900_000), max_size=8)),
        min_size=1,
        max_size=12,
    )
)
def test_the_shops_big_basket_is_its_nearest_rank(days: list[tuple[int, list[int]]]) -> None:
    baskets, told, day = Baskets(), [], date(2026, 1, 1)
    for gap, totals in days:
        day += timedelta(days=gap + 1)
        baskets.add(day, totals)
        told.append((day, totals))
        tomorrow = day + timedelta(days=1)
        counted = sorted(
            total for when, each in told for total in each if when >= tomorrow - BIG.window
        )
        wanted = (
            Money(counted[rank_of_percentile(len(counted), BIG.percentile)]) if counted else None
        )
        assert baskets.percentile(tomorrow) == wanted
