"""Every way to pay, alone and split, and the transfers nobody has seen yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer, Directory, NewCustomer
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import Payment, Sale
from pos_app.payments import vietqr
from pos_app.payments.tenders import Method
from pos_app.store.database import Database
from pos_app.ui import printers
from pos_app.ui.pay.accepted import Accepted
from pos_app.ui.pay.late_goods import YES
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.pay.pay_qr_page import PayQrPage
from pos_app.ui.pay.ways import Ways
from pos_app.ui.sell.sell_page import SellPage
from tests.stories.counter import Counter
from tests.stories.test_selling_story import RICE, barcode, sales


def payments(database: Database) -> list[tuple[str, int]]:
    with database.reading() as session:
        rows = session.scalars(select(Payment).order_by(Payment.position))
        return [(row.method, row.amount.dong) for row in rows]


def enrol(
    database: Database, clock: SetClock, ids: SeededIds, name: str = "Lê Thị Lan"
) -> Customer:
    new = NewCustomer("0901234567", name, Form.CHI)
    customer, _changes = Directory(database, clock, ids).create(Actor(2, 1), new)
    return customer


def test_a_transfer_is_read_off_the_screen_and_confirmed_by_name(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    page = counter.page(PayQrPage)
    code = counter.program.carts.front.code
    (payload,) = counter.codes_on(page.view.qr)
    told = vietqr.read(payload)
    assert told.usable
    assert told.fields[vietqr.AMOUNT] == "189000"
    assert told.fields[vietqr.MEMO] == code
    assert told.fields[vietqr.BANK] == "999999"
    counter.press("F9")
    counter.page(SellPage)
    assert payments(database) == [("transfer", 189_000)]
    with database.reading() as session:
        seen = session.scalars(select(ExpectedTransfer)).one()
        assert (seen.state, seen.seen_how, seen.seen_by) == ("seen", "speaker", 2)
        assert session.scalars(select(Sale.code)).one() == code


def test_the_owner_and_the_banks_own_app_are_told_apart(
    counter: Counter, database: Database
) -> None:
    for key, how in (("F2", "owner"), ("F6", "bank_app")):
        counter.scan(barcode(database, RICE))
        counter.press("F11")
        counter.press(key)
        with database.reading() as session:
            newest = select(ExpectedTransfer.seen_how).order_by(ExpectedTransfer.id.desc())
            assert session.scalars(newest).first() == how


def test_habit_keys_confirm_no_money(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    for key in ("Return", "F10", "Space", "Ctrl+P"):
        counter.press(key)
    counter.page(PayQrPage)
    assert sales(database) == 0


def test_an_unseen_transfer_waits_in_the_tray_while_others_are_served(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    counter.press("F5")
    counter.page(SellPage)
    assert counter.program.carts.front.empty, "the next customer's order"
    waits = counter.page(SellPage).view.tabs._tabs[0]
    assert (waits.title, waits.amount) == ("Chờ tiền", Money(189_000)), "its sum is told once"
    counter.scan(barcode(database, RICE))
    counter.press("F8")
    assert sales(database) == 1
    counter.press("Ctrl+Tab")
    waiting = counter.program.carts.front
    assert not waiting.empty
    sums = counter.page(SellPage).view.sums
    assert sums._received.words.text() == "Chờ chuyển khoản 189.000\u00a0₫"
    counter.press("F9")
    counter.press("F11")
    counter.page(PayQrPage)
    counter.press("F9")
    assert payments(database) == [("cash", 189_000), ("transfer", 189_000)]
    with database.reading() as session:
        assert session.scalars(select(ExpectedTransfer.state)).all() == ["seen"], "asked once"


def test_after_all_in_cash(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    counter.press("F8")
    counter.page(PayPage)
    counter.write("200000")
    counter.press("F9")
    assert payments(database) == [("cash", 200_000)]
    with database.reading() as session:
        assert session.scalars(select(ExpectedTransfer.state)).all() == ["given_up"]


def test_card_wallet_and_cash_share_a_bill(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+1")
    counter.write("100000")
    counter.press("Return")
    counter.press("Alt+2")
    counter.write("50000")
    counter.press("Return")
    counter.write("40000")
    counter.press("F9")
    assert payments(database) == [("card", 100_000), ("wallet", 50_000), ("cash", 40_000)]
    with database.reading() as session:
        assert session.scalars(select(Sale.change)).one() == Money(1_000)


def test_what_was_typed_goes_along_to_another_way_to_pay(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("100000")
    view = counter.page(PayPage).view
    counter.press("Alt+1")
    assert view.card.amount.value() == Money(100_000)
    counter.press("Alt+2")
    assert view.wallet.amount.value() == Money(100_000)
    counter.press("Ctrl+A")
    counter.write("500000")
    counter.press("F8")
    assert view.cash.amount.value() == Money(500_000), "cash gives change"
    counter.press("Alt+1")
    assert view.card.amount.value() == Money(189_000), "a card pays what is due"
    counter.press("Return")
    assert [one.amount.dong for one in counter.program.carts.front.tenders] == [189_000]
    assert view.cash.amount.value() is None, "it was taken"


def test_what_was_typed_for_a_card_is_asked_by_transfer(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+1")
    counter.press("Ctrl+A")
    counter.write("100000")
    counter.press("F11")
    assert counter.page(PayQrPage).view.amount.amount() == Money(100_000)


def test_what_was_taken_back_goes_nowhere(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("100000")
    counter.press("Ctrl+Del")
    counter.press("Alt+1")
    view = counter.page(PayPage).view
    assert view.card.amount.value() == Money(189_000), "all that is due"


def test_a_card_number_is_not_written_down(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+1")
    counter.press("Tab")
    counter.write("4111 1111 1111 1111")
    counter.press("F9")
    assert sales(database) == 0
    assert counter.page(PayPage).view.banner.isVisible()


def test_more_than_due_by_card_is_refused(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+1")
    counter.write("500000")
    counter.press("Return")
    page = counter.page(PayPage)
    assert page.view.banner.isVisible()
    assert counter.program.carts.front.tenders == ()


def test_points_pay_half_at_most_and_are_earned_on_the_rest(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    lan = enrol(database, clock, ids)
    for _ in range(6):
        counter.press("F4")
        counter.write("4567")
        counter.press("Return")
        counter.scan(barcode(database, RICE))
        counter.press("F2")
        counter.write("5")
        counter.press("Return")
        counter.press("F8")
    account = counter.program.desk.services.loyalty.account(lan.id)
    assert account.points > 500
    counter.press("F4")
    counter.write("lan")
    counter.press("Return")
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+3")
    counter.write("99999")
    counter.press("Return")
    assert not counter.program.carts.front.tenders, "more than the programme allows"
    counter.press("Alt+3")
    counter.press("Return")
    tender = counter.program.carts.front.tenders[0]
    assert tender.amount == Money(tender.points * 100)
    assert tender.amount.dong <= 189_000 // 2
    counter.write("200000")
    counter.press("F9")
    with database.reading() as session:
        sale = session.scalars(select(Sale).order_by(Sale.id.desc())).first()
        assert sale is not None
        assert sale.points_redeemed == tender.points
        assert sale.points_after == account.points - tender.points + sale.points_earned


def test_an_order_that_shrinks_opens_its_tenders_again(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+1")
    counter.press("Return")
    counter.press("Escape")
    counter.page(SellPage)
    counter.press("F6")
    counter.write("50%")
    counter.press("Return")
    counter.press("F9")
    assert counter.program.carts.front.tenders == ()
    counter.write("100000")
    counter.press("F9")
    assert payments(database) == [("cash", 100_000)]


def test_a_half_paid_order_says_so_until_it_is_paid(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    page = counter.page(SellPage)
    assert not page.view.sums._received.isVisible()
    counter.press("F9")
    counter.press("Alt+1")
    counter.write("150000")
    counter.press("Return")
    counter.press("Escape")
    received = page.view.sums._received
    assert received.isVisible()
    assert (received.words.text(), received.told.text()) == (
        "Đã nhận 150.000",
        "Còn 39.000\u00a0₫",
    )
    counter.press("F6")
    counter.write("50.000")
    counter.press("Return")
    assert received.told.text() == "Thừa 11.000\u00a0₫"
    counter.press("F1")
    assert not received.isVisible(), "another order"


def test_a_scan_while_paying_asks_and_what_is_typed_stays(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("100000")
    counter.press("Return")
    counter.write("500000")
    page = counter.page(PayPage)
    counter.scan(barcode(database, RICE))
    counter.page(PayPage)
    assert page.view.late_good.isVisible()
    assert page.view.late_good.words.text() == f"Thêm {RICE} vào đơn?"
    assert counter.program.carts.totals.due == Money(189_000), "nothing goes in unasked"
    counter.press("F9")
    assert sales(database) == 0, "the question is answered first"
    counter.press("Escape")
    counter.page(PayPage)
    assert not page.view.late_good.isVisible()
    counter.scan(barcode(database, RICE))
    counter.press(YES)
    assert counter.program.carts.totals.due == Money(378_000)
    assert counter.page(PayPage).view.cash.amount.value() == Money(500_000), "still typed"
    assert page.view.missing.amount() == Money(278_000), "what was accepted stays"
    counter.press("F9")
    assert payments(database) == [("cash", 600_000)], "the change goes back"


def test_a_card_s_amount_follows_a_late_good(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.press("Alt+1")
    counter.press("Tab")
    counter.write("1234")
    counter.scan(barcode(database, RICE))
    counter.press(YES)
    card = counter.page(PayPage).view.card
    assert (card.amount.value(), card.reference.text()) == (Money(378_000), "1234")


def test_an_unknown_code_while_paying_is_named_on_the_selling_screen(counter: Counter) -> None:
    counter.press("F3")
    counter.program.window.scanned(
        counter.program.desk.services.catalog.search("gạo", 1)[0].barcode
    )
    counter.press("F9")
    counter.scan("8939999999990")
    counter.page(PayPage)
    counter.press(YES)
    assert counter.page(SellPage).view.ask.open


def test_cash_of_an_order_that_shrank_to_nothing_is_handed_back_in_words(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("50000")
    counter.press("Return")
    counter.press("Escape")
    counter.press("F6")
    counter.write("100%")
    counter.press("Return")
    counter.press("F9")
    view = counter.page(PayPage).view
    told = "Đã nhận 50.000\u00a0₫ tiền mặt, trả lại khách."
    assert (view.banner.isVisible(), view.banner.label.text()) == (True, told)
    till = counter.program.till
    ways = Ways(counter.program.desk, counter.program.carts, view)
    for method in Method.TRANSFER, Method.CARD, Method.WALLET, Method.ACCOUNT, Method.POINTS:
        assert not ways.usable(method, None, till.settle()), "nothing is left to pay"
        assert not view.methods[method].isEnabled()
    assert ways.usable(Method.CASH, None, till.settle())
    counter.press("Alt+1")
    counter.press("F8")
    assert view.banner.label.text() == told, "until it is done"
    assert view.banner.isVisible()
    counter.press("F9")
    assert sales(database) == 1
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    assert not view.banner.isVisible(), "another order"


def test_cash_stays_when_a_card_is_more_than_what_is_left(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("20000")
    counter.press("Return")
    counter.press("Alt+1")
    counter.press("Return")
    counter.press("Escape")
    counter.press("F6")
    counter.write("50%")
    counter.press("Return")
    accepted = Accepted(counter.program.desk, counter.program.carts, counter.program.till)
    assert not accepted.goes_back
    counter.press("F9")
    view = counter.page(PayPage).view
    assert [one.method for one in counter.program.carts.front.tenders] == [Method.CASH]
    assert "169.000\u00a0₫" in view.banner.label.text()


def test_f7_writes_the_order_s_note_and_the_amount_stays(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("500000")
    counter.press("F7")
    counter.write("giao chieu")
    counter.press("Return")
    assert counter.program.carts.front.note == "giao chieu"
    page = counter.page(PayPage)
    assert not page.view.order.ask.isVisible()
    counter.press("F7")
    counter.press("Escape")
    assert counter.page(PayPage).view.cash.amount.value() == Money(500_000)
    assert page.view.cash.amount.edit.hasFocus()
    counter.press("F9")
    assert payments(database) == [("cash", 500_000)]


def test_ctrl_p_prints_the_code_and_confirms_nothing(
    counter: Counter, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "folder", lambda: tmp_path)
    counter.scan(barcode(database, RICE))
    counter.press("F11")
    code = counter.program.carts.front.code
    counter.press("Ctrl+P")
    counter.page(PayQrPage)
    assert [path.name for path in tmp_path.glob("*.pdf") if code in path.name]
    assert sales(database) == 0
