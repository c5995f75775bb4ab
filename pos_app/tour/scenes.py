"""What a tour is made of: scenes that end in a picture, papers that end in a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from pos_app.tour.stage import Stage

Act = Callable[[Stage], QWidget | None]
"""Brings the screen to what is shown; gives back the part to be pictured, None for the window."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture; the caption is translated when it is shown."""

    name: str
    caption: str
    act: Act


@dataclass(frozen=True, slots=True)
class PaperScene:
    """One paper, made as at the counter."""

    name: str
    caption: str
    make: Callable[[Stage], bytes]


def as_it_is(_stage: Stage) -> None:
    """The window as the scene before left it."""


def customers_screen(stage: Stage) -> QWidget:
    """The customer's screen at this moment."""
    return stage.display()
