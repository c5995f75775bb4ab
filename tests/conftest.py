"""What every test gets: no display, a home of its own, and a log that must stay quiet."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QSettings

from pos_app.basics import faults, i18n

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ("tests.fixtures",)

settings.register_profile("house", deadline=None, max_examples=100)
settings.register_profile("soak", deadline=None, max_examples=5_000)
settings.load_profile("house")


class ExpectedLog(logging.Handler):
    """Hears every warning and error; the test names those that belong to its story.

    Use: expected_log(r"printer .* is off"). An expected sentence that never comes is a failure
    too.
    """

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.heard: list[str] = []
        self.expected: list[re.Pattern[str]] = []

    def __call__(self, pattern: str) -> None:
        self.expected.append(re.compile(pattern))

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def judge(self) -> list[str]:
        """What went wrong, a sentence each; nothing when the log says what the test expects."""
        unexpected = [
            f"unexpected in the log: {line}"
            for line in self.heard
            if not any(pattern.search(line) for pattern in self.expected)
        ]
        silent = [
            f"never came in the log: {pattern.pattern}"
            for pattern in self.expected
            if not any(pattern.search(line) for line in self.heard)
        ]
        return unexpected + silent


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[ExpectedLog]:
    """Fails the test when the log holds a warning that nobody expected."""
    handler = ExpectedLog()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    if wrong := handler.judge():
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a past: no test reads or writes the files of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in (
        ("HOME", home),
        ("XDG_DATA_HOME", home / "data"),
        ("XDG_CONFIG_HOME", home / "config"),
        ("XDG_CACHE_HOME", home / "cache"),
        ("XDG_STATE_HOME", home / "state"),
    ):
        monkeypatch.setenv(name, str(folder))
    # Qt reads these variables once in a process.
    user, ini = QSettings.Scope.UserScope, QSettings.Format.IniFormat
    QSettings.setPath(ini, user, str(home / "config"))
    return home


@pytest.fixture(autouse=True)
def as_shipped() -> Iterator[None]:
    """Every test starts in Vietnamese and leaves no fault armed."""
    i18n.use_language("vi")
    yield
    i18n.use_language("vi")
    faults.arm(None)
