"""A newcomer's machine is made ready, or its owner is told in one line what to do."""

from __future__ import annotations

import os
from pathlib import Path

import prepare
import pytest


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_the_pythons_it_is_tested_with_are_welcome(version: tuple[int, int]) -> None:
    prepare.check_version(version)


@pytest.mark.parametrize("version", [(2, 7), (3, 9), (3, 10), (3, 14)])
def test_any_other_python_is_named_in_one_sentence(version: tuple[int, int]) -> None:
    with pytest.raises(prepare.Refusal, match=rf"3\.11 to 3\.13, and this one is {version[0]}\."):
        prepare.check_version(version)


def test_the_same_pythons_are_declared_to_installers() -> None:
    declared = (prepare.ROOT / "pyproject.toml").read_text("utf-8")

    assert 'requires-python = ">=3.11,<3.14"' in declared
    assert (prepare.OLDEST, prepare.NEWEST) == ((3, 11), (3, 13))


def test_only_what_the_machine_lacks_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    needed = prepare.needed_libraries(window=True)

    assert prepare.missing_packages(needed, present=lambda library: True) == []
    assert prepare.missing_packages(needed, present=lambda library: "EGL" not in library) == [
        "libegl1"
    ]
    assert "libxcb-cursor0" in prepare.missing_packages(needed, present=lambda library: False)


def test_pictures_and_tests_need_no_library_of_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")

    assert not any("xcb" in library for library in prepare.needed_libraries(window=False))


def test_a_library_that_nobody_has_does_not_load() -> None:
    assert not prepare.loads("libkhachquen-not-here.so.0")


def test_a_stranger_gets_one_line_to_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(prepare.Refusal) as refusal:
        prepare.install(["python3.11-venv", "libegl1"])

    lines = [line.strip() for line in str(refusal.value).splitlines()]
    assert "sudo apt-get install --yes python3.11-venv libegl1" in lines


def test_nothing_missing_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    prepare.install([])


def test_an_environment_is_made_anew_when_its_lock_or_place_changes(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("qrcode==8.2\n")
    stamp = prepare.stamp_of(tmp_path / "here", lock)

    assert prepare.stamp_of(tmp_path / "here", lock) == stamp
    assert prepare.stamp_of(tmp_path / "there", lock) != stamp
    lock.write_text("qrcode==8.3\n")
    assert prepare.stamp_of(tmp_path / "here", lock) != stamp


def test_an_empty_lock_makes_an_environment_once(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("")
    environment = tmp_path / "environment"

    prepare.make_environment(environment, lock)
    (environment / "mark").touch()
    prepare.make_environment(environment, lock)
    assert (environment / "mark").exists()

    lock.write_text("# another\n")
    prepare.make_environment(environment, lock)
    assert not (environment / "mark").exists()
