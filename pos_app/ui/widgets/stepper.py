"""The quantity stepper of a row: − 2 +."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect

from pos_app.basics.quantity import Quantity
from pos_app.ui.theme.current import colour
from pos_app.ui.widgets.paint import CENTRE, Painter

HOLD_MS: Final = 400
REPEAT_MS: Final = 125

LESS: Final = "less"
TYPE: Final = "type"
MORE: Final = "more"


def stepper_zones(area: QRect) -> dict[str, QRect]:
    """The three thirds of a stepper: `LESS`, `TYPE` (the number itself) and `MORE`."""
    third = (area.width() - 3) // 3
    middle = area.width() - 2 * third
    return {
        LESS: QRect(area.left(), area.top(), third, area.height()),
        TYPE: QRect(area.left() + third, area.top(), middle, area.height()),
        MORE: QRect(area.left() + third + middle, area.top(), third, area.height()),
    }


def paint_stepper(pen: Painter, area: QRect, quantity: Quantity, *, pressed: str = "") -> None:
    """`pressed` is the zone under a finger, or empty."""
    zones = stepper_zones(area)
    pen.box(area, colour("sur"), None, 8)
    if pressed in (LESS, MORE):
        pen.box(zones[pressed].adjusted(1, 1, -1, -1), colour("key"), None, 7)
    middle = zones[TYPE]
    for left in (middle.left(), middle.right()):
        pen.painter.fillRect(QRect(left, area.top() + 1, 1, area.height() - 2), colour("line"))
    pen.box(area, None, colour("line2"), 8)
    pen.icon(zones[LESS], "minus", "ink", 18)
    pen.number(middle, str(quantity), 17, 600, align=CENTRE)
    pen.icon(zones[MORE], "plus", "ink", 18)
