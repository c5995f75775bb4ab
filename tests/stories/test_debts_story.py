"""A grocer's morning with debts: a limit, a sale on account, cash that comes back in parts."""

from __future__ import annotations

from sqlalchemy import select

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO, Money
from pos_app.models.money import MoneySlip
from pos_app.models.sales import Payment
from pos_app.payments.tenders import Method
from pos_app.selling.cart import serve
from pos_app.shop.staff import Role
from pos_app.store.check import run
from pos_app.store.database import Database
from pos_app.ui.debts.debts_page import DebtsPage
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.sell.sell_page import SellPage
from tests.stories.counter import Counter
from tests.stories.test_paying_story import enrol
from tests.stories.test_selling_story import RICE, barcode
from tests.stories.test_settings_story import on_duty


def debts(counter: Counter) -> DebtsPage:
    counter.program.window.rail.button("debts").click()
    counter.settle()
    return counter.page(DebtsPage)


def test_a_grocers_morning_with_debts(
    counter: Counter, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    lan = enrol(database, clock, ids).id
    book = counter.program.desk.services.drawer.debts
    on_duty(counter, Role.OWNER)
    a_limit_is_set(counter)
    assert book.of(lan).most == Money(300_000)
    rice_goes_on_account(counter, database, lan)
    page = debts(counter)
    counter.write("89000")
    assert "100.000" in page.view.account._left.text()
    counter.press("F9")
    assert book.of(lan).owed == Money(100_000)
    a_day_is_promised(counter, page)
    assert book.of(lan).promised_on is not None
    the_rest_is_collected(counter, page)
    assert book.of(lan).owed == ZERO
    with database.reading() as session:
        slips = session.scalars(select(MoneySlip).order_by(MoneySlip.id)).all()
        assert [(slip.kind, slip.amount.dong) for slip in slips] == [
            ("collection", 89_000),
            ("collection", 100_000),
        ]
    assert run(database, CHECKS) == []


def a_limit_is_set(counter: Counter) -> None:
    page = debts(counter)
    assert page.view.account.isHidden(), "nobody owes anything yet"
    counter.press("F4")
    counter.write("lan")
    counter.press("F6")
    counter.write("300000")
    counter.press("F9")
    counter.press("Esc")
    counter.page(SellPage)


def rice_goes_on_account(counter: Counter, database: Database, customer: int) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    pay = counter.page(PayPage)
    assert not pay.view.methods[Method.ACCOUNT].isEnabled(), "a stranger owes nothing"
    counter.press("Esc")
    counter.program.carts.apply(lambda cart: serve(cart, customer))
    counter.press("F9")
    counter.press("Alt+5")
    counter.press("F9")
    counter.page(SellPage)
    with database.reading() as session:
        paid = session.scalars(select(Payment)).one()
        assert (paid.method, paid.amount.dong) == ("account", 189_000)


def a_day_is_promised(counter: Counter, page: DebtsPage) -> None:
    counter.press("F7")
    counter.write("31/2")
    counter.press("F9")
    assert page.view.account.day_field.error()
    counter.press("Ctrl+A")
    counter.write("30/11")
    counter.press("F9")


def the_rest_is_collected(counter: Counter, page: DebtsPage) -> None:
    counter.write("100001")
    counter.press("F9")
    account = page.view.account
    assert account.amount_field.error()
    assert account.amount.value() == Money(100_001), "what was typed stays"
    counter.press("Ctrl+A")
    counter.write("100000")
    counter.press("F9")
