"""Rows set one below the other on a strip of paper, in whole dots; the strip ends where they do."""

from __future__ import annotations

from typing import Final, NamedTuple

from pos_app.basics.money import NBSP, Money
from pos_app.printing import code128, qr
from pos_app.printing.fonts import BOLD, face
from pos_app.printing.press import BLACK, Block, Font, Page
from pos_app.printing.typeset import even, mixed_width, runs, wrap

_GAP: Final = 12
"""White that stays between the left and the right part of a row."""

_LEAST_COLUMN: Final = 0.4
"""A left part squeezed below this share of the row lets the right part have a line of its own."""

_DONG_SIGN: Final = 0.86
"""The ₫ is smaller than the digits before it."""

_RULE: Final = 2


class Style(NamedTuple):
    """Letter size and distance from baseline to baseline."""

    size: float
    lead: int


class Line(NamedTuple):
    """Words on a baseline, in stretches of one font each."""

    x: int
    y: int
    runs: tuple[tuple[str, Font], ...]


class Roll:
    """Collects what stands where; `y` is the last baseline, or the lower edge of a code."""

    def __init__(self, width: int, margin: int) -> None:
        self.y = 0
        self.left_edge = margin
        self.right_edge = width - margin
        self.lines: list[Line] = []
        self._rules: list[int] = []
        self._blocks: list[Block] = []
        self._frames: list[Block] = []

    @property
    def room(self) -> int:
        """Dots between the edges."""
        return self.right_edge - self.left_edge

    def down(self, dots: int) -> None:
        """Leaves white."""
        self.y += dots

    def left(self, text: str, style: Style) -> None:
        """Lines from the left edge."""
        for line in self._wrapped(text, style, self.room):
            self.y += style.lead
            self._put(self.left_edge, self.y, line, style.size)

    def beside(self, texts: list[tuple[str, Style]], x: int, height: int) -> None:
        """Lines from x on, in the middle of a block of that height whose upper edge is at y.

        Ends at the block's lower edge, or below the lines when they are taller.
        """
        lines = [
            (line, style)
            for text, style in texts
            for line in self._wrapped(text, style, self.right_edge - x)
        ]
        taken = sum(style.lead for _, style in lines)
        bottom = self.y + max(height, taken)
        self.y += max(0, height - taken) // 2 - 5
        for line, style in lines:
            self.y += style.lead
            self._put(x, self.y, line, style.size)
        self.y = bottom

    def centred(self, text: str, style: Style) -> None:
        """Lines in the middle, of about one length."""
        for line in even(text, self.room / style.size, mixed_width):
            self.y += style.lead
            reach = mixed_width(line) * style.size
            self._put(self.left_edge + round((self.room - reach) / 2), self.y, line, style.size)

    def row(self, text: str, right: Money | str, style: Style, size: float | None = None) -> None:
        """A text, and at the right end of its last line an amount or words, which never collide.

        `size` is that of the right part, when it differs. What is too long wraps; what leaves
        the text too little room goes to a line of its own; what is wider than the paper shrinks.
        """
        size = size or style.size
        reach = self._reach(right, size)
        if reach > self.room:
            size *= self.room / reach
            reach = self._reach(right, size)
        lines, apart = self._left_part(text, style, self.room - reach - _GAP)
        for line in lines:
            self.y += style.lead
            self._put(self.left_edge, self.y, line, style.size)
        if apart:
            self.y += round(max(style.lead, size * 1.1))
        self._put_right(right, size)

    def _left_part(self, text: str, style: Style, beside: float) -> tuple[list[str], bool]:
        """The lines of a row's text, and whether its right part goes below them."""
        if mixed_width(text) * style.size <= beside:
            return [text], False
        alone = self._wrapped(text, style, self.room)
        if beside < _LEAST_COLUMN * self.room:
            return alone, True
        squeezed = self._wrapped(text, style, beside)
        return (alone, True) if len(squeezed) > len(alone) + 1 else (squeezed, False)

    def rule(self, above: int) -> None:
        """A dashed line `above` dots under the last baseline."""
        self.y += above
        self._rules.append(self.y)
        self.y += _RULE

    def framed(self, text: str, style: Style) -> None:
        """Words in the middle inside a frame."""
        reach = round(mixed_width(text) * style.size)
        self.centred(text, style)
        x = self.left_edge + (self.room - reach) // 2
        height = round(style.size * 1.4)
        self._frames.append((x - 16, self.y - round(style.size * 1.05), reach + 32, height))
        self.y += height - round(style.size * 1.05)

    def qr(self, modules: qr.Matrix, dot: int, x: int) -> None:
        """A QR of `dot` dots a module with its left edge at x, its upper edge at y; y stays."""
        self._blocks += [
            (x + column * dot, self.y + row * dot, width * dot, height * dot)
            for column, row, width, height in qr.blocks(modules)
        ]

    def bars(self, text: str, dot: int, height: int) -> None:
        """A Code 128 in the middle, its upper edge at y, `dot` dots a module."""
        widths = code128.widths(text)
        x = self.left_edge + (self.room - sum(widths) * dot) // 2
        for place, width in enumerate(widths):
            if place % 2 == 0:
                self._blocks.append((x, self.y, width * dot, height))
            x += width * dot
        self.y += height

    def draw(self, page: Page) -> None:
        """Puts everything on the page."""
        page.dashes(((self.left_edge, y + 1, self.room, 0) for y in self._rules), _RULE)
        for frame in self._frames:
            page.plate(frame, radius=4, edge=BLACK, thickness=_RULE)
        if self._blocks:
            page.solid(self._blocks)
        for line in self.lines:
            page.line(*line)

    def _wrapped(self, text: str, style: Style, room: float) -> list[str]:
        return wrap(text, room / style.size, mixed_width)

    def _put(self, x: int, y: int, line: str, size: float) -> None:
        marked = tuple((part, (name, size)) for part, name in runs(line))
        if marked:
            self.lines.append(Line(x, y, marked))

    def _reach(self, right: Money | str, size: float) -> float:
        if isinstance(right, str):
            return mixed_width(right) * size
        bold = face(BOLD)
        return size * (bold.width(right.digits() + NBSP) + _DONG_SIGN * bold.width("₫"))

    def _put_right(self, right: Money | str, size: float) -> None:
        x = self.right_edge - round(self._reach(right, size))
        if isinstance(right, str):
            self._put(x, self.y, right, size)
            return
        digits, sign = (BOLD, size), (BOLD, size * _DONG_SIGN)
        amount = ((right.digits() + NBSP, digits), ("₫", sign))
        self.lines.append(Line(x, self.y, amount))
