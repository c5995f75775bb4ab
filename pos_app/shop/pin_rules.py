"""What a PIN may be, and how long wrong ones make everybody wait."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _

LENGTH: Final = 6
TRIES: Final = 5
"""Wrong PINs before the wait."""
FIRST_WAIT_MS: Final = 15 * 60_000
LONGEST_WAIT_MS: Final = 4 * 60 * 60_000
"""A colleague's mischief keeps nobody away from the till for a whole day."""

_STEPS: Final = ("01234567890", "09876543210")


def checked(pin: str) -> str:
    """The PIN itself; BadInput says why it cannot be one."""
    if not re.fullmatch(r"[0-9]{6}", pin):
        raise BadInput(_("Mã PIN gồm đúng 6 chữ số."))
    if _repeats(pin) or any(pin in steps for steps in _STEPS):
        raise BadInput(_("Mã này ai cũng đoán ra. Chọn 6 số không lặp, không liền nhau."))
    if _is_a_date(pin):
        raise BadInput(_("Mã này giống ngày sinh, dễ đoán. Chọn 6 số khác."))
    return pin


def wait_after(rounds: int) -> int:
    """Milliseconds to wait when somebody is locked out for the `rounds`-th time in a row."""
    return min(FIRST_WAIT_MS << min(rounds - 1, 16), LONGEST_WAIT_MS)


def left(wait_ms: int, seen_ms: int, now_ms: int) -> int:
    """What remains of a wait that was `wait_ms` long when the machine's clock showed `seen_ms`.

    That clock counts from the start of the machine and cannot be set. After a restart it shows
    less than before or, later, less than has passed: too little is counted, never too much.
    """
    return max(0, wait_ms - max(0, now_ms - seen_ms))


def minutes(wait_ms: int) -> int:
    """Whole minutes that a person is told to wait, rounded up."""
    return -(-wait_ms // 60_000)


def _repeats(pin: str) -> bool:
    """111111, 121212, 123123, 112233, 123321."""
    again = any(pin == pin[:part] * (LENGTH // part) for part in (1, 2, 3))
    return again or pin[::2] == pin[1::2] or pin == pin[::-1]


def _is_a_date(pin: str) -> bool:
    """211190: day, month and the end of a year."""
    day, month = int(pin[:2]), int(pin[2:4])
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True
