"""Painting for a screen that is looked at from afar: one picture, grown to any screen.

The text size that staff chose for their own window does not count here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from pos_app.basics.assets import asset
from pos_app.ui.theme import Ink, Tone, scale, tokens, tone_ink
from pos_app.ui.theme.current import qcolor
from pos_app.ui.widgets.paint import CENTRE, Painter, painting, text_width

DESIGN: Final = QSize(1280, 800)
LEAST: Final = 14
"""Pixels of the screen below which no text goes."""
_WHOLE: Final = 100


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

    def own(self, size: int) -> int:
        """A text size of the design for pens, which grow with the staff's text size as well."""
        seen = max(size, math.ceil(LEAST / self._factor))
        return (seen * _WHOLE + scale() // 2) // scale()

    def tag(self, pen: Painter, area: QRect, words: str, tone: Tone, icon: str) -> None:
        """A tinted label in the middle of `area`, as high as it; read from afar."""
        size = self.own(area.height() // 2)
        width = min(text_width(words, size, 600) + area.height() * 2, area.width())
        spot = QRect(area.center().x() - width // 2, area.top(), width, area.height())
        tint, ink = tokens().tint(tone), tone_ink(tone)
        pen.box(spot, qcolor(tint.fill), qcolor(tint.line), area.height() / 2)
        side = area.height() * 5 // 8
        inset = (area.height() - side) // 2
        draw(pen, icon, ink, QRect(spot.left() + 2 * inset, spot.top() + inset, side, side))
        inner = spot.adjusted(side + 3 * inset, -inset, -2 * inset, inset)
        pen.text(inner, words, size, 600, ink, align=CENTRE)

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
