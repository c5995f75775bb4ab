"""Code 128 (ISO/IEC 15417) as widths of bars and spaces.

Own table: ReportLab's barcodes come with its whole page-layout engine, which papers do without.
"""

from __future__ import annotations

import re
from typing import Final

QUIET: Final = 10
"""White modules that must stay at either end."""

_START_B: Final = 104
_START_C: Final = 105
_STOP: Final = "2331112"
_CHECK_MODULUS: Final = 103

_PATTERNS: Final = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132"
    "122231113222123122123221223211221132221231213212223112312131311222321122321221312212"
    "322112322211212123212321232121111323131123131321112313132113132311211313231113231311"
    "112133112331132131113123113321133121313121211331231131213113213311213131311123311321"
    "331121312113312311332111314111221411431111111224111422121124121421141122141221112214"
    "112412122114122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113114311411113"
    "411311113141114131311141411131211412211214211232"
)
"""Six widths a value, 0 to 105."""


def widths(text: str) -> tuple[int, ...]:
    """Widths in modules, bar first, then space and bar in turn; ends with a bar.

    An even number of digits takes half the room. ValueError unless the text is printable ASCII.
    """
    values = _values(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _CHECK_MODULUS
    patterns = [_PATTERNS[6 * value : 6 * value + 6] for value in (*values, check)]
    return tuple(int(width) for width in "".join(patterns) + _STOP)


def _values(text: str) -> list[int]:
    if re.fullmatch(r"(?:[0-9]{2})+", text):
        return [_START_C, *(int(text[place : place + 2]) for place in range(0, len(text), 2))]
    if re.fullmatch(r"[ -~]+", text):
        return [_START_B, *(ord(letter) - 32 for letter in text)]
    raise ValueError("Code 128 takes printable ASCII")
