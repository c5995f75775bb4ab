"""The document that takes goods back, and the rows it becomes: amounts turned round.

A return gives money for goods. An exchange takes other goods against it, and only the difference
moves. A void is a return of everything to the tenders it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.errors import Stale
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.models.sales import SaleLine
from pos_app.models.shop import Shift
from pos_app.payments.tenders import Method, Settlement, settle
from pos_app.selling.cart import Cart
from pos_app.selling.paid_cart import PaidCart, Row
from pos_app.selling.return_rules import Amounts, Plan, Reason
from pos_app.selling.totals import ROUNDING_RULE, Totals, price

_TURNED: Final = (
    "gross", "line_discount", "promotion_discount", "order_discount", "net", "vat",
)  # fmt: skip
_KEPT: Final = (
    "product_id", "code", "name", "unit", "factor", "list_price", "unit_price", "vat_rate",
    "price_source", "note", "earns", "cost", "lot_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Back:
    """How a line comes back."""

    quantity: Quantity
    reason: Reason
    restock: bool


@dataclass(frozen=True, slots=True)
class PaidOut:
    """Money that goes back: `amount` is positive here."""

    method: Method
    amount: Money
    points: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What the counter wants to take back. `key` makes it happen once.

    `back` is by the ids of the sale's lines, or, without a receipt, by the keys of the lines of
    `unproven`. `taken` holds the goods taken instead and the tenders for the difference.
    `out` is the money that goes back; `seen` the difference that stood on the screen, positive
    when it goes to the customer.
    """

    key: str
    back: Mapping[int, Back]
    seen: Money
    original: str = ""
    """Global id of the sale; empty without a receipt."""
    unproven: Cart | None = None
    taken: Cart | None = None
    out: Sequence[PaidOut] = field(default=())
    note: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The goods that are taken instead, priced, and what is paid for the difference."""

    cart: Cart
    totals: Totals
    settlement: Settlement

    @classmethod
    def of(cls, cart: Cart, credit: Money) -> Taken:
        """`credit` is the money of what came back; it pays first. Raises as `settle` does."""
        totals = price(cart)
        due = max(totals.due - credit, ZERO)
        return cls(cart, totals, settle(due, cart.tenders))

    def rows(self, session: Session, sale_id: int) -> list[Row]:
        """A row for each line."""
        paid = PaidCart(self.cart, self.totals, self.settlement, 0, date.min, {})
        return paid.line_rows(sale_id, paid.costs(session))


def shift_day(session: Session, actor: Actor) -> date:
    """The business day of the actor's open shift; Stale when it is over."""
    day = session.scalar(
        select(Shift.business_day).where(
            Shift.id == actor.shift,
            Shift.counter_id == actor.counter,
            Shift.closed_at.is_(None),
        )
    )
    if day is None:
        raise Stale(_("Ca này đã đóng. Mở lại trang bán hàng để vào ca mới."))
    return day


def returned_rows(
    session: Session, plan: Plan, told: Mapping[int, Back], sale_id: int
) -> list[Row]:
    """The lines that come back, in the order of the sale's, with its prices, rates and lots."""
    found = session.scalars(
        select(SaleLine).where(SaleLine.id.in_([one.id for one, *_ in plan.parts]))
    )
    lines = {line.id: line for line in found}
    parts = sorted(plan.parts, key=lambda part: lines[part[0].id].position)
    return [
        _returned(lines[sold.id], quantity, amounts, told[sold.id], sale_id)
        for sold, quantity, amounts in parts
    ]


def _returned(
    line: SaleLine, quantity: Quantity, amounts: Amounts, told: Back, sale_id: int
) -> Row:
    return {
        "sale_id": sale_id,
        "quantity": -quantity,
        "reason": told.reason.value,
        "restock": told.restock,
        "original_line_id": line.id,
        **{column: getattr(line, column) for column in _KEPT},
        **{column: -getattr(amounts, column) for column in _TURNED},
    }


def unproven_rows(
    session: Session, cart: Cart, told: Mapping[int, Back], sale_id: int
) -> list[Row]:
    """Lines that come back without a receipt, from a cart of them; `told` by their keys."""
    rows = Taken(cart, price(cart), settle(ZERO, ())).rows(session, sale_id)
    return [
        row
        | {
            "quantity": -row["quantity"],
            "reason": told[line.key].reason.value,
            "restock": told[line.key].restock,
            "earns": False,
        }
        | {column: -row[column] for column in _TURNED}
        for line, row in zip(cart.lines, rows, strict=True)
    ]


def numbered(lines: Iterable[Row]) -> list[Row]:
    """The lines of one document, in their order."""
    return [{**line, "position": place} for place, line in enumerate(lines, start=1)]


def document(
    actor: Actor, kind: str, key: str, at: datetime, day: date, lines: Sequence[Row]
) -> Row:
    """The document itself, but for its ids, number, request, money back and points."""
    total = {name: Money.total(line[name] for line in lines) for name in _TURNED}
    net = total["net"]
    return {
        "origin": "sale",
        "kind": kind,
        "draft_key": key,
        "series": str(actor.counter),
        "code": None,
        "counter_id": actor.counter,
        "shift_id": actor.shift,
        "staff_id": actor.staff,
        "approver_id": actor.approver,
        "customer_id": None,
        "sold_at": at,
        "business_day": day,
        "goods": total["gross"] - total["line_discount"],
        "line_discount": total["line_discount"],
        "order_discount": total["order_discount"],
        "net": net,
        "tax_added": ZERO,
        "rounding": ZERO,
        "rounding_rule": ROUNDING_RULE,
        "total": net,
        "change": ZERO,
        "earning_base": ZERO,
        "points_earned": 0,
        "points_redeemed": 0,
        "points_after": None,
        "original_id": None,
        "reason": None,
        "note": "",
    }


def payment_rows(
    sale_id: int, shift: int | None, out: Iterable[PaidOut], taken: Settlement | None
) -> list[Row]:
    """What goes back, then what is paid for the difference."""
    rows: list[dict[str, Any]] = [
        {
            "method": paid.method.value,
            "amount": -paid.amount,
            "change": ZERO,
            "points": -paid.points or None,
            "reference": paid.reference,
        }
        for paid in out
    ]
    rows += [
        {
            "method": tender.method.value,
            "amount": tender.handed,
            "change": tender.handed - tender.amount,
            "points": None,
            "reference": tender.reference,
        }
        for tender in (taken.tenders if taken else ())
    ]
    return [
        {
            **row,
            "sale_id": sale_id,
            "position": position,
            "transfer_id": None,
            "shift_id": shift,
        }
        for position, row in enumerate(rows, start=1)
    ]
