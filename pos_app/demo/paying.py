"""How people pay: as they like to, some with points, a few with two things at once."""

from __future__ import annotations

import random
from typing import Final

from pos_app.basics.money import Money
from pos_app.demo.books import Account
from pos_app.demo.till import Rung
from pos_app.loyalty.points import Programme, earned, earning_base, most_usable, worth
from pos_app.payments.tenders import HowSeen, Method, Tender, suggestions
from pos_app.selling.cart import Discount, DiscountKind

_WITHOUT_NAME: Final = {Method.CASH: 68, Method.TRANSFER: 22, Method.WALLET: 6, Method.CARD: 4}
_SMALL: Final = Money(20_000)
"""Below it nobody asks for a terminal."""
_KEEPS_HABIT: Final = 0.7
_USES_POINTS: Final = 0.2
_LEAST_POINTS: Final = 50
_POINTS_STEP: Final = 10
_SPLITS: Final = 0.04
_SPLIT_FROM: Final = Money(200_000)
_EXACT: Final = 0.4
_SEEN: Final = {HowSeen.SPEAKER: 70, HowSeen.BANK_APP: 20, HowSeen.OWNER: 10}
_OFF: Final = (
    # from a bill of, chance, off
    (Money(600_000), 0.12, Discount(DiscountKind.AMOUNT, 20_000)),
    (Money(300_000), 0.04, Discount(DiscountKind.AMOUNT, 10_000)),
    (Money(80_000), 0.02, Discount(DiscountKind.PERCENT, 500)),
)


class Paying:
    """Decides what is taken off a bill, and what is handed over for it."""

    def __init__(self, rng: random.Random, programme: Programme) -> None:
        self._rng = rng
        self._programme = programme

    def taken_off(self, goods: Money, *, known: bool) -> Discount | None:
        """What the shop takes off an order now and then, for people it knows."""
        if not known:
            return None
        for least, chance, off in _OFF:
            if goods >= least:
                return off if self._rng.random() < chance else None
        return None

    def points(self, due: Money, account: Account) -> int:
        """How many points somebody puts into a bill; usually none."""
        if account.points < _LEAST_POINTS or self._rng.random() > _USES_POINTS:
            return 0
        return self.most_points(due, account) // _POINTS_STEP * _POINTS_STEP

    def most_points(self, due: Money, account: Account) -> int:
        """How many points could go into a bill."""
        return most_usable(due, account.points, self._programme)

    def points_leaving(self, rung: Rung, account: Account, wanted: int) -> int | None:
        """How many points to put into a bill so that `wanted` are left after it; None: no way."""
        due, eligible = rung.totals.due, rung.totals.earning
        for points in range(self.most_points(due, account) + 1):
            base = earning_base(eligible, worth(points, self._programme))
            gained = earned(base, self._programme, account.tier)
            if account.points - points + gained == wanted:
                return points
        return None

    def tenders(self, due: Money, points: int, habit: Method | None) -> tuple[Tender, ...]:
        """What is handed over; a transfer still has to be asked for."""
        paid = worth(points, self._programme)
        by_points = (Tender(Method.POINTS, paid, points=points),) if points else ()
        rest = due - paid
        return (*by_points, *self._rest(rest, habit)) if rest else by_points

    def how_seen(self) -> HowSeen:
        """Where the cashier heard or saw a transfer."""
        return self._rng.choices(list(_SEEN), list(_SEEN.values()))[0]

    def _rest(self, rest: Money, habit: Method | None) -> tuple[Tender, ...]:
        if rest >= _SPLIT_FROM and self._rng.random() < _SPLITS:
            part = Money(rest.dong // 2 // 50_000 * 50_000)
            return Tender(Method.TRANSFER, part), self._cash(rest - part)
        method = self._method(rest, habit)
        if method is Method.CASH:
            return (self._cash(rest),)
        slip = f"{self._rng.randrange(10**6):06d}" if method is Method.CARD else ""
        return (Tender(method, rest, reference=slip),)

    def _method(self, rest: Money, habit: Method | None) -> Method:
        if rest < _SMALL:
            return Method.CASH
        if habit is not None and self._rng.random() < _KEEPS_HABIT:
            return habit
        return self._rng.choices(list(_WITHOUT_NAME), list(_WITHOUT_NAME.values()))[0]

    def _cash(self, rest: Money) -> Tender:
        round_sums = suggestions(rest)
        handed = round_sums[0] if self._rng.random() < _EXACT else self._rng.choice(round_sums)
        return Tender(Method.CASH, rest, tendered=handed)
