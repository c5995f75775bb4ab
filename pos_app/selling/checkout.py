"""Completes a sale: one transaction, once, or nothing.

Draft key -> what the cashier saw -> receipt number -> sale, lines, payments -> stock -> points
and tier -> journal -> outbox. Printing, sounds and care come after the commit and cannot undo it.
Statements are prepared: the ORM's unit of work costs four times as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import Stale
from pos_app.basics.events import POINTS_CHANGED, SALE_COMPLETED, TIER_RAISED, Event
from pos_app.basics.faults import fault
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.basics.money import Money
from pos_app.goods import stock
from pos_app.loyalty import ledger
from pos_app.loyalty.points import worth
from pos_app.models.loyalty import TierChange
from pos_app.models.sales import Draft, Payment, Sale, SaleLine
from pos_app.payments.debts import OnAccount, owe
from pos_app.payments.expected import let_go
from pos_app.payments.tenders import Method
from pos_app.selling import seal
from pos_app.selling.cart import Cart, PriceSource
from pos_app.selling.draft_body import request_hash
from pos_app.selling.drafts import WAITS
from pos_app.selling.paid_cart import NotPaid, PaidCart, Row
from pos_app.shop.numbering import next_number
from pos_app.shop.profile import salt
from pos_app.shop.staff import Right, require
from pos_app.store import journal, outbox
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared, adding

__all__ = ["RECEIPTS", "Checkout", "CompletedSale", "NotPaid"]

LOT_OVERRIDE: Final = "override.lot"
"""The kind of the journal's entry for a lot that was sold before one that expires earlier."""
RECEIPTS: Final = "receipt"
"""The series of numbers, one for each counter."""

_SALE = cast(Table, Sale.__table__)
_DRAFT = cast(Table, Draft.__table__)
_RISE = cast(Table, TierChange.__table__)

_BY_DRAFT = Prepared(
    select(
        _SALE.c.id,
        _SALE.c.uid,
        _SALE.c.number,
        _SALE.c.request_hash,
        _SALE.c.total,
        _SALE.c.change,
        _SALE.c.customer_id,
        _SALE.c.points_earned,
        _SALE.c.points_redeemed,
        _SALE.c.points_after,
        _RISE.c.after.label("risen_to"),
    )
    .select_from(_SALE.outerjoin(_RISE, _RISE.c.sale_id == _SALE.c.id))
    .where(_SALE.c.draft_key == bindparam("draft_key"))
)
_REVISION = Prepared(
    select(_DRAFT.c.revision).where(
        _DRAFT.c.key == bindparam("draft_key"), or_(*(_DRAFT.c.state == state for state in WAITS))
    )
)
_INSERT_SALE = Prepared(adding(_SALE, but=("id", "external")))
_INSERT_LINE = Prepared(adding(cast(Table, SaleLine.__table__)))
_INSERT_PAYMENT = Prepared(adding(cast(Table, Payment.__table__)))
_POINTS_ON_SALE = Prepared(
    update(_SALE)
    .where(_SALE.c.id == bindparam("sale"))
    .values(
        points_earned=bindparam("earned"),
        points_redeemed=bindparam("redeemed"),
        points_after=bindparam("after"),
    )
)
_DELETE_DRAFT = Prepared(delete(_DRAFT).where(_DRAFT.c.key == bindparam("draft_key")))


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
        request = request_hash(cart, seen_due)
        with self._database.transaction() as session:
            done = _told_before(session, cart.key, request)
            if done is None:
                require(session, actor, *_rights(cart))
                if _REVISION.value(session, {"draft_key": cart.key}) != cart.revision:
                    raise Stale(_("Đơn này vừa được đổi ở cửa sổ khác. Mở lại đơn rồi làm tiếp."))
                paid = PaidCart.of(session, actor, cart, seen_due)
                done = self._write(session, actor, paid, request)
        return done, _changes(done)

    def _write(self, session: Session, actor: Actor, paid: PaidCart, request: str) -> CompletedSale:
        now = self._clock.now()
        row = paid.row(actor, now)
        row["uid"] = self._ids.new()
        row["request_hash"] = request
        row["number"] = next_number(session, RECEIPTS, actor.counter)
        fault("number_taken")
        sale_id = _INSERT_SALE.add(session, row)
        lines = paid.line_rows(sale_id, paid.costs(session))
        payments = paid.payment_rows(sale_id)
        _INSERT_LINE.run_all(session, lines)
        _INSERT_PAYMENT.run_all(session, payments)
        fault("rows_written")
        passed_over = stock.take_for_sale(session, actor, now, sale_id)
        fault("stock_taken")
        standing = _settle_points(session, actor, paid, row, sale_id)
        fault("points_settled")
        _settle_account(session, actor, paid, now, sale_id)
        _DELETE_DRAFT.run(session, {"draft_key": paid.cart.key})
        let_go(session, self._clock, actor, paid.cart.key)
        body = seal.entry(row, lines, payments, salt(session))
        journal.append(session, self._clock, actor, seal.KIND, row["uid"], body)
        for lot in passed_over:
            told = {"line": lot.line_id, "lot": lot.sold, "earlier": lot.earlier}
            journal.append(session, self._clock, actor, LOT_OVERRIDE, row["uid"], told)
        fault("journalled")
        done = _completed(sale_id, row, standing)
        outbox.emit(session, _events(done, actor, standing), now)
        return done


