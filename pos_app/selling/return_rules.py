"""What of a paid sale comes back, for any part of any line: shares that add up to the whole.

Pure. Each figure is reckoned up to all that is back so far and the earlier parts are taken off,
so that the last part takes what is left and no sequence of parts loses or makes a đồng. All
amounts here are positive; the document that writes them down turns them round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import N_, _
from pos_app.basics.money import ZERO, Money, divide_half_up
from pos_app.basics.quantity import NONE, Quantity
from pos_app.payments.tenders import Method


class Reason(StrEnum):
    """Why a line came back."""

    CHANGED_MIND = "changed_mind"
    DAMAGED = "damaged"
    NO_FIT = "no_fit"
    WRONG_GOODS = "wrong_goods"
    OTHER = "other"


REASON_NAMES: Final = {
    Reason.CHANGED_MIND: N_("Khách đổi ý"),
    Reason.DAMAGED: N_("Cận hạn, hỏng"),
    Reason.NO_FIT: N_("Không vừa"),
    Reason.WRONG_GOODS: N_("Lấy nhầm món"),
    Reason.OTHER: N_("Lý do khác"),
}


PAYS_OUT: Final = frozenset({Method.CASH, Method.TRANSFER, Method.CARD, Method.WALLET})
"""Ways money goes back to a customer; points go back by themselves."""


def restocks(reason: Reason) -> bool:
    """Whether goods that come back for this reason usually go on the shelf again."""
    return reason is not Reason.DAMAGED


@dataclass(frozen=True, slots=True)
class Amounts:
    """The figures of a line, or of a part of it: net = gross − line_discount − order_discount."""

    gross: Money = ZERO
    line_discount: Money = ZERO
    """The promotion's part is in it."""
    promotion_discount: Money = ZERO
    order_discount: Money = ZERO
    net: Money = ZERO
    vat: Money = ZERO
    """Contained in net."""

    def upto(self, part: int, whole: int) -> Amounts:
        """The figures of `part` of `whole`: money and gross to the nearest đồng, the rest fits."""
        gross, net = self.gross.share(part, whole), self.net.share(part, whole)
        order = (self.net + self.order_discount).share(part, whole) - net
        return Amounts(
            gross=gross,
            line_discount=gross - net - order,
            promotion_discount=self.promotion_discount.share(part, whole),
            order_discount=order,
            net=net,
            vat=self.vat.share(part, whole),
        )

    def __sub__(self, other: Amounts) -> Amounts:
        return Amounts(
            gross=self.gross - other.gross,
            line_discount=self.line_discount - other.line_discount,
            promotion_discount=self.promotion_discount - other.promotion_discount,
            order_discount=self.order_discount - other.order_discount,
            net=self.net - other.net,
            vat=self.vat - other.vat,
        )


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of the sale, and how much of it is back already."""

    id: int
    quantity: Quantity
    back: Quantity
    amounts: Amounts
    earns: bool

    @property
    def left(self) -> Quantity:
        """What may still come back."""
        return self.quantity - self.back

    def part(self, quantity: Quantity) -> Amounts:
        """The figures of the next `quantity` that comes back; BadInput for more than is left."""
        if not NONE < quantity <= self.left:
            raise BadInput(
                _("Chỉ còn trả được {left}. Sửa lại số lượng trả.").format(left=self.left)
            )
        whole, before = self.quantity.thousandths, self.back.thousandths
        after = self.amounts.upto(before + quantity.thousandths, whole)
        return after - self.amounts.upto(before, whole)

    @property
    def net_back(self) -> Money:
        """What of its money is back already."""
        return self.amounts.upto(self.back.thousandths, self.quantity.thousandths).net


@dataclass(frozen=True, slots=True)
class Gave:
    """What one method gave of the sale less what went back by it, in the order of the tenders."""

    method: Method
    left: Money


@dataclass(frozen=True, slots=True)
class Plan:
    """What comes back with some lines, and what of it is points and what money."""

    parts: tuple[tuple[SoldLine, Quantity, Amounts], ...]
    net: Money
    rounding: Money
    points_taken_back: int
    points_given_back: int
    points_worth: Money

    @property
    def total(self) -> Money:
        """What the goods are worth to the customer."""
        return self.net + self.rounding

    @property
    def money(self) -> Money:
        """What of it is paid out, or goes against what is taken instead."""
        return self.total - self.points_worth


NOTHING: Final = Plan((), ZERO, ZERO, 0, 0, ZERO)


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale as far as its return goes."""

    lines: tuple[SoldLine, ...]
    rounding: Money
    """Of cash; it comes back with the goods."""
    points_earned: int
    points_used: int
    points_home: int
    """Of the used ones, those that were given back already."""
    dong_of_point: int
    gave: tuple[Gave, ...]
    """Money alone; points are told above."""

    def plan(self, wanted: Mapping[int, Quantity]) -> Plan:
        """What comes back with so much of these lines; nothing for none.

        BadInput for more than is left. KeyError for a line of another sale.
        """
        by_id = {line.id: line for line in self.lines}
        parts = tuple(
            (by_id[line], quantity, by_id[line].part(quantity))
            for line, quantity in wanted.items()
            if quantity
        )
        if not parts:
            return NOTHING
        net = Money.total(amounts.net for _line, _quantity, amounts in parts)
        earning = Money.total(amounts.net for line, _quantity, amounts in parts if line.earns)
        rounding = self._rounding(net)
        home = self._home(net + rounding)
        return Plan(
            parts=parts,
            net=net,
            rounding=rounding,
            points_taken_back=self._taken_back(earning),
            points_given_back=home,
            points_worth=Money(home * self.dong_of_point),
        )

    @property
    def net(self) -> Money:
        """Of all lines."""
        return Money.total(line.amounts.net for line in self.lines)

    @property
    def net_back(self) -> Money:
        """Of all lines, what is back."""
        return Money.total(line.net_back for line in self.lines)

    @property
    def whole(self) -> bool:
        """Nothing came back so far."""
        return not any(line.back for line in self.lines)

    @property
    def spent(self) -> bool:
        """Nothing is left to come back."""
        return not any(line.left for line in self.lines)

    def _rounding(self, net: Money) -> Money:
        whole, before = self.net.dong, self.net_back.dong
        if not whole:
            return ZERO
        return self.rounding.share(before + net.dong, whole) - self.rounding.share(before, whole)

    def _taken_back(self, net: Money) -> int:
        """Of the earned points, in proportion to the goods that earned them."""
        whole = sum(line.amounts.net.dong for line in self.lines if line.earns)
        if not whole:
            return 0
        before = sum(line.net_back.dong for line in self.lines if line.earns)
        after = divide_half_up(self.points_earned * (before + net.dong), whole)
        return after - divide_half_up(self.points_earned * before, whole)

    def _home(self, total: Money) -> int:
        """Of the used points, whole ones: never worth more than what comes back with them.

        At least so many that the rest fits into the money that was given.
        """
        whole = (self.net + self.rounding).dong
        if not self.points_used or not whole:
            return 0
        before = self.net_back.dong + self.rounding.share(self.net_back.dong, self.net.dong).dong
        due = self.points_used * (before + total.dong) // whole - self.points_home
        money_left = Money.total(gave.left for gave in self.gave)
        least = -(-(total - money_left).dong // self.dong_of_point)
        most = min(self.points_used - self.points_home, total.dong // self.dong_of_point)
        return max(0, min(max(due, least), most))


def back_to(amount: Money, gave: Sequence[Gave]) -> tuple[Gave, ...]:
    """Where an amount goes back to: the tenders in their order, none more than it gave.

    What no tender gave is paid in cash.
    """
    found: list[Gave] = []
    for one in gave:
        share = min(amount, one.left)
        if share > ZERO:
            found.append(Gave(one.method, share))
            amount -= share
    if amount > ZERO:
        found.append(Gave(Method.CASH, amount))
    return tuple(found)
