"""Why people come to a corner shop: what is bought together, at which hour, in which season."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import Final

from pos_app.demo.days import before_tet
from pos_app.demo.goods import PRODUCE, Article

Goods = Sequence[tuple[int, int]]
"""Places of goods, and how strongly each pulls."""

_ANY_TIME: Final = (0, 24)
_IN_ITS_HOURS: Final = 6
"""How many times likelier an errand is then."""
_STRAYS: Final = 0.2
"""How much of a basket has nothing to do with the errand."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is bought together, when, and how often beside other errands."""

    share: int
    between: tuple[int, int]
    """Hours of the day."""
    groups: Mapping[str, int]


ERRANDS: Final = (
    Errand(16, (6, 10), {"BM": 6, "SUA": 3, "MI": 3, "CF": 2, "TRG": 2, "NUOC": 1, "BUN": 1}),
    Errand(22, (6, 12), {PRODUCE: 8, "TRG": 3, "TN": 3, "GV": 2, "MAM": 2, "BUN": 2, "DAU": 1}),
    Errand(20, (16, 20), {PRODUCE: 6, "TRG": 2, "TN": 3, "GV": 2, "MAM": 2, "MI": 2, "DH": 2}),
    Errand(16, _ANY_TIME, {"NUOC": 7, "DAVIEN": 2, "KEM": 2, "CF": 1, "BINH": 1, "KEO": 1}),
    Errand(14, (14, 21), {"SN": 4, "BK": 4, "KEO": 3, "KEM": 3, "NUOC": 3, "MI": 2}),
    Errand(12, (16, 22), {"BIA": 6, "DAVIEN": 2, "SN": 3, "TL": 2, "TN": 1, "RUOU": 1}),
    Errand(14, _ANY_TIME, {"TL": 5, "THE": 4, "NUOC": 2, "KEO": 2, "DGD": 2, "TH": 1}),
    Errand(12, (8, 21), {"GIAT": 4, "GIAY": 4, "TAM": 4, "DGD": 3, "DAU": 1}),
    Errand(7, (8, 21), {"TA": 4, "SUA": 5, "GIAY": 2, "TAM": 1, "KEM": 1}),
    Errand(9, (8, 20), {"GAO": 4, "DAU": 2, "GV": 3, "MAM": 2, "MI": 2, "HAT": 2, "BOT": 1}),
    Errand(4, (6, 18), {"VP": 6, "KEO": 2, "SN": 2, "NUOC": 1}),
    Errand(5, (7, 20), {"TRA": 3, "CF": 3, "BK": 3, "SUA": 1, "RUOU": 1, "HAT": 1}),
    Errand(1, (8, 20), {"TC": 4, "DGD": 1, "GIAY": 1}),
)

_HOT_MONTHS: Final = (3, 4, 5, 6, 7)
_SCHOOL_MONTHS: Final = (8, 9)
_HOT: Final = {"KEM": 1.7, "NUOC": 1.4, "DAVIEN": 1.6, "BIA": 1.2, "BINH": 1.2}
_SCHOOL: Final = {"VP": 3.0}
_NEW_YEAR: Final = {"BK": 2.0, "KEO": 1.8, "RUOU": 2.0, "BIA": 1.8, "SN": 1.4, "HAT": 1.6}


@dataclass(frozen=True, slots=True)
class Choice:
    """Goods with their chances, ready to be drawn."""

    goods: tuple[int, ...]
    rising: tuple[float, ...]
    """Chances, added up."""

    def draw(self, rng: random.Random, number: int) -> list[int]:
        """So many goods, some perhaps twice; none where there are none."""
        return rng.choices(self.goods, cum_weights=self.rising, k=number) if self.goods else []

    def chances(self) -> dict[int, float]:
        """How likely each is to be drawn."""
        steps = pairwise((0.0, *self.rising))
        return {
            place: (upper - lower) / self.rising[-1]
            for place, (lower, upper) in zip(self.goods, steps, strict=True)
        }


class Errands:
    """The errands of a season, and how likely each is at an hour."""

    def __init__(self, articles: Sequence[Article], day: date, wanted: Mapping[int, int]) -> None:
        """`wanted`: how many times more than usual some goods are asked for, by place."""
        groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, article in enumerate(articles):
            groups[article.group].append((place, article.turnover * wanted.get(place, 1)))
        sizes = {group: sum(pull for _, pull in goods) for group, goods in groups.items()}
        season = _season(day)
        self._anything = _choice(groups, sizes, sizes)
        self._choices = [
            _choice(
                groups,
                sizes,
                {group: pull * season.get(group, 1.0) for group, pull in errand.groups.items()},
            )
            for errand in ERRANDS
        ]
        self._by_hour = [_likely(hour) for hour in range(24)]

    def pick(self, rng: random.Random, hour: int, number: int) -> list[int]:
        """Goods for an errand of this hour, most from what belongs together."""
        [errand] = rng.choices(self._choices, cum_weights=self._by_hour[hour])
        if not errand.goods:  # a small shop sells nothing for it
            return self._anything.draw(rng, number)
        strays = sum(rng.random() < _STRAYS for _ in range(number))
        return [*errand.draw(rng, number - strays), *self._anything.draw(rng, strays)]

    def chances(self) -> dict[int, float]:
        """How likely each good is to be the next one sold."""
        likely: dict[int, float] = defaultdict(float)
        whole = sum(errand.share for errand in ERRANDS)
        shares = [(1 - _STRAYS) * errand.share / whole for errand in ERRANDS]
        choices = [choice if choice.goods else self._anything for choice in self._choices]
        for share, choice in zip((*shares, _STRAYS), (*choices, self._anything), strict=True):
            for place, chance in choice.chances().items():
                likely[place] += share * chance
        return likely


def _choice(
    groups: Mapping[str, Goods], sizes: Mapping[str, int], pulls: Mapping[str, float]
) -> Choice:
    """Goods of some groups; a group pulls as told, however many goods it has."""
    chances = {
        place: pulls[group] * pull / sizes[group]
        for group in pulls
        for place, pull in groups.get(group, ())
    }
    return Choice(tuple(chances), tuple(accumulate(chances.values())))


def _likely(hour: int) -> list[int]:
    """Shares of the errands at an hour, added up."""
    return list(
        accumulate(
            errand.share * (_IN_ITS_HOURS if errand.between[0] <= hour < errand.between[1] else 1)
            for errand in ERRANDS
        )
    )


def _season(day: date) -> Mapping[str, float]:
    if before_tet(day):
        return _NEW_YEAR
    if day.month in _HOT_MONTHS:
        return _HOT
    return _SCHOOL if day.month in _SCHOOL_MONTHS else {}
