"""Boxes of the goods editor: codes of a package, a choice, amounts that stand in a line of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pos_app.goods.limits import HIGHEST_PRICE
from pos_app.ui.theme import colour, px, tokens
from pos_app.ui.theme.current import qcolor
from pos_app.ui.widgets.amounts import MoneyEdit, QuantityEdit
from pos_app.ui.widgets.inputs import Box, Line
from pos_app.ui.widgets.menus import Menu
from pos_app.ui.widgets.paint import painting, text_width

HEIGHT: Final = 40
IN_LINE: Final = 30
LONGEST: Final = 400
LEAST: Final = 12


class CodesBox(Box):
    """The barcodes of a unit, parted by blanks.

    Signals: `changed()` on every edit by a person.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(Line(), height=HEIGHT, size=15, number=True)
        self.edit.setMaxLength(LONGEST)
        self.set_name(name)
        self.edit.textEdited.connect(self._tell)

    def _tell(self, _text: str) -> None:
        self.changed.emit()

    def _digit_size(self) -> int:
        """One code is always whole; several go on beyond the edge."""
        size, first = self._size, self.edit.text().split(" ", 1)[0]
        while size > LEAST and text_width(first, size, 600, number=True) > self.edit.width() - 8:
            size -= 1
        return size

    def codes(self) -> tuple[str, ...]:
        """What stands there, one by one."""
        return tuple(self.edit.text().split())

    def set_codes(self, codes: Sequence[str]) -> None:
        """Replaces what stands there, without `changed`."""
        self.edit.setText(" ".join(codes))
        self.edit.setCursorPosition(0)

    def take_scan(self, code: str) -> None:
        """A scanned code joins those that stand there."""
        if code not in self.codes():
            self.set_codes((*self.codes(), code))
            self.edit.setCursorPosition(len(self.edit.text()))
            self.flash()
            self.changed.emit()


def in_line(box: Box, size: int) -> None:
    """Makes a box look like text until the mouse or the keys are in it."""
    box.quiet = True
    box.setAttribute(Qt.WidgetAttribute.WA_Hover)
    box.row.setContentsMargins(4, 1, 0, 1)
    box.setFixedHeight(max(IN_LINE, px(size) + 12))


class InLineQuantity(QuantityEdit):
    """A quantity in a line of text."""

    def __init__(self, name: str) -> None:
        super().__init__(height=IN_LINE, size=15)
        in_line(self, 15)
        self.set_name(name)


class InLineMoney(MoneyEdit):
    """An amount in a line of text."""

    def __init__(self, name: str) -> None:
        super().__init__(height=IN_LINE, size=14, limit=HIGHEST_PRICE, name=name)
        in_line(self, 14)


class Picker(QAbstractButton):
    """One of a few: a box with its words, and a menu below it.

    Signals: `chosen(object)` with the value a person took.
    """

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._choices: tuple[tuple[object, str], ...] = ()
        self._value: object = None
        self._strips: dict[object, int] = {}
        self._more: tuple[str, Callable[[], object]] | None = None
        self._menu = Menu(name, self, self._fill)
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(max(HEIGHT, px(15) + 20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self._dress()

    def offer(
        self,
        choices: Sequence[tuple[object, str]],
        strips: Mapping[int, int] | None = None,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """What can be chosen, the colours of shelves, and an entry that does something else."""
        self._choices, self._strips, self._more = tuple(choices), dict((strips or {}).items()), more
        self._dress()

    def value(self) -> object:
        """What holds."""
        return self._value

    def set_value(self, value: object) -> None:
        """Another value, without `chosen`."""
        self._value = value
        self._dress()

    def open_menu(self) -> None:
        """The choices, below."""
        self._menu.open_below(self)

    def _fill(self, menu: Menu) -> None:
        menu.offer(self._choices, self._value, self._take)
        if self._more is not None:
            menu.addSeparator()
            menu.add(*self._more)

    def _take(self, value: object) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)

    def words(self) -> str:
        """The words of what holds."""
        return next((words for value, words in self._choices if value == self._value), "")

    def _dress(self) -> None:
        self.setAccessibleName(f"{self._name}: {self.words()}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ opens it; letters are a scanner's."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Space):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(text_width(self.words(), 15) + 60, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box with a strip, words and a chevron."""
        focus = self.hasFocus()
        with painting(self) as pen:
            fill = "sur" if self.isEnabled() else "sur2"
            edge = "jade" if focus else "line2" if self.isEnabled() else "line"
            pen.box(self.rect(), colour(fill), colour(edge), 8, 2 if focus else 1)
            left = 11
            if self._value in self._strips:
                strip = QRect(left, (self.height() - 20) // 2, 4, 20)
                pen.box(strip, qcolor(tokens().strips[self._strips[self._value]]), None, 2)
                left += 12
            room = QRect(left, 0, self.width() - left - 34, self.height() - 1)
            pen.text(room, self.words(), 15, 400, "ink" if self.isEnabled() else "disabled")
            pen.icon(QRect(self.width() - 30, 0, 20, self.height()), "chevron-down", "ink2", 18)
