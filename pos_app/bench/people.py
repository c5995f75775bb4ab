"""Finding a customer among a hundred thousand: by phone, and by name at every keystroke."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from typing import Final

from sqlalchemy import select

from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.phone import shown
from pos_app.basics.text import fold
from pos_app.bench.ground import LAST_DAY, NOW, Ground
from pos_app.bench.rows import Row
from pos_app.bench.timing import in_turns, percentile, wall_ms
from pos_app.customers.directory import Directory
from pos_app.demo import Plan
from pos_app.models.customers import Customer, CustomerPhone
from pos_app.store.database import open_shop

HUNDRED_THOUSAND: Final = Plan(customers=100_000, goods=0, sales=0, until=LAST_DAY)
SEARCHES: Final = 200
"""People looked for; each name is typed letter by letter."""
TRIES: Final = 3
"""Each search counts with the best of so many: others use this machine too."""
PHONE_MS: Final = 5.0
NAME_MS: Final = 50.0
WORST_PERCENT: Final = 99
_RESULTS: Final = 10
"""As many as the till asks for."""
_SEED: Final = 5


def measure(ground: Ground, plan: Plan = HUNDRED_THOUSAND, searches: int = SEARCHES) -> list[Row]:
    """The slowest hundredth of searches against the time they may take."""
    clock = SetClock(NOW)
    with closing(open_shop(ground.shop(plan))) as database:
        directory = Directory(database, clock, SeededIds(clock, _SEED))
        with database.reading() as session:
            phones = list(session.scalars(select(CustomerPhone.e164)))
            names = list(session.scalars(select(Customer.name)))
        chance = random.Random(_SEED)
        numbers = [_written(number, chance) for number in chance.sample(phones, searches)]
        typed = [start for name in chance.sample(names, searches) for start in keystrokes(name)]
        by_phone, by_name = _times(directory, numbers), _times(directory, typed)
    return [
        Row("customer_phone", percentile(by_phone, WORST_PERCENT), "ms", PHONE_MS, 1),
        Row("customer_name", percentile(by_name, WORST_PERCENT), "ms", NAME_MS, 1),
    ]


def keystrokes(name: str) -> list[str]:
    """What stands in the search box while a name is typed without accents."""
    folded = fold(name)
    return [folded[:end] for end in range(1, len(folded) + 1) if folded[end - 1] != " "]


def _written(e164: str, chance: random.Random) -> str:
    return chance.choice((e164, shown(e164), shown(e164).replace(" ", ".")))


def _times(directory: Directory, typed: Iterable[str]) -> list[float]:
    searches = [partial(wall_ms, partial(directory.find, words, _RESULTS)) for words in typed]
    return [min(tries) for tries in in_turns(TRIES, *searches)]
