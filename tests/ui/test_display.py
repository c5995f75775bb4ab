"""The customer's screen beside a real counter: what it says, when, and what it never says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from pos_app.basics.changes import Changes
from pos_app.basics.i18n import use_language
from pos_app.basics.money import ZERO, Money
from pos_app.customers.address import Form
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.payments.expected import Transfer
from pos_app.payments.tenders import HowSeen, Method, Tender
from pos_app.selling import cart as rules
from pos_app.selling.cart import Cart
from pos_app.selling.checkout import CompletedSale
from pos_app.selling.totals import price
from pos_app.ui.display import customer_display
from pos_app.ui.display.bill_view import earning_runs
from pos_app.ui.display.customer_display import CustomerDisplay, second_screen
from pos_app.ui.display.facts import Earning, bill_of, code_of, greeting_of, thanks_of
from pos_app.ui.display.qr_view import module_pixels
from pos_app.ui.theme import LIGHT, apply_theme
from tests.baskets import design_order, empty, with_lines
from tests.till import WATER, cash
from tests.ui.counter import CASHIER, Counter, counter, stocked_file, stocked_shop_file, till
from tests.ui.qr_reader import pixels_of, read

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

SHOP = "Tạp hóa Cô Mai"
HALF_A_MILLION = Money(500_000)


class Beside:
    """The display beside an open counter with the design's order in front."""

    def __init__(self, counter: Counter, size: QSize | None = None) -> None:
        self.counter, self.till = counter, counter.till
        self.ngoc = self.till.ngoc()
        self.cart = self.till.design_order(self.ngoc.id)
        counter.desk.open(counter.services, CASHIER)
        self.bring(self.cart)
        self.display = CustomerDisplay(counter.desk, counter.carts)
        counter.bot.addWidget(self.display)
        self.display.resize(size or QSize(1280, 800))
        self.display.show()

    def bring(self, cart: Cart) -> None:
        keys = [one.key for one in self.counter.carts.all]
        self.counter.carts.bring(keys.index(cart.key))

    def take(self, *tenders: Tender) -> None:
        assert self.counter.carts.apply(lambda cart: rules.accept(cart, tenders))

    def ask(self, amount: Money = HALF_A_MILLION) -> Transfer:
        front = self.counter.carts.front
        asked = self.till.transfers.expect(self.till.actor, front.key, front.code, amount)
        self.display.show_transfer(asked, price(front).due - Money(20_000) - amount)
        return asked

    def complete(self) -> CompletedSale:
        """As the till does it: the cart leaves before the sale is told."""
        key = self.counter.carts.front.key
        sale = self.till.complete(self.counter.carts.front)
        self.counter.carts.finished(key)
        self.display.thank(sale)
        self.counter.desk.tell(Changes.SALES | Changes.POINTS | Changes.CARTS)
        return sale

    def pay_all(self) -> CompletedSale:
        """200 points, the transfer, and 500.000 ₫ for the rest."""
        asked = self.ask()
        self.till.transfers.confirm(self.till.actor, asked.uid, HowSeen.SPEAKER)
        self.take(
            self.till.points(200),
            Tender(Method.TRANSFER, HALF_A_MILLION, transfer_uid=asked.uid),
            cash(Money(314_000), handed=HALF_A_MILLION),
        )
        sale = self.complete()
        self.display.end_transfer()
        return sale


def test_the_order_of_the_picture(counter: Counter) -> None:
    beside = Beside(counter)
    beside.take(beside.till.points(200))
    bill = beside.display.bill.bill()
    assert beside.display.bill.isVisible()
    assert (bill.greeting, bill.shop) == ("Chào chị Ngọc!", SHOP)
    assert [line.quantity for line in bill.lines] == ["×1", "×4", "×1", "×1", "×2", "×1", "×1,5"]
    assert [(one.words, one.amount) for one in bill.sums] == [
        ("Cộng 7 món", Money(854_000)),
        ("Giảm giá đơn", Money(-20_000)),
        ("Dùng 200 điểm", Money(-20_000)),
    ]
    assert bill.total == Money(814_000)
    assert bill.earning == Earning("chị", 121, 1_205)


def test_it_follows_every_change(counter: Counter) -> None:
    beside = Beside(counter)
    carts, display = counter.carts, beside.display
    line = carts.front.lines[0]
    carts.apply(lambda cart: rules.remove(cart, line.key))
    assert display.bill.bill().total == Money(834_000 - 189_000)
    carts.apply(lambda cart: rules.serve(cart, None))
    assert (display.bill.bill().greeting, display.bill.bill().earning) == ("", None)
    carts.new()
    assert display.welcome.isVisible()
    assert not display.bill.isVisible()


