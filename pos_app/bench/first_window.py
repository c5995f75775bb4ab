"""Runs a foreign program on this X display and ends it when its main window has been drawn.

Prints the milliseconds of CPU it took, as the kernel counts them for the whole process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QGuiApplication, QImage

AREA: Final = (0, 0, 400, 50)
"""Where a menu bar stands: the screen has no window manager, so windows begin in its corner.
A splash screen in the middle does not reach it."""
WORDS: Final = 12
"""An empty window has one colour here or a few, letters bring many shades."""
EVERY_S: Final = 0.002
LONGEST_S: Final = 30


def cpu_until_drawn(command: Sequence[str]) -> float:
    """Milliseconds of user and system time; TimeoutError when no window comes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    latest = time.monotonic() + LONGEST_S
    while not _drawn():
        if time.monotonic() > latest:
            process.kill()
            raise TimeoutError(f"{command[0]} shows no window")
        time.sleep(EVERY_S)
    process.kill()
    _pid, _status, used = os.wait4(process.pid, 0)
    process.returncode = 0
    while _drawn():
        time.sleep(EVERY_S)
    return (used.ru_utime + used.ru_stime) * 1000


def _drawn() -> bool:
    picture = QGuiApplication.primaryScreen().grabWindow(0, *AREA).toImage()
    return shades(picture) >= WORDS


def shades(picture: QImage) -> int:
    """How many colours a picture has."""
    pixels = picture.convertToFormat(QImage.Format.Format_RGB32)
    return len(set(memoryview(pixels.constBits()).cast("I")))


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    sys.stdout.write(str(cpu_until_drawn(sys.argv[1:])))
