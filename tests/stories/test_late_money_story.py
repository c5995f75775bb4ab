"""Money that comes late, twice or to nobody: it is never lost and never counted twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.app.checks import CHECKS
from pos_app.basics.actor import Actor
from pos_app.basics.money import Money
from pos_app.payments.tenders import HowSeen
from pos_app.store import check
from pos_app.store.database import Database
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.receipts.loose import LoosePanel
from pos_app.ui.receipts.receipts_page import Kind, ReceiptsPage
from pos_app.ui.sell.sell_page import SellPage
from tests.stories.counter import Counter
from tests.stories.test_paying_story import payments
from tests.stories.test_selling_story import RICE, barcode, sales

PRICE = Money(189_000)


def asked_then_paid_in_cash(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    counter.press("F8")
    counter.write("200000")
    counter.press("F9")
    assert payments(database) == [("cash", 200_000)]


def look_at(counter: Counter, kind: Kind) -> LoosePanel:
    counter.program.window.open("receipts")
    counter.settle()
    page = counter.page(ReceiptsPage)
    page.view.filters.choose(kind)
    page.view.filters.chosen.emit(kind)
    counter.settle()
    return page.view.paper.loose


def press_on(counter: Counter, button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload] # a button
    counter.settle()


def all_is_well(database: Database) -> bool:
    return check.run(database, CHECKS) == []


def test_money_that_comes_after_cash_was_taken_pays_the_next_order(
    counter: Counter, database: Database
) -> None:
    asked_then_paid_in_cash(counter, database)
    loose = look_at(counter, Kind.GIVEN_UP)
    press_on(counter, loose.seen[HowSeen.SPEAKER])
    assert [one.amount for one in counter.program.desk.services.unclaimed.all()] == [PRICE]

    counter.program.window.open("sell")
    counter.scan(barcode(database, RICE))
    loose = look_at(counter, Kind.TRAY)
    assert "Thảo" in loose.note.text()
    press_on(counter, loose.use)
    page = counter.page(PayPage)
    assert not page.view.missing.amount(), "it pays the whole order"
    counter.press("F9")

    assert payments(database) == [("cash", 200_000), ("transfer", 189_000)]
    assert counter.program.desk.services.unclaimed.all() == []
    assert all_is_well(database)


def test_it_goes_back_to_the_customer_at_the_second_press(
    counter: Counter, database: Database
) -> None:
    asked_then_paid_in_cash(counter, database)
    press_on(counter, look_at(counter, Kind.GIVEN_UP).seen[HowSeen.OWNER])
    loose = look_at(counter, Kind.TRAY)
    assert loose.use.reason() == "Giỏ đang trống, chưa tính vào được"
    press_on(counter, loose.give_back)
    assert len(counter.program.desk.services.unclaimed.all()) == 1
    press_on(counter, loose.give_back)

    assert counter.program.desk.services.unclaimed.all() == []
    assert all_is_well(database)


def test_an_order_is_not_sold_beside_the_money_that_came_for_it(
    counter: Counter, database: Database
) -> None:
    """As when the program ended between the confirmation and the cart."""
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    services, order = counter.program.desk.services, counter.program.carts.front
    counter.press("Escape")
    counter.press("Escape")
    counter.page(SellPage)
    [asked] = services.transfers.of_draft(order.key)
    services.transfers.confirm(Actor(2, 1), asked.uid, HowSeen.SPEAKER)

    counter.press("F8")
    assert sales(database) == 0, "not once more in cash"
    counter.press("F9")
    page = counter.page(PayPage)
    [tender] = counter.program.carts.front.tenders
    assert tender.transfer_uid == asked.uid
    assert page.view.received.finish.isEnabled()
    counter.press("F9")

    assert payments(database) == [("transfer", 189_000)]
    assert all_is_well(database)


def test_money_that_comes_while_cash_is_counted_is_taken_over(
    counter: Counter, database: Database
) -> None:
    """Another window confirms what this one just stopped waiting for."""
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    counter.press("F8")
    services, order = counter.program.desk.services, counter.program.carts.front
    [asked] = services.transfers.of_draft(order.key)
    services.transfers.confirm(Actor(2, 1), asked.uid, HowSeen.SPEAKER)
    counter.write("200000")
    counter.press("F9")

    page = counter.page(PayPage)
    assert sales(database) == 0
    assert page.view.banner.isVisible()
    assert [one.transfer_uid for one in counter.program.carts.front.tenders] == [asked.uid]
    counter.press("F9")
    assert payments(database) == [("transfer", 189_000)]
