"""The goods page as the owner uses it: find, edit by keys, save, undo, scan, add."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.app.services import build_services
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods.sheets import GoodSheet
from pos_app.goods.shelf_lists import PAGE
from pos_app.goods.shelving import NewGood, shelve
from pos_app.store.database import Database
from pos_app.ui.desk import Desk
from pos_app.ui.goods.form import NEW
from pos_app.ui.goods.goods_page import SEARCH_MS, GoodsPage
from pos_app.ui.goods.labels_menu import LabelsMenu
from pos_app.ui.goods.shelf import Shelf
from pos_app.ui.main_window import MainWindow
from pos_app.ui.printers import folder
from pos_app.ui.scanner import Scanner
from pos_app.ui.services import Services
from pos_app.ui.theme import apply_theme
from pos_app.ui.widgets.page import PageSpec
from tests.ui.goods_shop import MAI, stock_goods
from tests.ui.keys import press, show_active, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
THAO_ID = 2


class Screen:
    """The page in front of the owner."""

    def __init__(self, desk: Desk, services: Services, clock: SetClock, bot: QtBot) -> None:
        self.desk, self.services = desk, services
        desk.open(services, MAI.staff)
        self.window = MainWindow(
            [PageSpec("goods", lambda: GoodsPage(desk), "Hàng hóa", "package")], clock
        )
        bot.addWidget(self.window)
        self.window.resize(1366, 768)
        desk.notices.changed.connect(self.window.changed)
        show_active(self.window)
        page = self.window.page("goods")
        assert isinstance(page, GoodsPage)
        self.page, self.view, self.editor = page, page.view, page.view.editor
        bot.waitUntil(lambda: self.view.chips["low"].isVisible())

    def names(self) -> list[str]:
        return [row.name for row in self.view.rows.rows()]

    def find(self, typed: str) -> None:
        press(Qt.Key.Key_F3)
        type_text(typed)
        QTest.qWait(SEARCH_MS + 40)

    def dirty(self) -> bool:
        return self.page.form.dirty

    def milk(self) -> GoodSheet:
        self.find("sua tuoi")
        sheet = self.page.form.sheet
        assert sheet is not None
        return sheet

    def on_record(self, product_id: int) -> GoodSheet:
        return self.services.goods_editor.sheet(MAI, product_id)

    def type_into(self, box: object, text: str) -> None:
        edit = getattr(box, "edit")  # noqa: B009 - any box
        edit.setFocus()
        edit.selectAll()
        type_text(text)


@pytest.fixture
def screen(
    database: Database, clock: SetClock, ids: SeededIds, qapp: QApplication, qtbot: QtBot
) -> Iterator[Screen]:
    apply_theme(qapp, "light")
    stock_goods(database, clock)
    services = build_services(database, clock, ids, counter=1)
    desk = Desk()
    yield Screen(desk, services, clock, qtbot)
    desk.background.finish()
    services.close()


def test_the_list_and_its_filters(screen: Screen) -> None:
    assert screen.names()[0] == "Bột giặt 3 kg"
    assert screen.page.bar.second.text() == "7 mặt hàng · 2 sắp hết · 1 lô cận date"
    screen.view.chips["low"].click()
    assert screen.names() == ["Kem que đậu xanh", "Sữa tươi ít đường hộp 1 L"]
    assert not screen.view.chips["incomplete"].isVisible()


def test_a_long_list_goes_on(screen: Screen, database: Database, clock: SetClock) -> None:
    with database.transaction() as session:
        many = [NewGood(f"Món {number:03d}", "cái") for number in range(2 * PAGE)]
        shelve(session, MAI, clock.now(), many)
    screen.page.changed(Changes.GOODS)
    assert isinstance(screen.page.shelf, Shelf)
    assert len(screen.names()) == PAGE
    bar = screen.view.list.verticalScrollBar()
    for _page in range(3):
        bar.setValue(bar.maximum())
        QTest.qWait(20)
    assert len(screen.names()) == len(set(screen.names())) == 2 * PAGE + 7
    screen.page.changed(Changes.STOCK)
    assert len(screen.names()) == 2 * PAGE + 7, "what was read stays read"
    assert screen.page.shelf.place_of(1) == screen.names().index("Sữa tươi ít đường hộp 1 L")


def test_what_stands_in_the_editor(screen: Screen) -> None:
    screen.milk()
    rows = screen.editor.units.rows()
    assert [row.each.text() for row in rows] == ["34.000", "33.000", "32.000"]
    assert screen.editor.stock.on_hand.text() == "8 hộp"
    assert screen.editor.stock.state.text() == "Sắp hết"
    assert screen.editor.prices.gain.text() == "6.800\u00a0₫ · 20 %"


def test_a_price_is_typed_saved_and_taken_back(screen: Screen) -> None:
    milk = screen.milk()
    press(Qt.Key.Key_Return)
    type_text("35000")
    assert screen.dirty()
    assert screen.editor.prices.gain.text().startswith("7.800")
    press(Qt.Key.Key_F9)

    assert screen.on_record(milk.product_id).good.base.price == Money(35_000)
    assert not screen.dirty()
    assert screen.view.rows.rows()[0].price == Money(35_000)

    screen.editor.save.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert screen.on_record(milk.product_id).good.base.price == Money(34_000)
    assert screen.on_record(milk.product_id).prices[0].price == Money(34_000)


def test_esc_drops_what_was_typed(screen: Screen) -> None:
    milk = screen.milk()
    screen.type_into(screen.editor.name.input, "Khac")
    press(Qt.Key.Key_Escape)
    assert screen.editor.name.input.text() == milk.good.name
    assert not screen.dirty()


def test_steps_are_undone_field_by_field(screen: Screen) -> None:
    milk = screen.milk()
    screen.editor.details.by_weight.click()
    screen.editor.details.stocked.click()
    screen.page._undo()
    assert screen.page.form.good().stocked
    assert screen.page.form.good().by_weight
    screen.page._undo()
    assert screen.page.form.good() == milk.good


def test_another_good_waits_until_this_one_is_saved(screen: Screen) -> None:
    milk = screen.milk()
    screen.type_into(screen.editor.name.input, "Khac")
    press(Qt.Key.Key_F3)
    screen.find("kem")
    assert screen.page.form.sheet == milk
    assert screen.view.list.current_row() == -1, "the editor shows another good"
    screen.view.list.select(0)
    QTest.qWait(20)
    assert "chưa lưu" in screen.editor.banner.label.text()
    assert screen.view.list.current_row() == -1, "the editor shows another good"
    assert screen.editor.name.input.text() == "Khac"


def test_a_refusal_stands_at_its_box_and_nothing_is_lost(screen: Screen) -> None:
    screen.milk()
    row = screen.editor.units.rows()[1]
    screen.type_into(row.codes, "8930000012029")
    press(Qt.Key.Key_F9)

    assert row.codes.has_error()
    assert row.codes.edit.hasFocus()
    assert "Gạo ST25" in screen.editor.units.error.text()
    assert row.codes.codes() == ("8930000012029",)


def test_a_pack_is_added_and_scanned(screen: Screen) -> None:
    milk = screen.milk()
    screen.editor.units.add.click()
    type_text("khay")
    row = screen.editor.units.rows()[3]
    screen.type_into(row.factor, "24")
    screen.type_into(row.price, "750000")
    row.codes.edit.setFocus()
    screen.window.scanned("8930000012937")
    assert row.codes.codes() == ("8930000012937",)
    press(Qt.Key.Key_F9)

    unit = screen.on_record(milk.product_id).good.units[3]
    assert (unit.name, unit.factor, unit.price) == ("khay", Quantity.of(24), Money(750_000))
    item = screen.services.catalog.by_barcode("8930000012937")
    assert item is not None
    assert item.unit == "khay"


def test_a_pack_leaves_by_its_bin(screen: Screen) -> None:
    milk = screen.milk()
    row = screen.editor.units.rows()[2]
    row.price.edit.setFocus()
    assert row.bin.isVisible()
    press(Qt.Key.Key_Delete, CTRL)
    press(Qt.Key.Key_F9)
    assert [unit.name for unit in screen.on_record(milk.product_id).good.units] == ["hộp", "lốc"]


def test_a_scan_shows_its_good(screen: Screen) -> None:
    screen.window.scanned("8930000012029")
    assert screen.editor.name.input.text() == "Gạo ST25 túi 5 kg"


def test_an_unknown_scan_begins_a_new_good(screen: Screen) -> None:
    screen.window.scanned("8930000077777")
    assert screen.editor.units.rows()[0].codes.codes() == ("8930000077777",)
    sheet = screen.page.form.sheet
    assert sheet is not None
    assert sheet.product_id == NEW
    type_text("Banh mi")
    screen.type_into(screen.editor.units.rows()[0].price, "12000")
    press(Qt.Key.Key_F9)

    item = screen.services.catalog.by_barcode("8930000077777")
    assert item is not None
    assert (item.name, item.price) == ("Banh mi", Money(12_000))
    assert screen.editor.name.input.text() == "Banh mi"


def test_what_is_stopped_is_found_under_its_filter(screen: Screen) -> None:
    screen.find("kem")
    screen.editor.stop.click()
    screen.editor.stop.click()
    screen.view.search.clear()
    screen.page._find()
    assert "Kem que đậu xanh" not in screen.names()
    screen.view.filters.choose("stopped")
    screen.page._find()
    assert screen.names() == ["Kem que đậu xanh"]
    assert screen.editor.resume.isVisible()


def test_labels_of_all_its_units(screen: Screen, qtbot: QtBot) -> None:
    milk = screen.milk()
    with qtbot.waitSignal(screen.desk.printers.sent, timeout=10_000):
        screen.page.labels.print_labels([milk.product_id], "MM50")
    assert isinstance(screen.page.labels, LabelsMenu)
    [paper] = folder().glob("*.pdf")
    pages = [page.extract_text() for page in PdfReader(paper).pages]
    assert len(pages) == 3
    assert "8930000012913" in pages[1]


def test_a_cashier_sees_no_cost_and_changes_nothing(screen: Screen) -> None:
    thao = next(one for one in screen.services.staff.active() if one.id == THAO_ID)
    screen.desk.take_over(thao)
    screen.milk()
    assert screen.editor.prices.cost.value() is None
    assert not screen.editor.prices.cost.isVisible()
    assert screen.editor.prices.gain.text() == "" or not screen.editor.prices.gain.isVisible()
    assert screen.editor.save.reason() == "Cần quyền sửa hàng hóa"
    assert not screen.editor.stop.isVisible()
    assert not screen.editor.name.isEnabled()


def test_a_scanner_is_heard_in_a_field(screen: Screen, qapp: QApplication) -> None:
    """WooCommerce-POS 244 and 211: a scan into a text box neither vanishes nor stays in it."""
    scanner = Scanner(qapp)
    scanner.scanned.connect(screen.window.scanned)
    try:
        from tests.ui.keys import scan

        screen.milk()
        screen.editor.name.input.edit.setFocus()
        before = screen.editor.name.input.text()
        scan("8930000012029")
        QTest.qWait(120)
        assert screen.editor.name.input.text() != before + "8930000012029"
        assert screen.editor.name.input.text() == "Gạo ST25 túi 5 kg"
    finally:
        import shiboken6

        shiboken6.delete(scanner)
