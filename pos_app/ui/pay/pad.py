"""Buttons of the paying screen: methods of paying, banknotes and the number pad."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.payments.tenders import STEPS, Method, method_name, suggestions
from pos_app.ui.theme import Ink, colour, px
from pos_app.ui.widgets.paint import (
    CENTRE,
    LEFT,
    Painter,
    fitting_size,
    key_width,
    money_width,
    painting,
    text_width,
)

METHOD: Final = (56, 84)
"""Least and usual height of a way to pay; a low one leaves its icon out."""
AMOUNT: Final = 18
NARROWEST: Final = 80
"""Of a button with an amount."""
LEAST: Final = 44
MOST: Final = 64
"""How high a button with an amount may be."""
ROWS: Final = 4
LEAST_ROWS: Final = 2
GAP: Final = 8
WIDE: Final = 252
"""Of the number pad; it gives way before the amounts do."""
KEY: Final = 50
LEAST_KEY: Final = 40
"""Height of a key of the pad, and where even that is too much."""
PAD_KEYS: Final = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "000", "")
"""The empty one takes back."""


class _Plain(QPushButton):
    """A button that paints itself and never takes Enter."""

    def __init__(self, name: str, least: int) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(least)
        self.setAccessibleName(name)

    def frame(self, pen: Painter, *, on: bool = False) -> Ink:
        """Fill and edge of the state it is in; gives back the ink of its words."""
        if not self.isEnabled():
            pen.box(self.rect(), colour("sur2"), colour("line"), 8)
            return "disabled"
        fill = (
            "jade_bg" if on else "key" if self.isDown() else "sur2" if self.underMouse() else "sur"
        )
        pen.box(self.rect(), colour(fill), colour("jade" if on else "line2"), 8, 2 if on else 1)
        return "jade" if on else "ink"


class MethodButton(_Plain):
    """A way to pay: icon and key above, its name and what it would do below."""

    def __init__(self, method: Method, icon: str, key: str) -> None:
        super().__init__(method_name(method), px(METHOD[0]))
        self.method = method
        self._icon, self._key = icon, key
        self._second = ""
        self.setCheckable(True)
        self.setMaximumHeight(self.sizeHint().height())

    def say(self, second: str) -> None:
        """The line below the name."""
        self._second = second
        self.setAccessibleDescription(second)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, max(METHOD[1], px(72)))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            on = self.isChecked()
            ink = self.frame(pen, on=on)
            step = px(20)
            area = self.rect().adjusted(13, 0, -7, 0)
            head = QRect(area.left(), 8, area.width() - 2, 22)
            words = 2 * step + 2
            tall = self.height() >= head.bottom() + words
            if tall:
                pen.icon(QRect(area.left(), 8, 22, 22), self._icon, ink, 20)
            pen.key(head, self._key, faded=not self.isEnabled())
            top = 32 if tall else (self.height() - words) // 2
            name = QRect(area.left(), top, area.width(), step)
            beside = 0 if tall else key_width(self._key) + 8
            pen.text(name.adjusted(0, 0, -beside, 0), method_name(self.method), 15, 600, ink)
            second: Ink = "ink2" if self.isEnabled() else "disabled"
            pen.text(name.translated(0, step + 2), self._second, 14, 400, second)


class AmountButton(_Plain):
    """An amount to hand over, or to add to what was typed."""

    def __init__(self, amount: Money, prefix: str = "", *, exact: bool = False) -> None:
        super().__init__(f"{prefix} {amount}".strip(), LEAST)
        self.amount = amount
        self.exact = exact
        self._prefix = prefix
        self.chosen = False

    def choose(self, *, on: bool) -> None:
        """Marks it as what stands in the box."""
        if on != self.chosen:
            self.chosen = on
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            ink = self.frame(pen, on=self.chosen)
            if self.exact and not self.chosen:
                ink = "jade"
                pen.box(self.rect(), None, colour("jade"), 8)
            words = 15 if self.exact else AMOUNT
            before = text_width(self._prefix, words, 500) + 6 if self._prefix else 0
            if self.exact and before + money_width(self.amount, 15) > self.width() - 16:
                before = 0  # its colour and the amount still due say as much
            size = fitting_size(self.amount, self.width() - before - 16, AMOUNT)
            wide = money_width(self.amount, size)
            left = (self.width() - wide - before) // 2
            area = QRect(left, 0, before, self.height())
            if before:
                pen.text(area, self._prefix, words, 500, ink, align=LEFT)
            pen.money(area.adjusted(before, 0, wide, 0), self.amount, size, 600, ink, align=LEFT)


class PadButton(_Plain):
    """A key of the number pad."""

    def __init__(self, digits: str) -> None:
        super().__init__(digits or _("Xóa một số"), LEAST_KEY)
        self.digits = digits

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            ink = self.frame(pen)
            if self.digits:
                pen.number(self.rect(), self.digits, 20, 600, ink, align=CENTRE)
            else:
                pen.icon(self.rect(), "delete", ink, 20)


class Pad(QWidget):
    """Signals: `typed(str)` digits, or "" for taking one back."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(WIDE)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, digits in enumerate(PAD_KEYS):
            button = PadButton(digits)
            button.clicked.connect(lambda _on=False, digits=digits: self.typed.emit(digits))
            grid.addWidget(button, place // 3, place % 3)

    def sizeHint(self) -> QSize:
        return QSize(WIDE, 4 * (KEY + GAP) - GAP)


class Notes(QWidget):
    """Amounts a customer is likely to hand over.

    Signals:
        handed(object): this Money lies on the counter.
        added(object): this Money was put on top.
    """

    handed = Signal(object)
    added = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumHeight(ROWS * (MOST + GAP) - GAP)
        self._buttons: list[AmountButton] = []
        self._missing: Money | None = None

    def offer(self, missing: Money) -> None:
        """Buttons for an amount that is still due."""
        if missing == self._missing:
            return
        self._missing = missing
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        amounts = suggestions(missing)
        self._buttons = [
            AmountButton(amount, _("Vừa đủ") if amount == missing else "", exact=amount == missing)
            for amount in amounts
        ]
        for button in self._buttons:
            button.clicked.connect(lambda _on=False, one=button: self.handed.emit(one.amount))
        steps = [AmountButton(amount, "+") for amount in STEPS]
        for button in steps:
            button.clicked.connect(lambda _on=False, one=button: self.added.emit(one.amount))
        self._buttons += steps
        for button in self._buttons:
            button.setParent(self)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns; where the room is short the last rows are left out."""
        room = max(LEAST_ROWS, (self.height() + GAP) // (LEAST + GAP))
        rows = min(-(-len(self._buttons) // 2), room)
        width = (self.width() - GAP) // 2
        height = min((self.height() + GAP) // max(rows, 1) - GAP, MOST)
        for place, button in enumerate(self._buttons):
            row, column = divmod(place, 2)
            button.setGeometry(column * (width + GAP), row * (height + GAP), width, height)
            button.setVisible(row < rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * NARROWEST + GAP, LEAST_ROWS * (LEAST + GAP) - GAP)

    def sizeHint(self) -> QSize:
        return QSize(2 * 156 + GAP, 4 * (KEY + GAP) - GAP)

    def mark(self, typed: Money | None) -> None:
        """Marks the note that stands in the box."""
        for button in self._buttons[: -len(STEPS)]:
            button.choose(on=button.amount == typed)
