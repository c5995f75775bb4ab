"""Qt must give back as many references to None as it takes.

PySide6 6.12.0 on Python 3.11 loses one in almost every call that returns None, and after some
thousands of them the process aborts. Later Pythons never free None, so there is nothing to
count.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

import pytest
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

CALLS: Final = 20_000
TOLERANCE: Final = CALLS // 100
"""A leak costs one reference a call; what else lives in the process moves a few dozen."""

RESERVE: Final = [None] * 10 * CALLS
"""References to spare for as long as the tests run: a leak is a number, not an abort."""

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal")


class Bare(QAbstractTableModel):
    """A model with one cell and nothing in it, as headers and most roles are."""

    def rowCount(self, parent: object = None) -> int:
        return 1

    def columnCount(self, parent: object = None) -> int:
        return 1

    def data(self, index: object, role: int = Qt.ItemDataRole.DisplayRole) -> None:
        return None


def timer(window: QWidget) -> Callable[[], object]:
    ticking = QTimer(window)
    return lambda: ticking.start(60_000)


def label(window: QWidget) -> Callable[[], object]:
    text = QLabel(window)
    return lambda: text.setText("834.000 ₫")


def events(window: QWidget) -> Callable[[], object]:
    return QCoreApplication.processEvents


def model_data(window: QWidget) -> Callable[[], object]:
    model = Bare(window)
    cell = model.index(0, 0, QModelIndex())
    return lambda: cell.data()


def lost(call: Callable[[], object]) -> int:
    """How many references to None are missing after CALLS calls."""
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


@pytest.mark.parametrize("probe", [timer, label, events, model_data])
def test_no_reference_to_none_is_lost(
    probe: Callable[[QWidget], Callable[[], object]], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    assert abs(lost(probe(window))) < TOLERANCE
