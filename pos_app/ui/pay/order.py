"""The left column of the paying screen: whose order it is and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.selling.cart import Cart
from pos_app.selling.totals import Totals
from pos_app.ui.desk import Guest
from pos_app.ui.sell.ask_bar import AskBar
from pos_app.ui.theme import TIER_TONES, Tone, px
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.lists import RECORD, AnyIndex, ListView, RowDelegate, Rows
from pos_app.ui.widgets.paint import RIGHT, Painter, money_width, text_width
from pos_app.ui.widgets.surfaces import Avatar, Divider, Panel, plain_layout
from pos_app.ui.widgets.switches import Check

ROW: Final = 32
AMOUNT: Final = 92
"""Of a usual amount; a longer one pushes the quantity to the left."""


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    quantity: str
    amount: Money


class _Delegate(RowDelegate):
    def __init__(self) -> None:
        super().__init__(ROW)

    def paint(self, painter, option, index) -> None:  # type: ignore[no-untyped-def]
        self.paint_row(Painter(painter), option.rect, index, selected=False)

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        line: _Line = index.data(RECORD)
        amount = max(AMOUNT, money_width(line.amount, 15) + 12)
        taken = amount + text_width(line.quantity, 14, 500, number=True)
        pen.text(rect.adjusted(0, 0, -taken - 8, 0), line.name, 14)
        counted = rect.adjusted(0, 0, -amount, 0)
        pen.number(counted, line.quantity, 14, 500, "ink2", align=RIGHT)
        pen.money(rect, line.amount, 15, 600)


class OrderColumn(Panel):
    """Ends in the same due as the selling screen."""

    def __init__(self) -> None:
        super().__init__("sur", ("right",), margins=(16, 16, 16, 16), gap=8)
        self.body.addWidget(self._guest_row())
        self._rule = Divider()
        self.body.addWidget(self._rule)
        self._rows: Rows[_Line] = Rows(lambda line: f"{line.name} {line.quantity} {line.amount}")
        self.lines = ListView(self._rows, _Delegate(), _("Các món của đơn"))
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines.setSelectionMode(ListView.SelectionMode.NoSelection)
        self.body.addWidget(self.lines, 1000)
        self.body.addWidget(Divider())
        self._goods_label, self._goods = self._sum()
        self._off_label, self._off = self._sum()
        self._off_label.setText(_("Giảm cả đơn"))
        self.body.addSpacing(2)
        self.body.addWidget(Divider(strong=True))
        self.body.addSpacing(2)
        self._due_label, self._due = self._sum(19, 600)
        self._due_label.setText(_("Khách cần trả"))
        self.body.addStretch(1)
        self.ask = AskBar()
        self.body.addWidget(self.ask)
        self.print_slip = Check(_("In phiếu khi hoàn tất"), checked=True)
        self.print_slip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.print_slip)

    def _guest_row(self) -> QWidget:
        self._guest = QWidget()
        row = QHBoxLayout(self._guest)
        plain_layout(row, (0, 0, 0, 0), 12)
        self._avatar = Avatar()
        self._name = Label("", 15, 600, elide=True)
        self._standing = Label("", 14, 400, "ink2", elide=True)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 0)
        words.addWidget(self._name)
        words.addWidget(self._standing)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        return self._guest

    def _sum(self, size: int = 15, weight: int = 400) -> tuple[Label, MoneyLabel]:
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 8)
        label = Label("", 15, weight, "ink" if weight > 400 else "ink2")
        label.setMinimumHeight(px(24))
        amount = MoneyLabel(ZERO, size, 600)
        row.addWidget(label)
        row.addWidget(amount, 1)
        self.body.addLayout(row)
        return label, amount

    def show_order(self, cart: Cart, totals: Totals, guest: Guest | None) -> None:
        """Takes an order over."""
        self._guest.setVisible(guest is not None)
        self._rule.setVisible(guest is not None)
        if guest is not None:
            tone = TIER_TONES[min(guest.tier_rank, len(TIER_TONES) - 1)]
            self._avatar.set_name(guest.name, Tone.GOLD if tone is Tone.PLAIN else tone)
            self._name.setText(guest.shown)
            points = ngettext("{points} điểm", "{points} điểm", guest.points)
            held = points.format(points=Money(guest.points).digits())
            self._standing.setText(f"{guest.tier} · {held}")
        self._rows.set_rows(
            [
                _Line(line.ware.name, f"×{line.quantity}", total.gross - total.line_discount)
                for line, total in zip(cart.lines, totals.lines, strict=True)
            ]
        )
        count = len(cart.lines)
        words = ngettext("Cộng {count} món", "Cộng {count} món", count)
        self._goods_label.setText(words.format(count=count))
        self._goods.set_amount(totals.goods)
        for part in (self._off_label, self._off):
            part.setVisible(bool(totals.order_discount))
        self._off.set_amount(-totals.order_discount)
        self._due.set_amount(totals.due)
        self.lines.setMaximumHeight(self.lines.sizeHintForRow(0) * len(cart.lines))
