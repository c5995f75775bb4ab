"""Painting for a screen that is looked at from afar: one picture, grown to any screen.

The text size that staff chose for their own window does not count here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from pos_app.basics.assets import asset
from pos_app.ui.theme import Ink, scale, tokens
from pos_app.ui.widgets.paint import Painter, painting

DESIGN: Final = QSize(1280, 800)
_WHOLE: Final = 100


def own(size: int) -> int:
    """A text size of the design for pens that grow with the staff's text size."""
    return (size * _WHOLE + scale() // 2) // scale()


@lru_cache(maxsize=32)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = asset("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


def draw(pen: Painter, name: str, ink: Ink, area: QRect) -> None:
    """A drawing of the house as large as `area`, sharp at every size."""
    _drawing(name, getattr(tokens(), ink)).render(pen.painter, QRectF(area))


class Canvas(QWidget):
    """Paints in pixels of the design, whatever the screen's size; override `paint`."""

    def __init__(self) -> None:
        super().__init__()
        self._factor = 1.0

    def set_factor(self, factor: float) -> None:
        """How much larger the screen is than the design."""
        self._factor = factor
        self.update()

    def room(self) -> QRect:
        """Where there is to paint, in pixels of the design."""
        return QRect(0, 0, round(self.width() / self._factor), round(self.height() / self._factor))

    def on_screen(self, area: QRect) -> QRect:
        """An area of the design in the widget's own pixels."""
        grown = QRectF(
            area.x() * self._factor,
            area.y() * self._factor,
            area.width() * self._factor,
            area.height() * self._factor,
        )
        return grown.toAlignedRect()

    @contextmanager
    def drawing(self) -> Iterator[Painter]:
        """A pen that counts in pixels of the design."""
        with painting(self) as pen:
            pen.painter.scale(self._factor, self._factor)
            yield pen
