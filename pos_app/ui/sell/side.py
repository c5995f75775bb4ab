"""The right side of the selling screen: who it is, what it comes to, how to pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.ui.theme import TIER_ICONS, TIER_TONES, Tone
from pos_app.ui.theme.tokens import tone_ink
from pos_app.ui.widgets.buttons import Button, IconButton
from pos_app.ui.widgets.labels import Label, MoneyLabel, RunLabel
from pos_app.ui.widgets.paint import RIGHT, Run
from pos_app.ui.widgets.surfaces import Avatar, Card, Divider, IconView, Panel, plain_layout

WIDTH: Final = 368
MOST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class Guest:
    """The customer as the chip shows one; nothing a stranger in the queue may not read."""

    shown: str
    name: str
    tier_rank: int
    tier: str
    points: int
    phone: str
    """•••• 4567, or empty."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One row of what to know and do."""

    icon: str
    tone: Tone
    title: str
    detail: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """What the bottom of the side says; all of it adds up to `due`."""

    count: int
    goods: Money
    line_discount: Money
    order_discount: Money
    due: Money
    points: int | None
    """What the order will earn; None for a stranger."""


class GuestCard(Card):
    """Who is at the counter.

    Signals:
        dismissed(): the ✕ was touched; the order belongs to a stranger again.
        acted(int): the button of a brief row was pressed.
        opened(): the name was touched: show the whole file.
    """

    dismissed = Signal()
    acted = Signal(int)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(0, 0, 0, 0), gap=0)
        self._head = Card(Tone.GOLD, margins=(10, 11, 8, 11), gap=10, across=True)
        self.body.addWidget(self._head)
        self._avatar = Avatar()
        self._head.body.addWidget(self._avatar)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 2)
        self._name = Label("", 18, 600, elide=True)
        self._standing = RunLabel((), 14)
        self._tier_icon = IconView(TIER_ICONS[0], Tone.GOLD, side=16)
        standing = QHBoxLayout()
        plain_layout(standing, (0, 0, 0, 0), 4)
        standing.addWidget(self._tier_icon)
        standing.addWidget(self._standing, 1)
        words.addWidget(self._name)
        words.addLayout(standing)
        self._head.body.addLayout(words, 1)
        close = IconButton("x", _("Bỏ khách khỏi đơn"))
        close.clicked.connect(self.dismissed)
        self._head.body.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QVBoxLayout()
        plain_layout(self._rows, (0, 0, 0, 0), 0)
        self.body.addLayout(self._rows)
        self.hide()

    def show_guest(self, guest: Guest | None, lines: Sequence[BriefLine] = ()) -> None:
        """Takes over another person, or nobody."""
        self.setVisible(guest is not None)
        if guest is None:
            return
        tone = TIER_TONES[min(guest.tier_rank, len(TIER_TONES) - 1)]
        tone = Tone.GOLD if tone is Tone.PLAIN else tone
        self._avatar.set_name(guest.name, tone)
        self._head.set_tone(tone)
        self._name.setText(guest.shown)
        self._tier_icon.set_icon(TIER_ICONS[min(guest.tier_rank, len(TIER_ICONS) - 1)], tone)
        runs = [
            Run(guest.tier, tone_ink(tone), 600),
            Run("  ·  ", "ink3"),
            Run(Money(guest.points).digits(), "ink", 600, number=True),
            Run(_(" điểm")),
        ]
        if guest.phone:
            runs += [Run("  ·  ", "ink3"), Run(guest.phone, "ink2", 500, number=True)]
        self._standing.set_runs(runs)
        self._show_rows(lines[:MOST_ROWS])

    def _show_rows(self, lines: Sequence[BriefLine]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(lines):
            self._rows.addWidget(self._row(place, line))

    def _row(self, place: int, line: BriefLine) -> QWidget:
        row = Panel("sur", ("top",), margins=(12, 7, 8, 7), gap=10, across=True)
        row.setMinimumHeight(56)
        row.body.addWidget(IconView(line.icon, line.tone))
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 2)
        words.addWidget(Label(line.title, 14, 600, elide=True))
        if line.detail:
            words.addWidget(Label(line.detail, 14, 400, "ink2", elide=True))
        row.body.addLayout(words, 1)
        if line.action:
            button = Button(line.action, height=40)
            button.clicked.connect(lambda: self.acted.emit(place))
            row.body.addWidget(button)
        return row

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._head.geometry().contains(event.position().toPoint()):
            self.opened.emit()


class SumRows(QWidget):
    """The sums, the due amount and the three ways to pay, anchored at the bottom."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 0)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._goods_label = Label("", 15, 400, "ink2")
        self._goods = MoneyLabel(ZERO, 15)
        self._off_label = Label(_("Giảm cả đơn"), 15, 400, "ink2")
        self._off = MoneyLabel(ZERO, 15)
        self._points_label = Label(_("Sẽ tích"), 15, 500, "jade")
        self._points = Label("", 15, 600, "jade", align=RIGHT)
        self._points_icon = IconView("sparkles", Tone.JADE, side=16)
        points_row = QHBoxLayout()
        plain_layout(points_row, (0, 0, 0, 0), 6)
        points_row.addWidget(self._points_icon)
        points_row.addWidget(self._points_label)
        points_row.addStretch(1)
        self._grid.addWidget(self._goods_label, 0, 0)
        self._grid.addWidget(self._goods, 0, 1)
        self._grid.addWidget(self._off_label, 1, 0)
        self._grid.addWidget(self._off, 1, 1)
        self._grid.addLayout(points_row, 2, 0)
        self._grid.addWidget(self._points, 2, 1)
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        column.addSpacing(6)
        column.addWidget(Divider())
        due = QHBoxLayout()
        plain_layout(due, (0, 8, 0, 12), 8)
        self._due_label = Label(_("Khách cần trả"), 16, 600)
        due.addWidget(self._due_label, 0, Qt.AlignmentFlag.AlignBottom)
        self.due = MoneyLabel(ZERO, 38, 700)
        due.addWidget(self.due, 1)
        column.addLayout(due)

    def show_sums(self, sums: Sums) -> None:
        """Takes over what the cart comes to; rows without a meaning are not there."""
        words = _("Cộng {count} món").format(count=sums.count)
        if sums.line_discount:
            words = _("Cộng {count} món (đã giảm {off})").format(
                count=sums.count, off=sums.line_discount.digits()
            )
        self._goods_label.setText(words)
        self._goods.set_amount(sums.goods)
        for part in (self._off_label, self._off):
            part.setVisible(bool(sums.order_discount))
        self._off.set_amount(-sums.order_discount)
        for widget in (self._points_label, self._points, self._points_icon):
            widget.setVisible(sums.points is not None)
        if sums.points is not None:
            self._points.setText(_("+{points} điểm").format(points=Money(sums.points).digits()))
        for row in range(3):
            self._grid.setRowMinimumHeight(row, 0)
        self.due.set_amount(sums.due)
