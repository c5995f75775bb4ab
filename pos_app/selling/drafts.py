"""Open carts, each a row: written at every change, so that a power cut loses none.

The key of a cart is made when it is opened and becomes the sale's idempotency key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from sqlalchemy import Table, bindparam, func, or_, select, update

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput, Stale
from pos_app.basics.i18n import _
from pos_app.basics.ids import Ids
from pos_app.models.sales import Draft
from pos_app.payments.expected import let_go
from pos_app.payments.references import code_for
from pos_app.selling.cart import Cart
from pos_app.selling.draft_body import decode, encode
from pos_app.selling.totals import price
from pos_app.shop.numbering import next_number
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared

OPEN = "open"
HELD = "held"
DROPPED = "dropped"
WAITS = (OPEN, HELD)
"""States of a cart that can still be worked on and paid."""
MOST_CARTS = 20

_DRAFT: Final = cast(Table, Draft.__table__)
_WRITE: Final = Prepared(
    update(_DRAFT)
    .where(
        _DRAFT.c.key == bindparam("cart"),
        _DRAFT.c.revision == bindparam("seen"),
        or_(*(_DRAFT.c.state == state for state in WAITS)),
    )
    .values(
        {
            name: bindparam(name)
            for name in (
                "body",
                "customer_id",
                "state",
                "revision",
                "staff_id",
                "changed_at",
                "due_at",
            )
        }
    )
)


class Drafts:
    """The carts of a counter."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    def all(self, counter: int) -> list[Cart]:
        """Every cart that waits on this counter, in the order of its tabs."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(Draft)
                .where(Draft.counter_id == counter, Draft.state.in_(WAITS))
                .order_by(Draft.position)
            )
            return [_cart(row) for row in rows]

    def new(self, actor: Actor) -> Cart:
        """Opens an empty cart behind the others; BadInput when there are too many."""
        now = self._clock.now()
        with self._database.transaction() as session:
            require(session, actor, Right.SELL)
            carts, last = session.execute(
                select(func.count(), func.max(Draft.position)).where(
                    Draft.counter_id == actor.counter, Draft.state.in_(WAITS)
                )
            ).one()
            if carts >= MOST_CARTS:
                raise BadInput(
                    _("Đã có {count} đơn đang mở. Xong bớt một đơn đã.").format(count=carts)
                )
            cart = Cart(
                key=self._ids.new(),
                code=code_for(next_number(session, "code")),
                position=(last or 0) + 1,
            )
            session.add(
                Draft(
                    key=cart.key,
                    code=cart.code,
                    counter_id=actor.counter,
                    position=cart.position,
                    state=OPEN,
                    body=encode(cart),
                    revision=0,
                    staff_id=actor.staff,
                    opened_at=now,
                    changed_at=now,
                )
            )
        return cart

    def save(self, actor: Actor, cart: Cart) -> Cart:
        """Writes a changed cart; Stale when another window changed or finished it."""
        saved = replace(cart, revision=cart.revision + 1)
        written = {
            "cart": cart.key,
            "seen": cart.revision,
            "body": encode(saved),
            "customer_id": cart.customer_id,
            "state": HELD if cart.held else OPEN,
            "revision": saved.revision,
            "staff_id": actor.staff,
            "changed_at": self._clock.now(),
            "due_at": cart.due_at,
        }
        with self._database.transaction() as session:
            require(session, actor, Right.SELL)
            if _WRITE.run(session, written) == 0:
                raise Stale(_("Đơn này vừa được đổi ở cửa sổ khác. Mở lại đơn rồi làm tiếp."))
        return saved

    def drop(self, actor: Actor, key: str) -> Changes:
        """Clears a cart away; what was in it stays on record."""
        with self._database.transaction() as session:
            require(session, actor, Right.SELL)
            row = session.get(Draft, key)
            if row is None or row.state == DROPPED:
                return Changes.NOTHING
            cart = _cart(row)
            row.state = DROPPED
            row.revision += 1
            row.changed_at = self._clock.now()
            let_go(session, self._clock, actor, key)
            if cart.lines or cart.tenders:
                body = {
                    "lines": len(cart.lines),
                    "due": price(cart).due.dong,
                    "accepted": sum(tender.amount.dong for tender in cart.tenders),
                }
                journal.append(session, self._clock, actor, "cart.dropped", key, body)
        return Changes.CARTS | Changes.TRANSFERS


def _cart(row: Draft) -> Cart:
    columns = Cart(
        key=row.key,
        code=row.code,
        position=row.position,
        held=row.state == HELD,
        customer_id=row.customer_id,
        revision=row.revision,
        due_at=row.due_at,
    )
    return decode(row.body, columns)
