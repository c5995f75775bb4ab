"""The quick tile: one touch puts an article on the bill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.ui.theme.current import colour, px, qcolor, tokens
from pos_app.ui.theme.tokens import Ink, Tone
from pos_app.ui.widgets.paint import (
    LEFT,
    Painter,
    fitting_size,
    key_width,
    painting,
    text_width,
    two_lines,
)

WIDTH: Final = 110
HEIGHT: Final = 90


@dataclass(frozen=True, slots=True)
class TileFace:
    """What a tile shows; `price` None asks for one, `alt` is its Alt+number or 0."""

    name: str
    price: Money | None
    strip: int = 0
    by_weight: bool = False
    sold_out: bool = False
    alt: int = 0


class Tile(QPushButton):
    """A tile 90 high with an inset strip in the colour of its category.

    Signals: `clicked`, however long the finger stayed; also when sold out: the page asks.
    """

    def __init__(self, face: TileFace) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setMinimumWidth(WIDTH)
        self.setFixedHeight(max(HEIGHT, px(84)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_face(face)

    def face(self) -> TileFace:
        """What it shows."""
        return self._face

    def set_face(self, face: TileFace) -> None:
        """Another article."""
        self._face = face
        price = "" if face.price is None else str(face.price)
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(_("Hết hàng") if face.sold_out else price)
        self.update()

    def sizeHint(self) -> QSize:
        """110 by 90, taller with large text."""
        return QSize(WIDTH, self.maximumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Strip, name, price, key."""
        face = self._face
        ink: Ink = "disabled" if face.sold_out else "ink"
        with painting(self) as pen:
            focus = self.hasFocus()
            edge = colour("jade" if focus else "line")
            pen.box(
                self.rect(), colour("sur2" if self.isDown() else "sur"), edge, 10, 2 if focus else 1
            )
            strip = QRect(8, 10, 4, self.height() - 20)
            pen.box(strip, qcolor(tokens().strips[face.strip]), None, 2)
            left, room = 19, self.width() - 19 - 7
            names = two_lines(face.name, room, 14, 500)
            step = px(18)
            for place, words in enumerate(names):
                pen.text(QRect(left, 9 + place * step, room, step), words, 14, 500, ink)
            if face.by_weight:
                self._paint_weight(pen, left, 11 + len(names) * step)
            self._paint_foot(pen, QRect(left, self.height() - 30, room, 22), ink)

    def _paint_weight(self, pen: Painter, left: int, top: int) -> None:
        words = _("cân")
        if top + 22 > self.height() - 30:
            return
        area = QRect(left, top, text_width(words, 13, 500) + 18, 20)
        tint = tokens().tint(Tone.BLUE)
        pen.box(area, qcolor(tint.fill), qcolor(tint.line), 10)
        pen.text(area.adjusted(9, 0, 0, -1), words, 13, 500, "blue")

    def _paint_foot(self, pen: Painter, foot: QRect, ink: Ink) -> None:
        face = self._face
        if face.sold_out:
            pen.text(foot, _("Hết hàng"), 14, 500, ink)
        elif face.price is None:
            pen.text(foot, _("Hỏi giá"), 14, 500, "ink2")
        else:
            size = fitting_size(face.price, foot.width(), 15)
            foot.setLeft(foot.left() + pen.money(foot, face.price, size, 600, ink, align=LEFT))
        if face.alt and not face.sold_out and foot.width() >= key_width(str(face.alt)):
            pen.key(foot.adjusted(0, 1, 0, 1), str(face.alt))
