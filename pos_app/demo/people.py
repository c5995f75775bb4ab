"""Who comes to the demo shop: believable names, numbers, and habits of their own."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pos_app.basics.money import ZERO, Money
from pos_app.care.rules import BIG
from pos_app.customers.address import Form
from pos_app.customers.consent import Channel, Purpose
from pos_app.demo.tables import people as told
from pos_app.demo.tables import shop
from pos_app.payments.tenders import Method

_PREFIXES: Final = (
    "32", "33", "34", "35", "36", "37", "38", "39", "70", "76", "77", "78", "79", "81", "82", "83",
    "84", "85", "86", "88", "90", "91", "93", "94", "96", "97", "98",
)  # fmt: skip
_STEP: Final = 104_729
"""A prime that runs through all numbers in no visible order."""
_TAILS: Final = 10_000
REGULARS_FROM: Final = 900 * len(_PREFIXES) * _TAILS
"""Places of telephone numbers that no other customer reaches."""
_TRIES: Final = 8
_HAS_NUMBER, _ASKED, _NOTED = 0.95, 0.6, 0.12
"""How many have a telephone, are asked what they agree to, are remembered for something."""
_NOT_ASKED, _USUAL_FORM = 0.04, 0.85
_FORMS: Final = {form.xung_ho: form for form in Form}

Answers = Mapping[tuple[Purpose, Channel], bool]
"""What somebody says when asked; empty for those nobody asks."""


@dataclass(slots=True)
class Shopper:
    """Somebody with a habit; has an id once the shop knows them."""

    name: str
    form: Form
    e164: str
    """Empty for those who give no number."""
    every: float | None
    """Days between two visits on average; None: comes once."""
    appetite: float
    """How full the basket is beside others'."""
    hours: int
    """Which of the profiles of a day."""
    method: Method
    """How they like to pay."""
    note: str = ""
    answers: Answers = field(default_factory=dict)
    favourites: Sequence[int] = ()
    """Places of the goods they come for."""
    id: int = 0
    uid: str = ""
    points: int = 0
    tier: int = 0
    spent: Money = ZERO
    baskets: deque[tuple[date, Money]] = field(default_factory=lambda: deque(maxlen=BIG.own_sales))
    """Days and totals of the newest sales."""


def regulars(number: int, rng: random.Random) -> list[Shopper]:
    """At most so many of the people in the pictures."""
    return [
        _shopper(
            rng,
            shop()["customers"][-2],
            name=one["name"],
            form=_FORMS[one["form"]],
            e164=one.get("phone", phone_number(REGULARS_FROM + place)),
            note=one["note"],
            answers=_answers(one.get("agrees", ())),
        )
        for place, one in enumerate(told()["regulars"][:number])
    ]


def newcomers(number: int, taken: Iterable[str], rng: random.Random) -> Iterator[Shopper]:
    """So many people; as long as there are names enough, none is `taken` or given twice."""
    families, given, kinds = told()["families"], told()["given"], shop()["customers"]
    by_family, by_given = [one["weight"] for one in families], [one["weight"] for one in given]
    by_share, known = [one["share"] for one in kinds], set(taken)
    for place in range(number):
        for _ in range(_TRIES):
            [family] = rng.choices(families, by_family)
            [called] = rng.choices(given, by_given)
            name = f"{family['name']} {called['middle']} {called['name']}"
            if name not in known and family["name"] not in (called["name"], called["middle"]):
                break
        known.add(name)
        asked = shop()["agrees"] if rng.random() < _ASKED else ()
        yield _shopper(
            rng,
            rng.choices(kinds, by_share)[0],
            name=name,
            form=_form(called["forms"], rng),
            e164=phone_number(place) if rng.random() < _HAS_NUMBER else "",
            note=rng.choice(told()["notes"]) if rng.random() < _NOTED else "",
            answers=_answers((what, how, rng.random() * 100 < yes) for what, how, yes in asked),
        )


def phone_number(place: int) -> str:
    """A mobile number for each place, all different: 0PP 000 dddd before any other middle."""
    block, rest = divmod(place, len(_PREFIXES) * _TAILS)
    prefix, tail = divmod(rest * _STEP % (len(_PREFIXES) * _TAILS), _TAILS)
    return f"+84{_PREFIXES[prefix]}{block:03d}{tail:04d}"


def _shopper(rng: random.Random, kind: Mapping[str, Any], **known: Any) -> Shopper:
    methods = shop()["methods"]["known"]
    return Shopper(
        every=rng.uniform(*kind["every"]) if kind["every"] else None,
        appetite=rng.uniform(*kind["appetite"]),
        hours=rng.randrange(len(shop()["hours"])),
        method=Method(rng.choices(list(methods), list(methods.values()))[0]),
        **known,
    )


def _answers(given: Iterable[Sequence[Any]]) -> Answers:
    return {(Purpose(purpose), Channel(channel)): bool(yes) for purpose, channel, yes in given}


def _form(words: Sequence[str], rng: random.Random) -> Form:
    chance = rng.random()
    if chance < _NOT_ASKED:
        return Form.QUY_KHACH
    return _FORMS[words[0] if chance < _USUAL_FORM else rng.choice(words)]
