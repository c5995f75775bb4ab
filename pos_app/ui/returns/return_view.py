"""The layout of a return: one sheet of goods at the left, the money at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
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
HEAD: Final = 38
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
        self.back: Rows[BackRow] = Rows(spoken)
        self.back.setParent(self)
        self.back_list = ListView(self.back, BackDelegate(), _("Khách trả lại"))
        self.taken: Rows[TakenRow] = Rows(spoken_taken)
        self.taken.setParent(self)
        self.taken_list = ListView(self.taken, TakenDelegate(), _("Khách lấy mới"))
        self.promise = Label("", 14, 400, "ink2", elide=True)
        self.back_sum = MoneyLabel(ZERO, 20, 600)
        self.search = SearchBox(_("Quét hoặc tìm món đổi thêm"), icon="scan-barcode")
        self.search.setMinimumWidth(px(300))
        self.taken_sum = MoneyLabel(ZERO, 20, 600)
        self.note = TextInput(_("Ghi chú"), icon="pencil-line", key="F7")
        column.body.addWidget(self.banner)
        column.body.addWidget(
            _sheet(
                _("Khách trả lại"), self.back_list, self.promise, _("Cộng trả lại"), self.back_sum
            )
        )
        column.body.addWidget(
            _sheet(
                _("Khách lấy mới"), self.taken_list, self.search, _("Cộng lấy mới"), self.taken_sum
            )
        )
        column.body.addWidget(self.note)
        column.body.addStretch(1)
        return column

    def _money(self) -> QWidget:
        side = Panel("sur", ("left",), margins=(19, 16, 18, 16), gap=8)
        side.setFixedWidth(MONEY)
        side.body.addWidget(Label(_("Chênh lệch"), 16, 600))
        self.sum_back = _sum_row(side, _("Khách trả lại"))
        self.sum_taken = _sum_row(side, _("Khách lấy mới"))
        self.points_home = _count_row(side)
        side.body.addWidget(Divider(strong=True))
        big = QHBoxLayout()
        self.difference_words = Label(_("Trả lại khách"), 16, 600)
        self.difference = MoneyLabel(ZERO, 40, 700)
        big.addWidget(self.difference_words)
        big.addWidget(self.difference, 1)
        side.body.addLayout(big)
        self.points = _count_row(side)
        self.where = Label("", 14, 600, "ink2")
        side.body.addWidget(self.where)
        self.ways = [Button("", height=56, align="left") for _place in range(WAYS)]
        for place, way in enumerate(self.ways):
            way.setCheckable(True)
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
        """Each list is as high as its rows, as far as there is room."""
        for view, rows, most in (
            (self.back_list, len(self.back.rows()), 99),
            (self.taken_list, len(self.taken.rows()), MOST_TAKEN),
        ):
            height = view.itemDelegate().sizeHint(None, view.model().index(0, 0)).height()  # type: ignore[arg-type]  # all rows are equally high
            view.setMaximumHeight(min(rows, most) * height)
            view.setVisible(bool(rows))

    def show_ways(self, ways: tuple[Way, ...], chosen: int) -> None:
        """The ways there are; the chosen one is pressed."""
        for place, button in enumerate(self.ways):
            button.setVisible(place < len(ways))
            if place < len(ways):
                button.setText(ways[place].title)
                button.setChecked(place == chosen)
                button.setAccessibleName(ways[place].title)
        self.way_hint.setText(ways[chosen].hint if ways else "")
        self.way_hint.setVisible(bool(ways and ways[chosen].hint))

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the main button; "" takes it away."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def show_points(self, home: int, taken_back: str) -> None:
        """Points that go back into the account, and those that leave it."""
        self.points_home.set_row(_("Hoàn điểm đã dùng"), f"+{home}" if home else "")
        self.points.set_row(_("Trừ lại điểm đã tích"), taken_back)


class _CountRow(QWidget):
    """A word and a count; absent without one."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 8)
        self._words, self._count = Label("", 14, 400, "ink2"), Label("", 14, 600)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        self.hide()

    def set_row(self, words: str, count: str) -> None:
        """Other words; an empty count hides it."""
        self._words.setText(words)
        self._count.setText(_("{points} điểm").format(points=count) if count else "")
        self.setVisible(bool(count))


def _count_row(side: Panel) -> _CountRow:
    row = _CountRow()
    side.body.addWidget(row)
    return row


def _sum_row(side: Panel, words: str) -> MoneyLabel:
    row = QHBoxLayout()
    amount = MoneyLabel(Money(0), 17, 600)
    row.addWidget(Label(words, 14, 400, "ink2"))
    row.addWidget(amount, 1)
    side.body.addLayout(row)
    return amount


def _sheet(title: str, view: ListView, foot: QWidget, words: str, total: MoneyLabel) -> Card:
    """A list with its name above it and its sum below."""
    card = Card(margins=(1, 1, 1, 1), gap=0)
    head = Panel("sur2", ("bottom",), margins=(16, 0, 16, 0), across=True)
    head.setFixedHeight(max(HEAD, px(20) + 16))
    head.body.addWidget(Label(title, 15, 600))
    below = Panel("sur", margins=(16, 0, 16, 0), gap=16, across=True)
    below.setFixedHeight(max(FOOT, px(ROW)))
    below.body.addWidget(foot, 1)
    below.body.addWidget(Label(words, 15, 600))
    total.setMinimumWidth(px(120))
    below.body.addWidget(total)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    for part in (head, view, below):
        card.body.addWidget(part)
    return card
