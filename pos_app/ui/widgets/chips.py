"""Chips: labels that name a state, and filters that choose one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from pos_app.ui.theme.current import colour, px
from pos_app.ui.theme.tokens import Ink, Tone
from pos_app.ui.widgets.paint import CENTRE, CHIP, LEFT, chip_width, painting, text_width
from pos_app.ui.widgets.surfaces import plain_layout

TOUCH: Final = 40
"""No finger finds less."""


class Chip(QLabel):
    """A tinted label 26 high: a word, a colour, an icon if it helps."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN, icon: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(text, tone, icon)

    def set_chip(self, text: str, tone: Tone, icon: str = "") -> None:
        """Another state."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return QSize(chip_width(self.text(), self._icon), max(CHIP, px(18) + 8))

    def minimumSizeHint(self) -> QSize:
        """A state is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chip."""
        with painting(self) as pen:
            pen.chip(self.rect(), self.text(), self._tone, icon=self._icon)


class FilterChip(QPushButton):
    """A round button 36 high, on = jade. A count of 0 hides it; `alarm` writes the count red.

    With `checkable=False` it is an action: a recent customer, a time to choose.
    """

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        checkable: bool = True,
        alarm: bool = False,
        height: int = 36,
    ) -> None:
        super().__init__(text)
        self._count = count
        self._alarm = alarm
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(height, px(18) + 10))
        self.setAccessibleName(text)
        if count is not None:
            self.setAccessibleDescription(str(count))
        if count == 0:
            self.hide()

    def set_count(self, count: int) -> None:
        """How many it holds; nobody is offered an empty filter."""
        self._count = count
        self.setVisible(count > 0)
        self.setAccessibleDescription(str(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Word and count."""
        width = text_width(self.text(), 14, 600) + 2 * 11
        if self._count:
            width += 6 + text_width(str(self._count), 14, 600, number=True)
        return QSize(max(width, TOUCH), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The state it is in."""
        on = self.isChecked()
        ink: Ink = "on" if on else "ink2" if self.isEnabled() else "disabled"
        fill = "jade" if on else "key" if self.isDown() else "sur2" if self.underMouse() else "sur"
        edge = "ink" if on and self.hasFocus() else "jade" if self.hasFocus() else "line2"
        with painting(self) as pen:
            border = colour(edge) if self.hasFocus() or not on else None
            pen.box(
                self.rect(), colour(fill), border, self.height() / 2, 2 if self.hasFocus() else 1
            )
            area = self.rect().adjusted(11, 0, -9, -1)
            if not self._count:
                pen.text(
                    self.rect().adjusted(8, 0, -8, -1), self.text(), 14, 500, ink, align=CENTRE
                )
                return
            weight = 600 if on else 500
            taken = pen.text(area, self.text(), 14, weight, ink)
            shown: Ink = "red" if self._alarm and not on else ink
            area.setLeft(area.left() + taken + 6)
            pen.number(area, str(self._count), 14, 600, shown, align=LEFT)


class FilterRow(QWidget):
    """Filters of which exactly one is on. Values are whatever the page filters by."""

    chosen = Signal(object)

    def __init__(self, gap: int = 6, *, height: int = 36) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        plain_layout(self._row, (0, 0, 0, 0), gap)
        self._row.addStretch(1)
        self._height = height
        self._group = QButtonGroup(self)
        self._values: list[object] = []
        self._chips: list[FilterChip] = []
        self._group.idClicked.connect(self._tell)

    def add(
        self, text: str, value: object, count: int | None = None, *, alarm: bool = False
    ) -> FilterChip:
        """One more filter; the first one added is on."""
        chip = FilterChip(text, count, alarm=alarm, height=self._height)
        self._group.addButton(chip, len(self._values))
        self._row.insertWidget(len(self._values), chip)
        chip.setChecked(not self._values)
        self._values.append(value)
        self._chips.append(chip)
        return chip

    def clear(self) -> None:
        """Takes all filters away."""
        for chip in self._chips:
            self._group.removeButton(chip)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._values.clear()
        self._chips.clear()

    def value(self) -> object:
        """The value of the filter that is on."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def choose(self, value: object) -> None:
        """Turns a filter on without telling; nothing happens for a value not offered."""
        if value in self._values:
            self._chips[self._values.index(value)].setChecked(True)

    def chips(self) -> tuple[FilterChip, ...]:
        """The filters in order."""
        return tuple(self._chips)

    def _tell(self, place: int) -> None:
        self.chosen.emit(self._values[place])