def _told_before(session: Session, key: str, request: str) -> CompletedSale | None:
    row = _BY_DRAFT.row(session, {"draft_key": key})
    if row is None:
        return None
    if row.request_hash != request:
        raise Stale(_("Đơn này đã thanh toán xong với nội dung khác. Mở đơn mới."))
    told: dict[str, Any] = row._asdict()
    del told["request_hash"]
    return CompletedSale(**told)


def _rights(cart: Cart) -> list[Right]:
    """What whoever completes this cart must be allowed to do."""
    rights = [Right.SELL]
    if cart.discount or any(line.discount for line in cart.lines):
        rights.append(Right.DISCOUNT)
    if any(line.price_source is PriceSource.TYPED for line in cart.lines):
        rights.append(Right.SET_PRICE)
    if any(tender.method is Method.ACCOUNT for tender in cart.tenders):
        rights.append(Right.SELL_ON_ACCOUNT)
    return rights


def _settle_account(
    session: Session, actor: Actor, paid: PaidCart, now: datetime, sale_id: int
) -> None:
    """What the customer owes from now on."""
    amount, customer = paid.settlement.by(Method.ACCOUNT), paid.cart.customer_id
    if amount and customer is not None:
        owe(session, actor, now, OnAccount(customer, sale_id, amount, paid.business_day))


def _settle_points(
    session: Session, actor: Actor, paid: PaidCart, row: Row, sale_id: int
) -> ledger.Standing | None:
    """Points and tier of whoever buys; what came of them stands on the sale and in `row`."""
    if row["customer_id"] is None:
        return None
    if paid.settlement.points:
        programme = ledger.current_programme(session, paid.business_day)
        if worth(paid.settlement.points, programme) != paid.settlement.by(Method.POINTS):
            raise Stale(_("Giá trị của điểm vừa đổi. Bỏ phần trả bằng điểm rồi nhập lại."))
    facts = paid.facts(row["customer_id"], row["sold_at"], sale_id)
    standing = ledger.settle_sale(session, actor, facts)
    row["points_earned"] = standing.earned
    row["points_redeemed"] = standing.redeemed
    row["points_after"] = standing.after
    _POINTS_ON_SALE.run(
        session,
        {
            "sale": sale_id,
            "earned": standing.earned,
            "redeemed": standing.redeemed,
            "after": standing.after,
        },
    )
    return standing


def _completed(sale_id: int, row: Row, standing: ledger.Standing | None) -> CompletedSale:
    return CompletedSale(
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
        changed |= Changes.CUSTOMERS | Changes.POINTS | Changes.MONEY
    return changed
