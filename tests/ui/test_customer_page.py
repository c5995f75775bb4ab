"""The customers page as it is used: keys, scans and touches on the real page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.basics.changes import Changes
from pos_app.care.outcomes import Outcome
from pos_app.customers.address import Form
from pos_app.customers.consent import Channel, Purpose
from pos_app.insight.portrait import PAGE, Favourite
from pos_app.models.customers import Card
from pos_app.ui.customers.customers_page import SEARCH_MS
from pos_app.ui.customers.open_file import OpenFile
from pos_app.ui.customers.people_view import Columns, PersonRow
from pos_app.ui.customers.side_view import BAR_GAP, NUMBER, SHORTEST_BAR
from pos_app.ui.customers.timeline_view import TimelineDelegate
from pos_app.ui.printers import folder
from pos_app.ui.theme import px
from pos_app.ui.visit import Visit
from pos_app.ui.widgets.lists import RowDelegate
from pos_app.ui.widgets.paint import text_width
from tests.ui.care_shop import (
    LAN,
    MAI,
    NGOC,
    SAU,
    THAO,
    TUAN,
    CareCounter,
    CareShop,
    care_counter,
    care_shop,
    cared_shop_file,
    opened_counter,
    stocked_shop_file,
)
from tests.ui.keys import press, type_text

__all__ = ["care_counter", "care_shop", "cared_shop_file", "stocked_shop_file"]

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PATIENCE = 5_000


class Screen:
    """The page in front, and what is read from it."""

    def __init__(self, counter: CareCounter) -> None:
        self.counter = counter
        self.shop = counter.shop
        counter.window.open("customers")
        self.page = counter.customers
        self.view = counter.customers.view
        self.file = counter.customers.view.file
        self.opened: OpenFile = counter.customers.file

    def search(self, typed: str) -> list[str]:
        """Types into the search; who is found."""
        press(Qt.Key.Key_F4)
        type_text(typed)
        QTest.qWait(SEARCH_MS + 40)
        return self.names()

    def names(self) -> list[str]:
        return [row.customer.name for row in self.view.people.rows()]

    def open(self, who: tuple[str, str, Form] = NGOC) -> int:
        """Opens a file as another page would; the person's id."""
        person = self.shop.known(who).id
        self.counter.window.open("customers", Visit(person, back=""))
        return person

    def whose(self) -> str:
        customer = self.opened.customer
        return customer.name if customer else ""

    def events(self) -> list[tuple[str, str]]:
        return [(event.row.title, event.row.detail) for event in self.file.timeline.rows.rows()]

    def filter(self, words: str) -> None:
        chips = self.file.timeline.filters.chips()
        QTest.mouseClick(next(chip for chip in chips if chip.text() == words), LEFT)

    def title(self) -> str:
        return self.page.bar.title.text()


@pytest.fixture
def screen(care_counter: CareCounter) -> Screen:
    return Screen(care_counter)


@pytest.fixture
def owners(qapp: QApplication, care_shop: CareShop) -> Iterator[Screen]:
    with opened_counter(qapp, care_shop, staff=MAI.staff) as counter:
        yield Screen(counter)


# finding


def test_who_came_last_stands_first(screen: Screen) -> None:
    assert screen.names() == [LAN[0], TUAN[0], NGOC[0], SAU[0]]
    assert [row.last for row in screen.view.people.rows()] == [
        "hôm nay",
        "hôm qua",
        "hôm qua",
        "19/11",
    ]
    assert [row.tier for row in screen.view.people.rows()] == [
        "Mới quen",
        "Thân thiết",
        "Thân thiết",
        "Quen mặt",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4567", [NGOC[0]]),
        ("0901 234 567", [NGOC[0]]),
        ("+84912345678", [TUAN[0]]),
        ("sau", [SAU[0]]),
        ("hong ng", [NGOC[0]]),
        ("TUẤN", [TUAN[0]]),
        ("khong ai", []),
    ],
)
def test_people_are_found_as_they_are_asked_for(
    screen: Screen, typed: str, found: list[str]
) -> None:
    assert screen.search(typed) == found
    assert screen.view.nobody.isVisible() == (not found)


def test_nobody_found_says_what_was_looked_for(screen: Screen) -> None:
    screen.search("khong ai")

    assert screen.view.nobody.title.text() == "Không thấy ai khớp với “khong ai”"
    told = screen.page.keys()
    assert {"↑ ↓", "Enter", "F9", "Ctrl+P"}.isdisjoint(key.sequence for key in told)
    press(Qt.Key.Key_Return)
    assert screen.whose() == ""


