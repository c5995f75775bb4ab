"""Words of any length in two lines at most; the tip has them whole."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui.theme import Ink, px
from pos_app.ui.widgets.labels import plain_tip
from pos_app.ui.widgets.paint import painting, text_width


class TwoLineText(QWidget):
    """Breaks once, between words, and elides what is left."""

    def __init__(self, size: int = 14, weight: int = 400, ink: Ink = "ink") -> None:
        super().__init__()
        self._text = ""
        self._size, self._weight, self._ink = size, weight, ink
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Other words."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """All words."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        """One line or two."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line or two."""
        return len(self._lines(width)) * self._pitch()

    def sizeHint(self) -> QSize:
        """One line, until the width is known."""
        return QSize(px(120), self.heightForWidth(max(self.width(), px(120))))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(24, self._pitch())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line by line."""
        lines = self._lines(self.width())
        cut = any(text_width(line, self._size, self._weight) > self.width() for line in lines)
        plain_tip(self, self._text if cut else "")
        line = QRect(0, 0, self.width(), self._pitch())
        with painting(self) as pen:
            for words in lines:
                pen.text(line, words, self._size, self._weight, self._ink)
                line.translate(0, self._pitch())

    def _pitch(self) -> int:
        return px(self._size + 5)

    def _lines(self, width: int) -> tuple[str, ...]:
        return broken(self._text, width, self._size, self._weight, most=2)


def broken(text: str, width: int, size: int, weight: int, *, most: int) -> tuple[str, ...]:
    """Words on at most so many lines; the painter elides the last.

    Lines break at blanks alone: an amount keeps its ₫, which a no-break space holds.
    """
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and (
            text_width(" ".join(words[: taken + 1]), size, weight) <= width
        ):
            taken += 1
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
    return tuple([*lines, " ".join(words)] if words else lines)
