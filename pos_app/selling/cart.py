"""A cart and what a cashier does to it: frozen values, no clock, no database.

Each function takes a cart and gives a new one; limits are refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import LARGEST as MOST_ON_A_LINE
from pos_app.basics.quantity import ONE, Quantity
from pos_app.basics.text import clean
from pos_app.goods.limits import check_price
from pos_app.payments.tenders import MOST, Method, Tender

HIGHEST_ORDER: Final = MOST
"""What one tender can still pay; far below where sums of lines would overflow."""
WHOLE_PERCENT: Final = 10_000
"""100 % in basis points."""
LONGEST_NOTE: Final = 200
LONGEST_LABEL: Final = 30


class PriceSource(StrEnum):
    """Where a line's unit price came from."""

    CATALOGUE = "catalogue"
    TYPED = "typed"
    LABEL = "label"
    """Printed by the shop's scale."""


class DiscountKind(StrEnum):
    """How a discount is reckoned; PER_UNIT is for lines alone."""

    PERCENT = "percent"
    AMOUNT = "amount"
    PER_UNIT = "per_unit"


@dataclass(frozen=True, slots=True)
class Discount:
    """value: basis points of a percent, or đồng off the whole, or đồng off each unit."""

    kind: DiscountKind
    value: int

    def of(self, amount: Money, quantity: Quantity = ONE) -> Money:
        """What it takes off `amount`, never more than all of it."""
        match self.kind:
            case DiscountKind.PERCENT:
                off = amount.share(self.value, WHOLE_PERCENT)
            case DiscountKind.AMOUNT:
                off = Money(self.value)
            case DiscountKind.PER_UNIT:
                off = Money(self.value).times(quantity)
        return min(off, amount)


def percent(basis_points: int) -> Discount:
    """A share of the price; BadInput above 100 %."""
    if not 0 < basis_points <= WHOLE_PERCENT:
        raise BadInput(_("Giảm giá phải trên 0 % và không quá 100 %."))
    return Discount(DiscountKind.PERCENT, basis_points)


def amount_off(off: Money) -> Discount:
    """An amount off the whole."""
    if off <= ZERO:
        raise BadInput(_("Số tiền giảm phải lớn hơn 0."))
    return Discount(DiscountKind.AMOUNT, off.dong)


def off_each(off: Money) -> Discount:
    """An amount off each unit."""
    return replace(amount_off(off), kind=DiscountKind.PER_UNIT)


@dataclass(frozen=True, slots=True)
class Ware:
    """What a line needs to know of a good; a copy, so that later edits change no cart."""

    product_id: int
    name: str
    barcode: str
    unit: str
    factor: int
    """Thousandths of the base unit in one of `unit`."""
    by_weight: bool
    vat_rate: int | None
    """Basis points included in the price; None where no VAT is shown."""
    earns: bool


@dataclass(frozen=True, slots=True)
class CartLine:
    """One good in the cart; `key` is unique in its cart and never used again.

    `gross` is unit price times quantity, rounded once, `takes_off` what its own discount takes
    off, `left` what is left: reckoned when the line is made, asked at every change of the cart.
    """

    key: int
    ware: Ware
    quantity: Quantity
    unit_price: Money
    price_source: PriceSource = PriceSource.CATALOGUE
    list_price: Money | None = None
    """What the catalogue asks for one unit; None where it has no price."""
    discount: Discount | None = None
    reason: str = ""
    """Why it is free; empty otherwise."""
    note: str = ""
    lot_id: int | None = None
    """The batch somebody chose in place of the one that expires first."""
    gross: Money = field(init=False, repr=False, compare=False)
    takes_off: Money = field(init=False, repr=False, compare=False)
    left: Money = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        gross = self.unit_price.times(self.quantity)
        off = self.discount.of(gross, self.quantity) if self.discount else ZERO
        object.__setattr__(self, "gross", gross)
        object.__setattr__(self, "takes_off", off)
        object.__setattr__(self, "left", gross - off)

    def __hash__(self) -> int:
        """Of what differs between lines, not of every word: a cart is looked up line by line."""
        return hash((self.key, self.ware.product_id, self.quantity.thousandths))


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whose name an invoice would bear."""

    name: str
    tax_code: str
    address: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where an order is brought, by whom, and what that costs the customer."""

    recipient: str
    phone: str
    address: str
    carrier_id: int | None = None
    fee: Money = ZERO


