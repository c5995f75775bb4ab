"""Where a tour happens: a home of its own and two screens that nobody sees."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from PySide6.QtWidgets import QApplication

DISPLAY: Final = (1280, 800)
"""The customer's screen, as it is designed."""


@contextmanager
def own_home(window: tuple[int, int]) -> Iterator[Path]:
    """A folder that stands for home while a tour goes on: nobody's settings or papers are touched.

    It begins with the application, which cannot move to another home or other screens later.
    """
    with TemporaryDirectory(prefix="khach-quen-") as name:
        home = Path(name)
        told = home / "screens.json"
        told.write_text(json.dumps(screens(window)), "utf-8")
        os.environ.update(
            HOME=str(home),
            XDG_CONFIG_HOME=str(home / "config"),
            XDG_DATA_HOME=str(home / "data"),
            XDG_CACHE_HOME=str(home / "cache"),
            QT_QPA_PLATFORM=f"offscreen:configfile={told}",
        )
        QApplication(["khach-quen"]).setCursorFlashTime(0)
        yield home


def screens(window: tuple[int, int]) -> dict[str, Any]:
    """The cashier's and the customer's, side by side, as Qt's offscreen platform is told."""
    (width, height), (wide, high) = window, DISPLAY
    places = (("counter", 0, width, height), ("customer", width, wide, high))
    return {
        "windowFrameMargins": False,
        "screens": [
            {
                "name": name,
                "x": left,
                "y": 0,
                "width": across,
                "height": down,
                "logicalDpi": 96,
                "logicalBaseDpi": 96,
                "dpr": 1,
            }
            for name, left, across, down in places
        ],
    }
