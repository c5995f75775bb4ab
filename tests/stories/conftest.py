"""A shop with goods, a programme and a sample account, for stories at its counter."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos_app.basics.actor import Actor
from pos_app.basics.assets import asset
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.loyalty.programmes import found_programme
from pos_app.payments import account
from pos_app.spreadsheets.intake import import_goods
from pos_app.store.database import open_shop
from tests.fixtures import SAMPLE_ACCOUNT, SATURDAY
from tests.stories.counter import Counter


@pytest.fixture(scope="session")
def stocked_shop_file(founded_shop_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stocked")
    path = folder / founded_shop_file.name
    for part in founded_shop_file.parent.glob(f"{founded_shop_file.name}*"):
        shutil.copy(part, folder / part.name)
    database = open_shop(path)
    clock = SetClock(SATURDAY)
    with database.transaction() as session:
        found_programme(session, USUAL_PROGRAMME)
        account.write(session, clock, Actor(1, 1), SAMPLE_ACCOUNT)
    goods = asset("data", "demo_goods.csv")
    import_goods(database, clock, SeededIds(clock, 1), Actor(1, 1), goods, "demo")
    database.checkpoint()
    database.close()
    return path


@pytest.fixture
def shop_file(stocked_shop_file: Path, tmp_path: Path) -> Path:
    for part in stocked_shop_file.parent.glob(f"{stocked_shop_file.name}*"):
        shutil.copy(part, tmp_path / part.name)
    return tmp_path / stocked_shop_file.name


@pytest.fixture
def open_counter(
    qtbot: QtBot, shop_file: Path, clock: SetClock, ids: SeededIds
) -> Iterator[Callable[[], Counter]]:
    """Starts the program; what a story leaves open is closed."""
    opened: list[Counter] = []

    def start() -> Counter:
        opened.append(Counter.open(qtbot, shop_file, clock, ids))
        return opened[-1]

    yield start
    for counter in opened:
        if not counter.closed:
            counter.close()


@pytest.fixture
def counter(open_counter: Callable[[], Counter]) -> Counter:
    return open_counter()
