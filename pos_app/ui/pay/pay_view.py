"""The paying screen's layout: order, ways to pay, what was received."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import Method
from pos_app.ui.pay.account_panel import AccountPanel
from pos_app.ui.pay.late_goods import LateGoodBar
from pos_app.ui.pay.order import OrderColumn
from pos_app.ui.pay.pad import MethodButton
from pos_app.ui.pay.panels import CashPanel, PointsPanel, RecordedPanel
from pos_app.ui.pay.panels import Panel as TenderPanel
from pos_app.ui.pay.received import ReceivedColumn
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.paint import LEFT
from pos_app.ui.widgets.surfaces import Panel, plain_layout

METHODS: Final = (
    (
        (Method.CASH, "banknote", "F8"),
        (Method.TRANSFER, "qr-code", "F11"),
        (Method.CARD, "credit-card", "Alt+1"),
    ),
    (
        (Method.WALLET, "smartphone", "Alt+2"),
        (Method.POINTS, "sparkles", "Alt+3"),
        (Method.ACCOUNT, "notebook-pen", "Alt+5"),
    ),
)
"""In rows that all fill the width."""
KEYS: Final = {method: key for row in METHODS for method, _icon, key in row}
ICONS: Final = {method: icon for row in METHODS for method, icon, _key in row}
DESIGN: Final = 1294
ORDER: Final = (198, 340)
RECEIVED: Final = (292, 336)
"""Least width of the columns at the sides, and that of the design."""
MIDDLE: Final = (330, 760)
"""Least and most width between them; on a large screen the list of goods grows instead."""


class PayView(QWidget):
    """Layout only; what its parts do is in PayPage."""

    def __init__(self) -> None:
        super().__init__()
        self._trouble = ""
        self.order = OrderColumn()
        self.received = ReceivedColumn()
        self._tender = self._middle()
        for column in (self.order, self._tender, self.received):
            column.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Each column its share; what the middle has no use for is the order's."""
        whole = self.width()
        least, usual = RECEIVED
        received = min(max(px(least), usual * whole // DESIGN), px(usual), whole * 31 // 100)
        least, usual = ORDER
        order = min(max(px(least), usual * whole // px(DESIGN)), usual)
        rest = whole - received
        order = min(max(order, rest - px(MIDDLE[1])), rest - px(MIDDLE[0]))
        left = 0
        columns = (self.order, self._tender, self.received)
        for column, wide in zip(columns, (order, whole - order - received, received), strict=True):
            column.setGeometry(left, 0, wide, self.height())
            left += wide
        super().resizeEvent(event)

    def _middle(self) -> QWidget:
        middle = Panel("bg", margins=(16, 12, 16, 20), gap=12)
        middle.body.addLayout(self._head())
        self.banner = Banner("", Tone.GOLD, "triangle-alert")
        self.banner.hide()
        self.late_good = LateGoodBar()
        middle.body.addWidget(self.late_good)
        middle.body.addWidget(self.banner)
        middle.body.addLayout(self._methods())
        self.cash = CashPanel()
        self.card = RecordedPanel(
            Method.CARD,
            _("Quẹt thẻ trên máy riêng"),
            _("Máy báo thành công rồi mới ghi"),
            _("4 số cuối hoặc mã chuẩn chi"),
        )
        self.wallet = RecordedPanel(
            Method.WALLET,
            _("Quét mã trên ví của khách"),
            _("Ví báo thành công rồi mới ghi"),
            _("Mã giao dịch"),
        )
        self.points = PointsPanel()
        self.account = AccountPanel()
        self.panels: dict[Method, TenderPanel] = {
            Method.CASH: self.cash,
            Method.CARD: self.card,
            Method.WALLET: self.wallet,
            Method.POINTS: self.points,
            Method.ACCOUNT: self.account,
        }
        self.stack = QStackedWidget()
        for panel in self.panels.values():
            self.stack.addWidget(panel)
        middle.body.addWidget(self.stack, 1)
        return middle

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 0), 16)
        left = QGridLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setVerticalSpacing(0)
        left.addWidget(Label(_("Còn phải thu"), 14, 600, "ink2"), 0, 0)
        self.missing = MoneyLabel(ZERO, 46, 700, align=LEFT)
        self.missing.setMaximumHeight(px(50))
        left.addWidget(self.missing, 1, 0)
        head.addLayout(left, 1)
        right = QGridLayout()
        right.setContentsMargins(0, 20, 0, 0)
        right.setHorizontalSpacing(14)
        right.setVerticalSpacing(4)
        self.due, self.paid = MoneyLabel(ZERO, 14, 600), MoneyLabel(ZERO, 14, 600)
        self.rounding = MoneyLabel(ZERO, 14, 600, sign=True)
        self._rounding_words = Label(_("Làm tròn tiền mặt"), 14, 400, "ink2")
        rows = (
            (Label(_("Khách cần trả"), 14, 400, "ink2"), self.due),
            (self._rounding_words, self.rounding),
            (Label(_("Đã nhận"), 14, 400, "ink2"), self.paid),
        )
        for place, (words, amount) in enumerate(rows):
            right.addWidget(words, place, 0)
            right.addWidget(amount, place, 1)
        self._sums = right
        self.show_rounding(ZERO)
        head.addLayout(right)
        return head

    def _methods(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        plain_layout(rows, (0, 0, 0, 0), 8)
        self.methods: dict[Method, MethodButton] = {}
        self._group = QButtonGroup(self)
        for ways in METHODS:
            row = QHBoxLayout()
            plain_layout(row, (0, 0, 0, 0), 8)
            for method, icon, key in ways:
                button = self.methods[method] = MethodButton(method, icon, key)
                self._group.addButton(button)
                row.addWidget(button, 1)
            rows.addLayout(row)
        self.methods[Method.CARD].say(_("Máy quẹt riêng"))
        self.methods[Method.WALLET].say(_("Quét mã khách"))
        return rows

    def show_method(self, method: Method) -> None:
        """Brings a method's panel to the front."""
        self.methods[method].setChecked(True)
        self.stack.setCurrentWidget(self.panels[method])

    def show_rounding(self, rounding: Money) -> None:
        """What cash is rounded by; its row stands there only for something."""
        for part in (self._rounding_words, self.rounding):
            part.setVisible(bool(rounding))
        self.rounding.set_amount(rounding)
        self._sums.setContentsMargins(0, 0 if rounding else 20, 0, 0)

    def say_trouble(self, sentence: str, tone: Tone = Tone.GOLD) -> None:
        """A sentence above the methods; "" takes it away."""
        self._trouble = sentence
        if sentence:
            self.banner.say(sentence, tone, "triangle-alert")
        self.make_room()

    def make_room(self) -> None:
        """A question about a good that was scanned stands in place of the sentence."""
        self.banner.setVisible(bool(self._trouble) and self.late_good.isHidden())
