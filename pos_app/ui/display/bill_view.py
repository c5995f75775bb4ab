"""The order on the customer's screen: who is greeted, what was put in, what it comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent

from pos_app.basics.i18n import _
from pos_app.loyalty.points import count
from pos_app.ui.display.canvas import Canvas, draw
from pos_app.ui.display.facts import Bill, BillLine, Earning
from pos_app.ui.theme import Tone, colour, tokens
from pos_app.ui.theme.current import qcolor
from pos_app.ui.widgets.paint import CENTRE, Painter, Run, fitting_size, runs_width, text_width

EDGE: Final = 32
LOGO: Final = QRect(32, 29, 52, 52)
FIRST_ROW: Final = 96
ROW: Final = 46
SUM: Final = 36
EARN: Final = 64
AMOUNT: Final = 177
"""Of quantity and amount; long ones push the name to the left."""


class BillView(Canvas):
    """The left part, 632 wide in the design."""

    def __init__(self) -> None:
        super().__init__()
        self._bill = Bill("", "")
        self.setAccessibleName(_("Đơn của khách"))

    def show_bill(self, bill: Bill) -> None:
        """Another order, or the same with more in it."""
        if bill != self._bill:
            self._bill = bill
            self.setAccessibleDescription(f"{bill.greeting} {bill.total}".strip())
            self.update()

    def bill(self) -> Bill:
        """What is shown."""
        return self._bill

    def visible_lines(self) -> int:
        """For how many lines there is room; of a longer order the last ones are seen."""
        return max(1, (self._sums_top() - 16 - FIRST_ROW) // ROW)

    def shown_lines(self) -> tuple[int, tuple[BillLine, ...]]:
        """How many lines are passed over with a word, and those that are seen."""
        lines, most = self._bill.lines, self.visible_lines()
        passed = len(lines) - most + 1 if len(lines) > most else 0
        return passed, lines[passed:]

    def _bottom(self) -> int:
        return self.room().height() - (92 if self._bill.earning else 16)

    def _sums_top(self) -> int:
        return self._bottom() - 99 - SUM * len(self._bill.sums)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Everything between the two edges."""
        room = self.room()
        with self.drawing() as pen:
            pen.fill(room, "bg")
            pen.painter.fillRect(QRect(room.right(), 0, 1, room.height()), colour("line"))
            self._paint_head(pen, room)
            self._paint_lines(pen, room)
            self._paint_sums(pen, room)
            if self._bill.earning is not None:
                area = QRect(EDGE, room.height() - 92, room.width() - 2 * EDGE, EARN)
                self._paint_earning(pen, area, self._bill.earning)

    def _paint_head(self, pen: Painter, room: QRect) -> None:
        pen.box(LOGO, colour("jade"), None, 12)
        pen.text(LOGO, "KQ", self.own(21), 700, "on", align=CENTRE)
        left = LOGO.right() + 15
        width = room.width() - EDGE - left
        if not self._bill.greeting:
            pen.text(QRect(left, LOGO.top(), width, 50), self._bill.shop, self.own(24), 600)
            return
        pen.text(QRect(left, 27, width, 34), self._bill.greeting, self.own(24), 600)
        pen.text(QRect(left, 56, width, 30), self._bill.shop, self.own(16), 400, "ink2")

    def _paint_lines(self, pen: Painter, room: QRect) -> None:
        passed, shown = self.shown_lines()
        top = FIRST_ROW
        if passed:
            words = _("… và {count} món trước đó").format(count=passed)
            area = QRect(EDGE, top, room.width() - 2 * EDGE, ROW)
            pen.text(area, words, self.own(16), 400, "ink3")
            pen.line(EDGE, area.bottom(), area.width())
            top += ROW
        for line in shown:
            area = QRect(EDGE, top, room.width() - 2 * EDGE, ROW)
            taken = pen.money(area, line.amount, self.own(20))
            counted = text_width(line.quantity, self.own(18), 500, number=True)
            side = max(AMOUNT, taken + 16 + counted)
            quantity = QRect(area.right() - side, top, counted + 1, ROW)
            pen.number(quantity, line.quantity, self.own(18), 500, "ink2")
            name = QRect(EDGE, top, quantity.left() - EDGE - 12, ROW)
            pen.text(name, line.name, self.own(18))
            pen.line(EDGE, area.bottom(), area.width())
            top += ROW

    def _paint_sums(self, pen: Painter, room: QRect) -> None:
        bottom = self._bottom()
        width = room.width() - 2 * EDGE
        top = self._sums_top()
        for sum_line in self._bill.sums:
            area = QRect(EDGE, top, width, SUM)
            pen.text(area, sum_line.words, self.own(18), 400, "ink2")
            pen.money(area, sum_line.amount, self.own(20))
            top += SUM
        pen.painter.fillRect(QRect(EDGE, bottom - 91, width, 2), colour("line2"))
        total = QRect(EDGE, bottom - 82, width, 68)
        taken = pen.money(
            total, self._bill.total, fitting_size(self._bill.total, width - 200, self.own(54), 700),
            700, "jade",
        )  # fmt: skip
        words = QRect(EDGE, bottom - 62, width - taken - 16, 48)
        pen.text(words, _("Khách cần trả"), self.own(22), 600)

    def _paint_earning(self, pen: Painter, area: QRect, earning: Earning) -> None:
        tint = tokens().tint(Tone.GOLD)
        pen.box(area, qcolor(tint.fill), qcolor(tint.line), 12)
        draw(pen, "sparkles", "gold", QRect(area.left() + 19, area.top() + 19, 26, 26))
        room, size, runs = area.adjusted(58, 0, -16, 0), self.own(18), earning_runs(earning)
        if runs_width(runs, size) > room.width():
            runs = earning_runs(replace(earning, gain=0))
        pen.runs(room, runs, size)


def earning_runs(earning: Earning) -> tuple[Run, ...]:
    """+121 điểm · sau đơn này chị có 1.205 điểm, its numbers in bold."""
    after = _("sau đơn này {salutation} có {points} điểm").format(
        salutation=earning.called, points="\0"
    )
    before, _gap, behind = after.partition("\0")
    gain = _("+{points} điểm").format(points=count(earning.gain))
    first = (Run(gain, "gold", 700), Run(" · ", "ink2")) if earning.gain else ()
    return (
        *first,
        Run(before, "ink2"),
        Run(count(earning.after), "gold", 700, number=True),
        Run(behind, "ink2"),
    )
