"""The open carts as tabs: name and sum, the one in front joined to the screen below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.ui.theme import colour, px
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
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Các đơn đang mở"))

    def show_tabs(self, tabs: tuple[Tab, ...], front: int) -> None:
        """Takes over what there is."""
        if (tabs, front) != (self._tabs, self._front):
            self._tabs, self._front = tabs, front
            self.setAccessibleDescription(", ".join(tab.title for tab in tabs))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()), HEIGHT)

    def _widths(self) -> list[int]:
        """Of each tab and of the plus; sums are left out, then names shortened, to make room."""
        plus = 2 * _PAD + px(18) + 10 + key_width("F1")
        full = [self._width(place, sums=True) for place in range(len(self._tabs))]
        if sum(full) + plus + GAP * len(full) <= self.width():
            return [*full, plus]
        bare = [self._width(place, sums=place == self._front) for place in range(len(self._tabs))]
        over = sum(bare) + plus + GAP * len(bare) - self.width()
        if over > 0 and len(bare) > 1:
            cut = -(-over // (len(bare) - 1))
            bare = [
                width if place == self._front else max(44, width - cut)
                for place, width in enumerate(bare)
            ]
        return [*bare, plus]

    def _width(self, place: int, *, sums: bool) -> int:
        tab, front = self._tabs[place], place == self._front
        width = 2 * _PAD + text_width(tab.title, 14, 600 if front else 500)
        width += 0 if front else px(18) + 6
        width += 10 + px(16) if front else 0
        return width + (8 + money_width(tab.amount, 14) if sums else 0)

    def _places(self) -> list[QRect]:
        """Where each tab and the plus stand; the one in front is always within sight."""
        places, left = [], 0
        for width in self._widths():
            places.append(QRect(left, 0, width, self.height()))
            left += width + GAP
        hidden = places[self._front].right() + 1 - self.width() if self._tabs else 0
        return [place.translated(-max(0, hidden), 0) for place in places]

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            places = self._places()
            for number, (tab, place) in enumerate(zip(self._tabs, places, strict=False)):
                self._paint_tab(pen, place, tab, front=number == self._front)
            self._paint_plus(pen, places[-1])

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

    def _cross(self, place: QRect) -> QRect:
        return QRect(place.right() - px(16) - _PAD, place.top(), px(16) + _PAD, place.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at: QPoint = event.position().toPoint()
        places = self._places()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        for number, place in enumerate(places):
            if not place.contains(at):
                continue
            if number == len(self._tabs):
                self.wanted.emit()
            elif number == self._front and self._cross(place).contains(at):
                self.closed.emit(number)
            else:
                self.chosen.emit(number)
            return