def test_enter_opens_the_first_and_arrows_the_others(screen: Screen) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)

    assert screen.whose() == NGOC[0]
    assert screen.title() == "Hồ sơ khách"


def test_enter_does_not_wait_for_the_search(screen: Screen) -> None:
    press(Qt.Key.Key_F4)
    type_text("5678")
    press(Qt.Key.Key_Return)

    assert screen.whose() == TUAN[0]


def test_escape_leads_from_the_file_to_the_list_to_selling(screen: Screen) -> None:
    press(Qt.Key.Key_Return)
    assert screen.whose() == LAN[0]

    press(Qt.Key.Key_Escape)
    assert (screen.whose(), screen.title()) == ("", "Khách")
    assert screen.names()

    press(Qt.Key.Key_Escape)
    assert screen.counter.window.front() == "sell"


def test_escape_empties_the_search_before_it_leaves(screen: Screen) -> None:
    screen.search("sau")
    press(Qt.Key.Key_Escape)
    QTest.qWait(SEARCH_MS + 40)

    assert len(screen.names()) == 4
    assert screen.counter.window.front() == "customers"


def test_a_file_that_selling_asked_for_leads_back_there(screen: Screen) -> None:
    screen.counter.window.open("sell")
    screen.counter.window.open("customers", screen.shop.known(SAU).id)
    assert screen.whose() == SAU[0]

    press(Qt.Key.Key_Escape)

    assert screen.counter.window.front() == "sell"


def test_searching_from_a_file_leaves_it(screen: Screen) -> None:
    screen.open()

    assert screen.search("5678") == [TUAN[0]]
    assert screen.whose() == ""


def test_a_scanned_card_opens_its_holders_file(screen: Screen) -> None:
    card = screen.shop.known(NGOC).card
    screen.counter.window.scanned(card)
    assert screen.whose() == NGOC[0]

    screen.counter.window.scanned("8930000000104")
    assert screen.counter.window.front() == "sell"


# the file


def test_the_file_says_who_it_is(screen: Screen) -> None:
    screen.open()
    who = screen.file.who

    assert (who.name.text(), who.phone.text()) == ("Chị Nguyễn Thị Hồng Ngọc", "0901 234 567")
    assert (who.tier.text(), who.since.text()) == ("Thân thiết", "từ 13/11/2026")
    assert who.months.text() == "Chi trong 12 tháng"
    assert str(who.spent.text()) == "6.500.000\u00a0₫"
    assert who.way.text() == "Thêm 8.500.000\u00a0₫ là lên hạng Tri kỷ"
    assert who.bar.progress() == 55
    assert (who.points.text(), who.unit.text()) == ("650", "điểm")
    assert screen.file.stats.times.text() == "7"
    assert screen.file.stats.average.text() == "928.571\u00a0₫"


def test_favourites_are_counted_over_purchases(screen: Screen) -> None:
    ngoc = screen.shop.known(NGOC)
    screen.shop.sell_goods(ngoc, ("Tã dán", 2), ("Gạo ST25", 1))
    screen.open()

    assert screen.file.favourites.over.text() == "số lần, trong 8 lần mua"
    assert screen.file.favourites.bars.accessibleName() == (
        "Giỏ quà Tết: 7, Gạo ST25 túi 5 kg: 1, Tã dán size L, 54 miếng: 1"
    )


@pytest.mark.parametrize("percent", [100, 130])
def test_favourites_stand_whole(qapp: QApplication, care_shop: CareShop, percent: int) -> None:
    with opened_counter(qapp, care_shop, size=percent) as counter:
        screen = Screen(counter)
        screen.open()
        bars = screen.file.favourites.bars
        names = ["Sữa tươi ít đường hộp 1 L", "Bột giặt 3 kg"]
        bars.show_favourites([Favourite(name, 3, date(2026, 11, 1)) for name in names])
        room = bars.name_room(bars.width())
        assert room >= max(text_width(name, 14, 400) for name in names)
        one_line_each = bars.heightForWidth(bars.width())

        long = "Nước giặt xả hương hoa đồng nội dịu nhẹ cho trẻ sơ sinh túi 3,8 kg"
        bars.show_favourites([Favourite(name, 3, date(2026, 11, 1)) for name in (long, names[1])])
        assert bars.heightForWidth(bars.width()) > one_line_each, "a second line"
        bar_starts = bars.name_room(bars.width()) + BAR_GAP
        assert bars.width() - bar_starts - px(NUMBER) >= px(SHORTEST_BAR)


