"""What the customer's screen says, as records: nothing but their own order, in their own form.

No phone, no notes, no debt and no complaint is ever read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.basics.words import amount_in_words
from pos_app.customers.address import Form, capitalised, written_to
from pos_app.loyalty.points import Programme, count, earned, earning_base
from pos_app.selling.cart import Cart
from pos_app.selling.totals import Totals

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.payments.expected import Transfer
    from pos_app.selling.checkout import CompletedSale

TIMES = "×"


@dataclass(frozen=True, slots=True)
class BillLine:
    """One good: ×1,5 and what it comes to after its own discount."""

    name: str
    quantity: str
    amount: Money


@dataclass(frozen=True, slots=True)
class SumLine:
    """A part of the total; what is taken off is negative."""

    words: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Earning:
    """What an order does to the customer's points."""

    called: str
    """chị"""
    gain: int
    after: int


@dataclass(frozen=True, slots=True)
class Bill:
    """The order in front; the lines and sums add up to `total`."""

    greeting: str
    """Empty for a stranger."""
    shop: str
    lines: tuple[BillLine, ...] = ()
    sums: tuple[SumLine, ...] = ()
    total: Money = ZERO
    earning: Earning | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A transfer to be scanned."""

    amount: Money
    words: str
    payload: str
    holder: str
    code: str
    rest: str
    """What of the order stays to be paid, in words; empty for nothing."""
    sample: bool


@dataclass(frozen=True, slots=True)
class Thanks:
    """After the sale; `change` is None when nothing goes back."""

    title: str
    parting: str
    change: Money | None
    earning: Earning | None
    risen: str
    """To which tier, in a sentence; empty when to none."""


def greeting_of(customer: Customer | None) -> str:
    """Chào chị Ngọc!, nothing for a stranger."""
    if customer is None:
        return ""
    called = written_to(customer.form, customer.given)
    return _("Chào {called}!").format(called=called) if called else _("Chào quý khách!")


def bill_of(
    cart: Cart, totals: Totals, customer: Customer | None, programme: Programme, shop: str
) -> Bill:
    """The order as its customer sees it: points that are used count as taken off."""
    used = sum(tender.points for tender in cart.tenders)
    worth = Money.total(tender.amount for tender in cart.tenders if tender.points)
    lines = len(cart.lines)
    together = ngettext("Cộng {count} món", "Cộng {count} món", lines).format(count=lines)
    sums = [SumLine(together, totals.goods)]
    if totals.order_discount:
        sums.append(SumLine(_("Giảm giá đơn"), -totals.order_discount))
    if used:
        sums.append(SumLine(_("Dùng {points} điểm").format(points=count(used)), -worth))
    return Bill(
        greeting=greeting_of(customer),
        shop=shop,
        lines=tuple(
            BillLine(
                line.ware.name,
                f"{TIMES}{line.quantity}",
                total.gross - total.line_discount,
            )
            for line, total in zip(cart.lines, totals.lines, strict=True)
        ),
        sums=tuple(sums),
        total=totals.due - worth,
        earning=_earning(customer, programme, totals, used, worth) if customer else None,
    )


def _earning(
    customer: Customer, programme: Programme, totals: Totals, used: int, worth: Money
) -> Earning | None:
    gain = earned(earning_base(totals.earning, worth), programme, customer.tier)
    if not gain and not used:
        return None
    return Earning(customer.form.xung_ho, gain, customer.points - used + gain)


def code_of(transfer: Transfer, rest: Money) -> Code:
    """The code and what belongs to it; `rest` is paid another way."""
    return Code(
        amount=transfer.amount,
        words=amount_in_words(transfer.amount),
        payload=transfer.payload,
        holder=transfer.account.holder,
        code=transfer.code,
        rest=_("còn {rest} trả cách khác").format(rest=rest) if rest > ZERO else "",
        sample=transfer.account.sample,
    )


def thanks_of(sale: CompletedSale, customer: Customer | None, programme: Programme) -> Thanks:
    """The last words; whoever is not known is thanked as a guest of the house."""
    form = customer.form if customer else Form.QUY_KHACH
    called = written_to(form, customer.given if customer else "")
    earning = None
    if customer is not None and sale.points_after is not None:
        earning = Earning(form.xung_ho, sale.points_earned, sale.points_after)
    risen = ""
    if sale.risen_to is not None:
        tier = programme.tier(sale.risen_to).title
        risen = _("Chúc mừng {salutation} lên hạng {tier}").format(salutation=called, tier=tier)
    return Thanks(
        title=_("Cảm ơn {called}!").format(called=called) if called else _("Cảm ơn quý khách!"),
        parting=_("{salutation} đi đường cẩn thận nhé.").format(
            salutation=capitalised(form.xung_ho)
        ),
        change=sale.change or None,
        earning=earning,
        risen=risen,
    )
