"""Selling: the cashier's keys, scans and touches, and what each of them reaches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from pos_app.basics.changes import Changes
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import receipt_number
from pos_app.payments.tenders import Method
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk
from pos_app.ui.sell.deeds import Deeds
from pos_app.ui.sell.done import DoneFacts
from pos_app.ui.sell.finding import Finder
from pos_app.ui.sell.guest import GuestDesk
from pos_app.ui.sell.sell_view import FOOT, SellView
from pos_app.ui.sell.tabs import Tab
from pos_app.ui.sell.tiles import BEST_SELLERS, NUMBERED
from pos_app.ui.theme import Tone
from pos_app.ui.till import Till, points_sum
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.selling.cart import Cart
    from pos_app.selling.checkout import CompletedSale

IDLE_MS = 20_000
"""So long nothing was sold: time to checkpoint the shop file."""


class SellPage(Page):
    """The counter's main screen."""

    foot = FOOT

    def __init__(self, desk: Desk, carts: Carts, till: Till) -> None:
        self.view = SellView()
        super().__init__(_("Bán hàng"), top=self.view.top)
        self.body.addWidget(self.view)
        self._desk, self._carts, self._till = desk, carts, till
        self._tray: dict[str, Money] = {}
        self._asked_in = ""
        self._served: int | None = None
        self._scans: list[str] = []
        self._unsaved = ""
        self.finder = Finder(desk, carts, self.view)
        self.deeds = Deeds(desk, carts, self.view)
        self.guests = GuestDesk(desk, carts, self.view)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._tidy)
        self._connect_parts()
        self._bind_keys()
        self._show_cart()
        self._show_tabs()
        if desk.ready:
            self._open()

    def _connect_parts(self) -> None:
        view, carts, till = self.view, self._carts, self._till
        self.finder.good.connect(self.deeds.sell)
        self.finder.weighed.connect(self.deeds.sell_weighed)
        self.finder.unknown.connect(self.deeds.ask_unknown)
        self.finder.person.connect(self.guests.serve)
        self.finder.newcomer.connect(self.guests.ask_newcomer)
        self.finder.nobody.connect(self.guests.dismiss)
        self.finder.receipt.connect(partial(self.go, "receipts"))
        self.guests.open_file.connect(partial(self.go, "customers"))
        self.guests.said.connect(self._toast)
        self.deeds.said.connect(self._toast)
        self.deeds.put_in.connect(self._take_keys)
        view.tabs.chosen.connect(carts.bring)
        view.tabs.closed.connect(self.deeds.close_tab)
        view.tabs.wanted.connect(carts.new)
        view.tiles.category_chosen.connect(self._show_tiles)
        view.search.moved.connect(self._arrow)
        view.ask.closed.connect(self.finder.goods)
        view.ask.given_up.connect(self._calm)
        view.folded.connect(self._folded)
        view.add_guest.clicked.connect(self.finder.people)
        view.exact.clicked.connect(self._take_exact)
        view.qr.clicked.connect(self._pay_by_qr)
        view.pay.clicked.connect(self._pay)
        view.done.print_wanted.connect(self._print_last)
        carts.changed.connect(self._show_cart)
        carts.tabs_changed.connect(self._show_tabs)
        carts.refused.connect(self._refuse)
        carts.unsaved.connect(self._show_trouble)
        till.started.connect(self._show_busy)
        till.completed.connect(self._completed)
        till.failed.connect(self._failed)
        self._desk.opened.connect(self._open)

    def _bind_keys(self) -> None:
        deeds = self.deeds
        self.add_key("F1", self._carts.new, _("Đơn mới"))
        self.add_key("F2", deeds.ask_chosen_quantity, _("Số lượng"), hinted=True)
        self.add_key("F3", self.finder.goods, _("Tìm hàng"))
        self.add_key("F4", self.finder.people, _("Đổi khách"))
        self.add_key("Ctrl+G", self.view.turn_tiles, _("Hiện ô bán nhanh"), hinted=True)
        self.enable_key("Ctrl+G", on=False)
        self.add_key("F5", deeds.ask_hold, _("Giữ đơn"))
        self.add_key("F6", deeds.ask_discount, _("Giảm cả đơn"))
        self.add_key("F7", deeds.ask_note, _("Ghi chú"))
        self.add_key("F8", self._take_exact, _("Vừa đủ tiền mặt"))
        self.add_key("F9", self._pay, _("Thanh toán"))
        self.add_key("F10", self._take_exact_and_print, _("Thu đủ và in"), hinted=True)
        self.add_key("F11", self._pay_by_qr, _("Mã QR"))
        self.add_key("Shift+F6", deeds.ask_line_discount, _("Giảm món"), hinted=True)
        self.add_key("Ctrl+Del", deeds.remove_chosen, _("Bỏ dòng"), hinted=True)
        self.add_key("Ctrl+Up", partial(deeds.step_chosen, 1), _("Thêm một"), repeat=True)
        self.add_key("Ctrl+Down", partial(deeds.step_chosen, -1), _("Bớt một"), repeat=True)
        tiles = [f"Alt+{place + 1}" for place in range(NUMBERED)]
        self.add_keys(tiles, self.view.tiles.pick, f"{tiles[0]}…{NUMBERED}", _("Ô bán nhanh"))
        self.add_key("Ctrl+Tab", self._carts.bring_next, _("Đơn kế"), hinted=True)
        self.add_key("Alt+Q", partial(self.guests.act, 0), _("Việc thứ nhất với khách"))
        self.add_key("Alt+W", partial(self.guests.act, 1), _("Việc thứ hai với khách"))
        self.add_key("Ctrl+P", self._print_last, _("In phiếu vừa xong"))
        self.add_key("Esc", self._give_up, _("Thôi"))

    # the page's life

    def _open(self) -> None:
        """The shop is open: what was waiting for it is shown."""
        self.view.tiles.show_categories(self._desk.services.catalog.categories())
        self._show_tiles(BEST_SELLERS)
        self.guests.reload()
        self.guests.show_recent()
        self._read_tray()
        self._show_cart()

    def shown(self) -> None:
        self._take_keys()

    def _take_keys(self) -> None:
        """The keys find goods, unless something is asked."""
        if self.view.ask.open:
            self.view.ask.take_keys()
        else:
            self.finder.goods()

    def _give_up(self) -> None:
        """Esc, wherever the keys are."""
        self.view.show_tiles(on=False)
        self.view.ask.close_question()
        self.finder.goods()
        self._calm()

    def _calm(self) -> None:
        """What was said about the last attempt has been read; only what is not on disk stays."""
        self.view.say_trouble(self._unsaved)

    def _folded(self, narrow: bool) -> None:
        self.enable_key("Ctrl+G", on=narrow)

    def changed(self, changes: Changes) -> None:
        if not self._desk.ready:
            return
        if changes & Changes.TRANSFERS:
            self._read_tray()
        if changes & (Changes.GOODS | Changes.STOCK):
            self._show_tiles(self.view.tiles.category())
        if changes & (Changes.CUSTOMERS | Changes.POINTS | Changes.CARE | Changes.SETTINGS):
            self.guests.reload()

    def scanned(self, code: str) -> bool:
        """While a sale is being written a scan waits: it belongs to whoever is next."""
        if self._till.busy:
            self._scans.append(code)
            return True
        if not self.view.ask.waits:
            self.view.ask.close_question()
        if self._carts.ready:
            self.view.search.flash()
            self.finder.identify(code)
            if self.view.ask.open:
                self.view.ask.take_keys()
        return True

    def _scan_waiting(self) -> None:
        scans, self._scans = self._scans, []
        for code in scans:
            self.scanned(code)

    def show_subject(self, subject: object) -> None:
        """A customer's id to sell to, or a code that was scanned elsewhere."""
        if isinstance(subject, int) and self._desk.ready:
            self.guests.serve(self._desk.services.directory.get(subject))
        elif isinstance(subject, str):
            self.scanned(subject)

    # showing

    def _show_tiles(self, category: int) -> None:
        if self._desk.ready:
            catalog = self._desk.services.catalog
            shelf = None if category == BEST_SELLERS else category
            self.view.tiles.show_items(catalog.tiles(shelf))

    def _show_cart(self) -> None:
        """A change that went well ends what was said about the one before."""
        cart = self._carts.front
        self.view.say_trouble(self._unsaved)
        if cart.key != self._asked_in:
            self._asked_in = cart.key
            self.view.ask.close_question()
        if cart.customer_id != self._served:
            self._served = cart.customer_id
            self.view.show_tiles(on=False)
        if not cart.empty:
            self.view.done.show_sale(None)
        self.view.show_cart(cart, self._carts.totals)
        self._hint(cart)
        self._enable(selling=not cart.empty)

    def _hint(self, cart: Cart) -> None:
        """The bar tells keys that do something now; the list of all keys tells every one."""
        self.hint_key("F4", on=cart.customer_id is not None)
        for sequence in ("F2", "F10", "Shift+F6"):
            self.hint_key(sequence, on=not cart.empty)
        self.hint_key("Ctrl+Del", on=not cart.untouched)

    def _enable(self, *, selling: bool) -> None:
        reason = "" if selling else _("Giỏ đang trống")
        self.view.pay.refuse(reason)
        for button in (self.view.exact, self.view.qr, self.view.discount, self.view.hold):
            button.setEnabled(selling)
        self.view.note.setEnabled(self._carts.ready)
        self.view.drop.setEnabled(not self._carts.front.untouched)

    def _read_tray(self) -> None:
        self._tray = {}
        for one in self._desk.services.transfers.tray():
            self._tray[one.draft_key] = self._tray.get(one.draft_key, ZERO) + one.amount
        self.guests.show_tray(self._tray)
        self._show_tabs()

    def _show_tabs(self) -> None:
        tabs = [self._tab(cart, place) for place, cart in enumerate(self._carts.all)]
        self.view.tabs.show_tabs(tuple(tabs), self._carts.index)
        self.hint_key("Ctrl+Tab", on=len(tabs) > 1)

    def _tab(self, cart: Cart, place: int) -> Tab:
        named = cart.label or (self._desk.called(cart.customer_id) if cart.held else "")
        return Tab(
            title=named or _("Đơn {number}").format(number=place + 1),
            amount=self._carts.totals_of(cart).due,
            held=cart.held,
            waits=cart.key in self._tray,
        )

    def _arrow(self, by: int) -> None:
        listed = self.view.results if self.view.results.isVisible() else self.view.cart.view
        listed.step(by)

    def _toast(self, words: str, undo: object) -> None:
        self.say(words, undo=undo if callable(undo) else None)

    def _refuse(self, sentence: str) -> None:
        self.view.say_trouble(sentence, Tone.GOLD)

    def _show_trouble(self, sentence: str) -> None:
        self._unsaved = sentence
        self.view.say_trouble(sentence)

    # paying

    def _may_pay(self) -> bool:
        """What is being asked is answered first, as by Enter; a refused answer stays open."""
        self.view.ask.submit()
        return not (self.view.ask.open or self._carts.front.empty or self._till.busy)

    def _pay(self) -> None:
        if self._may_pay():
            self.go("pay")

    def _pay_by_qr(self) -> None:
        if self._may_pay():
            self.go("pay", Method.TRANSFER)

    def _take_exact(self) -> None:
        self._take_cash(print_slip=self._prints())

    def _take_exact_and_print(self) -> None:
        self._take_cash(print_slip=True)

    def _take_cash(self, *, print_slip: bool) -> None:
        """All of it in cash; when something was received already, the paying screen says what."""
        if not self._may_pay():
            return
        if self._carts.front.tenders:
            self.go("pay")
        else:
            self._till.take_exact_cash(print_slip=print_slip)

    def _prints(self) -> bool:
        from pos_app.shop.settings import PRINT_ON_PAY

        return self._desk.services.settings.get(PRINT_ON_PAY)

    def _show_busy(self) -> None:
        self.view.pay.set_busy(True)

    def _failed(self, sentence: str) -> None:
        self.view.pay.set_busy(False)
        self._enable(selling=not self._carts.front.empty)
        if sentence:
            self._refuse(sentence)
        self._scan_waiting()

    def _completed(self, sale: CompletedSale) -> None:
        self.view.pay.set_busy(False)
        self.view.say_trouble("")
        self.view.done.show_sale(_facts(sale, self._desk))
        self._show_cart()
        self.guests.show_recent()
        self._idle.start()
        self.go("sell")
        self._scan_waiting()

    def _print_last(self) -> None:
        if self._till.last is not None:
            self._till.print_wanted.emit(self._till.last.uid)

    def _tidy(self) -> None:
        self._desk.background.run(self._desk.services.tidy, self._desk.tell, self._untidy)

    def _untidy(self, error: Exception) -> None:
        """Somebody is writing: the next idle moment will do."""
        self._idle.start()
        if not isinstance(error, PosError):
            raise error


def _facts(sale: CompletedSale, desk: Desk) -> DoneFacts:
    points = ""
    if sale.points_after is not None:
        before = sale.points_after - sale.points_earned + sale.points_redeemed
        points = points_sum(before, sale.points_redeemed, sale.points_earned)
    risen = desk.programme.tier(sale.risen_to).title if sale.risen_to is not None else ""
    return DoneFacts(receipt_number(sale.number), sale.total, sale.change, points, risen)
