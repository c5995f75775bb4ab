"""Completes a sale: one transaction, once, or nothing.

Draft key -> what the cashier saw -> receipt number -> sale, lines, payments -> stock -> points
and tier -> journal -> outbox. Printing, sounds and care come after the commit and cannot undo it.
Statements are built once and run through Core: the ORM's unit of work costs four times as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.events import POINTS_CHANGED, SALE_COMPLETED, TIER_RAISED, Event
from pos_app.basics.faults import fault
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.goods import stock
from pos_app.loyalty import ledger
from pos_app.loyalty.points import earning_base
from pos_app.models.goods import Product
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import Draft, Payment, Sale, SaleLine
from pos_app.models.shop import Shift
from pos_app.payments.expected import SEEN
from pos_app.payments.tenders import Method, Settlement, settle
from pos_app.selling.cart import Cart
from pos_app.selling.draft_body import encode
from pos_app.selling.seal import rows_digest
from pos_app.selling.totals import ROUNDING_RULE, Totals, price
from pos_app.shop.numbering import next_number
from pos_app.shop.profile import salt
from pos_app.shop.staff import Right, require
from pos_app.store import journal, outbox
from pos_app.store.canonical import digest
from pos_app.store.database import Database

ORIGIN = "sale"
RECEIPTS = "receipt"

_BY_DRAFT = select(
    Sale.id,
    Sale.uid,
    Sale.number,
    Sale.request_hash,
    Sale.total,
    Sale.change,
    Sale.points_earned,
    Sale.points_redeemed,
    Sale.points_after,
    Sale.customer_id,
).where(Sale.draft_key == bindparam("draft_key"))
_REVISION = select(Draft.revision).where(Draft.key == bindparam("key"))
_SHIFT_DAY = select(Shift.business_day).where(
    Shift.id == bindparam("shift"), Shift.closed_at.is_(None)
)
_COSTS = select(Product.id, Product.cost).where(
    Product.id.in_(bindparam("products", expanding=True))
)
_TRANSFERS = select(
    ExpectedTransfer.id, ExpectedTransfer.uid, ExpectedTransfer.state, ExpectedTransfer.amount
).where(ExpectedTransfer.draft_key == bindparam("draft_key"))
_INSERT_SALE = insert(Sale).returning(Sale.id)
_INSERT_LINES = insert(SaleLine)
_INSERT_PAYMENTS = insert(Payment)
_POINTS_ON_SALE = (
    update(Sale)
    .where(Sale.id == bindparam("sale"))
    .values(
        points_earned=bindparam("earned"),
        points_redeemed=bindparam("redeemed"),
        points_after=bindparam("after"),
    )
)
_DELETE_DRAFT = delete(Draft).where(Draft.key == bindparam("key"))


@dataclass(frozen=True, slots=True)
class CompletedSale:
    """A sale that is on disk."""

    id: int
    uid: str
    number: int
    total: Money
    change: Money
    customer_id: int | None
    points_earned: int
    points_redeemed: int
    points_after: int | None
    risen_to: int | None = None
    """The tier's rank when this sale raised it."""


class NotPaid(BadInput):
    """Something is still missing from the bill."""


