"""Menus that their owner keeps: Qt crashes when one is deleted while it hides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class Menu(QMenu):
    """Made once with its owner, filled anew by `fill` each time it opens, never deleted alone."""

    def __init__(self, title: str, owner: QWidget, fill: Callable[[Menu], None]) -> None:
        super().__init__(title, owner)
        self._fill = fill

    def refill(self) -> Menu:
        """The choices there are now; gives itself back."""
        for group in self.findChildren(QActionGroup):
            group.deleteLater()
        self.clear()
        self._fill(self)
        return self

    def open_below(self, widget: QWidget) -> None:
        """Opens under the left corner of a widget."""
        self.refill().popup(widget.mapToGlobal(widget.rect().bottomLeft()))

    def open_above(self, widget: QWidget) -> None:
        """Opens over the left corner of a widget, for one at the foot of the window."""
        height = self.refill().sizeHint().height()
        self.popup(widget.mapToGlobal(QPoint(0, -height)))

    def add(self, words: str, chosen: Callable[[], object]) -> QAction:
        """A choice that does something; its words are shown as they are."""
        action = self.addAction(_plain(words))
        action.triggered.connect(partial(_call, chosen))
        return action

    def offer(
        self,
        choices: Sequence[tuple[object, str]],
        current: object,
        chosen: Callable[[object], None],
    ) -> None:
        """Choices of which one holds, by value and words."""
        group = QActionGroup(self)
        for value, words in choices:
            action = QAction(_plain(words), group, checkable=True, checked=value == current)
            action.setData(value)
            self.addAction(action)
        group.triggered.connect(lambda action: chosen(action.data()))


def _call(chosen: Callable[[], object], *_checked: object) -> None:
    chosen()


def _plain(words: str) -> str:
    """An ampersand would underline the letter behind it."""
    return words.replace("&", "&&")