def test_rows_of_the_timeline_grow_with_what_is_in_them(
    qapp: QApplication, care_shop: CareShop
) -> None:
    with opened_counter(qapp, care_shop, size=130) as counter:
        screen = Screen(counter)
        screen.open()
        timeline = screen.file.timeline.rows
        delegate = timeline.itemDelegate()
        assert isinstance(delegate, TimelineDelegate)
        seen = set()
        for width in (1800, 1280, 1500):
            counter.window.resize(width, 768)
            QTest.qWait(30)
            room = timeline.viewport().width()
            for place, event in enumerate(timeline.rows()):
                height = timeline.visualRect(timeline.model().index(place, 0)).height()
                assert height == delegate.row_height(event, room), event.row.title
                seen.add((place, height))
        assert len(seen) > len(timeline.rows()), "some words broke in one width and not in another"


def test_heads_stand_above_their_cells_beside_a_scroll_bar(screen: Screen) -> None:
    screen.counter.window.resize(1366, 700)
    people = [screen.shop.known(NGOC)] * 40
    view = screen.view
    view.people.show_people([PersonRow(person, "Quen mặt", "hôm nay") for person in people])
    view.show_people()
    QTest.qWait(20)
    assert view.people.viewport().width() < view.people.width(), "a scroll bar shows"

    row = view.people.visualRect(view.people.model().index(0, 0))
    delegate = view.people.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    cells = Columns(delegate.as_head(row))
    head = view.head
    for label, cell in (
        (head.tier, cells.tier),
        (head.points, cells.points),
        (head.last, cells.last),
    ):
        assert (label.geometry().left(), label.geometry().right()) == (cell.left(), cell.right())


def test_every_line_of_points_says_why(screen: Screen) -> None:
    person = screen.open()
    screen.filter("Điểm")

    points = [event.row for event in screen.file.timeline.rows.rows() if event.row.points]
    ledger = screen.shop.services.loyalty.entries(person)
    assert [(row.points, row.detail) for row in points] == [
        (entry.points, entry.why) for entry in ledger
    ]
    assert all(row.detail for row in points)
    rise = ("Lên hạng Thân thiết", "Chi 6.500.000\u00a0₫ trong 12 tháng")
    assert rise in screen.events()


def test_why_is_painted_whole(screen: Screen) -> None:
    """A line that is too long for the room takes another one, up to three."""
    screen.open()
    for event in screen.file.timeline.rows.rows():
        lines = event.detail_lines(200)
        room = 200 + event.right_width()
        if event.row.points is not None:
            assert " ".join(lines) == event.row.detail
            assert all(text_width(line, 14) <= room for line in lines)
            assert 1 < len(lines) <= 3


def test_filters_part_the_timeline(screen: Screen) -> None:
    task = screen.shop.row("big_basket", NGOC).id
    screen.shop.services.care.close(THAO, task, Outcome.SOLVED, "Chị khen")
    person = screen.shop.known(NGOC).id
    screen.shop.services.directory.note(THAO, person, "Gói riêng đồ lạnh")
    screen.open()
    whole = screen.events()

    screen.filter("Mua hàng")
    assert len(screen.events()) == 7
    assert all(title.startswith("Mua 1 món · phiếu ") for title, _detail in screen.events())
    screen.filter("Gọi")
    assert screen.events() == [("Gọi hỏi thăm", "Chị khen Thảo ghi nhận.")]
    screen.filter("Ghi chú")
    assert screen.events() == [("Gói riêng đồ lạnh", "Thảo ghi nhận.")]
    screen.filter("Tất cả")
    assert screen.events() == whole


def test_enter_on_a_sale_opens_its_receipt(screen: Screen) -> None:
    screen.open()
    screen.filter("Mua hàng")
    newest = screen.file.timeline.rows.rows()[0].row
    screen.file.timeline.rows.setFocus()

    press(Qt.Key.Key_Return)

    assert screen.counter.window.front() == "receipts"
    assert screen.counter.subjects("receipts") == [newest.sale_uid]


def test_enter_on_what_is_no_sale_stays(screen: Screen) -> None:
    person = screen.shop.known(NGOC).id
    screen.shop.services.directory.note(THAO, person, "Gói riêng đồ lạnh")
    screen.open()

    press(Qt.Key.Key_Return)

    assert screen.counter.window.front() == "customers"
    assert screen.whose() == NGOC[0]


