"""How often a sale waits for the disk: the kernel is asked, through strace.

Nothing inside the process can be believed about what reaches the disk, so a till of its own sells
under `strace` (a Debian package), which writes down every fsync and fdatasync with the file it
was for. Each sale stands between two syncs of an empty file, which mark its place. A checkpoint
would sync the shop's file itself: none falls into the count, or there is no figure.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from pos_app.basics.clock import SetClock
from pos_app.basics.i18n import _
from pos_app.basics.ids import SeededIds
from pos_app.bench.checkout import TEN_THOUSAND
from pos_app.bench.ground import NOW, Ground, own
from pos_app.bench.orders import Counter
from pos_app.bench.rows import Row
from pos_app.demo import Plan
from pos_app.selling.totals import price

SALES: Final = 40
_SEED: Final = 3
_SYNC: Final = re.compile(r"\b(?:fsync|fdatasync)\(\d+<(?P<file>[^>]*)>\)")
_MARK: Final = "mark"


def measure(ground: Ground, plan: Plan = TEN_THOUSAND, sales: int = SALES) -> list[Row]:
    """Syncs per sale against the one it needs; no row where strace is missing."""
    strace = shutil.which("strace")
    if strace is None:
        ground.say(
            _("Không có strace nên không đếm được số lần ghi xuống đĩa; bỏ qua phép đo này.")
        )
        return []
    shop, log = ground.copy(plan, "syncs"), ground.folder / "syncs.log"
    traced = (strace, "--follow-forks", "--decode-fds=path", "--trace=fsync,fdatasync")
    ground.output([*traced, f"--output={log}", *own("syncs", shop, sales)])
    counted = between_marks(log.read_text(encoding="utf-8"))
    if strangers := {name for name in counted if not name.endswith("-wal")}:
        raise RuntimeError(f"a checkpoint fell into the count: {strangers}")
    return [Row("fsyncs", len(counted) / sales, "", 1, 1)]


def between_marks(log: str) -> list[str]:
    """The files that were synced behind an odd mark and before an even one, in their order."""
    marked, counted = False, []
    for match in _SYNC.finditer(log):
        if Path(match["file"]).name == _MARK:
            marked = not marked
        elif marked:
            counted.append(match["file"])
    return counted


def sell(path: Path, sales: int) -> None:
    """Sells; every cart is on disk before its sale begins."""
    clock = SetClock(NOW)
    mark = os.open(path.with_name(_MARK), os.O_CREAT | os.O_WRONLY)
    with closing(Counter(path, clock, SeededIds(clock, _SEED))) as counter:
        for cart in counter.orders(sales):
            due = price(cart).due
            os.fsync(mark)
            counter.checkout.complete(counter.actor, cart, due)
            os.fsync(mark)
    os.close(mark)


if __name__ == "__main__":
    sell(Path(sys.argv[1]), int(sys.argv[2]))
