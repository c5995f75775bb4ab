"""Notices that nobody has touched the program for a while."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from pos_app.basics.clock import Clock

LOOK_MS: Final = 5_000
_TOUCHES: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
    )
)


class Idle(QObject):
    """Watches the focused window alone: every key and touch passes there.

    Signals:
        looked(int): every few seconds, minutes since the last touch.
    """

    looked = Signal(int)

    def __init__(self, app: QGuiApplication, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last = clock.monotonic_ms()
        self._window: QWindow | None = None
        self._turn = QTimer(self, interval=LOOK_MS)
        self._turn.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def begin(self) -> None:
        """From now on it is counted."""
        self.touch()
        self._turn.start()

    def stop(self) -> None:
        """The window goes."""
        self._turn.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._clock.monotonic_ms()

    def look(self) -> None:
        """Tells how long nobody was."""
        self.looked.emit((self._clock.monotonic_ms() - self._last) // 60_000)

    def _watch(self, window: QWindow | None) -> None:
        old, self._window = self._window, window
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Only listens."""
        if event.type() in _TOUCHES:
            self.touch()
        return False
