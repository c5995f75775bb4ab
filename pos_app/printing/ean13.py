"""EAN-13 (GS1 General Specifications) as widths of bars and spaces."""

from __future__ import annotations

import re
from typing import Final

QUIET: Final = 11
"""White modules that must stay before it; 7 behind are enough."""
MODULES: Final = 95

_LEFT: Final = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
_PARITY: Final = (
    "LLLLLL",
    "LLGLGG",
    "LLGGLG",
    "LLGGGL",
    "LGLLGG",
    "LGGLLG",
    "LGGGLL",
    "LGLGLG",
    "LGLGGL",
    "LGGLGL",
)


def is_ean13(code: str) -> bool:
    """Thirteen digits of which the last one checks the others."""
    if not re.fullmatch(r"[0-9]{13}", code):
        return False
    odd, even = (sum(map(int, code[start:12:2])) for start in (0, 1))
    return (odd + 3 * even + int(code[12])) % 10 == 0


def widths(code: str) -> tuple[int, ...]:
    """Widths in modules, bar first, then space and bar in turn. ValueError for other codes."""
    if not is_ean13(code):
        raise ValueError("EAN-13 takes thirteen digits with a check digit")
    halves = ["", ""]
    for digit, parity in zip(code[1:7], _PARITY[int(code[0])], strict=True):
        pattern = _LEFT[int(digit)]
        halves[0] += pattern if parity == "L" else pattern[::-1]
    halves[1] = "".join(_LEFT[int(digit)] for digit in code[7:])
    # the left half begins with a space, the right half with a bar: the same widths serve both
    return tuple(int(width) for width in f"111{halves[0]}11111{halves[1]}111")
