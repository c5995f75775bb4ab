"""Selling by keyboard and scanner, as a cashier does it all day.

Drives ui.sell.deeds through the real window.
"""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from pos_app.basics.money import Money
from pos_app.models.goods import Barcode, Product
from pos_app.models.sales import Draft, Payment, Sale, SaleLine
from pos_app.selling.cart import PriceSource
from pos_app.store.database import Database
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.sell.deeds import Deeds
from pos_app.ui.sell.results import Good
from pos_app.ui.sell.sell_page import SellPage
from pos_app.ui.widgets.inputs import Field
from tests.stories.counter import Counter

RICE = "Gạo ST25 túi 5 kg"
MILK = "Sữa tươi ít đường hộp 1 L"


def barcode(database: Database, name: str) -> str:
    with database.reading() as session:
        return session.scalars(select(Barcode.code).join(Product).where(Product.name == name)).one()


def sales(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Sale.id))) or 0


def test_an_ordinary_sale_is_scans_f9_amount_f9(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.scan(barcode(database, MILK))
    counter.scan(barcode(database, MILK))
    assert counter.program.carts.totals.due == Money(189_000 + 2 * 34_000)
    counter.press("F9")
    counter.page(PayPage)
    counter.write("300000")
    counter.press("F9")
    page = counter.page(SellPage)
    assert page.view.done.isVisible()
    assert counter.program.carts.front.empty
    with database.reading() as session:
        sale = session.scalars(select(Sale)).one()
        assert (sale.number, sale.total, sale.change) == (1, Money(257_000), Money(43_000))
        quantities = session.scalars(select(SaleLine.quantity).order_by(SaleLine.position))
        assert [str(quantity) for quantity in quantities] == ["1", "2"]
        payment = session.scalars(select(Payment)).one()
        assert (payment.method, payment.amount) == ("cash", Money(300_000))


def test_a_second_f9_sells_nothing_twice(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("200000")
    counter.press("F9")
    counter.press("F9")
    counter.press("F9")
    assert sales(database) == 1


def test_enter_never_finishes_a_sale(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("200000")
    counter.press("Return")
    assert counter.page(PayPage).view.received.finish.isEnabled(), "the amount was accepted"
    counter.press("Return")
    assert sales(database) == 0


def test_too_little_cash_is_said_on_the_button(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F9")
    counter.write("100000")
    page = counter.page(PayPage)
    assert "89.000" in page.view.received.finish.reason()
    counter.press("F9")
    assert sales(database) == 0
    assert [tender.handed for tender in counter.program.carts.front.tenders] == [Money(100_000)]


def test_search_without_accents_takes_the_best_first(counter: Counter) -> None:
    counter.write("duong")
    page = counter.page(SellPage)
    assert page.view.results.isVisible()
    counter.press("Return")
    assert "đường" in counter.program.carts.front.lines[0].ware.name.casefold()


def test_the_row_the_arrows_went_to_is_the_one_that_is_sold(counter: Counter) -> None:
    counter.write("duong")
    page = counter.page(SellPage)
    counter.press("Down")
    chosen = page.view.results.choice()
    assert isinstance(chosen, Good)
    assert chosen != page.view.results._found.row(0)
    counter.press("Return")
    assert counter.program.carts.front.lines[0].ware.name == chosen.item.name


def test_an_unknown_code_is_named_priced_and_sold_in_place(
    counter: Counter, database: Database
) -> None:
    counter.scan("8930000012340")
    page = counter.page(SellPage)
    assert page.view.ask.open, "asked in place"
    counter.write("Bánh đa mè")
    counter.press("Return")
    counter.write("18000")
    counter.press("Return")
    assert page.view.ask.isHidden()
    assert counter.program.carts.totals.due == Money(18_000)
    counter.scan("8930000012340")
    (line,) = counter.program.carts.front.lines
    assert str(line.quantity) == "2", "known from now on"
    assert line.price_source is PriceSource.TYPED, "the line says where its price came from"


def test_a_barcode_scanned_into_a_price_box_is_no_price(
    counter: Counter, database: Database
) -> None:
    counter.scan("8930000012340")
    counter.write("Bánh đa")
    counter.press("Return")
    counter.scan(barcode(database, RICE))
    lines = counter.program.carts.front.lines
    assert [line.ware.name for line in lines] == [RICE], "it was sold, not typed as a price"


def test_a_barcode_typed_by_hand_as_a_price_is_refused_and_kept(counter: Counter) -> None:
    counter.scan("8930000012340")
    counter.write("Bánh đa")
    counter.press("Return")
    counter.write("8930000012340")
    counter.press("Return")
    page = counter.page(SellPage)
    assert page.view.ask.open
    assert "1.000.000.000" in page.view.ask._fields[1].error()
    price = page.view.ask._fields[1].box.edit
    assert price.fontMetrics().horizontalAdvance(price.text()) < price.width(), "it can be read"
    assert counter.program.carts.front.empty


def test_so_much_off_each_is_told_in_the_unit_of_the_line(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, MILK))
    counter.scan(barcode(database, MILK))
    counter.press("Shift+F6")
    counter.write("3.000/hộp")
    counter.press("Return")
    assert counter.program.carts.totals.due == Money(2 * 31_000)
    counter.press("Shift+F6")
    page = counter.page(SellPage)
    assert isinstance(page.deeds, Deeds)
    assert page.view.ask._fields[0].box.edit.text() == "3.000/hộp", "as it was told"
    counter.write("3.000/chai")
    counter.press("Return")
    assert "3.000/hộp" in page.view.ask._fields[0].error()


def test_quantity_price_and_discount_nonsense_gets_a_sentence(
    counter: Counter, database: Database
) -> None:
    counter.scan(barcode(database, RICE))
    page = counter.page(SellPage)
    for key, typed in (("F2", "0"), ("F2", "99999999"), ("F6", "101%"), ("Shift+F6", "abc")):
        counter.press(key)
        counter.write(typed)
        counter.press("Return")
        assert page.view.ask.open, f"{key} {typed} was taken"
        counter.press("Escape")
    assert counter.program.carts.totals.due == Money(189_000)


PIECES = "Món này bán theo cái, không có số lẻ."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.5", PIECES),
        ("0,5", PIECES),
        (",5", PIECES),
        ("1e3", "Chưa đọc được số vừa gõ. Gõ bằng chữ số, như 2."),
        ("-1", "Chưa đọc được số vừa gõ. Gõ bằng chữ số, như 2."),
        ("0", "Số lượng phải lớn hơn 0. Muốn bỏ món thì bấm Ctrl+Del."),
        ("1000001", "Số lượng quá lớn: nhiều nhất một triệu. Kiểm tra lại số vừa gõ."),
        ("99999999999", "Số lượng quá lớn: nhiều nhất một triệu. Kiểm tra lại số vừa gõ."),
    ],
)
def test_a_refused_quantity_stays_and_never_becomes_another(
    counter: Counter, database: Database, typed: str, sentence: str
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F2")
    counter.write(typed)
    counter.press("Return")
    ask = counter.page(SellPage).view.ask
    (field,) = ask.findChildren(Field)
    assert (field.error(), field.box.edit.text()) == (sentence, typed.replace(".", ","))
    assert str(counter.program.carts.front.lines[0].quantity) == "1"


def test_three_carts_at_once_survive_the_end_of_the_program(
    counter: Counter, database: Database, open_counter: object
) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F5")
    counter.write("Chú Bảy")
    counter.press("Return")
    counter.scan(barcode(database, MILK))
    counter.press("F1")
    counter.press("Alt+1")
    kept = [(cart.label, len(cart.lines)) for cart in counter.program.carts.all]
    assert kept == [("Chú Bảy", 1), ("", 1), ("", 1)]
    counter.close()
    assert callable(open_counter)
    again: Counter = open_counter()
    assert [(cart.label, len(cart.lines)) for cart in again.program.carts.all] == kept
    again.press("Ctrl+Tab")


def test_goods_by_weight_ask_for_the_weight(counter: Counter) -> None:
    counter.write("cam sanh")
    counter.press("Return")
    counter.write("1,5")
    counter.press("Return")
    line = counter.program.carts.front.lines[0]
    assert (str(line.quantity), line.gross) == ("1,5", Money(42_000))


def test_half_a_kilo_needs_no_zero_and_no_weight_takes_nothing_out(counter: Counter) -> None:
    counter.write("cam sanh")
    counter.press("Return")
    counter.write("0")
    counter.press("Return")
    ask = counter.page(SellPage).view.ask
    (field,) = ask.findChildren(Field)
    assert field.error() == "Số lượng phải lớn hơn 0.", "there is no line to take out yet"
    counter.press("Ctrl+A")
    counter.write(",5")
    counter.press("Return")
    (line,) = counter.program.carts.front.lines
    assert (str(line.quantity), line.gross) == ("0,5", Money(14_000))


def test_goods_by_weight_without_a_price_ask_for_both(counter: Counter, database: Database) -> None:
    with database.transaction() as session:
        session.execute(update(Product).where(Product.name == "Cam sành").values(price=None))
    counter.write("cam sanh")
    for typed in ("", "28000", "1,5"):
        counter.write(typed)
        counter.press("Return")
    (line,) = counter.program.carts.front.lines
    assert (line.gross, line.price_source) == (Money(42_000), PriceSource.TYPED)


def test_a_removed_line_can_be_put_back(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.scan(barcode(database, MILK))
    counter.press("Ctrl+Del")
    assert [line.ware.name for line in counter.program.carts.front.lines] == [RICE]
    counter.program.window.toast.undo.click()
    names = {line.ware.name for line in counter.program.carts.front.lines}
    assert names == {RICE, MILK}


def test_what_is_said_hides_no_button(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.scan(barcode(database, MILK))
    counter.press("Ctrl+Del")
    toast, foot = counter.program.window.toast, counter.page(SellPage).view.foot
    assert toast.isVisible()
    below = foot.mapTo(counter.program.window, foot.rect().topLeft()).y()
    assert toast.mapTo(counter.program.window, toast.rect().bottomLeft()).y() < below


def test_exact_cash_by_one_key(counter: Counter, database: Database) -> None:
    counter.scan(barcode(database, RICE))
    counter.press("F8")
    with database.reading() as session:
        sale = session.scalars(select(Sale)).one()
        assert (sale.total, sale.change) == (Money(189_000), Money(0))
        assert session.scalar(select(func.count(Draft.key))) == 1, "a fresh cart"


def test_the_nine_tiles_are_told_as_one_key_and_each_sells(counter: Counter) -> None:
    page = counter.page(SellPage)
    listed = page.keys()
    told = [key.sequence for key in listed if key.sequence.startswith("Alt+")]
    assert told == ["Alt+1…9", "Alt+Q", "Alt+W"], "the same words in the bar and in the list"
    counter.press("Alt+9")
    (line,) = counter.program.carts.front.lines
    assert line.ware.name == page.view.tiles._items[8].name
