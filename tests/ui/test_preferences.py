"""What one PC remembers of its window, and what it makes of nonsense in the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from pos_app.ui import preferences


def test_the_first_start_is_vietnamese_and_light() -> None:
    kept = preferences.load()
    assert (kept.language, kept.theme, kept.scale, kept.hints) == ("vi", "light", 100, True)
    assert kept.shop == ""


def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    wanted = replace(
        preferences.load(),
        language="en",
        theme="dark",
        scale=130,
        hints=False,
        sounds=False,
        staff=2,
    )
    wanted = preferences.with_shop(wanted, tmp_path / "tiệm.khachquen")
    preferences.keep(wanted)
    assert preferences.load() == wanted


def test_nonsense_in_the_file_counts_as_nothing() -> None:
    store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "KhachQuen", "window")
    for key, value in (("language", "xx"), ("theme", 7), ("scale", "big"), ("staff", "-")):
        store.setValue(key, value)
    store.sync()
    assert preferences.load() == preferences.Preferences()


def test_where_the_window_stood() -> None:
    assert preferences.geometry() is None
    preferences.keep_geometry(QByteArray(b"somewhere"))
    assert preferences.geometry() == QByteArray(b"somewhere")
