"""Keys as people and scanners press them: real key events on the way Qt gives them, by window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.ui.scanner import GAP_MS

HUMAN_MS = GAP_MS + 10
"""A very fast typist; slower ones only make tests slower."""


def front_window() -> QWindow:
    """The window that has the keyboard."""
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the focus: show and activate one first"
    return window


def show_active(widget: QWidget) -> None:
    """Shows a window and waits until keys go to it."""
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key down and up, shortcuts included."""
    QTest.keyClick(front_window(), key, modifiers)


def type_text(text: str) -> None:
    """Types like a person. Letters beyond ASCII come from an input method, as they do."""
    for letter in text:
        if letter.isascii():
            _click(letter)
        else:
            commit(letter)
        QTest.qWait(HUMAN_MS)


def _click(letter: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    click: Any = QTest.keyClick  # the stubs forget that it takes characters too
    click(front_window(), letter, held)


def commit(text: str) -> None:
    """What an input method hands over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    focused = QApplication.focusObject()
    assert focused is not None
    QCoreApplication.sendEvent(focused, event)


def scan(code: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """Types like a scanner: all at once, capital letters with Shift, then Enter."""
    for letter in code:
        held = Qt.KeyboardModifier.NoModifier
        if letter.isupper():
            held = Qt.KeyboardModifier.ShiftModifier
            QTest.keyPress(front_window(), Qt.Key.Key_Shift)
        _click(letter, held)
        if letter.isupper():
            QTest.keyRelease(front_window(), Qt.Key.Key_Shift)
    if end is not None:
        press(end)


def key_at(moment: int, text: str, key: Qt.Key | None = None, *, repeat: bool = False) -> None:
    """A key that was pressed at `moment` (ms), whenever it is handled."""
    code = Qt.Key(ord(text.upper())) if key is None else key
    event = QKeyEvent(
        QEvent.Type.KeyPress, code.value, Qt.KeyboardModifier.NoModifier, text, repeat
    )
    event.setTimestamp(moment)
    QCoreApplication.sendEvent(front_window(), event)
