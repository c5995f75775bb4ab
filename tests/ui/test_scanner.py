"""A scanner is heard wherever the focus is; a person's keys arrive once, in order."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pos_app.basics.money import Money
from pos_app.ui.scanner import GAP_MS, PAUSE_MS, TAIL_MS, Scanner
from pos_app.ui.widgets.amounts import MoneyEdit
from pos_app.ui.widgets.buttons import Button
from tests.ui.keys import commit, key_at, press, scan, show_active, type_text

MILK = "8934563138165"


class Counter(QWidget):
    """A window with everything that can have the focus, and a scanner at its side."""

    def __init__(self, scanner: Scanner) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.pressed: list[str] = []
        scanner.scanned.connect(self.heard.append)
        self.line = QLineEdit()
        self.money = MoneyEdit()
        self.button = Button("Thanh toán", "primary")
        self.list = QListWidget()
        self.list.addItems(["1 chai", "8 gói", "9 hộp"])
        column = QVBoxLayout(self)
        for part in (self.line, self.money, self.button, self.list):
            column.addWidget(part)
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        self.line.returnPressed.connect(lambda: self.pressed.append("enter"))
        self.money.submitted.connect(lambda _: self.pressed.append("money"))
        QShortcut(QKeySequence("F9"), self, lambda: self.pressed.append(f"F9 {self.line.text()}"))


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication) -> Iterator[Counter]:
    scanner = Scanner(qapp)
    made = Counter(scanner)
    qtbot.addWidget(made)
    show_active(made)
    made.line.setFocus()
    yield made
    made.close()
    shiboken6.delete(scanner)


def let_pass() -> None:
    """Longer than any pause the scanner waits for."""
    QTest.qWait(PAUSE_MS + 40)


def test_a_scan_leaves_text_caret_and_selection_as_they_were(counter: Counter) -> None:
    counter.line.setText("sữa tươi")
    counter.line.setSelection(2, 3)
    edits: list[str] = []
    counter.line.textChanged.connect(edits.append)
    scan(MILK)
    let_pass()
    assert counter.heard == [MILK]
    assert counter.line.text() == "sữa tươi"
    assert (counter.line.selectionStart(), counter.line.selectedText()) == (2, "a t")
    assert edits == []
    assert counter.pressed == []


def test_a_barcode_scanned_into_the_cash_box_changes_no_amount(counter: Counter) -> None:
    counter.money.set_value(Money(500_000))
    counter.money.setFocus()
    amounts: list[object] = []
    counter.money.changed.connect(amounts.append)
    scan(MILK)
    let_pass()
    assert counter.heard == [MILK]
    assert counter.money.value() == Money(500_000)
    assert amounts == []
    assert counter.pressed == []


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_the_last_key_of_a_scan_presses_no_button(counter: Counter, end: Qt.Key) -> None:
    counter.button.setFocus()
    scan(MILK, end)
    let_pass()
    assert counter.heard == [MILK]
    assert counter.pressed == []
    assert counter.button.hasFocus()


def test_a_list_does_not_jump_to_the_digits_of_a_scan(counter: Counter) -> None:
    counter.list.setFocus()
    counter.list.setCurrentRow(0)
    scan("8934563")
    let_pass()
    assert counter.heard == ["8934563"]
    assert counter.list.currentRow() == 0


def test_a_scan_confirms_no_dialog(counter: Counter, qtbot: QtBot) -> None:
    dialog = QDialog(counter)
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    edit, yes = QLineEdit(), QPushButton("Xóa")
    yes.setDefault(True)
    yes.clicked.connect(lambda: counter.pressed.append("deleted"))
    column.addWidget(edit)
    column.addWidget(yes)
    dialog.open()
    show_active(dialog)
    edit.setFocus()
    let_pass()
    scan(MILK)
    let_pass()
    assert counter.heard == [MILK]
    assert (edit.text(), counter.pressed, dialog.isVisible()) == ("", [], True)


@pytest.mark.no_qt_log  # without a display Qt says that menus cannot grab the keyboard
def test_a_scan_chooses_nothing_from_an_open_menu(counter: Counter) -> None:
    menu = QMenu(counter)
    menu.addAction("English").triggered.connect(lambda: counter.pressed.append("English"))
    menu.popup(counter.mapToGlobal(QPoint(10, 10)))
    menu.setActiveAction(menu.actions()[0])
    let_pass()
    scan(MILK)
    let_pass()
    menu.close()
    assert (counter.heard, counter.pressed) == ([MILK], [])


def test_enter_of_a_scan_is_no_shortcut(counter: Counter) -> None:
    QShortcut(QKeySequence("Return"), counter, lambda: counter.pressed.append("Return"))
    scan(MILK)
    let_pass()
    assert (counter.heard, counter.pressed) == ([MILK], [])
    press(Qt.Key.Key_Return)
    QTest.qWait(TAIL_MS)
    press(Qt.Key.Key_Return)
    assert counter.pressed == ["Return"], "an Enter by hand, later, is one again"


def test_a_code_with_capital_letters_comes_whole(counter: Counter) -> None:
    scan("KQ5J7N9J4")
    let_pass()
    assert (counter.heard, counter.line.text()) == (["KQ5J7N9J4"], "")


def test_two_scans_right_after_each_other_are_two(counter: Counter) -> None:
    scan(MILK)
    scan("8930000012340")
    let_pass()
    assert counter.heard == [MILK, "8930000012340"]


def test_a_scanner_without_enter_is_heard_after_a_pause(counter: Counter) -> None:
    scan(MILK, end=None)
    assert counter.heard == []
    let_pass()
    assert (counter.heard, counter.line.text()) == ([MILK], "")


def test_an_enter_that_comes_late_still_belongs_to_the_scan(counter: Counter) -> None:
    scan(MILK, end=None)
    let_pass()
    press(Qt.Key.Key_Return)
    assert (counter.heard, counter.pressed) == ([MILK], [])


def test_the_second_enter_of_cr_lf_belongs_to_the_scan(counter: Counter) -> None:
    scan(MILK)
    press(Qt.Key.Key_Return)
    let_pass()
    assert (counter.heard, counter.pressed) == ([MILK], [])


@pytest.mark.parametrize(
    ("text", "gap", "scanned"),
    [
        ("123456", 34, True),
        ("123456", 36, False),
        ("12345", 34, False),
        ("12345", 4, False),
        (MILK, 34, True),
        (MILK, 36, False),
    ],
)
def test_six_characters_less_than_35_ms_apart_are_a_scan(
    counter: Counter, text: str, gap: int, scanned: bool
) -> None:
    for place, digit in enumerate(text):
        key_at(1_000 + gap * place, digit)
    let_pass()
    assert (counter.heard, counter.line.text()) == (([text], "") if scanned else ([], text))


def test_six_digits_typed_by_a_person_are_typed(counter: Counter) -> None:
    type_text("123456")
    let_pass()
    assert (counter.heard, counter.line.text()) == ([], "123456")


def test_typing_replaces_a_selection_and_takes_vietnamese_letters(counter: Counter) -> None:
    counter.line.setText("sữa")
    counter.line.selectAll()
    type_text("Đường")
    let_pass()
    assert (counter.heard, counter.line.text()) == ([], "Đường")


def test_keys_that_overlap_arrive_in_order(counter: Counter) -> None:
    for place, letter in enumerate("duong"):
        key_at(1_000 + 20 * place, letter)
    let_pass()
    assert (counter.heard, counter.line.text()) == ([], "duong")


def test_five_quick_digits_and_enter_are_a_persons(counter: Counter) -> None:
    scan("12345")
    let_pass()
    assert (counter.heard, counter.line.text(), counter.pressed) == ([], "12345", ["enter"])


def test_a_command_right_behind_a_digit_sees_the_digit(counter: Counter) -> None:
    scan("5", end=Qt.Key.Key_F9)
    assert counter.pressed == ["F9 5"]


def test_a_click_right_behind_a_letter_leaves_it_where_it_was_typed(counter: Counter) -> None:
    scan("m", end=None)
    QTest.mouseClick(
        counter.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        counter.money.geometry().center(),
    )
    assert counter.line.text() == "m"


def test_a_key_held_down_is_no_scanner(counter: Counter) -> None:
    key_at(1_000, "a")
    for place in range(12):
        key_at(1_500 + 30 * place, "a", repeat=True)
    let_pass()
    assert (counter.heard, counter.line.text()) == ([], "a" * 13)


def test_keys_that_waited_in_a_busy_window_are_judged_by_their_own_times(
    counter: Counter,
) -> None:
    for place, digit in enumerate("12345678"):
        key_at(1_000 + 80 * place, digit)
    let_pass()
    assert (counter.heard, counter.line.text()) == ([], "12345678")


def test_a_busy_window_does_not_cut_a_scan_in_two(counter: Counter) -> None:
    for place, digit in enumerate(MILK[:4]):
        key_at(1_000 + 5 * place, digit)
    time.sleep((GAP_MS + 60) / 1000)
    QTest.qWait(1)
    for place, digit in enumerate(MILK[4:], start=4):
        key_at(1_000 + 5 * place, digit)
    key_at(1_000 + 5 * len(MILK), "\r", Qt.Key.Key_Return)
    let_pass()
    assert (counter.heard, counter.line.text(), counter.pressed) == ([MILK], "", [])


def test_what_an_input_method_composes_is_not_a_scan(counter: Counter) -> None:
    QCoreApplication.sendEvent(counter.line, QInputMethodEvent("nguye", []))
    commit("nguyễn thị")
    let_pass()
    assert (counter.heard, counter.line.text()) == ([], "nguyễn thị")


def test_commands_are_never_held_back(counter: Counter) -> None:
    counter.line.setText("abc")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counter.line.selectedText() == "abc"
    press(Qt.Key.Key_Backspace)
    assert counter.line.text() == ""


words = st.text("abcdeghik0123456789", min_size=1, max_size=8)
codes = st.text("0123456789ABC", min_size=6, max_size=14)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.tuples(st.just("person"), words), st.tuples(st.just("scan"), codes))))
def test_nothing_is_lost_or_doubled(counter: Counter, deeds: list[tuple[str, str]]) -> None:
    counter.line.clear()
    counter.heard.clear()
    moment = 10_000
    for who, text in deeds:
        moment += 500
        for letter in text:
            moment += 60 if who == "person" else 4
            key_at(moment, letter)
        if who == "scan":
            key_at(moment + 4, "\r", Qt.Key.Key_Return)
    let_pass()
    assert counter.heard == [text for who, text in deeds if who == "scan"]
    assert counter.line.text() == "".join(text for who, text in deeds if who == "person")
