"""Fills and pays the baskets of the stories, so that sums and points come out as they are told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.demo.goods import Article
from pos_app.demo.paying import Paying
from pos_app.demo.regulars import Chapter
from pos_app.demo.shopping import Shopping
from pos_app.demo.till import Picked, Rung, Till
from pos_app.selling.cart import amount_off

_TRIES: Final = 40
"""A balance cannot be met from every basket: points are given for whole steps only."""
_USED_ONCE: Final = 200
"""Points that somebody with a balance to meet uses half way through."""


class Teller:
    """Serves the people of the stories."""

    def __init__(
        self,
        rng: random.Random,
        till: Till,
        shopping: Shopping,
        paying: Paying,
        articles: Sequence[Article],
    ) -> None:
        self._rng = rng
        self._till = till
        self._shopping = shopping
        self._paying = paying
        self._articles = articles
        self._places = {article.good.sku: place for place, article in enumerate(articles)}

    def basket(self, chapter: Chapter) -> tuple[Rung, int]:
        """A basket rung up, and how many points go into its bill."""
        budget = Money(chapter.budget(self._rng))
        for _ in range(_TRIES):
            rung = self._ring_up(chapter, budget)
            points = self._points(chapter, rung)
            if points is not None:
                return rung, points
        return self._ring_up(chapter, budget), 0

    def _ring_up(self, chapter: Chapter, budget: Money) -> Rung:
        favourites = [self._places[sku] for sku in chapter.story.favourites if sku in self._places]
        picked = self._shopping.worth(budget.dong, favourites, whole=chapter.final)
        over = self._worth(picked) - budget
        off = amount_off(over) if chapter.final and over else None
        return self._till.ring_up(picked, chapter.shopper, off)

    def _points(self, chapter: Chapter, rung: Rung) -> int | None:
        """None: this basket cannot bring the balance where it should be."""
        account = chapter.shopper.account
        assert account is not None, "whoever comes is enrolled first"
        wanted = chapter.story.points
        if wanted is None:
            return self._paying.points(rung.totals.due, account)
        if chapter.final:
            return self._paying.points_leaving(rung, account, wanted)
        half_way = chapter.number == chapter.of // 2
        most = self._paying.most_points(rung.totals.due, account)
        return _USED_ONCE if half_way and most >= _USED_ONCE else 0

    def _worth(self, picked: Sequence[Picked]) -> Money:
        return Money.total(
            self._articles[one.place].price.times(Quantity(one.amount)) for one in picked
        )
