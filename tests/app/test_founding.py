"""The first minute of a new shop, and the services of its first counter."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from pos_app import app
from pos_app.app import open_first, usual_shop
from pos_app.app.checks import CHECKS
from pos_app.app.founding import found_shop, owner_at_first_counter
from pos_app.app.services import open_counter
from pos_app.basics import faults
from pos_app.basics.errors import ShopFileError
from pos_app.shop.staff import Role
from pos_app.store import errors
from pos_app.store.check import run
from pos_app.store.database import open_shop


def test_a_new_shop_can_sell_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.khachquen"
    found_shop(path)
    services = open_counter(path, "Quầy 1")
    (owner,) = services.staff.active()
    assert owner.role == Role.OWNER
    assert services.loyalty.programme().dong_per_point == 10_000
    assert services.catalog.tiles(None) == []
    services.close()
    database = open_shop(path)
    assert run(database, CHECKS) == []
    assert owner_at_first_counter(database).staff == owner.id
    database.close()


def test_a_second_counter_has_its_own_id(tmp_path: Path) -> None:
    path = tmp_path / "new.khachquen"
    found_shop(path)
    first = open_counter(path, "Quầy 1")
    second = open_counter(path, "Quầy 2")
    again = open_counter(path, "Quầy 1")
    assert first.counter == again.counter != second.counter
    assert second.counter_name == "Quầy 2"
    for services in (first, second, again):
        services.close()


def test_a_shop_is_never_founded_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Kính gửi cô Mai")
    with pytest.raises(FileExistsError):
        found_shop(path)
    assert path.read_text() == "Kính gửi cô Mai"


@pytest.mark.parametrize("step", ["upgraded", "before_commit"])
def test_a_founding_that_is_cut_short_leaves_nothing(tmp_path: Path, step: str) -> None:
    path = tmp_path / "new.khachquen"

    def power_cut(point: str) -> None:
        if point == step:
            raise KeyboardInterrupt

    faults.arm(power_cut)
    try:
        with pytest.raises(KeyboardInterrupt):
            found_shop(path)
    finally:
        faults.arm(None)
    assert list(tmp_path.iterdir()) == []


def test_which_shop_opens(own_home: Path) -> None:
    assert usual_shop("", demo=False).name == "shop.khachquen"
    assert usual_shop("/tiệm/a.khachquen", demo=False) == Path("/tiệm/a.khachquen")
    assert usual_shop("/tiệm/a.khachquen", demo=True).name == "demo.khachquen"


def test_the_first_start_founds_a_shop_and_the_next_opens_it(own_home: Path) -> None:
    usual = usual_shop("", demo=False)
    for last in ("", "", str(usual)):
        open_first(None, last, "Quầy 1").close()
    assert [path.name for path in usual.parent.iterdir()] == [usual.name]


def test_a_shop_that_is_gone_is_not_answered_with_an_empty_one(own_home: Path) -> None:
    gone = usual_shop("", demo=False)
    for named, last in ((None, str(gone)), (gone, ""), (gone, str(gone))):
        with pytest.raises(errors.ShopMissing, match=re.escape(str(gone))):
            open_first(named, last, "Quầy 1")
    assert not gone.exists()


def test_a_missing_demo_is_made_again(own_home: Path) -> None:
    gone = usual_shop("", demo=True)
    open_first(None, str(gone), "Quầy 1", found_shop).close()
    assert gone.exists()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EDQUOT, errors.DiskFull),
        (errno.ENOENT, errors.ShopMissing),
        (errno.EACCES, errors.ShopReadOnly),
        (errno.EROFS, errors.ShopReadOnly),
        (errno.EIO, errors.ShopUnreadable),
    ],
)
def test_what_the_system_would_not_do_is_a_sentence(
    tmp_path: Path, number: int, kind: type[ShopFileError]
) -> None:
    def make_demo(path: Path) -> None:
        raise OSError(number, "the system's words", str(path))

    with pytest.raises(kind) as refused:
        app.open_services(tmp_path / "demo.khachquen", "Quầy 1", make_demo)
    assert "the system's words" not in str(refused.value)
