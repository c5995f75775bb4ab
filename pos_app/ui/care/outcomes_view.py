"""What came of a task, as buttons: Alt+1…7 as drawn, the rare ones under "Khác"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QStackedWidget, QWidget

from pos_app.basics.i18n import _
from pos_app.care.outcomes import Outcome
from pos_app.ui.widgets.buttons import Button, ConfirmButton

if TYPE_CHECKING:
    from pos_app.care.views import Button as Answer

ACROSS: Final = 3
HEIGHT: Final = 46
LOW: Final = 40
"""Where the room is short."""
GAP: Final = 6
SLACK: Final = 7
"""Pixels that words set at the left edge leave over in a button."""
ROOM: Final = 552
"""Pixels between the page's edges, a scroll bar taken off."""
OTHER_KEY: Final = "Alt+0"


class GraveButton(ConfirmButton):
    """An outcome that no later call takes back: pressed twice.

    Signals: `calmed()` the first press was forgotten, or the second one came.
    """

    calmed = Signal()

    def __init__(self, words: str, again: str, key: str = "") -> None:
        super().__init__(words, again, height=HEIGHT)
        self._key, self._align = key, "left"

    def calm_down(self) -> None:
        """Forgets the first press."""
        super().calm_down()
        self.calmed.emit()


class OtherButton(QStackedWidget):
    """The button "Khác": a menu of rare outcomes; a grave one then asks in its place.

    Signals: `chosen(object)` an `Outcome`.
    """

    chosen = Signal(object)

    def __init__(self, answers: Sequence[Answer], key: str) -> None:
        super().__init__()
        self._opener = Button(_("Khác"), key=key, height=HEIGHT, align="left")
        self._opener.clicked.connect(self.offer)
        self.addWidget(self._opener)
        self.setFocusProxy(self._opener)
        self.menu = QMenu(self)
        for answer in answers:
            self.menu.addAction(answer.label.replace("&", "&&"), partial(self._take, answer))
        self._grave: GraveButton | None = None

    def set_height(self, height: int) -> None:
        """Another height for the button and for what asks in its place."""
        for button in (self, self._opener, self._grave):
            if button is not None:
                button.setFixedHeight(height)

    def offer(self) -> None:
        """Opens the menu with its first outcome ready for Enter; asks on when one is grave."""
        if self._grave is not None:
            self._grave.click()
            return
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def asking(self) -> bool:
        """True while a grave outcome waits for its second press."""
        return self._grave is not None

    def calm_down(self) -> None:
        """Forgets a grave outcome that was asked for once."""
        if self._grave is not None:
            self._grave.calm_down()

    def _take(self, answer: Answer) -> None:
        if not answer.grave:
            self.chosen.emit(answer.outcome)
            return
        self._grave = GraveButton(
            answer.label, _("Bấm nữa: {outcome}").format(outcome=answer.label)
        )
        self._grave.setFixedHeight(self._opener.minimumHeight())
        self._grave.confirmed.connect(partial(self.chosen.emit, answer.outcome))
        self._grave.calmed.connect(self._back)
        self.setCurrentIndex(self.addWidget(self._grave))
        self._grave.click()

    def _back(self) -> None:
        grave, self._grave = self._grave, None
        if grave is not None:
            self.removeWidget(grave)
            grave.hide()
            grave.deleteLater()


class OutcomeGrid(QWidget):
    """The outcomes of one task.

    Signals: `chosen(object)` an `Outcome`; grave ones only after their second press.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._answers: tuple[Answer, ...] = ()
        self._rows = 0
        self._low = False
        self.buttons: dict[int, QPushButton] = {}
        """By the number of the Alt key."""
        self.other: OtherButton | None = None

    def offer(self, answers: Sequence[Answer]) -> None:
        """Other outcomes; the same ones only forget a first press."""
        if tuple(answers) == self._answers:
            self.calm_down()
            return
        self._answers = tuple(answers)
        widgets = self._make(keys=True)
        across = _across([widget.minimumWidth() for widget in widgets], ROOM)
        if across < ACROSS:
            widgets = self._make(keys=False)
            across = _across([widget.minimumWidth() for widget in widgets], ROOM)
        self._lay_out(widgets, across)

    def lie_low(self, *, on: bool) -> None:
        """Lower buttons where the words above need the room."""
        self._low = on
        height = LOW if on else HEIGHT
        for button in self.buttons.values():
            button.setFixedHeight(height)
        if self.other is not None:
            self.other.set_height(height)

    def saving(self) -> int:
        """Pixels that lower buttons give away."""
        return self._rows * (HEIGHT - LOW)

    def press(self, key: int) -> None:
        """Alt and a number; nothing where that outcome is not offered."""
        if key in self.buttons:
            self.buttons[key].click()

    def asking(self) -> bool:
        """True while a grave outcome waits for its second press."""
        graves = (button for button in self.buttons.values() if isinstance(button, GraveButton))
        rare = self.other is not None and (self.other.asking() or self.other.menu.isVisible())
        return rare or any(button.asking() for button in graves)

    def calm_down(self) -> None:
        """Forgets first presses of grave outcomes."""
        for button in self.buttons.values():
            if isinstance(button, GraveButton):
                button.calm_down()
        if self.other is not None:
            self.other.calm_down()

    def _make(self, *, keys: bool) -> list[QWidget]:
        """The buttons, without their keys where long words leave them no room."""
        self._clear()
        for answer in self._answers:
            if answer.key:
                self.buttons[answer.key] = self._button(answer, f"Alt+{answer.key}" if keys else "")
        widgets: list[QWidget] = list(self.buttons.values())
        rare = [answer for answer in self._answers if not answer.key]
        if rare:
            self.other = OtherButton(rare, OTHER_KEY if keys else "")
            self.other.chosen.connect(self.chosen)
            widgets.append(self.other)
        for widget in widgets:
            widget.setMinimumWidth(widget.sizeHint().width() - SLACK)
        return widgets

    def _button(self, answer: Answer, key: str) -> QPushButton:
        tell = partial(self._tell, answer.outcome)
        if answer.grave:
            grave = GraveButton(answer.label, _("Bấm lần nữa"), key)
            grave.confirmed.connect(tell)
            return grave
        button = Button(answer.label, key=key, height=HEIGHT, align="left")
        button.clicked.connect(tell)
        return button

    def _tell(self, outcome: Outcome, *_checked: object) -> None:
        self.chosen.emit(outcome)

    def _lay_out(self, widgets: Sequence[QWidget], across: int) -> None:
        self._rows = -(-len(widgets) // across)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for place, widget in enumerate(widgets):
            self._grid.addWidget(widget, place // across, place % across)
            widget.show()
        self.lie_low(on=self._low)

    def _clear(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        for widget in (*self.buttons.values(), self.other):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        self.other = None


def _across(widths: Sequence[int], room: int) -> int:
    """How many buttons fit beside each other: three as drawn, fewer where words are long."""
    for across in range(ACROSS, 1, -1):
        columns = [max(widths[start::across], default=0) for start in range(across)]
        if sum(columns) + GAP * (across - 1) <= room:
            return across
    return 1
