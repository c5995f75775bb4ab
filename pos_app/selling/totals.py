"""What a cart costs: one pass, one rounding point, sums that agree to the đồng.

gross = unit price × quantity (rounded once, half up); net = gross − own discount − share of the
order's discount (largest remainder by what is left of each line). VAT is inside net.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pos_app.basics.money import ZERO, Money
from pos_app.selling.cart import WHOLE_PERCENT, Cart, CartLine

ROUNDING_RULE: Final = 1
"""Stored with each sale: half up on each line, no rounding of the sum."""
ROUNDING_RULES: Final = {0: ROUNDING_RULE, 500: 2, 1_000: 3}
"""The rule by the đồng that the cash part of a sale is rounded to."""
KEPT_LINES: Final = 2_000
"""Lines whose totals are kept: those of every open cart, and to spare."""


@dataclass(frozen=True, slots=True)
class LineTotal:
    """What one line comes to."""

    key: int
    gross: Money
    line_discount: Money
    order_discount: Money
    net: Money
    vat: Money
    """Contained in net."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What an order comes to; `due` is what the customer has to pay."""

    lines: tuple[LineTotal, ...]
    goods: Money
    """Lines after their own discounts."""
    line_discount: Money
    order_discount: Money
    due: Money
    vat: Money
    earning: Money
    """The part of `due` on goods that earn points."""

    def line(self, key: int) -> LineTotal:
        """The total of one line."""
        return next(total for total in self.lines if total.key == key)


def price(cart: Cart) -> Totals:
    """Totals of a cart, empty ones too."""
    goods = Money.total(line.left for line in cart.lines)
    off = cart.discount.of(goods) if cart.discount else ZERO
    shares = off.split([line.left.dong for line in cart.lines]) if off else [ZERO] * len(cart.lines)
    lines = tuple(map(_line_total, cart.lines, shares))
    due = goods - off
    return Totals(
        lines=lines,
        goods=goods,
        line_discount=Money.total(line.line_discount for line in lines),
        order_discount=off,
        due=due,
        vat=Money.total(line.vat for line in lines),
        earning=Money.total(
            total.net for line, total in zip(cart.lines, lines, strict=True) if line.ware.earns
        ),
    )


@lru_cache(maxsize=KEPT_LINES)
def _line_total(line: CartLine, share: Money) -> LineTotal:
    """Reckoned once for each line: a cart is priced anew when one of its lines changes."""
    net = line.left - share
    return LineTotal(
        key=line.key,
        gross=line.gross,
        line_discount=line.takes_off,
        order_discount=share,
        net=net,
        vat=vat_inside(net, line.ware.vat_rate),
    )


def vat_inside(net: Money, rate: int | None) -> Money:
    """The VAT contained in an amount: net × rate / (1 + rate), rounded half up."""
    return net.share(rate, WHOLE_PERCENT + rate) if rate else ZERO
