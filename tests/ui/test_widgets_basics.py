"""Labels, buttons, chips, lists: what they show, what they refuse, how large they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pos_app.basics.money import Money
from pos_app.ui.theme import LIGHT, SCALES, Tone, apply_theme
from pos_app.ui.widgets.buttons import Button, ConfirmButton, IconButton
from pos_app.ui.widgets.chips import Chip, FilterChip, FilterRow
from pos_app.ui.widgets.dialog import Dialog
from pos_app.ui.widgets.feedback import Banner, BusyLine, EmptyState, Toast
from pos_app.ui.widgets.labels import KeyHint, Label, MoneyLabel, RunLabel
from pos_app.ui.widgets.paint import Run, fitting_size, key_text, money_width, two_lines
from pos_app.ui.widgets.stepper import stepper_zones
from pos_app.ui.widgets.surfaces import Avatar, Card
from pos_app.ui.widgets.switches import Check
from pos_app.ui.widgets.tile import Tile, TileFace
from tests.ui.keys import press, show_active
from tests.ui.looks import colours

TAGS = "<b>Mai</b><img src='x' width=5000>"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


def shown(widget: QWidget, qtbot: QtBot) -> QWidget:
    qtbot.addWidget(widget)
    show_active(widget)
    return widget


# text is data


def test_what_people_typed_is_never_read_as_tags(qtbot: QtBot) -> None:
    parts: list[QLabel] = [
        Label(TAGS),
        Label(TAGS, elide=True),
        RunLabel([Run(TAGS)]),
        Chip(TAGS),
        KeyHint("F9"),
        MoneyLabel(Money(1)),
    ]
    for part in parts:
        qtbot.addWidget(part)
        assert part.textFormat() is Qt.TextFormat.PlainText
    assert parts[0].sizeHint().height() < 40, "no picture 5000 wide was laid out"


def test_every_label_inside_the_larger_widgets_is_plain(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    for part in (
        Banner(TAGS),
        EmptyState("search", TAGS, TAGS),
        Card(),
    ):
        column.addWidget(part)
    dialog = Dialog(window, TAGS, TAGS, "Xóa")
    Toast(window).say(TAGS)
    qtbot.addWidget(window)
    labels = [*window.findChildren(QLabel), *dialog.findChildren(QLabel)]
    assert len(labels) > 6
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_the_tool_tip_of_a_cut_text_shows_its_tags_as_they_are(qtbot: QtBot) -> None:
    label = Label(TAGS, elide=True)
    label.setFixedWidth(40)
    shown(label, qtbot)
    label.grab()
    assert "&lt;b&gt;Mai" in label.toolTip()
    label.setFixedWidth(900)
    label.grab()
    assert label.toolTip() == ""


# amounts


@pytest.mark.parametrize(
    ("sequence", "shown"),
    [("Ctrl+Up", "Ctrl ↑"), ("Ctrl+Del", "Ctrl Del"), ("+", "+"), ("F9", "F9")],
)
def test_a_key_is_written_as_on_the_keyboard(sequence: str, shown: str) -> None:
    assert key_text(sequence) == shown


def test_an_amount_is_written_as_the_house_writes_it(qtbot: QtBot) -> None:
    label = MoneyLabel(Money(-20_000))
    qtbot.addWidget(label)
    assert label.text() == "\u221220.000\u00a0₫"
    gain = MoneyLabel(Money(50_000), sign=True)
    qtbot.addWidget(gain)
    assert gain.text() == "+50.000\u00a0₫"
    gain.set_amount(None)
    assert gain.text() == ""


def test_an_amount_is_written_smaller_rather_than_cut() -> None:
    amount = Money(1_284_000)
    room = money_width(amount, 38, 700) - 10
    size = fitting_size(amount, room, 38, 700)
    assert 12 <= size < 38
    assert money_width(amount, size, 700) <= room


@pytest.mark.parametrize("size", [13, 15, 17, 38, 52])
def test_a_layout_never_makes_an_amount_too_narrow(qtbot: QtBot, size: int) -> None:
    label = MoneyLabel(Money(1_284_000), size, 700)
    qtbot.addWidget(label)
    room = label.minimumSizeHint().width()
    fits = fitting_size(Money(1_284_000), room, size, 700)
    assert money_width(Money(1_284_000), fits, 700) <= room <= label.sizeHint().width()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Bánh mì", ("Bánh mì",)),
        ("Bia lon 330 ml", ("Bia lon", "330 ml")),
        ("Khăn giấy rút 180 tờ", ("Khăn giấy", "rút 180 tờ")),
        ("Siêutiếtkiệmmộttừrấtdài", ("Siêutiếtkiệmmộttừrấtdài",)),
    ],
)
def test_a_name_breaks_between_words_and_a_number_keeps_its_unit(
    name: str, lines: tuple[str, ...]
) -> None:
    assert two_lines(name, 84, 14, 500) == lines


# buttons


def test_enter_presses_no_button_space_does(qtbot: QtBot) -> None:
    button = Button("Thanh toán", "primary", key="F9")
    shown(button, qtbot)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Enter)
    assert pressed == []
    press(Qt.Key.Key_Space)
    assert pressed == [1]


def test_a_refusing_button_says_why_on_itself(qtbot: QtBot) -> None:
    button = Button("Chốt số đếm", "primary", key="F9")
    shown(button, qtbot)
    assert LIGHT.jade in colours(button)
    button.refuse("Còn thiếu thẻ")
    assert (button.isEnabled(), button.reason()) == (False, "Còn thiếu thẻ")
    assert button.accessibleDescription() == "Còn thiếu thẻ"
    assert LIGHT.jade not in colours(button)
    assert LIGHT.ink2 in colours(button)
    button.refuse("")
    assert button.isEnabled()


def test_a_busy_button_keeps_its_width_and_takes_no_second_press(qtbot: QtBot) -> None:
    button = Button("Hoàn tất", "primary", key="F9")
    shown(button, qtbot)
    width = button.sizeHint().width()
    button.set_busy(True)
    assert (button.isEnabled(), button.sizeHint().width()) == (False, width)
    assert LIGHT.jade in colours(button), "busy is not off"
    button.refuse("Giỏ đang trống")
    button.set_busy(False)
    assert not button.isEnabled(), "its reason still holds"


def test_the_states_of_a_button_can_be_told_apart(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    plain, jade = Button("Giữ đơn"), Button("Thanh toán", "primary")
    column.addWidget(plain)
    column.addWidget(jade)
    shown(window, qtbot)
    jade.setFocus()
    assert LIGHT.line2 in colours(plain)
    assert LIGHT.ink in colours(jade), "focus on jade is an ink border"
    plain.setFocus()
    assert LIGHT.jade in colours(plain)
    plain.setDown(True)
    jade.setDown(True)
    assert LIGHT.key in colours(plain)
    assert LIGHT.jade_pressed in colours(jade)


def test_destroying_takes_a_second_press_in_time(qtbot: QtBot) -> None:
    button = ConfirmButton("Xóa đơn", "Bấm lần nữa để xóa", icon="trash-2")
    shown(button, qtbot)
    confirmed: list[int] = []
    button.confirmed.connect(lambda: confirmed.append(1))
    button.click()
    assert (confirmed, button.text(), button.asking()) == ([], "Bấm lần nữa để xóa", True)
    assert LIGHT.red in colours(button)
    button.calm_down()
    button.click()
    assert confirmed == [], "the first press was forgotten"
    button.click()
    assert (confirmed, button.text()) == ([1], "Xóa đơn")


# what fingers hit


@pytest.mark.parametrize("percent", SCALES)
def test_what_fingers_touch_is_large_enough(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    try:
        targets: list[QWidget] = [
            Button("Xong"),
            Button("Xong", height=40),
            IconButton("x", "Bỏ dòng"),
            Check("In phiếu"),
            Check(""),
            Tile(TileFace("Bánh mì", Money(5_000))),
        ]
        for target in targets:
            qtbot.addWidget(target)
            target.adjustSize()
            assert min(target.width(), target.height()) >= 40, target
    finally:
        apply_theme(qapp, "light", 100)
    for zone in stepper_zones(QRect(0, 0, 126, 40)).values():
        assert min(zone.width(), zone.height()) >= 40


def test_everything_to_press_has_a_name_and_is_reached_by_tab(qtbot: QtBot) -> None:
    buttons: list[QAbstractButton] = [
        Button("Giữ đơn"),
        IconButton("x", "Bỏ khách"),
        ConfirmButton("", "Bấm lần nữa để xóa", icon="trash-2", name="Xóa đơn"),
        FilterChip("Khiếu nại", 2),
        Check("In phiếu khi hoàn tất"),
        Tile(TileFace("Bánh mì", Money(5_000))),
    ]
    for button in buttons:
        qtbot.addWidget(button)
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


# chips and filters


def test_an_empty_filter_is_hidden_and_exactly_one_is_on(qtbot: QtBot) -> None:
    row = FilterRow()
    chosen: list[object] = []
    row.chosen.connect(chosen.append)
    everything = row.add("Tất cả", None, 9)
    complaints = row.add("Khiếu nại", "complaint", 2, alarm=True)
    promises = row.add("Lời hứa", "promise", 0)
    shown(row, qtbot)
    assert (everything.isChecked(), promises.isVisibleTo(row)) == (True, False)
    assert LIGHT.red in colours(complaints), "the count of complaints is red"
    complaints.click()
    assert (chosen, row.value(), everything.isChecked()) == (["complaint"], "complaint", False)
    complaints.click()
    assert complaints.isChecked(), "one is always on"
    row.choose(None)
    assert (row.value(), chosen) == (None, ["complaint", "complaint"])
    row.clear()
    assert (row.chips(), row.value()) == ((), None)


# tiles


def test_a_tile_sells_on_a_tap_and_on_a_slow_finger(qtbot: QtBot) -> None:
    tile = Tile(TileFace("Cà chua", Money(25_000), 0, by_weight=True, alt=3))
    shown(tile, qtbot)
    sold: list[str] = []
    tile.clicked.connect(lambda: sold.append("sold"))
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.mousePress(tile, Qt.MouseButton.LeftButton)
    qtbot.wait(700)
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton)
    assert sold == ["sold", "sold"]
    assert LIGHT.strips[0] in colours(tile)
    assert LIGHT.blue_bg in colours(tile)


def test_a_sold_out_tile_says_so_and_can_still_be_touched(qtbot: QtBot) -> None:
    tile = Tile(TileFace("Kem que đậu xanh", Money(5_000), 3, sold_out=True))
    shown(tile, qtbot)
    assert (tile.isEnabled(), tile.accessibleDescription()) == (True, "Hết hàng")
    assert LIGHT.ink not in colours(tile)


# what the program says back


def test_a_toast_goes_away_and_can_be_taken_back(qtbot: QtBot) -> None:
    body = QWidget()
    body.resize(800, 400)
    shown(body, qtbot)
    toast = Toast(body)
    undone: list[int] = []
    toast.say("Đã ghi: đưa túi vải cho chị Ngọc", undo=lambda: undone.append(1))
    assert toast.text().startswith("Đã ghi")
    assert abs(toast.geometry().center().x() - 400) <= 1
    assert toast.geometry().bottom() < 400
    QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert (undone, toast.text()) == ([1], "")
    toast.say("Đã giữ đơn Chú Bảy")
    assert not toast.undo.isVisible()


def test_running_work_shows_nothing_at_first(qtbot: QtBot) -> None:
    body = QWidget()
    body.resize(800, 400)
    shown(body, qtbot)
    line = BusyLine(body)
    line.start("Đang tìm trong sổ", can_cancel=True)
    assert not line.isVisible()
    qtbot.waitUntil(line.isVisible, timeout=1000)
    assert (line.height(), line.sentence.isVisible()) == (2, False)
    qtbot.waitUntil(line.sentence.isVisible, timeout=3000)
    assert line.cancel.isVisible()
    line.stop()
    assert not line.isVisible()


def test_a_dialog_is_confirmed_by_f9_and_nothing_else(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Xóa đơn này?", "Giỏ có 7 món.", "Xóa", variant="danger")
    shown(dialog, qtbot)
    results: list[int] = []
    dialog.finished.connect(results.append)
    assert dialog.cancel.hasFocus(), "the focus is on the safe choice"
    assert dialog.width() == 480
    press(Qt.Key.Key_Return)
    assert results == []
    dialog.confirm.refuse("Chưa đủ quyền")
    press(Qt.Key.Key_F9)
    assert results == []
    dialog.confirm.refuse("")
    press(Qt.Key.Key_F9)
    show_active(dialog)
    press(Qt.Key.Key_Escape)
    assert results == [QDialog.DialogCode.Accepted.value, QDialog.DialogCode.Rejected.value]


def test_a_person_is_shown_by_two_letters(qtbot: QtBot) -> None:
    avatar = Avatar("Nguyễn Thị Hồng Ngọc", Tone.GOLD)
    shown(avatar, qtbot)
    assert LIGHT.gold_bg in colours(avatar)
    assert avatar.accessibleName() == "Nguyễn Thị Hồng Ngọc"
