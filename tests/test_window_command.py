"""python main.py: what it takes, how it ends, and what it says where no window can be."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

MAIN = Path(__file__).parents[1] / "main.py"
PATIENCE_S = 60


def start(*arguments: str, platform: str = "offscreen") -> subprocess.Popen[str]:
    """The program in a process of its own, with Ctrl+C as in a terminal."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if platform:
        environment["QT_QPA_PLATFORM"] = platform
    return subprocess.Popen(
        [sys.executable, str(MAIN), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def counters(shop: Path) -> list[str]:
    with closing(sqlite3.connect(shop)) as file:
        return [name for (name,) in file.execute("SELECT name FROM counter ORDER BY id")]


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_calmly_when_it_is_told_to(shop_file: Path, told: signal.Signals) -> None:
    program = start(str(shop_file), "--counter", "  Quầy  hai ", "--lang", "en")
    deadline = time.monotonic() + PATIENCE_S
    while "Quầy hai" not in counters(shop_file):
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.2)
    program.send_signal(told)
    out, err = program.communicate(timeout=PATIENCE_S)
    assert (program.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize(
    ("language", "sentence"), [("vi", "không có màn hình"), ("en", "no display")]
)
def test_without_a_display_it_says_so(shop_file: Path, language: str, sentence: str) -> None:
    program = start(str(shop_file), "--lang", language, platform="")
    out, err = program.communicate(timeout=PATIENCE_S)
    assert (program.returncode, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("wrong", [("--lang", "fr"), ("--counter", " "), ("--nonsense",)])
def test_wrong_use_changes_nothing(shop_file: Path, wrong: tuple[str, ...]) -> None:
    before = counters(shop_file)
    program = start(str(shop_file), *wrong)
    _out, err = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 2
    assert "Traceback" not in err
    assert counters(shop_file) == before
