"""The layout of a return: one sheet of goods at the left, the money at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.basics.i18n import _, pgettext
from pos_app.basics.money import ZERO, Money
from pos_app.ui.returns.parts import HEAD, CountRow, ListHead, WayButton, points_words
from pos_app.ui.returns.rows import (
    ROW,
    BackDelegate,
    BackRow,
    TakenDelegate,
    TakenRow,
    spoken,
    spoken_taken,
)
from pos_app.ui.returns.sheet import Way
from pos_app.ui.sell.results import Results
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.amounts import MoneyEdit
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.inputs import SearchBox, TextInput
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.lists import ListView, Rows
from pos_app.ui.widgets.surfaces import Card, Divider, Panel, plain_layout

MONEY: Final = 384
LEAST_MONEY: Final = 320
NARROW: Final = 1100
FOOT: Final = 60
MOST_TAKEN: Final = 3
"""Rows of goods taken that are seen without scrolling."""
WAYS: Final = 3


class ReturnView(QWidget):
    """Layout only; its parts are public, what they do is in ReturnPage."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        row.addWidget(self._goods(), 1)
        row.addWidget(self._money())
        self.results = Results(self)

    def _goods(self) -> QWidget:
        column = Panel("bg", margins=(16, 14, 16, 14), gap=14)
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        self.back_look = BackDelegate()
        self.back: Rows[BackRow] = Rows(spoken)
        self.back.setParent(self)
        self.back_list = ListView(self.back, self.back_look, _("Khách trả lại"))
        self.taken: Rows[TakenRow] = Rows(spoken_taken)
        self.taken.setParent(self)
        self.taken_list = ListView(self.taken, TakenDelegate(), _("Khách lấy mới"))
        none = ""
        self.back_head = ListHead(
            _("Khách trả lại"),
            (_("Đã mua"), _("Trả"), _("Lý do"), _("Hàng về"), pgettext("column", "Tiền")),
        )
        self.taken_head = ListHead(
            _("Khách lấy mới"),
            (_("Giá"), _("Số lượng"), none, none, pgettext("column", "Tiền")),
        )
        self.promise = Label("", 14, 400, "ink2", elide=True)
        self.back_sum = MoneyLabel(ZERO, 20, 600)
        self.search = SearchBox(_("Quét hoặc tìm món đổi thêm"), icon="scan-barcode")
        self.search.setMinimumWidth(px(300))
        self.taken_sum = MoneyLabel(ZERO, 20, 600)
        self.note = TextInput(_("Ghi chú"), icon="pencil-line", key="F7")
        column.body.addWidget(self.banner)
        column.body.addWidget(
            _sheet(self.back_head, self.back_list, self.promise, _("Cộng trả lại"), self.back_sum)
        )
        column.body.addWidget(
            _sheet(self.taken_head, self.taken_list, self.search, _("Cộng lấy mới"), self.taken_sum)
        )
        column.body.addWidget(self.note)
        column.body.addStretch(1)
        return column

    def _money(self) -> QWidget:
        side = Panel("sur", ("left",), margins=(19, 16, 18, 16), gap=8)
        side.setFixedWidth(MONEY)
        self.side = side
        side.body.addWidget(Label(_("Chênh lệch"), 16, 600))
        self.sum_back = _sum_row(side, _("Khách trả lại"))
        self.sum_taken = _sum_row(side, _("Khách lấy mới"))
        self.points_home = _put(side, CountRow())
        side.body.addWidget(Divider(strong=True))
        big = QHBoxLayout()
        self.difference_words = Label(_("Trả lại khách"), 16, 600)
        self.difference = MoneyLabel(ZERO, 40, 700)
        big.addWidget(self.difference_words)
        big.addWidget(self.difference, 1)
        side.body.addLayout(big)
        self.points = _put(side, CountRow())
        self.where = Label("", 14, 600, "ink2")
        side.body.addWidget(self.where)
        self.ways = [WayButton() for _place in range(WAYS)]
        for place, way in enumerate(self.ways):
            way.setAccessibleDescription(f"Alt+{place + 1}")
            side.body.addWidget(way)
        self.way_hint = Label("", 14, 400, "ink2", wrap=True)
        self.handed = MoneyEdit(_("Khách đưa"), height=56, size=24)
        self.change = Label("", 14, 600, "jade")
        for part in (self.way_hint, self.handed, self.change):
            side.body.addWidget(part)
        side.body.addStretch(1)
        self.trouble = Label("", 14, 500, "red", wrap=True)
        side.body.addWidget(self.trouble)
        self.settle = Button("", "primary", key="F9", height=64)
        side.body.addWidget(self.settle)
        return side

    def fit(self) -> None:
        """Each list is as high as its rows, whole ones, as far as there is room."""
        height = self.back_look.height()
        taken = min(len(self.taken.rows()), MOST_TAKEN)
        others = 2 * (px(HEAD) + px(FOOT)) + px(44) + 6 * 14 + 8 + taken * height
        room = max((self.height() - others) // height, 2)
        rows = len(self.back.rows())
        self.back_list.setFixedHeight(min(rows, room) * height)
        self.back_list.setVisible(bool(rows))
        self.taken_list.setFixedHeight(taken * height)
        self.taken_list.setVisible(bool(taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, other rooms."""
        super().resizeEvent(event)
        self.side.setFixedWidth(MONEY if self.width() >= NARROW else LEAST_MONEY)
        self.fit()

    def show_ways(self, ways: tuple[Way, ...], chosen: int, amount: Money) -> None:
        """The ways there are; the chosen one is told by the amount that goes there."""
        for place, button in enumerate(self.ways):
            button.setVisible(place < len(ways))
            if place < len(ways):
                button.show_way(ways[place], amount, chosen=place == chosen)
        several = ways[chosen].hint if ways and len(ways[chosen].out) > 1 else ""
        self.way_hint.setText(several)
        self.way_hint.setVisible(bool(several))

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the main button; "" takes it away."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def show_points(self, home: int, worth: Money, taken_back: str) -> None:
        """Points that go back into the account instead of money, and those that leave it."""
        self.points_home.set_row(points_words(home), str(-worth) if home else "")
        self.points.set_row(
            _("Trừ lại điểm đã tích"),
            taken_back,
        )


def _put(side: Panel, row: CountRow) -> CountRow:
    side.body.addWidget(row)
    return row


def _sum_row(side: Panel, words: str) -> MoneyLabel:
    row = QHBoxLayout()
    amount = MoneyLabel(Money(0), 17, 600)
    row.addWidget(Label(words, 14, 400, "ink2"))
    row.addWidget(amount, 1)
    side.body.addLayout(row)
    return amount


def _sheet(head: ListHead, view: ListView, foot: QWidget, words: str, total: MoneyLabel) -> Card:
    """A list with its name above it and its sum below."""
    card = Card(margins=(1, 1, 1, 1), gap=0)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    below = Panel("sur", margins=(16, 0, 16, 0), gap=16, across=True)
    below.setFixedHeight(max(FOOT, px(ROW)))
    below.body.addWidget(foot, 1)
    below.body.addWidget(Label(words, 15, 600))
    total.setMinimumWidth(px(120))
    below.body.addWidget(total)
    for part in (head, view, below):
        card.body.addWidget(part)
    return card
