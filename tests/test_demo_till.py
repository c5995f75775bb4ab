"""What the demo writes in bulk is, row for row, what the till writes for the same order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.demo import Plan, build
from pos_app.payments.tenders import Method, Tender
from pos_app.selling.cart import Cart, CartLine, Discount, DiscountKind, PriceSource, Ware, serve
from pos_app.store.check import run
from pos_app.store.database import Database, open_shop
from pos_app.store.outbox import Courier
from pos_app.subscriptions import subscriptions
from tests.fixtures import SATURDAY
from tests.till import Till, cash, open_till

Row = dict[str, Any]

OWN: dict[str, set[str]] = {
    "sale": {
        "id", "uid", "draft_key", "request_hash", "number", "code", "shift_id", "staff_id",
        "sold_at", "business_day", "points_after",
    },
    "sale_line": {"id", "sale_id"},
    "payment": {"id", "sale_id", "shift_id", "transfer_id"},
    "stock_move": {"id", "sale_line_id", "at", "staff_id"},
    "points_entry": {"id", "sale_id", "balance", "at", "staff_id", "request_key"},
    "transfer": {
        "id", "uid", "draft_key", "code", "seen_how", "seen_by", "seen_at", "staff_id", "asked_at",
    },
}  # fmt: skip
"""What tells one sale from another one of the same goods."""


@pytest.fixture(scope="module")
def demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("demo") / "demo.khachquen"
    build(path, Plan(customers=40, sales=400, seed=5, until=date(2026, 11, 21)))
    database = open_shop(path)
    yield database
    database.close()


@pytest.fixture(scope="module")
def counter(demo_shop: Database) -> Till:
    clock = SetClock(SATURDAY)
    return open_till(demo_shop, clock, SeededIds(clock, 99))


def rows(database: Database, query: str, **where: Any) -> list[Row]:
    with database.reading() as session:
        return [dict(row) for row in session.execute(text(query), where).mappings()]


def written(database: Database, sale_id: int) -> dict[str, list[Row]]:
    """Every row that a sale left, without what is its own."""
    lines = "SELECT id FROM sale_line WHERE sale_id = :sale"
    queries = {
        "sale": "SELECT * FROM sale WHERE id = :sale",
        "sale_line": "SELECT * FROM sale_line WHERE sale_id = :sale ORDER BY position",
        "payment": "SELECT * FROM payment WHERE sale_id = :sale ORDER BY position",
        "stock_move": f"SELECT * FROM stock_move WHERE sale_line_id IN ({lines})"
        " ORDER BY product_id",
        "points_entry": "SELECT * FROM points_entry WHERE sale_id = :sale ORDER BY id",
        "transfer": "SELECT transfer.* FROM transfer JOIN payment ON transfer_id = transfer.id"
        " WHERE sale_id = :sale",
    }
    return {
        table: [
            {column: value for column, value in row.items() if column not in OWN[table]}
            for row in rows(database, query, sale=sale_id)
        ]
        for table, query in queries.items()
    }


def told(database: Database, uid: str) -> dict[str, set[str]]:
    """The journal's entry and the events of a sale: which they are, and what they tell."""
    query = """
        SELECT kind, body FROM journal WHERE subject = :uid
        UNION ALL SELECT name, payload FROM outbox WHERE subject = :uid
    """
    return {row["kind"]: set(json.loads(row["body"])) for row in rows(database, query, uid=uid)}


def copied(till: Till, sale: Row, lines: list[Row]) -> Cart:
    """A new cart with the same goods, prices and discounts."""
    by_weight = {
        row["id"]: bool(row["by_weight"])
        for row in rows(till.database, "SELECT id, by_weight FROM product")
    }
    cart = serve(till.drafts.new(till.actor), sale["customer_id"])
    off = sale["order_discount"]
    return Cart(
        key=cart.key,
        code=cart.code,
        position=cart.position,
        customer_id=sale["customer_id"],
        lines=tuple(
            CartLine(
                key=line["position"],
                ware=Ware(
                    product_id=line["product_id"],
                    name=line["name"],
                    barcode=line["code"],
                    unit=line["unit"],
                    factor=line["factor"],
                    by_weight=by_weight[line["product_id"]],
                    vat_rate=line["vat_rate"],
                    earns=bool(line["earns"]),
                ),
                quantity=Quantity(line["quantity"]),
                unit_price=Money(line["unit_price"]),
                price_source=PriceSource(line["price_source"]),
                discount=amount(line["line_discount"]),
            )
            for line in lines
        ),
        discount=amount(off),
    )


