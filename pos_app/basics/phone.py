"""Vietnamese phone numbers in any spelling."""

from __future__ import annotations

import re
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.text import clean

REGION: Final = "VN"

_OLD_MOBILE: Final = {
    **{f"016{tail}": f"03{tail}" for tail in "23456789"},
    **{"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078"},
    **{"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082"},
    **{"0186": "056", "0188": "058", "0199": "059"},
}
"""Prefixes of eleven-digit mobile numbers and what they became in 2018 (plan of the ministry)."""

_LOOKS_LIKE_PHONE = re.compile(r"[+(]{0,2}[0-9][0-9\s.()\-]{6,}")
_NOT_A_NUMBER = re.compile(r"[^0-9\s+().\-]")


def prepare() -> None:
    """Loads the tables of numbers, some 60 ms, before the first one is typed; for a thread."""
    normalise("0901234567")


def normalise(written: str) -> str:
    """E.164 (+84…) of a Vietnamese number; BadInput says what is wrong with it."""
    import phonenumbers  # its tables take longer to load than the first window

    written = clean(written)  # numbers copied from a phone come with invisible marks
    digits = re.sub(r"[^0-9]", "", written)
    if not digits or _NOT_A_NUMBER.search(written):
        raise BadInput(_("Đây không phải số điện thoại. Gõ số như 0901 234 567."))
    abroad = written.startswith(("+", "(+"))
    national = _national(digits, abroad=abroad)
    if len(national) == 11 and national[:4] in _OLD_MOBILE:
        national = _OLD_MOBILE[national[:4]] + national[4:]
    foreign = abroad and not digits.startswith("84")
    try:
        number = phonenumbers.parse(f"+{digits}" if foreign else national, REGION)
    except phonenumbers.NumberParseException:
        raise BadInput(_("Số điện thoại này không có thật. Kiểm tra lại số.")) from None
    if not phonenumbers.is_valid_number(number):
        raise BadInput(_advice(0 if foreign else 10 - len(national)))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _national(digits: str, *, abroad: bool) -> str:
    """The digits behind one 0, without the country's 84.

    Nine digits that begin with 84 are a mobile number 084… whose 0 a spreadsheet dropped.
    """
    if digits.startswith("0084"):
        digits = digits.removeprefix("0084")
    elif abroad or len(digits) != 9:
        digits = digits.removeprefix("84")
    return "0" + digits.removeprefix("0")


def _advice(missing: int) -> str:
    if missing > 0:
        return ngettext(
            "Số còn thiếu {count} chữ số. Kiểm tra lại số.",
            "Số còn thiếu {count} chữ số. Kiểm tra lại số.",
            missing,
        ).format(count=missing)
    return _("Số điện thoại này không có thật. Kiểm tra lại số.")


def looks_like_phone(written: str) -> bool:
    """True when a search means a number rather than a name."""
    return _LOOKS_LIKE_PHONE.fullmatch(written.strip()) is not None


def shown(e164: str) -> str:
    """0901 234 567, as people in Viet Nam read it; foreign numbers as they are."""
    if not e164.startswith("+84"):
        return e164
    national = "0" + e164[3:]
    return f"{national[:4]} {national[4:7]} {national[7:]}"


def masked(e164: str) -> str:
    """•••• 4567: all a stranger in the queue may see; nothing of no number."""
    return f"•••• {e164[-4:]}" if e164 else ""
