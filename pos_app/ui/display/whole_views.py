"""What fills the customer's screen: a welcome before the order, thanks after it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent

from pos_app.basics.i18n import _
from pos_app.loyalty.points import count
from pos_app.ui.display.canvas import Canvas
from pos_app.ui.display.code_view import paint_flower
from pos_app.ui.display.facts import Earning, Thanks
from pos_app.ui.theme import Tone, colour, tokens
from pos_app.ui.theme.current import qcolor
from pos_app.ui.widgets.paint import CENTRE, RIGHT, Painter, Run

BOX: Final = (542, 94)
GAP: Final = 16


class WelcomeView(Canvas):
    """The flower and the shop's name; a greeting once somebody is known."""

    def __init__(self) -> None:
        super().__init__()
        self._shop = self._greeting = ""

    def show_shop(self, shop: str, greeting: str) -> None:
        """Whose shop it is; `greeting` is empty for a stranger."""
        self._shop, self._greeting = shop, greeting
        self.setAccessibleName(shop)
        self.setAccessibleDescription(greeting)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle."""
        room = self.room()
        middle = room.height() // 2
        with self.drawing() as pen:
            pen.fill(room, "bg")
            paint_flower(pen, room.width() // 2, middle - 130)
            large = self._greeting or self._shop
            pen.text(
                QRect(40, middle - 20, room.width() - 80, 64),
                large,
                self.own(44),
                600,
                align=CENTRE,
            )
            if self._greeting:
                second = QRect(40, middle + 46, room.width() - 80, 36)
                pen.text(second, self._shop, self.own(22), 400, "ink2", align=CENTRE)


class ThanksView(Canvas):
    """Thanks, change and points."""

    def __init__(self) -> None:
        super().__init__()
        self._thanks = Thanks("", "", None, None, "")

    def show_thanks(self, thanks: Thanks) -> None:
        """After a sale."""
        self._thanks = thanks
        self.setAccessibleName(thanks.title)
        self.setAccessibleDescription(thanks.parting)
        self.update()

    def thanks(self) -> Thanks:
        """What is shown."""
        return self._thanks

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle, one below the other."""
        room, thanks = self.room(), self._thanks
        wide = room.width()
        boxes = (thanks.change is not None) + (thanks.earning is not None)
        height = 190 + (46 + BOX[1] if boxes else 0) + (52 if thanks.risen else 0)
        top = (room.height() - height) // 2
        with self.drawing() as pen:
            pen.fill(room, "bg")
            paint_flower(pen, wide // 2, top)
            title = QRect(40, top + 108, wide - 80, 60)
            pen.text(title, thanks.title, self.own(44), 600, align=CENTRE)
            parting = QRect(40, top + 164, wide - 80, 34)
            pen.text(parting, thanks.parting, self.own(22), 400, "ink2", align=CENTRE)
            if boxes:
                self._paint_boxes(pen, room, top + 227, boxes)
            if thanks.risen:
                below = QRect(40, top + height - 36, wide - 80, 40)
                self.tag(pen, below, thanks.risen, Tone.PLUM, "gem")

    def _paint_boxes(self, pen: Painter, room: QRect, top: int, boxes: int) -> None:
        width, height = BOX
        left = (room.width() - boxes * width - (boxes - 1) * GAP) // 2
        area = QRect(left, top, width, height)
        if self._thanks.change is not None:
            pen.box(area, colour("sur"), colour("line"), 12)
            inner = area.adjusted(29, 0, -30, 0)
            taken = pen.money(inner, self._thanks.change, self.own(44), 700)
            inner.setRight(inner.right() - taken - 8)
            pen.text(inner, _("Tiền thừa"), self.own(20), 400, "ink2")
            area.translate(width + GAP, 0)
        if self._thanks.earning is not None:
            self._paint_points(pen, area, self._thanks.earning)

    def _paint_points(self, pen: Painter, area: QRect, earning: Earning) -> None:
        tint = tokens().tint(Tone.GOLD)
        pen.box(area, qcolor(tint.fill), qcolor(tint.line), 12)
        inner = area.adjusted(29, 0, -30, 0)
        taken = pen.number(inner, count(earning.after), self.own(44), 700, "gold", align=RIGHT)
        inner.setRight(inner.right() - taken - 8)
        words = _("Điểm của {salutation}").format(salutation=earning.called)
        gain = f" (+{count(earning.gain)})" if earning.gain else ""
        pen.runs(inner, (Run(words, "gold"), Run(gain, "gold", 600)), self.own(20))
