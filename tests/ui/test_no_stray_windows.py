"""A part of a screen is never shown before it has a place: it would flash as a window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.ui.program import Program
from tests.ui.strays import Spy


@pytest.mark.parametrize("page", ["sell", "receipts", "customers", "care", "pay", "pay_qr"])
def test_a_page_is_built_without_a_flash(qtbot: QtBot, qapp: QApplication, page: str) -> None:
    spy = Spy()
    qapp.installEventFilter(spy)
    program = Program(["khach-quen"])
    qtbot.addWidget(program.window)
    program.window.page(page)
    qapp.removeEventFilter(spy)
    program.scanner.deleteLater()
    assert spy.seen == []
