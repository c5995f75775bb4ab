"""The right column of a file: figures, favourites, what to do next, what to remember."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.basics.clock import near_day_text, shop_day
from pos_app.basics.i18n import _, ngettext
from pos_app.loyalty.points import count
from pos_app.ui.care import looks
from pos_app.ui.customers.two_lines_view import TwoLineText, broken
from pos_app.ui.theme import colour, px
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, MoneyLabel, NumberLabel, SectionTitle
from pos_app.ui.widgets.paint import LEFT, RIGHT, painting, text_width
from pos_app.ui.widgets.surfaces import Card, Divider, IconView, plain_layout

if TYPE_CHECKING:
    from pos_app.care.views import TaskRow
    from pos_app.customers.directory import Note
    from pos_app.insight.portrait import CustomerPortrait, Favourite

MARGINS: Final = (14, 12, 14, 12)
LONGEST_NOTE: Final = 500
FAVOURITE: Final = 23
LINE: Final = 18
BAR: Final = 12
BAR_GAP: Final = 10
SHORTEST_BAR: Final = 72
"""What is left for the longest bar beside the longest name."""
NUMBER: Final = 34
MOST_TASKS: Final = 3
MOST_NOTES: Final = 2


class StatsCard(Card):
    """How often, and how much each time."""

    def __init__(self) -> None:
        super().__init__(margins=(0, 0, 0, 0), gap=0, across=True)
        self.times = NumberLabel("", 17, 600)
        self.average = MoneyLabel(None, 17, 600, align=LEFT)
        self.body.addWidget(_cell(_("Số lần mua"), self.times), 1)
        self.body.addWidget(_Upright())
        self.body.addWidget(_cell(_("Trung bình"), self.average), 1)

    def show_figures(self, portrait: CustomerPortrait) -> None:
        """Other figures; nothing bought has no average."""
        self.times.setText(count(portrait.purchases))
        self.average.set_amount(portrait.average)


class _Upright(QWidget):
    """A separator one pixel wide."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            pen.painter.fillRect(self.rect(), colour("line"))


def _cell(title: str, figure: QWidget) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    plain_layout(column, (12, 9, 8, 9), 4)
    column.addWidget(Label(title, 13, 400, "ink2", elide=True))
    column.addWidget(figure)
    return cell


