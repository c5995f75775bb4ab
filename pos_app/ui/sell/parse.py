"""What a cashier types into the small boxes of the selling screen."""

from __future__ import annotations

import re
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import grouped
from pos_app.basics.text import fold
from pos_app.selling.cart import (
    WHOLE_PERCENT,
    Discount,
    DiscountKind,
    amount_off,
    off_each,
    percent,
)

_PERCENT: Final = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))? ?%", re.ASCII)
_AMOUNT: Final = re.compile(r"(\d{1,3}([., ])\d{3}(?:\2\d{3})*|\d{1,12}) ?[đ₫]?", re.ASCII)


def discount(typed: str, unit: str = "") -> Discount | None:
    """10 % or 12,5% off, or an amount: 20.000, 20,000, 20000đ; nothing or 0 takes it away.

    With the `unit` of a line 3.000/hộp is off each of them as well. BadInput, with what to type,
    for more than 100 % and for everything else.
    """
    words = " ".join(typed.split()).casefold()
    if not words:
        return None
    share = _PERCENT.fullmatch(words)
    if share is not None:
        points = int(share.group(1)) * 100 + int((share.group(2) or "").ljust(2, "0"))
        return percent(min(points, WHOLE_PERCENT + 1)) if points else None
    amount, slash, each = words.partition("/")
    found = _AMOUNT.fullmatch(amount.strip())
    if found is None or (slash and not (unit and fold(each.strip()) == fold(unit))):
        raise BadInput(_what_to_type(unit))
    off = Money(int(re.sub(r"\D", "", found.group(1))))
    if off == ZERO:
        return None
    return off_each(off) if slash else amount_off(off)


def written(discount: Discount | None, unit: str = "") -> str:
    """A discount as it would be typed."""
    if discount is None:
        return ""
    if discount.kind is DiscountKind.PERCENT:
        whole, rest = divmod(discount.value, 100)
        return f"{whole}{f',{rest:02d}'.rstrip('0') if rest else ''}%"
    each = f"/{unit}" if discount.kind is DiscountKind.PER_UNIT else ""
    return f"{grouped(discount.value)}{each}"


def _what_to_type(unit: str) -> str:
    if not unit:
        return _("Gõ số tiền như 20.000, hoặc phần trăm như 10%.")
    words = _("Gõ 3.000/{unit} là giảm mỗi {unit}, 20.000 là giảm cả dòng, hoặc 10%.")
    return words.format(unit=unit)
