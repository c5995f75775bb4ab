"""What the cashier needs after a sale: the change in large type, the slip, a tier that rose."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import Chip
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.paint import CENTRE
from pos_app.ui.widgets.surfaces import Card, plain_layout


@dataclass(frozen=True, slots=True)
class DoneFacts:
    """The sale that was just completed."""

    number: str
    total: Money
    change: Money
    points: str
    """1.284 − 200 + 121 = 1.205, or empty."""
    risen: str
    """The name of the tier it raised the customer to, or empty."""


class DoneCard(Card):
    """Stands where the empty cart is, until the next good is scanned.

    Signals:
        print_wanted(): print the slip.
    """

    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.JADE, margins=(24, 20, 24, 20), gap=6)
        self._head = Label("", 16, 600, "jade", align=CENTRE)
        self._title = Label(_("Tiền thừa trả khách"), 18, 600, align=CENTRE)
        self._change = MoneyLabel(ZERO, 52, 700, "jade", align=CENTRE)
        self._points = Label("", 14, 500, "ink2", align=CENTRE)
        self._risen = Chip("", Tone.PLUM, "gem")
        self._print = Button(_("In phiếu"), key="Ctrl+P", icon="printer")
        self._print.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._print.clicked.connect(self.print_wanted)
        for part in (self._head, self._title, self._change, self._points):
            self.body.addWidget(part)
        self.body.addWidget(self._risen, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(6)
        self.body.addWidget(self._print, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def show_sale(self, facts: DoneFacts | None) -> None:
        """Shows a completed sale, or nothing."""
        self.setVisible(facts is not None)
        if facts is None:
            return
        self._head.setText(
            _("Xong phiếu {number} · {total}").format(number=facts.number, total=facts.total)
        )
        self._title.setText(
            _("Tiền thừa trả khách") if facts.change else _("Đã nhận đủ, không thừa tiền")
        )
        self._change.set_amount(facts.change)
        self._change.setVisible(bool(facts.change))
        self._points.setText(facts.points)
        self._points.setVisible(bool(facts.points))
        self._risen.setVisible(bool(facts.risen))
        if facts.risen:
            self._risen.set_chip(
                _("Lên hạng {tier}. Thẻ mới trong Chăm sóc").format(tier=facts.risen),
                Tone.PLUM,
                "gem",
            )


def centred(widget: QWidget, width: int) -> QWidget:
    """The widget in the middle of its row."""
    row = QWidget()
    layout = QHBoxLayout(row)
    plain_layout(layout, (12, 0, 12, 0), 0)
    widget.setFixedWidth(width)
    layout.addStretch(1)
    layout.addWidget(widget)
    layout.addStretch(1)
    return row
