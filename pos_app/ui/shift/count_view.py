"""The nine banknotes: how many of each, typed or stepped, then fixed for ever."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import grouped
from pos_app.selling.drawer import MOST_NOTES, NOTES, worth
from pos_app.ui.theme import colour, px
from pos_app.ui.widgets.buttons import IconButton
from pos_app.ui.widgets.inputs import Box, Line
from pos_app.ui.widgets.labels import Label, MoneyLabel, NumberLabel, SectionTitle
from pos_app.ui.widgets.paint import painting
from pos_app.ui.widgets.surfaces import Card, Divider, plain_layout

CENTRE: Final = Qt.AlignmentFlag.AlignCenter
VALUE: Final = 130
STEPPER: Final = 140
THIRD: Final = 45
ROW: Final = 53
"""Of a note, without its line."""


class CountLine(Line):
    """A number of notes; ↑ ↓ and Enter go to the note before and after.

    Signals: moved(int).
    """

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(CENTRE)
        pattern = QRegularExpression(f"[0-9]{{0,{len(str(MOST_NOTES))}}}")
        self.setValidator(QRegularExpressionValidator(pattern, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rows are changed by the arrows and by Enter; everything else is typing."""
        match event.key():
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)


class CountBox(Box):
    """− 4 + around a number that can be typed.

    Signals: counted(int) on every change by a person; moved(int) to another note.
    """

    counted = Signal(int)

    def __init__(self, value: int) -> None:
        self.line = CountLine()
        super().__init__(self.line, height=40, size=17, number=True)
        self.setFixedWidth(max(STEPPER, px(50) + 2 * THIRD))
        plain_layout(self.row, (1, 1, 1, 1), 0)
        name = str(Money(value))
        self.set_name(_("Số tờ {note}").format(note=name))
        less = IconButton("minus", _("Bớt một tờ {note}").format(note=name), side=38, ink="ink")
        more = IconButton("plus", _("Thêm một tờ {note}").format(note=name), side=38, ink="ink")
        for button, by in ((less, -1), (more, 1)):
            button.setFixedSize(THIRD - 5, self.height() - 4)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
            button.clicked.connect(partial(self._step, by))
        self.row.insertWidget(0, less)
        self.row.addWidget(more)
        self.less, self.more = less, more
        self.line.textEdited.connect(self._edited)

    def count(self) -> int:
        """How many; an empty box is none."""
        return int(self.line.text() or 0)

    def set_count(self, count: int) -> None:
        """Another number, without `counted`; none is an empty box."""
        self.line.setText(str(count) if count else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and its two inner lines."""
        super().paintEvent(event)
        with painting(self) as pen:
            for x in (THIRD - 4, self.width() - THIRD + 3):
                pen.painter.fillRect(x, 2, 1, self.height() - 4, colour("line"))

    def _step(self, by: int, *_clicked: object) -> None:
        self.set_count(min(max(self.count() + by, 0), MOST_NOTES))
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        self.counted.emit(self.count())

    def _edited(self, _text: str) -> None:
        self.counted.emit(self.count())


class NoteRow(QWidget):
    """One banknote: its value, how many, what they come to."""

    def __init__(self, value: int) -> None:
        super().__init__()
        self.value = value
        self.box = CountBox(value)
        self.fixed = NumberLabel("", 17, 600, align=CENTRE)
        self.fixed.setFixedWidth(self.box.width())
        self.sum = MoneyLabel(ZERO, 16, 600)
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        note = MoneyLabel(Money(value), 16, 600, align=Qt.AlignmentFlag.AlignLeft)
        note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        note.setMinimumWidth(px(92))
        note.setMaximumWidth(max(VALUE, px(110)))
        for part in (note, self.box, self.fixed):
            row.addWidget(part)
        row.addWidget(self.sum, 1)
        self.setMinimumHeight(self.box.height() + 4)
        self.setMaximumHeight(max(ROW, self.box.height() + 8))
        self.fixed.hide()

    def show_count(self, count: int) -> None:
        """How many, in the box and in words."""
        if self.box.count() != count:
            self.box.set_count(count)
        self.fixed.setText(grouped(count))
        self.sum.set_amount(Money(self.value * count))

    def lock(self, *, locked: bool) -> None:
        """A number in place of the box."""
        self.box.setVisible(not locked)
        self.fixed.setVisible(locked)


class CountCard(Card):
    """The money in the drawer, note by note.

    Signals: counted(): a person changed a number.
    """

    counted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(17, 16, 16, 12), gap=0)
        self.setMaximumWidth(560)
        self.state = Label("", 13, 500, "ink2", align=Qt.AlignmentFlag.AlignRight)
        self.rows = [NoteRow(value) for value in NOTES]
        self.count = Label("", 16, 600)
        self.total = MoneyLabel(ZERO, 24, 600)
        self._add_head()
        for place, row in enumerate(self.rows):
            self.body.addWidget(Divider())
            self.body.addWidget(row, 100)
            row.box.counted.connect(partial(self._told, row))
            row.box.line.moved.connect(partial(self._move, place))
        self.body.addWidget(Divider(strong=True))
        self.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addWidget(self.total, 1)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.show_notes({})

    def _add_head(self) -> None:
        title = QHBoxLayout()
        title.addWidget(SectionTitle(_("Tiền trong ngăn kéo")))
        title.addWidget(self.state, 1)
        self.body.addLayout(title)
        self.body.addSpacing(10)
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 6), 0)
        note = Label(_("Mệnh giá"), 13, 600, "ink2")
        note.setFixedWidth(max(VALUE, px(110)))
        number = Label(_("Số tờ"), 13, 600, "ink2", align=CENTRE)
        number.setFixedWidth(self.rows[0].box.width())
        head.addWidget(note)
        head.addWidget(number)
        worth_of = Label(_("Thành tiền"), 13, 600, "ink2", align=Qt.AlignmentFlag.AlignRight)
        head.addWidget(worth_of, 1)
        self.body.addLayout(head)

    def notes(self) -> dict[int, int]:
        """How many of each value."""
        return {row.value: row.box.count() for row in self.rows}

    def amount(self) -> Money:
        """What was counted."""
        return worth(self.notes())

    def show_notes(self, notes: dict[int, int]) -> None:
        """Other numbers, without `counted`."""
        for row in self.rows:
            row.show_count(notes.get(row.value, 0))
        self._add_up()

    def lock(self, state: str, *, locked: bool) -> None:
        """Read-only, with what is said at the right of the title."""
        self.state.setText(state)
        for row in self.rows:
            row.lock(locked=locked)

    def start(self) -> None:
        """The first note is typed."""
        self.rows[0].box.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rows[0].box.line.selectAll()

    def _told(self, row: NoteRow, count: int) -> None:
        row.show_count(count)
        self._add_up()
        self.counted.emit()

    def _add_up(self) -> None:
        many = sum(self.notes().values())
        words = ngettext("Cộng · {count} tờ", "Cộng · {count} tờ", many)
        self.count.setText(words.format(count=grouped(many)))
        self.total.set_amount(self.amount())

    def _move(self, place: int, by: int) -> None:
        row = self.rows[min(max(place + by, 0), len(self.rows) - 1)]
        row.box.line.setFocus(Qt.FocusReason.TabFocusReason)
        row.box.line.selectAll()
