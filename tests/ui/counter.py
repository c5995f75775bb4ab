"""A counter with its window: real services, real carts, pages opened as the program opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.app.services import build_services
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.selling.checkout import CompletedSale
from pos_app.ui.carts import Carts
from pos_app.ui.desk import Desk
from pos_app.ui.main_window import MainWindow
from pos_app.ui.services import Services
from pos_app.ui.theme import apply_theme
from pos_app.ui.widgets.page import Page, PageSpec
from tests.till import Till, cash, stocked_file, stocked_shop_file, till

__all__ = [
    "CASHIER",
    "Counter",
    "Remembering",
    "counter",
    "stocked_file",
    "stocked_shop_file",
    "till",
]

CASHIER = 2
SIZE = 1366, 768


class Remembering(Page):
    """A page that only remembers that it was opened, and with what."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.subjects: list[object] = []

    def show_subject(self, subject: object) -> None:
        self.subjects.append(subject)


@dataclass(slots=True)
class Counter:
    """What stands behind the window, and what tests do behind its back."""

    till: Till
    clock: SetClock
    services: Services
    desk: Desk
    carts: Carts
    bot: QtBot

    def open_window(self, *pages: tuple[str, Callable[[], Page]]) -> MainWindow:
        """The window with selling first; the page under test is made when it is opened."""
        specs = [PageSpec(name, make, name, "receipt-text") for name, make in pages]
        window = MainWindow(specs, self.clock)
        self.bot.addWidget(window)
        window.resize(*SIZE)
        self.desk.notices.changed.connect(window.changed)
        return window

    def design_sale(self) -> CompletedSale:
        """The order of every picture, paid with 200 points, a transfer and cash."""
        ngoc = self.till.ngoc()
        cart = self.till.design_order(ngoc.id)
        tenders = (
            self.till.points(200),
            self.till.transfer(cart, Money(500_000)),
            cash(Money(314_000), handed=Money(500_000)),
        )
        return self.till.complete(self.till.accept(cart, *tenders))

    def days_later(self, days: int) -> None:
        """Another day, and its shift."""
        self.clock.advance(timedelta(days=days))
        shift = self.services.shifts.current(self.till.actor)
        self.till = replace(self.till, actor=replace(self.till.actor, shift=shift.id))


@pytest.fixture
def counter(
    till: Till, clock: SetClock, ids: SeededIds, qapp: QApplication, qtbot: QtBot
) -> Iterator[Counter]:
    apply_theme(qapp, "light")
    services = build_services(till.database, clock, ids, counter=1)
    desk = Desk()
    carts = Carts(desk)
    yield Counter(till, clock, services, desk, carts, qtbot)
    desk.background.finish()
    services.close()
