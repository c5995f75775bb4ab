"""Who comes on which day: people by their own rhythm, strangers in between."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.demo import days, people, regulars
from pos_app.demo.days import HABITS, HOUR, Period
from pos_app.demo.plan import Plan
from pos_app.demo.regulars import Chapter, Story
from pos_app.demo.shoppers import Shopper, answers

_KNOWN: Final = 0.45
"""How many sales are to people with a name."""
_MOST_KNOWN: Final = 0.8
"""Of one day's sales: who is too many comes tomorrow."""
_NOTED: Final = 0.12
"""About how many people the staff remember something."""
_REGULAR: Final = 2.0
"""Shape of the days between two visits: neither by the clock nor by chance alone."""
_BEFORE_THE_END: Final = 300
"""Seconds: the last customer of the story is served before it stops."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody comes, at a second of the day."""

    second: int
    shopper: Shopper | None = None
    """None: a stranger."""
    chapter: Chapter | None = None
    buys: bool = True
    """Else they only ask for a card."""

    @property
    def hour(self) -> int:
        """The hour of the day."""
        return self.second // HOUR


class Crowd:
    """Everybody who will come, and when."""

    def __init__(self, plan: Plan, period: Period, rng: random.Random) -> None:
        self._rng = rng
        self._period = period
        self._usual_day = [days.hours(profile) for profile in HABITS]
        self._last_day = [days.hours(profile, period.stops - _BEFORE_THE_END) for profile in HABITS]
        self._due: defaultdict[int, list[Shopper]] = defaultdict(list)
        self._asking: defaultdict[int, list[Shopper]] = defaultdict(list)
        self._chapters: defaultdict[int, list[Chapter]] = defaultdict(list)
        busy = days.busyness(period, rng)
        self.open_days = [place for place, weight in enumerate(busy) if weight]
        visits = int(plan.sales * _KNOWN)
        known = {
            one.person.name: one for one in regulars.regulars(plan.customers, period.length, rng)
        }
        told = [story for story in regulars.stories(visits) if story.name in known]
        chapters = sum(self._tell(story, known[story.name]) for story in told)
        heroes = {story.name for story in told}
        newcomers = self._newcomers(plan.customers - len(known), known)
        others = [one for one in known.values() if one.person.name not in heroes] + newcomers
        self.shoppers: Sequence[Shopper] = [*known.values(), *newcomers]
        self._pace = self._invite(others, visits - chapters)
        self._counts = days.spread(plan.sales - chapters, busy)

    def of(self, place: int) -> list[Coming]:
        """Who comes on a day, in the order of time."""
        last = place == self.open_days[-1]
        room = self._counts[place]
        due = self._due.pop(place, [])
        welcome = round(room * _MOST_KNOWN)
        self._due[place + 1] += due[welcome:]
        for shopper in due[:welcome]:
            self._come_again(place, shopper)
        asking = self._asking.pop(place, [])
        if last:  # whoever never got a turn takes at least a card home
            left = [*self._due.values(), *self._asking.values()]
            asking += [one for group in left for one in group if not one.id]
        chapters = self._chapters.pop(place, [])
        strangers = room - len(due[:welcome])
        coming = [
            *(Coming(self._second(place, one.story.hours), one.shopper, one) for one in chapters),
            *(Coming(self._second(place, one.habit.hours), one) for one in due[:welcome]),
            *(Coming(self._second(place, one.habit.hours), one, buys=False) for one in asking),
            *(Coming(self._second(place)) for _ in range(strangers)),
        ]
        return sorted(coming, key=lambda one: one.second)

    def _tell(self, story: Story, shopper: Shopper) -> int:
        """Puts down the visits of a story; returns how many there are."""
        places = regulars.days_of(story, self.open_days, self._period.length - 1, self._rng)
        for number, place in enumerate(places, start=1):
            self._chapters[place].append(Chapter(story, shopper, number, len(places)))
        return len(places)

    def _newcomers(self, number: int, known: Iterable[str]) -> list[Shopper]:
        rng = self._rng
        habits = people.habits(number, self._period.length, rng)
        notes = people.told()["notes"]
        return [
            Shopper(
                person=person,
                habit=habit,
                note=rng.choice(notes) if rng.random() < _NOTED else "",
                answers=answers(rng),
            )
            for person, habit in zip(people.people(number, known, rng), habits, strict=True)
        ]

    def _invite(self, others: list[Shopper], visits: int) -> float:
        """Puts down the first visits; returns how much faster than by habit they come again."""
        buyers = others
        if len(others) > visits:
            self._rng.shuffle(others)
            buyers = others[: max(visits, 0)]
            for shopper in others[len(buyers) :]:
                self._asking[shopper.habit.first].append(shopper)
        for shopper in buyers:
            self._due[shopper.habit.first].append(shopper)
        return people.pace([one.habit for one in buyers], self._period.length, visits)

    def _come_again(self, place: int, shopper: Shopper) -> None:
        every = shopper.habit.every
        if every is None or not self._pace:
            return
        gap = self._rng.gammavariate(_REGULAR, every / self._pace / _REGULAR)
        again = place + max(1, round(gap))
        if again <= shopper.habit.last:
            self._due[again].append(shopper)

    def _second(self, place: int, profile: int = 0) -> int:
        profiles = self._last_day if place == self._period.length - 1 else self._usual_day
        return profiles[profile].pick(self._rng)
