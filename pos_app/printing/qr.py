"""QR codes as matrices of modules, fast enough to be made while the customer waits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

Level = Literal["L", "M", "Q", "H"]
Matrix = tuple[tuple[bool, ...], ...]

QUIET: Final = 4
"""White modules that must stay around a code."""

_CORRECTION: Final[dict[Level, int]] = {"L": 1, "M": 0, "Q": 3, "H": 2}

_MASK: Final = 6
"""Readers take the mask from the code itself; trying all eight takes eight times as long.

Over slip, card and VietQR payloads this one has the lowest mean penalty of ISO/IEC 18004.
"""


@lru_cache(maxsize=128)
def matrix(payload: str, level: Level = "M") -> Matrix:
    """Rows of modules, True is black, without the quiet zone.

    Digits alone, or capitals, digits and `$%*+-./:` with blanks, give a smaller code than other
    text. ValueError when the payload is empty or longer than any QR.
    """
    # Imported with the first code: qrcode brings Pillow's image classes along.
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    if not payload:
        raise ValueError("a QR needs something to say")
    code: QRCode[object] = QRCode(error_correction=_CORRECTION[level], border=0, mask_pattern=_MASK)
    code.add_data(payload)
    try:
        code.make()
    except (DataOverflowError, ValueError):
        raise ValueError(f"{len(payload)} characters do not fit a QR of level {level}") from None
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def blocks(modules: Matrix) -> Iterator[tuple[int, int, int, int]]:
    """Black rectangles (column, row, width, height) that cover the code, none overlapping.

    Runs along a row, joined downwards while the next row repeats them: no hairlines between
    modules, and a third of the operators.
    """
    open_runs: dict[tuple[int, int], int] = {}
    for row, cells in enumerate((*modules, ())):
        runs = dict.fromkeys(_runs(cells))
        for run in [run for run in open_runs if run not in runs]:
            top = open_runs.pop(run)
            yield run[0], top, run[1], row - top
        for run in runs:
            open_runs.setdefault(run, row)


def _runs(cells: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    start = None
    for column, black in enumerate((*cells, False)):
        if black and start is None:
            start = column
        elif not black and start is not None:
            yield start, column - start
            start = None
