"""How people pay: as they like to, some with points, a few with two things at once."""

from __future__ import annotations

import random
from typing import Final

from pos_app.basics.money import Money
from pos_app.demo.people import Shopper
from pos_app.demo.tables import shop
from pos_app.loyalty.points import Programme, most_usable, worth
from pos_app.payments.tenders import Method, Tender, suggestions
from pos_app.selling.cart import Discount, amount_off, percent

_SMALL: Final = Money(20_000)
"""Below it nobody asks for a terminal."""
_KEEPS_HABIT, _USES_POINTS, _SPLITS, _EXACT = 0.7, 0.2, 0.04, 0.4
"""How likely each is."""
_LEAST_POINTS, _POINTS_STEP = 50, 10
_SPLIT_FROM: Final = Money(200_000)
_OFF: Final = (
    # from a bill of, chance, off
    (Money(600_000), 0.12, amount_off(Money(20_000))),
    (Money(300_000), 0.04, amount_off(Money(10_000))),
    (Money(80_000), 0.02, percent(500)),
)


class Paying:
    """Decides what is taken off a bill, and what is handed over for it."""

    def __init__(self, rng: random.Random, programme: Programme) -> None:
        self._rng, self._programme = rng, programme

    def taken_off(self, goods: Money) -> Discount | None:
        """What the shop takes off an order now and then, for people it knows."""
        chances = ((chance, off) for least, chance, off in _OFF if goods >= least)
        chance, off = next(chances, (0.0, None))
        return off if self._rng.random() < chance else None

    def points(self, due: Money, shopper: Shopper) -> int:
        """How many points somebody puts into a bill; usually none."""
        if shopper.points < _LEAST_POINTS or self._rng.random() > _USES_POINTS:
            return 0
        return self.most_points(due, shopper) // _POINTS_STEP * _POINTS_STEP

    def most_points(self, due: Money, shopper: Shopper) -> int:
        """How many points could go into a bill."""
        return most_usable(due, shopper.points, self._programme)

    def tenders(self, due: Money, points: int, shopper: Shopper | None) -> tuple[Tender, ...]:
        """What is handed over; a transfer still has to be asked for."""
        paid = worth(points, self._programme)
        by_points = (Tender(Method.POINTS, paid, points=points),) if points else ()
        rest = due - paid
        return (*by_points, *self._rest(rest, shopper)) if rest else by_points

    def _rest(self, rest: Money, shopper: Shopper | None) -> tuple[Tender, ...]:
        if rest >= _SPLIT_FROM and self._rng.random() < _SPLITS:
            part = Money(rest.dong // 2 // 50_000 * 50_000)
            return Tender(Method.TRANSFER, part), self._cash(rest - part)
        method = self._method(rest, shopper)
        if method is Method.CASH:
            return (self._cash(rest),)
        slip = f"{self._rng.randrange(10**6):06d}" if method is Method.CARD else ""
        return (Tender(method, rest, reference=slip),)

    def _method(self, rest: Money, shopper: Shopper | None) -> Method:
        if rest < _SMALL:
            return Method.CASH
        if shopper is not None and self._rng.random() < _KEEPS_HABIT:
            return shopper.method
        methods = shop()["methods"]["unknown"]
        return Method(self._rng.choices(list(methods), list(methods.values()))[0])

    def _cash(self, rest: Money) -> Tender:
        round_sums = suggestions(rest)
        handed = round_sums[0] if self._rng.random() < _EXACT else self._rng.choice(round_sums)
        return Tender(Method.CASH, rest, tendered=handed)