def test_nothing_is_told_that_is_not_the_customers_own(counter: Counter) -> None:
    beside = Beside(counter)
    counter.carts.apply(lambda cart: rules.write_note(cart, "khách khó tính, hay nợ"))
    counter.carts.apply(lambda cart: replace(cart, label="áo đỏ"))
    asked = beside.ask()
    told = repr((beside.display.bill.bill(), beside.display.code.code()))
    for secret in ("khó tính", "áo đỏ", "4567", "+84", "Hồng", asked.draft_key):
        assert secret not in told


orders = st.lists(
    st.tuples(st.integers(1, 5_000_000), st.integers(1, 9_999)), min_size=1, max_size=30
)


@given(orders, st.integers(0, 200))
def test_the_lines_add_up_to_the_total(lines: list[tuple[int, int]], points: int) -> None:
    cart = with_lines(*lines)
    totals = price(cart)
    if points * 100 <= totals.due.dong and points:
        worth = Money(points * 100)
        cart = rules.accept(cart, (Tender(Method.POINTS, worth, points=points),))
    bill = bill_of(cart, totals, None, USUAL_PROGRAMME, SHOP)
    assert Money.total(line.amount for line in bill.lines) == bill.sums[0].amount
    assert Money.total(one.amount for one in bill.sums) == bill.total


