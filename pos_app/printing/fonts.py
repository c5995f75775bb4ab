"""The faces of the papers: loaded when the first paper needs them, measured letter by letter."""

from __future__ import annotations

from functools import cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pos_app.basics.assets import asset

REGULAR: Final = "NotoSans_400Regular"
BOLD: Final = "NotoSans_700Bold"
SCRIPT: Final = "DancingScript_600SemiBold"


class Face:
    """One font file: which letters it has and what they measure, in ems (1 is the size)."""

    def __init__(self, name: str) -> None:
        # Only the letters used are embedded: without this flag all of ASCII comes along.
        font = TTFont(name, str(asset("fonts", f"{name}.ttf")), asciiReadable=False)
        pdfmetrics.registerFont(font)
        self._glyphs: dict[int, int] = font.face.charToGlyph
        self._advances = _Advances(font)

    def width(self, text: str) -> float:
        """How far `text` reaches at size 1."""
        return sum(map(self._advances.__getitem__, text))

    def draws(self, text: str) -> bool:
        """False when a letter is missing in this face."""
        return all(ord(letter) in self._glyphs for letter in text)


class _Advances(dict[str, float]):
    """Widths of letters, each asked of the font once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, letter: str) -> float:
        advance = self[letter] = float(self._font.stringWidth(letter, 1))
        return advance


@cache
def face(name: str) -> Face:
    """The face of that name, registered with ReportLab when it is first asked for."""
    return Face(name)
