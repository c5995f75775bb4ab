"""The parts of the frame one by one: rail, hint bar, key list, settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.theme import LIGHT, SCALES, apply_theme
from pos_app.ui.widgets.hint_bar import HintBar
from pos_app.ui.widgets.key_list import KeyList
from pos_app.ui.widgets.page import Key
from pos_app.ui.widgets.paint import text_width
from pos_app.ui.widgets.rail import Logo, Rail
from tests.ui.keys import press, show_active
from tests.ui.looks import colours

KEYS = [Key(f"F{number}", f"Việc số {number}", hinted=number % 2 == 0) for number in range(2, 12)]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


def test_the_logo_is_two_letters_on_jade(qtbot: QtBot) -> None:
    logo = Logo()
    qtbot.addWidget(logo)
    assert {LIGHT.jade, LIGHT.on} <= colours(logo)


def test_the_rail_lights_one_page_and_tells_what_was_chosen(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.add("sell", "Bán hàng", "scan-barcode")
    rail.add("care", "Chăm sóc", "heart-handshake")
    rail.resize(72, 600)
    show_active(rail)
    rail.light("sell")
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    QTest.mouseClick(rail.button("care"), Qt.MouseButton.LeftButton)
    assert chosen == ["care"]
    rail.light("care")
    assert [rail.button(name).isChecked() for name in rail.names()] == [False, True]
    rail.button("sell").clearFocus()
    assert LIGHT.jade not in colours(rail.button("sell"))
    assert LIGHT.clay not in colours(rail.button("care"))
    rail.set_badge("care", 120)
    assert LIGHT.clay in colours(rail.button("care"))


@pytest.mark.parametrize("percent", SCALES)
def test_the_labels_of_the_rail_fit_at_every_text_size(
    qapp: QApplication, qtbot: QtBot, percent: int
) -> None:
    apply_theme(qapp, "light", percent)
    try:
        rail = Rail()
        qtbot.addWidget(rail)
        for label in ("Bán hàng", "Phiếu", "Khách", "Chăm sóc", "Customers", "Receipts"):
            assert text_width(label, 12, 500) <= rail.width() - 8
    finally:
        apply_theme(qapp, "light")


def test_only_hinted_keys_stand_in_the_bar(qtbot: QtBot) -> None:
    bar = HintBar()
    qtbot.addWidget(bar)
    bar.resize(1294, 36)
    show_active(bar)
    bar.set_keys(KEYS)
    assert [key.sequence for key in bar.fitting()] == ["F2", "F4", "F6", "F8", "F10"]
    assert "F4 Việc số 4" in bar.accessibleName()
    asked: list[str] = []
    bar.all_keys_asked.connect(lambda: asked.append("all"))
    bar.hide_asked.connect(lambda: asked.append("hide"))
    bar.more.click()
    bar.less.click()
    assert asked == ["all", "hide"]


def test_the_key_list_covers_its_page_and_goes_on_a_click(qtbot: QtBot) -> None:
    body = QWidget()
    qtbot.addWidget(body)
    edit = QLineEdit()
    QVBoxLayout(body).addWidget(edit)
    body.resize(900, 500)
    keys = KeyList(body)
    show_active(body)
    edit.setFocus()
    keys.open(KEYS)
    assert keys.size() == body.size()
    body.resize(800, 480)
    assert keys.size() == body.size()
    press(Qt.Key.Key_A)
    assert edit.text() == "", "what is typed goes nowhere"
    texts = [label.text() for label in keys.findChildren(QLabel)]
    assert len([text for text in texts if text.startswith("Việc số")]) == len(KEYS)
    QTest.mouseClick(keys, Qt.MouseButton.LeftButton)
    assert (keys.isVisible(), edit.hasFocus()) == (False, True)
    keys.open(KEYS[:2])
    shown = [label.text() for label in keys.findChildren(QLabel) if label.isVisible()]
    assert len([text for text in shown if text.startswith("Việc số")]) == 2
