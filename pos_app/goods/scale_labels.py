"""Labels of the shop's scale: an EAN-13 that begins with 2 and holds weight or price.

A layout is written like the code itself: digits that stand there always, I for the good's scale
code, W for grams, P for đồng, C for the check digit: 21IIIIIWWWWWC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import NONE, ONE, THOUSAND, Quantity

DIGITS: Final = 13
FARTHEST: Final = 500
"""Grams around the weight a price stands for: within them some weight gives that very price."""

_WRITTEN = re.compile(r"2\d*I{4,6}(?:W{4,6}|P{4,7})C", re.ASCII)
_CODE = re.compile(r"2\d{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says: whose it is, and its weight or its price."""

    scale_code: str
    weight: Quantity | None = None
    price: Money | None = None


def layouts(written: str) -> tuple[str, ...]:
    """The layouts in a setting, parted by blanks; BadInput for one that no code can have."""
    found = tuple(written.upper().split())
    for layout in found:
        if len(layout) != DIGITS or not _WRITTEN.fullmatch(layout):
            raise BadInput(_("Mẫu mã cân gồm 13 ký tự như 21IIIIIWWWWWC hoặc 22IIIIPPPPPPC."))
    return found


def check_digit(twelve: str) -> str:
    """The last digit of an EAN-13."""
    odd, even = (sum(map(int, twelve[start::2])) for start in (0, 1))
    return str(-(odd + 3 * even) % 10)


def read(code: str, known: tuple[str, ...]) -> Label | None:
    """What a scanned code says; None for every other code and for a wrong check digit."""
    if not _CODE.fullmatch(code) or check_digit(code[:-1]) != code[-1]:
        return None
    for layout in known:
        fixed = layout[: layout.index("I")]
        if not code.startswith(fixed):
            continue
        amount = int(_part(code, layout, "W") or _part(code, layout, "P"))
        if not amount:
            return None
        item = _part(code, layout, "I")
        if "W" in layout:
            return Label(item, weight=Quantity(amount))
        return Label(item, price=Money(amount))
    return None


def _part(code: str, layout: str, letter: str) -> str:
    return "".join(digit for digit, place in zip(code, layout, strict=True) if place == letter)


def weight_of(price: Money, unit_price: Money) -> tuple[Quantity, Money]:
    """Weight and price of a kilogram whose product is the label's price to the đồng.

    The weight is the one the price stands for, or the next that whole đồng a kilogram can give.
    """
    if unit_price <= ZERO:
        return ONE, price
    nearest = max(price.share(THOUSAND, unit_price.dong).dong, 1)
    for step in range(FARTHEST):
        for grams in (nearest + step, nearest - step):
            if grams <= NONE.thousandths:
                continue
            each = price.share(THOUSAND, grams)
            if each.times(Quantity(grams)) == price:
                return Quantity(grams), each
    return ONE, price
