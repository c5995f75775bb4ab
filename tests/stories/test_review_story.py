"""What a cashier, a customer and a thief do that nobody planned for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from pos_app.app.services import build_services
from pos_app.basics import i18n
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer, Directory, NewCustomer
from pos_app.models.loyalty import Account
from pos_app.models.sales import Sale
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as rules
from pos_app.store.database import Database, open_shop
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.pay.pay_qr_page import PayQrPage
from pos_app.ui.sell.sell_page import SellPage
from pos_app.ui.widgets.switches import Check
from tests.stories.counter import Counter
from tests.stories.test_selling_story import MILK, RICE, barcode, sales
from tests.ui import keys


def enrol(database: Database, clock: SetClock, ids: SeededIds, phone: str, name: str) -> Customer:
    new = NewCustomer(phone, name, Form.CHI)
    customer, _changes = Directory(database, clock, ids).create(Actor(2, 1), new)
    return customer


def names(counter: Counter) -> list[str]:
    return [line.ware.name for line in counter.program.carts.front.lines]


def serve(counter: Counter, digits: str) -> None:
    counter.press("F4")
    counter.write(digits)
    counter.press("Return")


def earn_points(counter: Counter, database: Database, digits: str) -> None:
    serve(counter, digits)
    counter.scan(barcode(database, RICE))
    counter.press("F2")
    counter.write("50")
    counter.press("Return")
    counter.press("F8")


# change of mind


def test_points_of_one_person_never_pay_for_another(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    enrol(database, clock, ids, "0901234567", "Lê Thị Lan")
    enrol(database, clock, ids, "0907654321", "Trần Văn Bình")
    earn_points(counter, database, "4567")
    earn_points(counter, database, "4321")
    serve(counter, "4567")
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+3")
    counter.press("Return")
    assert counter.program.carts.front.tenders
    counter.press("Escape")
    serve(counter, "4321")
    assert not counter.program.carts.front.tenders


def test_points_leave_with_their_owner(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    enrol(database, clock, ids, "0901234567", "Lê Thị Lan")
    earn_points(counter, database, "4567")
    serve(counter, "4567")
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+3")
    counter.press("Return")
    counter.press("Escape")
    counter.page(SellPage).guests.dismiss()
    assert not counter.program.carts.front.tenders


def test_a_question_belongs_to_the_order_it_was_asked_for(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F1")
    counter.scan(barcode(database, MILK))
    counter.press("F2")
    counter.write("9")
    counter.press("Ctrl+Tab")
    counter.press("Return")
    assert [str(cart.lines[0].quantity) for cart in counter.program.carts.all] == ["1", "1"]


def test_a_line_that_left_is_not_counted_any_more(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F2")
    counter.press("Ctrl+Del")
    counter.write("9")
    counter.press("Return")
    assert counter.program.carts.front.empty


def test_undo_brings_back_the_line_and_nothing_else(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("Ctrl+Del")
    counter.scan(barcode(database, MILK))
    counter.program.window.toast.undo.click()
    counter.settle()
    assert set(names(counter)) == {RICE, MILK}


def test_an_emptied_order_keeps_neither_discount_nor_cash(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F6")
    counter.write("20000")
    counter.press("Return")
    counter.press("F9")
    counter.write("50000")
    counter.press("Return")
    counter.press("Escape")
    counter.press("Ctrl+Del")
    counter.scan(barcode(database, MILK))
    front = counter.program.carts.front
    assert front.discount is None
    assert front.tenders == ()


def test_one_more_of_a_million_is_refused_in_place(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, MILK))
    counter.press("F2")
    counter.write("1000000")
    counter.press("Return")
    counter.scan(barcode(database, MILK))
    page = counter.page(SellPage)
    assert page.view.banner.isVisible()
    assert str(counter.program.carts.front.lines[0].quantity) == "1.000.000"


def test_a_half_paid_order_is_not_taken_in_cash_by_one_key(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("50000")
    counter.press("Return")
    counter.press("Escape")
    counter.press("F8")
    counter.page(PayPage)
    assert sales(database) == 0


def test_the_change_is_shown_while_other_orders_wait(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F1")
    counter.scan(barcode(database, MILK))
    counter.press("F9")
    counter.write("50000")
    counter.press("F9")
    page = counter.page(SellPage)
    assert page.view.done.isVisible()


def test_a_question_is_given_up_by_escape_from_anywhere(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F2")
    counter.press("F3")
    counter.press("Escape")
    assert not counter.page(SellPage).view.ask.open


# paying


def test_a_shrunken_order_is_opened_again_after_another_sale(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+1")
    counter.press("Return")
    counter.press("Escape")
    counter.press("F6")
    counter.write("50%")
    counter.press("Return")
    counter.press("F1")
    counter.scan(barcode(database, MILK))
    counter.press("F8")
    while counter.program.carts.front.empty:
        counter.press("Ctrl+Tab")
    counter.press("F9")
    counter.page(PayPage)
    assert not counter.program.carts.front.tenders


def test_whoever_takes_over_at_the_code_is_the_one_who_confirms(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    people = counter.program.desk.services.staff.active()
    now = counter.program.desk.staff
    assert now is not None
    other = next(one for one in people if one.id != now.id)
    counter.program.window.staff_chosen.emit(other.id)
    counter.settle()
    assert other.name in counter.page(PayQrPage).view._name.text()


def test_a_complaint_ends_when_the_amount_is_right(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("9999999999999")
    page = counter.page(PayPage)
    assert page.view.banner.isVisible()
    for _ in range(13):
        counter.press("Backspace")
    counter.write("200000")
    assert not page.view.banner.isVisible()


def test_another_language_in_the_middle_of_a_sale(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Escape")
    counter.speak("English")
    counter.program.window.open("sell")
    counter.program.carts.unsaved.emit("thử")
    counter.program.carts.refused.emit("thử")
    counter.scan(barcode(database, MILK))
    counter.press("F8")
    assert sales(database) == 1
    counter.speak("Tiếng Việt")


def test_another_language_makes_a_new_window_on_the_same_page(counter: Counter) -> None:
    for words, code in (("English", "en"), ("Tiếng Việt", "vi")):
        window = counter.program.window
        counter.speak(words)
        assert counter.program.window is not window
        assert counter.program.window.front() == "settings"
        assert i18n.language() == code


def test_two_windows_on_one_counter(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    drafts = counter.program.desk.services.drafts
    mine = counter.program.carts.front
    elsewhere = rules.change_quantity(mine, 1, Quantity.of(3))
    paid = rules.accept(elsewhere, (Tender(Method.CARD, Money(567_000), Money(567_000)),))
    drafts.save(Actor(2, 1), paid)
    counter.press("F8")
    assert sales(database) == 0, "the cashier has not seen what is in it now"


def test_double_scan_counts_two(counter: Counter, database: Database) -> None:
    code = barcode(database, RICE)
    keys.scan(code)
    keys.scan(code)
    keys.scan(barcode(database, MILK))
    counter.settle()
    lines = counter.program.carts.front.lines
    assert [str(line.quantity) for line in lines] == ["2", "1"]


def test_held_at_the_limit(counter: Counter, database: Database) -> None:
    for _ in range(20):
        counter.scan(barcode(database, MILK))
        counter.press("F5")
        counter.write("A")
        counter.press("Return")
    assert not counter.program.carts.front.held


def test_points_spent_at_another_counter_are_asked_for_again(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    lan = enrol(database, clock, ids, "0901234567", "Lê Thị Lan")
    earn_points(counter, database, "4567")
    serve(counter, "4567")
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+3")
    counter.press("Return")
    tender = counter.program.carts.front.tenders[0]
    with database.transaction() as session:
        row = session.get_one(Account, lan.id)
        row.points = tender.points - 1
    counter.write("900000")
    counter.press("F9")
    page = counter.page(PayPage)
    assert page.view.banner.isVisible()
    assert sales(database) == 1
    counter.press("Escape")
    counter.press("F9")
    left = [one.method for one in counter.program.carts.front.tenders]
    assert left == [Method.CASH], "the points are asked for again, the money was handed over"


def test_a_scan_right_behind_the_last_key_belongs_to_the_next_customer(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("200000")
    counter.press("Return")
    milk = barcode(database, MILK)
    with database.transaction():
        keys.press(Qt.Key.Key_F9)
        assert counter.program.till.busy, "the file is held: the sale waits for it"
        keys.scan(milk)
        QTest.qWait(100)
    counter.settle()
    assert sales(database) == 1
    assert names(counter) == [MILK]


def test_what_is_scanned_beside_a_question_ends_no_question(
    counter: Counter, database: Database
) -> None:
    counter.scan("8930000012340")
    counter.write("Bánh đa")
    counter.scan(barcode(database, RICE))
    counter.scan("8930000099999")
    page = counter.page(SellPage)
    assert names(counter) == [RICE]
    assert page.view.banner.isVisible(), "one question at a time"
    counter.press("F8")
    assert sales(database) == 0, "the good that was asked about is not in the order yet"
    counter.press("Return")
    counter.write("18000")
    counter.press("F8")
    assert sales(database) == 1
    with database.reading() as session:
        assert session.scalars(select(Sale.total)).one() == Money(207_000)


@pytest.mark.parametrize("asked", [True, False])
def test_a_refusal_leaves_with_esc(counter: Counter, database: Database, asked: bool) -> None:
    counter.scan("8930000012340")
    counter.scan("8930000099999")
    page = counter.page(SellPage)
    assert page.view.banner.isVisible(), "one question at a time"
    if not asked:
        counter.press("F3")
    counter.press("Escape")
    assert not page.view.ask.open
    assert not page.view.banner.isVisible()


def test_a_card_number_is_named_as_what_is_wrong(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("50000")
    counter.press("Return")
    counter.press("Alt+1")
    counter.press("Tab")
    counter.write("4111 1111 1111 1111")
    counter.press("F9")
    page = counter.page(PayPage)
    assert "số thẻ" in page.view.banner.label.text()
    counter.press("Ctrl+Del")
    assert len(counter.program.carts.front.tenders) == 1, "what was typed goes first"
    counter.press("Ctrl+Del")
    assert not counter.program.carts.front.tenders


def newcomer_with(counter: Counter, name: str, phone: str) -> SellPage:
    counter.press("F4")
    counter.write(name)
    counter.press("Return")
    counter.write(phone)
    counter.press("Return")
    page = counter.page(SellPage)
    assert page.view.ask.open
    return page


def test_a_known_number_gives_its_owner_at_the_second_enter(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    lan = enrol(database, clock, ids, "0901234567", "Lê Thị Lan")
    page = newcomer_with(counter, "Bich", "0901234567")
    counter.press("Return")
    assert not page.view.ask.open
    assert counter.program.carts.front.customer_id == lan.id


def test_a_number_of_the_family_is_enrolled_again(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    lan = enrol(database, clock, ids, "0901234567", "Lê Thị Lan")
    page = newcomer_with(counter, "Bich", "0901234567")
    shared = page.view.ask.findChild(Check)
    assert isinstance(shared, Check)
    assert shared.isVisible()
    shared.click()
    counter.press("Return")
    assert not page.view.ask.open
    assert counter.program.carts.front.customer_id not in (None, lan.id)


def test_a_customer_who_leaves_by_keys_alone(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    enrol(database, clock, ids, "0901234567", "Lê Thị Lan")
    serve(counter, "4567")
    counter.scan(barcode(database, RICE))
    left = counter.program.carts.front.key
    counter.press("Ctrl+Del")
    counter.press("Ctrl+Del")
    assert counter.program.carts.front.untouched
    assert left not in [cart.key for cart in counter.program.carts.all]
    counter.press("Ctrl+Del")
    assert len(counter.program.carts.all) == 1, "nothing is left to take away"


def test_money_the_bank_has_is_not_cleared_away_by_one_key(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("100000")
    counter.press("F11")
    counter.press("F9")
    counter.press("Escape")
    left = counter.program.carts.front.key
    counter.press("Ctrl+Del")
    counter.press("Ctrl+Del")
    assert counter.program.carts.front.key == left, "asked on the bin"
    assert counter.program.carts.front.tenders
    counter.press("Ctrl+Del")
    assert left not in [cart.key for cart in counter.program.carts.all]


def test_another_window_sells_what_is_being_paid_here(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    other = build_services(open_shop(database.path), clock, ids, 1)
    actor = Actor(2, 1, other.shifts.current(Actor(2, 1)).id)
    cash = Tender(Method.CASH, Money(189_000), Money(189_000))
    cart = other.drafts.save(actor, rules.accept(other.drafts.all(1)[0], (cash,)))
    other.checkout.complete(actor, cart, Money(189_000))
    other.close()
    counter.write("200000")
    counter.press("F9")
    page = counter.page(SellPage)
    assert sales(database) == 1
    assert page.view.banner.isVisible()
    counter.scan(barcode(database, MILK))
    counter.press("F8")
    assert sales(database) == 2
