"""Buttons: one jade button a screen, its key printed inside, its refusal said on it."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from pos_app.ui.theme.current import colour, px
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.labels import plain_tip
from pos_app.ui.widgets.paint import CENTRE, Painter, key_width, painting, text_width

Variant = Literal["normal", "primary", "danger", "quiet"]

ICON_GAP: Final = 8
LEAST_WORDS: Final = 14
"""Words of a large button that a layout makes narrow are written smaller, down to this."""
PATIENCE_MS: Final = 3000
"""How long the second press of a dangerous button is waited for."""


class Button(QPushButton):
    """A button 36 to 72 high with an icon before and a key hint behind its words.

    It never takes Enter: a scanner ends with Enter, and Enter never finishes a sale.
    `refuse(reason)` turns it off and shows the reason in place of the words.
    `set_busy(True)` keeps its width, turns it off and shows that it works.
    """

    def __init__(
        self,
        text: str = "",
        variant: Variant = "normal",
        *,
        key: str = "",
        icon: str = "",
        height: int = 44,
        align: Literal["centre", "left"] = "centre",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._variant, self._key, self._icon, self._align = variant, key, icon, align
        self._height = height
        self._reason = ""
        self._busy = False
        self._angle = 0
        self._spin: QTimer | None = None
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumHeight(height)
        self.setMaximumHeight(max(height, px(20) + 16))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        """Other words; screen readers hear them too."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Another icon, "" for none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def refuse(self, reason: str) -> None:
        """Off, with `reason` on it in readable ink; "" turns it on again."""
        if reason == self._reason and self.isEnabled() == (not reason and not self._busy):
            return
        self._reason = reason
        self.setEnabled(not reason and not self._busy)
        self.setAccessibleDescription(reason)
        self.updateGeometry()
        self.update()

    def reason(self) -> str:
        """Why it is off, "" when it is on or simply off."""
        return self._reason

    def set_busy(self, busy: bool) -> None:
        """Shows that the work it started is running."""
        if busy == self._busy:
            return
        self._busy = busy
        self.setEnabled(not busy and not self._reason)
        if busy:
            self._spin = QTimer(self, interval=60)
            self._spin.timeout.connect(self._turn)
            self._spin.start()
        elif self._spin is not None:
            self._spin.deleteLater()
            self._spin = None
        self.update()

    def busy(self) -> bool:
        """True while its work runs."""
        return self._busy

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()

    def _size(self) -> int:
        for least, size in ((72, 20), (56, 18), (50, 15), (40, 14)):
            if self._height >= least:
                return size
        return 13

    def _gap(self) -> int:
        return 12 if self._height >= 72 else ICON_GAP

    def _icon_size(self) -> int:
        return 24 if self._height >= 72 else 20 if self._height >= 56 else 18

    def _words(self) -> str:
        return self._reason or self.text()

    def _content_width(self, size: int, *, head: bool, key: bool) -> int:
        words = self._words()
        width = text_width(words, size, 600) if words else 0
        if head:
            width += self._icon_size() + (self._gap() if words else 0)
        if key:
            width += key_width(self._key) + self._gap()
        return width

    def sizeHint(self) -> QSize:
        """Words, icon and key; the key keeps its room while the button is off or busy."""
        side = 11 if self._height < 44 else 12 if self._icon else 15
        key = bool(self._key) and not self._reason
        width = self._content_width(self._size(), head=bool(self._icon), key=key)
        return QSize(max(self._height, width + 2 * side), max(self._height, self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut, unless a layout forces a fixed width."""
        return self.sizeHint()

    def _look(self) -> tuple[QColor | None, QColor | None, int, Ink]:
        """Fill, edge, width of the edge and ink of the state it is in."""
        if not self.isEnabled() and not self._busy:
            ink: Ink = "ink2" if self._reason else "disabled"
            quiet = self._variant == "quiet"
            return (None if quiet else colour("sur2")), None if quiet else colour("line"), 1, ink
        pressed, focus = self.isDown(), self.hasFocus()
        hover = self.underMouse() and not self._busy
        if self._variant == "primary":
            fill = "jade_pressed" if pressed else "jade_hover" if hover else "jade"
            return colour(fill), colour("ink") if focus else None, 2, "on"
        fill = "key" if pressed else "sur2" if hover else "sur"
        ink = "red" if self._variant == "danger" else "ink"
        edge = "red_line" if self._variant == "danger" else "line2"
        if focus:
            return colour(fill), colour("jade"), 2, ink
        if self._variant == "quiet":
            return (colour(fill) if pressed or hover else None), None, 1, "ink2"
        return colour(fill), colour(edge), 1, ink

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the state it is in."""
        fill, edge, width, ink = self._look()
        with painting(self) as pen:
            pen.box(self.rect(), fill, edge, 8, width)
            self._paint_content(pen, ink)

    def _paint_content(self, pen: Painter, ink: Ink) -> None:
        head = bool(self._icon) or self._busy
        key = bool(self._key) and self.isEnabled()
        size = self._size()
        room = self.width() - 8
        while size > LEAST_WORDS and self._content_width(size, head=head, key=key) > room:
            size -= 1
        width = self._content_width(size, head=head, key=key)
        left = 12 if self._align == "left" else max(4, (self.width() - width) // 2)
        if head:
            spot = QRect(left, 0, self._icon_size(), self.height())
            if self._busy:
                self._paint_spinner(pen, spot, ink)
            else:
                pen.icon(spot, self._icon, ink, self._icon_size())
            left = spot.right() + 1 + self._gap()
        behind = key_width(self._key) + self._gap() if key else 0
        words = QRect(left, 0, max(self.width() - 4 - left - behind, 0), self.height() - 1)
        taken = pen.text(words, self._words(), size, 600, ink)
        if key:
            at = QRect(left + taken + self._gap(), 0, key_width(self._key), self.height())
            if self._align == "left":
                at.moveRight(self.width() - 12)
            pen.key(at, self._key, on_jade=self._variant == "primary")

    def _paint_spinner(self, pen: Painter, spot: QRect, ink: Ink) -> None:
        centre = QRectF(spot).center()
        pen.painter.setPen(QPen(colour(ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        circle = QRectF(centre - QPointF(8, 8), centre + QPointF(8, 8))
        pen.painter.drawArc(circle, -self._angle * 16, 270 * 16)


class IconButton(Button):
    """A square button with an icon only; `name` is what a screen reader says and the tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        variant: Variant = "quiet",
        *,
        side: int = 40,
        ink: Ink = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", variant, icon=icon, height=side, parent=parent)
        self._icon_ink: Ink = ink
        self.setFixedSize(side, side)
        self.setAccessibleName(name)
        plain_tip(self, name)

    def _paint_content(self, pen: Painter, ink: Ink) -> None:
        own: Ink = ink if not self.isEnabled() or self._variant == "danger" else self._icon_ink
        pen.icon(self.rect(), self._icon, own, 18)


class ConfirmButton(Button):
    """A dangerous button: the first press asks on the button, the second within 3 s does it."""

    confirmed = Signal()

    def __init__(
        self,
        text: str,
        again: str,
        *,
        icon: str = "",
        height: int = 44,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, "danger", icon=icon, height=height, parent=parent)
        self._calm, self._again, self._name = text, again, name or text
        self._calm_icon = icon
        self._asking = False
        self.setAccessibleName(self._name)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.calm_down)
        self.clicked.connect(self._pressed_once_more)

    def asking(self) -> bool:
        """True between the first and the second press."""
        return self._asking

    def calm_down(self) -> None:
        """Forgets the first press."""
        self._asking = False
        self._patience.stop()
        self._icon = self._calm_icon
        self.setText(self._calm)
        self.setAccessibleName(self._name)

    def _pressed_once_more(self) -> None:
        if self._asking:
            self.calm_down()
            self.confirmed.emit()
            return
        self._asking = True
        self._icon = ""
        self.setText(self._again)
        self._patience.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Solid red while it asks."""
        if not self._asking:
            super().paintEvent(event)
            return
        with painting(self) as pen:
            edge = colour("ink") if self.hasFocus() else None
            pen.box(self.rect(), colour("red"), edge, 8, 2)
            pen.text(self.rect().adjusted(6, 0, -6, -1), self.text(), 14, 600, "on", align=CENTRE)
