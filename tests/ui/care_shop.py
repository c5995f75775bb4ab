"""A shop some days old, with its window: people who bought, and the care that came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from pos_app.ui.customers.customers_page import CustomersPage
from PySide6.QtWidgets import QApplication

from pos_app.app.services import build_services
from pos_app.basics.clock import SHOP_ZONE, SetClock, shop_day
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer
from pos_app.selling import cart as cart_rules
from pos_app.selling.checkout import CompletedSale
from pos_app.selling.totals import price
from pos_app.store.database import Database, open_shop
from pos_app.store.outbox import Courier
from pos_app.subscriptions import subscriptions
from pos_app.ui.care.care_page import CarePage
from pos_app.ui.desk import Desk
from pos_app.ui.main_window import MainWindow
from pos_app.ui.services import Services
from pos_app.ui.theme import apply_theme
from pos_app.ui.widgets.page import Page, PageSpec
from tests.fixtures import SATURDAY
from tests.till import GIFT, Till, cash, open_till
from tests.ui.keys import show_active

MAI, THAO = 1, 2
"""The owner and the cashier."""


class Elsewhere(Page):
    """A page that only remembers what it was asked to show."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.subjects: list[object] = []

    def show_subject(self, subject: object) -> None:
        self.subjects.append(subject)


@dataclass(slots=True)
class Shop:
    """The rooms below the window, and what tests do to them behind its back."""

    database: Database
    clock: SetClock
    ids: SeededIds
    services: Services = field(init=False)
    till: Till = field(init=False)

    def __post_init__(self) -> None:
        self.services = build_services(self.database, self.clock, self.ids, 1)
        self.be_at(days_before=8)

    def begin_day(self) -> None:
        self.till = open_till(self.database, self.clock, self.ids)

    def be_at(self, days_before: int, at: time = time(14, 6)) -> None:
        """So many days before the Saturday of the pictures."""
        day = shop_day(SATURDAY) - timedelta(days=days_before)
        self.clock.moment = datetime.combine(day, at, SHOP_ZONE).astimezone(UTC)
        self.begin_day()

    def enrol(self, name: str, phone: str, form: Form) -> Customer:
        return self.till.enrol(name, phone, form)

    def sell(self, customer: Customer | None, amount: int) -> CompletedSale:
        """A gift basket of any price, paid in cash; what follows from it is carried out."""
        sale = self.till.sell_gift(Money(amount), customer.id if customer else None)
        self.deliver()
        return sale

    def deliver(self) -> None:
        Courier(self.database, self.clock, subscriptions(self.clock)).run()

    def serve(self, customer: Customer) -> None:
        """The customer stands at the counter with an open order."""
        cart = self.till.put(self.till.drafts.new(self.till.actor), GIFT, ONE, Money(10_000))
        self.till.drafts.save(self.till.actor, cart_rules.serve(cart, customer.id))

    def sell_goods(self, customer: Customer, *lines: tuple[str, int]) -> CompletedSale:
        cart = self.till.order(*lines, customer=customer.id)
        sale = self.till.complete(self.till.accept(cart, cash(price(cart).due)))
        self.deliver()
        return sale


@dataclass(slots=True)
class Counter:
    """The window of the counter."""

    shop: Shop
    desk: Desk
    window: MainWindow

    @property
    def care(self) -> CarePage:
        page = self.window.page("care")
        assert isinstance(page, CarePage)
        return page

    @property
    def customers(self) -> CustomersPage:
        page = self.window.page("customers")
        assert isinstance(page, CustomersPage)
        return page

    def elsewhere(self, name: str) -> Elsewhere:
        page = self.window.page(name)
        assert isinstance(page, Elsewhere)
        return page


@contextmanager
def opened_shop(path: Path, clock: SetClock, ids: SeededIds) -> Iterator[Shop]:
    """The shop of a stocked file."""
    database = open_shop(path)
    shop = Shop(database, clock, ids)
    yield shop
    shop.services.close()


@contextmanager
def opened_counter(
    qapp: QApplication, shop: Shop, staff: int = THAO, theme: str = "light", scale: int = 100
) -> Iterator[Counter]:
    """Its window, in front, with both pages and two that only listen."""
    apply_theme(qapp, theme, scale)
    desk = Desk()
    pages = (
        PageSpec("sell", lambda: Elsewhere("Bán hàng"), "Bán hàng", "scan-barcode"),
        PageSpec("receipts", lambda: Elsewhere("Phiếu"), "Phiếu", "receipt-text"),
        PageSpec("customers", lambda: CustomersPage(desk), "Khách", "users"),
        PageSpec("care", lambda: CarePage(desk), "Chăm sóc", "heart-handshake"),
    )
    window = MainWindow(pages, shop.clock)
    desk.notices.changed.connect(window.changed)
    window.resize(1366, 768)
    show_active(window)
    desk.open(shop.services, staff)
    yield Counter(shop, desk, window)
    desk.background.finish()
    window.close()
    window.deleteLater()
    apply_theme(qapp, "light")
