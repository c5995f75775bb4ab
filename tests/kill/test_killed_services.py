"""The services are killed with SIGKILL while they sell: one sale or none, never half.

KHACHQUEN_KILLS says how often in all; 75 unless told.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from pos_app.basics import faults
from pos_app.basics.clock import SystemClock
from pos_app.basics.ids import RandomIds
from pos_app.models.shop import Staff
from pos_app.shop import profile
from pos_app.shop.staff import Role
from pos_app.store.database import create_shop_file, open_shop
from tests.fixtures import PROFILE
from tests.kill.ordeal import Nursery, Ordeal
from tests.kill.seller import Job, any_order
from tests.till import copy_shop, deliver, open_till, stock_up

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX"),
]

KILLS: Final = int(os.environ.get("KHACHQUEN_KILLS", "75"))
POINTS: Final = (
    "number_taken",
    "rows_written",
    "stock_taken",
    "points_settled",
    "journalled",
    "before_commit",
    "after_commit",
    "handler_ran",
    "before_task",
    "task_planned",
)
AT_EACH_POINT: Final = max(1, KILLS // 3 // len(POINTS))
AT_ANY_MOMENT: Final = max(1, KILLS - AT_EACH_POINT * len(POINTS))
MEAN_LIFE: Final = 0.02
"""Seconds between a seller's first sale and the shot."""


@pytest.fixture(scope="module")
def fresh_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stocked shop that lives by the machine's own clock."""
    path = tmp_path_factory.mktemp("fresh") / "shop.khachquen"
    clock = SystemClock()
    database = create_shop_file(path)
    with database.transaction() as session:
        profile.found(session, clock, PROFILE, owner="Trần Thị Mai")
        session.add(Staff(name="Thảo", role=Role.CASHIER, active=True))
        profile.counter_named(session, "Quầy 1")
    stock_up(database, clock)
    database.checkpoint()
    database.close()
    return path


@pytest.fixture
def shop(fresh_shop: Path, tmp_path: Path) -> Path:
    return copy_shop(fresh_shop, tmp_path / "killed.khachquen")


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def ordeal(nursery: Nursery, shop: Path) -> Ordeal:
    return Ordeal(nursery, shop)


@pytest.fixture
def chance() -> random.Random:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    return random.Random(seed)


def test_every_named_point_is_known(shop: Path) -> None:
    """A step that is added to a sale or to what follows it is added to the list as well."""
    clock = SystemClock()
    till = open_till(open_shop(shop), clock, RandomIds(clock))
    passed: set[str] = set()
    chance = random.Random(1)
    for _ in range(12):
        cart = any_order(till, chance)
        faults.arm(passed.add)
        till.complete(cart)
        deliver(till)
        faults.arm(None)
    till.database.close()

    assert passed == set(POINTS)


def test_killed_at_any_moment(ordeal: Ordeal, chance: random.Random) -> None:
    for kill in range(AT_ANY_MOMENT):
        job = Job(str(ordeal.shop), seed=chance.randrange(10**9))
        assert ordeal.kill(job, delay=chance.expovariate(1 / MEAN_LIFE)) == [], f"kill {kill}"

    assert ordeal.last_look() == []
    assert ordeal.tally.kills == AT_ANY_MOMENT
    print(ordeal.tally)


def test_killed_at_each_named_point(ordeal: Ordeal, chance: random.Random) -> None:
    for _ in range(AT_EACH_POINT):
        for point in POINTS:
            seed, passes = chance.randrange(10**9), chance.randint(1, 3)
            job = Job(str(ordeal.shop), seed, point, passes)
            assert ordeal.kill(job) == [], point

    assert ordeal.last_look() == []
    assert ordeal.tally.kills == AT_EACH_POINT * len(POINTS)
    print(ordeal.tally)


@pytest.mark.parametrize(("defect", "number"), [("number", 17), ("stock", 13)])
def test_a_planted_defect_is_caught(
    ordeal: Ordeal, chance: random.Random, defect: str, number: int
) -> None:
    """The judge sees what a sale in two transactions leaves behind."""
    job = Job(str(ordeal.shop), chance.randrange(10**9), "between", defect=defect)
    broken = ordeal.kill(job)

    assert number in {each.number for each in broken}
