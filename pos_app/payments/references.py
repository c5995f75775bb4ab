"""The KQ code: what a customer writes in a transfer so that the money finds its order.

KQ, six symbols of the body, one check symbol. No vowels, Y, D or W, so a Vietnamese keyboard
turns nothing into an accent; no 0 or 1 and no Z, S, G or B, which look like other symbols; no
K or Q behind the prefix, so it cannot begin twice. The seven symbols, weighted with 1, 2, 4 … 64,
add up to a multiple of 19. As 19 is a prime of which 2 is a primitive root, every single wrong
symbol and every exchange of two symbols is noticed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

PREFIX: Final = "KQ"
ALPHABET: Final = "23456789CFHJMNPRTVX"
BODY: Final = 6
BASE: Final = len(ALPHABET)
CODES: Final[int] = BASE**BODY
"""47.045.881: as many as there will ever be."""

_STEP: Final = 29_031_037
"""Coprime to 19, so that number × _STEP runs through all codes once.

Its digits to base 19 are 6, 7, 10, 14, 13, 11: far from 0 and 18, so two numbers up to ten apart
differ in all six symbols of the body, carry or no carry.
"""
_START: Final = 15_485_863
"""The first code should not be KQ2222222."""

_CHECK_FACTOR: Final = 8
"""8 × 64 is one less than a multiple of 19: the check symbol's own weight cancels the body's."""

_VALUES: Final = {symbol: value for value, symbol in enumerate(ALPHABET)}
_SHAPE: Final = re.compile(f"{PREFIX}([{ALPHABET}]{{{BODY + 1}}})")
_D: Final = str.maketrans("đĐ", "dD")


def code_for(number: int) -> str:
    """The code of the `number`-th order, 0 … `CODES` - 1; ValueError beyond."""
    if not 0 <= number < CODES:
        raise ValueError(f"there is no code for number {number}")
    rest = (number * _STEP + _START) % CODES
    values = []
    for _place in range(BODY):
        rest, value = divmod(rest, BASE)
        values.append(value)
    values.append(_weighted(values) * _CHECK_FACTOR % BASE)
    return PREFIX + "".join(ALPHABET[value] for value in values)


def is_code(text: str) -> bool:
    """True for nine characters as `code_for` writes them, with a right check symbol."""
    shape = _SHAPE.fullmatch(text)
    return shape is not None and _weighted([_VALUES[symbol] for symbol in shape.group(1)]) == 0


def find_codes(text: str) -> list[str]:
    """Every valid code in a bank's transfer text, each once, in order of appearance.

    Lower case, accents, blanks, dots and line breaks inside a code and words glued to it are
    forgiven; its nine characters must be there in their order.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    packed = re.sub(r"[^A-Za-z0-9]", "", decomposed).upper()
    found = (shape.group() for shape in _SHAPE.finditer(packed))
    return list(dict.fromkeys(filter(is_code, found)))


def _weighted(values: list[int]) -> int:
    return sum(value << place for place, value in enumerate(values)) % BASE
