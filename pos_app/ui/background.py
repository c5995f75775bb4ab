"""Work off the window's thread; the only file that touches threads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

T = TypeVar("T")
Failed = Callable[[Exception], object]

_log = logging.getLogger(__name__)


class Lane(StrEnum):
    """Which queue work stands in."""

    WRITER = "writer"
    """One at a time, in order: everything that writes to the shop file for long."""
    WIDE = "wide"
    """A few at once: printers, files, network, long reads."""


class _Work(QRunnable):
    """Runs in a thread of a pool and hands its outcome to the window's thread."""

    def __init__(self, work: Callable[[], object], report: Callable[[object, bool], None]) -> None:
        super().__init__()
        self._work = work
        self._report = report

    def run(self) -> None:
        """Every outcome is reported, else a button would stay busy for ever."""
        try:
            outcome, fine = self._work(), True
        except Exception as error:  # noqa: BLE001 - the window's thread decides what it means
            outcome, fine = error, False
        self._report(outcome, fine)


class Background(QObject):
    """Two pools. Make one, on the window's thread, and `finish` it before the program ends."""

    _delivered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {Lane.WRITER: QThreadPool(self), Lane.WIDE: QThreadPool(self)}
        self._pools[Lane.WRITER].setMaxThreadCount(1)
        self._pools[Lane.WIDE].setMaxThreadCount(4)
        self._open = 0
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Failed,
        lane: Lane = Lane.WIDE,
    ) -> None:
        """Calls `work` in a thread, then `done(result)` or `failed(error)` on this thread.

        Both must be methods of QObjects: a widget that is gone by then is not called. `work`
        must touch no widget. TypeError for plain functions and lambdas.
        """
        receivers = tuple(_receiver(callback) for callback in (done, failed))
        self._open += 1

        def report(outcome: object, fine: bool) -> None:
            callback = done if fine else failed
            self._delivered.emit((receivers[not fine], callback), outcome)

        self._pools[lane].start(_Work(work, report))

    def busy(self) -> bool:
        """True until every outcome has been delivered."""
        return self._open > 0

    def finish(self) -> None:
        """Waits for all running and queued work; what comes out of it is not shown any more."""
        self._delivered.disconnect(self._deliver)
        for pool in self._pools.values():
            pool.waitForDone()

    def _deliver(self, target: tuple[QObject, Callable[[object], object]], outcome: object) -> None:
        receiver, callback = target
        self._open -= 1
        if shiboken6.isValid(receiver):
            callback(outcome)
        elif isinstance(outcome, Exception):
            _log.error("work failed after its screen was gone", exc_info=outcome)


def _receiver(callback: Callable[..., object]) -> QObject:
    owner = getattr(callback, "__self__", None)
    if not isinstance(owner, QObject):
        raise TypeError(f"{callback!r} is not a method of a QObject")
    return owner
