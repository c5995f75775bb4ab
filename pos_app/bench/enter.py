"""From Enter to the painted line: the selling screen against a bare table view."""

from __future__ import annotations

from typing import Final

from pos_app.bench.checkout import TEN_THOUSAND
from pos_app.bench.ground import Ground
from pos_app.bench.rows import Row
from pos_app.bench.timing import percentile
from pos_app.demo import Plan

TIMES_BARE: Final = 1.5
SCANS: Final = 100
WARM: Final = 5


def measure(ground: Ground, plan: Plan = TEN_THOUSAND, scans: int = SCANS) -> list[Row]:
    """The usual scan of both windows, by turns in one process."""
    files = (ground.copy(plan, name) for name in ("enter", "bare"))
    told = ground.ask("enter_race", *files, scans + WARM)
    ours, bare = (percentile(told[side][WARM:], 50) for side in ("ours", "bare"))
    return [Row("enter", ours, "ms", bare, TIMES_BARE)]
