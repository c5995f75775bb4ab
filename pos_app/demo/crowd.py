"""Who comes on which day: people by their own rhythm, strangers in between."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pos_app.demo import days, people
from pos_app.demo.days import Period
from pos_app.demo.people import Shopper
from pos_app.demo.plan import Plan
from pos_app.demo.tables import shop

_KNOWN: Final = 0.45
"""How many sales are to people with a name."""
_STAYS: Final = 0.7
"""How many still come when the story ends."""
_BEFORE_THE_END: Final = 300
"""Seconds: the last customer of the story is served before it stops."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody comes, at a second of the day."""

    second: int = 0
    shopper: Shopper | None = None
    """None: a stranger."""
    bill: Sequence[int] = ()
    """What a story says of it: đồng, and perhaps points to pay with."""
    buys: bool = True
    """Else they only ask for a card."""


class Crowd:
    """Everybody who will come, and when."""

    def __init__(self, plan: Plan, story: Period, rng: random.Random) -> None:
        self._rng, self._story, self._hours = rng, story, days.hours()
        busy = days.busyness(story, rng)
        self.open_days = [place for place, weight in enumerate(busy) if weight]
        self._coming: defaultdict[int, list[Visit]] = defaultdict(list)
        known, visits = people.regulars(plan.customers, rng), int(plan.sales * _KNOWN)
        heroes = {one.name: one for one in known}
        told = {one["name"]: one for one in stories(visits) if one["name"] in heroes}
        for name, one in told.items():
            visits -= len(one["bills"])
            self._tell(one, heroes[name])
        new = people.newcomers(plan.customers - len(known), heroes, rng)
        self.shoppers = [*known, *new]
        others = [one for one in known if one.name not in told] + self.shoppers[len(known) :]
        self._invite(others, visits)
        buying = [sum(one.buys for one in self._coming[place]) for place in range(story.length)]
        wanted = zip(days.spread(plan.sales, busy), buying, strict=True)
        room = [max(many - few, 0) for many, few in wanted]
        self._strangers = days.spread(plan.sales - sum(buying), room if any(room) else busy)

    def of(self, place: int) -> list[Visit]:
        """Who comes on a day, in the order of time."""
        last = place == self._story.length - 1
        end = max(self._story.stops - _BEFORE_THE_END, 0) if last else days.CLOSES
        coming = [*self._coming[place], *[Visit()] * self._strangers[place]]
        visits = (
            replace(
                one,
                second=self._hours[one.shopper.hours if one.shopper else 0].pick(self._rng, end),
            )
            for one in coming
        )
        return sorted(visits, key=lambda visit: visit.second)

    def _tell(self, told: Mapping[str, Any], shopper: Shopper) -> None:
        """Puts down the visits of a story, on open days."""
        shopper.hours = told["hours"]
        for back, *bill in told["bills"]:
            at = bisect_right(self.open_days, self._story.length - 1 - back) - 1
            self._coming[self.open_days[max(at, 0)]].append(Visit(0, shopper, bill))

    def _invite(self, others: list[Shopper], visits: int) -> None:
        """Everybody comes once, some again and again; who is too many only asks for a card."""
        rng, many = self._rng, len(self.open_days)
        rng.shuffle(others)
        buyers, askers = others[: max(visits, 0)], others[max(visits, 0) :]
        firsts = [int(rng.random() * many) for _ in buyers]
        ends = [many if rng.random() < _STAYS else rng.randint(one + 1, many) for one in firsts]
        spans = list(zip(buyers, firsts, ends, strict=True))
        pull = [(end - first) / one.every if one.every else 0.0 for one, first, end in spans]
        again = days.spread(visits - len(buyers), pull)
        for (one, first, end), more in zip(spans, again, strict=True):
            for place in {first, *rng.sample(range(first, end), min(more, end - first))}:
                self._coming[self.open_days[place]].append(Visit(0, one))
        for one in askers:
            self._coming[rng.choice(self.open_days)].append(Visit(0, one, buys=False))


def stories(most: int) -> list[Mapping[str, Any]]:
    """The stories that fit into so many visits, the most important first."""
    chosen = []
    for told in shop()["stories"]:
        most -= len(told["bills"])
        if most < 0:
            break
        chosen.append(told)
    return chosen
