"""Parts of the selling screen on their own: tabs, tiles, results, the question in place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.errors import BadInput
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.customers.address import Form
from pos_app.goods.catalog import Category, Item
from pos_app.selling.cart import Cart, add, amount_off, discount_line, off_each, percent
from pos_app.selling.totals import price
from pos_app.ui.desk import Guest
from pos_app.ui.sell import questions
from pos_app.ui.sell.ask_bar import AskBar, Question
from pos_app.ui.sell.cart_view import CartList, discount_words
from pos_app.ui.sell.done import DoneCard, DoneFacts
from pos_app.ui.sell.newcomer import FORMS, Forms, newcomer
from pos_app.ui.sell.results import Good, Newcomer, Results
from pos_app.ui.sell.side import BriefLine, GuestCard, SumRows, Sums
from pos_app.ui.sell.tabs import MORE, PLUS, CartTabs, Tab
from pos_app.ui.sell.tiles import BEST_SELLERS, TilePanel
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.amounts import MoneyEdit
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.inputs import TextInput
from tests.baskets import ware, with_lines
from tests.ui import keys


def item(number: int, name: str = "Nước suối 500 ml", price: int | None = 8_000) -> Item:
    return Item(
        product_id=number,
        name=name,
        unit="chai",
        factor=1_000,
        barcode=f"893{number:010d}",
        price=None if price is None else Money(price),
        by_weight=False,
        vat_class="relief",
        category_id=1,
        strip=0,
        stock=Quantity.of(5),
        earns_points=True,
        incomplete=False,
    )


# tabs


def tabs_of(qtbot: QtBot, count: int, width: int = 600) -> CartTabs:
    tabs = CartTabs()
    qtbot.addWidget(tabs)
    tabs.resize(width, 45)
    shown = [Tab(f"Đơn {number + 1}", Money(215_000), held=number > 0) for number in range(count)]
    tabs.show_tabs(tuple(shown), 0)
    tabs.show()
    return tabs


def test_a_touch_chooses_closes_or_opens(qtbot: QtBot) -> None:
    tabs = tabs_of(qtbot, 2)
    places = tabs._places()
    with qtbot.waitSignal(tabs.chosen) as chosen:
        QTest.mousePress(tabs, Qt.MouseButton.LeftButton, pos=places[1].center())
    assert chosen.args == [1]
    with qtbot.waitSignal(tabs.closed) as closed:
        cross = QPoint(places[0].right() - 14, 20)
        QTest.mousePress(tabs, Qt.MouseButton.LeftButton, pos=cross)
    assert closed.args == [0]
    with qtbot.waitSignal(tabs.wanted):
        QTest.mousePress(tabs, Qt.MouseButton.LeftButton, pos=places[PLUS].center())


@pytest.mark.parametrize("count", [1, 5, 12, 20])
def test_many_tabs_never_hide_the_one_in_front(qtbot: QtBot, count: int) -> None:
    tabs = tabs_of(qtbot, count)
    for front in range(count):
        tabs.show_tabs(tabs._tabs, front)
        places = tabs._places()
        assert places[front].left() >= 0
        assert max(place.right() for place in places.values()) < tabs.width()
        assert PLUS in places
        assert (MORE in places) == bool(tabs._hidden())


@pytest.mark.no_qt_log
def test_orders_without_room_for_a_tab_are_in_a_menu(qtbot: QtBot) -> None:
    tabs = tabs_of(qtbot, 12)
    hidden = tabs._hidden()
    assert hidden
    QTest.mousePress(tabs, Qt.MouseButton.LeftButton, pos=tabs._places()[MORE].center())
    assert len(tabs.menu.actions()) == len(hidden)
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.menu.actions()[-1].trigger()
    assert chosen.args == [hidden[-1]]


# tiles


def test_tiles_follow_their_category(qtbot: QtBot) -> None:
    panel = TilePanel()
    qtbot.addWidget(panel)
    panel.resize(370, 648)
    panel.show()
    panel.show_categories([Category(n, f"Nhóm hàng {n}", n % 5) for n in range(1, 7)])
    panel.show_items([item(n) for n in range(1, 19)])
    assert panel.category() == BEST_SELLERS
    assert panel._more.isVisible(), "not every shelf has room"
    with qtbot.waitSignal(panel.category_chosen) as chosen:
        panel._choose(6)
    assert chosen.args == [6]
    assert panel._chips.value() == 6, "the chosen shelf is among those shown"
    with qtbot.waitSignal(panel.picked) as picked:
        panel.pick(2)
    assert picked.args[0].product_id == 3
    panel.show_items([item(1)])
    panel.pick(2)
    assert sum(tile.isVisible() for tile in panel._tiles) == 1


def test_wide_windows_get_more_columns(qtbot: QtBot) -> None:
    panel = TilePanel()
    qtbot.addWidget(panel)
    panel.show_items([item(n) for n in range(1, 19)])
    panel.resize(370, 600)
    panel.show()
    narrow = panel._columns
    panel.resize(900, 600)
    assert (narrow, panel._columns) == (3, 7)


# results


def test_results_move_and_are_taken(qtbot: QtBot) -> None:
    page = TilePanel()
    qtbot.addWidget(page)
    results = Results(page)
    results.offer([Good(item(1)), Good(item(2, price=None)), Newcomer("Lan")])
    page.show()
    assert results.choice() == Good(item(1))
    results.step(1)
    assert results.choice() == Good(item(2, price=None))
    results.step(5)
    assert results.choice() == Newcomer("Lan")
    assert results.model().index(2, 0).data() == "Thêm khách mới Lan"
    results.offer([])
    assert results.choice() is None
    assert not results.isVisible()


# the question in place


@pytest.fixture
def bar(qtbot: QtBot) -> AskBar:
    made = AskBar()
    qtbot.addWidget(made)
    made.resize(540, 160)
    return made


def asked(bar: AskBar, answer: Callable[[], None]) -> tuple[TextInput, MoneyEdit]:
    name, amount = TextInput("Tên"), MoneyEdit()
    bar.ask(Question("Chưa có mã", "info", (("Tên", name), ("Giá", amount)), answer))
    keys.show_active(bar)
    name.edit.setFocus()
    QTest.qWait(80)
    return name, amount


def test_enter_goes_to_the_empty_box_then_answers(bar: AskBar, qtbot: QtBot) -> None:
    answers: list[str] = []
    _name, amount = asked(bar, lambda: answers.append("taken"))
    keys.type_text("Banh")
    keys.press(Qt.Key.Key_Return)
    assert answers == []
    assert amount.edit.hasFocus()
    keys.type_text("18000")
    with qtbot.waitSignal(bar.closed):
        keys.press(Qt.Key.Key_Return)
    assert answers == ["taken"]
    assert not bar.open


def test_a_refusal_keeps_what_was_typed(bar: AskBar) -> None:
    def refuse() -> None:
        raise BadInput("Giá phải lớn hơn 0.")

    name, amount = asked(bar, refuse)
    name.set_text("Bánh")
    amount.set_value(Money(0))
    bar.submit()
    assert bar.open
    assert bar._fields[0].error() == "Giá phải lớn hơn 0."
    assert name.text() == "Bánh"


def test_esc_changes_nothing(bar: AskBar, qtbot: QtBot) -> None:
    answers: list[str] = []
    asked(bar, lambda: answers.append("taken"))
    with qtbot.waitSignal(bar.closed):
        keys.press(Qt.Key.Key_Escape)
    assert answers == []


def test_what_an_unknown_good_lacks_is_said_at_its_box(bar: AskBar) -> None:
    entered: list[tuple[str, Money]] = []
    bar.ask(questions.unknown_good("893", lambda *told: entered.append(told)))
    name, price = (field.box.edit for field in bar._fields)
    for typed, amount, wrong in (("", "18000", 0), ("Bánh đa", "", 1), ("Bánh đa", "0", 1)):
        name.setText(typed)
        price.setText(amount)
        bar.submit()
        assert [bool(field.error()) for field in bar._fields] == [wrong == 0, wrong == 1]
    price.setText("18.000")
    bar.submit()
    assert entered == [("Bánh đa", Money(18_000))]


def test_a_newcomer_needs_a_name(bar: AskBar, qtbot: QtBot) -> None:
    enrolled: list[tuple[str, str, str]] = []
    bar.ask(newcomer("0901234567", lambda *told: enrolled.append(told)))
    bar.submit()
    assert bar._fields[1].error() == "Gõ tên khách."
    box = bar._fields[1].box
    box.edit.setText("Lê Thị Lan")
    bar.submit()
    assert [told[1] for told in enrolled] == ["Lê Thị Lan"]
    assert enrolled[0][0].replace(" ", "") == "0901234567"


def test_a_form_of_address_is_chosen_by_keys_and_enter_there_enrols(bar: AskBar) -> None:
    enrolled: list[Form] = []
    bar.ask(newcomer("0901234567", lambda _phone, _name, form: enrolled.append(form)))
    keys.show_active(bar)
    bar._fields[1].box.edit.setText("Lê Thị Lan")
    bar._fields[1].box.edit.setFocus()
    QTest.qWait(80)
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Return)
    assert enrolled == [Form.CHI]
    assert not bar.open


@pytest.mark.parametrize(("width", "rows"), [(400, 2), (900, 1)])
def test_no_form_of_address_is_cut(qtbot: QtBot, width: int, rows: int) -> None:
    forms = Forms()
    qtbot.addWidget(forms)
    forms.resize(width, forms.heightForWidth(width))
    forms.show()
    assert len({chip.y() for chip in forms.chips}) == rows
    for chip in forms.chips:
        assert chip.width() >= chip.sizeHint().width()
        assert forms.rect().contains(chip.geometry())
    assert forms.value() is FORMS[0] is Form.QUY_KHACH


def test_a_name_has_more_room_than_a_phone(bar: AskBar) -> None:
    bar.ask(newcomer("", lambda *_told: None))
    bar.show()
    phone, name = (field.box for field in bar._fields)
    assert name.width() > phone.width() > 150


# the cart and its side


def test_rows_show_discounts_as_drawn() -> None:
    assert discount_words(off_each(Money(3_000)), "hộp") == "−3.000\u00a0₫/hộp"
    assert discount_words(amount_off(Money(18_000))) == "−18.000\u00a0₫"
    assert discount_words(percent(1_250)) == "−12,5 %"


def test_the_chosen_line_stays_chosen(qtbot: QtBot) -> None:
    shown = CartList()
    qtbot.addWidget(shown.view)
    cart = with_lines((8_000, 1_000), (12_000, 2_000), (30_000, 1_500))
    shown.show_cart(cart, price(cart))
    chosen = shown.chosen()
    assert chosen is not None
    assert chosen.key == 3, "the last one first"
    shown.choose(2)
    cheaper = discount_line(cart, 1, percent(5_000))
    shown.show_cart(cheaper, price(cheaper))
    chosen = shown.chosen()
    assert chosen is not None
    assert chosen.key == 2
    grown, key = add(cheaper, ware(9), Money(5_000))
    shown.flash(key)
    shown.show_cart(grown, price(grown))
    chosen = shown.chosen()
    assert chosen is not None
    assert chosen.key == key
    assert shown._rows.row(3).fresh
    shown.choose(1)
    shown.flash(grown.next_line)
    shown.flash(0)
    shown.show_cart(grown, price(grown))
    chosen = shown.chosen()
    assert chosen is not None
    assert chosen.key == 1, "a good that was refused moves nothing"
    assert not any(row.fresh for row in shown._rows.rows())
    shown.show_cart(Cart("other", "KQ3333333"), price(Cart("other", "KQ3333333")))
    assert shown.chosen() is None


def test_the_guest_shows_two_rows_at_most(qtbot: QtBot) -> None:
    card = GuestCard()
    qtbot.addWidget(card)
    lines = [BriefLine("mail", Tone.JADE, f"Việc {n}", "", "Đã đưa") for n in range(3)]
    card.show_guest(Guest("Chị Ngọc", "Ngọc", 2, "Thân thiết", 1_284, "•••• 4567"), lines)
    assert len([one for one in card.findChildren(Button) if one.text() == "Đã đưa"]) == 2
    card.show_guest(None)
    assert card.isHidden()


def test_sums_without_a_meaning_are_not_there(qtbot: QtBot) -> None:
    rows = SumRows()
    qtbot.addWidget(rows)
    rows.resize(344, 300)
    rows.show()
    rows.show_sums(Sums(0, ZERO, ZERO, ZERO, ZERO, None))
    assert not rows._goods.isVisible()
    assert not rows._points.isVisible()
    rows.show_sums(Sums(7, Money(854_000), Money(30_000), Money(20_000), Money(834_000), 124))
    assert rows._goods.words.text() == "Cộng 7 món (đã giảm 30.000)"
    assert rows._off.amount.amount() == Money(-20_000)
    assert rows._points.told.text() == "+124 điểm"
    assert rows.due.amount() == Money(834_000)


@pytest.mark.parametrize(
    ("received", "waiting", "words", "told", "ink"),
    [
        (500_000, 0, "Đã nhận 500.000", "Còn 334.000\u00a0₫", "ink"),
        (834_000, 0, "Đã nhận 834.000", "Đủ", "ink"),
        (900_000, 0, "Đã nhận 900.000", "Thừa 66.000\u00a0₫", "clay"),
        (0, 834_000, "Chờ chuyển khoản 834.000\u00a0₫", "", "ink"),
        (200_000, 500_000, "Đã nhận 200.000, chờ 500.000", "Còn 634.000\u00a0₫", "ink"),
    ],
)
def test_a_half_paid_order_says_how_far_it_is(
    qtbot: QtBot, received: int, waiting: int, words: str, told: str, ink: str
) -> None:
    rows = SumRows()
    qtbot.addWidget(rows)
    rows.show()
    due = Money(834_000)
    rows.show_sums(Sums(7, due, ZERO, ZERO, due, None, Money(received), Money(waiting)))
    assert rows._received.isVisible()
    assert rows._received.words.text() == words
    assert (rows._received.told.text(), rows._received.told.ink()) == (told, ink)
    rows.show_sums(Sums(7, due, ZERO, ZERO, due, None))
    assert not rows._received.isVisible()


def test_after_the_sale_the_change_is_large(qtbot: QtBot) -> None:
    card = DoneCard()
    qtbot.addWidget(card)
    card.show_sale(DoneFacts("000123", Money(834_000), Money(186_000), "Điểm: 1", "Tri kỷ"))
    assert card._change.amount() == Money(186_000)
    assert "Tri kỷ" in card._risen.text()
    card.show_sale(DoneFacts("000124", Money(8_000), ZERO, "", ""))
    assert not card._change.isVisibleTo(card)
    assert not card._risen.isVisibleTo(card)


class Repainted(QObject):
    """Remembers which part of a widget was painted last."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.area = QRect()
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.area = event.rect()
        return False


def test_a_sum_that_changes_paints_its_tab_alone(qtbot: QtBot) -> None:
    def tabs_of(amount: int) -> tuple[Tab, ...]:
        return (
            Tab("Đơn 1", Money(10_000), held=False),
            Tab("Đơn 2", Money(amount), held=False),
        )

    tabs = CartTabs()
    qtbot.addWidget(tabs)
    tabs.resize(700, 45)
    tabs.show_tabs(tabs_of(20_000), 1)
    tabs.show()
    painted = Repainted(tabs)
    qtbot.waitUntil(lambda: painted.area == tabs.rect())

    tabs.show_tabs(tabs_of(20_001), 1)
    second = tabs._places()[1]
    qtbot.waitUntil(lambda: painted.area == second)
    painted.area = QRect()
    tabs.show_tabs(tabs_of(190_000), 1)
    after = tabs._places()
    qtbot.waitUntil(lambda: painted.area.contains(after[1].united(after[PLUS])))
    tabs.show_tabs(tabs_of(190_000)[:1], 0)
    qtbot.waitUntil(lambda: painted.area == tabs.rect())