class Checkout:
    """Turns paid carts into sales."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    def complete(self, actor: Actor, cart: Cart, seen_due: Money) -> tuple[CompletedSale, Changes]:
        """Completes a cart with the tenders it holds; asked again, it tells the same sale.

        `seen_due` is what stood on the cashier's screen. Raises NotPaid, Stale when the cart
        changed meanwhile or its key already stands for another sale, PointsShort, BadInput.
        """
        request = digest([encode(cart), seen_due.dong, cart.customer_id], "")
        with self._database.transaction() as session:
            told = self._told_before(session, cart.key, request)
            if told is not None:
                return told, Changes.NOTHING
            require(session, actor, Right.SELL)
            if session.execute(_REVISION, {"key": cart.key}).scalar() != cart.revision:
                raise Stale(_("Đơn này vừa được đổi ở cửa sổ khác. Mở lại đơn rồi làm tiếp."))
            sale = _Sale.of(session, actor, cart, seen_due)
            done = self._write(session, actor, sale, request)
        return done, _changes(done)

    def _told_before(self, session: Session, key: str, request: str) -> CompletedSale | None:
        row = session.execute(_BY_DRAFT, {"draft_key": key}).first()
        if row is None:
            return None
        if row.request_hash != request:
            raise Stale(_("Đơn này đã thanh toán xong với nội dung khác. Mở đơn mới."))
        told: dict[str, Any] = row._asdict()
        del told["request_hash"]
        return CompletedSale(**told)

    def _write(self, session: Session, actor: Actor, sale: _Sale, request: str) -> CompletedSale:
        now = self._clock.now()
        row = sale.row(actor, self._ids.new(), request, now)
        row["number"] = next_number(session, RECEIPTS, actor.counter)
        fault("number_taken")
        sale_id: int = session.execute(_INSERT_SALE, row).scalar_one()
        lines = sale.line_rows(session, sale_id)
        payments = sale.payment_rows(sale_id)
        session.execute(_INSERT_LINES, lines)
        if payments:
            session.execute(_INSERT_PAYMENTS, payments)
        fault("rows_written")
        stock.take_for_sale(session, actor, now, sale_id)
        fault("stock_taken")
        standing = self._settle_points(session, actor, sale, row, sale_id)
        fault("points_settled")
        session.execute(_DELETE_DRAFT, {"key": sale.cart.key})
        self._record(session, actor, row, lines, payments)
        fault("journalled")
        done = CompletedSale(
            id=sale_id,
            uid=row["uid"],
            number=row["number"],
            total=row["total"],
            change=row["change"],
            customer_id=row["customer_id"],
            points_earned=row["points_earned"],
            points_redeemed=row["points_redeemed"],
            points_after=row["points_after"],
            risen_to=standing.tier_after if standing and standing.risen else None,
        )
        outbox.emit(session, _events(done, actor, standing), now)
        return done

    def _settle_points(
        self, session: Session, actor: Actor, sale: _Sale, row: dict[str, Any], sale_id: int
    ) -> ledger.Standing | None:
        if row["customer_id"] is None:
            return None
        standing = ledger.settle_sale(
            session,
            actor,
            ledger.SaleFacts(
                sale_id=sale_id,
                customer_id=row["customer_id"],
                at=row["sold_at"],
                business_day=row["business_day"],
                due=row["total"],
                net=row["net"],
                earning_base=row["earning_base"],
                redeem=sale.settlement.points,
                request_key=row["draft_key"],
            ),
        )
        row["points_earned"] = standing.earned
        row["points_redeemed"] = standing.redeemed
        row["points_after"] = standing.after
        session.execute(
            _POINTS_ON_SALE,
            {
                "sale": sale_id,
                "earned": standing.earned,
                "redeemed": standing.redeemed,
                "after": standing.after,
            },
        )
        return standing

    def _record(
        self,
        session: Session,
        actor: Actor,
        row: dict[str, Any],
        lines: list[dict[str, Any]],
        payments: list[dict[str, Any]],
    ) -> None:
        journal.append(
            session,
            self._clock,
            actor,
            "sale.completed",
            row["uid"],
            {
                "number": row["number"],
                "series": row["series"],
                "total": row["total"].dong,
                "rows": rows_digest(row, lines, payments, salt(session)),
            },
        )


@dataclass(frozen=True, slots=True)
class _Sale:
    """A cart that may be completed: priced, settled and proven."""

    cart: Cart
    totals: Totals
    settlement: Settlement
    shift: int
    business_day: date
    transfers: dict[str, int]
    """Row ids of the seen transfers by their global ids."""

    @classmethod
    def of(cls, session: Session, actor: Actor, cart: Cart, seen_due: Money) -> _Sale:
        totals = price(cart)
        if cart.empty:
            raise BadInput(_("Giỏ đang trống. Quét món đầu tiên đã."))
        if totals.due != seen_due:
            raise Stale(_("Số tiền đã đổi thành {due}. Xem lại rồi thu.").format(due=totals.due))
        settlement = settle(totals.due, cart.tenders)
        if settlement.missing:
            raise NotPaid(_("Còn thiếu {amount}.").format(amount=settlement.missing))
        if settlement.points and cart.customer_id is None:
            raise BadInput(_("Chưa biết khách là ai nên chưa dùng điểm được. Chọn khách trước."))
        day = session.execute(_SHIFT_DAY, {"shift": actor.shift}).scalar()
        if day is None or actor.shift is None:
            raise Stale(_("Ca này đã đóng. Mở lại trang bán hàng để vào ca mới."))
        return cls(cart, totals, settlement, actor.shift, day, _proven(session, cart))

    def row(self, actor: Actor, uid: str, request: str, now: datetime) -> dict[str, Any]:
        due = self.totals.due
        return {
            "uid": uid,
            "origin": ORIGIN,
            "kind": "sale",
            "draft_key": self.cart.key,
            "request_hash": request,
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
            "rounding": ZERO,
            "rounding_rule": ROUNDING_RULE,
            "total": due,
            "change": self.settlement.change,
            "earning_base": earning_base(self.totals.earning, self.settlement.by(Method.POINTS)),
            "points_earned": 0,
            "points_redeemed": 0,
            "points_after": None,
            "original_id": None,
            "reason": None,
            "note": self.cart.note,
        }

    def line_rows(self, session: Session, sale_id: int) -> list[dict[str, Any]]:
        products = [line.ware.product_id for line in self.cart.lines]
        costs = {row.id: row.cost for row in session.execute(_COSTS, {"products": products})}
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
                "unit_price": line.unit_price,
                "gross": total.gross,
                "line_discount": total.line_discount,
                "order_discount": total.order_discount,
                "net": total.net,
                "vat_rate": line.ware.vat_rate,
                "vat": total.vat,
                "price_source": line.price_source.value,
                "reason": None,
                "earns": line.ware.earns,
                "cost": costs[line.ware.product_id],
                "lot_id": None,
                "original_line_id": None,
            }
            for position, (line, total) in enumerate(
                zip(self.cart.lines, self.totals.lines, strict=True), start=1
            )
        ]

    def payment_rows(self, sale_id: int) -> list[dict[str, Any]]:
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
    """Row ids of the order's transfers; BadInput for one that nobody has seen arrive."""
    transfers = [tender for tender in cart.tenders if tender.method is Method.TRANSFER]
    if not transfers:
        return {}
    wanted = {tender.transfer_uid: tender.amount for tender in transfers}
    if len(wanted) < len(transfers):
        raise BadInput(_("Một khoản chuyển khoản chỉ trả được một lần."))
    seen = {
        row.uid: row
        for row in session.execute(_TRANSFERS, {"draft_key": cart.key})
        if row.state == SEEN
    }
    for uid, amount in wanted.items():
        if uid not in seen or seen[uid].amount != amount:
            raise NotPaid(_("Chưa ai xác nhận tiền chuyển khoản {amount}.").format(amount=amount))
    return {uid: seen[uid].id for uid in wanted}


def _events(done: CompletedSale, actor: Actor, standing: ledger.Standing | None) -> list[Event]:
    customer = done.customer_id or 0
    events = [
        Event(
            SALE_COMPLETED,
            done.uid,
            {"sale": done.id, "customer": customer, "counter": actor.counter},
        )
    ]
    if done.points_earned or done.points_redeemed:
        changed: dict[str, int | str] = {
            "customer": customer,
            "sale": done.id,
            "earned": done.points_earned,
            "redeemed": done.points_redeemed,
        }
        events.append(Event(POINTS_CHANGED, done.uid, changed))
    if standing is not None and standing.risen:
        rise: dict[str, int | str] = {
            "customer": customer,
            "sale": done.id,
            "before": standing.tier_before,
            "after": standing.tier_after,
        }
        events.append(Event(TIER_RAISED, done.uid, rise))
    return events


def _changes(done: CompletedSale) -> Changes:
    changed = Changes.SALES | Changes.CARTS | Changes.STOCK | Changes.TRANSFERS
    if done.customer_id is not None:
        changed |= Changes.CUSTOMERS | Changes.POINTS
    return changed
