"""A founded shop for tests: one owner, one cashier, one counter, a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.models.shop import Staff
from pos_app.shop import profile
from pos_app.shop.staff import Role
from pos_app.store.database import Database, create_shop_file, open_shop

SATURDAY = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)
"""14:06 in the shop on Saturday 21/11/2026, as in the pictures of the design."""

PROFILE = profile.ShopProfile(
    uid="0" * 32,
    name="Tạp hóa Cô Mai",
    address="12 đường Hoa Sen, phường An Bình, TP. Mẫu",
    phone="028 0000 0000",
    tax_code="0000000000",
)

SAMPLE_ACCOUNT = profile.BankAccount(
    bin="999999",
    account="0000000000",
    holder="TRAN THI MAI",
    bank_name="Ngân hàng mẫu",
    sample=True,
)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(SATURDAY)


@pytest.fixture
def ids(clock: SetClock) -> SeededIds:
    return SeededIds(clock, seed=1)


@pytest.fixture(scope="session")
def founded_shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("founded") / "shop.khachquen"
    database = create_shop_file(path)
    with database.transaction() as session:
        profile.found(session, SetClock(SATURDAY), PROFILE, owner="Trần Thị Mai")
        session.add(Staff(name="Thảo", role=Role.CASHIER, active=True))
        profile.counter_named(session, "Quầy 1")
    database.checkpoint()
    database.close()
    return path


@pytest.fixture
def shop_file(founded_shop_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "shop.khachquen"
    for part in founded_shop_file.parent.glob("shop.khachquen*"):
        shutil.copy(part, tmp_path / part.name)
    return path


@pytest.fixture
def database(shop_file: Path) -> Iterator[Database]:
    database = open_shop(shop_file)
    yield database
    database.close()


@pytest.fixture
def owner() -> Actor:
    return Actor(staff=1, counter=1)


@pytest.fixture
def actor() -> Actor:
    """Thảo, the cashier at Quầy 1, before a shift was opened."""
    return Actor(staff=2, counter=1)
