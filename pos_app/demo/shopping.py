"""Fills baskets: an errand, favourites, this week's offers, and only what lies on the shelf."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from pos_app.basics.quantity import THOUSAND
from pos_app.demo.errands import Errands
from pos_app.demo.goods import Article
from pos_app.demo.shelves import Shelves
from pos_app.demo.till import Picked
from pos_app.selling.cart import WHOLE_PERCENT, Discount, DiscountKind

_FAVOURITES: Final = 6
_LOYAL: Final = 0.5
"""How much of a regular's basket comes from the favourites."""
_OTHER_ORDER: Final = 0.4
"""How often what is taken first is not the first favourite."""
_OFFERS: Final = 8
_OFFER_PERCENT: Final = 1_000
"""Basis points."""
_WORTH_A_NOTE: Final = 10_000
_ROUND: Final = 500
"""Đồng: above the first, offers are taken off in steps of the second."""
_TWICE_DRAWN: Final = 1.08
"""Some goods are drawn twice and make one line."""
_MOST_LINES: Final = 4
"""Times the mean."""
_CLEARED: Final = 80
"""How many times more often what runs out for good is taken in the last days."""
_LAST_DAYS: Final = 7
_CHOICES: Final = 40


class Shopping:
    """What people take, week by week."""

    def __init__(
        self, rng: random.Random, articles: Sequence[Article], shelves: Shelves, days: int
    ) -> None:
        self._rng = rng
        self._articles = articles
        self._shelves = shelves
        self._days = days
        self._earning = [
            place for place, article in enumerate(articles) if article.good.exclusion is None
        ] or list(range(len(articles)))
        self._by_price = sorted(self._earning, key=lambda place: articles[place].price)
        self._offers: dict[int, Discount] = {}
        self._errands = Errands(articles, date.min, {})

    def begin_week(self, day: date, place: int) -> None:
        """Changes the season and the offers; `place` of the day in the story."""
        wanted = {}
        if self._days - place <= _LAST_DAYS:
            sold_out = (p for p, article in enumerate(self._articles) if not article.shown)
            wanted = dict.fromkeys(sold_out, _CLEARED)
        self._errands = Errands(self._articles, day, wanted)
        on_offer = self._rng.sample(self._earning, min(_OFFERS, len(self._earning) // 10))
        self._offers = {place: self._offer(place) for place in on_offer}

    def favourites(self, hour: int) -> tuple[int, ...]:
        """What somebody who comes at an hour always takes."""
        return tuple(dict.fromkeys(self._errands.pick(self._rng, hour, _FAVOURITES)))

    def fill(self, hour: int, lines: float, favourites: Sequence[int] = ()) -> list[Picked]:
        """A basket of about so many lines."""
        number = self._number(lines)
        liked = sum(self._rng.random() < _LOYAL for _ in range(number)) if favourites else 0
        liked = min(liked, len(favourites))
        places = [
            *self._rng.sample(favourites, liked),
            *self._errands.pick(self._rng, hour, number - liked),
        ]
        return [
            Picked(place, amount, self._offers.get(place))
            for place in dict.fromkeys(places)
            if (amount := self._shelves.available(place, self._amount(place)))
        ]

    def anything(self) -> Picked:
        """One piece of some good, there or not."""
        place = self._rng.choice(self._earning)
        return Picked(place, THOUSAND)

    def worth(self, budget: int, favourites: Iterable[int], *, whole: bool) -> list[Picked]:
        """Goods that earn points, for a little less than `budget` đồng; `whole`: a little more."""
        amounts: dict[int, int] = {}
        left = budget
        liked = [place for place in favourites if self._rng.random() < _LOYAL]
        if self._rng.random() < _OTHER_ORDER:
            self._rng.shuffle(liked)
        for place in [*liked, *self._rng.choices(self._earning, k=_CHOICES)]:
            price = self._articles[place].price.dong
            if price <= left and place not in amounts and self._has(place, THOUSAND):
                amounts[place] = THOUSAND
                left -= price
        while left > 0 and (whole or not amounts):
            place = self._closest(left, amounts)
            amounts[place] = amounts.get(place, 0) + THOUSAND
            left -= self._articles[place].price.dong
        return [Picked(place, amount) for place, amount in amounts.items()]

    def _closest(self, left: int, amounts: Mapping[int, int]) -> int:
        """The cheapest good that closes a gap, else the dearest there is."""
        there = [
            place for place in self._by_price if self._has(place, amounts.get(place, 0) + THOUSAND)
        ] or self._by_price
        closing = (place for place in there if self._articles[place].price.dong >= left)
        return next(closing, there[-1])

    def _has(self, place: int, amount: int) -> bool:
        return self._shelves.available(place, amount) == amount

    def _number(self, lines: float) -> int:
        """Geometric: most baskets are small, few are very full."""
        more = lines * _TWICE_DRAWN - 0.5
        if more <= 0:
            return 1
        return 1 + int(min(self._rng.expovariate(1 / more), _MOST_LINES * lines))

    def _amount(self, place: int) -> int:
        article = self._articles[place]
        amount = self._rng.choice(article.amounts)
        return amount + 5 * self._rng.randrange(20) if article.good.by_weight else amount

    def _offer(self, place: int) -> Discount:
        price = self._articles[place].price.dong
        if price < _WORTH_A_NOTE:
            return Discount(DiscountKind.PERCENT, _OFFER_PERCENT)
        off = price * _OFFER_PERCENT // WHOLE_PERCENT // _ROUND * _ROUND
        return Discount(DiscountKind.PER_UNIT, off)
