"""The counter is told where its slips go, from the line at the bottom of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from pos_app.shop.settings import PAPER_WIDTH, PRINTER
from pos_app.ui.paper_choice import PaperChoice
from tests.stories.counter import Counter

OURS = "Máy in quầy & bếp"


def choose(menu: QMenu, words: str) -> None:
    (action,) = (one for one in menu.actions() if one.text() == words.replace("&", "&&"))
    action.trigger()


def test_a_printer_and_the_width_of_its_roll(counter: Counter) -> None:
    program = counter.program
    get = program.desk.services.settings.get
    choice = program._paper
    assert isinstance(choice, PaperChoice)
    choice._printers = [OURS]
    menu = choice.menu(program.window.status.printer)
    choose(menu.refill(), OURS)
    choose(menu.refill(), "Giấy 58 mm")
    assert (get(PRINTER), get(PAPER_WIDTH)) == (OURS, 58)
    assert program.window.status.printer.text() == OURS
    assert choice.menu(program.window.status.printer) is menu
    chosen = [one.text() for one in menu.refill().actions() if one.isChecked()]
    assert chosen == [OURS.replace("&", "&&"), "Giấy 58 mm"]
    choose(menu.refill(), "Lưu phiếu thành tệp PDF")
    assert get(PRINTER) == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("by_key", [False, True])
def test_the_printer_on_the_status_bar_opens_the_choice(counter: Counter, by_key: bool) -> None:
    printer = counter.program.window.status.printer
    if by_key:
        QTest.keyClick(printer, Qt.Key.Key_Space)
    else:
        QTest.mouseClick(printer, Qt.MouseButton.LeftButton)
    counter.wait(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions() if one.text()] == [
        "Lưu phiếu thành tệp PDF",
        "Giấy 80 mm",
        "Giấy 58 mm",
    ]
    menu.close()
    counter.settle()
