"""Recognises barcode scanners, which are keyboards, wherever the focus is.

A scanner types at least six characters less than 35 ms apart and ends with Enter or Tab, or
just stops. Every character is held back until it is clear whose it is: the next one comes
within 35 ms (perhaps a scanner), or it does not (a person: the key goes on its way, with all
it was). So a burst never touches the focused field, whatever that is: nothing has to be
restored, no search starts, no list jumps, and a key is delivered exactly once. The price is
that a person sees each letter two frames later. Times are those of the events, not of their
handling, so a busy window does not turn typing into a burst.
"""

from __future__ import annotations

import time
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

GAP_MS: Final = 35
SHORTEST: Final = 6
PAUSE_MS: Final = 60
"""A recognised burst without Enter ends after this pause; until then it may hesitate."""
TAIL_MS: Final = 150
"""A second Enter (CR LF), or an Enter behind a pause, still belongs to the scanner so long."""
LATE_MS: Final = 15

_ENDS: Final = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab))
_HELD_KEYS: Final = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    )
)
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Scanner(QObject):
    """Watches the keys of whichever window has the focus. Make one per program, after it.

    It filters only the focused window and the focused object: that is where each key passes,
    dialogs and menus included, and the thousand other events of a screen stay untouched.

    Signals: `scanned(str)` what was read, without its Enter.
    """

    scanned = Signal(str)

    def __init__(
        self,
        app: QGuiApplication,
        *,
        gap_ms: int = GAP_MS,
        shortest: int = SHORTEST,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(app)
        self._gap, self._shortest, self._pause = gap_ms, shortest, pause_ms
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._last = 0
        self._ended: int | None = None
        self._letting_go = False
        self._armed_at = 0
        self._second_chance = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._pause_over)
        self._window: QObject | None = None
        self._object: QObject | None = None
        app.focusWindowChanged.connect(self._watch_window)
        app.focusObjectChanged.connect(self._watch_object)
        self._watch_window(app.focusWindow())
        self._watch_object(app.focusObject())

    def _watch_window(self, window: QWindow | None) -> None:
        self._window = self._rewatch(self._window, window, self._object)

    def _watch_object(self, focused: QObject | None) -> None:
        self._object = self._rewatch(self._object, focused, self._window)

    def _rewatch(
        self, old: QObject | None, new: QObject | None, other: QObject | None
    ) -> QObject | None:
        if old is not None and old is not other and shiboken6.isValid(old):
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
        return new

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True for keys that are held back or belong to a burst."""
        if self._letting_go:
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(watched, event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._about_to_be_a_shortcut(event)
        if self._held and kind in (QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod):
            self._settle()
        return False

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        at = _moment(event)
        if event.key() in _HELD_KEYS:
            return False
        if self._may_be_scanned(event):
            if self._held and not 0 <= at - self._last <= self._patience():
                self._settle()
            self._hold(watched, event, at)
            return True
        if event.key() in _ENDS:
            return self._ends(at)
        self._settle()
        return False

    def _about_to_be_a_shortcut(self, event: QKeyEvent) -> bool:
        """A key that Qt is about to compare with the shortcuts, before it is a KeyPress."""
        if event.key() in _HELD_KEYS or self._may_be_scanned(event):
            return False
        if event.key() in _ENDS and self._closes(_moment(event)):
            event.accept()
            return True
        self._settle()
        return False

    def _may_be_scanned(self, event: QKeyEvent) -> bool:
        text = event.text()
        if len(text) != 1 or event.isAutoRepeat() or event.modifiers() & _COMMANDS:
            return False
        return "!" <= text <= "~" or (text == " " and bool(self._held))

    def _hold(self, watched: QObject, event: QKeyEvent, at: int) -> None:
        self._held.append((watched, _copy(event)))
        self._last = at
        self._ended = None
        self._arm()

    def _arm(self) -> None:
        self._armed_at = time.monotonic_ns()
        self._second_chance = False
        self._timer.start(self._patience())

    def _patience(self) -> int:
        return self._pause if self._recognised() else self._gap

    def _recognised(self) -> bool:
        return len(self._held) >= self._shortest

    def _closes(self, at: int) -> bool:
        """True when an Enter at this moment is the scanner's."""
        if self._held:
            return self._recognised() and 0 <= at - self._last <= self._pause
        return self._ended is not None and 0 <= at - self._ended <= TAIL_MS

    def _ends(self, at: int) -> bool:
        if not self._closes(at):
            self._settle()
            return False
        if self._held:
            self._finish()
            self._ended = at
        else:
            self._ended = None
        return True

    def _pause_over(self) -> None:
        """Keys may be waiting behind a timer that comes late: they get one more turn."""
        waited = (time.monotonic_ns() - self._armed_at) // 1_000_000
        if waited > self._timer.interval() + LATE_MS and not self._second_chance:
            self._second_chance = True
            self._timer.start(self._gap)
            return
        self._settle()

    def _settle(self) -> None:
        """Decides about what is held: a burst is told, anything else goes to its receiver."""
        if self._recognised():
            self._finish()
            return
        self._timer.stop()
        held, self._held = self._held, []
        self._letting_go = True
        try:
            for receiver, event in held:
                target = receiver if shiboken6.isValid(receiver) else QGuiApplication.focusObject()
                if target is not None:
                    QCoreApplication.sendEvent(target, event)
        finally:
            self._letting_go = False

    def _finish(self) -> None:
        self._timer.stop()
        code = "".join(event.text() for _receiver, event in self._held).strip()
        self._held = []
        self._ended = self._last
        self.scanned.emit(code)


def _moment(event: QKeyEvent) -> int:
    """Milliseconds of the event; events made by programs may carry none."""
    return event.timestamp() or time.monotonic_ns() // 1_000_000


def _copy(event: QKeyEvent) -> QKeyEvent:
    copied = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copied.setTimestamp(event.timestamp())
    return copied
