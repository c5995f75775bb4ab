"""Orders as the figures need them: eight goods, two tenders, a buyer whose tier rises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import Final

from sqlalchemy import select

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock
from pos_app.basics.ids import Ids, SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods.catalog import Catalog, Item
from pos_app.loyalty.ledger import Loyalty
from pos_app.models.goods import Product
from pos_app.models.loyalty import Account
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as rules
from pos_app.selling.cart import Cart
from pos_app.selling.checkout import Checkout
from pos_app.selling.drafts import Drafts
from pos_app.selling.shifts import Shifts
from pos_app.selling.totals import price
from pos_app.selling.wares import ware_of
from pos_app.shop.profile import counter_named
from pos_app.shop.staff import Staff
from pos_app.store.database import Database, open_shop

LINES: Final = 8
SPENT: Final = 20
"""Points that pay a part of each order."""
_NOTE: Final = 10_000
_COUNTER: Final = "Quầy đo"
_CARTS: Final = 8
"""Seed of the keys of carts: the same order has the same key on every file."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody with points to spend whose tier rises when `missing` is spent."""

    customer_id: int
    missing: Money


class Counter:
    """A counter of its own in a shop, wired as the program wires one.

    Carts are written on the window's connection, sales on the writer's.
    """

    def __init__(self, path: Path, clock: Clock, ids: Ids) -> None:
        self.database = open_shop(path)
        self.window = Database(path)
        self.clock = clock
        with self.database.transaction() as session:
            counter = counter_named(session, _COUNTER)
        staff = Staff(self.database).active()[0].id
        self.actor = Actor(staff, counter)
        shift = Shifts(self.database, clock).current(self.actor)
        self.actor = replace(self.actor, shift=shift.id)
        self._day = shift.business_day
        self.checkout = Checkout(self.database, clock, ids)
        self._drafts = Drafts(self.window, clock, SeededIds(clock, _CARTS))

    def close(self) -> None:
        """Lets go of the file."""
        self.window.close()
        self.database.close()

    def orders(self, number: int) -> Iterator[Cart]:
        """So many carts, each put on disk when it is asked for; equal files give equal orders."""
        for buyer, goods in zip(self.buyers(number), self.goods(), strict=False):
            yield self.fill(buyer, goods)

    def fill(self, buyer: Buyer, goods: list[Item]) -> Cart:
        """A cart on disk, priced and with its money on the counter; its sale raises the tier."""
        cart = rules.serve(self._drafts.new(self.actor), buyer.customer_id)
        for item in goods[1:]:
            cart, _key = rules.add(cart, ware_of(item, self._day), _price(item))
        enough = buyer.missing.dong // _price(goods[0]).dong + 1
        cart, _key = rules.add(
            cart, ware_of(goods[0], self._day), _price(goods[0]), Quantity.of(enough)
        )
        return self._drafts.save(self.actor, rules.accept(cart, _tenders(price(cart).due)))

    def goods(self) -> Iterator[list[Item]]:
        """Eight at a time, another eight each time, all of which earn points."""
        sold = select(Product.id).where(
            Product.price > Money(0),
            Product.by_weight.is_(False),
            Product.exclusion.is_(None),
            Product.active.is_(True),
        )
        with self.database.reading() as session:
            ids = list(session.scalars(sold.order_by(Product.id)))
        catalog = Catalog(self.database, self.clock)
        items = [catalog.get(product) for product in ids]
        for start in count(0, LINES):
            yield [items[(start + place) % len(items)] for place in range(LINES)]

    def buyers(self, number: int) -> list[Buyer]:
        """So many people below the top tier with points, from all over the shop."""
        ready = select(Account.customer_id).where(Account.points >= SPENT, Account.tier < 3)
        with self.database.reading() as session:
            people = list(session.scalars(ready.order_by(Account.customer_id)))
        if len(people) < number:
            raise ValueError(f"{number} buyers are needed, {len(people)} have points")
        apart = len(people) // number
        loyalty = Loyalty(self.database, self.clock)
        return [
            Buyer(person, loyalty.account(person).missing)
            for person in islice(people, 0, apart * number, apart)
        ]


def _price(item: Item) -> Money:
    if item.price is None:
        raise ValueError(f"{item.name} has no price")
    return item.price


def _tenders(due: Money) -> tuple[Tender, ...]:
    """Points for a little of it, cash for the rest, rounded up to what people have in hand."""
    by_points = Money(SPENT * 100)
    rest = due - by_points
    handed = Money(-(-rest.dong // _NOTE) * _NOTE)
    return (
        Tender(Method.POINTS, by_points, points=SPENT),
        Tender(Method.CASH, rest, tendered=handed),
    )
