"""What stands on each paper, as plain typed facts; the renderers choose words, places and fonts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The shop a paper comes from, as the shop writes it; empty parts are not printed."""

    name: str
    address: str = ""
    tax_code: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PriceLabel:
    """What stands on the shelf before a good."""

    name: str
    price: Money
    unit: str
    code: str = ""
    """The barcode of this unit; empty where there is none."""
    each: Money | None = None
    """Of a pack: what one base unit costs in it."""
    base: str = ""


class SlipKind(StrEnum):
    """What the slip is for."""

    SALE = "sale"
    RETURN = "return"
    EXCHANGE = "exchange"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of goods: `net` is what it costs after `discount` (both for the whole line)."""

    name: str
    quantity: Quantity
    unit: str
    unit_price: Money
    net: Money
    discount: Money = ZERO


@dataclass(frozen=True, slots=True)
class Reduction:
    """What the whole order got off: of a tier (its name), or given at the counter (no name)."""

    amount: Money
    tier: str = ""


@dataclass(frozen=True, slots=True)
class VatLine:
    """Tax contained in the total, by rate in basis points (800 is 8 %)."""

    rate: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """What was handed over by one method, before change; `points` only when paid in points."""

    method: Method
    handed: Money
    points: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptCustomer:
    """As much of a customer as strangers may read: chị Ngọc, and four digits or none."""

    address: str
    phone_tail: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPoints:
    """The account before, what this slip used and earned, and the account after."""

    before: int
    used: int
    earned: int
    after: int


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """The slip of one sale, or of one return (then nets, due and payments are negative).

    `moment` is UTC. `original` is the number of the slip that a return takes back from.
    `notes` are printed as written. `copy` marks everything printed after the first slip.
    """

    shop: Letterhead
    number: str
    counter: str
    staff: str
    moment: datetime
    lines: tuple[ReceiptLine, ...]
    goods: Money
    due: Money
    payments: tuple[PaymentLine, ...]
    rounding: Money = ZERO
    """Of the cash part, contained in `due`."""
    change: Money = ZERO
    reductions: tuple[Reduction, ...] = ()
    vat: tuple[VatLine, ...] = ()
    customer: ReceiptCustomer | None = None
    points: ReceiptPoints | None = None
    lookup_code: str = ""
    return_days: int = 0
    notes: tuple[str, ...] = ()
    kind: SlipKind = SlipKind.SALE
    original: str = ""
    copy: bool = False


@dataclass(frozen=True, slots=True)
class MoneySlipSheet:
    """Money outside of a sale: a PHIẾU THU when `amount` is positive, else a PHIẾU CHI.

    `what` names the occasion ("Thu nợ"), `party` who the money is from or for (may be empty),
    `sums` are further rows below the amount ("Còn nợ"). `moment` is UTC.
    """

    shop: Letterhead
    number: str
    counter: str
    staff: str
    moment: datetime
    what: str
    amount: Money
    method: Method
    party: str = ""
    reason: str = ""
    note: str = ""
    approver: str = ""
    sums: tuple[tuple[str, Money], ...] = ()
    copy: bool = False


@dataclass(frozen=True, slots=True)
class TransferSheet:
    """A transfer that is asked for; `payload` is its VietQR, `memo` the order's code."""

    shop: Letterhead
    amount: Money
    memo: str
    account: str
    bank: str
    holder: str
    payload: str


@dataclass(frozen=True, slots=True)
class LoyaltyCardSheet:
    """A customer's card: `tier_rank` 0..3 gives colour and icon, `tier` the shop's word for it.

    `code` is the number of twelve digits, `token` what its QR says (`basics.card_code`).
    `salutation` is how the customer is spoken to ("chị", "quý khách").
    """

    shop: Letterhead
    name: str
    salutation: str
    tier_rank: int
    tier: str
    code: str
    token: str
    since: date
    spend_per_point: Money
    point_worth: Money


@dataclass(frozen=True, slots=True)
class Gift:
    """Something to hand over at the counter against the card, until a day, inclusive."""

    name: str
    payload: str
    until: date


@dataclass(frozen=True, slots=True)
class ThankYouSheet:
    """A card of thanks to "chị Ngọc" (`address`, may be empty), spoken to as "chị" (`salutation`).

    `message` keeps its line breaks; an empty line parts paragraphs.
    """

    address: str
    salutation: str
    message: str
    signature: str
    gift: Gift | None = None
