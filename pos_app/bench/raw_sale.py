"""A sale by nothing but the driver: prebuilt strings, plain values, the rows the till writes.

This is what the checkout is held against. It asks what the rows need (the shift's day, costs, the
programme, the account, lots, the salt, the head of the chain) and nothing that only guards: no
rights, no look for a sale of the same key, no comparison with what the cashier saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, to_ms
from pos_app.basics.events import POINTS_CHANGED, SALE_COMPLETED, TIER_RAISED
from pos_app.basics.ids import Ids
from pos_app.bench import raw_statements as sql
from pos_app.loyalty.points import TENTHS, Kind
from pos_app.loyalty.tiers import first_day
from pos_app.selling import seal
from pos_app.selling.checkout import RECEIPTS
from pos_app.selling.draft_body import encode
from pos_app.selling.paid_cart import PaidCart, Row
from pos_app.store import journal
from pos_app.store.canonical import Value, canonical, digest
from pos_app.store.database import PRAGMAS

_UID, _HASH, _NUMBER, _DAY, _EARNED, _REDEEMED, _AFTER = (
    seal.SALE.index(column)
    for column in (
        "uid", "request_hash", "number", "business_day", "points_earned", "points_redeemed",
        "points_after",
    )
)  # fmt: skip
_UNKNOWN: Final[Row] = {"uid": "", "request_hash": "", "number": 0}
_COST, _PRODUCT = seal.LINE.index("cost"), seal.LINE.index("product_id")


@dataclass(frozen=True, slots=True)
class PlainOrder:
    """An order ready to be written: values as they stand in the file, in the seal's order.

    What the transaction finds out (ids, number, costs, points) is empty.
    """

    sale: list[Value]
    lines: list[list[Value]]
    payments: list[list[Value]]
    note: str
    key: str
    customer: int
    at: int
    net: int
    base: int
    redeem: int
    request: list[Value]
    """What the hash of the request is taken of."""

    @classmethod
    def of(cls, paid: PaidCart, actor: Actor, clock: Clock, lines: list[Row]) -> PlainOrder:
        """Everything that can be worked out before the transaction; `lines` as `paid` has them."""
        now, customer = clock.now(), paid.cart.customer_id
        if customer is None:
            raise ValueError("points need somebody to have them")
        return cls(
            sale=_spelled(_UNKNOWN | paid.row(actor, now), seal.SALE),
            lines=[_spelled(line, seal.LINE) for line in lines],
            payments=[_spelled(row, seal.PAYMENT) for row in paid.payment_rows(0)],
            note=paid.cart.note,
            key=paid.cart.key,
            customer=customer,
            at=to_ms(now),
            net=paid.totals.due.dong,
            base=paid.earning_base.dong,
            redeem=paid.settlement.points,
            request=[encode(paid.cart), paid.totals.due.dong, customer],
        )


def _spelled(row: Row, columns: tuple[str, ...]) -> list[Value]:
    return [seal.plain(row[column]) for column in columns]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the account was and what becomes of it; amounts in đồng, `at` in milliseconds."""

    points: int
    gained: int
    multiplier: int
    version: int
    tier: int
    rank: int
    qualifying: int
    at: int


