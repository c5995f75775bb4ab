"""The counter of the story: carts become sales by the till's own rules, rows by rows in bulk.

What the till writes for one sale is written here for many: the same prices, settlement, points,
seal and events. A test completes one order both ways and compares every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any, Final

from pos_app.basics.clock import shop_day
from pos_app.basics.events import POINTS_CHANGED, SALE_COMPLETED, TIER_RAISED
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.demo.books import STRANGER, Bill, Books, Settled
from pos_app.demo.goods import Article
from pos_app.demo.house import House, Moment
from pos_app.demo.rows import Row
from pos_app.demo.shelves import Shelves
from pos_app.demo.shoppers import Shopper
from pos_app.loyalty.points import earning_base
from pos_app.payments.expected import SEEN
from pos_app.payments.references import code_for
from pos_app.payments.tenders import HowSeen, Method, Settlement, Tender, settle
from pos_app.selling import seal
from pos_app.selling.cart import Cart, CartLine, Discount, Ware
from pos_app.selling.draft_body import encode
from pos_app.selling.paid_cart import ORIGIN
from pos_app.selling.totals import ROUNDING_RULE, Totals, price
from pos_app.store.canonical import Value, digest

_SALE: Final = itemgetter(*seal.SALE)
_LINE: Final = itemgetter(*seal.LINE)
_PAYMENT: Final = itemgetter(*seal.PAYMENT)


@dataclass(frozen=True, slots=True)
class Good:
    """What the till copies of a good, once for all sales."""

    article: Article
    product_id: int
    price: Money
    cost: int | None


@dataclass(frozen=True, slots=True)
class Picked:
    """A good in somebody's basket: its place, thousandths, and what is taken off."""

    place: int
    amount: int
    discount: Discount | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """A basket rung up: what it costs is known, nothing is paid yet."""

    cart: Cart
    totals: Totals
    picked: Sequence[Picked]
    shopper: Shopper | None


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale that is written."""

    id: int
    uid: str
    total: Money
    settled: Settled


def _good(article: Article, place: int) -> Good:
    cost = article.good.cost
    return Good(article, place + 1, article.price, cost.dong if cost else None)


class Till:
    """Rings up baskets and completes them."""

    def __init__(self, house: House, articles: Sequence[Article], shelves: Shelves) -> None:
        self._house = house
        self._rows = house.rows
        self._goods = [_good(article, place) for place, article in enumerate(articles)]
        self._shelves = shelves
        self._books = Books(house.rows, house.programme)
        self._asked: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._day: date | None = None
        self._today: list[Ware] = []
        self.carts = 0
        self.sales = 0
        self.lines = 0
        self.revenue = 0
        """Đồng."""

    def _wares(self) -> list[Ware]:
        """Every good as it is sold on the day that the house's clock shows."""
        day = shop_day(self._house.clock.now())
        if day != self._day:
            self._day = day
            self._today = [good.article.ware(good.product_id, day) for good in self._goods]
        return self._today

    def ring_up(
        self, picked: Sequence[Picked], shopper: Shopper | None, off: Discount | None = None
    ) -> Rung:
        """The cart of a basket, and what it costs."""
        goods, wares = self._goods, self._wares()
        self.carts += 1
        cart = Cart(
            key=self._house.ids.new(),
            code=code_for(self.carts),
            customer_id=shopper.id if shopper else None,
            lines=tuple(
                CartLine(
                    key=key,
                    ware=wares[one.place],
                    quantity=Quantity(one.amount),
                    unit_price=goods[one.place].price,
                    discount=one.discount,
                )
                for key, one in enumerate(picked, start=1)
            ),
            discount=off,
            next_line=len(picked) + 1,
        )
        return Rung(cart, price(cart), picked, shopper)

    def ask(self, when: Moment, rung: Rung, amount: Money) -> str:
        """Asks for a transfer under the cart's code; returns its global id."""
        uid = self._house.ids.new()
        self._asked[uid] = when.at
        body: dict[str, Value] = {"amount": amount.dong, "code": rung.cart.code}
        self._rows.record(when.at, when.actor, "transfer.asked", uid, body)
        return uid

    def see(self, when: Moment, rung: Rung, tender: Tender, how: HowSeen) -> None:
        """The cashier saw the transfer of a tender arrive."""
        uid, number, actor = tender.transfer_uid, self._rows.transfers.number(), when.actor
        self._rows.transfers.put(
            {
                "id": number,
                "uid": uid,
                "draft_key": rung.cart.key,
                "code": rung.cart.code,
                "amount": tender.amount.dong,
                "bin": self._house.account.bin,
                "account": self._house.account.account,
                "state": SEEN,
                "seen_how": how.value,
                "seen_by": actor.staff,
                "seen_at": when.at,
                "counter_id": actor.counter,
                "staff_id": actor.staff,
                "asked_at": self._asked.pop(uid),
            }
        )
        self._seen[uid] = number
        body: dict[str, Value] = {
            "how": how.value,
            "amount": tender.amount.dong,
            "code": rung.cart.code,
        }
        self._rows.record(when.at, actor, "transfer.seen", uid, body)

    def complete(self, when: Moment, rung: Rung, tenders: Sequence[Tender]) -> Sold:
        """Writes a paid basket as a sale, with everything that follows from it at the till."""
        settlement = settle(rung.totals.due, tenders)
        assert settlement.complete, "the story pays its bills"
        cart = replace(rung.cart, tenders=tuple(tenders))
        row = self._sale(when, rung, cart, settlement)
        lines = self._lines(rung, row["id"])
        payments = self._payments(when, row["id"], settlement)
        self._take(when, rung.picked, lines)
        settled = self._settle(when, rung, row)
        row["points_earned"] = settled.earned
        row["points_redeemed"] = settled.redeemed
        row["points_after"] = settled.after
        self._rows.sales.put(row)
        self._rows.lines.put_all(lines)
        self._rows.payments.put_all(payments)
        spelled = list(_SALE(row)), list(map(_LINE, lines)), list(map(_PAYMENT, payments))
        body = seal.spelled_entry(*spelled, self._house.salt)
        self._rows.record(when.at, when.actor, seal.KIND, row["uid"], body)
        self._tell(when, row, settled)
        return Sold(row["id"], row["uid"], rung.totals.due, settled)

    def close(self) -> None:
        """Writes what is known only when the story ends."""
        self._books.close()

    def _sale(self, when: Moment, rung: Rung, cart: Cart, settlement: Settlement) -> dict[str, Any]:
        totals, due = rung.totals, rung.totals.due.dong
        self.sales += 1
        self.lines += len(cart.lines)
        self.revenue += due
        return {
            "id": self._rows.sales.number(),
            "uid": self._house.ids.new(),
            "origin": ORIGIN,
            "kind": "sale",
            "draft_key": cart.key,
            "request_hash": digest([encode(cart), due, cart.customer_id], ""),
            "series": str(when.actor.counter),
            "number": self.sales,
            "external": None,
            "code": cart.code,
            "counter_id": when.actor.counter,
            "shift_id": when.actor.shift,
            "staff_id": when.actor.staff,
            "approver_id": None,
            "customer_id": cart.customer_id,
            "sold_at": when.at,
            "business_day": when.day.isoformat(),
            "goods": totals.goods.dong,
            "line_discount": totals.line_discount.dong,
            "order_discount": totals.order_discount.dong,
            "net": due,
            "tax_added": 0,
            "rounding": 0,
            "rounding_rule": ROUNDING_RULE,
            "total": due,
            "change": settlement.change.dong,
            "earning_base": earning_base(totals.earning, settlement.by(Method.POINTS)).dong,
            "points_earned": 0,
            "points_redeemed": settlement.points,
            "points_after": None,
            "original_id": None,
            "reason": None,
            "note": cart.note,
        }

    def _lines(self, rung: Rung, sale_id: int) -> list[Row]:
        goods, number = self._goods, self._rows.lines.number
        both = zip(rung.cart.lines, rung.totals.lines, rung.picked, strict=True)
        return [
            {
                "id": number(),
                "sale_id": sale_id,
                "position": position,
                "product_id": line.ware.product_id,
                "code": line.ware.barcode,
                "name": line.ware.name,
                "unit": line.ware.unit,
                "factor": line.ware.factor,
                "quantity": one.amount,
                "unit_price": line.unit_price.dong,
                "list_price": None,
                "gross": total.gross.dong,
                "line_discount": total.line_discount.dong,
                "promotion_discount": 0,
                "order_discount": total.order_discount.dong,
                "net": total.net.dong,
                "vat_rate": line.ware.vat_rate,
                "vat": total.vat.dong,
                "price_source": line.price_source.value,
                "reason": None,
                "note": "",
                "restock": None,
                "earns": int(line.ware.earns),
                "cost": goods[one.place].cost,
                "lot_id": None,
                "original_line_id": None,
            }
            for position, (line, total, one) in enumerate(both, start=1)
        ]

    def _payments(self, when: Moment, sale_id: int, settlement: Settlement) -> list[Row]:
        return [
            {
                "id": self._rows.payments.number(),
                "sale_id": sale_id,
                "position": position,
                "method": tender.method.value,
                "amount": tender.handed.dong,
                "change": tender.handed.dong - tender.amount.dong,
                "points": tender.points or None,
                "reference": tender.reference,
                "transfer_id": self._seen.pop(tender.transfer_uid, None),
                "shift_id": when.actor.shift,
            }
            for position, tender in enumerate(settlement.tenders, start=1)
        ]

    def _take(self, when: Moment, picked: Sequence[Picked], lines: Sequence[Row]) -> None:
        for one, line in zip(picked, lines, strict=True):
            self._shelves.take(when.actor, when.at, one.place, one.amount, line["id"])

    def _settle(self, when: Moment, rung: Rung, row: Row) -> Settled:
        account = rung.shopper.account if rung.shopper else None
        if account is None:
            return STRANGER
        bill = Bill(
            sale_id=row["id"],
            at=when.at,
            day=when.day,
            due=rung.totals.due,
            base=Money(row["earning_base"]),
            redeem=row["points_redeemed"],
            key=rung.cart.key,
        )
        return self._books.settle(when.actor, account, bill)

    def _tell(self, when: Moment, row: Row, settled: Settled) -> None:
        sale, uid, customer = row["id"], row["uid"], row["customer_id"] or 0
        counter = when.actor.counter
        known: dict[str, int | str] = {"sale": sale, "customer": customer}
        self._house.send(when, SALE_COMPLETED, uid, {**known, "counter": counter})
        if settled.earned or settled.redeemed:
            points = {"earned": settled.earned, "redeemed": settled.redeemed}
            self._house.send(when, POINTS_CHANGED, uid, {**known, **points})
        if settled.risen:
            rise = {"before": settled.tier_before, "after": settled.tier}
            self._house.send(when, TIER_RAISED, uid, {**known, **rise})
