"""Six boxes for a PIN, which never show a digit, and the pad for fingers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.theme.current import colour, px
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.paint import CENTRE, painting

LENGTH: Final = 6
BOX: Final = 52
GAP: Final = 8
PAD_GAP: Final = 8
KEY: Final = 52
PAD_KEYS: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "<")
"""Empty is a gap, < takes back."""


class PinBoxes(QWidget):
    """Where a PIN is typed; the digits are kept here alone and told to nobody but `pin()`.

    Signals:
        typed(): another digit, or one less.
        submitted(): Enter.
        moved(int): ↑ (-1) and ↓ (1), for the list of people beside it.
    """

    typed = Signal()
    submitted = Signal()
    moved = Signal(int)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._digits = ""
        self._wrong = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(LENGTH * px(BOX) + (LENGTH - 1) * GAP, px(BOX))
        self.setAccessibleName(name or _("Mã PIN, 6 số"))

    def pin(self) -> str:
        """What was typed so far."""
        return self._digits

    def missing(self) -> int:
        """Digits still to type."""
        return LENGTH - len(self._digits)

    def clear(self) -> None:
        """Empties all boxes."""
        self._digits = ""
        self._show()

    def set_error(self, wrong: bool) -> None:
        """Red edges until the next digit."""
        self._wrong = wrong
        self.update()

    def type_digit(self, digit: str) -> None:
        """One more; a seventh is not taken."""
        if self.isEnabled() and self.missing():
            self._digits += digit
            self._wrong = False
            self._show()
            self.typed.emit()

    def take_back(self) -> None:
        """One less."""
        if self.isEnabled() and self._digits:
            self._digits = self._digits[:-1]
            self._show()
            self.typed.emit()

    def _show(self) -> None:
        told = _("{typed} trong {all} số").format(typed=len(self._digits), all=LENGTH)
        self.setAccessibleDescription(told)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace, Enter and the arrows; everything else is the screen's."""
        text, key = event.text(), event.key()
        if len(text) == 1 and text in "0123456789":
            self.type_digit(text)
        elif key == Qt.Key.Key_Backspace:
            self.take_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A finger on the boxes brings the keys here."""
        self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret shows."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The caret goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot for each digit, the caret in the next box."""
        side = px(BOX)
        with painting(self) as pen:
            for place in range(LENGTH):
                box = QRect(place * (side + GAP), 0, side, side)
                here = self.hasFocus() and place == len(self._digits) and self.isEnabled()
                edge, width = ("jade", 2) if here else ("line2", 1)
                if self._wrong:
                    edge, width = "red", 2
                fill = "sur" if self.isEnabled() else "sur2"
                pen.box(box, colour(fill), colour(edge), 8, width)
                if place < len(self._digits):
                    pen.box(_middle(box, 10, 10), colour("ink"), None, 5)
                elif here:
                    pen.box(_middle(box, 2, px(24)), colour("jade"), None, 0)


def _middle(box: QRect, width: int, height: int) -> QRect:
    spot = QRect(0, 0, width, height)
    spot.moveCenter(box.center())
    return spot


class _PadKey(QPushButton):
    """A large digit; it leaves the keys where they are."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(KEY))
        self.setAccessibleName(_("Xóa một số") if text == "<" else text)

    def sizeHint(self) -> QSize:
        """As wide as the layout gives."""
        return QSize(px(64), px(KEY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The state it is in."""
        on = self.isEnabled()
        with painting(self) as pen:
            fill = "key" if self.isDown() else "sur2" if self.underMouse() or not on else "sur"
            pen.box(self.rect(), colour(fill), colour("line2" if on else "line"), 8)
            if self.text() == "<":
                pen.icon(self.rect(), "delete", "ink2" if on else "disabled", 22)
            else:
                ink: Ink = "ink" if on else "disabled"
                pen.number(self.rect(), self.text(), 20, 600, ink, align=CENTRE)


class PinPad(QWidget):
    """Digits for fingers, typed into the boxes."""

    def __init__(self, boxes: PinBoxes) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(PAD_GAP)
        self.keys: dict[str, QPushButton] = {}
        for place, name in enumerate(PAD_KEYS):
            if not name:
                continue
            key = self.keys[name] = _PadKey(name)
            slot = boxes.take_back if name == "<" else partial(boxes.type_digit, name)
            key.clicked.connect(partial(_press, slot))
            grid.addWidget(key, place // 3, place % 3)
        self.setFixedWidth(boxes.width())


def _press(slot: Callable[[], None], *_checked: object) -> None:
    slot()