class RawTill:
    """A connection that completes sales; the till's own pragmas."""

    def __init__(self, path: Path, actor: Actor, clock: Clock, ids: Ids) -> None:
        self._actor, self._clock, self._ids = actor, clock, ids
        self._connection = dbapi2.connect(str(path), isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def complete(self, order: PlainOrder) -> None:
        """One durable transaction."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        day: str = run(sql.SHIFT_DAY, (self._actor.shift, self._actor.counter)).fetchone()[0]
        standing = self._settle(order, day)
        sale_id, sealed = self._write(order, day, standing)
        self._book(order, sale_id, standing)
        run(sql.DROP_DRAFT, (order.key,))
        self._journal(order, str(order.sale[_UID]), sealed)
        self._tell(order, sale_id, standing)
        run("COMMIT")

    def _settle(self, order: PlainOrder, day: str) -> _Standing:
        """Moves the balance; the lines of the ledger follow, when the sale has its id."""
        run = self._connection.execute
        levels = run(sql.PROGRAMME).fetchall()
        version, step, months = levels[0][:3]
        first = first_day(date.fromisoformat(day), months).isoformat()
        who = {"who": order.customer, "first": first, "day": day}
        points, tier, since, spent, _owed, latest, was_here = run(sql.ACCOUNT, who).fetchone()
        multiplier = levels[tier][5]
        gained = order.base // step * multiplier // TENTHS
        qualifying = spent + order.net
        rank = max(tier, sum(qualifying >= level[4] for level in levels) - 1)
        since = day if rank > tier else since
        run(
            sql.SETTLE,
            (
                order.redeem, gained, rank, since, order.net, not was_here, order.at,
                order.customer,
            ),
        )  # fmt: skip
        at = max(order.at, latest or 0)
        return _Standing(points, gained, multiplier, version, tier, rank, qualifying, at)

    def _write(
        self, order: PlainOrder, day: str, standing: _Standing
    ) -> tuple[int, dict[str, Value]]:
        """The document, its lines and payments, and what leaves the shelf."""
        connection, actor, sale = self._connection, self._actor, order.sale
        taken = connection.execute(sql.TAKE_NUMBER, (actor.counter, RECEIPTS)).fetchone()[0]
        sale[_UID], sale[_HASH] = self._ids.new(), digest(order.request, "")
        sale[_NUMBER], sale[_DAY] = taken, day
        sale[_EARNED], sale[_REDEEMED] = standing.gained, order.redeem
        sale[_AFTER] = standing.points - order.redeem + standing.gained
        sale_id: int = connection.execute(sql.ADD_SALE, (*sale, order.note)).lastrowid
        goods = [line[_PRODUCT] for line in order.lines]
        costs = dict(connection.execute(sql.COSTS, goods).fetchall())
        for line in order.lines:
            line[_COST] = costs[line[_PRODUCT]]
        connection.executemany(sql.ADD_LINE, [(sale_id, *line) for line in order.lines])
        connection.executemany(sql.ADD_PAYMENT, [(sale_id, *paid) for paid in order.payments])
        moved = (order.at, actor.staff, actor.counter, sale_id)
        connection.execute(sql.MOVE_STOCK, moved)
        connection.execute(sql.LOWER_LEVELS, (sale_id,))
        salt: str = connection.execute(sql.SALT).fetchone()[0]
        return sale_id, seal.spelled_entry(sale, order.lines, order.payments, salt)

    def _book(self, order: PlainOrder, sale_id: int, standing: _Standing) -> None:
        """The lines of the ledger: points spent lot by lot, points earned, the rise."""
        connection = self._connection
        left = standing.points - order.redeem
        spent = self._enter(
            order, sale_id, standing, (Kind.REDEEM, -order.redeem, left, None, None)
        )
        wanted = order.redeem
        for lot, holds in connection.execute(
            sql.USABLE_LOTS, (order.customer, order.sale[_DAY])
        ).fetchall():
            share = min(wanted, holds)
            connection.execute(sql.DRAW_LOT, (share, lot))
            connection.execute(sql.ADD_USE, (spent, lot, share))
            wanted -= share
            if not wanted:
                break
        line = (Kind.EARN, standing.gained, left + standing.gained, order.base, standing.multiplier)
        lot = self._enter(order, sale_id, standing, line)
        connection.execute(sql.ADD_LOT, (lot, order.customer, standing.gained, standing.gained))
        connection.execute(
            sql.ADD_RISE,
            (
                order.customer, standing.tier, standing.rank, standing.qualifying,
                standing.version, sale_id, "sale", order.at,
            ),
        )  # fmt: skip

    def _enter(
        self, order: PlainOrder, sale_id: int, standing: _Standing, line: tuple[Any, ...]
    ) -> int:
        kind, points, balance, base, multiplier = line
        actor = self._actor
        entry: int = self._connection.execute(
            sql.ADD_ENTRY,
            (
                order.customer, kind.value, points, balance, sale_id, base, multiplier,
                standing.version, "sale", standing.at, actor.staff, actor.counter,
                f"{order.key}:{kind}",
            ),
        ).lastrowid  # fmt: skip
        return entry

    def _journal(self, order: PlainOrder, uid: str, sealed: dict[str, Value]) -> None:
        n, previous = self._connection.execute(sql.HEAD).fetchone()
        entry = {
            "n": n + 1,
            "at": self._clock.now(),
            "monotonic_ms": self._clock.monotonic_ms(),
            "staff_id": self._actor.staff,
            "counter_id": self._actor.counter,
            "shift_id": self._actor.shift,
            "approver_id": self._actor.approver,
            "kind": seal.KIND,
            "subject": uid,
            "body": canonical(sealed),
        }
        link = journal.seal(previous, entry)
        entry["at"] = order.at
        self._connection.execute(sql.ADD_JOURNAL, (*entry.values(), previous, link))

    def _tell(self, order: PlainOrder, sale_id: int, standing: _Standing) -> None:
        uid, who = order.sale[_UID], {"customer": order.customer, "sale": sale_id}
        points = {"earned": standing.gained, "redeemed": order.redeem}
        steps = {"before": standing.tier, "after": standing.rank}
        events: tuple[tuple[str, dict[str, int]], ...] = (
            (SALE_COMPLETED, who | {"counter": self._actor.counter}),
            (POINTS_CHANGED, who | points),
            (TIER_RAISED, who | steps),
        )
        self._connection.executemany(
            sql.ADD_EVENT,
            [(name, uid, canonical(payload), order.at, 0) for name, payload in events],
        )
