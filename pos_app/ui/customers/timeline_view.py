"""Everything that happened with a customer, newest first, loaded as it is scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.basics.clock import day_text, short_day_text
from pos_app.basics.i18n import _
from pos_app.ui.customers import wording
from pos_app.ui.customers.two_lines_view import broken
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.chips import FilterRow
from pos_app.ui.widgets.feedback import EmptyState
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.lists import RECORD, AnyIndex, ListView, RowDelegate, Rows
from pos_app.ui.widgets.paint import RIGHT, Painter, chip_width, money_width, text_width
from pos_app.ui.widgets.surfaces import Card, Divider, plain_layout

if TYPE_CHECKING:
    from pos_app.insight.timeline import TimelineRow

ROW: Final = 57
LINE: Final = 20
DAY: Final = 62
DISC: Final = 32
SALE_ROOM: Final = 200
"""In less room the sum of a sale stands beside its title."""
NEAR_THE_END: Final = 400
"""So many pixels before the last row the next page is asked for."""

LOOKS: Final = {
    "sale": ("shopping-basket", Tone.JADE),
    "points": ("coins", Tone.GOLD),
    "tier": ("gem", Tone.PLUM),
    "care": ("phone", Tone.BLUE),
    "note": ("sticky-note", Tone.CLAY),
    "card": ("id-card", Tone.PLAIN),
}
"""How each `TimelineKind` looks."""


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the timeline; the year stands below its day unless it is this one."""

    row: TimelineRow
    year: str = ""

    @property
    def day(self) -> str:
        """19/11, 3/12/2025."""
        return day_text(self.row.day) if self.year else short_day_text(self.row.day)

    @property
    def icon(self) -> str:
        """The picture in the disc."""
        return LOOKS[self.row.kind.value][0]

    @property
    def tone(self) -> Tone:
        """The tint of the disc."""
        return LOOKS[self.row.kind.value][1]

    def right_width(self) -> int:
        """Pixels that the end of the row takes."""
        row = self.row
        if row.amount is not None:
            return money_width(row.amount, 15) + 12
        if row.points is not None:
            return text_width(wording.points_change(row.points), 15, 600) + 12
        return chip_width(row.label) + 12 if row.label else 0

    def title_lines(self, room: int) -> tuple[str, ...]:
        """In more lines where one is too short."""
        return broken(self.row.title, room, 15, 600, most=3)

    def end_above(self, room: int) -> bool:
        """Whether the end stands beside the title alone and the detail has all the width."""
        short = self.row.amount is not None and room < px(SALE_ROOM)
        return self.row.points is not None or short

    def detail_lines(self, room: int) -> tuple[str, ...]:
        """A line of points says why it is there, in full; a sale names goods, as many as fit."""
        row = self.row
        if not row.detail:
            return ()
        width = room + self.right_width() if self.end_above(room) else room
        most = 3 if row.points is not None else 1 if row.amount is not None else 2
        return broken(row.detail, width, 14, 400, most=most)


