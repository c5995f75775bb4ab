"""Start to the first frame: against a window without an application, and against HomeBank."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from pos_app.basics.i18n import _
from pos_app.bench.ground import LAST_DAY, Ground, own
from pos_app.bench.rows import Row
from pos_app.bench.timing import in_turns
from pos_app.demo import Plan

STARTS: Final = 12
WARM: Final = 2
"""Starts that only compile modules and fill the disk's cache."""
TIMES_WINDOW: Final = 1.3
SMALL_SHOP: Final = Plan(customers=0, goods=20, sales=0, until=LAST_DAY)
_SCREEN: Final = "1400x900x24"


def measure(ground: Ground, starts: int = STARTS) -> list[Row]:
    """The CPU of whole processes, user and system, least of several starts by turns."""
    program, window = own("start_program", ground.shop(SMALL_SHOP)), own("start_window")
    bare = ground.environment()
    told = in_turns(starts + WARM, partial(cpu_of, program, bare), partial(cpu_of, window, bare))
    ours, plain = (min(measured[WARM:]) for measured in told)
    return [Row("start", ours, "ms", plain, TIMES_WINDOW), *_homebank(ground, program, starts)]


def cpu_of(command: Sequence[str], environment: dict[str, str]) -> float:
    """Milliseconds of CPU of a process from its birth to its end."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000


def _homebank(ground: Ground, program: Sequence[str], starts: int) -> list[Row]:
    """Both programs on the same virtual screen; no row where one of the packages is missing."""
    missing = [name for name in ("homebank", "Xvfb") if shutil.which(name) is None]
    if missing:
        ground.say(
            _(
                "Máy này không có {names} nên không so được với HomeBank; bỏ qua phép đo này."
            ).format(names=", ".join(missing))
        )
        return []
    with virtual_screen() as display:
        there = ground.environment(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        watched = own("first_window", "homebank")
        told = in_turns(
            starts + WARM,
            partial(cpu_of, program, there),
            lambda: float(ground.output(watched, there)),
        )
    ours, theirs = (min(measured[WARM:]) for measured in told)
    return [Row("start_homebank", ours, "ms", theirs, 1)]


@contextmanager
def virtual_screen() -> Iterator[str]:
    """The name of an X display that nobody sees."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", _SCREEN, "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()
