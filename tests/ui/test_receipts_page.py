"""The page of receipts as a cashier uses it: keys, scans and touches on the real page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE
from pos_app.customers.address import Form
from pos_app.printing.papers import Papers
from pos_app.selling import intake
from pos_app.selling.history import History, SalesQuery
from pos_app.selling.intake import PastSales
from pos_app.selling.past_sales import Kind as PastKind
from pos_app.selling.past_sales import PastDocument, PastLine
from pos_app.store.database import Database
from pos_app.ui.main_window import MainWindow
from pos_app.ui.receipts.looking import Span
from pos_app.ui.receipts.paper import draw
from pos_app.ui.receipts.receipts_page import ReceiptsPage
from pos_app.ui.theme import SCALES, apply_theme
from tests.till import WATER, Till
from tests.ui.counter import (
    CASHIER,
    Counter,
    Remembering,
    counter,
    stocked_file,
    stocked_shop_file,
    till,
)
from tests.ui.keys import press, show_active, type_text

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

PATIENCE = 5_000


class Screen:
    """The window with the page in front."""

    def __init__(self, counter: Counter, *, ready: bool = True) -> None:
        self.counter = counter
        self.window: MainWindow = counter.open_window(
            ("sell", partial(Remembering, "Bán hàng")),
            ("receipts", partial(ReceiptsPage, counter.desk, counter.carts)),
            ("pay", partial(Remembering, "Thanh toán")),
        )
        if ready:
            counter.desk.open(counter.services, CASHIER)
        page = self.window.open("receipts")
        assert isinstance(page, ReceiptsPage)
        self.page = page
        show_active(self.window)

    def numbers(self) -> list[str]:
        """The receipts that are listed, from the top."""
        if self.page.view.middle.currentWidget() is not self.page.view.list:
            return []
        return [row.number for row in self.page.view.rows.rows()]

    def chosen(self) -> str:
        row = self.page.view.list.current_row()
        return self.page.view.rows.row(row).number if row >= 0 else ""

    def wait_for(self, *numbers: str) -> None:
        self.counter.bot.waitUntil(lambda: self.numbers() == list(numbers), timeout=PATIENCE)

    def wait_for_paper(self) -> None:
        strip = self.page.view.paper.sheet.strip
        self.counter.bot.waitUntil(lambda: bool(strip.pages()), timeout=PATIENCE)

    def heading(self) -> str:
        return self.page.bar.second.text()

    def foot(self) -> tuple[str, Money | None]:
        return self.page.view.count.text(), self.page.view.sum.amount()

    def search(self, text: str) -> None:
        press(Qt.Key.Key_F3)
        type_text(text)


def history(counter: Counter) -> list[str]:
    """One sale yesterday and two today, numbers as on their papers."""
    old = counter.till.sell((WATER, 1))
    counter.days_later(1)
    lan = counter.till.enrol("Đặng Thị Lan", "0987654321", Form.CO)
    first = counter.till.sell(("Gạo ST25", 1), ("Nước mắm", 1), customer=lan.id)
    counter.clock.advance(timedelta(minutes=5))
    second = counter.till.sell(("Trứng gà", 2))
    return [f"{sale.number:06d}" for sale in (old, first, second)]


def take_in_history(till: Till, clock: SetClock) -> None:
    """Two papers of another system: a purchase and what was given back of it."""
    line = PastLine("A1", "Đèn lồng giấy", "cái", ONE, Money(25_000))
    documents = [
        PastDocument("536365", PastKind.SALE, "17850", clock.now() - timedelta(hours=2), [line]),
        PastDocument("C53636", PastKind.RETURN, "17850", clock.now() - timedelta(hours=1), [line]),
    ]
    past = PastSales("online", documents, {"17850": "Khách 17850"})
    owner = Actor(staff=1, counter=1)
    with till.database.transaction() as session:
        decided = intake.plan(session, owner, past)
        intake.write(session, clock, SeededIds(clock, seed=9), owner, decided, lambda *_: None)


def test_today_newest_first_with_its_sum(counter: Counter) -> None:
    _old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    assert screen.heading() == "Hôm nay 2 phiếu · 323.000\u00a0₫"
    assert screen.foot() == ("2 phiếu đang xem", Money(323_000))
    rows = screen.page.view.rows.rows()
    assert [row.who for row in rows] == ["Khách lẻ", "Cô Lan"]
    assert rows[1].goods == "Gạo ST25 túi 5 kg, Nước mắm 40 độ 500 ml"
    assert [row.paid for row in rows] == ["Tiền mặt", "Tiền mặt"]
    assert screen.chosen() == second
    assert screen.page.view.paper.title.text() == f"Phiếu {second}"


def test_several_tenders_are_counted(counter: Counter) -> None:
    sale = counter.design_sale()
    screen = Screen(counter)
    counter.bot.waitUntil(lambda: f"{sale.number:06d}" in screen.numbers(), timeout=PATIENCE)
    assert screen.page.view.rows.row(0).paid == "3 cách trả"
    assert screen.page.view.rows.row(0).total == Money(834_000)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("trung ga", ["second"]),
        ("ST25", ["first"]),
        ("co lan", []),
        ("lan", ["first"]),
        ("4321", ["first"]),
        ("251.000", ["first"]),
        ("72000", ["second"]),
        ("khong co", []),
    ],
)
def test_a_search_narrows_the_day(counter: Counter, typed: str, found: list[str]) -> None:
    _old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    screen.search(typed)
    names = {"first": first, "second": second}
    screen.wait_for(*(names[one] for one in found))


def test_a_number_and_a_code_are_found_on_any_day(counter: Counter) -> None:
    old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    screen.search(old)
    screen.wait_for(old)
    assert screen.page.view.delegate.show_day
    press(Qt.Key.Key_Escape)
    screen.wait_for(second, first)
    assert not screen.page.view.delegate.show_day


def code_of(counter: Counter, number: str) -> str:
    """The look-up code printed on a slip."""
    past = counter.services.history
    rows = past.sales(SalesQuery(date(2026, 1, 1), date(2026, 12, 31))).rows
    return next(past.show(row.uid).code for row in rows if row.number == number)


def test_the_code_on_a_slip_is_scanned(counter: Counter) -> None:
    old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    assert screen.page.scanned(code_of(counter, old))
    screen.wait_for(old)
    assert not screen.page.scanned("8930000000104"), "goods are sold, wherever they are scanned"


def test_arrows_change_the_day_only_while_nothing_is_typed(counter: Counter) -> None:
    old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    press(Qt.Key.Key_Left)
    screen.wait_for(old)
    assert screen.heading() == "Thứ Bảy 21/11/2026: 1 phiếu · 8.000\u00a0₫"
    assert screen.page.view.period.value() is Span.DAY
    assert screen.page.view.day.text() == "21/11/2026"
    press(Qt.Key.Key_Right)
    screen.wait_for(second, first)
    assert screen.page.view.period.value() is Span.TODAY
    press(Qt.Key.Key_Right)
    QTest.qWait(20)
    assert screen.page.view.period.value() is Span.TODAY, "there is no tomorrow"
    screen.search("8")
    press(Qt.Key.Key_Left)
    assert screen.page.view.search.edit.cursorPosition() == 0
    assert screen.page.view.period.value() is Span.TODAY


def test_seven_days_show_the_day_of_each(counter: Counter) -> None:
    old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    QTest.mouseClick(screen.page.view.week, Qt.MouseButton.LeftButton)
    screen.wait_for(second, first, old)
    assert screen.page.view.delegate.show_day
    assert screen.heading() == "7 ngày qua 3 phiếu · 331.000\u00a0₫"


def test_a_day_is_chosen_in_the_calendar(counter: Counter) -> None:
    old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    QTest.mouseClick(screen.page.view.day, Qt.MouseButton.LeftButton)
    calendar = screen.page.view.calendar
    assert calendar.isVisible()
    assert calendar.month.text() == "Tháng 11/2026"
    press(Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert screen.page.view.period.value() is Span.TODAY
    QTest.mouseClick(screen.page.view.day, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    screen.wait_for(old)
    assert not calendar.isVisible()
    assert screen.page.view.search.edit.hasFocus()


def test_a_sale_of_another_day_is_shown_when_asked_for(counter: Counter) -> None:
    wanted = counter.till.sell((WATER, 3))
    other = counter.till.sell((WATER, 4))
    counter.days_later(40)
    history(counter)
    screen = Screen(counter)
    screen.window.open("receipts", wanted.uid)
    screen.wait_for(f"{other.number:06d}", f"{wanted.number:06d}")
    assert screen.chosen() == f"{wanted.number:06d}"
    assert screen.page.view.day.text() == "21/11/2026"
    screen.wait_for_paper()


def test_the_paper_of_the_chosen_slip_is_shown(counter: Counter) -> None:
    _old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    screen.wait_for_paper()
    strip = screen.page.view.paper.sheet.strip
    shown = strip.pages()
    press(Qt.Key.Key_Down)
    assert screen.chosen() == first
    counter.bot.waitUntil(lambda: bool(strip.pages()) and strip.pages() != shown, timeout=PATIENCE)
    key = screen.page.view.rows.row(1).key
    assert strip.pages() == draw(counter.services, key, 102).pages
    assert strip.pages()[0].width() == 290


class CountedPapers(Papers):
    """Remembers which slips were drawn."""

    drawn: ClassVar[list[str]] = []

    def receipt(self, sale_uid: str, millimetres: int = 80, *, copy: bool = False) -> bytes:
        self.drawn.append(sale_uid)
        return super().receipt(sale_uid, millimetres, copy=copy)


def test_while_the_arrow_is_held_no_paper_is_drawn(counter: Counter) -> None:
    CountedPapers.drawn.clear()
    papers = CountedPapers(counter.till.database, counter.clock)
    counter.services = replace(counter.services, papers=papers)
    for _number in range(8):
        counter.till.sell((WATER, 1))
    screen = Screen(counter)
    counter.bot.waitUntil(lambda: len(screen.numbers()) == 8, timeout=PATIENCE)
    for _number in range(7):
        press(Qt.Key.Key_Down)
    last = screen.page.view.rows.row(7).key
    counter.bot.waitUntil(lambda: last in CountedPapers.drawn, timeout=PATIENCE)
    screen.wait_for_paper()
    assert screen.chosen() == screen.numbers()[-1]
    assert CountedPapers.drawn[-1] == last
    assert len(CountedPapers.drawn) <= 2, "at most the first and the last"


def test_a_copy_is_printed_as_a_copy(counter: Counter, own_home: Path) -> None:
    _old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    press(Qt.Key.Key_Down)
    with counter.bot.waitSignal(counter.desk.printers.sent, timeout=PATIENCE):
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    [file] = own_home.rglob(f"Phiếu {first}.pdf")
    text = PdfReader(file).pages[0].extract_text()
    assert "BẢN SAO" in text
    assert "Gạo ST25 túi 5 kg" in text


def test_nothing_sold_nothing_found(counter: Counter) -> None:
    sale = counter.till.sell((WATER, 1))
    counter.days_later(3)
    screen = Screen(counter)
    view = screen.page.view
    counter.bot.waitUntil(lambda: view.middle.currentWidget() is view.empty, timeout=PATIENCE)
    assert view.empty.title.text() == "Hôm nay chưa có phiếu nào"
    assert not view.paper.print_copy.isVisible()
    assert not view.paper.frame.isVisible(), "no paper where there is no slip"
    told = screen.page.keys()
    assert {"↑ ↓", "Ctrl+P"}.isdisjoint(key.sequence for key in told)
    assert screen.heading() == "Hôm nay"
    QTest.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    screen.wait_for(f"{sale.number:06d}")
    assert view.paper.frame.isVisible()
    assert {"↑ ↓", "Ctrl+P"} <= {key.sequence for key in tuple(screen.page.keys())}
    screen.search("zzz")
    counter.bot.waitUntil(lambda: "zzz" in view.empty.title.text(), timeout=PATIENCE)
    assert view.middle.currentWidget() is view.empty
    assert not view.paper.frame.isVisible()
    assert not view.empty.button.isVisible(), "seven days are looked at already"


def test_imported_papers_have_their_own_filter(counter: Counter) -> None:
    _old, first, second = history(counter)
    take_in_history(counter.till, counter.clock)
    screen = Screen(counter)
    screen.wait_for(second, first, "C53636", "536365")
    chips = {chip.text(): chip for chip in screen.page.view.filters.chips()}
    assert list(chips) == ["Tất cả", "Trả hàng", "Nhập từ hệ thống khác"]
    QTest.mouseClick(chips["Nhập từ hệ thống khác"], Qt.MouseButton.LeftButton)
    assert screen.numbers() == ["C53636", "536365"]
    assert screen.foot() == ("2 phiếu đang xem", Money(0))
    rows = screen.page.view.rows.rows()
    assert [row.chip and row.chip[0] for row in rows] == ["Trả hàng", "Nhập vào"]
    screen.wait_for_paper()
    QTest.mouseClick(chips["Trả hàng"], Qt.MouseButton.LeftButton)
    assert screen.numbers() == ["C53636"]


def test_orders_that_wait_are_opened_from_the_tray(counter: Counter) -> None:
    history(counter)
    till = counter.till
    lan = till.directory.find("4321")[0]
    waits = till.order(("Gạo", 1), customer=lan.id)
    asked = till.transfers.expect(till.actor, waits.key, waits.code, Money(189_000))
    till.transfers.to_tray(till.actor, asked.uid)
    till.order((WATER, 1))
    screen = Screen(counter)
    counter.bot.waitUntil(lambda: len(screen.page.view.filters.chips()) == 2, timeout=PATIENCE)
    QTest.mouseClick(screen.page.view.filters.chips()[1], Qt.MouseButton.LeftButton)
    assert screen.numbers() == [waits.code]
    assert screen.foot() == ("1 khoản trong khay chờ", Money(189_000))
    row = screen.page.view.rows.row(0)
    assert (row.who, row.goods) == ("Cô Lan", "Gạo ST25 túi 5 kg")
    assert not screen.page.view.paper.print_copy.isVisible(), "it is no slip yet"
    screen.page.view.list.setFocus()
    press(Qt.Key.Key_Return)
    assert counter.carts.front.key == waits.key
    assert screen.window.front() == "pay"


def test_a_new_sale_stands_on_top_and_is_chosen(counter: Counter) -> None:
    _old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    press(Qt.Key.Key_Down)
    assert screen.chosen() == first
    screen.window.open("sell")
    sale = counter.till.sell((WATER, 1))
    counter.desk.tell(Changes.SALES)
    screen.window.open("receipts")
    newest = f"{sale.number:06d}"
    counter.bot.waitUntil(lambda: newest in screen.numbers(), timeout=PATIENCE)
    assert screen.chosen() == newest


def test_other_news_keep_the_chosen_slip(counter: Counter) -> None:
    _old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    press(Qt.Key.Key_Down)
    counter.till.sell((WATER, 1))
    counter.desk.tell(Changes.CUSTOMERS)
    counter.bot.waitUntil(lambda: len(screen.numbers()) == 3, timeout=PATIENCE)
    assert screen.chosen() == first


def test_midnight_passes_while_the_page_is_open(counter: Counter) -> None:
    _old, first, second = history(counter)
    screen = Screen(counter)
    screen.wait_for(second, first)
    counter.clock.advance(timedelta(days=1))
    counter.desk.tell(Changes.SALES)
    counter.bot.waitUntil(lambda: screen.numbers() == [], timeout=PATIENCE)
    assert screen.page.view.period.value() is Span.TODAY


def test_before_the_shop_is_open_the_page_is_calm(counter: Counter) -> None:
    screen = Screen(counter, ready=False)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(screen.page.view.week, Qt.MouseButton.LeftButton)
    assert screen.numbers() == []
    assert screen.page.view.period.value() is Span.TODAY
    sale = counter.till.sell((WATER, 1))
    counter.desk.open(counter.services, CASHIER)
    screen.wait_for(f"{sale.number:06d}")


def test_a_file_that_cannot_be_read_is_said_above_the_list(
    counter: Counter, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.khachquen"
    broken.write_bytes(b"no shop at all" * 400)
    database = Database(broken)
    counter.services = replace(counter.services, history=History(database))
    screen = Screen(counter)
    banner = screen.page.view.banner
    counter.bot.waitUntil(banner.isVisible, timeout=PATIENCE)
    assert banner.label.text()
    database.close()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_painted_in_every_look(
    counter: Counter, qapp: QApplication, theme: str, scale: int
) -> None:
    apply_theme(qapp, theme, scale)
    counter.design_sale()
    screen = Screen(counter)
    screen.wait_for_paper()
    for width, height in ((1366, 768), (1280, 720)):
        screen.window.resize(width, height)
        assert not screen.window.grab().isNull()
        assert screen.page.view.paper.geometry().right() < screen.page.width()
    apply_theme(qapp, "light")