@dataclass(frozen=True, slots=True)
class Cart:
    """An open order; `key` becomes the sale's idempotency key, `code` its look-up code."""

    key: str
    code: str
    position: int = 1
    label: str = ""
    """What the cashier called it when it was held."""
    held: bool = False
    customer_id: int | None = None
    lines: tuple[CartLine, ...] = field(default=())
    discount: Discount | None = None
    note: str = ""
    tenders: tuple[Tender, ...] = ()
    """What was accepted so far; on disk like the lines, so that a power cut forgets no money."""
    next_line: int = 1
    revision: int = 0
    due_at: datetime | None = None
    """When an order taken by phone or Zalo is fetched or brought."""
    delivery: Delivery | None = None
    buyer: Buyer | None = None

    def __iter__(self) -> Iterator[CartLine]:
        return iter(self.lines)

    def line(self, key: int) -> CartLine:
        """The line with that key; KeyError when it is gone."""
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)

    @property
    def empty(self) -> bool:
        """True while nothing was put in."""
        return not self.lines

    @property
    def untouched(self) -> bool:
        """True while it is nobody's: no goods, no customer, no money, no name."""
        return self.empty and not (self.held or self.customer_id or self.tenders)


def add(
    cart: Cart,
    ware: Ware,
    price: Money,
    quantity: Quantity = ONE,
    source: PriceSource = PriceSource.CATALOGUE,
) -> tuple[Cart, int]:
    """Puts a good in; the same good at the same price joins its line. Returns that line's key.

    Goods by weight get a line for each weighing.
    """
    check_price(price)
    check_quantity(quantity, by_weight=ware.by_weight)
    for line in cart.lines:
        if line.ware.product_id != ware.product_id or ware.by_weight:
            continue
        if (line.ware, line.unit_price) == (ware, price):
            return change_quantity(cart, line.key, line.quantity + quantity), line.key
    line = CartLine(cart.next_line, ware, quantity, price, source)
    grown = replace(cart, lines=(*cart.lines, line), next_line=cart.next_line + 1)
    return _payable(grown), line.key


def change_quantity(cart: Cart, key: int, quantity: Quantity) -> Cart:
    """Sets a line's quantity."""
    line = cart.line(key)
    check_quantity(quantity, by_weight=line.ware.by_weight, in_cart=True)
    return _payable(_with_line(cart, replace(line, quantity=quantity)))


def choose_lot(cart: Cart, key: int, lot_id: int | None) -> Cart:
    """Sells a line from one lot; None for the first to expire."""
    return _with_line(cart, replace(cart.line(key), lot_id=lot_id))


def discount_line(cart: Cart, key: int, discount: Discount | None) -> Cart:
    """Sets or takes away a line's own discount."""
    line = cart.line(key)
    per_unit = discount is not None and discount.kind is DiscountKind.PER_UNIT
    _refuse_more_than(line.unit_price if per_unit else line.gross, discount)
    return _with_line(cart, replace(line, discount=discount))


def discount_cart(cart: Cart, discount: Discount | None) -> Cart:
    """Sets or takes away the discount on the whole order; ValueError for one on each unit."""
    if discount is not None and discount.kind is DiscountKind.PER_UNIT:
        raise ValueError("an order has no units")
    goods = Money.total(line.left for line in cart.lines)
    _refuse_more_than(goods, discount)
    return replace(cart, discount=discount)


