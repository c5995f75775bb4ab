"""Who comes to the demo shop: believable names, numbers, and habits of their own."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any, Final

from pos_app.basics.assets import asset
from pos_app.basics.text import given_name
from pos_app.customers.address import Form
from pos_app.demo.days import HABITS
from pos_app.payments.tenders import Method

NOBODY_LEAVES: Final = 10**6
"""A last day beyond every story."""

_PREFIXES: Final = (
    "32", "33", "34", "35", "36", "37", "38", "39", "70", "76", "77", "78", "79", "81", "82", "83",
    "84", "85", "86", "88", "90", "91", "93", "94", "96", "97", "98",
)  # fmt: skip
_STEP: Final = 104_729
"""A prime that runs through all numbers in no visible order."""
_TAILS: Final = 10_000
_TRIES: Final = 8
_FORMS: Final = {form.xung_ho: form for form in Form}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the shop writes them down."""

    name: str
    form: Form
    e164: str
    """Empty for those who give no number."""

    @property
    def given(self) -> str:
        """What the person is called."""
        return given_name(self.name)


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody shops; days are places in the period."""

    first: int
    last: int
    every: float | None
    """Days between two visits on average; None: comes once."""
    appetite: float
    """How full the basket is beside others'."""
    hours: int
    """Which of the profiles of a day."""
    method: Method
    """How they like to pay."""


@cache
def told() -> Mapping[str, Any]:
    """The shipped parts from which people are made."""
    loaded: dict[str, Any] = json.loads(asset("data", "demo_people.json").read_text("utf-8"))
    return loaded


def form_of(word: str) -> Form:
    """The form of address that is spoken so."""
    return _FORMS[word]


def people(number: int, taken: Iterable[str], rng: random.Random) -> Iterator[Person]:
    """So many people; as long as there are names enough, none is `taken` or given twice."""
    families, given = told()["families"], told()["given"]
    by_family = _rising(families)
    by_given = _rising(given)
    known = set(taken)
    for place in range(number):
        for _ in range(_TRIES):
            [family] = rng.choices(families, cum_weights=by_family)
            [called] = rng.choices(given, cum_weights=by_given)
            name = f"{family['name']} {called['middle']} {called['name']}"
            if name not in known and family["name"] not in (called["name"], called["middle"]):
                break
        known.add(name)
        e164 = phone_number(place) if rng.random() < 0.95 else ""
        yield Person(name, _form(called["forms"], rng), e164)


def phone_number(place: int) -> str:
    """A mobile number for each place, all different: 0PP 000 dddd before any other middle."""
    block, rest = divmod(place, len(_PREFIXES) * _TAILS)
    prefix, tail = divmod(rest * _STEP % (len(_PREFIXES) * _TAILS), _TAILS)
    return f"+84{_PREFIXES[prefix]}{block:03d}{tail:04d}"


def _form(words: Sequence[str], rng: random.Random) -> Form:
    chance = rng.random()
    if chance < 0.04:
        return Form.QUY_KHACH  # nobody has asked yet
    return form_of(words[0] if chance < 0.85 else rng.choice(words))


def _rising(parts: Sequence[Mapping[str, int]]) -> list[int]:
    return list(accumulate(part["weight"] for part in parts))


_KINDS: Final = (
    # share, days between two visits, appetite
    (36, None, (0.5, 1.1)),
    (38, (24, 70), (0.6, 1.3)),
    (19, (9, 24), (0.8, 1.5)),
    (7, (2, 6), (0.9, 1.6)),
)
_METHODS: Final = {Method.CASH: 56, Method.TRANSFER: 27, Method.WALLET: 9, Method.CARD: 8}


def habits(number: int, days: int, rng: random.Random) -> list[Habit]:
    """How so many people shop: a few come all the time, many once, some stop coming."""
    shares = [share for share, _, _ in _KINDS]
    return [
        _habit(_KINDS[kind], days, rng)
        for kind in rng.choices(range(len(_KINDS)), shares, k=number)
    ]


def _habit(
    kind: tuple[int, tuple[int, int] | None, tuple[float, float]], days: int, rng: random.Random
) -> Habit:
    _, every, appetite = kind
    early = rng.random() < 0.3  # they came before the program did, and are asked one by one
    first = int(min(days - 1, rng.expovariate(1 / 25) if early else rng.random() * days))
    leaves = rng.random() < 0.3
    [method] = rng.choices(list(_METHODS), list(_METHODS.values()))
    return Habit(
        first=first,
        last=rng.randint(first, days) if leaves else NOBODY_LEAVES,
        every=rng.uniform(*every) if every else None,
        appetite=rng.uniform(*appetite),
        hours=rng.randrange(len(HABITS)),
        method=method,
    )


def visits_expected(all_habits: Sequence[Habit], days: int, faster: float) -> float:
    """How many visits they make in all, if they come `faster` times as often."""
    return sum(
        1 + (faster * (min(habit.last, days) - habit.first) / habit.every if habit.every else 0)
        for habit in all_habits
    )


def pace(all_habits: Sequence[Habit], days: int, visits: int) -> float:
    """How much faster than their habits they come, to make so many visits in all."""
    once = visits_expected(all_habits, days, 0)
    again = visits_expected(all_habits, days, 1) - once
    return max(visits - once, 0) / again if again else 0.0
