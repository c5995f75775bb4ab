"""Boxes keep what was typed, group it, and say what is wrong beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.errors import BadInput
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.ui.theme import LIGHT
from pos_app.ui.widgets.amounts import (
    LIMIT,
    MoneyEdit,
    PhoneEdit,
    QuantityEdit,
    group_money,
    group_phone,
)
from pos_app.ui.widgets.inputs import Box, Field, SearchBox, TextInput
from tests.ui.keys import press, show_active


@pytest.fixture
def money(qtbot: QtBot) -> MoneyEdit:
    edit = MoneyEdit("Khách đưa", height=64, size=32)
    qtbot.addWidget(edit)
    show_active(edit)
    edit.setFocus()
    return edit


def typed(box: Box, keys: str) -> None:
    QTest.keyClicks(box.edit, keys)


@pytest.mark.parametrize(
    ("keys", "shown", "value"),
    [
        ("5", "5", 5),
        ("500000", "500.000", 500_000),
        ("0834000", "834.000", 834_000),
        ("000", "0", 0),
        ("500.000", "500.000", 500_000),
        ("5a0b0", "500", 500),
        ("-20000", "20.000", 20_000),
    ],
)
def test_digits_group_while_they_are_typed(
    money: MoneyEdit, keys: str, shown: str, value: int
) -> None:
    typed(money, keys)
    assert money.edit.text() == shown
    assert money.value() == Money(value)


def test_an_empty_box_has_no_amount(money: MoneyEdit) -> None:
    typed(money, "5")
    QTest.keyClick(money.edit, Qt.Key.Key_Backspace)
    assert (money.edit.text(), money.value()) == ("", None)


def test_every_edit_is_told_once_and_enter_hands_the_amount_over(money: MoneyEdit) -> None:
    told: list[object] = []
    money.changed.connect(told.append)
    money.submitted.connect(told.append)
    typed(money, "1500")
    QTest.keyClick(money.edit, Qt.Key.Key_Return)
    assert told == [Money(1), Money(15), Money(150), Money(1_500), Money(1_500)]


@pytest.mark.parametrize(
    ("amount", "caret", "key", "shown", "caret_after"),
    [
        (1_234_567, 9, Qt.Key.Key_Backspace, "123.456", 7),
        (1_234_567, 6, Qt.Key.Key_Backspace, "123.567", 3),
        (123_467, 4, Qt.Key.Key_Backspace, "12.467", 2),
        (123_467, 3, Qt.Key.Key_Delete, "12.367", 4),
        (123_467, 0, Qt.Key.Key_Delete, "23.467", 0),
        (1_234, 1, Qt.Key.Key_9, "19.234", 2),
        (1_234, 0, Qt.Key.Key_0, "1.234", 0),
    ],
)
def test_the_caret_stays_at_its_digit(
    money: MoneyEdit, amount: int, caret: int, key: Qt.Key, shown: str, caret_after: int
) -> None:
    money.set_value(Money(amount))
    money.edit.setCursorPosition(caret)
    QTest.keyClick(money.edit, key)
    assert (money.edit.text(), money.edit.cursorPosition()) == (shown, caret_after)


def test_the_pad_types_at_the_caret_and_over_a_selection(money: MoneyEdit) -> None:
    money.set_value(Money(314_000))
    money.select_all()
    money.type_digits("5")
    money.type_digits("000")
    money.type_digits("00")
    assert money.value() == Money(500_000)
    money.take_back()
    assert money.value() == Money(50_000)


@pytest.mark.parametrize("written", ["500.000 ₫", "500.000\u00a0₫", "500000đ", "500 000"])
def test_an_amount_can_be_pasted_as_people_write_it(money: MoneyEdit, written: str) -> None:
    QGuiApplication.clipboard().setText(written)
    money.edit.paste()
    assert money.value() == Money(500_000)


@pytest.mark.parametrize("written", ["1,5", "mười", "5e5", "−500"])
def test_what_is_no_amount_is_not_pasted(money: MoneyEdit, written: str) -> None:
    QGuiApplication.clipboard().setText(written)
    money.edit.paste()
    assert (money.edit.text(), money.value()) == ("", None)


@pytest.mark.parametrize("size", [17, 32])
def test_digits_without_room_are_written_smaller(qtbot: QtBot, size: int) -> None:
    box = MoneyEdit(size=size)
    qtbot.addWidget(box)
    box.resize(190, 64)
    box.set_value(Money(8_938_505_970_011))
    box.show()
    crowded = box.edit.fontMetrics()
    assert crowded.horizontalAdvance(box.edit.text()) < box.edit.width()
    box.resize(400, 64)
    assert box.edit.font().pixelSize() == size, "it has room again"


def test_too_large_names_the_most(money: MoneyEdit) -> None:
    money.set_value(Money(999_999_999))
    assert money.checked() == Money(999_999_999)
    money.set_value(Money(8_938_505_970_011))
    with pytest.raises(BadInput, match=r"999\.999\.999"):
        money.checked()
    money.set_value(None)
    assert money.checked() is None


def test_a_barcode_typed_by_hand_is_no_amount_but_stays_to_be_seen(money: MoneyEdit) -> None:
    typed(money, "8934563138165")
    assert money.value() is None
    assert money.too_large()
    assert money.has_error()
    assert money.edit.text() == "8.934.563.138.165"
    money.select_all()
    typed(money, "9")
    assert (money.value(), money.has_error()) == (Money(9), False)


@given(st.integers(0, LIMIT.dong))
def test_grouping_and_reading_back_are_one(dong: int) -> None:
    shown = group_money(str(dong))
    assert shown == Money(dong).digits()
    assert int(shown.replace(".", "")) == dong


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("", ""),
        ("090", "090"),
        ("09012", "0901 2"),
        ("0901234567", "0901 234 567"),
        ("+84901234567", "+84901234567"),
    ],
)
def test_a_phone_groups_as_people_read_it(digits: str, shown: str) -> None:
    assert group_phone(digits) == shown


def test_a_phone_is_typed_with_any_separator(qtbot: QtBot) -> None:
    phone = PhoneEdit("Số điện thoại")
    qtbot.addWidget(phone)
    told: list[str] = []
    phone.changed.connect(told.append)
    typed(phone, "0901.234-567")
    assert phone.text() == "0901 234 567"
    assert told[-1] == "0901 234 567"
    phone.edit.clear()
    typed(phone, "+84 901")
    assert phone.text() == "+84901"


@pytest.mark.parametrize(
    ("keys", "shown", "value"),
    [
        ("2", "2", Quantity.of(2)),
        ("1,5", "1,5", Quantity(1_500)),
        ("0.125", "0,125", Quantity(125)),
        (",5", ",5", Quantity(500)),
        ("1,2345", "1,2345", None),
        ("1e3", "1e3", None),
        ("-1", "-1", None),
        ("1,,", "1,,", None),
        ("1,", "1,", Quantity.of(1)),
        ("2kg", "2kg", None),
        ("10000000", "10000000", None),
        ("1000000", "1000000", Quantity.of(1_000_000)),
    ],
)
def test_a_weight_is_exact(qtbot: QtBot, keys: str, shown: str, value: Quantity | None) -> None:
    edit = QuantityEdit("kg")
    qtbot.addWidget(edit)
    typed(edit, keys)
    assert (edit.edit.text(), edit.value()) == (shown, value)
    assert edit.has_error() == (value is None)


def test_pieces_are_whole(qtbot: QtBot) -> None:
    edit = QuantityEdit("hộp", by_weight=False)
    qtbot.addWidget(edit)
    typed(edit, "1.5")
    assert (edit.edit.text(), edit.value()) == ("1,5", None), "never fifteen"
    assert edit.has_error()


def test_an_error_stands_at_its_field_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    name, phone = TextInput("Tên"), PhoneEdit()
    first, second = Field("Tên", name), Field("Số điện thoại", phone, hint="10 chữ số")
    column.addWidget(first)
    column.addWidget(second)
    show_active(window)
    name.setFocus()
    typed(phone, "09012345")
    second.set_error("Số còn thiếu 2 chữ số. Kiểm tra lại số.")
    assert second.error() == "Số còn thiếu 2 chữ số. Kiểm tra lại số."
    assert second.note.ink() == "red"
    assert phone.edit.hasFocus()
    assert phone.text() == "0901 234 5"
    assert phone.edit.accessibleDescription() == second.error()
    second.set_error("")
    assert (second.error(), second.note.text()) == ("", "10 chữ số")
    assert first.error() == ""


def test_focus_error_and_scan_show_on_the_frame(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    box, other = TextInput("Tìm"), TextInput("Khác")
    column.addWidget(box)
    column.addWidget(other)
    show_active(window)
    other.setFocus()

    def edge() -> QColor:
        return box.grab().toImage().pixelColor(60, 0)

    assert edge() == QColor(LIGHT.line2)
    box.setFocus()
    assert edge() == QColor(LIGHT.jade)
    box.set_error(True)
    assert edge() == QColor(LIGHT.red)
    box.flash()
    assert box.grab().toImage().pixelColor(4, 22) == QColor(LIGHT.jade_bg)
    qtbot.waitUntil(lambda: box.grab().toImage().pixelColor(4, 22) == QColor(LIGHT.sur))


def test_esc_empties_a_search_before_it_leaves_and_arrows_move_the_list(qtbot: QtBot) -> None:
    box = SearchBox("Tên, mã")
    qtbot.addWidget(box)
    show_active(box)
    box.setFocus()
    told: list[str] = []
    steps: list[int] = []
    box.changed.connect(told.append)
    box.moved.connect(steps.append)
    typed(box, "su")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert (told, steps, box.text()) == (["s", "su", ""], [1, -1], "")
