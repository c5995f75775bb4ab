"""A Saturday at the counter of Tạp hóa Cô Mai, and the Monday after it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pypdf
import pytest
from sqlalchemy import func, select

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.customers.directory import Customer
from pos_app.models.care import CareAttempt, CareTask
from pos_app.models.journal import JournalEntry
from pos_app.models.loyalty import TierChange
from pos_app.models.sales import Draft, Payment, Sale
from pos_app.payments import vietqr
from pos_app.store.check import run
from pos_app.store.database import Database
from pos_app.ui.care.care_page import CarePage
from pos_app.ui.customers.customers_page import CustomersPage
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.pay.pay_qr_page import PayQrPage
from pos_app.ui.printers import folder
from pos_app.ui.receipts.receipts_page import ReceiptsPage
from pos_app.ui.sell.sell_page import SellPage
from tests.baskets import DESIGN
from tests.stories.counter import Counter
from tests.till import GIFT, open_till

MILK = "8930000012012"


@pytest.fixture
def ngoc(database: Database, clock: SetClock, ids: SeededIds) -> Customer:
    """A regular since spring: Thân thiết, 1.284 points."""
    till = open_till(database, clock, ids)
    customer = till.enrol("Nguyễn Thị Hồng Ngọc", "0901234567", Form.CHI)
    item, _changes = till.catalog.quick_add(till.actor, GIFT, Money(1_000), "8930009999990")
    assert item.price is not None
    clock.advance(timedelta(days=-60))
    for worth in (6_000_000, 4_560_000):
        till.sell_gift(Money(worth), customer.id)
    clock.advance(timedelta(days=60))
    return till.directory.get(customer.id)


def slips() -> dict[str, str]:
    """The papers that were kept, with their words."""
    return {
        path.stem: "\n".join(
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
        ).replace("\u00a0", " ")
        for path in folder().glob("*.pdf")
    }


def put_design_order_in(counter: Counter) -> None:
    """The seven lines of the pictures, by search, F2, Shift+F6 and the scale."""
    for name, _unit, thousandths, _price, _off in DESIGN:
        counter.write(name.replace(",", ""))
        counter.press("Return")
        if thousandths == 1_500:
            counter.write("1,5")
            counter.press("Return")
        elif thousandths != 1_000:
            counter.press("F2")
            counter.write(str(thousandths // 1_000))
            counter.press("Return")
        if _off:
            counter.press("Shift+F6")
            counter.write(str(_off))
            counter.press("Return")
    counter.press("F6")
    counter.write("20.000")
    counter.press("Return")


def sell_bread_to_a_stranger(counter: Counter) -> None:
    counter.press("Alt+1")
    counter.press("F9")
    counter.write("10000")
    counter.press("F9")
    assert counter.page(SellPage).view.done.isVisible()


def serve_the_regular(counter: Counter, ngoc: Customer) -> str:
    """The order of the pictures: points, transfer and cash. Gives back the order's code."""
    counter.press("F4")
    counter.write("4567")
    counter.press("Return")
    assert counter.program.carts.front.customer_id == ngoc.id
    put_design_order_in(counter)
    assert counter.program.carts.totals.due == Money(834_000)
    page = counter.page(SellPage)
    assert page.view.guest.isVisible()
    assert page.view.sums._points.told.text() == "+124 điểm"
    counter.press("F9")
    counter.press("Alt+3")
    counter.write("200")
    counter.press("Return")
    counter.write("500000")
    counter.press("F11")
    (payload,) = counter.codes_on(counter.page(PayQrPage).view.qr)
    code = counter.program.carts.front.code
    assert vietqr.read(payload).fields[vietqr.MEMO] == code
    counter.press("F9")
    counter.write("500000")
    paying = counter.page(PayPage)
    assert paying.view.received._change.amount() == Money(186_000)
    assert paying.view.received._points.accessibleName() == "Điểm: 1.284 − 200 + 121 = 1.205"
    counter.press("F10")
    return code


def judge_the_regulars_sale(database: Database, code: str) -> str:
    """What the file and the slip say; gives back the slip's number."""
    with database.reading() as session:
        sale = session.scalars(select(Sale).where(Sale.code == code)).one()
        assert (sale.total, sale.change) == (Money(834_000), Money(186_000))
        assert (sale.points_earned, sale.points_redeemed, sale.points_after) == (121, 200, 1_205)
        methods = session.scalars(
            select(Payment.method).where(Payment.sale_id == sale.id).order_by(Payment.position)
        )
        assert list(methods) == ["points", "transfer", "cash"]
        number = f"{sale.number:06d}"
    slip = slips()[f"Phiếu {number}"]
    for told in ("PHIẾU TÍNH TIỀN", "834.000", "1.284 − 200 + 121", "chị Ngọc"):
        assert told in slip
    return number


