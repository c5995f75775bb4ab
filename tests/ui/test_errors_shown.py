"""A refusal is said in its own words, a defect calmly; both only once."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics.errors import BadInput
from pos_app.ui.errors import Errors, sentence
from pos_app.ui.widgets.dialog import Dialog
from tests.conftest import ExpectedLog
from tests.ui.keys import press, show_active


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    show_active(made)
    return made


def dialogs(window: QWidget) -> list[Dialog]:
    return [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()]


def test_a_refusal_speaks_for_itself() -> None:
    assert sentence(BadInput("Giảm nhiều hơn 100 %.")) == "Giảm nhiều hơn 100 %."
    assert "Giỏ hàng vẫn còn nguyên" in sentence(ZeroDivisionError())


def test_a_defect_is_logged_and_shown_once(
    window: QWidget, qtbot: QtBot, expected_log: ExpectedLog
) -> None:
    expected_log("unexpected error")
    errors = Errors(window)
    for _ in range(3):
        errors.show(ZeroDivisionError("division by zero"))
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    (dialog,) = dialogs(window)
    assert "Giỏ hàng vẫn còn nguyên" in dialog.text.text()
    assert "division" not in dialog.text.text()
    QTest.qWaitForWindowActive(dialog)
    press(Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter closes nothing"
    press(Qt.Key.Key_F9)
    assert dialogs(window) == []
    errors.show(ZeroDivisionError())
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)


def test_a_refusal_nobody_caught_is_shown_without_a_log(window: QWidget, qtbot: QtBot) -> None:
    Errors(window).show(BadInput("Máy in hết giấy. Thay giấy rồi bấm In lại."))
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    assert dialogs(window)[0].text.text() == "Máy in hết giấy. Thay giấy rồi bấm In lại."


def test_it_takes_the_place_of_the_hook(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    errors = Errors(window)
    errors.install()
    assert sys.excepthook == errors.hook
    interrupt = KeyboardInterrupt()
    errors.hook(KeyboardInterrupt, interrupt, None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert dialogs(window) == []
