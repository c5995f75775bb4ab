"""Work off the window's thread; the only file that touches threads."""

from __future__ import annotations

import gc
import itertools
import logging
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Final, TypeVar

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


class _Collector:
    """Python's collector of cycles, held while other threads run Python.

    It runs on whatever thread allocates, and destroys the widgets it finds there. ~QObject holds
    a lock of Qt while it asks Python for overrides: when the window's thread has Python and
    wants that lock at the same moment, both wait for ever.
    """

    def __init__(self) -> None:
        self._works = 0

    def hold(self) -> None:
        """Work begins; what piled up beside long work is swept on this thread."""
        if self._works:
            gc.collect(1)
        gc.disable()
        self._works += 1

    def let_go(self) -> None:
        """Work has ended."""
        self._works -= 1
        if not self._works:
            gc.enable()


_COLLECTOR: Final = _Collector()


class _Work(QRunnable):
    """Runs in a thread of a pool and hands its outcome to the window's thread.

    It knows no receiver: the last reference to a widget must not be dropped in its thread.
    """

    def __init__(
        self, work: Callable[[], object], report: Callable[[object, bool], object]
    ) -> None:
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

    _delivered = Signal(object, object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {Lane.WRITER: QThreadPool(self), Lane.WIDE: QThreadPool(self)}
        self._pools[Lane.WRITER].setMaxThreadCount(1)
        self._pools[Lane.WIDE].setMaxThreadCount(4)
        self._tickets = itertools.count()
        self._awaited: dict[int, tuple[Callable[..., object], Callable[..., object]]] = {}
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
        for callback in (done, failed):
            _receiver(callback)
        ticket = next(self._tickets)
        self._awaited[ticket] = done, failed
        _COLLECTOR.hold()
        self._pools[lane].start(_Work(work, partial(self._delivered.emit, ticket)))

    def busy(self) -> bool:
        """True until every outcome has been delivered."""
        return bool(self._awaited)

    def finish(self) -> None:
        """Waits for all running and queued work; what comes out of it is not shown any more."""
        self._delivered.disconnect(self._deliver)
        for pool in self._pools.values():
            pool.waitForDone()
        while self._awaited:
            self._awaited.popitem()
            _COLLECTOR.let_go()

    def _deliver(self, ticket: int, outcome: object, fine: bool) -> None:
        awaited = self._awaited.pop(ticket, None)
        if awaited is None:  # posted before `finish`: a queued call outlives its connection
            return
        done, failed = awaited
        _COLLECTOR.let_go()
        callback = done if fine else failed
        if shiboken6.isValid(_receiver(callback)):
            callback(outcome)
        elif isinstance(outcome, Exception):
            _log.error("work failed after its screen was gone", exc_info=outcome)


def _receiver(callback: Callable[..., object]) -> QObject:
    owner = getattr(callback, "__self__", None)
    if not isinstance(owner, QObject):
        raise TypeError(f"{callback!r} is not a method of a QObject")
    return owner
