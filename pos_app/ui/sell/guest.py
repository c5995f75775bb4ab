"""The customer at the counter: who it is, what to know and do, what the order earns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.basics.errors import BadInput, PosError
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.customers.address import capitalised
from pos_app.loyalty.points import earned, earning_base
from pos_app.payments.tenders import Method
from pos_app.selling import cart as rules
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk
from pos_app.ui.sell.newcomer import newcomer
from pos_app.ui.sell.sell_view import SellView
from pos_app.ui.sell.side import BriefLine, Sums
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.switches import Check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.care.brief import Briefing
    from pos_app.customers.address import Form
    from pos_app.customers.directory import Customer
    from pos_app.selling.cart import Cart

BRIEF_MS: Final = 120
_MARKS: Final = {
    "problem": ("triangle-alert", Tone.RED),
    "thank_you": ("mail", Tone.JADE),
    "new_card": ("id-card", Tone.PLUM),
    "remember": ("sticky-note", Tone.GOLD),
    "tier_reached": ("gem", Tone.PLUM),
    "tier_near": ("gem", Tone.GOLD),
    "check_in": ("message-circle", Tone.BLUE),
    "new_number": ("phone", Tone.BLUE),
}
"""How each subject of care.brief looks."""
RECENT: Final = 3


class GuestDesk(QObject):
    """Keeps the right side in step with the cart.

    Signals:
        said(str, object): a short message, with a function that takes it back, or None.
        open_file(int): show the whole file of a customer.
    """

    said = Signal(str, object)
    open_file = Signal(int)

    def __init__(self, desk: Desk, carts: Carts, view: SellView) -> None:
        super().__init__(view)
        self._desk = desk
        self._carts = carts
        self._view = view
        self._guest: Customer | None = None
        self._briefing: Briefing | None = None
        self._named: int | None = None
        self._tray: Mapping[str, Money] = {}
        self._pause = QTimer(self, singleShot=True, interval=BRIEF_MS)
        self._pause.timeout.connect(self._brief)
        view.guest.dismissed.connect(self.dismiss)
        view.guest.opened.connect(self._open)
        view.guest.acted.connect(self.act)
        carts.changed.connect(self.refresh)

    def refresh(self) -> None:
        """The cart changed: another person, or another sum."""
        wanted = self._carts.front.customer_id
        if wanted != (self._guest.id if self._guest else None):
            self._guest = self._desk.services.directory.get(wanted) if wanted else None
            self._briefing = None
            self._show()
        self._show_sums()
        if self._guest is not None:
            self._pause.start()

    def reload(self) -> None:
        """Points, tier or care of somebody changed elsewhere."""
        self._guest = None
        self._briefing = None
        if self._desk.ready:
            self.refresh()
            self._show()

    def show_tray(self, amounts: Mapping[str, Money]) -> None:
        """What has not been seen to arrive yet, by the key of its order."""
        self._tray = amounts
        self._show_sums()

    def show_recent(self) -> None:
        """The last customers, offered under an empty cart."""
        people = self._desk.services.directory.recent(RECENT)
        chips = self._view.show_recent([capitalised(one.called) for one in people])
        for chip, one in zip(chips, people, strict=True):
            chip.clicked.connect(partial(self.serve, one))

    def serve(self, customer: Customer, *_checked: object) -> None:
        """This person's order."""
        if self._carts.ready:
            self._carts.apply(lambda cart: rules.serve(cart, customer.id))

    def dismiss(self) -> None:
        """A stranger's order again; for a moment it can be taken back."""
        before = self._carts.front
        if before.customer_id and self._carts.apply(lambda cart: rules.serve(cart, None)):
            words = _("Đã bỏ {name} khỏi đơn").format(name=self._desk.called(before.customer_id))
            self.said.emit(words, partial(self._take_back, before))

    def _take_back(self, before: Cart) -> None:
        if self._carts.front.key == before.key:
            self._carts.apply(lambda cart: rules.serve_again(cart, before))

    def ask_newcomer(self, typed: str) -> None:
        """Somebody new is enrolled in one step."""
        if not self._carts.ready:
            return
        self._named = None
        shared = Check(_("Số dùng chung trong nhà"))
        shared.hide()
        shared.clicked.connect(self._view.ask.take_keys)
        self._view.ask.ask(newcomer(typed, partial(self._enrol, shared), shared))

    def _enrol(self, shared: Check, phone: str, name: str, form: Form) -> None:
        """A number that is known names its owner; Enter once more takes the owner."""
        from pos_app.customers.directory import NewCustomer, PhoneKnown

        new = NewCustomer(phone=phone, name=name, form=form, shares_phone=shared.isChecked())
        try:
            customer, changes = self._desk.services.directory.create(self._desk.actor(), new)
        except PhoneKnown as known:
            if self._named == known.customer.id:
                self.serve(known.customer)
                return
            self._named = known.customer.id
            shared.show()
            raise BadInput(
                _("Số này đã có: {name}. Bấm Enter lần nữa để chọn khách này.").format(
                    name=known.customer.shown
                )
            ) from known
        self.serve(customer)
        self._desk.tell(changes)
        self.said.emit(_("Đã thêm {name}").format(name=customer.shown), None)

    def act(self, place: int) -> None:
        """Alt+Q and Alt+W: what a row of the brief offers."""
        if self._briefing is None or place >= len(self._briefing.rows):
            return
        row = self._briefing.rows[place]
        if row.task_id is None or row.outcome is None:
            return
        try:
            _closed, changes = self._desk.services.care.close(
                self._desk.actor(), row.task_id, row.outcome, ""
            )
        except PosError as refusal:
            self._carts.refused.emit(str(refusal))
            return
        self.said.emit(_("Đã ghi: {title}").format(title=row.title), None)
        self._desk.tell(changes)

    def _open(self) -> None:
        if self._guest is not None:
            self.open_file.emit(self._guest.id)

    def _show(self) -> None:
        guest = self._guest
        self._view.add_guest.setVisible(guest is None)
        if guest is None:
            self._view.guest.show_guest(None)
            self._view.greeting.say("")
            return
        self._view.guest.show_guest(
            self._desk.guest(guest),
            [
                BriefLine(*_MARKS[row.subject.value], row.title, row.detail, row.action)
                for row in (self._briefing.rows if self._briefing else ())
            ],
        )
        self._view.greeting.say(self._briefing.greeting if self._briefing else "")

    def _brief(self) -> None:
        guest, cart = self._guest, self._carts.front
        if guest is None or cart.customer_id != guest.id:
            return
        from pos_app.care.brief import Basket

        basket = Basket(self._carts.totals.due)
        briefing = self._desk.services.brief.of(guest.id, basket)
        if briefing != self._briefing:
            self._briefing = briefing
            self._show()

    def _show_sums(self) -> None:
        cart, totals, guest = self._carts.front, self._carts.totals, self._guest
        points = None
        if guest is not None and not cart.empty:
            spent = (one.amount for one in cart.tenders if one.method is Method.POINTS)
            base = earning_base(totals.earning, Money.total(spent))
            points = earned(base, self._desk.programme, guest.tier)
        self._view.sums.show_sums(
            Sums(
                count=len(totals.lines),
                goods=totals.goods,
                line_discount=totals.line_discount,
                order_discount=totals.order_discount,
                due=totals.due,
                points=points,
                received=Money.total(one.handed for one in cart.tenders),
                waiting=self._tray.get(cart.key, ZERO),
            )
        )
