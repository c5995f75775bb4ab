"""The parts of the demo's story: goods, people, days, baskets and how they are paid."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.basics.phone import normalise, shown
from pos_app.basics.quantity import Quantity
from pos_app.basics.text import fold
from pos_app.demo.baskets import Baskets
from pos_app.demo.crowd import Crowd, stories
from pos_app.demo.days import HOUR, STOPS_AT, busyness, hours, period, spread
from pos_app.demo.goods import articles, check_digit
from pos_app.demo.paying import Paying
from pos_app.demo.people import REGULARS_FROM, newcomers, phone_number, regulars
from pos_app.demo.plan import Plan
from pos_app.demo.tables import shop
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.payments.tenders import Method, settle

GOODS = articles(412)
MIDNIGHT = datetime.combine(date(2026, 1, 1), time())
STORY = period(date(2026, 11, 21), 12, MIDNIGHT)
STORIES = shop()["stories"]

days_of_years = st.dates(date(2025, 6, 1), date(2039, 12, 31))
amounts = st.integers(1, 3_000_000).map(Money)


# Goods ----------------------------------------------------------------------------------------


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


def test_the_orders_on_hold_are_goods_of_the_shop() -> None:
    prices = {article.good.sku: article.price for article in GOODS}
    dues = [
        Money.total(prices[sku] * pieces for sku, pieces in held["goods"].items())
        for held in shop()["held"]
    ]
    assert dues == [Money(96_000), Money(215_000)]


# People ---------------------------------------------------------------------------------------


def test_numbers_are_mobile_numbers_and_never_the_same() -> None:
    numbers = [phone_number(place) for place in range(60_000)]
    assert len(set(numbers)) == 60_000
    assert all(normalise(shown(number)) == number for number in numbers[:100])
    assert phone_number(REGULARS_FROM) not in numbers


def test_nobody_shares_a_name_with_somebody_from_the_pictures() -> None:
    rng = random.Random(3)
    known = [one.name for one in regulars(12, rng)]
    names = [one.name for one in newcomers(650, known, rng)]
    assert len({*known, *names}) == 662


@pytest.mark.parametrize(("customers", "sales"), [(80, 500), (650, 300), (20, 900), (12, 0)])
def test_everybody_comes_at_most_once_a_day_and_all_sales_find_a_buyer(
    customers: int, sales: int
) -> None:
    crowd = Crowd(Plan(customers=customers, sales=sales), STORY, random.Random(1))
    came: set[int] = set()
    bought = 0
    for place in range(STORY.length):
        coming = crowd.of(place)
        assert [one.second for one in coming] == sorted(one.second for one in coming)
        here = [id(one.shopper) for one in coming if one.shopper]
        assert len(set(here)) == len(here)
        came.update(here)
        bought += sum(one.buys for one in coming)
    assert (bought, len(came)) == (sales, customers)


@pytest.mark.parametrize(
    ("most", "told"), [(0, 0), (37, 0), (38, 1), (90, 3), (10_000, len(STORIES))]
)
def test_a_small_shop_tells_only_the_first_stories(most: int, told: int) -> None:
    assert stories(most) == STORIES[:told]


@pytest.mark.parametrize("told", STORIES, ids=lambda told: str(told["name"]))
def test_stories_go_forward_and_end_before_the_last_day(told: dict[str, list[list[int]]]) -> None:
    back = [bill[0] for bill in told["bills"]]
    assert back == sorted(set(back), reverse=True)
    assert 0 < back[-1] <= back[0] < 365


# Days -----------------------------------------------------------------------------------------


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


@given(profile=st.integers(0, 3), end=st.integers(7 * HOUR, 24 * HOUR), seed=st.integers())
def test_nobody_comes_after_the_end(profile: int, end: int, seed: int) -> None:
    second = hours()[profile].pick(random.Random(seed), end)
    assert 6 * HOUR <= second < min(end, 21 * HOUR)


def test_a_day_that_stops_early_has_had_a_part_of_its_trade() -> None:
    everybody = hours()[0]
    assert [everybody.passed(hour * HOUR) for hour in (5, 6, 21, 24)] == [0, 0, 1, 1]
    assert 0.3 < everybody.passed(12 * HOUR) < everybody.passed(14 * HOUR) < 0.7


def test_a_story_that_ends_today_stops_now() -> None:
    today = date(2026, 11, 21)
    assert period(today, 12, datetime.combine(today, time(9, 30))).stops == 9.5 * HOUR
    afternoon = datetime.combine(today, time(20))
    another_day = afternoon + timedelta(days=40)
    two_in_the_afternoon = STOPS_AT.hour * HOUR + STOPS_AT.minute * 60
    assert period(today, 12, afternoon).stops == two_in_the_afternoon
    assert period(today, 12, another_day).stops == two_in_the_afternoon


# Baskets and money ----------------------------------------------------------------------------


def test_what_is_bought_follows_the_hour_and_the_season() -> None:
    baskets = Baskets(random.Random(1), GOODS)

    def share(group: str, day: date, hour: int) -> float:
        baskets.begin_week(day)
        picked = [place for _ in range(800) for place in baskets.errand(hour, 3)]
        return sum(GOODS[place].group == group for place in picked) / len(picked)

    autumn, summer, before_tet = date(2026, 10, 5), date(2026, 5, 4), date(2026, 2, 10)
    assert share("BM", autumn, 7) > 2 * share("BM", autumn, 20)
    assert share("BIA", autumn, 19) > 2 * share("BIA", autumn, 8)
    assert share("KEM", summer, 15) > share("KEM", autumn, 15)
    assert share("BK", before_tet, 15) > share("BK", autumn, 15)


def test_offers_are_never_on_beer_and_below_the_price() -> None:
    baskets = Baskets(random.Random(1), GOODS)
    for week in range(50):
        baskets.begin_week(STORY.day(7 * week))
        for place, off in baskets.offers.items():
            assert GOODS[place].good.exclusion is None
            assert Money(0) < off.of(GOODS[place].price, Quantity.of(1)) < GOODS[place].price


@given(due=amounts, seed=st.integers())
def test_a_basket_of_a_story_is_worth_what_it_tells_or_a_little_more(due: Money, seed: int) -> None:
    basket = Baskets(random.Random(seed), GOODS).worth(due, [3, 40, 41, 200])
    worth = Money.total(GOODS[place].price.times(amount) for place, amount in basket.items())
    assert Money(0) <= worth - due <= Money(5_000)


@given(
    due=amounts,
    balance=st.integers(0, 5_000),
    habit=st.sampled_from([None, Method.CASH, Method.TRANSFER, Method.CARD, Method.WALLET]),
    seed=st.integers(),
)
def test_whatever_is_handed_over_pays_the_bill(
    due: Money, balance: int, habit: Method | None, seed: int
) -> None:
    rng = random.Random(seed)
    paying = Paying(rng, USUAL_PROGRAMME)
    [shopper] = regulars(1, rng)
    shopper.points, shopper.method = balance, habit or Method.CASH
    points = paying.points(due, shopper)
    settlement = settle(due, paying.tenders(due, points, shopper if habit else None))
    assert settlement.complete
    assert settlement.points == points <= balance
    assert settlement.by(Method.POINTS) * 2 <= due
