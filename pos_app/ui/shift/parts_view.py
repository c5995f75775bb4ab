"""What the end of a shift is shown with: its three steps, rows of facts, boxes of sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.ui.theme import Tone, colour, px, tone_ink
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label, MoneyLabel, RunLabel
from pos_app.ui.widgets.paint import CENTRE, Run, painting, text_width
from pos_app.ui.widgets.surfaces import Card, IconView, plain_layout

DISC: Final = 26
GAP: Final = 10
ARROW: Final = 36


class Steps(QWidget):
    """1 Đếm tiền › 2 Đối chiếu › 3 Bàn giao: what is done is ticked, what runs is jade."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, place: int) -> None:
        """The step that runs, from 0."""
        self._now = place
        self.setAccessibleName(
            _("Bước {number}: {name}").format(number=place + 1, name=self._names[place])
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Discs, words and the arrows between them."""
        words = sum(text_width(name, 14, 600) for name in self._names)
        width = words + len(self._names) * (DISC + GAP) + (len(self._names) - 1) * ARROW
        return QSize(width, max(DISC, px(20)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each step in its state."""
        with painting(self) as pen:
            area = self.rect()
            for place, name in enumerate(self._names):
                now = place == self._now
                disc = area.adjusted(0, 0, 0, 0)
                disc.setWidth(DISC)
                disc.setTop((self.height() - DISC) // 2)
                disc.setHeight(DISC)
                fill, edge = (colour("jade"), None) if now else (None, colour("line2"))
                pen.box(disc, fill, edge, DISC / 2, 2)
                ink: Ink = "on" if now else "ink2"
                if place < self._now:
                    pen.icon(disc, "check", "ink", 14)
                else:
                    pen.number(disc, str(place + 1), 13, 600, ink, align=CENTRE)
                area.setLeft(area.left() + DISC + GAP)
                weight = 600 if now else 500
                pen.text(area, name, 14, weight, "jade" if now else "ink2")
                area.setLeft(area.left() + text_width(name, 14, 600))
                if place + 1 < len(self._names):
                    arrow = area.adjusted(0, 0, 0, 0)
                    arrow.setWidth(ARROW)
                    pen.icon(arrow, "chevron-right", "ink3", 16)
                    area.setLeft(area.left() + ARROW)


class Hidden(QWidget):
    """Where the books' sum is not: a dashed box that says why."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (15, 13, 15, 13), 12)
        row.addWidget(IconView("eye-off", side=22))
        column = QVBoxLayout()
        plain_layout(column, (0, 0, 0, 0), 0)
        column.addWidget(Label(_("Số trên máy đang ẩn"), 14, 600))
        words = _("Chốt số đếm xong mới đối chiếu. Số đã chốt không sửa được.")
        column.addWidget(Label(words, 14, 400, "ink2", wrap=True))
        row.addLayout(column, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed edge: something is left out on purpose."""
        with painting(self) as pen:
            pen.painter.setPen(QPen(colour("line2"), 1, Qt.PenStyle.DashLine))
            pen.painter.setBrush(colour("sur2"))
            pen.painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class Fact(QWidget):
    """Chuyển khoản · 14 lượt … ✓ Đã xác nhận đủ; `side` is for a box or button at the end."""

    def __init__(self, name: str, count: str = "", *, height: int = 47) -> None:
        super().__init__()
        self.words = RunLabel((Run(name, "ink"), *((Run(f" · {count}", "ink2"),) if count else ())))
        self.icon = IconView("check", Tone.JADE, side=18)
        self.state = Label("", 14, 600)
        self.side = QHBoxLayout()
        plain_layout(self.side, (0, 0, 0, 0), 0)
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.icon)
        row.addWidget(self.state)
        row.addLayout(self.side)
        self._height = max(height, px(20) + 14)
        self.setMinimumHeight(px(20) + 6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.say("")

    def sizeHint(self) -> QSize:
        """As high as the design; where room is short the words alone."""
        return QSize(super().sizeHint().width(), max(self._height, super().sizeHint().height()))

    def say(self, state: str, tone: Tone = Tone.JADE) -> None:
        """What is to be said of it: jade is well, clay wants something."""
        self.state.setText(state)
        self.state.set_ink(tone_ink(tone))
        self.icon.set_icon("check" if tone is Tone.JADE else "circle-alert", tone)
        self.icon.setVisible(bool(state))
        self.state.setVisible(bool(state))


class Scroller(QScrollArea):
    """Cards one below the other; they scroll where a low window has no room for them."""

    def __init__(self, *cards: QWidget, gap: int = 10) -> None:
        super().__init__()
        inner = QWidget()
        column = QVBoxLayout(inner)
        plain_layout(column, (0, 0, 0, 0), gap)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.setMinimumHeight(120)


class WantedButton(Button):
    """A button without which nothing goes on: clay, as what is said beside it."""

    def _look(self) -> tuple[QColor | None, QColor | None, int, Ink]:
        fill, edge, width, _ink = super()._look()
        return fill, edge if self.hasFocus() else colour("clay"), width, "clay"


class Sum(Card):
    """A caption over a large amount: Theo sổ, Đếm được, Thiếu."""

    def __init__(self, caption: str, amount: Money, tone: Tone | None = None) -> None:
        super().__init__(tone, radius=10, margins=(15, 8, 12, 9), gap=0)
        self._plain = tone is None
        ink: Ink = "ink2" if tone is None else tone_ink(tone)
        self.caption = Label(caption, 13, 600, ink)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        money: Ink = "ink" if tone is None else tone_ink(tone)
        self.amount = MoneyLabel(amount, 24, 600, money, sign=tone is not None)
        self.amount.setAlignment(left)
        self.body.addWidget(self.caption)
        self.body.addWidget(self.amount)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet fill where nothing is wrong."""
        if not self._plain:
            super().paintEvent(event)
            return
        with painting(self) as pen:
            pen.box(self.rect(), colour("sur2"), colour("line"), 10)
