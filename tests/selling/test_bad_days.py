"""F9 on a bad day: one sentence, the cart stays, and afterwards the sale goes through."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.store import check
from pos_app.store.database import open_shop
from pos_app.store.errors import ShopBusy
from tests.till import WATER, Till, cash, open_till

ROOT = Path(__file__).parents[2]


def test_a_file_held_by_another_program(
    till: Till, clock: SetClock, ids: SeededIds, stocked_file: Path
) -> None:
    cart = till.accept(till.order((WATER, 2)), cash(Money(16_000)))
    hurried = open_till(open_shop(stocked_file, busy_ms=50), clock, ids)
    with till.database.transaction():
        with pytest.raises(ShopBusy, match="Đợi một lát rồi làm lại"):
            hurried.complete(cart)
        assert hurried.drafts.all(1) == [cart]
    assert hurried.complete(cart).number == 1
    hurried.database.close()


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from pos_app.basics.clock import SystemClock
from pos_app.basics.ids import RandomIds
from pos_app.basics.money import Money
from pos_app.store.database import open_shop
from pos_app.store.errors import DiskFull
from tests.till import WATER, cash, open_till

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
clock = SystemClock()
till = open_till(open_shop(Path(sys.argv[1])), clock, RandomIds(clock))
cart = till.accept(till.order((WATER, 2)), cash(Money(16_000)))
written = Path(sys.argv[1] + "-wal").stat().st_size
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for room in range(0, 40_000, 4_096):
    resource.setrlimit(resource.RLIMIT_FSIZE, (written + room, hard))
    try:
        till.complete(cart)
        break
    except DiskFull as refusal:
        print("refused", refusal)
        assert till.drafts.all(1) == [cart], "the cart stays"
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print("sold", till.complete(cart).number, till.drafts.all(1))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="a file size limit is POSIX")
def test_a_disk_that_fills_up_page_by_page(stocked_file: Path) -> None:
    """The sale is refused with room for 0, 1, 2 … pages, and sold once when there is enough."""
    run = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(stocked_file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = run.stdout.splitlines()
    assert said, run.stderr
    assert said[-1] == "sold 1 []", run.stderr
    assert len(said) > 3, "refused more than once on the way"
    assert set(said[:-1]) == {
        "refused Ổ đĩa đầy. Xóa bớt tệp khác rồi làm lại, giỏ hàng vẫn còn nguyên."
    }
    database = open_shop(stocked_file)
    assert check.run(database, CHECKS) == []
    database.close()
