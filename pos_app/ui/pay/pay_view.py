"""The paying screen's layout: order, ways to pay, what was received."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO
from pos_app.payments.tenders import Method
from pos_app.ui.pay.order import OrderColumn
from pos_app.ui.pay.pad import MethodButton
from pos_app.ui.pay.panels import CashPanel, PointsPanel, RecordedPanel
from pos_app.ui.pay.panels import Panel as TenderPanel
from pos_app.ui.pay.received import ReceivedColumn
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.paint import LEFT
from pos_app.ui.widgets.surfaces import Panel, plain_layout

METHODS: Final = (
    (Method.CASH, "banknote", "F8"),
    (Method.TRANSFER, "qr-code", "F11"),
    (Method.CARD, "credit-card", "Alt+1"),
    (Method.WALLET, "smartphone", "Alt+2"),
    (Method.POINTS, "sparkles", "Alt+3"),
)
ICONS: Final = {method: icon for method, icon, _key in METHODS}
COLUMNS: Final = 4


class PayView(QWidget):
    """Layout only; what its parts do is in PayPage."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        self.order = OrderColumn()
        self.received = ReceivedColumn()
        row.addWidget(self.order)
        row.addWidget(self._middle(), 1)
        row.addWidget(self.received)

    def _middle(self) -> QWidget:
        middle = Panel("bg", margins=(16, 12, 16, 20), gap=12)
        middle.body.addLayout(self._head())
        self.banner = Banner("", Tone.GOLD, "triangle-alert")
        self.banner.hide()
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
        self.panels: dict[Method, TenderPanel] = {
            Method.CASH: self.cash,
            Method.CARD: self.card,
            Method.WALLET: self.wallet,
            Method.POINTS: self.points,
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
        left.addWidget(Label(_("Còn phải thu"), 14, 500, "ink2"), 0, 0)
        self.missing = MoneyLabel(ZERO, 46, 700, align=LEFT)
        left.addWidget(self.missing, 1, 0)
        head.addLayout(left, 1)
        right = QGridLayout()
        right.setContentsMargins(0, 20, 0, 0)
        right.setHorizontalSpacing(14)
        right.setVerticalSpacing(4)
        self.due, self.paid = MoneyLabel(ZERO, 14, 600), MoneyLabel(ZERO, 14, 600)
        for place, (words, amount) in enumerate(
            ((_("Khách cần trả"), self.due), (_("Đã nhận"), self.paid))
        ):
            right.addWidget(Label(words, 14, 400, "ink2"), place, 0)
            right.addWidget(amount, place, 1)
        head.addLayout(right)
        return head

    def _methods(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.methods: dict[Method, MethodButton] = {}
        self._group = QButtonGroup(self)
        for place, (method, icon, key) in enumerate(METHODS):
            button = self.methods[method] = MethodButton(method, icon, key)
            self._group.addButton(button)
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def show_method(self, method: Method) -> None:
        """Brings a method's panel to the front."""
        self.methods[method].setChecked(True)
        self.stack.setCurrentWidget(self.panels[method])

    def say_trouble(self, sentence: str, tone: Tone = Tone.GOLD) -> None:
        """A sentence above the methods; "" takes it away."""
        if sentence:
            self.banner.say(sentence, tone, "triangle-alert")
        self.banner.setVisible(bool(sentence))
