"""The quantity stepper, as a widget and as something a list row paints."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.basics.quantity import ONE, Quantity
from pos_app.ui.theme.current import colour
from pos_app.ui.widgets.paint import CENTRE, Painter, painting

WIDTH: Final = 126
HEIGHT: Final = 40
HOLD_MS: Final = 400
REPEAT_MS: Final = 125

ASKING_MS: Final = 3000

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


def paint_stepper(
    pen: Painter,
    area: QRect,
    quantity: Quantity,
    *,
    asking: bool = False,
    refused: bool = False,
    focused: bool = False,
    pressed: str = "",
) -> None:
    """`asking`: − has become a bin; `refused` is the red edge of a limit, + then pales."""
    zones = stepper_zones(area)
    edge = "red" if refused else "jade" if focused else "line2"
    pen.box(area, colour("sur"), None, 8)
    if pressed in (LESS, MORE):
        pen.box(zones[pressed].adjusted(1, 1, -1, -1), colour("key"), None, 7)
    middle = zones[TYPE]
    for left in (middle.left(), middle.right()):
        pen.painter.fillRect(QRect(left, area.top() + 1, 1, area.height() - 2), colour("line"))
    pen.box(area, None, colour(edge), 8, 2 if refused or focused else 1)
    pen.icon(zones[LESS], "trash-2" if asking else "minus", "red" if asking else "ink", 18)
    pen.number(middle, str(quantity), 17, 600, align=CENTRE)
    pen.icon(zones[MORE], "plus", "disabled" if refused else "ink", 18)


class Stepper(QWidget):
    """− quantity +; holding repeats after 400 ms, eight a second.

    − at one asks first: it becomes a bin for 3 s, and the bin removes.

    Signals: `stepped(int)` -1 or 1, `removed()`, `typed()` for a click on the number (open a
    `QuantityEdit` there). The page decides and calls `set_quantity`.
    """

    stepped = Signal(int)
    removed = Signal()
    typed = Signal()

    def __init__(self, quantity: Quantity = ONE) -> None:
        super().__init__()
        self._quantity = quantity
        self._refused = False
        self._pressed = ""
        self._asking = QTimer(self, singleShot=True, interval=ASKING_MS)
        self._asking.timeout.connect(self.update)
        self._hold = QTimer(self)
        self._hold.timeout.connect(self._repeat)
        self.setFixedSize(WIDTH, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_quantity(quantity)

    def quantity(self) -> Quantity:
        """What is shown."""
        return self._quantity

    def set_quantity(self, quantity: Quantity, *, refused: bool = False) -> None:
        """Another quantity; `refused` shows that there is no more to be had."""
        self._quantity, self._refused = quantity, refused
        self._asking.stop()
        self.setAccessibleName(str(quantity))
        self.update()

    def asking(self) -> bool:
        """True while − is a bin."""
        return self._asking.isActive()

    def sizeHint(self) -> QSize:
        """126 by 40."""
        return QSize(WIDTH, HEIGHT)

    def _zone(self, spot: QPoint) -> str:
        zones = stepper_zones(self.rect())
        return next((name for name, zone in zones.items() if zone.contains(spot)), "")

    def _act(self, zone: str) -> None:
        if zone == TYPE:
            self.typed.emit()
        elif zone == MORE and not self._refused:
            self.stepped.emit(1)
        elif zone == LESS:
            if self._quantity > ONE:
                self.stepped.emit(-1)
                return
            self._release()
            if self.asking():
                self._asking.stop()
                self.removed.emit()
            else:
                self._asking.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The first step comes at once, the next ones while it is held."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = self._zone(event.position().toPoint())
        if self._pressed in (LESS, MORE):
            self._hold.start(HOLD_MS)
        self._act(self._pressed)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Stops repeating."""
        self._release()

    def _release(self) -> None:
        self._hold.stop()
        self._pressed = ""
        self.update()

    def _repeat(self) -> None:
        self._hold.setInterval(REPEAT_MS)
        self._act(self._pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ ← less, ↑ → more, F2 or Space types."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Left):
            self._act(LESS)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
            self._act(MORE)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Space):
            self._act(TYPE)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The three zones."""
        with painting(self) as pen:
            paint_stepper(
                pen,
                self.rect(),
                self._quantity,
                asking=self.asking(),
                refused=self._refused,
                focused=self.hasFocus(),
                pressed=self._pressed,
            )
