"""A counter that sells without pause until it is killed, and says what it is about to do.

Run as a program it is a nursery: it loads everything once and forks a seller for each job that
comes in as a line of JSON. Its output is one pipe with a line for each thing that happened:

    born PID · begin CART · done KEY NUMBER · refused KEY · dead STATUS
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from pos_app.basics import faults
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SystemClock
from pos_app.basics.ids import RandomIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods import lots, stock
from pos_app.loyalty.ledger import PointsShort
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as rules
from pos_app.selling import checkout
from pos_app.selling.cart import Cart
from pos_app.selling.checkout import CompletedSale
from pos_app.selling.draft_body import decode, encode
from pos_app.selling.totals import price
from pos_app.shop.numbering import next_number
from pos_app.store.database import open_shop
from tests.till import BEER, FERRY, WATER, Till, cash, deliver, open_till

NOBODY: Final = 0
QUEUE: Final = 4
"""Carts that are filled before they are paid one after the other."""
SHELF: Final = (WATER, BEER, FERRY, "Nước mắm", "Trứng gà")


@dataclass(frozen=True, slots=True)
class Job:
    """What a seller is told: the shop, chance, and where it has to die (nowhere: it is shot)."""

    shop: str
    seed: int
    point: str = ""
    passes: int = 1
    """Dies when it comes to the point for this time within selling."""
    defect: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """A cart as it stood when F9 was pressed."""

    key: str
    code: str
    customer: int
    revision: int
    body: str

    def cart(self) -> Cart:
        columns = Cart(
            key=self.key,
            code=self.code,
            customer_id=self.customer or None,
            revision=self.revision,
        )
        return decode(self.body, columns)


def say(*words: object) -> None:
    """One line in one write: a killed writer leaves it whole or not at all."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def sell_until_killed(job: Job) -> None:
    chance = random.Random(job.seed)
    clock = SystemClock()
    till = open_till(open_shop(Path(job.shop)), clock, RandomIds(clock))
    complete = DEFECTS[job.defect](till) if job.defect else till.complete
    bomb = Bomb(job.point, job.passes)
    while True:
        for cart in [any_order(till, chance) for _ in range(QUEUE)]:
            say("begin", json.dumps(asdict(begun(cart))))
            try:
                with bomb:
                    sale = complete(cart)
            except PointsShort:  # an earlier cart of the queue took them
                say("refused", cart.key)
            else:
                say("done", cart.key, sale.number)
        with bomb:
            deliver(till)


class Bomb:
    """Kills this process at a named point, while it is armed."""

    def __init__(self, point: str, passes: int) -> None:
        self._point = point
        self._left = passes

    def __enter__(self) -> None:
        faults.arm(self._tick if self._point else None)

    def __exit__(self, *_: object) -> None:
        faults.arm(None)

    def _tick(self, passed: str) -> None:
        self._left -= passed == self._point
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def begun(cart: Cart) -> Begun:
    return Begun(cart.key, cart.code, cart.customer_id or NOBODY, cart.revision, encode(cart))


def any_order(till: Till, chance: random.Random) -> Cart:
    """A saved and paid cart of one to three goods, for anybody, with any kind of tender."""
    cart = till.drafts.new(till.actor)
    for name in chance.sample(SHELF, chance.randint(1, 3)):
        cart = till.put(cart, name, Quantity.of(chance.randint(1, 5)))
    cart = rules.serve(cart, anybody(till, chance))
    if chance.random() < 0.3:
        cart = rules.discount_cart(cart, rules.percent(chance.randint(1, 5_000)))
    cart = till.drafts.save(till.actor, cart)
    return till.accept(cart, *any_tenders(till, cart, chance))


def anybody(till: Till, chance: random.Random) -> int | None:
    """A stranger, somebody known, or somebody who becomes a customer just now."""
    match chance.randrange(3):
        case 0:
            return None
        case 1:
            return till.enrol("Lê Văn Bình", phone="").id
        case _:
            return next((known.id for known in till.directory.find("Bình", limit=1)), None)


def any_tenders(till: Till, cart: Cart, chance: random.Random) -> tuple[Tender, ...]:
    due = price(cart).due
    match chance.randrange(4):
        case 0:
            return (Tender(Method.CARD, due),)
        case 1:
            return (till.transfer(cart, due),)
        case 2 if cart.customer_id and due > Money(2_000):
            points = till.loyalty.account(cart.customer_id).points
            usable = min(points, due.dong // 200)
            if usable:
                spent = till.points(usable)
                return (spent, cash(due - spent.amount))
    return (cash(due, handed=due + Money(chance.randrange(0, 50_000, 500))),)


Complete = Callable[[Cart], CompletedSale]


def number_in_its_own_transaction(till: Till) -> Complete:
    """The receipt number is taken first, and the sale uses it afterwards."""

    def complete(cart: Cart) -> CompletedSale:
        with till.database.transaction() as session:
            number = next_number(session, checkout.RECEIPTS, till.actor.counter)
        checkout.next_number = lambda *told: number  # type: ignore[attr-defined]  # planted
        faults.fault("between")
        return till.complete(cart)

    return complete


def stock_after_the_sale(till: Till) -> Complete:
    """Goods leave the shelf in a second transaction."""
    honest = stock.take_for_sale
    told: list[tuple[Any, ...]] = []

    def remember(
        session: Session, actor: Actor, at: datetime, sale_id: int
    ) -> tuple[lots.PassedOver, ...]:
        del session
        told.append((actor, at, sale_id))
        return ()

    stock.take_for_sale = remember

    def complete(cart: Cart) -> CompletedSale:
        sale = till.complete(cart)
        faults.fault("between")
        with till.database.transaction() as session:
            honest(session, *told.pop())
        return sale

    return complete


DEFECTS: Final[dict[str, Callable[[Till], Complete]]] = {
    "number": number_in_its_own_transaction,
    "stock": stock_after_the_sale,
}


def nursery() -> None:
    for line in sys.stdin:
        job = Job(**json.loads(line))
        child = os.fork()
        if not child:
            try:
                say("born", os.getpid())
                sell_until_killed(job)
            finally:
                traceback.print_exc()
                os._exit(1)
        _, status = os.waitpid(child, 0)
        say("dead", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    nursery()
