"""What was accepted for an order, looked at again: money that arrived, an order that shrank."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import N_, _
from pos_app.basics.money import Money
from pos_app.loyalty.points import most_usable
from pos_app.payments.tenders import Method, Tender
from pos_app.selling.cart import accept
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk
from pos_app.ui.pay.received_rows import SEEN
from pos_app.ui.till import Till

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.payments.expected import Transfer

_BACK: Final = {
    Method.CASH: N_("Đã nhận {amount} tiền mặt, trả lại khách."),
    Method.CARD: N_("Đã quẹt thẻ {amount}, ghi lại hoặc hoàn cho khách."),
    Method.WALLET: N_("Đã nhận {amount} qua ví, ghi lại hoặc hoàn cho khách."),
}


class Accepted:
    """The tenders of the cart in front, kept in step with the order."""

    def __init__(self, desk: Desk, carts: Carts, till: Till) -> None:
        self._desk, self._carts, self._till = desk, carts, till
        self._order, self._back = "", ""

    @property
    def goes_back(self) -> str:
        """What was taken for the order in front and counts no more, until something is taken."""
        return self._back if self._order == self._carts.front.key else ""

    def forget(self) -> None:
        """Money was accepted anew."""
        self._back = ""

    def adopt(self, transfers: Sequence[Transfer]) -> None:
        """Money that was seen to arrive belongs to the order, whatever stopped us in between."""
        tenders = self._carts.front.tenders
        known = {tender.transfer_uid for tender in tenders}
        found = tuple(
            Tender(Method.TRANSFER, one.amount, one.amount, transfer_uid=one.uid)
            for one in transfers
            if one.state == SEEN and one.uid not in known
        )
        if found:
            self._carts.apply(partial(accept, tenders=(*tenders, *found)))

    def fit(self, guest: Customer | None) -> None:
        """Opens again what was accepted for an order that has shrunk since.

        Cash stays as long as change can be given from it; money that was seen to arrive stays.
        PosError when that alone is more than the order: goods are missing.
        """
        tenders = self._carts.front.tenders
        own = tuple(one for one in tenders if one.method is not Method.POINTS)
        sure = tuple(one for one in tenders if one.method is Method.CASH or one.transfer_uid)
        seen = tuple(one for one in tenders if one.transfer_uid)
        choices = (tenders if self._points_fit(guest) else own, own, sure, seen)
        kept = next(filter(self._settles, choices), None)
        if kept is None:
            self._till.settle(*seen)
        elif kept != tenders:
            self._remember([one for one in tenders if one not in kept])
            self._carts.apply(partial(accept, tenders=kept))

    def _settles(self, tenders: tuple[Tender, ...]) -> bool:
        try:
            self._till.settle(*tenders)
        except PosError:
            return False
        return True

    def _points_fit(self, guest: Customer | None) -> bool:
        """Whether the points still belong to whoever buys, and the order still takes them."""
        spent = sum(tender.points for tender in self._carts.front.tenders)
        held = guest.points if guest else 0
        return spent <= most_usable(self._carts.totals.due, held, self._desk.programme)

    def _remember(self, gone: Sequence[Tender]) -> None:
        sentences = []
        for method, words in _BACK.items():
            amount = Money.total(one.handed for one in gone if one.method is method)
            if amount:
                sentences.append(_(words).format(amount=amount))
        if sentences:
            self._order, self._back = self._carts.front.key, " ".join(sentences)
