"""Any sequence of what a counter does agrees with plain numbers, and all invariants hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypeVar, cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock, months_before, shop_day
from pos_app.basics.errors import Stale
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as rules
from pos_app.selling.cart import Cart
from pos_app.selling.checkout import CompletedSale, NotPaid
from pos_app.selling.totals import price
from pos_app.store import check
from pos_app.store.database import Database, open_shop
from tests.fixtures import SATURDAY
from tests.stateful.counter_model import ModelCart, ModelCustomer, ModelLine, ModelShop
from tests.till import (
    BEER,
    FERRY,
    SQUID,
    WATER,
    cash,
    copy_shop,
    deliver,
    open_till,
    stocked_shop_file,
)

__all__ = ["stocked_shop_file"]

GOODS: Final = (WATER, BEER, FERRY, SQUID, "Gạo ST25 túi 5 kg", "Tã dán size L, 54 miếng")
MOST_OPEN: Final = 5
T = TypeVar("T")
anyone = st.integers(0, 1_000)
"""Which of those that are there; the machine takes it modulo."""


baskets = st.lists(st.tuples(st.sampled_from(GOODS), st.integers(1, 9)), max_size=3)


class Counter(RuleBasedStateMachine):
    """One counter, its drawer, a few regulars."""

    def __init__(self, shop: Path) -> None:
        super().__init__()
        self.clock = SetClock(SATURDAY)
        self.ids = SeededIds(self.clock, seed=7)
        self.till = open_till(open_shop(shop), self.clock, self.ids)
        self.model = ModelShop()
        self.carts: dict[str, Cart] = {}
        self.paid: list[tuple[Cart, CompletedSale]] = []
        for name in GOODS:
            stock = self.till.item(name).stock
            if stock is not None:
                self.model.stock[name] = stock.thousandths

    def teardown(self) -> None:
        self.till.database.close()

    # Carts -------------------------------------------------------------------------------------

    @initialize()
    def open_the_shop(self) -> None:
        """Two regulars, one of them near the second tier and with points."""
        for _ in range(2):
            customer = self.till.enrol("Lê Thị Bình", phone="")
            self.model.customers[customer.id] = ModelCustomer()
        self.till.sell_gift(Money(1_900_000), customer.id)
        regular = self.model.customers[customer.id]
        regular.buy(self.today(), self.today(), 1_900_000, 1_900_000, redeemed=0)
        self.model.totals.append(1_900_000)

    @precondition(lambda self: len(self.carts) < MOST_OPEN)
    @rule(who=anyone, goods=baskets)
    def somebody_comes(self, who: int, goods: list[tuple[str, int]]) -> None:
        """A stranger or a regular, with a basket or with empty hands."""
        cart = self.till.drafts.new(self.till.actor)
        self.carts[cart.key] = cart
        customer = some([None, *sorted(self.model.customers)], who)
        self.model.carts[cart.key] = ModelCart(customer=customer)
        if customer is not None:
            self.save(rules.serve(cart, customer))
        for good, count in goods:
            self.put(cart.key, good, count)

    @precondition(lambda self: self.carts)
    @rule(which=anyone, goods=baskets)
    def scan(self, which: int, goods: list[tuple[str, int]]) -> None:
        for good, count in goods:
            self.put(self.some_cart(which), good, count)

    def put(self, key: str, good: str, count: int) -> None:
        item = self.till.item(good)
        thousandths = count * (333 if item.by_weight else 1_000)
        assert item.price is not None
        lines = self.model.carts[key].lines
        same = [line for line in lines if line.good == good and not item.by_weight]
        if same:
            same[0].thousandths += thousandths
        else:
            lines.append(ModelLine(good, item.price.dong, thousandths, item.earns_points))
        self.save(self.till.put(self.carts[key], good, Quantity(thousandths)))

    @precondition(lambda self: any(cart.lines for cart in self.carts.values()))
    @rule(which=anyone, line=anyone, off=st.integers(0, 1_000))
    def discount_a_line(self, which: int, line: int, off: int) -> None:
        key = self.some_cart(which, filled=True)
        place = line % len(self.carts[key].lines)
        self.model.carts[key].lines[place].off = off
        discount = rules.percent(off * 10) if off else None
        line_key = self.carts[key].lines[place].key
        self.save(rules.discount_line(self.carts[key], line_key, discount))

    @precondition(lambda self: any(cart.lines for cart in self.carts.values()))
    @rule(which=anyone, off=st.integers(1, 50_000))
    def discount_the_order(self, which: int, off: int) -> None:
        key = self.some_cart(which, filled=True)
        if off > self.model.carts[key].goods:
            return
        self.model.carts[key].off = off
        self.save(rules.discount_cart(self.carts[key], rules.amount_off(Money(off))))

    @precondition(lambda self: any(cart.lines for cart in self.carts.values()))
    @rule(which=anyone, line=anyone)
    def remove_a_line(self, which: int, line: int) -> None:
        key = self.some_cart(which, filled=True)
        place = line % len(self.carts[key].lines)
        del self.model.carts[key].lines[place]
        self.save(rules.remove(self.carts[key], self.carts[key].lines[place].key))

    @precondition(lambda self: self.carts)
    @rule(which=anyone)
    def hold_or_resume(self, which: int) -> None:
        key = self.some_cart(which)
        model = self.model.carts[key]
        model.held = not model.held
        cart = self.carts[key]
        self.save(rules.hold(cart, "đợi") if model.held else rules.resume(cart))

    @precondition(lambda self: self.carts)
    @rule(which=anyone)
    def clear_a_cart(self, which: int) -> None:
        key = self.some_cart(which)
        self.till.drafts.drop(self.till.actor, key)
        del self.carts[key], self.model.carts[key]

    @precondition(lambda self: any(cart.revision for cart in self.carts.values()))
    @rule(which=anyone)
    def save_an_old_copy(self, which: int) -> None:
        cart = some([cart for cart in self.carts.values() if cart.revision], which)
        with pytest.raises(Stale):
            self.till.drafts.save(self.till.actor, replace(cart, revision=cart.revision - 1))

    # Customers ---------------------------------------------------------------------------------

    @precondition(lambda self: self.carts)
    @rule(which=anyone, who=anyone)
    def serve(self, which: int, who: int) -> None:
        key = self.some_cart(which)
        customer = some(sorted(self.model.customers), who)
        self.model.carts[key].customer = customer
        self.save(rules.serve(self.carts[key], customer))

    # Money -------------------------------------------------------------------------------------

    @precondition(lambda self: any(cart.lines for cart in self.carts.values()))
    @rule(
        which=anyone,
        parts=st.lists(st.sampled_from(("card", "transfer", "points")), max_size=3),
        over=st.integers(0, 500_000),
    )
    def pay(self, which: int, parts: list[str], over: int) -> None:
        key = self.some_cart(which, filled=True)
        model = self.model.carts[key]
        tenders: list[Tender] = []
        left, redeemed = model.due, 0
        for part in parts:
            if part == "points" and not redeemed and model.customer is not None:
                usable = min(
                    self.model.customers[model.customer].points, model.due // 200, left // 100
                )
                if usable > 0:
                    redeemed = usable
                    tenders.append(self.till.points(usable))
                    left -= usable * 100
            elif part != "points" and left > 1:
                share = left // 2
                tenders.append(
                    self.till.transfer(self.carts[key], Money(share))
                    if part == "transfer"
                    else Tender(Method.CARD, Money(share))
                )
                left -= share
        if left:
            tenders.append(cash(Money(left), handed=Money(left + over)))
        cart = self.till.accept(self.carts[key], *tenders)
        sale = self.till.complete(cart)
        assert sale.change == Money(over if left else 0)
        self.book(key, cart, sale, redeemed)

    def book(self, key: str, cart: Cart, sale: CompletedSale, redeemed: int) -> None:
        model = self.model.carts.pop(key)
        del self.carts[key]
        self.paid.append((cart, sale))
        self.model.totals.append(model.due)
        assert sale.total == Money(model.due)
        assert sale.number == len(self.model.totals)
        for line in model.lines:
            if line.good in self.model.stock:
                self.model.stock[line.good] -= line.thousandths
        if model.customer is not None:
            earning = sum(
                total.net.dong
                for line, total in zip(model.lines, price(cart).lines, strict=True)
                if line.earns
            )
            base = max(earning - redeemed * 100, 0)
            day = self.today()
            first = months_before(day, 12) + timedelta(days=1)
            self.model.customers[model.customer].buy(day, first, model.due, base, redeemed)

    @precondition(lambda self: any(cart.lines for cart in self.carts.values()))
    @rule(which=anyone)
    def pay_too_little(self, which: int) -> None:
        key = self.some_cart(which, filled=True)
        if self.model.carts[key].due < 2:
            return
        short = cash(Money(self.model.carts[key].due - 1))
        cart = self.till.accept(self.carts[key], short)
        with pytest.raises(NotPaid):
            self.till.complete(cart)
        self.carts[key] = self.till.accept(cart)

    @precondition(lambda self: self.paid)
    @rule(which=anyone)
    def press_f9_again(self, which: int) -> None:
        cart, sale = some(self.paid, which)
        assert self.till.complete(cart) == sale

    @precondition(lambda self: self.paid)
    @rule(which=anyone)
    def press_f9_on_something_else(self, which: int) -> None:
        cart, _ = some(self.paid, which)
        with pytest.raises(Stale):
            self.till.complete(rules.write_note(cart, "khác"))

    # Time and trouble --------------------------------------------------------------------------

    @rule(days=st.integers(1, 250))
    def another_day(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))
        self.restart()

    @rule()
    def restart(self) -> None:
        """The program is closed and opened: all it knows is on disk."""
        path = self.till.database.path
        self.till.database.close()
        self.till = open_till(Database(path), self.clock, self.ids)
        self.carts = {cart.key: cart for cart in self.till.drafts.all(self.till.actor.counter)}

    @rule()
    def tell_care(self) -> None:
        deliver(self.till)
        assert deliver(self.till) == 0

    # What always holds -------------------------------------------------------------------------

    @invariant()
    def carts_on_disk_are_those_of_the_model(self) -> None:
        there = {cart.key: cart for cart in self.till.drafts.all(self.till.actor.counter)}
        assert there == self.carts
        for key, model in self.model.carts.items():
            cart = there[key]
            assert price(cart).due == Money(model.due)
            assert (cart.held, cart.customer_id) == (model.held, model.customer)
            assert [line.quantity.thousandths for line in cart] == [
                line.thousandths for line in model.lines
            ]

    @invariant()
    def sales_are_those_of_the_model(self) -> None:
        with self.till.database.reading() as session:
            rows = session.execute(text("SELECT number, total FROM sale ORDER BY id")).all()
        assert [tuple(row) for row in rows] == list(enumerate(self.model.totals, start=1))

    @invariant()
    def points_and_tiers_are_those_of_the_model(self) -> None:
        for customer, model in self.model.customers.items():
            known = self.till.directory.get(customer)
            assert (known.points, known.tier) == (model.points, model.rank)

    @invariant()
    def stock_is_that_of_the_model(self) -> None:
        for name, thousandths in self.model.stock.items():
            assert self.till.item(name).stock == Quantity(thousandths)

    @invariant()
    def every_check_is_content(self) -> None:
        assert check.run(self.till.database, CHECKS) == []

    # Helpers -----------------------------------------------------------------------------------

    def some_cart(self, which: int, *, filled: bool = False) -> str:
        return some([key for key, cart in self.carts.items() if cart.lines or not filled], which)

    def save(self, cart: Cart) -> None:
        self.carts[cart.key] = self.till.drafts.save(self.till.actor, cart)

    def today(self) -> date:
        return shop_day(self.clock.now())


def some(those: Sequence[T], which: int) -> T:
    return those[which % len(those)]


def test_any_sequence_of_a_counter(
    stocked_shop_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def fresh() -> Counter:
        target = tmp_path_factory.mktemp("counter") / "shop.khachquen"
        return Counter(copy_shop(stocked_shop_file, target))

    run_state_machine_as_test(
        cast(type[Counter], fresh),
        settings=settings(
            max_examples=settings().max_examples // 8,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
