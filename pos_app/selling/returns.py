"""Takes goods back: a return, an exchange or a void, each one document in one transaction.

The sale it undoes never changes. What was seen on the screen is reckoned again from the rows,
so that two counters that take back the same thing at once cannot both do it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock, shop_day
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.events import SALE_REVERSED, Event
from pos_app.basics.faults import fault
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import NONE, ONE
from pos_app.basics.text import clean
from pos_app.goods import stock, write_offs
from pos_app.loyalty.settlement_return import ReturnFacts, ReturnStanding, settle_return
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.payments.tenders import Method
from pos_app.selling import reversal, seal
from pos_app.selling.cart import LONGEST_NOTE, Cart
from pos_app.selling.checkout import RECEIPTS
from pos_app.selling.draft_body import encode
from pos_app.selling.paid_cart import Row
from pos_app.selling.return_proof import refuse_unpaid, rights
from pos_app.selling.return_rules import NOTHING, Plan, Reason
from pos_app.selling.reversal import Back, PaidOut, Request, Taken
from pos_app.selling.sold import EXCHANGE, RETURN, SALE, VOID, Bought, bought
from pos_app.selling.totals import price
from pos_app.shop.numbering import next_number
from pos_app.shop.profile import salt
from pos_app.shop.staff import Right, require
from pos_app.store import journal, outbox
from pos_app.store.canonical import Value, digest
from pos_app.store.database import Database

LOWEST_OF: Final = timedelta(days=30)
"""Without a receipt the lowest price of so long is given."""
_SALE: Final = cast(Table, Sale.__table__)
_LINE: Final = cast(Table, SaleLine.__table__)
_PAYMENT: Final = cast(Table, Payment.__table__)


@dataclass(frozen=True, slots=True)
class Reversed:
    """A return, exchange or void that is on disk."""

    id: int
    uid: str
    number: int
    kind: str
    total: Money
    customer_id: int | None
    points_earned: int
    points_redeemed: int
    points_after: int | None


class Returns:
    """Returns, exchanges and voids."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    def new_key(self) -> str:
        """The key under which the next return or void happens once."""
        return self._ids.new()

    def look(self, uid: str) -> Bought:
        """A sale as it may come back; BadInput for a paper that nothing comes back from."""
        with self._database.reading() as session:
            return bought(session, uid)

    def lowest_price(self, product_id: int) -> Money | None:
        """The lowest price a unit was sold at of late, after all discounts; None: not sold."""
        with self._database.reading() as session:
            return _lowest(session, product_id, self._clock.now())

    def complete(self, actor: Actor, request: Request) -> tuple[Reversed, Changes]:
        """Takes it all back; asked again, it tells the same document.

        Raises BadInput, NotAllowed, NotPaid while the difference is not paid, and Stale when
        something came back meanwhile, the difference is another one or the shift is over.
        """
        asked = digest(_spelled(request), "")
        with self._database.transaction() as session:
            done = _told_before(session, request.key, asked)
            if done is None:
                done = self._complete(session, actor, request, asked)
        return done, _changes(done)

    def void(self, actor: Actor, uid: str, reason: str, key: str) -> tuple[Reversed, Changes]:
        """Undoes a whole sale, its money going back the way it came.

        Raises BadInput without a reason or when something came back already, NotAllowed, Stale.
        """
        why = clean(reason, LONGEST_NOTE)
        asked = digest([uid, why], "")
        with self._database.transaction() as session:
            done = _told_before(session, key, asked)
            if done is None:
                require(session, actor, Right.VOID)
                if not why:
                    raise BadInput(_("Ghi lý do hủy phiếu, một vài chữ là đủ."))
                told = bought(session, uid)
                if not told.sold.whole:
                    raise BadInput(_("Phiếu đã trả một phần. Trả nốt phần còn lại."))
                whole = {line.id: line.quantity for line in told.sold.lines}
                plan = told.sold.plan(whole)
                back = {
                    line: Back(count, Reason.OTHER, restock=True) for line, count in whole.items()
                }
                out = [PaidOut(one.method, one.left) for one in told.sold.gave if one.left]
                act = _Act(VOID, key, asked, plan, back, told, tuple(out), None, why, "")
                done = self._write(session, actor, act)
        return done, _changes(done)

    def _complete(self, session: Session, actor: Actor, request: Request, asked: str) -> Reversed:
        told = bought(session, request.original) if request.original else None
        require(session, actor, *rights(request, told, shop_day(self._clock.now())))
        plan = NOTHING
        if told is not None:
            plan = told.sold.plan({line: one.quantity for line, one in request.back.items()})
        returned = plan.money if request.unproven is None else price(request.unproven).due
        if not request.back or (told is None) == (request.unproven is None):
            raise BadInput(_("Chưa có món nào trả lại."))
        taken = None
        if request.taken is not None and not request.taken.empty:
            taken = Taken.of(request.taken, returned)
        owed = returned - (taken.totals.due if taken else ZERO)
        if owed != request.seen:
            raise Stale(_("Số tiền đã đổi thành {due}. Xem lại rồi trả.").format(due=owed))
        refuse_unpaid(told, taken, request.out, max(owed, ZERO))
        act = _Act(
            EXCHANGE if taken else RETURN,
            request.key,
            asked,
            plan,
            request.back,
            told,
            tuple(request.out),
            taken,
            "",
            clean(request.note, LONGEST_NOTE),
            request.unproven,
        )
        return self._write(session, actor, act)

    def _write(self, session: Session, actor: Actor, act: _Act) -> Reversed:
        now = self._clock.now()
        day = reversal.shift_day(session, actor)
        lines = reversal.numbered(act.lines(session))
        row = act.row(reversal.document(actor, act.kind, act.key, now, day, lines))
        row["uid"] = self._ids.new()
        row["number"] = next_number(session, RECEIPTS, actor.counter)
        fault("number_taken")
        sale_id: int = session.execute(insert(_SALE).returning(_SALE.c.id), row).scalar_one()
        lines = [{**line, "sale_id": sale_id} for line in lines]
        payments = reversal.payment_rows(
            sale_id, actor.shift, act.paid_out(), act.taken.settlement if act.taken else None
        )
        session.execute(insert(_LINE), lines)
        if payments:
            session.execute(insert(_PAYMENT), payments)
        fault("rows_written")
        stock.take_for_sale(session, actor, now, sale_id)
        write_offs.write_off(session, actor, now, sale_id, row["uid"])
        fault("stock_taken")
        standing = _settle(session, actor, act, row, sale_id)
        fault("points_settled")
        body = seal.entry(row, lines, payments, salt(session))
        journal.append(session, self._clock, actor, seal.KINDS[act.kind], row["uid"], body)
        fault("journalled")
        if act.told is not None:
            told = bought(session, act.told.uid)
            event: dict[str, int | str] = {
                "sale": sale_id,
                "original": told.id,
                "whole": int(told.sold.spent),
            }
            outbox.emit(session, [Event(SALE_REVERSED, row["uid"], event)], now)
        return Reversed(
            id=sale_id,
            uid=row["uid"],
            number=row["number"],
            kind=act.kind,
            total=row["total"],
            customer_id=row["customer_id"],
            points_earned=row["points_earned"],
            points_redeemed=row["points_redeemed"],
            points_after=standing.after if standing else None,
        )