def remove(cart: Cart, key: int) -> Cart:
    """Takes a line out. With the last one go the discount and the money that can be handed back.

    What was seen to arrive at the bank stays.
    """
    cart.line(key)
    left = tuple(line for line in cart.lines if line.key != key)
    if left:
        return replace(cart, lines=left)
    seen = tuple(tender for tender in cart.tenders if tender.transfer_uid)
    return replace(cart, lines=(), discount=None, tenders=seen)


def put_back(cart: Cart, before: Cart, key: int) -> Cart:
    """A line that was taken out of `before` stands in its place again, at its end when others left.

    An order that has been empty since is as it was; all else that was done meanwhile stays done.
    """
    if cart.empty:
        return replace(before, next_line=cart.next_line, revision=cart.revision)
    line = before.line(key)
    place = before.lines.index(line)
    return _payable(replace(cart, lines=(*cart.lines[:place], line, *cart.lines[place:])))


def serve(cart: Cart, customer_id: int | None) -> Cart:
    """Says whose order it is; None for a stranger. Points pay only for whom they belong to."""
    if customer_id == cart.customer_id:
        return cart
    kept = tuple(tender for tender in cart.tenders if tender.method is not Method.POINTS)
    return replace(cart, customer_id=customer_id, tenders=kept)


def serve_again(cart: Cart, before: Cart) -> Cart:
    """The customer of `before` again, with the points that left; all else done since stays done."""
    if cart.customer_id is not None:
        return cart
    points = tuple(tender for tender in before.tenders if tender.method is Method.POINTS)
    return replace(cart, customer_id=before.customer_id, tenders=(*cart.tenders, *points))


def accept(cart: Cart, tenders: tuple[Tender, ...]) -> Cart:
    """Sets what was accepted so far."""
    return replace(cart, tenders=tenders)


def write_note(cart: Cart, note: str) -> Cart:
    """Sets the note of the order."""
    return replace(cart, note=clean(note, LONGEST_NOTE))


def hold(cart: Cart, label: str) -> Cart:
    """Puts the order aside under a name."""
    return replace(cart, held=True, label=clean(label, LONGEST_LABEL))


def resume(cart: Cart) -> Cart:
    """Takes a held order up again."""
    return replace(cart, held=False)


def check_quantity(quantity: Quantity, *, by_weight: bool, in_cart: bool = False) -> None:
    """BadInput for nothing, for more than a million and for half a bottle.

    `in_cart`: there is a line that can be taken out.
    """
    if quantity.thousandths <= 0 and in_cart:
        raise BadInput(_("Số lượng phải lớn hơn 0. Muốn bỏ món thì bấm Ctrl+Del."))
    if quantity.thousandths <= 0:
        raise BadInput(_("Số lượng phải lớn hơn 0."))
    if quantity.thousandths > MOST_ON_A_LINE:
        raise BadInput(_("Số lượng quá lớn: nhiều nhất một triệu. Kiểm tra lại số vừa gõ."))
    if not by_weight and not quantity.whole:
        raise BadInput(_("Món này bán theo cái, không có số lẻ."))


def _payable(cart: Cart) -> Cart:
    """The cart itself; BadInput when nobody could pay it."""
    gross = sum(line.gross.dong for line in cart.lines)
    if gross > HIGHEST_ORDER.dong:
        raise BadInput(
            _("Đơn này vượt {most}. Kiểm tra lại số lượng và giá vừa gõ.").format(
                most=HIGHEST_ORDER
            )
        )
    return cart


def _refuse_more_than(most: Money, discount: Discount | None) -> None:
    if discount is None or discount.kind is DiscountKind.PERCENT:
        return
    if Money(discount.value) > most:
        raise BadInput(_("Không giảm quá số tiền {amount}.").format(amount=most))


def _with_line(cart: Cart, changed: CartLine) -> Cart:
    lines = tuple(changed if line.key == changed.key else line for line in cart.lines)
    return replace(cart, lines=lines)
