"""The open carts as tabs: name and sum, the one in front joined to the screen below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.ui.theme import colour, px, scale
from pos_app.ui.widgets.paint import (
    Painter,
    key_width,
    money_width,
    painting,
    text_width,
)

HEIGHT: Final = 45
GAP: Final = 6
_PAD: Final = 13
SHORT: Final = 104
"""A tab behind is never wider than this when the room is short; a few letters can be read."""
MORE: Final = -2
PLUS: Final = -1
"""Stand for the menu of hidden tabs and for a new order."""


@dataclass(frozen=True, slots=True)
class Tab:
    """What a tab shows."""

    title: str
    amount: Money
    held: bool
    waits: bool = False
    """Its transfer has not been seen yet."""


class CartTabs(QWidget):
    """Tabs by touch; the keys belong to the page.

    Signals:
        chosen(int): a tab was touched.
        closed(int): the ✕ of the tab in front was touched.
        wanted(): a new cart was asked for.
    """

    chosen = Signal(int)
    closed = Signal(int)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs: tuple[Tab, ...] = ()
        self._front = 0
        self._laid: tuple[tuple[int, int, int], dict[int, QRect]] | None = None
        self.menu = QMenu(self)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Các đơn đang mở"))

    def show_tabs(self, tabs: tuple[Tab, ...], front: int) -> None:
        """Takes over what there is; a sum that changes paints its tab alone."""
        if (tabs, front) == (self._tabs, self._front):
            return
        before = self._looks()
        self._tabs, self._front, self._laid = tabs, front, None
        self.setAccessibleDescription(", ".join(tab.title for tab in tabs))
        after = self._looks()
        if before.keys() != after.keys():
            self.update()
        for number in before.keys() & after.keys():
            if before[number] != after[number]:
                self.update(before[number][0].united(after[number][0]))

    def _looks(self) -> dict[int, tuple[QRect, bool, Tab | None]]:
        """Of all that stands here: where, whether in front, and which tab it is."""
        return {
            number: (place, number == self._front, self._tabs[number] if number >= 0 else None)
            for number, place in self._places().items()
        }

    def sizeHint(self) -> QSize:
        return QSize(sum(place.width() + GAP for place in self._places().values()), HEIGHT)

    def _places(self) -> dict[int, QRect]:
        """What stands where: tabs by their number, then MORE when some have no room, and PLUS."""
        room = (self.width(), self.height(), scale())
        if self._laid is None or self._laid[0] != room:
            self._laid = room, self._lay_out()
        return self._laid[1]

    def _lay_out(self) -> dict[int, QRect]:
        plus = 2 * _PAD + px(18) + 10 + key_width("F1")
        widths = self._widths(self.width() - plus - GAP)
        if len(widths) < len(self._tabs):
            widths[MORE] = self._more_width(len(self._tabs))
        widths[PLUS] = plus
        places, left = {}, 0
        for number, width in widths.items():
            places[number] = QRect(left, 0, width, self.height())
            left += width + GAP
        return places

    def _widths(self, room: int) -> dict[int, int]:
        """Sums are left out, then names shortened, then tabs; the one in front always stays."""
        every = range(len(self._tabs))
        full = {number: self._width(number, sums=True) for number in every}
        if sum(full.values()) + GAP * len(full) <= room:
            return full
        bare = {number: self._width(number, sums=number == self._front) for number in every}
        if sum(bare.values()) + GAP * len(bare) <= room:
            return bare
        short = {
            number: width if number == self._front else min(width, px(SHORT))
            for number, width in bare.items()
        }
        room -= self._more_width(len(self._tabs)) + GAP
        kept: set[int] = set()
        for number in dict.fromkeys((self._front, *every)):
            if short[number] + GAP > room and kept:
                break
            kept.add(number)
            short[number] = min(short[number], room)
            room -= short[number] + GAP
        return {number: short[number] for number in every if number in kept}

    def _more_width(self, count: int) -> int:
        return 2 * _PAD + text_width(str(count), 14, 600, number=True) + 6 + px(16)

    def _width(self, place: int, *, sums: bool) -> int:
        tab, front = self._tabs[place], place == self._front
        width = 2 * _PAD + text_width(tab.title, 14, 600 if front else 500)
        width += 0 if front else px(18) + 6
        width += 10 + px(16) if front else 0
        return width + (8 + money_width(tab.amount, 14) if sums else 0)

    def _hidden(self) -> list[int]:
        shown = self._places()
        return [number for number in range(len(self._tabs)) if number not in shown]

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as pen:
            for number, place in self._places().items():
                if not place.intersects(event.rect()):
                    continue
                if number == PLUS:
                    self._paint_plus(pen, place)
                elif number == MORE:
                    self._paint_more(pen, place)
                else:
                    self._paint_tab(pen, place, self._tabs[number], front=number == self._front)

    def _frame(self, pen: Painter, place: QRect, *, front: bool) -> None:
        tall = place.adjusted(0, 0, 0, 12)
        pen.box(tall, colour("bg" if front else "sur2"), colour("line2" if front else "line"), 10)
        if not front:
            pen.line(place.left(), place.bottom(), place.width())

    def _paint_tab(self, pen: Painter, place: QRect, tab: Tab, *, front: bool) -> None:
        self._frame(pen, place, front=front)
        left = place.left() + _PAD
        if not front:
            mark = "inbox" if tab.waits else "pause" if tab.held else "shopping-basket"
            pen.icon(QRect(left, place.top(), px(18), place.height()), mark, "ink2", px(18))
            left += px(18) + 6
        right = place.right() - _PAD - (px(16) + 8 if front else 0)
        title = QRect(left, place.top(), right - left + 1, place.height())
        left += pen.text(title, tab.title, 14, 600 if front else 500, "ink" if front else "ink2")
        room = QRect(left + 8, place.top(), right - left - 7, place.height())
        if room.width() >= money_width(tab.amount, 14):
            pen.money(room, tab.amount, 14, 600, "ink" if front else "ink2")
        if front:
            pen.icon(self._cross(place), "x", "ink2", px(16))

    def _paint_plus(self, pen: Painter, place: QRect) -> None:
        self._frame(pen, place, front=False)
        icon = QRect(place.left() + _PAD, place.top(), px(18), place.height())
        pen.icon(icon, "plus", "ink2", px(18))
        pen.key(place.adjusted(0, 0, -_PAD, 0), "F1")

    def _paint_more(self, pen: Painter, place: QRect) -> None:
        self._frame(pen, place, front=False)
        inside = place.adjusted(_PAD, 0, -_PAD, 0)
        pen.number(inside, str(len(self._hidden())), 14, 600, "ink2")
        inside.setLeft(inside.right() + 1 - px(16))
        pen.icon(inside, "chevron-down", "ink2", px(16))

    def _cross(self, place: QRect) -> QRect:
        return QRect(place.right() - px(16) - _PAD, place.top(), px(16) + _PAD, place.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at: QPoint = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        touched = next((one for one in self._places().items() if one[1].contains(at)), None)
        if touched is None:
            return
        number, place = touched
        if number == PLUS:
            self.wanted.emit()
        elif number == MORE:
            self._offer_hidden(place)
        elif number == self._front and self._cross(place).contains(at):
            self.closed.emit(number)
        else:
            self.chosen.emit(number)

    def _offer_hidden(self, place: QRect) -> None:
        self.menu.clear()
        for number in self._hidden():
            tab = self._tabs[number]
            action = self.menu.addAction(f"{tab.title} · {tab.amount}".replace("&", "&&"))
            action.triggered.connect(partial(self._choose, number))
        self.menu.popup(self.mapToGlobal(place.bottomLeft()))

    def _choose(self, number: int, *_checked: object) -> None:
        self.chosen.emit(number)
