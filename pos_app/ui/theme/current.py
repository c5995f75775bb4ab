"""The theme and the text size in force; `apply_theme` sets them, everything painted asks them."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QColor

from pos_app.ui.theme.tokens import LIGHT, THEMES, Tokens

SCALES: Final = (100, 115, 130)
"""Text sizes a person can choose, in per cent."""

_tokens: Tokens = LIGHT
_scale: int = 100


def tokens() -> Tokens:
    """The theme in force."""
    return _tokens


def scale() -> int:
    """The text size in force, in per cent."""
    return _scale


def px(length: int) -> int:
    """A length of the design at the text size in force."""
    return (length * _scale + 50) // 100


def use(name: str, percent: int) -> None:
    """Remembers a theme and a text size; ValueError for one that is not offered."""
    global _tokens, _scale
    if name not in THEMES or percent not in SCALES:
        raise ValueError(f"no such theme or text size: {name}, {percent} %")
    _tokens, _scale = THEMES[name], percent


@cache
def qcolor(value: str) -> QColor:
    """The QColor of #RRGGBB, made once. Never change it in place."""
    return QColor(value)


def colour(token: str) -> QColor:
    """The colour a token (an `Ink`, a `Fill`, an edge) has in the theme in force."""
    return qcolor(getattr(_tokens, token))
