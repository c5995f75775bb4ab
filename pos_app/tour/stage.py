"""The counter on a tour: its real window, hands on the keyboard, eyes on the screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QPoint, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.app.services import build_services
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.store.database import open_shop
from pos_app.ui.display.customer_display import CustomerDisplay
from pos_app.ui.program import Program
from pos_app.ui.scanner import GAP_MS
from pos_app.ui.services import Services
from pos_app.ui.widgets.page import Page

KEY_MS: Final = GAP_MS + 10
"""Between the letters of a person; what comes faster is a scanner."""
SCANNER_MS: Final = 4
SCAN_MS: Final = 150
"""Before the next good lies under the scanner."""
STILL_MS: Final = 320
"""Longer than any pause before a search and any mark that fades."""
LONGEST_MS: Final = 15_000
COUNTER: Final = 1
TIDY: Final = QEvent.Type.DeferredDelete

P = TypeVar("P", bound=Page)


@dataclass(slots=True)
class Keyboard:
    """Its time stamps are told, not measured: a busy machine turns no scan into typing."""

    stamp: int = 0

    def strike(self, letter: str, gap: int) -> None:
        """A key down and up, `gap` ms after the one before; a carriage return is Enter."""
        self.stamp += gap
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(self.stamp)
            QCoreApplication.sendEvent(_front(), event)


@dataclass(frozen=True, slots=True)
class Stage:
    """One program, from its first frame until its window closes."""

    program: Program
    clock: SetClock
    keyboard: Keyboard = field(default_factory=Keyboard)

    @classmethod
    @contextmanager
    def first_frame(cls, clock: SetClock, size: tuple[int, int]) -> Iterator[Stage]:
        """The program before a shop is open."""
        program = Program(["khach-quen"], clock=clock)
        program.window.resize(*size)
        program.window.show()
        program.window.activateWindow()
        stage = cls(program, clock)
        stage.look()
        try:
            yield stage
        finally:
            program.window.close()
            program.scanner.deleteLater()
            program.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, TIDY.value)

    def open(self, path: Path) -> None:
        """Opens a shop's file behind the window; what is wrong with it is said there."""
        open_file = partial(_services, clock=self.clock)
        self.program.begin(partial(open_file, path), open_file)
        self.look()
        self.window.activateWindow()  # two windows without a manager: the newer one had it
        self.look()

    @property
    def services(self) -> Services:
        """For what happened before the scene; only when a shop is open."""
        return self.program.desk.services

    @property
    def window(self) -> QWidget:
        """The cashier's window."""
        return self.program.window

    def page(self, kind: type[P]) -> P:
        """The page in front, which must be of that kind."""
        page = self.program.window.page(self.program.window.front())
        assert isinstance(page, kind), f"{type(page).__name__} is in front"
        return page

    def display(self) -> QWidget:
        """The customer's screen."""
        return next(
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, CustomerDisplay)
        )

    # hands

    def press(self, *sequences: str) -> None:
        """Keys or combinations, one after the other: F9, Ctrl+Del, Return."""
        for sequence in sequences:
            [combination] = cast("list[QKeyCombination]", QKeySequence(sequence))
            QTest.keyClick(_front(), combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str, *then: str) -> None:
        """Letters at the speed of a person, and the keys pressed after them."""
        for letter in text:
            if letter.isascii():
                self.keyboard.strike(letter, KEY_MS)
            else:
                _commit(letter)
            QTest.qWait(KEY_MS)
        self.settle()
        self.press(*then)

    def scan(self, code: str) -> None:
        """A scanner's burst, then its Enter."""
        self.keyboard.stamp += SCAN_MS
        for letter in f"{code}\r":
            self.keyboard.strike(letter, SCANNER_MS)
        self.settle(SCAN_MS)

    def click(self, widget: QWidget) -> None:
        """A touch in the middle of something."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def go(self, name: str, subject: object = None) -> None:
        """A page of the rail; the window has the keyboard, as when somebody touches it."""
        self.window.activateWindow()
        self.program.window.open(name, subject)
        self.settle()

    # eyes

    def settle(self, pause: int = 30) -> None:
        """Waits until nothing runs behind the window."""
        QTest.qWait(pause)
        self.wait(lambda: not self.program.desk.background.busy())

    def look(self) -> None:
        """Waits until nothing moves on the screen either."""
        self.settle(STILL_MS)
        self.settle(STILL_MS // 2)  # what came late may have started something of its own

    def wait(self, until: Callable[[], bool]) -> None:
        """Waits for something to be seen; TimeoutError when it never is."""
        deadline = time.monotonic() + LONGEST_MS / 1000
        while not until():
            if time.monotonic() > deadline:
                raise TimeoutError("the window never came to rest")
            QTest.qWait(10)

    def picture(self, widget: QWidget) -> QPixmap:
        """What stands on the screen there, with the menus that lie over it."""
        pixels = widget.grab()
        popup = QApplication.activePopupWidget()
        if popup is not None and widget is self.window:
            with QPainter(pixels) as painter:
                place = popup.mapToGlobal(QPoint()) - widget.mapToGlobal(QPoint())
                painter.drawPixmap(place, popup.grab())
        return pixels


def _services(path: Path, clock: SetClock) -> Services:
    return build_services(open_shop(path), clock, SeededIds(clock, seed=2), COUNTER)


def _front() -> QWindow:
    """The window that has the keyboard: a menu while one is open."""
    window = QApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


def _commit(letter: str) -> None:
    """What an input method hands over."""
    event = QInputMethodEvent()
    event.setCommitString(letter)
    QCoreApplication.sendEvent(QApplication.focusObject(), event)
