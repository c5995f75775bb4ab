"""Amounts in English words, as they are written on a paper."""

from __future__ import annotations

from typing import Final

from pos_app.basics.money import Money

_SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_SCALES: Final = (
    (10**15, "quadrillion"),
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (10**3, "thousand"),
)


def in_words(amount: Money) -> str:
    """500.000 ₫ gives "Five hundred thousand dong"."""
    sign = ["minus"] if amount.dong < 0 else []
    words = " ".join([*sign, *(_number(abs(amount.dong)) or [_SMALL[0]]), "dong"])
    return words[0].upper() + words[1:]


def _number(number: int) -> list[str]:
    """Words of a number; nothing for zero."""
    words = []
    for scale, name in _SCALES:
        group, number = divmod(number, scale)
        if group:
            words += [*_group(group), name]
    return words + _group(number)


def _group(group: int) -> list[str]:
    """Words of 1 to 999; nothing for zero."""
    hundreds, rest = divmod(group, 100)
    words = [_SMALL[hundreds], "hundred"] if hundreds else []
    tens, ones = divmod(rest, 10)
    if tens > 1:
        words.append(f"{_TENS[tens]}-{_SMALL[ones]}" if ones else _TENS[tens])
    elif rest:
        words.append(_SMALL[rest])
    return words
