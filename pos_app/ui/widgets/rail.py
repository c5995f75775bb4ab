"""The rail at the left: the logo, the pages that exist, the settings at the bottom."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from pos_app.ui.theme.current import colour, px
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.paint import CENTRE, painting, text_width
from pos_app.ui.widgets.surfaces import Panel

WIDTH: Final = 72


class Logo(QWidget):
    """The KQ tile."""

    def __init__(self, width: int = 44, height: int = 40) -> None:
        super().__init__()
        self.setFixedSize(width, height)
        self.setAccessibleName("Khách Quen")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two letters on jade."""
        with painting(self) as pen:
            pen.box(self.rect(), colour("jade"), None, 10)
            pen.text(self.rect(), "KQ", 18, 700, "on", align=CENTRE)


class RailButton(QPushButton):
    """A page on the rail: icon over label, jade when it is in front, a badge for open work."""

    def __init__(self, label: str, icon: str) -> None:
        super().__init__(label)
        self._icon = icon
        self._count = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(60, px(14) + 46))

    def set_badge(self, count: int) -> None:
        """Open work; 0 shows nothing."""
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def badge(self) -> int:
        """Open work shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """64 by 60."""
        return QSize(64, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The state it is in."""
        on = self.isChecked()
        ink: Ink = "jade" if on else "ink2"
        with painting(self) as pen:
            if on or self.isDown():
                pen.box(self.rect(), colour("jade_bg"), None, 10)
            elif self.underMouse():
                pen.box(self.rect(), colour("sur2"), None, 10)
            if self.hasFocus():
                pen.box(self.rect(), None, colour("jade"), 10, 2)
            pen.icon(QRect(0, 10, self.width(), 22), self._icon, ink, 22)
            words = QRect(0, 33, self.width(), px(19))
            bold = on and text_width(self.text(), 12, 600) <= self.width()
            pen.text(words, self.text(), 12, 600 if bold else 500, ink, align=CENTRE)
            if self._count:
                pen.badge(QPoint(self.width() // 2 + 13, 14), self._count)


class Rail(Panel):
    """Signals: `chosen(str)` name of a page."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("sur", ("right",))
        self.setFixedWidth(max(WIDTH, px(WIDTH)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self.body.setContentsMargins(4, 8, 4, 8)
        self.body.addWidget(Logo(), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(10)
        self._pages = Panel("sur", gap=2)
        self.body.addWidget(self._pages)
        self.body.addStretch(1)
        self._foot = Panel("sur")
        self.body.addWidget(self._foot)

    def add(self, name: str, label: str, icon: str, *, foot: bool = False) -> None:
        """One more page, at the foot of the rail if it is always there."""
        button = RailButton(label, icon)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        (self._foot if foot else self._pages).body.addWidget(button)
        self._buttons[name] = button

    def show_pages(self, *, on: bool) -> None:
        """Without them only the foot of the rail is left."""
        self._pages.setVisible(on)

    def light(self, name: str) -> None:
        """Shows which page is in front."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def set_badge(self, name: str, count: int) -> None:
        """Open work of a page; a page that is not on the rail has none."""
        if name in self._buttons:
            self._buttons[name].set_badge(count)

    def button(self, name: str) -> RailButton:
        """The button of a page; KeyError when it is not on the rail."""
        return self._buttons[name]

    def names(self) -> tuple[str, ...]:
        """Pages on the rail, from the top."""
        return tuple(self._buttons)
