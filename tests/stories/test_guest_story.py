"""Customers at the counter: found in any spelling, enrolled in one step, cared for beside the cart.

Drives ui.sell.finding and ui.sell.guest through the real window.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pos_app.basics import card_code
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer
from pos_app.models.care import CareTask
from pos_app.models.customers import Customer as CustomerRow
from pos_app.models.sales import Sale
from pos_app.shop.profile import card_secret
from pos_app.store.database import Database
from pos_app.ui.customers.customers_page import CustomersPage
from pos_app.ui.receipts.receipts_page import ReceiptsPage
from pos_app.ui.sell.finding import Finder
from pos_app.ui.sell.guest import GuestDesk
from pos_app.ui.sell.results import Nobody, Nothing
from pos_app.ui.sell.sell_page import SellPage
from tests.stories.counter import Counter
from tests.stories.test_selling_story import RICE, barcode
from tests.till import GIFT, deliver, open_till


@pytest.fixture
def ngoc(database: Database, clock: SetClock, ids: SeededIds) -> Customer:
    return open_till(database, clock, ids).enrol("Đặng Thị Hồng Ngọc", "0901234567", Form.CHI)


@pytest.mark.parametrize(
    "typed", ["0901234567", "+84 901 234 567", "0901.234.567", "4567", "dang", "ngoc", "hong ng"]
)
def test_found_in_any_spelling(ngoc: Customer, counter: Counter, typed: str) -> None:
    counter.press("F4")
    counter.write(typed)
    counter.press("Return")
    assert counter.program.carts.front.customer_id == ngoc.id


def test_a_card_is_scanned_wherever_the_keys_are(
    ngoc: Customer, counter: Counter, database: Database
) -> None:
    with database.reading() as session:
        token = card_code.encode(ngoc.card, card_secret(session))
    for code in (token, ngoc.card):
        counter.press("F7")
        counter.scan(code)
        page = counter.page(SellPage)
        assert isinstance(page.finder, Finder)
        assert counter.program.carts.front.customer_id == ngoc.id
        assert not counter.program.carts.front.note
        page.guests.dismiss()


def test_another_shops_card_makes_no_good(ngoc: Customer, counter: Counter) -> None:
    strange = card_code.encode(ngoc.card, b"another shop")
    page = counter.page(SellPage)
    counter.scan(strange)
    assert not page.view.ask.open, "nothing to name and price"
    assert "cửa hàng khác" in page.view.banner.label.text()
    counter.press("F3")
    page.view.search.edit.setText(strange)
    page.finder._find()
    (told,) = page.view.results._found.rows()
    assert isinstance(told, Nothing)
    assert not told.code, "nor when it is typed"
    counter.press("Return")
    assert not page.view.ask.open


def served(counter: Counter) -> int | None:
    return counter.program.carts.front.customer_id


def serve_ngoc(counter: Counter) -> SellPage:
    counter.press("F4")
    counter.write("4567")
    counter.press("Return")
    return counter.page(SellPage)


def test_del_takes_the_customer_off_and_it_can_be_undone(ngoc: Customer, counter: Counter) -> None:
    page = serve_ngoc(counter)
    counter.press("Del")
    assert served(counter) == ngoc.id, "only where people are looked for"
    counter.press("F4")
    counter.write("4")
    counter.press("Del")
    assert served(counter) == ngoc.id, "only while nothing is typed"
    counter.press("Backspace")
    counter.press("Del")
    assert served(counter) is None
    assert page.view.results.isHidden()
    counter.program.window.toast.undo.click()
    assert served(counter) == ngoc.id


def hinted(counter: Counter) -> list[str]:
    return [key.sequence for key in counter.program.window.hints.fitting()]


def test_f4_is_told_once(ngoc: Customer, counter: Counter) -> None:
    page = counter.page(SellPage)
    assert page.view.add_guest.isVisible()
    assert "F4" not in hinted(counter), "the button shows it"
    serve_ngoc(counter)
    assert not page.view.add_guest.isVisible()
    assert "F4" in hinted(counter)
    counter.press("F4")
    counter.press("Del")
    assert "F4" not in hinted(counter)
    listed = page.keys()
    assert "F4" in [key.sequence for key in listed], "the list of all keys has it always"


def test_an_empty_cart_offers_no_keys_for_what_is_in_it(
    counter: Counter, ngoc: Customer, database: Database
) -> None:
    of_goods = {"F2", "F10", "Shift+F6"}
    told_keys = counter.page(SellPage).keys

    def told() -> set[str]:
        return {key.sequence for key in told_keys() if key.hinted}

    assert not told() & {*of_goods, "Ctrl+Del", "Ctrl+Tab"}
    assert not set(hinted(counter)) & of_goods
    serve_ngoc(counter)
    assert told() >= {"Ctrl+Del"}, "the order leaves with its customer"
    assert not told() & of_goods
    counter.press("F3")
    counter.scan(barcode(database, RICE))
    assert told() >= {*of_goods, "Ctrl+Del"}
    counter.press("F1")
    assert not told() & {*of_goods, "Ctrl+Del"}
    assert "Ctrl+Tab" in told()


def test_ctrl_g_brings_the_tiles_of_a_narrow_window(
    ngoc: Customer, counter: Counter, database: Database
) -> None:
    page = counter.page(SellPage)
    tiles = page.view.tiles
    assert tiles.isVisible()
    assert "Ctrl+G" not in hinted(counter), "they stand beside the cart"
    counter.program.window.resize(1280, 720)
    counter.settle()
    assert not tiles.isVisible()
    assert "Ctrl+G" in hinted(counter)
    counter.press("Ctrl+G")
    assert tiles.isVisible()
    tiles._tiles[2].click()
    counter.press("Alt+1")
    assert len(counter.program.carts.front.lines) == 2
    assert tiles.isVisible(), "they stay for the next good"
    assert page.view.pay.isVisible()
    counter.press("Escape")
    assert not tiles.isVisible()
    counter.press("Ctrl+G")
    counter.press("Ctrl+G")
    assert not tiles.isVisible()
    counter.press("Ctrl+G")
    serve_ngoc(counter)
    assert not tiles.isVisible(), "whoever comes is seen"
    assert page.view.guest.isVisible()
    counter.program.window.resize(1366, 768)
    counter.settle()
    assert tiles.isVisible()
    counter.press("Ctrl+G")
    assert tiles.isVisible(), "the key does nothing there"
    assert page.view.guest.isVisible()


def test_points_to_come_are_less_by_what_points_pay(
    ngoc: Customer, counter: Counter, database: Database
) -> None:
    serve_ngoc(counter)
    counter.scan(barcode(database, RICE))
    counter.press("F2")
    counter.write("50")
    counter.press("Return")
    counter.press("F8")
    serve_ngoc(counter)
    counter.scan(barcode(database, RICE))
    told = counter.page(SellPage).view.sums._points.told
    assert told.text() == "+27 điểm", "half as much again in this tier"
    counter.press("F9")
    counter.press("Alt+3")
    counter.press("Return")
    counter.press("Escape")
    spent = counter.program.carts.front.tenders[0].amount
    assert spent > Money(10_000)
    assert told.text() == f"+{(189_000 - spent.dong) // 10_000 * 15 // 10} điểm"


def test_the_last_row_takes_the_customer_off(ngoc: Customer, counter: Counter) -> None:
    counter.press("F4")
    page = counter.page(SellPage)
    assert Nobody() not in page.view.results._found.rows(), "there is nobody to take off"
    counter.press("Escape")
    serve_ngoc(counter)
    counter.press("F4")
    assert page.view.results._found.rows()[-1] == Nobody()
    for _row in page.view.results._found.rows():
        counter.press("Down")
    counter.press("Return")
    assert counter.program.carts.front.customer_id is None


def test_undo_brings_nobody_into_another_order(ngoc: Customer, counter: Counter) -> None:
    page = serve_ngoc(counter)
    counter.press("Alt+1")
    page.guests.dismiss()
    counter.press("F1")
    counter.program.window.toast.undo.click()
    assert [cart.customer_id for cart in counter.program.carts.all] == [None, None]


def test_the_code_on_a_slip_opens_it(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F8")
    with database.reading() as session:
        code = session.scalars(select(Sale.code)).one()
    assert code is not None
    counter.scan(code)
    counter.page(ReceiptsPage)


def test_a_known_number_is_not_enrolled_twice(
    ngoc: Customer, counter: Counter, database: Database
) -> None:
    counter.press("F4")
    counter.write("Lan mới")
    counter.press("Return")
    counter.write("0901 234 567")
    counter.press("Return")
    page = counter.page(SellPage)
    assert page.view.ask.open
    assert "Ngọc" in page.view.ask._fields[0].error()
    with database.reading() as session:
        assert session.scalar(select(func.count(CustomerRow.id))) == 1


@pytest.mark.parametrize("nonsense", ["12345", "0999", "abc", "01234567890123"])
def test_phone_nonsense_gets_a_sentence_and_stays(counter: Counter, nonsense: str) -> None:
    counter.press("F4")
    counter.write("Lan")
    counter.press("Return")
    page = counter.page(SellPage)
    page.view.ask._fields[0].box.edit.setText(nonsense)
    page.view.ask.submit()
    assert page.view.ask.open
    assert page.view.ask._fields[0].error()
    assert page.view.ask._fields[0].box.edit.text() == nonsense


def test_the_brief_hands_over_what_is_waiting(
    ngoc: Customer, counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    till = open_till(database, clock, ids)
    till.catalog.quick_add(till.actor, GIFT, Money(1_000), "8930009999990")
    till.sell_gift(Money(2_500_000), ngoc.id)
    deliver(till)
    counter.press("F4")
    counter.write("4567")
    counter.press("Return")
    page = counter.page(SellPage)
    assert isinstance(page.guests, GuestDesk)
    counter.wait(lambda: page.view.guest._rows.count() > 0)
    counter.press("Alt+Q")
    with database.reading() as session:
        states = session.execute(select(CareTask.rule, CareTask.state, CareTask.outcome)).all()
    assert ("tier_up", "done", "handed_over") in [tuple(state) for state in states]
    assert counter.program.window.rail.isVisible()


def test_a_stranger_again_and_the_whole_file(ngoc: Customer, counter: Counter) -> None:
    page = counter.page(SellPage)
    page.guests.serve(ngoc)
    counter.settle()
    assert page.view.guest.isVisible()
    page.view.guest.opened.emit()
    counter.settle()
    counter.page(CustomersPage)
    counter.program.window.open("sell")
    page.view.guest.dismissed.emit()
    assert counter.program.carts.front.customer_id is None
    assert not page.view.guest.isVisible()


def test_points_earned_elsewhere_show_at_once(
    ngoc: Customer, counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    counter.press("F4")
    counter.write("4567")
    counter.press("Return")
    counter.scan(barcode(database, RICE))
    counter.press("F8")
    clock.advance(timedelta(minutes=1))
    counter.press("F4")
    counter.write("4567")
    counter.press("Return")
    page = counter.page(SellPage)
    assert page.guests._guest is not None
    assert page.guests._guest.points == 18
