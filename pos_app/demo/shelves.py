"""The shelves of the demo shop: what lies there, what was sold, and what the van brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pos_app.basics.actor import Actor
from pos_app.basics.quantity import THOUSAND
from pos_app.demo.goods import PRODUCE, Article
from pos_app.demo.rows import Rows
from pos_app.goods.stock import Kind

_DELIVERY_DAYS: Final = (0, 3)
"""Mondays and Thursdays; fresh goods come every day."""
_FRESH: Final = (PRODUCE, "BM")
_DAYS_KEPT: Final = 9
"""For how many days of usual sales a shelf is filled."""
_LEAST: Final = 6 * THOUSAND
_LOW_PERCENT: Final = 60
_RUN_OUT_DAYS: Final = 45
"""What is sold out when the story ends came no more so many days before."""


def usual_day(articles: Sequence[Article], chances: Mapping[int, float], lines: float) -> list[int]:
    """Thousandths of each good that a day with so many lines takes."""
    return [
        int(lines * chances.get(place, 0.0) * sum(article.amounts) / len(article.amounts))
        for place, article in enumerate(articles)
    ]


def filled(article: Article, usual: int) -> int:
    """Thousandths of a good on a full shelf: what is shown in the end, or enough for days."""
    wanted = max(article.shown or _LEAST, usual * _DAYS_KEPT)
    return -(-wanted // THOUSAND) * THOUSAND


class Shelves:
    """Stock in thousandths by the places of the goods; a product's id is its place and one."""

    def __init__(
        self, rows: Rows, articles: Sequence[Article], usual: Sequence[int], days: int
    ) -> None:
        """`usual`: what a day takes; `days`: how long the story is."""
        self._rows = rows
        self._articles = articles
        self._usual = usual
        self._days = days
        self._full = [filled(*pair) for pair in zip(articles, usual, strict=True)]
        self.on_hand = list(self._full)
        self.sold = [0 for _ in articles]

    def available(self, place: int, wanted: int) -> int:
        """How much can be had of what somebody wants."""
        there = max(self.on_hand[place], 0)  # somebody else may be paying for the last one
        if there >= wanted:
            return wanted
        by_weight = self._articles[place].good.by_weight
        return there if by_weight else there // THOUSAND * THOUSAND

    def take(self, actor: Actor, at: int, place: int, taken: int, line: int) -> None:
        """What a line of a sale takes away."""
        self.on_hand[place] -= taken
        self.sold[place] += taken
        self._move(actor, at, place, -taken, Kind.SALE, line)

    def refill(self, actor: Actor, at: int, today: date, place_of_day: int) -> None:
        """What the van brings in the morning; near the end it fills up to what is shown then."""
        left = self._days - 1 - place_of_day
        van = today.weekday() in _DELIVERY_DAYS
        arrived = 0
        for place, article in enumerate(self._articles):
            if not (van or article.group in _FRESH):
                continue
            target = self._target(place, article, left)
            if self.on_hand[place] * 100 < target * _LOW_PERCENT:
                self._receive(actor, at, place, target - self.on_hand[place])
                arrived += 1
        if arrived:
            self._note(actor, at, arrived)

    def fetch(self, actor: Actor, at: int, place: int, amount: int) -> None:
        """Gets a good from next door for somebody who waits for it."""
        self._receive(actor, at, place, amount)
        self._note(actor, at, 1)

    def close(self) -> None:
        """Writes the levels that the moves add up to."""
        self._rows.change(
            "UPDATE stock_level SET on_hand = ?, sold = ? WHERE product_id = ?",
            [
                (there, sold, place + 1)
                for place, (there, sold) in enumerate(zip(self.on_hand, self.sold, strict=True))
            ],
        )

    def _target(self, place: int, article: Article, left: int) -> int:
        if not article.shown and left < _RUN_OUT_DAYS:
            return 0
        last = article.shown + self._usual[place] * left
        whole = THOUSAND if not article.good.by_weight else 100
        return min(self._full[place], last // whole * whole)

    def _receive(self, actor: Actor, at: int, place: int, amount: int) -> None:
        self.on_hand[place] += amount
        self._move(actor, at, place, amount, Kind.RECEIPT, None)

    def _move(
        self, actor: Actor, at: int, place: int, amount: int, kind: Kind, line: int | None
    ) -> None:
        self._rows.moves.put(
            {
                "id": self._rows.moves.number(),
                "product_id": place + 1,
                "quantity": amount,
                "kind": kind.value,
                "sale_line_id": line,
                "lot_id": None,
                "document": None,
                "at": at,
                "staff_id": actor.staff,
                "counter_id": actor.counter,
            }
        )

    def _note(self, actor: Actor, at: int, goods: int) -> None:
        self._rows.record(at, actor, "stock.received", "goods", {"goods": goods})
