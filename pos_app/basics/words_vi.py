"""Amounts in Vietnamese words, as they are read aloud at a counter."""

from __future__ import annotations

from typing import Final

from pos_app.basics.money import Money

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONES: Final[tuple[dict[int, str], ...]] = ({}, {5: "lăm"}, {1: "mốt", 4: "tư", 5: "lăm"})
"""Ones that sound different after no ten, after mười and after mươi."""
_BILLION: Final = 10**9


def in_words(amount: Money) -> str:
    """500.000 ₫ gives "Năm trăm nghìn đồng"."""
    sign = ["âm"] if amount.dong < 0 else []
    words = " ".join([*sign, *(_number(abs(amount.dong)) or [_DIGITS[0]]), "đồng"])
    return words[0].upper() + words[1:]


def _number(number: int) -> list[str]:
    """Words of a number; nothing for zero."""
    if number == 0:
        return []
    billions, rest = divmod(number, _BILLION)
    words = _number(billions)
    if words:
        words.append("tỷ")
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, scale)
        if group:
            words += _group(group, inside=bool(words))
            words += [name] if name else []
    return words


def _group(group: int, *, inside: bool) -> list[str]:
    """Words of 1 to 999; `inside` a longer number empty hundreds are read, too."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inside else []
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif words and ones:
        words.append("lẻ")
    if ones:
        words.append(_ONES[min(tens, 2)].get(ones, _DIGITS[ones]))
    return words
