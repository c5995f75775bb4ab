"""The parts of a return's page that no other page has: ways for the money, heads, small sums."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.payments.tenders import Method
from pos_app.ui.returns.rows import Columns
from pos_app.ui.returns.sheet import Way
from pos_app.ui.theme import colour, px
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import RIGHT, painting, text_width
from pos_app.ui.widgets.surfaces import Panel, plain_layout

HEAD: Final = 38
_ICONS: Final = {
    Method.CASH: "banknote",
    Method.TRANSFER: "qr-code",
    Method.CARD: "credit-card",
    Method.WALLET: "smartphone",
}


class WayButton(QAbstractButton):
    """A way for the money, 56 high; the chosen one is tinted and edged in jade."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint, self._icon = "", "banknote"

    def show_way(self, way: Way, amount: Money, *, chosen: bool) -> None:
        """What it stands for; the chosen one says how much goes there."""
        method = way.method or way.out[0].method
        self._icon = _ICONS.get(method, "wallet")
        several = len(way.out) > 1
        self._hint = str(amount) if chosen and not several else way.hint
        self.setText(way.title)
        self.setChecked(chosen)
        self.setAccessibleName(f"{way.title} {self._hint}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, max(56, px(20) + 32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, name, and the amount or a hint."""
        on = self.isChecked()
        area = self.rect().adjusted(14, 0, -14, 0)
        with painting(self) as pen:
            edge = "jade" if on or self.hasFocus() else "line2"
            pen.box(
                self.rect(), colour("jade_bg" if on else "sur"), colour(edge), 8, 2 if on else 1
            )
            icon = QRect(area.left(), area.top(), 24, area.height())
            pen.icon(icon, self._icon, "jade" if on else "ink2", 20)
            area.setLeft(area.left() + 36)
            room = area.width() - text_width(self.text(), 15, 600) - 12
            pen.text(area, self.text(), 15, 600)
            hint = QRect(area.right() + 1 - room, area.top(), room, area.height())
            if room > 0:
                pen.text(
                    hint, self._hint, 14, 600 if on else 400, "ink" if on else "ink2", align=RIGHT
                )


class ListHead(Panel):
    """The name of a list, and what stands in each of its columns."""

    def __init__(self, title: str, names: tuple[str, str, str, str, str]) -> None:
        super().__init__("sur2", ("bottom",))
        self.setFixedHeight(max(HEAD, px(20) + 16))
        self._title = Label(title, 15, 600, elide=True)
        self._names = [Label(name, 14, 500, "ink2", elide=True) for name in names]
        self._names[-1].setAlignment(RIGHT)
        for label in (self._title, *self._names):
            label.setParent(self)

    def resizeEvent(self, _event: object) -> None:
        """Above the rows' columns."""
        columns = Columns(QRect(0, 0, self.width(), self.height() - 1))
        cells = (columns.bought, columns.stepper, columns.reason, columns.shelf, columns.money)
        self._title.setGeometry(columns.name)
        for label, cell in zip(self._names, cells, strict=True):
            label.setGeometry(QRect(cell.left(), 0, cell.width(), self.height() - 1))


class CountRow(QWidget):
    """Words and what they come to; absent when there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 8)
        self._words, self._count = Label("", 14, 400, "ink2"), Label("", 14, 600)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        self.hide()

    def set_row(self, words: str, count: str) -> None:
        """Other words; an empty count hides it."""
        self._words.setText(words)
        self._count.setText(count)
        self.setVisible(bool(count))


def points_words(points: int) -> str:
    """How many used points go back into the account."""
    return _("Hoàn {points} điểm đã dùng").format(points=points)
