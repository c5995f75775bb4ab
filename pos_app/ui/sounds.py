"""The counter's four sounds, through the player that the system brings along.

Each of them has a twin on the screen; without a player, or a device, there is silence.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QProcess, QStandardPaths, QTimer
from PySide6.QtGui import QGuiApplication

from pos_app.basics.assets import asset

PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""Linux with PipeWire, with PulseAudio, with neither; macOS. Windows plays waves itself."""
AT_ONCE: Final = 3
"""A sound more is left out: the ear could not tell it from the others."""
LONGEST_MS: Final = 2_000
"""A player that is still there waits for a device that never answers."""
UNSEEN: Final = ("offscreen", "minimal")
"""Where there is no screen nobody listens either."""


class Sound(StrEnum):
    """The names of the waves in assets/sounds."""

    SCAN = "scan"
    UNKNOWN = "unknown"
    MONEY = "money"
    TROUBLE = "trouble"


def player() -> tuple[str, ...]:
    """The command that plays a wave; nothing where there is none."""
    for command, *options in PLAYERS:
        found = QStandardPaths.findExecutable(command)
        if found:
            return found, *options
    return ()


class Sounds(QObject):
    """Never waits for a device: the player is a process of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = True
        seen = QGuiApplication.platformName() not in UNSEEN
        self._player = player() if seen and sys.platform != "win32" else ()
        self.available = seen and (sys.platform == "win32" or bool(self._player))
        self._running: list[QProcess] = []

    def play(self, sound: Sound, *_told: object) -> None:
        """Starts it, unless sounds are off; fit to be a slot of any signal."""
        path = str(asset("sounds", f"{sound}.wav"))
        if not (self.on and self.available):
            return
        if sys.platform == "win32":
            import winsound

            how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            with suppress(RuntimeError):  # no device
                winsound.PlaySound(path, how)
        elif len(self._running) < AT_ONCE:
            self._start([*self._player, path])

    def tell(self, known: bool) -> None:
        """Whether a code that was read is known."""
        self.play(Sound.SCAN if known else Sound.UNKNOWN)

    def _start(self, command: list[str]) -> None:
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._sweep)
        process.errorOccurred.connect(self._sweep)
        QTimer.singleShot(LONGEST_MS, process, process.kill)
        self._running.append(process)
        process.start(command[0], command[1:])

    def _sweep(self, *_told: object) -> None:
        for process in self._running:
            if process.state() is QProcess.ProcessState.NotRunning:
                process.deleteLater()
        self._running = [
            one for one in self._running if one.state() is not QProcess.ProcessState.NotRunning
        ]

    def stop(self) -> None:
        """Silence, before the program ends."""
        self.on = False
        for process in list(self._running):
            process.kill()
            process.waitForFinished(100)