def enrol_a_newcomer_who_rises(counter: Counter, database: Database) -> int:
    """One step at the counter, then 2.380.000 ₫ of milk. Gives back the customer's id."""
    counter.press("F4")
    counter.write("Bùi Đức Anh")
    counter.press("Return")
    counter.write("0912 345 678")
    counter.press("Return")
    counter.scan(MILK)
    counter.press("F2")
    counter.write("70")
    counter.press("Return")
    counter.press("F8")
    assert not counter.page(SellPage).view.done._risen.isHidden()
    with database.reading() as session:
        rises = select(TierChange.customer_id, TierChange.before, TierChange.after)
        risen = session.execute(rises.order_by(TierChange.id.desc()).limit(1)).one()
        newest = session.scalars(select(Sale.customer_id).order_by(Sale.id.desc())).first()
    assert tuple(risen) == (newest, 0, 1)
    customer: int = risen.customer_id
    return customer


def hand_over_the_new_card(counter: Counter, database: Database, customer: int) -> None:
    counter.program.window.open("care")
    counter.settle()
    page = counter.page(CarePage)
    rows = page.view.queue.rows()
    card = next(row for row in rows if row.rule == "tier_up" and row.customer_id == customer)
    page.show_subject(card.id)
    counter.settle()
    counter.press("Ctrl+P")
    assert any(title.startswith("Thẻ ") for title in slips())
    counter.press("Alt+1")
    with database.reading() as session:
        task = session.get_one(CareTask, card.id)
        assert (task.state, task.outcome) == ("done", "handed_over")
        assert session.scalars(select(CareAttempt.task_id)).all() == [card.id]


def print_a_copy(counter: Counter, number: str) -> None:
    counter.program.window.open("receipts")
    counter.settle()
    counter.page(ReceiptsPage)
    counter.press("F3")
    counter.write(number)
    counter.settle()
    counter.press("Ctrl+P")
    assert any("BẢN SAO" in text for text in slips().values())


def hold_an_order(counter: Counter, name: str) -> None:
    counter.program.window.open("sell")
    counter.settle()
    counter.press("Alt+4")
    counter.press("F5")
    counter.write(name)
    counter.press("Return")


def thank_the_newcomers(counter: Counter, database: Database, customer: int) -> None:
    counter.program.window.open("care")
    counter.settle()
    page = counter.page(CarePage)
    thanks = [row for row in page.view.queue.rows() if row.rule == "first_purchase"]
    assert customer in {row.customer_id for row in thanks}
    for task in thanks:
        page.show_subject(task.id)
        counter.settle()
        counter.press("Ctrl+P")
        counter.press("Alt+1")
    assert any("Cảm ơn" in text for text in slips().values())
    with database.reading() as session:
        waiting = select(CareTask.id).where(
            CareTask.rule == "first_purchase", CareTask.state == "ready"
        )
        assert session.scalars(waiting).all() == []


@pytest.mark.slow
def test_a_whole_day(
    ngoc: Customer,
    database: Database,
    clock: SetClock,
    open_counter: Callable[[], Counter],
) -> None:
    counter = open_counter()
    sell_bread_to_a_stranger(counter)
    code = serve_the_regular(counter, ngoc)
    number = judge_the_regulars_sale(database, code)
    newcomer = enrol_a_newcomer_who_rises(counter, database)
    hand_over_the_new_card(counter, database, newcomer)
    whys = [entry.why for entry in counter.program.desk.services.loyalty.entries(ngoc.id)]
    assert any("121 điểm" in why for why in whys), "every line says why"
    counter.program.window.open("customers", ngoc.id)
    counter.settle()
    counter.page(CustomersPage)
    print_a_copy(counter, number)
    hold_an_order(counter, "Anh Tuấn")
    counter.close()

    clock.advance(timedelta(days=2, hours=1))
    monday = open_counter()
    assert "Anh Tuấn" in [cart.label for cart in monday.program.carts.all]
    thank_the_newcomers(monday, database, newcomer)
    monday.close()
    with database.reading() as session:
        assert session.scalar(select(func.count(Draft.key))) == 2, "Anh Tuấn's and a fresh one"
        kinds = set(session.scalars(select(JournalEntry.kind)))
    assert {"sale.completed", "transfer.seen", "customer.created", "task.closed"} <= kinds
    assert run(database, CHECKS) == []
