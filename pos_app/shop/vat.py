"""VAT by classes of goods: each class has rates that hold from one day to another.

Basis points throughout (800 is 8 %). A class that is all digits is a rate of its own, for goods
taken over from a system that knew rates alone. What a sale was taxed with stands on its lines and
never changes; a return takes the rate of the sale it undoes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from pos_app.basics.assets import asset
from pos_app.basics.i18n import N_

STANDARD: Final = "standard"
RELIEF: Final = "relief"
FIVE: Final = "five"
ZERO_RATED: Final = "zero"
EXEMPT: Final = "exempt"

CLASS_NAMES: Final = {
    STANDARD: N_("Thuế suất chung 10 %"),
    RELIEF: N_("Được giảm 2 % theo nghị quyết"),
    FIVE: N_("Thuế suất 5 %"),
    ZERO_RATED: N_("Thuế suất 0 %"),
    EXEMPT: N_("Không chịu thuế"),
}

_OF_RATE: Final = {1000: STANDARD, 800: RELIEF, 500: FIVE, 0: ZERO_RATED}


@dataclass(frozen=True, slots=True)
class DatedRate:
    """A rate and the days it holds on, both included; None is without end."""

    rate: int | None
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def rate_on(vat_class: str | None, day: date) -> int | None:
    """The rate in basis points; None where no VAT is shown. KeyError for an unknown class."""
    if vat_class is None:
        return None
    if vat_class.isdecimal():
        return int(vat_class)
    return next((each.rate for each in table()[vat_class] if each.holds(day)), None)


def class_of(rate: int | None) -> str | None:
    """The class of a good that is known by its present rate alone."""
    return None if rate is None else _OF_RATE.get(rate, str(rate))


@cache
def table() -> Mapping[str, Sequence[DatedRate]]:
    """Every class and its rates, in the order of their days."""
    told = json.loads(asset("data", "vat.json").read_text(encoding="utf-8"))
    return {name: tuple(_dated(each) for each in rates) for name, rates in told["classes"].items()}


def _dated(told: Mapping[str, Any]) -> DatedRate:
    return DatedRate(told["rate"], _day(told["from"]), _day(told["to"]))


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)
