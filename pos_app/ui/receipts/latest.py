"""Slow questions asked faster than they are answered: only the last one matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pos_app.ui.background import Background

Work = Callable[[], object]


class Latest(QObject):
    """Runs one piece of work at a time off the window's thread.

    What is asked meanwhile waits, a newer question takes its place, and the answer to an older
    one is dropped.

    Signals:
        answered(object): what the last work gave back.
        failed(object): the Exception it ended with.
    """

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._next: Work | None = None
        self._running = False
        self._wanted = False

    @property
    def busy(self) -> bool:
        """True until the last question is answered or forgotten."""
        return self._wanted

    def ask(self, work: Work) -> None:
        """`work` touches no widget."""
        self._next, self._wanted = work, True
        if not self._running:
            self._start()

    def forget(self) -> None:
        """Nobody wants an answer any more."""
        self._next, self._wanted = None, False

    def _start(self) -> None:
        work, self._next = self._next, None
        if work is not None:
            self._running = True
            self._background.run(work, self._done, self._broken)

    def _done(self, answer: object) -> None:
        if self._outdated():
            return
        self._wanted = False
        self.answered.emit(answer)

    def _broken(self, error: Exception) -> None:
        if self._outdated():
            return
        self._wanted = False
        self.failed.emit(error)

    def _outdated(self) -> bool:
        """The work has ended; a newer question begins now."""
        self._running = False
        self._start()
        return self._running or not self._wanted
