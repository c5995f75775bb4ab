"""What a price, a name and a code may be, each refused with a sentence."""

from __future__ import annotations

import re
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.text import clean

HIGHEST_PRICE: Final = Money(1_000_000_000)
LONGEST_NAME: Final = 120
LONGEST_CODE: Final = 48

_CODE = re.compile(r"[!-~]+", re.ASCII)
_BARCODE = re.compile(r"\d{11,14}", re.ASCII)


def check_price(price: Money) -> None:
    """BadInput for a price of nothing, above a billion đồng, or that was scanned by mistake."""
    if price <= ZERO:
        raise BadInput(_("Giá phải lớn hơn 0."))
    if price <= HIGHEST_PRICE:
        return
    if _BARCODE.fullmatch(str(price.dong)):
        raise BadInput(_("Đây là mã vạch, không phải giá. Gõ giá bằng phím số."))
    raise BadInput(_("Giá quá lớn: nhiều nhất {most}.").format(most=HIGHEST_PRICE))


def check_name(written: str) -> str:
    """The name as it will be kept; BadInput when nothing is left of it."""
    name = clean(written, LONGEST_NAME)
    if not name:
        raise BadInput(_("Gõ tên hàng trước đã."))
    return name


def check_code(written: str) -> str:
    """A barcode as it will be kept: printable ASCII without blanks; BadInput for others."""
    code = "".join(written.split())
    if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        raise BadInput(_("Mã vạch chỉ gồm chữ không dấu và số. Quét lại mã."))
    return code
