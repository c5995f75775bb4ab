"""Work off the window's thread: results come back on it, the writer lane keeps its order."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from pos_app.basics.errors import BadInput
from pos_app.ui.background import Background, Lane
from tests.conftest import ExpectedLog


class Screen(QObject):
    """Who asked for work."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[QThread] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(QThread.currentThread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.finish()


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    return Screen()


def test_work_runs_elsewhere_and_comes_back_here(
    background: Background, screen: Screen, qtbot: QtBot
) -> None:
    elsewhere: list[int] = []

    def work() -> int:
        elsewhere.append(threading.get_ident())
        return 834_000

    background.run(work, screen.done, screen.failed)
    assert background.busy()
    qtbot.waitUntil(lambda: not background.busy())
    assert screen.results == [834_000]
    assert screen.threads == {QThread.currentThread()}
    assert elsewhere != [threading.get_ident()]


def test_a_refusal_comes_back_as_it_is(
    background: Background, screen: Screen, qtbot: QtBot
) -> None:
    refusal = BadInput("Máy in hết giấy. Thay giấy rồi bấm In lại.")

    def work() -> None:
        raise refusal

    background.run(work, screen.done, screen.failed, Lane.WRITER)
    qtbot.waitUntil(lambda: not background.busy())
    assert (screen.results, screen.errors) == ([], [refusal])


def test_the_writer_lane_does_one_thing_after_the_other(
    background: Background, screen: Screen, qtbot: QtBot
) -> None:
    at_once = threading.Semaphore(1)
    collisions: list[int] = []

    def write(number: int) -> int:
        if not at_once.acquire(blocking=False):
            collisions.append(number)
        threading.Event().wait(0.002)
        at_once.release()
        return number

    for number in range(30):
        background.run(partial(write, number), screen.done, screen.failed, Lane.WRITER)
    qtbot.waitUntil(lambda: not background.busy())
    assert collisions == []
    assert screen.results == list(range(30))


def test_the_wide_lane_does_not_wait_for_a_slow_printer(
    background: Background, screen: Screen, qtbot: QtBot
) -> None:
    paper = threading.Event()
    background.run(lambda: paper.wait(5) and "printed", screen.done, screen.failed)
    background.run(lambda: "found", screen.done, screen.failed)
    qtbot.waitUntil(lambda: screen.results == ["found"])
    paper.set()
    qtbot.waitUntil(lambda: screen.results == ["found", "printed"])


def test_a_screen_that_is_gone_is_not_called(
    background: Background, qtbot: QtBot, expected_log: ExpectedLog
) -> None:
    expected_log("its screen was gone")
    door = threading.Event()
    gone, failing = Screen(), Screen()
    done, failed = gone.results, failing.errors

    def fail() -> None:
        door.wait(5)
        raise BadInput("quá muộn")

    background.run(lambda: door.wait(5), gone.done, gone.failed)
    background.run(fail, failing.done, failing.failed)
    shiboken6.delete(gone)
    shiboken6.delete(failing)
    door.set()
    qtbot.waitUntil(lambda: not background.busy())
    assert (done, failed) == ([], [])


def test_plain_functions_are_refused(background: Background, screen: Screen) -> None:
    with pytest.raises(TypeError, match="not a method of a QObject"):
        background.run(lambda: 1, lambda _: None, screen.failed)
    assert not background.busy()


def test_the_program_waits_for_what_is_being_written(qtbot: QtBot, screen: Screen) -> None:
    background = Background()
    written: list[int] = []

    def write() -> None:
        threading.Event().wait(0.02)
        written.append(1)

    for _ in range(3):
        background.run(write, screen.done, screen.failed, Lane.WRITER)
    background.finish()
    assert written == [1, 1, 1]
    qtbot.wait(20)
    assert screen.results == [], "nobody is told any more"


def wasteful() -> None:
    """Leaves far more cycles behind than Python's collector lets pile up."""
    for _ in range(gc.get_threshold()[0] * 3):
        knot: list[object] = []
        knot.append(knot)


def test_widgets_nobody_holds_are_destroyed_on_the_windows_thread_alone(
    background: Background, screen: Screen, qtbot: QtBot
) -> None:
    here = threading.get_ident()
    swept: set[int] = set()

    def watch(phase: str, _facts: object) -> None:
        if phase == "start":
            swept.add(threading.get_ident())

    gc.callbacks.append(watch)
    try:
        background.run(wasteful, screen.done, screen.failed)
        background.run(wasteful, screen.done, screen.failed)
        qtbot.waitUntil(lambda: not background.busy())
        assert swept <= {here}
        wasteful()
        assert swept == {here}, "when nothing runs behind the window it is swept again"
    finally:
        gc.callbacks.remove(watch)


def test_an_end_in_the_middle_of_work_gives_the_collector_back(
    qtbot: QtBot, screen: Screen
) -> None:
    background = Background()
    background.run(wasteful, screen.done, screen.failed)
    assert not gc.isenabled()
    background.finish()
    assert gc.isenabled()


def test_what_came_out_before_the_end_is_not_told_after_it(qtbot: QtBot, screen: Screen) -> None:
    background = Background()
    worked = threading.Event()
    background.run(worked.set, screen.done, screen.failed)
    assert worked.wait(5)
    threading.Event().wait(0.05)
    background.finish()
    qtbot.wait(20)
    assert screen.results == []
