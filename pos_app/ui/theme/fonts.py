"""Be Vietnam Pro for words, IBM Plex Sans for numbers: its digits are equally wide."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from pos_app.basics.assets import asset
from pos_app.ui.theme.current import px

TEXT: Final = "Be Vietnam Pro"
NUMBERS: Final = "IBM Plex Sans"

_SCREEN_FACES: Final = (
    "BeVietnamPro_400Regular.ttf",
    "BeVietnamPro_500Medium.ttf",
    "BeVietnamPro_600SemiBold.ttf",
    "BeVietnamPro_700Bold.ttf",
    "IBMPlexSans_400Regular.ttf",
    "IBMPlexSans_500Medium.ttf",
    "IBMPlexSans_600SemiBold.ttf",
    "IBMPlexSans_700Bold.ttf",
)
"""What a window shows; the faces of paper are loaded by printing, when it prints."""


@cache
def load_fonts() -> None:
    """Makes the bundled faces known to Qt, once; FileNotFoundError when one is missing."""
    for name in _SCREEN_FACES:
        path = asset("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


@cache
def _font(family: str, pixels: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


@cache
def _metrics(family: str, pixels: int, weight: int) -> QFontMetrics:
    return QFontMetrics(_font(family, pixels, weight))


def text_font(size: int = 14, weight: int = 400) -> QFont:
    """Words at `size` pixels of the design, grown by the text size in force."""
    return QFont(_font(TEXT, px(size), weight))


def number_font(size: int = 14, weight: int = 600) -> QFont:
    """Money, quantities, times, phones, codes and key hints, grown like words."""
    return QFont(_font(NUMBERS, px(size), weight))


def shared_font(size: int, weight: int, *, number: bool) -> QFont:
    """The cached font itself, for painters that do not change it."""
    return _font(NUMBERS if number else TEXT, px(size), weight)


def metrics(size: int, weight: int, *, number: bool) -> QFontMetrics:
    """Cached measures of `shared_font`."""
    return _metrics(NUMBERS if number else TEXT, px(size), weight)


@lru_cache(maxsize=4096)
def _advance(family: str, pixels: int, weight: int, text: str) -> int:
    return _metrics(family, pixels, weight).horizontalAdvance(text)


def advance(text: str, size: int, weight: int, *, number: bool) -> int:
    """Width of a text, kept: layouts ask for the same words again and again."""
    return _advance(NUMBERS if number else TEXT, px(size), weight, text)
