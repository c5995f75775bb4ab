"""Four short sounds: as the design names them, never waited for, silent where nothing plays."""

from __future__ import annotations

import stat
import sys
import time
import wave
from array import array
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import sounds as drawing
from pytestqt.qtbot import QtBot

from pos_app.basics.assets import asset
from pos_app.ui import sounds
from pos_app.ui.setup.choices import ScreenSwitches
from pos_app.ui.sounds import Sound, Sounds

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows plays waves itself")


def samples(sound: Sound) -> tuple[array[int], int]:
    with wave.open(str(asset("sounds", f"{sound}.wav")), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array("h", file.readframes(file.getnframes())), file.getframerate()


@pytest.mark.parametrize("sound", Sound)
def test_a_wave_is_short_soft_and_the_one_that_was_drawn(sound: Sound) -> None:
    drawn, rate = samples(sound)
    again = drawing.samples(drawing.SOUNDS[sound])
    assert max(abs(a - b) for a, b in zip(drawn, again, strict=True)) <= 1
    assert len(drawn) <= rate // 5, "200 ms"
    assert max(map(abs, drawn)) <= drawing.LOUD
    assert abs(drawn[0]) < 50
    assert abs(drawn[-1]) < 50


def pitch(drawn: array[int], rate: int, start: int, length: int) -> float:
    """Hertz of a part, in milliseconds: how often it rises through nothing."""
    part = drawn[rate * start // 1_000 : rate * (start + length) // 1_000]
    rises = sum(a < 0 <= b for a, b in pairwise(part))
    return rises * 1_000 / length


def test_the_pitches_of_the_design() -> None:
    scan, rate = samples(Sound.SCAN)
    assert len(scan) == rate * 60 // 1_000
    assert pitch(scan, rate, 0, 60) == pytest.approx(1_800, rel=0.03)
    unknown, rate = samples(Sound.UNKNOWN)
    assert pitch(unknown, rate, 0, 80) == pytest.approx(300, rel=0.1)
    assert pitch(unknown, rate, 110, 80) == pytest.approx(300, rel=0.1), "twice"
    money, rate = samples(Sound.MONEY)
    assert pitch(money, rate, 0, 80) < pitch(money, rate, 80, 110), "two rising notes"


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A player of the system, which writes down what it was given."""
    told, player = tmp_path / "heard", tmp_path / "aplay"
    player.write_text(f'#!/bin/sh\necho noise >&2\necho "$2" >> "{told}"\nsleep 1\n', "utf-8")
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(sounds, "PLAYERS", (("aplay", "-q"),))
    monkeypatch.setattr(sounds, "UNSEEN", ())

    def names() -> list[str]:
        return [Path(line).stem for line in told.read_text().split()] if told.exists() else []

    return names


@posix
def test_a_sound_is_not_waited_for(
    qtbot: QtBot, heard: Callable[[], list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    counter = Sounds()
    begun = time.perf_counter()
    counter.play(Sound.SCAN)
    assert time.perf_counter() - begun < 0.5, "it plays for a second"
    qtbot.waitUntil(lambda: heard() == ["scan"])
    for _ in range(6):
        counter.play(Sound.UNKNOWN)
    qtbot.waitUntil(lambda: len(heard()) == sounds.AT_ONCE)
    counter.stop()
    counter.play(Sound.MONEY)
    qtbot.wait(50)
    assert "money" not in heard()
    assert capfd.readouterr().err == "", "a player's complaints are nobody's business"


@posix
def test_a_player_that_hangs_is_ended(
    qtbot: QtBot, heard: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sounds, "LONGEST_MS", 100)
    counter = Sounds()
    for _ in range(sounds.AT_ONCE):
        counter.play(Sound.SCAN)
    qtbot.waitUntil(lambda: len(heard()) == sounds.AT_ONCE)
    qtbot.wait(200)
    counter.play(Sound.MONEY)
    qtbot.waitUntil(lambda: "money" in heard(), timeout=900)
    counter.stop()


@posix
def test_without_a_player_there_is_silence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "UNSEEN", ())
    monkeypatch.setattr(sounds, "PLAYERS", (("no-such-player",),))
    counter = Sounds()
    counter.play(Sound.SCAN)
    assert not counter.available


def test_sounds_are_offered_where_something_plays_them(qtbot: QtBot) -> None:
    switches = ScreenSwitches()
    qtbot.addWidget(switches)
    switches.show()
    assert not switches.sounds.isVisible()
    switches.offer_sounds(on=False)
    assert switches.sounds.isVisible()
    assert switches.sounds.value() is False
