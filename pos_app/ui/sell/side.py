"""The right side of the selling screen: who it is, what it comes to, how to pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import MINUS
from pos_app.ui.desk import Guest
from pos_app.ui.theme import TIER_ICONS, TIER_TONES, Ink, Tone, px, tokens
from pos_app.ui.theme.current import qcolor
from pos_app.ui.theme.tokens import tone_ink
from pos_app.ui.widgets.buttons import Button, IconButton
from pos_app.ui.widgets.labels import Label, MoneyLabel, RunLabel
from pos_app.ui.widgets.paint import RIGHT, Run, painting, text_width
from pos_app.ui.widgets.surfaces import Avatar, Card, Divider, IconView, plain_layout

WIDTH: Final = 368
RADIUS: Final = 12
MOST_ROWS: Final = 2
SUM_ROW: Final = 28
CLOSE: Final = 40
NAME: Final = 17
LEAST_NAME: Final = 14


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
    received: Money = ZERO
    """What was handed over so far, points included."""
    waiting: Money = ZERO
    """Transfers in the tray."""


class _Head(QWidget):
    """The tinted upper part of the card, round where the card is."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = Tone.GOLD
        self._alone = True
        self.body = QHBoxLayout(self)
        plain_layout(self.body, (11, 11, 8, 12), 10)

    def set_look(self, tone: Tone, *, alone: bool) -> None:
        """`alone` when nothing stands below it in the card."""
        self._tone, self._alone = tone, alone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tint = tokens().tint(self._tone)
        beyond = 0 if self._alone else RADIUS
        with painting(self) as pen:
            pen.painter.setClipRect(self.rect())
            area = self.rect().adjusted(0, 0, 0, beyond)
            pen.box(area, qcolor(tint.fill), qcolor(tint.line), RADIUS)
            if not self._alone:
                pen.painter.fillRect(0, self.height() - 1, self.width(), 1, qcolor(tint.line))


class _Standing(RunLabel):
    """Tier, points and the phone's tail; what has no room whole is told shorter."""

    _choices: tuple[Sequence[Run], ...] = ((),)

    def offer(self, *choices: Sequence[Run]) -> None:
        """The longest first."""
        self._choices = choices
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = (runs for runs in self._choices if _runs_width(runs) <= self.width())
        self.set_runs(next(fitting, self._choices[-1]))


def _runs_width(runs: Sequence[Run]) -> int:
    return sum(text_width(run.text, 14, run.weight, number=run.number) for run in runs)


class _Name(Label):
    """Written smaller where the room is short, down to 14, before it is cut."""

    def __init__(self) -> None:
        super().__init__("", NAME, 600, elide=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        size = NAME
        while size > LEAST_NAME and text_width(self.text(), size, 600) > self.width():
            size -= 1
        self._size = size
        super().paintEvent(event)


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
        super().__init__(radius=RADIUS, margins=(0, 0, 0, 0), gap=0)
        self._head = _Head()
        self.body.addWidget(self._head)
        self._avatar = Avatar(ringed=True)
        self._head.body.addWidget(self._avatar)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 2)
        self._name = _Name()
        self._standing = _Standing((), 14)
        self._tier_icon = IconView(TIER_ICONS[0], Tone.GOLD, side=16)
        standing = QHBoxLayout()
        plain_layout(standing, (0, 0, 0, 0), 4)
        standing.addWidget(self._tier_icon)
        standing.addWidget(self._standing, 1)
        name = QHBoxLayout()
        plain_layout(name, (0, 0, CLOSE - 8, 0), 0)
        name.addWidget(self._name, 1)
        words.addLayout(name)
        words.addLayout(standing)
        self._head.body.addLayout(words, 1)
        self._close = IconButton("x", _("Bỏ khách khỏi đơn"), side=CLOSE, parent=self._head)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.dismissed)
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
        self._head.set_look(tone, alone=not lines)
        self._name.setText(guest.shown)
        self._tier_icon.set_icon(TIER_ICONS[min(guest.tier_rank, len(TIER_ICONS) - 1)], tone)
        unit = ngettext("điểm", "điểm", guest.points)
        points = Run(Money(guest.points).digits(), "ink", 600, number=True), Run(f" {unit}")
        tier = Run(guest.tier, tone_ink(tone), 600)
        phone = Run(guest.phone, "ink2", 500, number=True)
        wide, close = Run("  ·  ", "ink3"), Run(" · ", "ink3")
        short = (tier, close, *points)
        whole = [(tier, dot, *points, dot, phone) for dot in (wide, close)]
        self._standing.offer(*(whole if guest.phone else ()), short)
        self._show_rows(lines[:MOST_ROWS])

    def _show_rows(self, lines: Sequence[BriefLine]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(lines):
            if place:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(place, line))

    def _row(self, place: int, line: BriefLine) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        plain_layout(layout, (13, 7, 9, 7), 10)
        row.setMinimumHeight(56)
        layout.addWidget(IconView(line.icon, line.tone))
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 0)
        words.addWidget(Label(line.title, 14, 600, wrap=True))
        if line.detail:
            words.addWidget(Label(line.detail, 14, 400, "ink2", wrap=True))
        layout.addLayout(words, 1)
        if line.action:
            button = Button(line.action, height=40)
            button.clicked.connect(lambda: self.acted.emit(place))
            layout.addWidget(button)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._close.move(self.width() - CLOSE - 4, 3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._head.geometry().contains(event.position().toPoint()):
            self.opened.emit()


class SumRow(QWidget):
    """28 high: words at the left, an amount or words at the right."""

    def __init__(self, ink: Ink = "ink2", icon: str = "") -> None:
        super().__init__()
        self.setFixedHeight(max(SUM_ROW, px(SUM_ROW) - 4))
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 6)
        if icon:
            row.addWidget(IconView(icon, Tone.JADE, side=16))
        self.words = Label("", 15, 500 if icon else 400, ink, elide=True)
        self.amount = MoneyLabel(ZERO, 16)
        self.told = Label("", 16, 600, ink, align=RIGHT)
        row.addWidget(self.words, 1)
        row.addWidget(self.amount)
        row.addWidget(self.told)
        self._whole = self._short = ""

    def say(
        self, words: str, amount: Money | None = None, told: str = "", *, short: str = ""
    ) -> None:
        """Takes other words over; `short` ones stand there where they have no room."""
        self._whole, self._short = words, short or words
        self.amount.setVisible(amount is not None)
        self.told.setVisible(bool(told))
        if amount is not None:
            self.amount.set_amount(amount)
        self.told.setText(told)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        amount = 0 if self.amount.isHidden() else self.amount.sizeHint().width() + 6
        told = 0 if self.told.isHidden() else self.told.sizeHint().width() + 6
        fits = text_width(self._whole, 15) <= self.width() - amount - told
        self.words.setText(self._whole if fits else self._short)


