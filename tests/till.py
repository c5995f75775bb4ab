"""A counter in a stocked shop: the services below the window, wired as the program wires them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, SetClock
from pos_app.basics.ids import Ids, SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer, Directory, NewCustomer
from pos_app.goods.catalog import Catalog
from pos_app.goods.items import Item
from pos_app.goods.shelving import NewGood, shelve
from pos_app.loyalty.ledger import Loyalty, found_programme
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.payments import account
from pos_app.payments.expected import Transfers
from pos_app.payments.tenders import HowSeen, Method, Tender
from pos_app.selling import cart as cart_rules
from pos_app.selling import wares
from pos_app.selling.cart import Cart, Ware
from pos_app.selling.checkout import Checkout, CompletedSale
from pos_app.selling.drafts import Drafts
from pos_app.selling.history import History
from pos_app.selling.identify import Identify
from pos_app.selling.shifts import Shifts
from pos_app.selling.totals import price
from pos_app.shop import vat
from pos_app.store.database import Database, open_shop
from pos_app.store.outbox import Courier
from pos_app.store.prepared import Prepared
from pos_app.subscriptions import subscriptions
from tests.baskets import DESIGN, design_order
from tests.fixtures import SAMPLE_ACCOUNT, SATURDAY

WATER: Final = "Nước suối 500 ml"
BEER: Final = "Bia lon 330 ml"
FERRY: Final = "Vé giữ xe"
GIFT: Final = "Giỏ quà Tết"
SQUID: Final = "Khô mực"
OTHERS: Final = (
    NewGood(WATER, "chai", barcode="8930000000104", price=Money(8_000), stock=Quantity.of(500)),
    NewGood(
        BEER,
        "lon",
        barcode="8930000000111",
        price=Money(17_000),
        stock=Quantity.of(240),
        vat_class=vat.STANDARD,
        exclusion="alcohol",
    ),
    NewGood(FERRY, "vé", barcode="8930000000128", price=Money(5_000)),
    NewGood(GIFT, "giỏ", barcode="8930000000135", stock=Quantity.of(20)),
    NewGood(
        SQUID,
        "kg",
        barcode="8930000000142",
        price=Money(299_999),
        stock=Quantity(7_500),
        by_weight=True,
        vat_class=vat.RELIEF,
    ),
)


def goods() -> list[NewGood]:
    """The seven goods of the design's order, and a few that behave differently."""
    return [
        NewGood(
            name,
            unit,
            barcode=f"893{number:010d}",
            price=Money(unit_price),
            cost=Money(unit_price * 8 // 10),
            stock=Quantity.of(50),
            by_weight=unit == "kg",
        )
        for number, (name, unit, _, unit_price, _) in enumerate(DESIGN, start=1)
    ] + list(OTHERS)


def ware_of(item: Item) -> Ware:
    return wares.ware_of(item, SATURDAY.date())


def cash(amount: Money, handed: Money | None = None) -> Tender:
    return Tender(Method.CASH, amount, tendered=handed or amount)


@dataclass(frozen=True, slots=True)
class Till:
    """One counter's services, and the hand movements that tests repeat."""

    database: Database
    clock: Clock
    ids: Ids
    actor: Actor
    drafts: Drafts
    transfers: Transfers
    checkout: Checkout
    history: History
    catalog: Catalog
    directory: Directory
    loyalty: Loyalty
    identify: Identify

    def item(self, name: str) -> Item:
        return self.catalog.search(name)[0]

    def put(
        self, cart: Cart, name: str, quantity: Quantity = ONE, unit_price: Money | None = None
    ) -> Cart:
        item = self.item(name)
        asked = unit_price or item.price
        assert asked is not None, "a price is typed for goods without one"
        source = cart_rules.PriceSource.TYPED if unit_price else cart_rules.PriceSource.CATALOGUE
        filled, _ = cart_rules.add(cart, ware_of(item), asked, quantity, source)
        return filled

    def order(
        self, *lines: tuple[str, int], customer: int | None = None, key: str | None = None
    ) -> Cart:
        """A saved cart of (name, whole units)."""
        cart = self.drafts.new(self.actor)
        if key is not None:
            cart = replace(cart, key=key)
        for name, count in lines:
            cart = self.put(cart, name, Quantity.of(count))
        return self.drafts.save(self.actor, cart_rules.serve(cart, customer))

    def design_order(self, customer: int | None = None) -> Cart:
        wares = tuple(ware_of(self.item(name)) for name, *_ in DESIGN)
        cart = design_order(self.drafts.new(self.actor), wares)
        return self.drafts.save(self.actor, cart_rules.serve(cart, customer))

    def accept(self, cart: Cart, *tenders: Tender) -> Cart:
        return self.drafts.save(self.actor, cart_rules.accept(cart, tenders))

    def transfer(self, cart: Cart, amount: Money, how: HowSeen = HowSeen.SPEAKER) -> Tender:
        """A transfer that was asked for and seen."""
        asked = self.transfers.expect(self.actor, cart.key, cart.code, amount)
        self.transfers.confirm(self.actor, asked.uid, how)
        return Tender(Method.TRANSFER, amount, transfer_uid=asked.uid)

    def points(self, count: int) -> Tender:
        worth = Money(count * USUAL_PROGRAMME.dong_of_point)
        return Tender(Method.POINTS, worth, points=count)

    def complete(self, cart: Cart) -> CompletedSale:
        return self.checkout.complete(self.actor, cart, price(cart).due)[0]

    def sell(self, *lines: tuple[str, int], customer: int | None = None) -> CompletedSale:
        """An order paid in cash, to the đồng."""
        cart = self.order(*lines, customer=customer)
        return self.complete(self.accept(cart, cash(price(cart).due)))

    def sell_gift(self, worth: Money, customer: int | None = None) -> CompletedSale:
        """A sale of any sum: the gift basket's price is typed at the counter."""
        cart = cart_rules.serve(self.put(self.drafts.new(self.actor), GIFT, ONE, worth), customer)
        cart = self.accept(self.drafts.save(self.actor, cart), cash(worth))
        return self.complete(cart)

    def enrol(
        self, name: str = "Nguyễn Thị Hồng Ngọc", phone: str = "0901234567", form: Form = Form.CHI
    ) -> Customer:
        return self.directory.create(self.actor, NewCustomer(phone, name, form))[0]

    def ngoc(self) -> Customer:
        """Chị Ngọc of the design: Thân thiết, 1.284 points."""
        customer = self.enrol()
        self.sell_gift(Money(6_000_000), customer.id)
        self.sell_gift(Money(4_560_000), customer.id)
        return self.directory.get(customer.id)


def misspelt(rule: Prepared, right: str, wrong: str) -> Prepared:
    """A statement with a mistake in it."""
    honest = str(rule.statement)
    assert right in honest
    return Prepared(text(honest.replace(right, wrong)))


def busy_day(till: Till) -> list[CompletedSale]:
    """One of everything a counter does: tenders, points, a rise, discounts, VAT, a free bottle."""
    stranger = till.sell((WATER, 2), (FERRY, 1))
    ngoc = till.ngoc()
    cart = till.design_order(ngoc.id)
    design = till.complete(
        till.accept(
            cart,
            till.points(200),
            till.transfer(cart, Money(500_000)),
            cash(Money(314_000), handed=Money(500_000)),
        )
    )
    nam = till.enrol("Trần Văn Nam", "0912345678", Form.ANH)
    small = till.sell((WATER, 1), customer=nam.id)
    thirds = till.order((WATER, 1), ("Nước mắm", 1), (BEER, 1), customer=nam.id)
    thirds = rules_off(till, thirds, cart_rules.amount_off(Money(1_000)))
    shared = till.complete(till.accept(thirds, Tender(Method.CARD, Money(86_000))))
    percents = till.put(till.drafts.new(till.actor), SQUID, Quantity(333))
    percents = till.drafts.save(till.actor, till.put(percents, BEER, Quantity.of(6)))
    percents = rules_off(till, percents, cart_rules.percent(333))
    weighed = till.complete(till.accept(percents, cash(price(percents).due, Money(500_000))))
    gift = rules_off(till, till.order((WATER, 1)), cart_rules.percent(10_000))
    free = till.complete(gift)
    rise = till.sell_gift(Money(2_500_000), nam.id)
    held = till.order((WATER, 6))
    till.drafts.save(till.actor, cart_rules.hold(held, "áo đỏ"))
    return [stranger, design, small, shared, weighed, free, rise]


def deliver(till: Till) -> int:
    """The courier's round: what happened reaches care."""
    return Courier(till.database, till.clock, subscriptions(till.clock)).run()


def rules_off(till: Till, cart: Cart, discount: cart_rules.Discount) -> Cart:
    return till.drafts.save(till.actor, cart_rules.discount_cart(cart, discount))


def open_till(database: Database, clock: Clock, ids: Ids, staff: int = 2, counter: int = 1) -> Till:
    """The counter's services, with today's shift."""
    actor = Actor(staff=staff, counter=counter)
    actor = replace(actor, shift=Shifts(database, clock).current(actor).id)
    catalog = Catalog(database, clock)
    directory = Directory(database, clock, ids)
    history = History(database)
    return Till(
        database=database,
        clock=clock,
        ids=ids,
        actor=actor,
        drafts=Drafts(database, clock, ids),
        transfers=Transfers(database, clock, ids),
        checkout=Checkout(database, clock, ids),
        history=history,
        catalog=catalog,
        directory=directory,
        loyalty=Loyalty(database, clock),
        identify=Identify(catalog, directory, history),
    )


def stock_up(database: Database, clock: Clock, more: Sequence[NewGood] = ()) -> None:
    """Goods, a programme and an account for transfers that is marked as a sample."""
    with database.transaction() as session:
        shelve(session, Actor(staff=1, counter=1), clock.now(), [*goods(), *more])
        found_programme(session, USUAL_PROGRAMME, date(2020, 1, 1))
        account.write(session, clock, Actor(staff=1, counter=1), SAMPLE_ACCOUNT)


@pytest.fixture(scope="session")
def stocked_shop_file(founded_shop_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stocked") / founded_shop_file.name
    copy_shop(founded_shop_file, path)
    database = open_shop(path)
    stock_up(database, SetClock(SATURDAY))
    database.checkpoint()
    database.close()
    return path


def copy_shop(source: Path, target: Path) -> Path:
    """A closed shop's file, with what may lie beside it."""
    for part in source.parent.glob(f"{source.name}*"):
        shutil.copy(part, target.with_name(part.name.replace(source.name, target.name)))
    return target


@pytest.fixture
def stocked_file(stocked_shop_file: Path, tmp_path: Path) -> Path:
    return copy_shop(stocked_shop_file, tmp_path / "stocked.khachquen")


@pytest.fixture
def till(stocked_file: Path, clock: SetClock, ids: SeededIds) -> Iterator[Till]:
    database = open_shop(stocked_file)
    yield open_till(database, clock, ids)
    database.close()
