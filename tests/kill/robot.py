"""The real program with a robot at its keyboard: it sells without pause until it is killed.

python -m tests.kill.robot SHOP BARCODE… starts main's own window on a shop; keys go to it as a
cashier's do. Each line on standard output was true when it was written:

    open N      the window stands, with N lines in the cart in front
    scanned N   so many lines are in the cart in front
    done UID    the window says that this sale is on disk
"""

from __future__ import annotations

import os
import sys
import time
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

from pos_app.app.services import open_counter
from pos_app.selling.checkout import CompletedSale
from pos_app.ui.program import Program

STEP_MS = 25


def say(line: str) -> None:
    """One write, so that a kill cuts between lines and not inside."""
    os.write(1, f"{line}\n".encode())


class Robot(QObject):
    """Scans twice, pays in cash by F9, amount, F9; every third sale by F8."""

    def __init__(self, program: Program, barcodes: list[str]) -> None:
        super().__init__(program)
        self._program = program
        self._codes = cycle(barcodes)
        self._steps = cycle(
            [self._scan, self._scan, self._pay, self._type, self._finish, self._scan, self._exact]
        )
        program.desk.opened.connect(self._opened)
        program.till.completed.connect(self._completed)
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._step)

    def _opened(self) -> None:
        say(f"open {len(self._program.carts.front.lines)}")
        self._program.window.activateWindow()
        self._timer.start()

    def _completed(self, sale: CompletedSale) -> None:
        say(f"done {sale.uid}")

    def _step(self) -> None:
        if self._program.till.busy or QGuiApplication.focusWindow() is None:
            return
        next(self._steps)()

    def _scan(self) -> None:
        window = QGuiApplication.focusWindow()
        stamp = time.monotonic_ns() // 1_000_000
        for place, digit in enumerate(next(self._codes)):
            key = QKeyEvent(
                QKeyEvent.Type.KeyPress, ord(digit), Qt.KeyboardModifier.NoModifier, digit
            )
            key.setTimestamp(stamp + place)
            QCoreApplication.sendEvent(window, key)
        self._press(Qt.Key.Key_Return)
        say(f"scanned {len(self._program.carts.front.lines)}")

    def _pay(self) -> None:
        self._press(Qt.Key.Key_F9)

    def _type(self) -> None:
        for _digit in "2000000":
            QTest.qWait(40)
            self._press(Qt.Key.Key_2 if _digit == "2" else Qt.Key.Key_0)
        QTest.qWait(60)

    def _finish(self) -> None:
        self._press(Qt.Key.Key_F9)

    def _exact(self) -> None:
        self._press(Qt.Key.Key_F8)

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(QGuiApplication.focusWindow(), key)


def main(shop: str, *barcodes: str) -> int:
    """Runs until killed."""
    program = Program(["khach-quen"])
    Robot(program, list(barcodes))
    return program.run(lambda: open_counter(Path(shop), "Quầy 1"))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
