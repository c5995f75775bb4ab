"""Menus are kept by their owner: opened and closed all day, never deleted while they hide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pos_app.goods.catalog import Category
from pos_app.ui.sell.tiles import TilePanel
from pos_app.ui.widgets.menus import Menu
from pos_app.ui.widgets.status_bar import ShellInfo, StaffChoice, StatusBar
from tests.ui.keys import press, show_active

OFTEN = 40


def swept() -> None:
    """What was told to be deleted is deleted, as it happens when the loop turns."""
    QTest.qWait(1)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def tiles() -> tuple[QWidget, Callable[[], None]]:
    panel = TilePanel()
    panel.resize(370, 600)
    panel.show_categories([Category(number, f"Nhóm {number}", 0) for number in range(1, 9)])
    return panel, panel._more.click


def staff() -> tuple[QWidget, Callable[[], None]]:
    bar = StatusBar()
    people = tuple(StaffChoice(number, f"Thảo {number}", "Thu ngân") for number in (1, 2))
    bar.set_info(ShellInfo(staff=people, staff_id=1))
    return bar, bar.person.click


@pytest.mark.no_qt_log
@pytest.mark.parametrize("made", [tiles, staff])
def test_opened_and_closed_many_times_it_is_the_same_menu(
    qtbot: QtBot, made: Callable[[], tuple[QWidget, Callable[[], None]]]
) -> None:
    owner, open_menu = made()
    qtbot.addWidget(owner)
    show_active(owner)
    kept = owner.findChildren(QMenu)
    assert len(kept) == 1
    choices = set()
    for turn in range(OFTEN):
        open_menu()
        (menu,) = owner.findChildren(QMenu)
        assert menu is kept[0]
        assert QApplication.activePopupWidget() is menu
        choices.add(len(menu.actions()))
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return if turn % 2 else Qt.Key.Key_Escape)
        swept()
        assert QApplication.activePopupWidget() is None
    assert len(choices) == 1, "it is filled anew, not on top of what was there"


def test_what_was_offered_before_leaves_nothing_behind(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    heard: list[object] = []
    values: list[tuple[object, str]] = [(1, "Một & một"), (2, "Hai")]
    menu = Menu("Chọn", owner, lambda one: one.offer(values, 2, heard.append))
    for _turn in range(OFTEN):
        menu.refill()
        swept()
    assert len(menu.findChildren(QActionGroup)) == 1
    first, second = menu.actions()
    assert (first.text(), first.isChecked(), second.isChecked()) == ("Một && một", False, True)
    first.trigger()
    assert heard == [1]


@pytest.mark.no_qt_log
def test_a_choice_by_key_is_told_once(qtbot: QtBot) -> None:
    owner = QPushButton("Chọn")
    qtbot.addWidget(owner)
    show_active(owner)
    heard: list[str] = []

    def fill(shown: Menu) -> None:
        shown.add("Rau quả", lambda: heard.append("rau"))

    menu = Menu("Chọn", owner, fill)
    for _turn in range(3):
        menu.open_below(owner)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        swept()
    assert heard == ["rau"] * 3