def amount(off: int) -> Discount | None:
    return Discount(DiscountKind.AMOUNT, off) if off else None


def paid_again(till: Till, cart: Cart, payments: list[Row]) -> list[Tender]:
    tenders = []
    for payment in payments:
        method = Method(payment["method"])
        kept = Money(payment["amount"] - payment["change"])
        match method:
            case Method.CASH:
                tenders.append(cash(kept, Money(payment["amount"])))
            case Method.TRANSFER:
                tenders.append(till.transfer(cart, kept))
            case Method.POINTS:
                tenders.append(till.points(payment["points"]))
            case _:
                tenders.append(Tender(method, kept, reference=payment["reference"]))
    return tenders


def candidates(database: Database) -> list[int]:
    """A few dozen sales: the odd ones, and the newest of each way to pay."""
    query = """
        SELECT id FROM (
            SELECT id FROM sale
            ORDER BY points_redeemed > 0 DESC, order_discount > 0 DESC, line_discount > 0 DESC,
                     id DESC
            LIMIT 50
        ) UNION SELECT sale_id FROM (
            SELECT sale_id, row_number() OVER (PARTITION BY method ORDER BY sale_id DESC) AS place
            FROM payment
        ) WHERE place <= 6
    """
    return [row["id"] for row in rows(database, query)]


def comes_out_the_same(database: Database, sale_id: int) -> bool:
    """Whether the buyer still has the tier of then, and points enough if any were used."""
    query = """
        SELECT sale.id FROM sale
        JOIN account ON account.customer_id = sale.customer_id
        JOIN tier_level level ON level.rank = account.tier
        LEFT JOIN points_entry earned ON earned.sale_id = sale.id AND earned.kind = 'earn'
        WHERE sale.id = :sale AND account.points >= sale.points_redeemed
          AND coalesce(earned.multiplier, level.multiplier) = level.multiplier
        UNION SELECT id FROM sale WHERE id = :sale AND customer_id IS NULL
    """
    return bool(rows(database, query, sale=sale_id))


def test_the_till_writes_the_same_rows(counter: Till) -> None:
    database = counter.database
    methods: set[str] = set()
    for sale_id in candidates(database):
        if not comes_out_the_same(database, sale_id):
            continue
        [sale] = rows(database, "SELECT * FROM sale WHERE id = :id", id=sale_id)
        lines = rows(
            database, "SELECT * FROM sale_line WHERE sale_id = :id ORDER BY position", id=sale_id
        )
        payments = rows(
            database, "SELECT * FROM payment WHERE sale_id = :id ORDER BY position", id=sale_id
        )
        cart = counter.drafts.save(counter.actor, copied(counter, sale, lines))
        cart = counter.accept(cart, *paid_again(counter, cart, payments))
        done = counter.complete(cart)
        if done.risen_to is None:
            assert written(database, done.id) == written(database, sale_id)
            assert told(database, done.uid) == told(database, sale["uid"])
        methods.update(payment["method"] for payment in payments)
    assert methods == {"cash", "transfer", "card", "wallet", "points"}


def test_the_shop_goes_on_where_the_story_stops(counter: Till) -> None:
    counter.sell(("Bánh mì", 2))
    counter.sell(("Bánh mì", 1), customer=1)
    clock = SetClock(SATURDAY)
    Courier(counter.database, clock, subscriptions(clock)).run(most=1_000)
    assert run(counter.database, CHECKS) == []
