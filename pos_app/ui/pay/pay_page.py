"""Paying: tenders are collected until nothing is missing, then F9 makes it a sale."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pos_app.basics.changes import Changes
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import Money
from pos_app.payments.tenders import Method, Settlement, Tender, method_name
from pos_app.selling.cart import accept, write_note
from pos_app.ui.carts import Carts, Change
from pos_app.ui.desk import Desk
from pos_app.ui.pay.accepted import Accepted
from pos_app.ui.pay.late_goods import YES, LateGoods
from pos_app.ui.pay.pay_view import KEYS, PayView
from pos_app.ui.pay.received_rows import WAITS, points_after, rows_of
from pos_app.ui.pay.ways import Ways
from pos_app.ui.sell.questions import note_on
from pos_app.ui.theme import Tone
from pos_app.ui.till import Till
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.payments.expected import Transfer
    from pos_app.selling.checkout import CompletedSale


class PayPage(Page):
    """The screen between the cart and the sale."""

    sums_below = True

    def __init__(self, desk: Desk, carts: Carts, till: Till) -> None:
        super().__init__(_("Thanh toán"))
        self.view = PayView()
        self.body.addWidget(self.view)
        self._desk, self._carts, self._till = desk, carts, till
        self._tenders = Accepted(desk, carts, till)
        self._ways = Ways(desk, carts, self.view)
        self.late = LateGoods(desk, carts, self.view.late_good)
        self._method = Method.CASH
        self._guest: Customer | None = None
        self._transfers: list[Transfer] = []
        self._shown: tuple[str, Money] | None = None
        self._unsaved = ""
        self._told: Money | None = None
        """Typed and not accepted yet: another way to pay takes it over."""
        self.back = Button(_("Quay lại giỏ"), key="Esc", icon="arrow-left", height=40)
        self.back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.add(self.back)
        self._connect_parts()
        self._bind_keys()

    def _connect_parts(self) -> None:
        view = self.view
        self.back.clicked.connect(self._leave)
        for method, button in view.methods.items():
            button.clicked.connect(partial(self._choose, method))
        for panel in view.panels.values():
            panel.changed.connect(self._typed)
            panel.accepted.connect(self._accept)
        view.received.dropped.connect(self._drop)
        view.received.opened.connect(self._open_transfer)
        view.received.finish.clicked.connect(self._finish)
        view.order.print_slip.toggled.connect(self._keep_print)
        view.order.ask.closed.connect(self._take_focus)
        self.late.turned.connect(view.make_room)
        self.late.agreed.connect(self._grow)
        self.late.elsewhere.connect(partial(self.go, "sell"))
        self._till.started.connect(self._show_busy)
        self._till.completed.connect(self._completed)
        self._till.failed.connect(self._failed)
        self._carts.refused.connect(self.view.say_trouble)
        self._carts.unsaved.connect(self._show_unsaved)
        self._carts.changed.connect(self._follow)

    def _bind_keys(self) -> None:
        self.add_hint("Enter", _("Nhận khoản"))
        for method, key in KEYS.items():
            self.add_key(key, partial(self._choose, method), method_name(method))
        self.add_key("Ctrl+Del", self._drop_last, _("Bỏ khoản cuối"), hinted=True)
        self.add_key("F9", self._finish, _("Hoàn tất"))
        self.add_key("F10", self._finish_and_print, _("Hoàn tất và in"), hinted=True)
        self.add_key("F7", self._ask_note, _("Ghi chú đơn"), hinted=True)
        self.add_key(YES, self.late.agree, _("Thêm món vừa quét"))
        self.add_key("Esc", self._leave, _("Quay lại giỏ"))

    # the page's life

    def shown(self) -> None:
        """The cart in front is to be paid."""
        from pos_app.shop.settings import PRINT_ON_PAY

        if not self._desk.ready or self._carts.front.empty:
            self.go("sell")
            return
        services = self._desk.services
        cart = self._carts.front
        self._guest = services.directory.get(cart.customer_id) if cart.customer_id else None
        self._show_order()
        self.view.order.print_slip.setChecked(services.settings.get(PRINT_ON_PAY))
        self._calm()
        if self._take_stock():
            self._shown = (cart.key, self._carts.totals.due)
            self._begin()

    def _show_order(self) -> None:
        cart = self._carts.front
        count = len(cart.lines)
        words = ngettext(
            "Đơn {number} · {count} mặt hàng", "Đơn {number} · {count} mặt hàng", count
        )
        second = words.format(number=self._carts.index + 1, count=count)
        self.bar.set_title(_("Thanh toán"), second)
        guest = self._desk.guest(self._guest) if self._guest else None
        self.view.order.show_order(cart, self._carts.totals, guest)

    def _calm(self) -> None:
        """Only what is not on disk, or goes back to the customer, is still said."""
        tone = Tone.RED if self._unsaved else Tone.GOLD
        self.view.say_trouble(self._unsaved or self._tenders.goes_back, tone)

    def hidden(self) -> None:
        self.late.close()
        self.view.order.ask.close_question()
        self._shown = None

    def _follow(self) -> None:
        """An order that another window changed is looked at again before it is paid."""
        if self._shown not in (None, (self._carts.front.key, self._carts.totals.due)):
            self.go("sell")

    def _take_stock(self) -> bool:
        """Takes over what arrived meanwhile; False when it is more than the order."""
        self._read_transfers()
        self._tenders.adopt(self._transfers)
        try:
            self._tenders.fit(self._guest)
        except PosError as refusal:
            self.say(str(refusal), icon="triangle-alert")
            self.go("sell")
            return False
        return True

    def show_subject(self, subject: object) -> None:
        """A method to begin with, or a sentence that says why another one cannot be."""
        if isinstance(subject, Method):
            self._choose(subject)
        elif isinstance(subject, str):
            self.view.say_trouble(subject)

    def changed(self, changes: Changes) -> None:
        if changes & Changes.TRANSFERS and self._shown is not None:
            self._read_transfers()
            self._show()

    def scanned(self, code: str) -> bool:
        """A good is asked about in place; what was accepted and what is typed stay."""
        if self._till.busy or self._shown is None:
            return False
        if self.late.open:
            self.say(_("Trả lời câu đang hỏi đã, hoặc bấm Esc, rồi quét lại."), icon="scan-barcode")
            return True
        return self.late.ask(code)

    def _grow(self, change: Change) -> None:
        """One more good; the larger sum is due."""
        before, self._shown = self._shown, None
        if not self._carts.apply(change):
            self._shown = before
            self._follow()
            return
        self._show_order()
        self._shown = (self._carts.front.key, self._carts.totals.due)
        self._calm()
        self.view.panels[self._method].owe(self._owed(self._method))
        self._show()

    def _owed(self, method: Method) -> Money:
        """What is missing, as a way to pay counts it."""
        return self._accepted.cash_missing if method is Method.CASH else self._missing

    def _ask_note(self) -> None:
        """F7: the keys come back to the amount when it is written, or given up."""

        def take(words: str) -> None:
            self._carts.apply(lambda cart: write_note(cart, words))

        self.view.order.ask.ask(note_on(self._carts.front.note, take))

    def _take_focus(self) -> None:
        self.view.panels[self._method].take_focus()

    def _read_transfers(self) -> None:
        self._transfers = self._desk.services.transfers.of_draft(self._carts.front.key)

    # choosing and accepting

    @property
    def _accepted(self) -> Settlement:
        return self._till.settle(*self._carts.front.tenders)

    @property
    def _missing(self) -> Money:
        return self._accepted.missing

    def _begin(self, method: Method = Method.CASH) -> None:
        """Nothing is typed for what is still missing."""
        self._told = None
        self._choose(method)

    def _choose(self, method: Method, *_checked: object) -> None:
        """What was typed goes along to another way to pay."""
        if method is Method.TRANSFER:
            self._ask_transfer()
            return
        if not self._ways.usable(method, self._guest, self._accepted):
            self.view.show_method(self._method)
            return
        self._method = method
        self.view.show_method(method)
        self._calm()
        panel = self.view.panels[method]
        panel.reset(self._owed(method))
        if self._told:
            panel.offer(self._told)
        panel.take_focus()
        self._show()

    def _ask_transfer(self) -> None:
        """The amount that was typed, else all that is missing."""
        missing = self._missing
        if not missing:
            return
        if self._told:
            self.go("pay_qr", min(self._told, missing))
            return
        waiting = [one.amount for one in self._transfers if one.state in WAITS]
        self.go("pay_qr", min(waiting[0], missing) if waiting else missing)

    def _open_transfer(self, place: int) -> None:
        waiting = [one for one in self._transfers if one.state in WAITS]
        row = place - len(self._carts.front.tenders)
        if 0 <= row < len(waiting):
            self.go("pay_qr", min(waiting[row].amount, self._missing))

    def _stands_there(self) -> Tender | None:
        """What stands in the panel; BadInput for nonsense."""
        return self.view.panels[self._method].pending()

    def _pending(self) -> Tender | None:
        try:
            return self._stands_there()
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            return None

    def _accept(self) -> bool:
        """Enter: what stands in the panel becomes a payment of its own."""
        pending = self._pending()
        if pending is None or self._till.busy:
            return False
        return self._put((*self._carts.front.tenders, pending))

    def _put(self, tenders: tuple[Tender, ...]) -> bool:
        try:
            self._till.settle(*tenders)
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            return False
        if not self._carts.apply(lambda cart: accept(cart, tenders)):
            return False
        self._tenders.forget()
        self._begin()
        return True

    def _drop(self, place: int) -> None:
        tenders = self._carts.front.tenders
        if place < len(tenders) and not tenders[place].transfer_uid and not self._till.busy:
            left = tenders[:place] + tenders[place + 1 :]
            self._carts.apply(lambda cart: accept(cart, left))
            self._begin()
        elif place >= len(tenders):
            self._begin(self._method)

    def _drop_last(self) -> None:
        try:
            nothing_typed = self._stands_there() is None
        except PosError:
            nothing_typed = False
        if not nothing_typed:
            self._begin()
        elif self._carts.front.tenders:
            self._drop(len(self._carts.front.tenders) - 1)

    # finishing

    def _finish(self) -> None:
        self._complete(print_slip=self.view.order.print_slip.isChecked())

    def _finish_and_print(self) -> None:
        self._complete(print_slip=True)

    def _complete(self, *, print_slip: bool) -> None:
        if self._till.busy or self._carts.front.empty:
            return
        if self.late.open:
            self.say(_("Trả lời câu đang hỏi rồi hoàn tất."), icon="scan-barcode")
            return
        try:
            typed = self._stands_there()
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            return
        if typed is not None and not self._accept():
            return
        if self._missing:
            self.view.say_trouble(_("Còn thiếu {amount}.").format(amount=self._missing))
            return
        self._till.complete(print_slip=print_slip)

    def _show_busy(self) -> None:
        self.view.received.finish.set_busy(True)

    def _completed(self, _sale: CompletedSale) -> None:
        self.view.received.finish.set_busy(False)

    def _failed(self, sentence: str) -> None:
        self.view.received.finish.set_busy(False)
        if self._shown is not None and self._take_stock():
            self._begin()
            if sentence:
                self.view.say_trouble(sentence)

    def _leave(self) -> None:
        """Esc: first what is asked, then the page."""
        if self.late.open:
            self.late.close()
        elif self.view.order.ask.open:
            self.view.order.ask.close_question()
        elif not self._till.busy:
            self.go("sell")

    def _keep_print(self, on: bool) -> None:
        from pos_app.shop.settings import PRINT_ON_PAY

        settings = self._desk.services.settings
        if settings.get(PRINT_ON_PAY) != on:
            settings.put(self._desk.actor(), PRINT_ON_PAY, on)

    # showing

    def _show(self) -> None:
        self._ways.show(self._guest, self._accepted)
        self._show_sums()

    def _typed(self) -> None:
        """Another amount ends what was said about the one before."""
        if self._method is not Method.POINTS:
            self._told = self.view.panels[self._method].told()
        self._calm()
        self._show_sums()

    def _show_unsaved(self, sentence: str) -> None:
        self._unsaved = sentence
        self._calm()

    def _show_sums(self) -> None:
        """Everything that follows from what was accepted and what stands in the panel."""
        cart, due = self._carts.front, self._carts.totals.due
        if cart.empty:
            return
        accepted = self._accepted
        pending = self._pending()
        try:
            final = self._till.settle(*cart.tenders, pending) if pending else accepted
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            final, pending = accepted, None
        self.view.missing.set_amount(accepted.missing)
        self.view.due.set_amount(due)
        self.view.paid.set_amount(accepted.paid)
        self.view.show_rounding(final.rounding)
        worth = Money(self._desk.programme.dong_of_point)
        self.view.received.show_rows(rows_of(cart.tenders, self._transfers, pending, worth))
        self.view.received.show_change(final.change, known=bool(final.change or final.complete))
        after = points_after(self._guest, final, self._carts.totals.earning, self._desk.programme)
        self.view.received.show_points(after)
        reason = _("Còn thiếu {amount}").format(amount=final.missing) if final.missing else ""
        self.view.received.finish.refuse(reason)
