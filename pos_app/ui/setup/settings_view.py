"""The settings' layout: groups in two columns, the account as customers see it at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from pos_app.ui.setup.choices import PaperSwitches, ScreenSwitches
from pos_app.ui.setup.forms import AccountForm, ShopForm
from pos_app.ui.setup.preview import AccountPreview
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.surfaces import Panel, plain_layout

GAP: Final = 12
NARROWEST: Final = 376
"""What a group of switches needs."""


class SettingsView(QWidget):
    """Layout only; its parts are public, what they do is in SettingsPage."""

    def __init__(self) -> None:
        super().__init__()
        self.shop, self.account = ShopForm(), AccountForm(self)
        self.looks, self.paper = ScreenSwitches(), PaperSwitches()
        self.preview = AccountPreview()
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        row.addWidget(self._groups(), 1)
        row.addWidget(self.preview)

    def _groups(self) -> QScrollArea:
        groups = Panel("bg", margins=(16, 16, 16, 16), gap=GAP)
        groups.body.addWidget(self.banner)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._arrange(2)
        groups.body.addLayout(self._grid)
        groups.body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(groups)
        return area

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for place, card in enumerate((self.shop, self.account, self.looks, self.paper)):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _fit(self) -> None:
        """Two columns where both have room for their words."""
        room = self.width() - (0 if self.preview.isHidden() else self.preview.width())
        columns = 2 if room >= 2 * px(NARROWEST) + 3 * GAP else 1
        if columns != self._columns:
            self._arrange(columns)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Another width, perhaps another number of columns."""
        self._fit()

    def show_parts(self, *, counter: bool, owner: bool) -> None:
        """What may be set: without a shop only the screen, its facts by whoever has the right."""
        self.paper.setVisible(counter)
        for part in (self.shop, self.account, self.preview):
            part.setVisible(owner)
        self._fit()

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the groups; "" takes it away."""
        self.banner.label.setText(sentence)
        self.banner.setVisible(bool(sentence))
