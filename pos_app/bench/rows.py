"""One measured figure, and the table they are printed as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.basics.i18n import _


@dataclass(frozen=True, slots=True)
class Row:
    """A figure beside what it is held against; `limit` is the most their ratio may be.

    `value` and `against` are in `unit`; for limits in time `against` is that time.
    """

    name: str
    value: float
    unit: str
    against: float
    limit: float

    @property
    def ratio(self) -> float:
        """How many times what it is held against."""
        return self.value / self.against

    @property
    def missed(self) -> bool:
        """Whether it is slower than it may be."""
        return self.ratio > self.limit

    def as_json(self) -> dict[str, str | float]:
        """Plain values for a machine, rounded to what the measurement is worth."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "against": round(self.against, 4),
            "ratio": round(self.ratio, 3),
            "limit": self.limit,
        }


def table(rows: Sequence[Row]) -> str:
    """The rows below each other, words to the left and numbers to the right."""
    head = (_("Phép đo"), _("Đo được"), _("So với"), _("Tỷ lệ"), _("Tối đa"), "")
    cells = [head, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_line(line, widths) for line in cells)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        _with_unit(row.value, row.unit),
        _with_unit(row.against, row.unit),
        f"{row.ratio:.2f}",
        f"{row.limit:g}",
        _("VƯỢT") if row.missed else _("đạt"),
    )


def _with_unit(number: float, unit: str) -> str:
    digits = 1 if number >= 100 else 2
    return f"{number:.{digits}f} {unit}".rstrip()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers, verdict = cells
    shown = [name.ljust(widths[0])]
    shown += [number.rjust(width) for number, width in zip(numbers, widths[1:-1], strict=True)]
    return "  ".join([*shown, verdict]).rstrip()
