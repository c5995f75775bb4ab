"""Putting a task off: the chips of "Để sau", and the moment a customer asks to be rung at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.care.moments import Moment
from pos_app.ui.theme import px
from pos_app.ui.widgets.chips import FilterChip
from pos_app.ui.widgets.inputs import TextInput
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.surfaces import plain_layout

if TYPE_CHECKING:
    from pos_app.care.views import LaterChoice

CHIP: Final = 36
GAP: Final = 8
BOX: Final = 160
ROOM: Final = 552
"""Pixels between the page's edges, a scroll bar taken off."""


class ChoiceChip(FilterChip):
    """A chip that does something: Enter and the blank choose it when it has the focus."""

    def __init__(self, text: str) -> None:
        super().__init__(text, checkable=False, height=CHIP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is as good as the blank."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Row(QWidget):
    """A word and chips behind it, made anew for each task; long chips stand below the word."""

    def __init__(self, title: str, box: QWidget | None = None) -> None:
        super().__init__()
        self.chips: list[ChoiceChip] = []
        self._box = box
        self._title = Label(title, 13, 500, "ink2")
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), GAP)
        for row in (self._upper, self._lower):
            plain_layout(row, (0, 0, 0, 0), GAP)
            column.addLayout(row)
        self._upper.addWidget(self._title)
        if box is None:
            self._upper.addStretch(1)
        else:
            self._upper.addWidget(box, 1)
        self._lower.addStretch(1)

    def _put(self, labels: Sequence[str]) -> list[ChoiceChip]:
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [ChoiceChip(label) for label in labels]
        row = self._upper if self._fits() else self._lower
        for place, chip in enumerate(self.chips):
            row.insertWidget(place + (row is self._upper), chip)
            chip.show()
        return self.chips

    def _fits(self) -> bool:
        """Whether word, chips and box stand in one line."""
        widths = [chip.sizeHint().width() + GAP for chip in self.chips]
        box = px(BOX) if self._box is not None else 0
        return self._title.sizeHint().width() + sum(widths) + GAP + box <= ROOM

    def focus_next(self) -> None:
        """The first chip, then the next one, round and round."""
        if not self.chips:
            return
        focused = next((p for p, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        chip = self.chips[(focused + 1) % len(self.chips)]
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)


class LaterRow(_Row):
    """Signals: `chosen(object)` a `LaterChoice`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Để sau"))

    def offer(self, offered: Sequence[LaterChoice]) -> None:
        """Other moments; with none it is hidden."""
        chips = self._put([choice.label for choice in offered])
        for chip, choice in zip(chips, offered, strict=True):
            chip.clicked.connect(partial(self._tell, choice))
        self.setVisible(bool(offered))

    def _tell(self, choice: LaterChoice, *_checked: object) -> None:
        self.chosen.emit(choice)


class CallBackRow(_Row):
    """When to ring again: chips, or a moment typed.

    Signals: `chosen(object)` an aware datetime; `typed(str)` what stands in the box on Enter.
    """

    chosen = Signal(object)
    typed = Signal(str)

    def __init__(self) -> None:
        self.box = TextInput(_("17:30 hoặc 9:00 23/11"), height=40, size=14)
        self.box.edit.setMaxLength(24)
        self.box.set_name(_("Giờ gọi lại"))
        super().__init__(_("Gọi lại lúc"), self.box)
        self.box.submitted.connect(self.typed)

    def offer(self, offered: Sequence[Moment]) -> None:
        """Moments from now on; the box is empty and has the focus."""
        chips = self._put([moment.label for moment in offered])
        for chip, moment in zip(chips, offered, strict=True):
            chip.clicked.connect(partial(self._tell, moment))
        self.box.clear()
        self.box.set_error(False)

    def _tell(self, moment: Moment, *_checked: object) -> None:
        self.chosen.emit(moment.at)


class LaterBar(QWidget):
    """One of the two rows, and below it what is wrong with a typed moment."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 4)
        self.later, self.call_back = LaterRow(), CallBackRow()
        self.wrong = Label("", 13, 400, "red", wrap=True)
        for part in (self.later, self.call_back, self.wrong):
            column.addWidget(part)
        self.call_back.hide()
        self.wrong.hide()

    @property
    def asking(self) -> bool:
        """True while the moment of a call back is asked for."""
        return not self.call_back.isHidden()

    def focus_next(self) -> None:
        """The next chip of the row in sight."""
        (self.call_back if self.asking else self.later).focus_next()

    def ask(self, offered: Sequence[Moment]) -> None:
        """Asks when to call back, in place of the chips of "Để sau"."""
        self.call_back.offer(offered)
        self.later.hide()
        self.call_back.show()
        self.refuse("")
        self.call_back.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_question(self) -> None:
        """The chips of "Để sau" again."""
        self.call_back.hide()
        self.later.setVisible(bool(self.later.chips))
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """What is wrong with the moment; what was typed stays."""
        self.call_back.box.set_error(bool(sentence))
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
