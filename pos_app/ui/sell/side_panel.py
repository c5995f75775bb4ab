"""The right column: who it is, or the tiles of a narrow window; sums and pay button below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.sell.side import GuestCard, SumRows
from pos_app.ui.sell.tiles import TilePanel
from pos_app.ui.theme import Tone, colour
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import painting
from pos_app.ui.widgets.surfaces import Card, Divider, IconView, Panel, plain_layout

EDGE = 13
"""A line of one pixel and the margin behind it."""


class Greeting(Card):
    """What may be said, in quotation marks."""

    def __init__(self) -> None:
        super().__init__(radius=8, margins=(13, 11, 12, 11), gap=8, across=True)
        self._words = Label("", 14, wrap=True)
        self.body.addWidget(IconView("message-circle", Tone.JADE))
        self.body.addWidget(self._words, 1)
        self.setMinimumHeight(44)
        self.hide()

    def say(self, words: str) -> None:
        """Other words, nothing for none."""
        self._words.setText(f"“{words}”" if words else "")
        self.setVisible(bool(words))

    def words(self) -> str:
        """What stands there."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as pen:
            pen.box(self.rect(), colour("sur2"), colour("line"), 8)


class SidePanel(Panel):
    """Sums and pay button stand at the bottom, whatever stands above them."""

    def __init__(self) -> None:
        super().__init__("sur", ("left",))
        self.guest, self.greeting, self.sums = GuestCard(), Greeting(), SumRows()
        self.add_guest = Button(_("Chọn khách"), key="F4", icon="user-search")
        self.exact = Button(_("Vừa đủ"), key="F8", icon="banknote")
        self.qr = Button(_("Mã QR"), key="F11", icon="qr-code")
        self.pay = Button(_("Thanh toán"), "primary", key="F9", height=64)
        for button in (self.add_guest, self.exact, self.qr, self.pay):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._upper = QStackedWidget()
        self._upper.addWidget(self._people())
        self._shelf = Panel("bg")
        self._shelf.body.addWidget(Divider())
        self._upper.addWidget(self._shelf)
        self.body.addWidget(self._upper, 1)
        self.body.addLayout(self._lower())

    def _people(self) -> QWidget:
        """Scrolls when large text in a low window leaves it too little room."""
        people = Panel("sur", ("left",), margins=(EDGE, 12, 12, 8), gap=10)
        for part in (self.guest, self.greeting, self.add_guest):
            people.body.addWidget(part)
        people.body.addStretch(1)
        room = QScrollArea()
        room.setWidget(people)
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return room

    def _lower(self) -> QVBoxLayout:
        lower = QVBoxLayout()
        plain_layout(lower, (EDGE, 0, 12, 12), 8)
        lower.addWidget(self.sums)
        pair = QHBoxLayout()
        plain_layout(pair, (0, 0, 0, 0), 8)
        pair.addWidget(self.exact, 1)
        pair.addWidget(self.qr, 1)
        lower.addLayout(pair)
        lower.addWidget(self.pay)
        return lower

    def take_tiles(self, tiles: TilePanel) -> None:
        """The window is narrow: the tiles live here until it is wide again."""
        self._shelf.body.insertWidget(0, tiles, 1)

    def show_tiles(self, *, on: bool) -> None:
        """The tiles in place of the customer, or the other way round."""
        self._upper.setCurrentIndex(int(on))

    def shows_tiles(self) -> bool:
        """True while the tiles stand above the sums."""
        return self._upper.currentIndex() == 1