@dataclass(frozen=True, slots=True)
class _Act:
    """A request that was proven."""

    kind: str
    key: str
    asked: str
    plan: Plan
    back: Mapping[int, Back]
    told: Bought | None
    out: tuple[PaidOut, ...]
    taken: Taken | None
    reason: str
    note: str
    unproven: Cart | None = None

    def lines(self, session: Session) -> list[Row]:
        """What comes back, then what is taken."""
        rows = (
            reversal.unproven_rows(session, self.unproven, self.back, 0)
            if self.unproven is not None
            else reversal.returned_rows(session, self.plan, self.back, 0)
        )
        return rows + (self.taken.rows(session, 0) if self.taken else [])

    def row(self, row: Row) -> Row:
        """The document with what this act knows of it."""
        return row | {
            "request_hash": self.asked,
            "customer_id": self.told.customer_id if self.told else None,
            "rounding": -self.plan.rounding,
            "total": row["net"] - self.plan.rounding,
            "change": self.taken.settlement.change if self.taken else ZERO,
            "earning_base": self.taken.totals.earning if self.taken else ZERO,
            "points_redeemed": -self.plan.points_given_back,
            "original_id": self.told.id if self.told else None,
            "reason": self.reason or None,
            "note": self.note,
        }

    def paid_out(self) -> list[PaidOut]:
        """Points go back first, then money."""
        points = self.plan.points_given_back
        home = [PaidOut(Method.POINTS, self.plan.points_worth, points)] if points else []
        return [*home, *self.out]