def test_older_rows_come_as_one_scrolls(screen: Screen) -> None:
    person = screen.shop.known(SAU).id
    for number in range(2 * PAGE + 10):
        screen.shop.services.directory.note(THAO, person, f"Ghi chú số {number}")
    screen.open(SAU)
    rows = screen.file.timeline.rows
    assert len(rows.rows()) == PAGE

    for _ in range(4):
        press(Qt.Key.Key_End)
        QTest.qWait(10)

    sale = [event.row.title for event in rows.rows() if event.row.kind == "sale"]
    assert len(rows.rows()) == 2 * PAGE + 10 + 4
    assert sale == ["Mua 1 món · phiếu 000013"]
    seen = [event.row.cursor for event in rows.rows()]
    assert seen == sorted(set(seen), reverse=True)


def test_a_customer_of_whom_nothing_is_known(screen: Screen) -> None:
    new = screen.shop.enrol(("Vũ Thị Đào", "", Form.QUY_KHACH))
    screen.counter.window.open("customers", new.id)

    assert screen.file.who.phone.text() == "chưa có số điện thoại"
    assert screen.file.stats.times.text() == "0"
    assert screen.file.stats.average.text() == ""
    assert not screen.file.favourites.isVisible()
    assert not screen.file.next.isVisible()
    assert [title for title, _detail in screen.events()] == ["Cấp thẻ khách quen"]
    screen.filter("Mua hàng")
    assert screen.file.timeline.empty.title.text() == "Chưa có dòng nào."


def test_the_top_tier_has_no_next(screen: Screen) -> None:
    screen.shop.sell(screen.shop.known(NGOC), 9_000_000)
    screen.open()

    assert screen.file.who.tier.text() == "Tri kỷ"
    assert screen.file.who.way.text() == "Đang ở hạng cao nhất"
    assert screen.file.who.bar.progress() == 1_000


def test_what_happens_elsewhere_is_seen_at_once(screen: Screen) -> None:
    screen.open()
    screen.shop.sell(screen.shop.known(NGOC), 100_000)
    screen.counter.desk.tell(Changes.SALES | Changes.POINTS)

    assert screen.file.stats.times.text() == "8"
    assert screen.file.who.points.text() == "665"
    assert screen.events()[0][0] == "Mua 1 món · phiếu 000017"


def test_the_list_follows_too(screen: Screen) -> None:
    screen.shop.sell(screen.shop.known(SAU), 100_000)
    screen.counter.desk.tell(Changes.SALES)

    assert screen.names()[0] == SAU[0]


# consent


def test_consent_is_ticked_and_taken_back(screen: Screen) -> None:
    person = screen.open()
    pair = (Purpose.PROMOTION, Channel.CALL)
    tick = screen.file.consent.boxes[pair]
    consents = screen.shop.services.directory.consents
    assert tick.accessibleName() == "Khuyến mãi, Gọi: chưa hỏi"
    assert pair not in consents(person)

    QTest.mouseClick(tick, LEFT)
    assert consents(person)[pair] is True
    assert tick.accessibleName() == "Khuyến mãi, Gọi: đồng ý"
    assert screen.counter.toast() == "Đã ghi: đồng ý khuyến mãi, gọi."

    QTest.mouseClick(tick, LEFT)
    assert consents(person)[pair] is False
    assert tick.accessibleName() == "Khuyến mãi, Gọi: từ chối"
    assert screen.counter.toast() == "Đã ghi: từ chối khuyến mãi, gọi."

    QTest.mouseClick(tick, LEFT)
    assert consents(person) == {pair: True}


def test_a_no_needs_no_yes_before_it(screen: Screen) -> None:
    person = screen.open()
    greeting = screen.file.consent.boxes[Purpose.GREETING, Channel.CARD]
    order = screen.file.consent.boxes[Purpose.ORDER, Channel.CALL]

    QTest.mouseClick(greeting, RIGHT)
    order.setFocus()
    press(Qt.Key.Key_Delete)

    assert screen.shop.services.directory.consents(person) == {
        (Purpose.GREETING, Channel.CARD): False,
        (Purpose.ORDER, Channel.CALL): False,
    }


def test_consent_by_keys_alone(screen: Screen) -> None:
    person = screen.open()
    first = screen.file.consent.boxes[Purpose.ORDER, Channel.CALL]
    first.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)

    assert screen.shop.services.directory.consents(person) == {
        (Purpose.ORDER, Channel.CALL): True,
        (Purpose.ORDER, Channel.MESSAGE): True,
    }
    assert first.accessibleName() == "Đơn hàng, Gọi: đồng ý"


def test_a_no_takes_the_care_that_needs_it_away(screen: Screen) -> None:
    screen.open()
    assert len(screen.file.next.buttons) == 3

    QTest.mouseClick(screen.file.consent.boxes[Purpose.GREETING, Channel.CARD], RIGHT)

    assert len(screen.file.next.buttons) == 1


