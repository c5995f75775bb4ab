"""The right column of the paying screen: what was received, the change, and the end of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.ui.theme import Ink, Tone, px
from pos_app.ui.widgets.buttons import Button, IconButton
from pos_app.ui.widgets.labels import Label, MoneyLabel, RunLabel
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Card, IconView, Panel, plain_layout

WITH_ICONS: Final = 300
CLOSER: Final = 4
"""The ✕ is drawn inside a larger target; the amount comes this much nearer."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A row: what it is, how it stands, how much; a `locked` one cannot be taken away."""

    icon: str
    title: str
    second: str
    amount: Money
    tone: Tone | None = None
    locked: bool = False
    waits: bool = False
    """Expected, not received: it does not count yet."""


class ReceivedColumn(Panel):
    """Rows of what came in.

    Signals:
        dropped(int): the ✕ of a row was touched.
        opened(int): a row that still waits was touched.
    """

    dropped = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__("sur", ("left",), margins=(16, 16, 16, 16), gap=8)
        self.body.addWidget(Label(_("Các khoản nhận"), 16, 600))
        self._icons: list[IconView] = []
        self._rows = QVBoxLayout()
        plain_layout(self._rows, (0, 0, 0, 0), 0)
        self.body.addLayout(self._rows)
        self._nothing = Label(_("Chưa nhận khoản nào"), 14, 400, "ink2")
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)
        self._change_box = Card(Tone.JADE, margins=(17, 15, 17, 15), gap=0)
        self._change_label = Label(_("Tiền thừa trả khách"), 16, 600, "jade")
        self._change = MoneyLabel(ZERO, 52, 700, "jade", align=Qt.AlignmentFlag.AlignLeft)
        self._change_box.body.addWidget(self._change_label)
        self._change_box.body.addWidget(self._change)
        self.body.addWidget(self._change_box)
        self._points = QWidget()
        self._points_sum = RunLabel((), 14)
        row = QHBoxLayout(self._points)
        plain_layout(row, (0, 4, 0, 4), 8)
        self._points_icon = IconView("sparkles", Tone.GOLD)
        row.addWidget(self._points_icon)
        row.addWidget(self._points_sum, 1)
        self._points.hide()
        self.body.addWidget(self._points)
        self.finish = Button(_("Hoàn tất"), "primary", key="F9", height=64)
        self.finish.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.finish)

    def show_rows(self, rows: Sequence[Receipt]) -> None:
        """Takes over what came in."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._nothing.setVisible(not rows)
        self._icons.clear()
        for place, row in enumerate(rows):
            self._rows.addWidget(self._row(place, row))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow column keeps its words and lets the icons go."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for icon in self._icons:
            icon.setVisible(self.width() >= px(WITH_ICONS))
        words = self._points_sum.sizeHint().width()
        self._points_icon.setVisible(words + 20 + 8 <= self.width() - 32)

    def _row(self, place: int, row: Receipt) -> Panel:
        panel = Panel("sur", ("bottom",), margins=(0, 11, 0, 11), gap=8, across=True)
        icon = IconView(row.icon, row.tone)
        panel.body.addWidget(icon)
        self._icons.append(icon)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 0)
        words.addWidget(Label(row.title, 15, 600, elide=True))
        words.addWidget(Label(row.second, 14, 400, _ink(row), elide=not row.waits, wrap=row.waits))
        panel.body.addLayout(words, 1)
        panel.body.addWidget(MoneyLabel(row.amount, 17, 600, "ink2" if row.waits else "ink"))
        if row.waits:
            button = IconButton("qr-code", _("Mở mã QR"))
            button.clicked.connect(lambda: self.opened.emit(place))
        else:
            button = IconButton("lock" if row.locked else "x", _("Bỏ khoản này"))
            button.setEnabled(not row.locked)
            button.clicked.connect(lambda: self.dropped.emit(place))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        panel.body.addSpacing(-CLOSER)
        panel.body.addWidget(button)
        return panel

    def show_change(self, change: Money, *, known: bool) -> None:
        """The change; the box is there from the first amount on."""
        self._change_box.setVisible(known)
        self._change_label.setText(
            _("Tiền thừa trả khách") if change else _("Đã nhận đủ, không thừa tiền")
        )
        self._change.set_amount(change)
        self._change.setVisible(bool(change))

    def show_points(self, words: str) -> None:
        """The account before and after; nothing for a stranger."""
        before, equals, after = words.rpartition("= ")
        runs = (Run(before + equals, "ink2", 500), Run(after, "ink", 600, number=True))
        self._points_sum.set_runs(runs)
        self._points.setAccessibleName(words)
        self._points.setVisible(bool(words))
        self._fit()


def _ink(row: Receipt) -> Ink:
    """Of the second line: gold while it is waited for, jade for money seen to arrive."""
    if row.waits:
        return "gold"
    return "jade" if row.tone is Tone.JADE else "ink2"
