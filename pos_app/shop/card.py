"""The shop's own words on its papers, each as it is checked."""

from __future__ import annotations

import re
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.text import clean

LONGEST_NAME: Final = 60
LONGEST_ADDRESS: Final = 120

_PHONE: Final = re.compile(r"\+?[0-9][0-9 .()\-]{1,18}")
_TAX_CODE: Final = re.compile(r"[0-9]{10}(-?[0-9]{3})?|[0-9]{12}")


def name_of(typed: str) -> str:
    """The shop's name; BadInput when there is none."""
    name = clean(typed, LONGEST_NAME)
    if not name:
        raise BadInput(_("Chưa có tên cửa hàng. Tên này in đầu mỗi phiếu."))
    return name


def address_of(typed: str) -> str:
    """The address, or nothing."""
    return clean(typed, LONGEST_ADDRESS)


def phone_of(typed: str) -> str:
    """A number to call the shop, a hotline's short one too, or nothing."""
    phone = clean(typed)
    if phone and not _PHONE.fullmatch(phone):
        raise BadInput(_("Đây không phải số điện thoại. Gõ số như 028 3812 3456."))
    return phone


def tax_code_of(typed: str) -> str:
    """10, 12 or 13 digits, or nothing: a branch's 13 are written 0123456789-001."""
    code = "".join(clean(typed).split())
    if code and not _TAX_CODE.fullmatch(code):
        raise BadInput(_("Mã số thuế có 10, 12 hoặc 13 chữ số. Kiểm tra lại, hoặc để trống."))
    return f"{code[:10]}-{code[10:]}" if len(code) == 13 else code