# what to do and remember


def test_care_that_waits_is_one_press_away(screen: Screen) -> None:
    screen.open(TUAN)
    rows = [row for row in screen.shop.services.care.today() if row.headline.startswith("Anh Lê")]
    assert len(screen.file.next.buttons) == len(rows) == 3

    QTest.mouseClick(screen.file.next.buttons[1], LEFT)

    assert screen.counter.window.front() == "care"
    assert screen.counter.care._task is not None
    assert screen.counter.care._task.id == rows[1].id


def test_a_note_is_written_and_seen_everywhere(screen: Screen) -> None:
    person = screen.open()
    press(Qt.Key.Key_F7)
    type_text("Thích tã không hương")
    press(Qt.Key.Key_Return)

    assert screen.counter.toast() == "Đã ghi nhớ."
    assert screen.file.notes.box.text() == ""
    assert screen.events()[0] == ("Thích tã không hương", "Thảo ghi nhận.")
    notes = screen.shop.services.directory.notes(person)
    assert [note.text for note in notes] == ["Thích tã không hương"]


def test_an_empty_note_is_refused_beside_its_box(screen: Screen) -> None:
    person = screen.open()
    press(Qt.Key.Key_F7)
    type_text("  ")
    press(Qt.Key.Key_Return)

    assert screen.file.notes.field.error() == "Ghi chú chưa có chữ nào. Gõ vài chữ rồi lưu lại."
    assert screen.shop.services.directory.notes(person) == []


def test_f9_sells_to_whoever_is_shown_or_chosen(screen: Screen) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F9)
    assert screen.counter.subjects("sell") == [screen.shop.known(TUAN).id]

    person = screen.open(SAU)
    press(Qt.Key.Key_F9)
    assert screen.counter.subjects("sell")[-1] == person
    assert screen.counter.window.front() == "sell"


def test_the_card_is_printed(screen: Screen, qtbot: QtBot) -> None:
    screen.open()
    with qtbot.waitSignal(screen.counter.desk.printers.sent, timeout=PATIENCE) as sent:
        press(Qt.Key.Key_P, CTRL)

    assert sent.args is not None
    path = folder() / str(sent.args[0]).removeprefix("Đã lưu ")
    assert "Hồng Ngọc" in " ".join(page.extract_text() for page in PdfReader(path).pages)


def test_without_a_card_there_is_nothing_to_print(screen: Screen) -> None:
    with screen.shop.database.transaction() as session:
        card = session.get_one(Card, screen.shop.known(NGOC).card)
        card.revoked_at = screen.shop.clock.now()
    screen.open()

    press(Qt.Key.Key_P, CTRL)

    assert screen.view.card.reason() == "Chưa có thẻ"
    assert not screen.counter.desk.background.busy()


# who may see what


def test_value_is_for_the_owner_alone(owners: Screen) -> None:
    owners.open()
    value = owners.file.value
    assert value.isVisible()
    assert (value.last.text(), value.visits.text(), value.spent.text()) == ("1 ngày", "7", "6,5 tr")

    thao = next(one for one in owners.shop.services.staff.active() if one.name == "Thảo")
    owners.counter.desk.take_over(thao)

    assert not value.isVisible()


def test_the_page_is_calm_before_the_shop_is_open(qapp: QApplication, care_shop: CareShop) -> None:
    with opened_counter(qapp, care_shop) as counter:
        counter.desk._services = None
        counter.window.open("customers")
        for key in (Qt.Key.Key_F9, Qt.Key.Key_F4, Qt.Key.Key_Return):
            press(key)
        press(Qt.Key.Key_P, CTRL)
        counter.window.scanned("8930000000104")
        counter.window.open("customers").grab()

        counter.desk.open(care_shop.services, THAO.staff)
        assert len(counter.customers.view.people.rows()) == 4


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(
    ("percent", "width", "height"), [(100, 1366, 768), (100, 1280, 720), (130, 1366, 768)]
)
def test_it_fits_the_screens_it_is_made_for(
    qapp: QApplication, care_shop: CareShop, look: str, percent: int, width: int, height: int
) -> None:
    with opened_counter(qapp, care_shop, MAI.staff, look, percent) as counter:
        counter.window.resize(width, height)
        screen = Screen(counter)
        screen.open()
        QTest.qWait(30)

        assert (counter.window.width(), counter.window.height()) == (width, height)
        box = screen.file.notes.box
        assert box.visibleRegion().boundingRect().height() == box.height()
