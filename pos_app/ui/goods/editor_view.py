"""The editor of one good: cards that scroll, and what can be done with them below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.goods.cards_view import NameCard, PricesCard, StockCard
from pos_app.ui.goods.details_view import DetailsCard
from pos_app.ui.goods.units_view import UnitsCard
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.buttons import Button, ConfirmButton
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.surfaces import Panel, plain_layout

WIDTH: Final = 640
EDGE: Final = 14
GAP: Final = 10
BUTTON: Final = 50


class EditorView(Panel):
    """Layout only."""

    def __init__(self) -> None:
        super().__init__("bg", ("left",), margins=(0, 0, 0, 0))
        self.setFixedWidth((WIDTH + px(WIDTH)) // 2)
        self.name, self.units = NameCard(), UnitsCard()
        self.stock, self.prices = StockCard(), PricesCard()
        self.details = DetailsCard()
        self.banner = Banner("", Tone.GOLD)
        self.banner.hide()
        self.cards = Panel("bg", margins=(EDGE - 1, 12, 2, 12), gap=GAP)
        pair = QWidget()
        row = QHBoxLayout(pair)
        plain_layout(row, (0, 0, 0, 0), GAP)
        row.addWidget(self.stock, 1)
        row.addWidget(self.prices, 1)
        for card in (self.banner, self.name, self.units, pair, self.details):
            self.cards.body.addWidget(card)
        self.cards.body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.cards)
        self.scrolled = scroll
        column = QVBoxLayout()
        plain_layout(column, (1, 0, 0, 0), 0)
        column.addWidget(scroll, 1)
        column.addWidget(self._foot())
        self.body.addLayout(column)

    def _foot(self) -> QWidget:
        foot = Panel("bg", margins=(EDGE - 1, 12, EDGE, 24), gap=GAP, across=True)
        self.stop = ConfirmButton(_("Ngừng bán"), _("Bấm lần nữa"), height=BUTTON)
        self.resume = Button(_("Bán lại"), height=BUTTON)
        self.resume.hide()
        self.labels = Button(_("In tem"), key="Ctrl+P", icon="printer", height=BUTTON)
        self.drop = Button(_("Bỏ sửa"), key="Esc", height=BUTTON)
        self.save = Button(_("Lưu"), "primary", key="F9", height=BUTTON)
        self.save.setMinimumWidth(px(123))
        for button in (self.stop, self.resume, self.labels):
            foot.body.addWidget(button)
        foot.body.addStretch(1)
        for button in (self.drop, self.save):
            foot.body.addWidget(button)
        return foot

    def say_trouble(self, sentence: str, tone: Tone = Tone.GOLD) -> None:
        """What could not be done; "" takes it away."""
        if sentence:
            self.banner.say(sentence, tone, "info")
            self.scrolled.verticalScrollBar().setValue(0)
        else:
            self.banner.hide()
