"""A shop some days old, with its window: people who bought, and the care that came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.app.services import build_services
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SHOP_ZONE, SetClock, shop_day
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE
from pos_app.care.views import TaskRow
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer
from pos_app.selling import cart as cart_rules
from pos_app.selling.checkout import CompletedSale
from pos_app.selling.totals import price
from pos_app.store.database import Database, open_shop
from pos_app.ui.care.care_page import CarePage
from pos_app.ui.customers.customers_page import CustomersPage
from pos_app.ui.desk import Desk
from pos_app.ui.main_window import MainWindow
from pos_app.ui.services import Services
from pos_app.ui.theme import apply_theme
from pos_app.ui.widgets.page import Page, PageSpec
from tests.fixtures import SATURDAY
from tests.till import GIFT, Till, cash, copy_shop, open_till, stocked_shop_file
from tests.ui.keys import show_active

__all__ = [
    "MAI",
    "THAO",
    "CareCounter",
    "CareShop",
    "Elsewhere",
    "care_counter",
    "care_shop",
    "cared_shop_file",
    "stocked_shop_file",
]

MAI: Final = Actor(staff=1, counter=1)
"""The owner."""
THAO: Final = Actor(staff=2, counter=1)
"""The cashier on duty."""
NGOC, TUAN, SAU, LAN = (
    ("Nguyễn Thị Hồng Ngọc", "0901234567", Form.CHI),
    ("Lê Minh Tuấn", "0912345678", Form.ANH),
    ("Phạm Thị Sáu", "0987654321", Form.BA),
    ("Trần Thị Lan", "0933334444", Form.CHI),
)
SIZE: Final = (1366, 768)
PATIENCE: Final = 5_000


class Elsewhere(Page):
    """A page that only remembers what it was asked to show."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.subjects: list[object] = []

    def show_subject(self, subject: object) -> None:
        self.subjects.append(subject)


@dataclass(slots=True)
class CareShop:
    """The rooms below the window, and what tests do behind its back."""

    database: Database
    clock: SetClock
    ids: SeededIds
    services: Services = field(init=False)
    till: Till = field(init=False)

    def __post_init__(self) -> None:
        self.services = build_services(self.database, self.clock, self.ids, 1)
        self.till = open_till(self.database, self.clock, self.ids)

    def be_at(self, days_before: int = 0, at: time = time(14, 6)) -> None:
        """So many days before the Saturday of the pictures, in that day's shift."""
        day = shop_day(SATURDAY) - timedelta(days=days_before)
        self.clock.moment = datetime.combine(day, at, SHOP_ZONE).astimezone(UTC)
        self.till = open_till(self.database, self.clock, self.ids)

    def enrol(self, who: tuple[str, str, Form]) -> Customer:
        return self.till.enrol(*who)

    def known(self, who: tuple[str, str, Form]) -> Customer:
        return self.services.directory.find(who[1])[0]

    def sell(self, customer: Customer, amount: int) -> CompletedSale:
        """A gift basket of any price; what follows from the sale is carried out."""
        sale = self.till.sell_gift(Money(amount), customer.id)
        self.services.deliver()
        return sale

    def sell_goods(self, customer: Customer, *lines: tuple[str, int]) -> CompletedSale:
        cart = self.till.order(*lines, customer=customer.id)
        sale = self.till.complete(self.till.accept(cart, cash(price(cart).due)))
        self.services.deliver()
        return sale

    def serve(self, customer: Customer) -> None:
        """The customer stands at the counter with an open order."""
        cart = self.till.put(self.till.drafts.new(self.till.actor), GIFT, ONE, Money(10_000))
        self.till.drafts.save(self.till.actor, cart_rules.serve(cart, customer.id))

    def row(self, rule: str, who: tuple[str, str, Form]) -> TaskRow:
        """The piece of work of a rule for somebody."""
        person = self.known(who).id
        found = [row for row in self.services.care.today() if row.rule == rule]
        return next(row for row in found if row.customer_id == person)


@dataclass(slots=True)
class CareCounter:
    """The window of the counter."""

    shop: CareShop
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

    def subjects(self, name: str) -> list[object]:
        page = self.window.page(name)
        assert isinstance(page, Elsewhere)
        return page.subjects

    def toast(self) -> str:
        return self.window.toast.text()


def live_a_week(shop: CareShop) -> None:
    """Three regulars and a newcomer: notes to hand over, cards to bring, two calls to make."""
    shop.be_at(days_before=8)
    ngoc, tuan, sau = (shop.enrol(who) for who in (NGOC, TUAN, SAU))
    for days in range(8, 2, -1):
        shop.be_at(days, time(10, days))
        shop.sell(ngoc, 100_000)
        shop.sell(tuan, 90_000)
    shop.be_at(2)
    shop.sell(sau, 2_500_000)
    shop.be_at(1, time(10))
    shop.sell(ngoc, 5_900_000)
    shop.sell(tuan, 6_600_000)
    shop.be_at(0, time(9))
    shop.sell(shop.enrol(LAN), 70_000)
    shop.be_at(0)


@pytest.fixture(scope="session")
def cared_shop_file(stocked_shop_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cared") / "cared.khachquen"
    copy_shop(stocked_shop_file, path)
    clock = SetClock(SATURDAY - timedelta(days=8))
    shop = CareShop(open_shop(path), clock, SeededIds(clock, seed=8))
    live_a_week(shop)
    shop.database.checkpoint()
    shop.services.close()
    return path


@pytest.fixture
def care_shop(
    cared_shop_file: Path, tmp_path: Path, clock: SetClock, ids: SeededIds
) -> Iterator[CareShop]:
    """14:06 on Saturday 21/11."""
    path = copy_shop(cared_shop_file, tmp_path / "cared.khachquen")
    shop = CareShop(open_shop(path), clock, ids)
    yield shop
    shop.services.close()


@contextmanager
def opened_counter(
    qapp: QApplication,
    shop: CareShop,
    staff: int = THAO.staff,
    look: str = "light",
    size: int = 100,
) -> Iterator[CareCounter]:
    """Both pages in a window in front, and two others that only listen."""
    apply_theme(qapp, look, size)
    desk = Desk()
    pages = (
        PageSpec("sell", lambda: Elsewhere("Bán hàng"), "Bán hàng", "scan-barcode"),
        PageSpec("receipts", lambda: Elsewhere("Phiếu"), "Phiếu", "receipt-text"),
        PageSpec("customers", lambda: CustomersPage(desk), "Khách", "users"),
        PageSpec("care", lambda: CarePage(desk), "Chăm sóc", "heart-handshake"),
    )
    window = MainWindow(pages, shop.clock)
    desk.notices.changed.connect(window.changed)
    window.resize(*SIZE)
    show_active(window)
    desk.open(shop.services, staff)
    yield CareCounter(shop, desk, window)
    desk.background.finish()
    window.close()
    window.deleteLater()
    QTest.qWait(0)
    apply_theme(qapp, "light")


@pytest.fixture
def care_counter(qapp: QApplication, care_shop: CareShop) -> Iterator[CareCounter]:
    with opened_counter(qapp, care_shop) as counter:
        yield counter
