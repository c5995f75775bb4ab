"""What a cashier types into the small boxes of the selling screen."""

from __future__ import annotations

import re
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.selling.cart import WHOLE_PERCENT, Discount, amount_off, percent

_PERCENT: Final = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?\s*%", re.ASCII)
_AMOUNT: Final = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,12}", re.ASCII)


def discount(typed: str) -> Discount | None:
    """10 % or 12,5% off, or an amount (20.000 or 20000); nothing typed or 0 takes it away.

    BadInput for more than 100 % and for what is neither.
    """
    words = typed.strip()
    if not words.strip("0%., ") and words != "%":
        return None
    share = _PERCENT.fullmatch(words)
    if share is not None:
        points = int(share.group(1)) * 100 + int((share.group(2) or "").ljust(2, "0"))
        return percent(min(points, WHOLE_PERCENT + 1))
    if _AMOUNT.fullmatch(words) is None:
        raise BadInput(_("Gõ số tiền như 20.000, hoặc phần trăm như 10%."))
    return amount_off(Money(int(re.sub(r"\D", "", words))))
