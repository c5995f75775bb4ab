"""Cash is paid in notes that exist: what of a bill is paid in cash is rounded, nothing else is."""

from __future__ import annotations

from typing import Final

from pos_app.basics.money import Money

STEPS: Final = (0, 500, 1_000)
"""What a shop may round cash to, in đồng; 0: not at all."""


def cash_due(rest: Money, step: int) -> Money:
    """`rest` as it is paid in cash: to the nearest step, halves up.

    What would come to nothing stays as it is: goods are not given away by rounding.
    """
    if not step:
        return rest
    rounded = (2 * rest.dong + step) // (2 * step) * step
    return Money(rounded) if rounded else rest