class SumRows(QWidget):
    """The sums and the amount due; rows without a meaning are not there."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 0)
        self._goods, self._off = SumRow(), SumRow()
        self._points = SumRow("jade", "sparkles")
        for row in (self._goods, self._off, self._points):
            row.hide()
            column.addWidget(row)
        column.addSpacing(6)
        column.addWidget(Divider(strong=True))
        due = QHBoxLayout()
        plain_layout(due, (0, 8, 0, 4), 8)
        label = Label(_("Khách cần trả"), 16, 600)
        label.setContentsMargins(0, 0, 0, 4)
        due.addWidget(label, 0, Qt.AlignmentFlag.AlignBottom)
        self.due = MoneyLabel(ZERO, 38, 700)
        due.addWidget(self.due, 1)
        column.addLayout(due)
        self._received = SumRow()
        self._received.hide()
        column.addWidget(self._received)

    def show_sums(self, sums: Sums) -> None:
        """Takes over what the cart comes to."""
        counted = ngettext("Cộng {count} món", "Cộng {count} món", sums.count)
        counted = counted.format(count=sums.count)
        if sums.line_discount:
            words = ngettext(
                "Cộng {count} món (đã giảm {off})", "Cộng {count} món (đã giảm {off})", sums.count
            )
            off = sums.line_discount.digits()
            told = words.format(count=sums.count, off=off)
            self._goods.say(told, sums.goods, short=f"{counted} ({MINUS}{off})")
        else:
            self._goods.say(counted, sums.goods)
        self._goods.setVisible(bool(sums.count))
        self._off.say(_("Giảm cả đơn"), -sums.order_discount)
        self._off.setVisible(bool(sums.order_discount))
        if sums.points is not None:
            told = _("+{points} điểm").format(points=Money(sums.points).digits())
            self._points.say(_("Sẽ tích"), None, told)
        self._points.setVisible(sums.points is not None)
        self.due.set_amount(sums.due)
        self._show_received(sums)

    def _show_received(self, sums: Sums) -> None:
        """How far a half-paid order is: what is left, or what is over since it got cheaper."""
        self._received.setVisible(bool(sums.received or sums.waiting))
        left = sums.due - sums.received
        over = left < ZERO
        words = _("Thừa {amount}") if over else _("Còn {amount}") if left else _("Đủ")
        told = words.format(amount=-left if over else left)
        self._received.told.set_ink("clay" if over else "ink")
        self._received.say(_progress(sums), None, told if sums.received else "")


def _progress(sums: Sums) -> str:
    if not sums.received:
        return _("Chờ chuyển khoản {waiting}").format(waiting=sums.waiting)
    words = _("Đã nhận {received}, chờ {waiting}") if sums.waiting else _("Đã nhận {received}")
    return words.format(received=sums.received.digits(), waiting=sums.waiting.digits())
