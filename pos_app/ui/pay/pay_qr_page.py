"""A transfer: the code is shown, and a named person says that the money arrived, or not yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import HowSeen, Method, Tender, seen_words
from pos_app.selling.cart import accept
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk
from pos_app.ui.pay.pay_qr_view import PayQrView
from pos_app.ui.till import Till
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.payments.expected import Transfer


class PayQrPage(Page):
    """The screen while a transfer is on its way.

    Signals:
        showing(object, object): a Transfer, and the Money of the order beyond it, for the
            customer's display.
        ended(): nothing is waited for any more on this screen.
    """

    showing = Signal(object, object)
    ended = Signal()

    sums_below = True

    def __init__(self, desk: Desk, carts: Carts, till: Till) -> None:
        super().__init__(_("Chuyển khoản"))
        self.view = PayQrView()
        self.body.addWidget(self.view)
        self._desk, self._carts, self._till = desk, carts, till
        self._transfer: Transfer | None = None
        self.back = Button(_("Đổi cách trả"), key="Esc", icon="arrow-left", height=40)
        self.back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.add(self.back)
        self.back.clicked.connect(self._leave)
        self.view.speaker.clicked.connect(partial(self._confirm, HowSeen.SPEAKER))
        self.view.owner.clicked.connect(partial(self._confirm, HowSeen.OWNER))
        self.view.app.clicked.connect(partial(self._confirm, HowSeen.BANK_APP))
        self.view.tray.clicked.connect(self._to_tray)
        till.failed.connect(self.view.say_trouble)
        desk.duty_changed.connect(self._show_staff)
        words = seen_words
        self.add_key("F9", partial(self._confirm, HowSeen.SPEAKER), words(HowSeen.SPEAKER))
        self.add_key("F2", partial(self._confirm, HowSeen.OWNER), words(HowSeen.OWNER))
        self.add_key("F6", partial(self._confirm, HowSeen.BANK_APP), words(HowSeen.BANK_APP))
        self.add_key("F5", self._to_tray, _("Để vào khay chờ"))
        self.add_key("F8", self._pay_cash, _("Trả hết bằng tiền mặt"), hinted=True)
        self.add_key("Ctrl+P", self._print, _("In mã ra giấy"), hinted=True)
        self.add_key("Esc", self._leave, _("Đổi cách trả"))

    def show_subject(self, subject: object) -> None:
        """The Money to be transferred."""
        if not isinstance(subject, Money) or not self._carts.ready:
            return
        self.view.say_trouble("")
        cart = self._carts.front
        try:
            self._transfer = self._desk.services.transfers.expect(
                self._desk.actor(), cart.key, cart.code, subject
            )
        except PosError as refusal:
            self._turn_back(str(refusal))
            return
        rest = self._till.settle(*cart.tenders).missing - subject
        self.view.show_transfer(self._transfer)
        self._show_staff()
        self.bar.set_title(_("Chuyển khoản"), self._second(rest))
        self.showing.emit(self._transfer, rest)

    def _turn_back(self, sentence: str) -> None:
        """Whoever may tells the account that is missing; anybody else is told what is wrong."""
        from pos_app.shop.staff import Right
        from pos_app.ui.setup.settings_page import ACCOUNT

        missing = self._desk.services.accounts.get() is None
        if missing and self._desk.may(Right.SETTINGS):
            self.go("settings", ACCOUNT)
        else:
            self.go("pay", sentence)

    def _show_staff(self) -> None:
        """The name under which it will be confirmed, also after somebody else took over."""
        staff = self._desk.staff
        self.view.show_staff(staff.name if staff else "")

    def _second(self, rest: Money) -> str:
        parts = [_("Đơn {number}").format(number=self._carts.index + 1)]
        called = self._desk.called(self._carts.front.customer_id)
        if called:
            parts.append(called)
        if rest > ZERO:
            parts.append(_("còn {rest} trả cách khác").format(rest=rest))
        return " · ".join(parts)

    def hidden(self) -> None:
        self._transfer = None
        self.ended.emit()

    def scanned(self, code: str) -> bool:
        """A scan here confirms nothing and changes nothing."""
        self.say(_("Đang chờ chuyển khoản. Bấm Esc rồi quét lại."), icon="scan-barcode")
        return True

    def _confirm(self, how: HowSeen) -> None:
        """Under the name of whoever is on duty; the sale is finished when nothing is missing."""
        waited = self._transfer
        if waited is None or self._till.busy:
            return
        try:
            seen, changes = self._desk.services.transfers.confirm(
                self._desk.actor(), waited.uid, how
            )
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            return
        self._transfer = None
        tender = Tender(Method.TRANSFER, seen.amount, seen.amount, transfer_uid=seen.uid)
        tenders = (*self._carts.front.tenders, tender)
        accepted = self._carts.apply(lambda cart: accept(cart, tenders))
        self._desk.tell(changes)
        if accepted and self._till.settle(*tenders).complete:
            self._till.complete(print_slip=self._prints())
        else:
            self.go("pay")

    def _prints(self) -> bool:
        from pos_app.shop.settings import PRINT_ON_PAY

        return self._desk.services.settings.get(PRINT_ON_PAY)

    def _to_tray(self) -> None:
        """Not seen yet: the order waits on its tab, and the next customer is served."""
        waited = self._transfer
        if waited is None:
            return
        try:
            if waited.state == "waiting":
                _moved, changes = self._desk.services.transfers.to_tray(
                    self._desk.actor(), waited.uid
                )
                self._desk.tell(changes)
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            return
        called = self._desk.called(self._carts.front.customer_id)
        self._carts.hold(called or _("Chờ tiền"))
        self.say(_("Đơn vào khay chờ, bán tiếp đơn khác."), icon="inbox")
        self.go("sell")

    def _pay_cash(self) -> None:
        """The customer pays another way after all."""
        if self._transfer is not None:
            try:
                _gone, changes = self._desk.services.transfers.give_up(
                    self._desk.actor(), self._transfer.uid
                )
            except PosError as refusal:
                self.view.say_trouble(str(refusal))
                return
            self._desk.tell(changes)
        self.go("pay", Method.CASH)

    def _print(self) -> None:
        """Ctrl+P: the code on the slip's paper; nothing is confirmed by it."""
        from pos_app.shop.settings import PAPER_WIDTH

        waited = self._transfer
        if waited is not None:
            width = self._desk.services.settings.get(PAPER_WIDTH)
            work = partial(self._desk.services.papers.transfer_code, waited, width)
            self._desk.print_paper(work, _("Mã {code}").format(code=waited.code))

    def _leave(self) -> None:
        self.go("pay")
