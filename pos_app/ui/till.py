"""Completes the cart in front, off the window's thread, and tells every screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.basics.errors import PosError, Stale
from pos_app.basics.i18n import _
from pos_app.loyalty.points import count
from pos_app.payments.tenders import Method, Settlement, Tender, settle
from pos_app.selling.cart import accept
from pos_app.ui.background import Lane
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk

if TYPE_CHECKING:
    from pos_app.basics.changes import Changes
    from pos_app.selling.checkout import CompletedSale


class Till(QObject):
    """One sale at a time: a second F9 while one is under way does nothing.

    Signals:
        started(): a sale is being written.
        completed(object): the CompletedSale that is on disk; the cart has left.
        failed(str): why not, in a sentence; the cart stays as it was.
        print_wanted(str): the paper of a sale is to be printed, by its global id.
    """

    started = Signal()
    completed = Signal(object)
    failed = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, desk: Desk, carts: Carts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._carts = carts
        self._key = ""
        self._print = False
        self.last: CompletedSale | None = None

    def settle(self, *tenders: Tender) -> Settlement:
        """The order in front against tenders, cash as this shop rounds it."""
        from pos_app.shop.settings import CASH_STEP

        step = self._desk.services.settings.get(CASH_STEP)
        return settle(self._carts.totals.due, tenders, step)

    @property
    def busy(self) -> bool:
        """True while a sale is being written."""
        return bool(self._key)

    def complete(self, *, print_slip: bool) -> None:
        """Completes the cart in front with the tenders it holds."""
        if self.busy or not self._carts.ready or not self._carts.save_again():
            return
        cart = self._carts.front
        try:
            actor = self._desk.actor()
        except PosError as refusal:
            self.failed.emit(str(refusal))
            return
        self._key, self._print = cart.key, print_slip
        self.started.emit()
        checkout = self._desk.services.checkout
        work = partial(checkout.complete, actor, cart, self._carts.totals.due)
        self._desk.background.run(work, self._done, self._failed, Lane.WRITER)

    def take_exact_cash(self, *, print_slip: bool) -> None:
        """F8: what is due in cash."""
        if self.busy or self._carts.front.empty or self._carts.front.tenders:
            return
        due = self.settle().cash_missing
        tenders = (Tender(Method.CASH, due, due),) if due else ()
        if self._carts.apply(lambda cart: accept(cart, tenders)):
            self.complete(print_slip=print_slip)

    def _done(self, result: tuple[CompletedSale, Changes]) -> None:
        sale, changes = result
        key, self._key = self._key, ""
        self.last = sale
        self._carts.finished(key)
        self.completed.emit(sale)
        self._desk.tell(changes)
        self._desk.background.run(self._desk.services.deliver, self._delivered, self._late)
        if self._print:
            self.print_wanted.emit(sale.uid)

    def _failed(self, error: Exception) -> None:
        self._key = ""
        if not isinstance(error, PosError):
            self.failed.emit("")
            raise error
        if isinstance(error, Stale):
            self._desk.renew_shift()
        self.failed.emit(str(error))

    def _delivered(self, deliveries: int) -> None:
        from pos_app.basics.changes import Changes

        if deliveries:
            self._desk.tell(Changes.CARE)

    def _late(self, error: Exception) -> None:
        """The events stay in the outbox; the next delivery takes them along."""
        if not isinstance(error, PosError):
            raise error


def points_sum(before: int, used: int, gain: int) -> str:
    """Điểm: 1.284 − 200 + 121 = 1.205."""
    spent = f" − {count(used)}" if used else ""
    return _("Điểm: {before}{spent} + {earned} = {after}").format(
        before=count(before), spent=spent, earned=count(gain), after=count(before - used + gain)
    )