@pytest.mark.parametrize("ratio", [1.0, 1.5])
@pytest.mark.parametrize(
    "size", [QSize(1280, 800), QSize(1024, 600), QSize(1366, 768), QSize(1920, 1080)]
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_code_is_read_from_the_screen(
    counter: Counter, qapp: QApplication, theme: str, size: QSize, ratio: float
) -> None:
    beside = Beside(counter, size)
    apply_theme(qapp, theme)
    asked = beside.ask()
    assert read(pixels_of(beside.display, ratio)) == [asked.payload]
    assert beside.display.code.code() is not None
    apply_theme(qapp, "light")


def test_the_code_has_fourteen_pixels_a_module_on_the_screen_of_the_picture(
    counter: Counter,
) -> None:
    beside = Beside(counter)
    beside.ask()
    room = beside.display.code.qr.size()
    assert module_pixels(min(room.width(), room.height()), 45) == 14


def test_what_stands_around_the_code(counter: Counter) -> None:
    beside = Beside(counter)
    beside.ask()
    code = beside.display.code.code()
    assert code is not None
    assert (code.amount, code.words) == (HALF_A_MILLION, "Năm trăm nghìn đồng")
    assert (code.holder, code.code) == ("TRAN THI MAI", beside.cart.code)
    assert code.rest == "còn 314.000\u00a0₫ trả cách khác"
    assert code.sample
    gold = LIGHT.gold_bg.lower()
    image = pixels_of(beside.display)
    head = {image.pixelColor(x, 71).name() for x in range(632, 1280)}
    assert gold in head, "a sample account is marked as one"


def test_the_code_goes_when_it_ends_or_another_order_comes(counter: Counter) -> None:
    beside = Beside(counter)
    asked = beside.ask()
    beside.display.end_transfer()
    assert beside.display.code.code() is None
    assert read(pixels_of(beside.display)) == []
    beside.display.show_transfer(asked, ZERO)
    assert beside.display.code.code() is not None
    counter.carts.new()
    counter.carts.apply(lambda cart: with_lines((8_000, 1_000), cart=cart))
    assert beside.display.code.code() is None, "nobody pays the order of somebody else"


def test_thanks_until_the_next_order_begins(counter: Counter) -> None:
    beside = Beside(counter)
    beside.pay_all()
    display = beside.display
    assert display.thanks.isVisible()
    thanks = display.thanks.thanks()
    assert (thanks.title, thanks.parting) == ("Cảm ơn chị Ngọc!", "Chị đi đường cẩn thận nhé.")
    assert thanks.change == Money(186_000)
    assert thanks.earning == Earning("chị", 121, 1_205)
    assert read(pixels_of(display)) == []
    counter.carts.apply(lambda cart: with_lines((8_000, 1_000), cart=cart))
    assert display.bill.isVisible()
    assert not display.thanks.isVisible()


def test_thanks_leave_by_themselves(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    assert customer_display.THANKS_MS == 15_000
    monkeypatch.setattr(customer_display, "THANKS_MS", 60)
    beside = Beside(counter)
    beside.pay_all()
    assert beside.display.thanks.isVisible()
    counter.bot.waitUntil(beside.display.welcome.isVisible, timeout=5_000)


def test_a_stranger_is_a_guest_of_the_house(counter: Counter) -> None:
    stranger = counter.till.order((WATER, 1))
    beside = Beside(counter)
    beside.bring(stranger)
    beside.take(cash(Money(8_000)))
    beside.complete()
    thanks = beside.display.thanks.thanks()
    assert thanks.title == "Cảm ơn quý khách!"
    assert thanks.parting == "Quý khách đi đường cẩn thận nhé."
    assert (thanks.change, thanks.earning, thanks.risen) == (None, None, "")


@pytest.mark.parametrize(
    ("form", "greeting", "thanked"),
    [
        (Form.ANH, "Hello Nam!", "Thank you, Nam!"),
        (Form.QUY_KHACH, "Hello!", "Thank you!"),
    ],
)
def test_english_has_no_form_of_address(
    counter: Counter, form: Form, greeting: str, thanked: str
) -> None:
    beside = Beside(counter)
    nam = beside.till.enrol("Trần Văn Nam", "0912345678", form)
    sale = beside.till.sell_gift(Money(2_500_000), nam.id)
    known = beside.till.directory.get(nam.id)
    use_language("en")
    thanks = thanks_of(sale, known, USUAL_PROGRAMME)
    assert greeting_of(known) == greeting
    assert (thanks.title, thanks.parting) == (thanked, "Have a safe trip home.")
    assert thanks.risen.startswith("Congratulations, you have reached ")
    assert thanks.earning is not None
    told = "".join(run.text for run in earning_runs(thanks.earning))
    assert "after this order you will have " in told
    assert code_of(beside.ask(), ZERO).words.endswith(" thousand dong")


def test_a_rise_is_told_in_one_line(counter: Counter) -> None:
    beside = Beside(counter)
    nam = beside.till.enrol("Trần Văn Nam", "0912345678", Form.ANH)
    sale = beside.till.sell_gift(Money(2_500_000), nam.id)
    known = beside.till.directory.get(nam.id)
    thanks = thanks_of(sale, known, USUAL_PROGRAMME)
    assert thanks.risen == "Chúc mừng anh Nam lên hạng Quen mặt"
    beside.display.thank(sale)
    image = pixels_of(beside.display)
    middle = {image.pixelColor(640, y).name() for y in range(image.height())}
    assert LIGHT.plum_bg.lower() in middle


def test_of_a_long_order_the_last_lines_are_seen(counter: Counter) -> None:
    beside = Beside(counter)
    many = [(1_000 + number, 1_000) for number in range(40)]
    counter.carts.new()
    counter.carts.apply(lambda cart: with_lines(*many, cart=cart))
    bill = beside.display.bill
    passed, shown = bill.shown_lines()
    assert passed + len(shown) == 40
    assert len(shown) == bill.visible_lines() - 1, "one row says how many stand above"
    assert shown[-1] == bill.bill().lines[-1]


def test_it_asks_for_no_keys_and_keeps_no_program_alive(counter: Counter) -> None:
    """Every key and every scan belongs to the counter's window."""
    display = Beside(counter).display
    assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert display.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not display.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_before_the_shop_is_open_it_is_quiet(counter: Counter) -> None:
    display = CustomerDisplay(counter.desk, counter.carts)
    counter.bot.addWidget(display)
    display.show()
    assert display.welcome.isVisible()
    counter.desk.open(counter.services, CASHIER)
    assert display.welcome.accessibleName() == SHOP


def test_the_theme_changes_while_a_code_shows(counter: Counter, qapp: QApplication) -> None:
    beside = Beside(counter)
    asked = beside.ask()
    before = pixels_of(beside.display)
    apply_theme(qapp, "dark")
    after = pixels_of(beside.display)
    assert after.pixelColor(5, 5) != before.pixelColor(5, 5)
    assert read(after) == [asked.payload]
    apply_theme(qapp, "light")


def test_the_staffs_text_size_does_not_reach_it(counter: Counter, qapp: QApplication) -> None:
    beside = Beside(counter)
    apply_theme(qapp, "light", 130)
    large = beside.display.bill.own(54)
    apply_theme(qapp, "light", 100)
    assert beside.display.bill.own(54) == 54
    assert abs(large * 130 // 100 - 54) <= 1


SCREENS = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from pos_app.ui.display.customer_display import second_screen
found = second_screen()
print(found.name() if found else "none")
"""


@pytest.mark.parametrize(
    ("places", "found"),
    [([0], "none"), ([0, 1366], "screen1"), ([0, 0], "none"), ([0, 0, 1366], "screen2")],
)
def test_the_second_screen_is_one_that_shows_something_else(
    tmp_path: Path, places: list[int], found: str
) -> None:
    screens = [
        {"name": f"screen{number}", "x": x, "y": 0, "width": 1366, "height": 768}
        for number, x in enumerate(places)
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}))
    told = subprocess.run(
        [sys.executable, "-c", SCREENS],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.strip() == found


def test_a_single_screen_has_no_second(qapp: QApplication) -> None:
    assert second_screen() is None


def test_an_empty_cart_has_nothing_to_add_up() -> None:
    cart = empty()
    bill = bill_of(cart, price(cart), None, USUAL_PROGRAMME, SHOP)
    assert (bill.lines, bill.total) == ((), ZERO)


def test_the_picture_again_from_plain_rules() -> None:
    cart = design_order()
    bill = bill_of(cart, price(cart), None, USUAL_PROGRAMME, SHOP)
    assert bill.lines[1].amount == Money(124_000)
    assert bill.total == Money(834_000)