def _settle(
    session: Session, actor: Actor, act: _Act, row: Row, sale_id: int
) -> ReturnStanding | None:
    """Points of whoever bought; what came of them stands on the document and in `row`."""
    if act.told is None or act.told.customer_id is None:
        return None
    standing = settle_return(
        session,
        actor,
        ReturnFacts(
            sale_id=sale_id,
            original_id=act.told.id,
            customer_id=act.told.customer_id,
            at=row["sold_at"],
            business_day=row["business_day"],
            net=row["net"],
            take_back=act.plan.points_taken_back,
            give_back=act.plan.points_given_back,
            earning_base=row["earning_base"],
            request_key=act.key,
        ),
    )
    row["points_earned"], row["points_after"] = standing.gained, standing.after
    session.execute(
        update(Sale)
        .where(Sale.id == sale_id)
        .values(points_earned=standing.gained, points_after=standing.after)
    )
    return standing


def _lowest(session: Session, product_id: int, now: datetime) -> Money | None:
    """What a unit of the catalogue came to at its cheapest."""
    sold = session.execute(
        select(SaleLine.net, SaleLine.quantity)
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(
            SaleLine.product_id == product_id,
            SaleLine.quantity > NONE,
            Sale.origin == SALE,
            Sale.sold_at >= now - LOWEST_OF,
        )
    )
    prices = [net.share(ONE.thousandths, quantity.thousandths) for net, quantity in sold]
    return min(prices, default=None)


def _spelled(request: Request) -> list[Value]:
    """The request as it is told from another one."""
    back: list[Value] = [
        [line, one.quantity.thousandths, one.reason.value, int(one.restock)]
        for line, one in sorted(request.back.items())
    ]
    out: list[Value] = [
        [paid.method.value, paid.amount.dong, paid.reference] for paid in request.out
    ]
    carts = [encode(cart) if cart else "" for cart in (request.unproven, request.taken)]
    return [request.original, request.seen.dong, request.note, back, out, *carts]


def _told_before(session: Session, key: str, asked: str) -> Reversed | None:
    row = session.execute(select(Sale).where(Sale.draft_key == key)).scalar_one_or_none()
    if row is None:
        return None
    if row.request_hash != asked:
        raise Stale(_("Phiếu trả này đã xong với nội dung khác. Mở lại phiếu mua."))
    return Reversed(
        id=row.id,
        uid=row.uid,
        number=row.number,
        kind=row.kind,
        total=row.total,
        customer_id=row.customer_id,
        points_earned=row.points_earned,
        points_redeemed=row.points_redeemed,
        points_after=row.points_after,
    )


def _changes(done: Reversed) -> Changes:
    changed = Changes.SALES | Changes.STOCK | Changes.MONEY
    if done.customer_id is not None:
        changed |= Changes.CUSTOMERS | Changes.POINTS
    return changed