class FavouriteBars(QWidget):
    """Goods by how often they were taken; the longest bar is the most often one.

    Names stand whole: the bars begin behind the longest one, and a name that would leave them no
    room takes a second line.
    """

    def __init__(self) -> None:
        super().__init__()
        self._favourites: tuple[Favourite, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_favourites(self, favourites: Sequence[Favourite]) -> None:
        """Other goods."""
        self._favourites = tuple(favourites)
        said = (f"{each.name}: {each.times}" for each in self._favourites)
        self.setAccessibleName(", ".join(said))
        self.updateGeometry()
        self.update()

    def name_room(self, width: int) -> int:
        """How wide names may be in `width` pixels: the longest one, if a bar still fits."""
        longest = max((text_width(each.name, 14, 400) for each in self._favourites), default=0)
        return min(longest, width - px(NUMBER) - px(SHORTEST_BAR) - BAR_GAP)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """A line for each, or two."""
        room = self.name_room(width)
        return sum(self._row_height(self._lines(each, room)) for each in self._favourites)

    def sizeHint(self) -> QSize:
        """As high as it is in its width."""
        return QSize(px(240), self.heightForWidth(max(self.width(), px(240))))

    def minimumSizeHint(self) -> QSize:
        """Names may take two lines."""
        return QSize(px(200), self.heightForWidth(max(self.width(), px(200))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _lines(self, favourite: Favourite, room: int) -> tuple[str, ...]:
        name = favourite.name
        return (name,) if text_width(name, 14, 400) <= room else broken(name, room, 14, 400, most=2)

    def _row_height(self, lines: Sequence[str]) -> int:
        return px(FAVOURITE) + (len(lines) - 1) * px(LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, bar, number."""
        most = max((each.times for each in self._favourites), default=1)
        room = self.name_room(self.width())
        start = room + BAR_GAP
        longest = self.width() - start - px(NUMBER)
        top = 0
        with painting(self) as pen:
            for each in self._favourites:
                lines = self._lines(each, room)
                row = QRect(0, top, self.width(), self._row_height(lines))
                pitch = row.height() if len(lines) == 1 else px(LINE)
                words = QRect(0, top + (row.height() - pitch * len(lines)) // 2, room, pitch)
                for line in lines:
                    pen.text(words, line, 14)
                    words.translate(0, pitch)
                middle = row.top() + (row.height() - BAR) // 2
                bar = QRect(start, middle, longest * each.times // most, BAR)
                pen.box(bar, colour("jade_line"), None, 3)
                pen.number(row, str(each.times), 14, 600, align=RIGHT)
                top += row.height()


class FavouritesCard(Card):
    """What is taken most often."""

    def __init__(self) -> None:
        super().__init__(margins=MARGINS, gap=8)
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 0), 8)
        self.over = Label("", 13, 400, "ink2", elide=True, align=RIGHT)
        head.addWidget(SectionTitle(_("Hay mua nhất")))
        head.addWidget(self.over, 1)
        self.bars = FavouriteBars()
        self.body.addLayout(head)
        self.body.addWidget(self.bars)

    def show_favourites(self, portrait: CustomerPortrait) -> None:
        """Other goods; absent before the first purchase."""
        self.setVisible(bool(portrait.favourites))
        over = ngettext(
            "số lần, trong {count} lần mua", "số lần, trong {count} lần mua", portrait.looked_at
        )
        self.over.setText(over.format(count=portrait.looked_at))
        self.bars.show_favourites(portrait.favourites)


class NextCard(Card):
    """Care that waits for this customer.

    Signals: `opened(int)` a task's id.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(margins=MARGINS, gap=8)
        self.body.addWidget(SectionTitle(_("Nên làm tiếp")))
        self._rows = QVBoxLayout()
        plain_layout(self._rows, (0, 0, 0, 0), 4)
        self.body.addLayout(self._rows)
        self.buttons: list[Button] = []

    def show_tasks(self, tasks: Sequence[TaskRow]) -> None:
        """Other work; with none the card is absent."""
        _empty(self._rows)
        self.buttons = []
        self.setVisible(bool(tasks))
        for task in tasks[:MOST_TASKS]:
            self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(task))

    def _row(self, task: TaskRow) -> QWidget:
        row = QWidget()
        line, words = QHBoxLayout(row), QVBoxLayout()
        plain_layout(line, (0, 3, 0, 3), 10)
        plain_layout(words, (0, 0, 0, 0), 1)
        words.addWidget(Label(task.detail, 14, 600, elide=True))
        words.addWidget(Label(task.due.text, 14, 400, "red" if task.due.late else "ink2"))
        button = Button(_("Mở việc"), height=40)
        button.clicked.connect(partial(self._open, task.id))
        self.buttons.append(button)
        line.addWidget(IconView(looks.icon_of(task.rule), looks.tone_of(task.rule)))
        line.addLayout(words, 1)
        line.addWidget(button)
        return row

    def _open(self, task_id: int, *_checked: object) -> None:
        self.opened.emit(task_id)


class NotesCard(Card):
    """What is worth remembering, and a box for more."""

    def __init__(self) -> None:
        super().__init__(margins=MARGINS, gap=8)
        self.body.addWidget(SectionTitle(_("Ghi nhớ về khách")))
        self._notes = QVBoxLayout()
        plain_layout(self._notes, (0, 0, 0, 0), 6)
        self.body.addLayout(self._notes)
        self.box = TextInput(_("Thêm ghi chú ngắn…"), key="F7", height=40)
        self.box.edit.setMaxLength(LONGEST_NOTE)
        self.field = Field("", self.box)
        self.body.addWidget(self.field)

    def show_notes(self, notes: Sequence[Note], today: date) -> None:
        """The newest ones, with who wrote them and when; the timeline has them all."""
        _empty(self._notes)
        for note in notes:
            words = TwoLineText()
            words.setText(note.text)
            self._notes.addWidget(words)
            told = _("{staff}, {day}").format(
                staff=note.staff, day=near_day_text(shop_day(note.at), today)
            )
            self._notes.addWidget(Label(told, 13, 400, "ink2"))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
