"""How fast it is: every figure as a ratio against its limit, measured in one run.

Nothing is imported here, because the windows whose start is measured live in this package too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_app.bench.rows import Row

__all__ = ["run", "table"]


def run(scale: str, only: str | None, progress: Callable[[str], None]) -> list[Row]:
    """Measures every figure, or the `only` one; `progress` is told what is being measured.

    `scale` million adds the shop of a million sales. Raises BadInput for a figure that is none.
    """
    from pos_app.bench.figures import measure

    return measure(scale == "million", only, progress)


def table(rows: Sequence[Row]) -> str:
    """The rows as a table for people."""
    from pos_app.bench.rows import table as laid_out

    return laid_out(rows)
