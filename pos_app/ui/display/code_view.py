"""The right part of the customer's screen: the house's flower, or a code to transfer by."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent, QResizeEvent

from pos_app.basics.i18n import _
from pos_app.ui.display.canvas import Canvas, draw
from pos_app.ui.display.facts import Code
from pos_app.ui.display.qr_view import QrView
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.paint import CENTRE, Painter, Run, money_parts, runs_width

FLOWER: Final = (140, 90)
"""Width and height of the lotus."""
MARK: Final = 8
"""How much lower the code stands below the mark of a sample account."""


def paint_flower(pen: Painter, centre: int, top: int) -> None:
    """The lotus with its middle at `centre`."""
    width, height = FLOWER
    draw(pen, "lotus", "jade", QRect(centre - width // 2, top, width, height))


class CodeView(Canvas):
    """648 wide in the design, where the code has 14 pixels a module."""

    def __init__(self) -> None:
        super().__init__()
        self._code: Code | None = None
        self._shop = ""
        self.qr = QrView(parent=self)
        self.qr.hide()

    def show_shop(self, shop: str) -> None:
        """Nothing to scan: the flower and the shop's name."""
        self._shop = shop
        self._show(None)

    def show_code(self, code: Code) -> None:
        """Something to scan."""
        self._show(code)

    def code(self) -> Code | None:
        """What there is to scan."""
        return self._code

    def _show(self, code: Code | None) -> None:
        if code != self._code:
            self._code = code
            self.qr.set_payload(code.payload if code else "")
            self.qr.set_name(
                _("Mã chuyển khoản {amount}").format(amount=code.amount) if code else ""
            )
            self.setAccessibleDescription(code.words if code else self._shop)
            self._place()
        self.qr.setVisible(code is not None)
        self.update()

    def set_factor(self, factor: float) -> None:
        """The code takes its place on the screen's own pixels."""
        super().set_factor(factor)
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The code takes its place."""
        self._place()

    def _shift(self) -> int:
        return MARK if self._code is not None and self._code.sample else 0

    def _code_area(self) -> QRect:
        """Between title and words; the quiet zone is part of the code."""
        room = self.room()
        top = 77 + self._shift()
        bottom = room.height() - 93 + self._shift()
        return QRect(4, top, room.width() - 8, bottom - top)

    def _place(self) -> None:
        self.qr.setGeometry(self.on_screen(self._code_area()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Flower, or title and words around the code."""
        room = self.room()
        with self.drawing() as pen:
            pen.fill(room, "sur")
            if self._code is None:
                self._paint_idle(pen, room)
            else:
                self._paint_title(pen, room, self._code)
                self._paint_words(pen, room, self._code)

    def _paint_idle(self, pen: Painter, room: QRect) -> None:
        middle = room.height() // 2
        paint_flower(pen, room.width() // 2, middle - 100)
        pen.text(
            QRect(24, middle + 16, room.width() - 48, 40),
            self._shop,
            self.own(26),
            600,
            align=CENTRE,
        )

    def _paint_title(self, pen: Painter, room: QRect, code: Code) -> None:
        digits, dong = money_parts(code.amount)
        words = _("Quét mã để chuyển {amount}").format(amount="\0")
        before, _gap, behind = words.partition("\0")
        line = QRect(16, 16 if code.sample else 38, room.width() - 32, 44)
        runs = (
            Run(before, "ink", 600),
            Run(digits + dong, "ink", 700, number=True),
            Run(behind, "ink", 600),
        )
        pen.runs(line, runs, self.own(26), align=CENTRE)
        if code.sample:
            mark = QRect(16, 57, room.width() - 32, 28)
            self.tag(pen, mark, _("TÀI KHOẢN MẪU"), Tone.GOLD, "triangle-alert")

    def _paint_words(self, pen: Painter, room: QRect, code: Code) -> None:
        top = room.height() - 97 + self._shift()
        pen.text(QRect(16, top, room.width() - 32, 32), code.words, self.own(18), align=CENTRE)
        parts = [Run(code.code, "ink", 600, number=True)]
        if code.rest:
            parts.append(Run(f" · {code.rest}"))
        line, size = QRect(16, top + 30, room.width() - 32, 28), self.own(16)
        named = [Run(f"{code.holder} · "), *parts] if code.holder else parts
        pen.runs(
            line, named if runs_width(named, size) <= line.width() else parts, size, align=CENTRE
        )
