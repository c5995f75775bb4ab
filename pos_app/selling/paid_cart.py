"""A cart that may be completed, priced, settled and proven, and the rows it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.loyalty.ledger import SaleFacts
from pos_app.loyalty.points import earning_base
from pos_app.models.goods import Product
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.shop import Shift
from pos_app.payments.expected import SEEN
from pos_app.payments.tenders import Method, Settlement, settle
from pos_app.selling.cart import Cart
from pos_app.selling.totals import ROUNDING_RULES, Totals, price
from pos_app.shop import settings
from pos_app.store.prepared import Prepared

ORIGIN: Final = "sale"

Row = dict[str, Any]

_SHIFT = cast(Table, Shift.__table__)
_PRODUCT = cast(Table, Product.__table__)
_TRANSFER = cast(Table, ExpectedTransfer.__table__)

_SHIFT_DAY = Prepared(
    select(_SHIFT.c.business_day).where(
        _SHIFT.c.id == bindparam("shift"),
        _SHIFT.c.counter_id == bindparam("counter"),
        _SHIFT.c.closed_at.is_(None),
    )
)
_COST = Prepared(select(_PRODUCT.c.cost).where(_PRODUCT.c.id == bindparam("product")))
_TRANSFERS = Prepared(
    select(_TRANSFER.c.id, _TRANSFER.c.uid, _TRANSFER.c.amount, _TRANSFER.c.state).where(
        _TRANSFER.c.draft_key == bindparam("draft_key")
    )
)


class NotPaid(BadInput):
    """Something is still missing from the bill."""


@dataclass(frozen=True, slots=True)
class PaidCart:
    """What a cashier may turn into a sale."""

    cart: Cart
    totals: Totals
    settlement: Settlement
    shift: int
    business_day: date
    transfers: dict[str, int]
    """Row ids of the transfers somebody saw, by their global ids."""
    cash_step: int = 0
    """What cash was rounded to, in đồng."""

    @classmethod
    def of(cls, session: Session, actor: Actor, cart: Cart, seen_due: Money) -> PaidCart:
        """Prices the cart anew and proves its money.

        Raises BadInput, NotPaid while something is missing, Stale when the cashier saw another
        sum or the shift is over.
        """
        if cart.empty:
            raise BadInput(_("Giỏ đang trống. Quét món đầu tiên đã."))
        totals = price(cart)
        if totals.due != seen_due:
            raise Stale(_("Số tiền đã đổi thành {due}. Xem lại rồi thu.").format(due=totals.due))
        step = settings.read(session, settings.CASH_STEP)
        settlement = settle(totals.due, cart.tenders, step)
        if settlement.missing:
            raise NotPaid(_("Còn thiếu {amount}.").format(amount=settlement.missing))
        if settlement.points and cart.customer_id is None:
            raise BadInput(_("Chưa biết khách là ai nên chưa dùng điểm được. Chọn khách trước."))
        if settlement.by(Method.ACCOUNT) and cart.customer_id is None:
            raise BadInput(_("Chưa biết khách là ai nên chưa ghi nợ được. Chọn khách trước."))
        where = {"shift": actor.shift, "counter": actor.counter}
        day = _SHIFT_DAY.value(session, where)
        if day is None or actor.shift is None:
            raise Stale(_("Ca này đã đóng. Mở lại trang bán hàng để vào ca mới."))
        return cls(cart, totals, settlement, actor.shift, day, _proven(session, cart), step)

    @property
    def earning_base(self) -> Money:
        """What of the bill earns points."""
        return earning_base(self.totals.earning, self.settlement.by(Method.POINTS))

    def facts(self, customer_id: int, now: datetime, sale_id: int) -> SaleFacts:
        """What loyalty has to know of the sale."""
        return SaleFacts(
            sale_id=sale_id,
            customer_id=customer_id,
            at=now,
            business_day=self.business_day,
            due=self.totals.due,
            net=self.totals.due,
            earning_base=self.earning_base,
            redeem=self.settlement.points,
            request_key=self.cart.key,
        )

    def row(self, actor: Actor, now: datetime) -> Row:
        """The sale itself, but for its ids, its number, the request's hash and its points."""
        due = self.totals.due
        return {
            "origin": ORIGIN,
            "kind": "sale",
            "draft_key": self.cart.key,
            "series": str(actor.counter),
            "code": self.cart.code,
            "counter_id": actor.counter,
            "shift_id": self.shift,
            "staff_id": actor.staff,
            "approver_id": actor.approver,
            "customer_id": self.cart.customer_id,
            "sold_at": now,
            "business_day": self.business_day,
            "goods": self.totals.goods,
            "line_discount": self.totals.line_discount,
            "order_discount": self.totals.order_discount,
            "net": due,
            "tax_added": ZERO,
            "rounding": self.settlement.rounding,
            "rounding_rule": ROUNDING_RULES[self.cash_step],
            "total": due + self.settlement.rounding,
            "change": self.settlement.change,
            "earning_base": self.earning_base,
            "points_earned": 0,
            "points_redeemed": 0,
            "points_after": None,
            "original_id": None,
            "reason": None,
            "note": self.cart.note,
        }

    def costs(self, session: Session) -> dict[int, Money | None]:
        """What one unit of each good cost the shop."""
        products = {line.ware.product_id for line in self.cart.lines}
        return {one: _COST.value(session, {"product": one}) for one in products}

    def line_rows(self, sale_id: int, costs: Mapping[int, Money | None]) -> list[Row]:
        """A row for each line, with copies of all that may change later."""
        return [
            {
                "sale_id": sale_id,
                "position": position,
                "product_id": line.ware.product_id,
                "code": line.ware.barcode,
                "name": line.ware.name,
                "unit": line.ware.unit,
                "factor": Quantity(line.ware.factor),
                "quantity": line.quantity,
                "list_price": line.list_price,
                "unit_price": line.unit_price,
                "gross": total.gross,
                "line_discount": total.line_discount,
                "promotion_discount": ZERO,
                "order_discount": total.order_discount,
                "net": total.net,
                "vat_rate": line.ware.vat_rate,
                "vat": total.vat,
                "price_source": line.price_source.value,
                "reason": line.reason or None,
                "note": "",
                "restock": None,
                "earns": line.ware.earns,
                "cost": costs[line.ware.product_id],
                "lot_id": line.lot_id,
                "original_line_id": None,
            }
            for position, (line, total) in enumerate(
                zip(self.cart.lines, self.totals.lines, strict=True), start=1
            )
        ]

    def payment_rows(self, sale_id: int) -> list[Row]:
        """A row for each tender that was accepted."""
        return [
            {
                "sale_id": sale_id,
                "position": position,
                "method": tender.method.value,
                "amount": tender.handed,
                "change": tender.handed - tender.amount,
                "points": tender.points or None,
                "reference": tender.reference,
                "transfer_id": self.transfers.get(tender.transfer_uid),
                "shift_id": self.shift,
            }
            for position, tender in enumerate(self.settlement.tenders, start=1)
        ]


def _proven(session: Session, cart: Cart) -> dict[str, int]:
    """Row ids of the order's transfers; NotPaid for one that nobody has seen arrive.

    Stale when money arrived for the order that is not among its tenders.
    """
    transfers = [tender for tender in cart.tenders if tender.method is Method.TRANSFER]
    rows = _TRANSFERS.rows(session, {"draft_key": cart.key})
    seen = {(row.uid, row.amount): row.id for row in rows if row.state == SEEN}
    for tender in transfers:
        if (tender.transfer_uid, tender.amount) not in seen:
            raise NotPaid(
                _("Chưa ai xác nhận đã nhận khoản chuyển {amount} của đơn này.").format(
                    amount=tender.amount
                )
            )
    told = {tender.transfer_uid for tender in transfers}
    for uid, amount in seen:
        if uid not in told:
            raise Stale(
                _(
                    "Đơn này đã nhận {amount} chuyển khoản chưa tính vào. "
                    "Xem lại ở Thanh toán rồi thu."
                ).format(amount=amount)
            )
    return {uid: row_id for (uid, _amount), row_id in seen.items()}
