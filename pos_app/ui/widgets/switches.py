"""Yes or no: a box to tick."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pos_app.ui.theme.current import colour
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.paint import painting, text_width


class Check(QAbstractButton):
    """A box with its words; ticked is jade. 40 high, so that a finger finds it."""

    def __init__(self, text: str, *, checked: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Box and words."""
        words = text_width(self.text(), 14) + 12 if self.text() else 0
        return QSize(max(40, 20 + words), 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The state it is in."""
        alone = not self.text()
        area = QRect((self.width() - 20) // 2 if alone else 0, (self.height() - 20) // 2, 20, 20)
        on, focus = self.isChecked(), self.hasFocus()
        edge = "jade" if on or focus else "line2"
        ink: Ink = "ink" if self.isEnabled() else "disabled"
        with painting(self) as pen:
            fill = "sur" if self.isEnabled() else "sur2"
            pen.box(area, colour(fill), colour(edge), 4, 2 if on or focus else 1)
            if on:
                pen.icon(area, "check", "jade" if self.isEnabled() else "disabled", 14)
            if not alone:
                pen.text(self.rect().adjusted(32, 0, 0, -1), self.text(), 14, 400, ink)