class TimelineDelegate(RowDelegate):
    """Day, disc, words and what it came to; words may take a third line."""

    def __init__(self) -> None:
        super().__init__(ROW)
        self.width = 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Higher by a line where the words need it."""
        return QSize(100, self.row_height(cast("Event", index.data(RECORD)), self.width))

    def row_height(self, event: Event, width: int) -> int:
        """How high a row must be in a width."""
        room = self._room(event, QRect(0, 0, width, 0)).width()
        lines = len(event.title_lines(room)) + len(event.detail_lines(room))
        return self.height() + max(lines - 2, 0) * px(LINE)

    def _room(self, event: Event, rect: QRect) -> QRect:
        left = rect.left() + 16 + px(DAY) + DISC + 10
        right = rect.right() - 14 - event.right_width()
        return QRect(left, rect.top(), max(right - left + 1, px(80)), rect.height())

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """Left to right."""
        del selected
        event = cast("Event", index.data(RECORD))
        area = rect.adjusted(0, 0, 0, -1)
        room = self._room(event, area)
        title, detail = event.title_lines(room.width()), event.detail_lines(room.width())
        height = (len(title) + len(detail)) * px(LINE)
        top = area.top() + (area.height() - height) // 2
        first = QRect(room.left(), top, room.width(), px(LINE))
        usual = self.height() - 1
        self._paint_day(pen, QRect(area.left() + 16, area.top(), px(DAY), usual), event)
        disc = QRect(room.left() - DISC - 10, area.top() + (usual - DISC) // 2, DISC, DISC)
        pen.disc(disc, event.icon, event.tone)
        for line in title:
            pen.text(first, line, 15, 600)
            first.translate(0, px(LINE))
        if event.end_above(room.width()):
            first.setRight(area.right() - 14)
        for line in detail:
            pen.text(first, line, 14, 400, "ink2")
            first.translate(0, px(LINE))
        if event.end_above(room.width()):
            height = px(LINE)
        end = QRect(room.left(), top, area.right() - 14 - room.left() + 1, height)
        self._paint_end(pen, end, event)

    def _paint_day(self, pen: Painter, area: QRect, event: Event) -> None:
        if event.year:
            line = px(18)
            area = QRect(area.left(), area.top() + area.height() // 2 - line, area.width(), line)
            pen.number(area.translated(0, line), event.year, 13, 400, "ink3")
        pen.number(area, short_day_text(event.row.day), 13, 500, "ink2")

    def _paint_end(self, pen: Painter, area: QRect, event: Event) -> None:
        row = event.row
        if row.amount is not None:
            pen.money(area, row.amount, 15)
        elif row.points is not None:
            pen.number(area, wording.points_change(row.points), 15, 600, "gold", align=RIGHT)
        elif row.label:
            pen.chip(area, row.label, Tone.PLAIN, align=RIGHT)


class Timeline(ListView):
    """The rows; asks for older ones when the end comes near.

    Signals: `older_wanted()`.
    """

    older_wanted = Signal()

    def __init__(self) -> None:
        self._events: Rows[Event] = Rows(_spoken)
        self._painter = TimelineDelegate()
        super().__init__(self._events, self._painter, _("Dòng thời gian"))
        self._events.setParent(self)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._scrolled)

    def show_rows(self, rows: Sequence[TimelineRow], today: date) -> None:
        """Other rows, or more of them; the chosen one stays chosen."""
        chosen = self.choice()
        self._events.set_rows([_event(row, today) for row in rows])
        place = rows.index(chosen) if chosen in rows else -1
        if place != self.current_row():
            self.select(place)

    def rows(self) -> tuple[Event, ...]:
        """What is loaded."""
        return self._events.rows()

    def choice(self) -> TimelineRow | None:
        """The chosen row."""
        place = self.current_row()
        return self._events.row(place).row if place >= 0 else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere in another width; Qt itself only looks at the height."""
        width = self.viewport().width()
        changed, self._painter.width = width != self._painter.width, width
        super().resizeEvent(event)
        if changed:
            self.scheduleDelayedItemsLayout()

    def _scrolled(self, *_place: int) -> None:
        bar = self.verticalScrollBar()
        if self.rows() and bar.maximum() - bar.value() < NEAR_THE_END:
            self.older_wanted.emit()


class TimelineCard(Card):
    """Title, filters and rows."""

    def __init__(self) -> None:
        super().__init__(margins=(1, 0, 1, 1), gap=0)
        head = QHBoxLayout()
        plain_layout(head, (14, 9, 13, 9), 8)
        self._title = Label(_("Dòng thời gian"), 16, 600, elide=True)
        self.filters = FilterRow(height=28)
        head.addWidget(self._title, 1)
        head.addWidget(self.filters)
        self.rows = Timeline()
        self.empty = EmptyState("history", "")
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self.rows)
        self._middle.addWidget(self.empty)
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the room is short the filters matter more than the title."""
        super().resizeEvent(event)
        needed = text_width(self._title.text(), 16, 600) + self.filters.sizeHint().width() + 40
        self._title.setVisible(self.width() >= needed)

    def show_rows(self, rows: Sequence[TimelineRow], today: date) -> None:
        """Other rows, or that there are none."""
        self.rows.show_rows(rows, today)
        self._middle.setCurrentIndex(0 if rows else 1)
        if not rows:
            every = self.filters.value() in (None, ())
            self.empty.say(_("Chưa có gì với khách này.") if every else _("Chưa có dòng nào."))


def _event(row: TimelineRow, today: date) -> Event:
    return Event(row, "" if row.day.year == today.year else str(row.day.year))


def _spoken(event: Event) -> str:
    row = event.row
    end = row.label
    if row.amount is not None:
        end = str(row.amount)
    elif row.points is not None:
        end = wording.points_change(row.points)
    return ". ".join(part for part in (event.day, row.title, row.detail, end) if part)
