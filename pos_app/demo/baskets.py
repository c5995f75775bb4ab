"""Fills baskets: an errand of the hour and the season, favourites, this week's offers."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Final

from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.demo.days import season
from pos_app.demo.goods import Article
from pos_app.demo.tables import shop
from pos_app.selling.cart import Discount, off_each, percent

Basket = Mapping[int, Quantity]
"""How much of which goods, by place."""

_IN_ITS_HOURS: Final = 6
"""How many times likelier an errand is then."""
_STRAYS: Final = 0.2
"""How much of a basket has nothing to do with the errand."""
_FAVOURITES: Final = 6
_LOYAL: Final = 0.5
"""How much of a regular's basket comes from the favourites."""
_TWICE_DRAWN: Final = 1.08
"""Some goods are drawn twice and make one line."""
_MOST_LINES: Final = 4
"""Times the mean."""
_CHOICES: Final = 40
_OVER: Final = Money(5_000)
"""By so much the goods of a story may be worth more than its bill."""
_OFFERS: Final = 8
_OFFER_PERCENT: Final = 10
_WORTH_A_NOTE, _ROUND = 10_000, 500
"""Đồng: above the first, offers are taken off in steps of the second."""


class Choice:
    """Goods with their chances, ready to be drawn."""

    def __init__(self, chances: Mapping[int, float]) -> None:
        self._goods, self._rising = list(chances), list(accumulate(chances.values()))

    def draw(self, rng: random.Random, number: int) -> list[int]:
        """So many goods, some perhaps twice; none where there are none."""
        return rng.choices(self._goods, cum_weights=self._rising, k=number) if self._goods else []


class Baskets:
    """What people take, week by week."""

    def __init__(self, rng: random.Random, articles: Sequence[Article]) -> None:
        self._rng, self._articles = rng, articles
        self._groups: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for place, article in enumerate(articles):
            self._groups[article.group][place] = article.turnover
        self._earning = [
            place for place, article in enumerate(articles) if article.good.exclusion is None
        ] or list(range(len(articles)))
        self._prices = [article.price for article in articles]
        self._by_price = sorted(self._earning, key=self._prices.__getitem__)
        self._anything = self._choice(
            {group: sum(one.values()) for group, one in self._groups.items()}
        )
        self._by_season = {
            name: self._errands(one["groups"]) for name, one in shop()["seasons"].items()
        }
        self._by_season[""] = self._errands({})
        self._by_hour = [_likely(hour) for hour in range(24)]
        self.begin_week(date.min)

    def begin_week(self, day: date) -> None:
        """Changes the season and the offers."""
        self._season = self._by_season[season(day)]
        on_offer = self._rng.sample(self._earning, min(_OFFERS, len(self._earning) // 10))
        self.offers = {place: self._offer(place) for place in on_offer}
        """What is taken off which goods this week."""

    def errand(self, hour: int, number: int) -> list[int]:
        """Goods for an errand of this hour, most from what belongs together."""
        [errand] = self._rng.choices(self._season, cum_weights=self._by_hour[hour])
        strays = sum(self._rng.random() < _STRAYS for _ in range(number))
        found = errand.draw(self._rng, number - strays)
        return found + self._anything.draw(self._rng, number - len(found))

    def favourites(self, hour: int) -> list[int]:
        """What somebody who comes at an hour always takes."""
        return list(dict.fromkeys(self.errand(hour, _FAVOURITES)))

    def fill(self, hour: int, lines: float, favourites: Sequence[int]) -> Basket:
        """A basket of about so many lines."""
        rng, number = self._rng, self._number(lines)
        liked = min(sum(rng.random() < _LOYAL for _ in range(number)), len(favourites))
        places = rng.sample(favourites, liked) + self.errand(hour, number - liked)
        return {place: self._amount(place) for place in places}

    def worth(self, due: Money, favourites: Sequence[int]) -> Basket:
        """Goods that earn points, for `due` or a little more."""
        taken: Counter[int] = Counter()
        liked = self._rng.sample(favourites, len(favourites) // 2)
        for place in [*liked, *self._rng.choices(self._earning, k=_CHOICES)]:
            closing = self._between(due, due + _OVER) if len(taken) >= len(liked) else []
            chosen = closing[0] if closing else place
            if closing or (self._prices[place] <= due and place not in taken):
                taken[chosen] += 1
                due -= self._prices[chosen]
            if due <= ZERO:
                break
        while due > ZERO:  # a small shop has few prices
            place = (self._between(ZERO, due) or self._by_price[:1])[-1]
            taken[place] += 1
            due -= self._prices[place]
        return {place: Quantity.of(pieces) for place, pieces in taken.items()}

    def _between(self, low: Money, high: Money) -> list[int]:
        """Goods at prices from one to another, the cheapest first."""
        price = self._prices.__getitem__
        above = bisect_left(self._by_price, low, key=price)
        return self._by_price[above : bisect_right(self._by_price, high, key=price)]

    def _number(self, lines: float) -> int:
        """Geometric: most baskets are small, few are very full."""
        more = lines * _TWICE_DRAWN - 0.5
        if more <= 0:
            return 1
        return 1 + int(min(self._rng.expovariate(1 / more), _MOST_LINES * lines))

    def _amount(self, place: int) -> Quantity:
        article = self._articles[place]
        amount = self._rng.choice(article.amounts)
        return Quantity(amount + 5 * self._rng.randrange(20) if article.good.by_weight else amount)

    def _offer(self, place: int) -> Discount:
        price = self._prices[place].dong
        if price < _WORTH_A_NOTE:
            return percent(_OFFER_PERCENT * 100)
        return off_each(Money(price * _OFFER_PERCENT // 100 // _ROUND * _ROUND))

    def _errands(self, pulls: Mapping[str, int]) -> list[Choice]:
        """The errands of a season, in which some groups pull more than usual (100)."""
        return [
            self._choice(
                {group: pull * pulls.get(group, 100) for group, pull in one["groups"].items()}
            )
            for one in shop()["errands"]
        ]

    def _choice(self, pulls: Mapping[str, int]) -> Choice:
        """Goods of some groups; a group pulls as told, however many goods it has."""
        return Choice(
            {
                place: pull * turnover / sum(self._groups[group].values())
                for group, pull in pulls.items()
                for place, turnover in self._groups[group].items()
            }
        )


def _likely(hour: int) -> list[int]:
    """Shares of the errands at an hour, added up."""
    return list(
        accumulate(
            one["share"] * (_IN_ITS_HOURS if one["from"] <= hour < one["to"] else 1)
            for one in shop()["errands"]
        )
    )
