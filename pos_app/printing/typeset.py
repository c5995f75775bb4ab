"""Text made fit for paper: tidied, measured, wrapped, cut and shrunk to the room there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from pos_app.basics.money import NBSP
from pos_app.basics.text import clean
from pos_app.printing.fonts import BOLD, REGULAR, face

Measure = Callable[[str], float]
"""How far a text reaches, in the unit of the room it is given."""

LONGEST: Final = 200
"""No name of goods or people is longer on paper; the rest is an ellipsis."""

_HALVINGS: Final = 6
"""How often the room is narrowed to make lines even."""

_STRONG: Final = "\x02"
_NO_GLYPH: Final = "\ufffd"


class _Drawable(dict[int, int | str]):
    """A table for str.translate: letters that Noto Sans lacks become the sign for that."""

    def __missing__(self, point: int) -> int | str:
        known = face(REGULAR).draws(chr(point)) and face(BOLD).draws(chr(point))
        shown = self[point] = point if known else _NO_GLYPH
        return shown


_drawable = _Drawable()


def printable(text: str, longest: int = LONGEST) -> str:
    """Text from people as paper takes it: NFC, nothing invisible, not endless, markup as text."""
    plain = text.isprintable() and unicodedata.is_normalized("NFC", text)
    tidy = text if plain and len(text) <= longest else clean(text, longest + 1)
    if len(tidy) > longest:
        tidy = f"{tidy[: longest - 1].rstrip()}…"
    return tidy.translate(_drawable)


def strong(text: str) -> str:
    """The same words, each marked to be set in bold inside a sentence."""
    return " ".join(f"{_STRONG}{word}{_STRONG}" for word in text.split(" "))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of a line with the name of their face, those of `strong` words in bold."""
    joined = text.replace(f"{_STRONG} {_STRONG}", " ")
    for place, part in enumerate(joined.split(_STRONG)):
        if part:
            yield part, BOLD if place % 2 else REGULAR


def mixed_width(text: str) -> float:
    """How far a line with `strong` words reaches at size 1."""
    if _STRONG not in text:
        return face(REGULAR).width(text)
    return sum(face(name).width(part) for part, name in runs(text))


def wrap(text: str, room: float, measure: Measure) -> list[str]:
    """Lines no wider than the room, parted at blanks, inside a word only when it must be."""
    if measure(text) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in _words(text, room, measure):
        longer = f"{line} {word}" if line else word
        if line and measure(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def even(text: str, room: float, measure: Measure) -> list[str]:
    """As many lines as `wrap` makes, for words that stand in the middle of a paper.

    They part after commas where that takes no more lines; otherwise none is left with the odd
    word that did not fit.
    """
    lines = wrap(text, room, measure)
    if len(lines) == 1:
        return lines
    phrases = wrap(glued(text), room, measure)
    if len(phrases) <= len(lines) and all(phrase.endswith(",") for phrase in phrases[:-1]):
        return phrases
    widest = max(measure(word) for word in text.split(" "))
    least = max(widest, room / len(lines))
    for _ in range(_HALVINGS if least < room else 0):
        middle = (least + room) / 2
        closer = wrap(text, middle, measure)
        if len(closer) > len(lines):
            least = middle
        else:
            room, lines = middle, closer
    return lines


def wrap_at_most(most: int, text: str, room: float, measure: Measure) -> list[str]:
    """The same, but the last line allowed is cut when the text goes on."""
    lines = wrap(text, room, measure)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), room, measure)]


def glued(text: str) -> str:
    """The same sentence, to be parted after commas only, as long as its parts fit."""
    return text.replace(" ", NBSP).replace(f",{NBSP}", ", ")


def cut(text: str, room: float, measure: Measure) -> str:
    """The text, or as much of it as fits the room with an ellipsis."""
    if measure(text) <= room:
        return text
    kept = text
    while kept and measure(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def fit(text: str, size: float, room: float, least: float, measure: Measure) -> float:
    """The size, or the smaller one at which the text fits the room, but never below `least`.

    `measure` is for size 1.
    """
    reach = measure(text) * size
    return size if reach <= room else max(least, size * room / reach)


def _words(text: str, room: float, measure: Measure) -> Iterator[str]:
    for word in text.split(" "):
        if measure(word) <= room:
            yield word
        elif NBSP in word:
            yield from _words(word.replace(NBSP, " "), room, measure)
        else:
            yield from _pieces(word, room, measure)


def _pieces(word: str, room: float, measure: Measure) -> Iterator[str]:
    mark = _STRONG if _STRONG in word else ""
    letters = word.replace(_STRONG, "")
    start, taken = 0, 0.0
    for place, letter in enumerate(letters):
        reach = measure(f"{mark}{letter}{mark}")
        if place > start and taken + reach > room:
            yield f"{mark}{letters[start:place]}{mark}"
            start, taken = place, 0.0
        taken += reach
    yield f"{mark}{letters[start:]}{mark}"
