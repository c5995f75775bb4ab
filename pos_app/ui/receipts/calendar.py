"""A month to choose a day from, in the house's own look; days to come cannot be chosen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.basics.clock import day_text, months_before, weekday_text
from pos_app.basics.i18n import _
from pos_app.ui.theme import Ink, colour
from pos_app.ui.widgets.buttons import IconButton
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import CENTRE, Painter, painting
from pos_app.ui.widgets.surfaces import Card, plain_layout

CELL: Final = 44
"""A finger's width."""
WEEK: Final = 7
HEAD: Final = 28
MOST_WEEKS: Final = 6
EARLIEST: Final = date(1970, 1, 1)
"""Older papers no system brought along."""

_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}
_MONTHS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_TAKE: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def weeks_of(month: date) -> list[list[date]]:
    """The weeks, Monday first, in which a month lies."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    following = months_before(first, -1)
    weeks = []
    while monday < following:
        weeks.append([monday + timedelta(days=step) for step in range(WEEK)])
        monday += timedelta(days=WEEK)
    return weeks


class MonthGrid(QWidget):
    """The days of a month; arrows, PgUp and PgDn move, Enter or a touch takes.

    Signals:
        taken(object): a date was chosen.
        moved(): another day is marked, maybe in another month.
        left(): Esc, or the focus went elsewhere.
    """

    taken = Signal(object)
    moved = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day = self._today = date(2000, 1, 1)
        self.setFixedSize(self.sizeHint())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def day(self) -> date:
        """The day that is marked."""
        return self._day

    def mark(self, day: date, today: date) -> None:
        """Marks a day, or today instead of a day to come."""
        self._day, self._today = max(EARLIEST, min(day, today)), today
        self.setAccessibleName(f"{weekday_text(self._day)} {day_text(self._day)}")
        self.update()
        self.moved.emit()

    def turn(self, months: int) -> None:
        """Goes on by months, or back by negative ones."""
        self.mark(months_before(self._day, -months), self._today)

    def last_month(self) -> bool:
        """True when what follows has not come yet."""
        return months_before(self._day, -1).replace(day=1) > self._today

    def sizeHint(self) -> QSize:
        """Room for six weeks."""
        return QSize(WEEK * CELL, HEAD + MOST_WEEKS * CELL)

    def cell(self, day: date) -> QRect:
        """Where a day stands in the month shown."""
        weeks = weeks_of(self._day)
        row = (day - weeks[0][0]).days // WEEK
        return QRect(day.weekday() * CELL, HEAD + row * CELL, CELL, CELL)

    def _at(self, spot: QPoint) -> date | None:
        row, column = (spot.y() - HEAD) // CELL, spot.x() // CELL
        weeks = weeks_of(self._day)
        if not (0 <= row < len(weeks) and 0 <= column < WEEK):
            return None
        day = weeks[row][column]
        return day if day <= self._today and day.month == self._day.month else None

    def event(self, event: QEvent) -> bool:
        """Its keys are not the page's while it has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = (*_STEPS, *_MONTHS, *_TAKE, Qt.Key.Key_Escape)
            if event.key() in own:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through months as well."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.mark(self._day + timedelta(days=_STEPS[key]), self._today)
        elif key in _MONTHS:
            self.turn(_MONTHS[key])
        elif key in _TAKE:
            self.taken.emit(self._day)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touched day is taken."""
        day = self._at(event.position().toPoint())
        if day is not None:
            self.taken.emit(day)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Looking elsewhere closes it; another program in front does not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of weekdays, days, today in jade, the marked day filled."""
        names = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
        with painting(self) as pen:
            for column, name in enumerate(names):
                area = QRect(column * CELL, 0, CELL, HEAD)
                pen.text(area, name, 13, 500, "ink3", align=CENTRE)
            for week in weeks_of(self._day):
                for day in week:
                    if day.month == self._day.month:
                        self._paint_day(pen, day)

    def _paint_day(self, pen: Painter, day: date) -> None:
        area = self.cell(day)
        ink: Ink = "disabled" if day > self._today else "ink"
        if day == self._day:
            pen.box(area.adjusted(2, 2, -2, -2), colour("jade"), None, 8)
            ink = "on"
        elif day == self._today:
            pen.box(area.adjusted(2, 2, -2, -2), colour("jade_bg"), colour("jade_line"), 8)
            ink = "jade"
        pen.number(area, str(day.day), 15, 600 if day <= self._today else 500, ink, align=CENTRE)


class Calendar(Card):
    """Stands over its parent until a day is taken, Esc, or the focus goes elsewhere.

    Signals:
        chosen(object): the date.
        closed(): it is gone, with or without a choice.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(margins=(12, 8, 12, 12), gap=4)
        self.setParent(parent)
        self.before = IconButton("arrow-left", _("Tháng trước"))
        self.after = IconButton("arrow-right", _("Tháng sau"))
        self.month = Label("", 16, 600, align=CENTRE)
        self.grid = MonthGrid()
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 4)
        row.addWidget(self.before)
        row.addWidget(self.month, 1)
        row.addWidget(self.after)
        self.body.addLayout(row)
        self.body.addWidget(self.grid)
        for button, months in ((self.before, -1), (self.after, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._turn, months))
        self.grid.moved.connect(self._name)
        self.grid.taken.connect(self._take)
        self.grid.left.connect(self.close_calendar)
        self.hide()

    def open(self, day: date, today: date, corner: QPoint) -> None:
        """Shows the month of `day`; `corner` of the parent is where its upper right corner goes."""
        self.grid.mark(day, today)
        self.adjustSize()
        self.move(corner.x() - self.width(), corner.y())
        self.show()
        self.raise_()
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_calendar(self) -> None:
        """Without a choice."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _turn(self, months: int, *_checked: object) -> None:
        self.grid.turn(months)

    def _name(self) -> None:
        day = self.grid.day()
        self.month.setText(_("Tháng {month}/{year}").format(month=day.month, year=day.year))
        self.after.setEnabled(not self.grid.last_month())

    def _take(self, day: date) -> None:
        self.close_calendar()
        self.chosen.emit(day)
