"""Which ways to pay are open to the order in front, and what their buttons say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.basics.i18n import _
from pos_app.payments.tenders import Method, Settlement
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk
from pos_app.ui.pay.panels import points_words
from pos_app.ui.pay.pay_view import PayView

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer


class Ways:
    """Cash is always open; nothing else where nothing is missing."""

    def __init__(self, desk: Desk, carts: Carts, view: PayView) -> None:
        self._desk, self._carts, self._view = desk, carts, view

    def usable(self, method: Method, guest: Customer | None, accepted: Settlement) -> bool:
        """Whether anything can be paid this way now."""
        if method is Method.CASH:
            return True
        if method is Method.POINTS:
            return bool(self._points(guest, accepted))
        if method is Method.ACCOUNT:
            self._account(guest, accepted)
            return bool(accepted.missing) and self._view.account.usable
        return bool(accepted.missing)

    def show(self, guest: Customer | None, accepted: Settlement) -> None:
        """Every button as it is now."""
        buttons = self._view.methods
        for method, button in buttons.items():
            button.setEnabled(self.usable(method, guest, accepted))
        buttons[Method.CASH].say(_("Thu {amount}").format(amount=accepted.cash_missing))
        told = self._desk.services.accounts.get()
        buttons[Method.TRANSFER].say(_("Mã QR") if told else _("Chưa khai tài khoản"))
        tenders = self._carts.front.tenders
        words = points_words(guest, tenders, self._points(guest, accepted))
        buttons[Method.POINTS].say(words)
        buttons[Method.ACCOUNT].say(self._account(guest, accepted))

    def _account(self, guest: Customer | None, accepted: Settlement) -> str:
        return self._view.account.read(self._desk, guest, accepted.by(Method.ACCOUNT))

    def _points(self, guest: Customer | None, accepted: Settlement) -> int:
        """How many may be spent."""
        if guest is None or any(one.points for one in self._carts.front.tenders):
            return 0
        return self._view.points.allow(
            self._carts.totals.due, accepted.missing, guest.points, self._desk.programme
        )
