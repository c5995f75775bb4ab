"""A person at the counter: types, scans and looks, through the real window only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import zxingcpp
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.app.services import build_services
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import Ids
from pos_app.store.database import open_shop
from pos_app.ui.program import Program
from pos_app.ui.setup.settings_page import SettingsPage
from pos_app.ui.widgets.page import Page
from tests.ui import keys
from tests.ui.strays import Spy

T = TypeVar("T", bound=Page)


SCANNER_MS = 4
LONG_MS = 1_000


def bot_app() -> QCoreApplication:
    """The running application."""
    app = QCoreApplication.instance()
    assert app is not None
    return app


@dataclass
class Counter:
    """The program on a shop's file, and somebody's hands on its keyboard."""

    bot: QtBot
    program: Program
    spy: Spy
    closed: bool = False
    stamp: int = 1_000_000_000
    """Far from the clock of real keys, so that no Enter by hand falls behind a scan."""

    @classmethod
    def open(cls, bot: QtBot, path: Path, clock: SetClock, ids: Ids) -> Counter:
        """Starts the program as main.py does, on a clock that stands still."""
        spy = Spy()
        program = Program(["khach-quen"], clock=clock)
        bot_app().installEventFilter(spy)
        services = build_services(open_shop(path), clock, ids, counter=1)
        program.window.show()
        program.begin(lambda: services)
        bot.waitUntil(lambda: program.desk.ready, timeout=10_000)
        program.window.activateWindow()
        bot.waitUntil(program.window.isActiveWindow, timeout=5_000)
        counter = cls(bot, program, spy)
        counter.settle()
        return counter

    def close(self) -> None:
        """Closes the window, as the ✕ does."""
        self.closed = True
        bot_app().removeEventFilter(self.spy)
        assert self.spy.seen == [], "parts of the screen flashed as windows of their own"
        self.program.window.close()
        self.program.scanner.deleteLater()
        self.program.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # hands

    def press(self, sequence: str) -> None:
        """One key or combination: F9, Ctrl+Del, Return."""
        combination = QKeySequence(sequence)[0]  # type: ignore[index] # the stubs forget it
        keys.press(combination.key(), combination.keyboardModifiers())
        self.settle()

    def write(self, text: str) -> None:
        """Letters at the speed of a person."""
        for letter in text:
            if letter.isascii():
                self._key(letter, Qt.Key(ord(letter.upper())), keys.HUMAN_MS)
            else:
                keys.commit(letter)
            QTest.qWait(keys.HUMAN_MS)
        self.settle()

    def _key(self, letter: str, key: Qt.Key, gap: int) -> None:
        """A key down and up, `gap` ms after the one before.

        Its time stamp is told, not measured: a busy machine turns no scan into typing.
        """
        self.stamp += gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(self.stamp)
            QCoreApplication.sendEvent(keys.front_window(), event)

    def scan(self, code: str) -> None:
        """A scanner's burst, then Enter."""
        self.stamp += LONG_MS
        for letter in code:
            self._key(letter, Qt.Key(ord(letter.upper())), SCANNER_MS)
        self._key("\r", Qt.Key.Key_Return, SCANNER_MS)
        QTest.qWait(120)
        self.settle()

    def speak(self, language: str) -> None:
        """Another language, by its chip among the settings."""
        self.program.window.rail.button("settings").click()
        chips = self.page(SettingsPage).view.looks.languages.chips()
        next(chip for chip in chips if chip.text() == language).click()
        self.settle()
        self.program.window.activateWindow()
        self.bot.waitUntil(self.program.window.isActiveWindow, timeout=5_000)

    # eyes

    def settle(self) -> None:
        """Waits until nothing runs behind the window and everything is painted."""
        QTest.qWait(150)
        self.bot.waitUntil(lambda: not self.program.desk.background.busy(), timeout=15_000)
        QTest.qWait(20)

    def page(self, kind: type[T]) -> T:
        """The page in front, which must be of that kind."""
        page = self.program.window.page(self.program.window.front())
        assert isinstance(page, kind), f"{type(page).__name__} is in front"
        return page

    def wait(self, until: Callable[[], bool]) -> None:
        """Waits for something to be seen."""
        self.bot.waitUntil(until, timeout=10_000)

    def codes_on(self, widget: QWidget) -> list[str]:
        """Every code a customer's phone would read off a part of the screen."""
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = memoryview(image.constBits()).cast("B")
        shape = (image.height(), image.bytesPerLine())
        found = zxingcpp.read_barcodes(pixels.cast("B", shape))
        return [one.text for one in found]
