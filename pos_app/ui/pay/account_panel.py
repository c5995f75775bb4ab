"""On account: how much of the bill the customer will pay later, within what may be owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import Method, Tender
from pos_app.ui.pay.panels import Panel
from pos_app.ui.widgets.amounts import MoneyEdit
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.surfaces import plain_layout

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.selling.debt_book import Debtor
    from pos_app.ui.desk import Desk


class AccountPanel(Panel):
    """An amount, and what it does to the customer's account."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 12)
        self.add_head(column, _("Ghi nợ"), "")
        self.amount = MoneyEdit(_("Số tiền"), height=64, size=32)
        self._words = Label("", 14, 400, "ink2", wrap=True)
        column.addWidget(self.amount)
        column.addWidget(self._words)
        column.addStretch(1)
        self._most = self._missing = ZERO
        self.amount.changed.connect(lambda _amount: self.changed.emit())
        self.amount.submitted.connect(self.accepted)

    def read(self, desk: Desk, guest: Customer | None, taken: Money) -> str:
        """As `allow`, of the customer at the counter; nothing for who may not sell on account."""
        from pos_app.shop.rights import Right

        if guest is not None and not desk.may(Right.SELL_ON_ACCOUNT):
            self._most = ZERO
            return _("Cần người có quyền")
        return self.allow(desk.services.drawer.debts.of(guest.id) if guest else None, taken)

    def allow(self, account: Debtor | None, taken: Money) -> str:
        """Takes an account over, of which this order has `taken` already; what it lets one owe."""
        self._most = max(account.room - taken, ZERO) if account else ZERO
        if account is None:
            return _("Chưa chọn khách")
        self._words.setText(
            _("Đang nợ {owed}, hạn mức {most}. Ghi thêm được {room}.").format(
                owed=account.owed, most=account.most, room=self._most
            )
        )
        if not account.most:
            return _("Chưa có hạn mức")
        return (
            _("Tối đa {amount}").format(amount=self._most.digits())
            if self._most
            else _("Hết hạn mức")
        )

    @property
    def usable(self) -> bool:
        """Whether anything more may be owed."""
        return bool(self._most)

    def pending(self) -> Tender | None:
        amount = self.amount.checked()
        if not amount:
            return None
        if amount > self._most:
            raise BadInput(
                _("Chỉ ghi nợ được {most}. Đổi hạn mức ở trang Công nợ.").format(most=self._most)
            )
        return Tender(Method.ACCOUNT, amount, amount)

    def reset(self, missing: Money) -> None:
        self._missing = missing
        self.amount.set_value(min(missing, self._most) or None)

    def owe(self, missing: Money) -> None:
        if self.amount.value() == min(self._missing, self._most):
            self.amount.set_value(min(missing, self._most) or None)
        self._missing = missing

    def take_focus(self) -> None:
        self.amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.select_all()

    def told(self) -> Money | None:
        return self.amount.value()

    def offer(self, amount: Money) -> None:
        self.amount.set_value(min(amount, self._missing, self._most) or None)
