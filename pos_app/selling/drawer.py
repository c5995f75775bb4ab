"""What lies in a drawer, and why it may differ from the books."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pos_app.basics.i18n import N_
from pos_app.basics.money import Money

NOTES: Final = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
"""The banknotes of a drawer, in đồng; what is smaller is not counted any more."""
MOST_NOTES: Final = 9_999
"""Of one value: more is a slip of the finger."""
LONGEST_WORDS: Final = 200


class Why(StrEnum):
    """Why a drawer differs from the books."""

    CHANGE = "change"
    FORGOTTEN = "forgotten"
    ROUNDING = "rounding"
    UNCLEAR = "unclear"


WHY_NAMES: Final = {
    Why.CHANGE: N_("Trả nhầm tiền thừa"),
    Why.FORGOTTEN: N_("Quên ghi thu chi"),
    Why.ROUNDING: N_("Làm tròn"),
    Why.UNCLEAR: N_("Chưa rõ"),
}


def worth(notes: Mapping[int, int]) -> Money:
    """What so many notes of each value come to."""
    return Money(sum(value * count for value, count in notes.items()))
