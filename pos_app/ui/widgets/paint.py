"""The house's pen: text, money, icons and chips, the same in a widget and in a list row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from pos_app.basics.money import NBSP, Money
from pos_app.ui.theme.current import colour, px, qcolor, tokens
from pos_app.ui.theme.fonts import advance, metrics, number_font, shared_font
from pos_app.ui.theme.icons import pixmap
from pos_app.ui.theme.tokens import Fill, Ink, Tone, tone_ink

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
TOP_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

CHIP: Final = 26
KEY: Final = 22
DONG: Final = "₫"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line that differs from its neighbours in colour, weight or digits."""

    text: str
    ink: Ink = "ink2"
    weight: int = 400
    number: bool = False


_ARROWS: Final = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def key_text(sequence: str) -> str:
    """How a key stands on its hint: "Ctrl+Del" is shown as "Ctrl Del", "Ctrl+Up" as "Ctrl ↑"."""
    if len(sequence) == 1:
        return sequence
    return " ".join(_ARROWS.get(key, key) for key in sequence.split("+"))


def text_width(text: str, size: int, weight: int = 400, *, number: bool = False) -> int:
    """Logical pixels a text takes at the text size in force."""
    return advance(text, size, weight, number=number)


def runs_width(runs: Sequence[Run], size: int) -> int:
    """Logical pixels of a line of differing pieces."""
    return sum(text_width(run.text, size, run.weight, number=run.number) for run in runs)


def chip_width(text: str, icon: str = "") -> int:
    """Logical pixels of a label chip."""
    return text_width(text, 13, 500) + 2 * 11 + (20 if icon else 0)


def key_width(sequence: str) -> int:
    """Logical pixels of a key hint."""
    return max(20, text_width(key_text(sequence), 13, 600, number=True) + 2 * 6)


def money_parts(amount: Money, *, sign: bool = False) -> tuple[str, str]:
    """Grouped digits and the sign of the currency; `sign` writes a plus before a gain."""
    plus = "+" if sign and amount.dong > 0 else ""
    return plus + amount.digits(), f"{NBSP}{DONG}"


def dong_size(size: int) -> int:
    """The ₫ is smaller than its digits: 86 %, and 60 % beside large sums."""
    return (size * (86 if size <= 20 else 60) + 50) // 100


def money_width(amount: Money, size: int, weight: int = 600, *, sign: bool = False) -> int:
    """Logical pixels of an amount with its ₫."""
    digits, dong = money_parts(amount, sign=sign)
    return text_width(digits, size, weight, number=True) + text_width(
        dong, dong_size(size), min(weight, 600), number=True
    )


def _held_together(words: list[str]) -> list[str]:
    """A number keeps its unit: "330 ml" is never parted."""
    held: list[str] = []
    for word in words:
        if held and held[-1][:1].isdigit() and " " not in held[-1]:
            held[-1] = f"{held[-1]} {word}"
        else:
            held.append(word)
    return held


def two_lines(text: str, width: int, size: int, weight: int = 400) -> tuple[str, ...]:
    """`text` on at most two lines, broken between words; the painter elides the second."""
    words = _held_together(text.split())
    first: list[str] = []
    while words and text_width(" ".join([*first, words[0]]), size, weight) <= width:
        first.append(words.pop(0))
    if not first and words:
        first.append(words.pop(0))
    return tuple(line for line in (" ".join(first), " ".join(words)) if line)


def fitting_size(amount: Money, room: int, size: int, weight: int = 600) -> int:
    """The largest size up to `size` at which an amount fits: it is never cut, down to 12."""
    while size > 12 and money_width(amount, size, weight) > room:
        size -= 1
    return size


class Painter:
    """Wraps a QPainter; every size is a design pixel, every colour a token."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        device = painter.device()
        self._ratio = device.devicePixelRatioF() if device is not None else 1.0

    def text(
        self,
        rect: QRect,
        text: str,
        size: int = 14,
        weight: int = 400,
        ink: Ink = "ink",
        *,
        align: Qt.AlignmentFlag = LEFT,
    ) -> int:
        """One line of words, elided when the room is short; gives back the width it took."""
        return self._line(rect, Run(text, ink, weight), size, align)

    def number(
        self,
        rect: QRect,
        text: str,
        size: int = 14,
        weight: int = 600,
        ink: Ink = "ink",
        *,
        align: Qt.AlignmentFlag = LEFT,
    ) -> int:
        """A quantity, time, phone or code in digits of equal width; else like `text`."""
        return self._line(rect, Run(text, ink, weight, number=True), size, align)

    def struck(
        self,
        rect: QRect,
        text: str,
        size: int = 14,
        *,
        ink: Ink = "ink3",
        align: Qt.AlignmentFlag = RIGHT,
    ) -> None:
        """A number that no longer holds, such as the price before a discount."""
        font = number_font(size, 400)
        font.setStrikeOut(True)
        self.painter.setFont(font)
        self.painter.setPen(colour(ink))
        self.painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)

    def _line(self, rect: QRect, run: Run, size: int, align: Qt.AlignmentFlag) -> int:
        shown = run.text
        width = advance(shown, size, run.weight, number=run.number)
        if width > rect.width():
            measure = metrics(size, run.weight, number=run.number)
            shown = measure.elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
            width = measure.horizontalAdvance(shown)
        self.painter.setFont(shared_font(size, run.weight, number=run.number))
        self.painter.setPen(colour(run.ink))
        self.painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)
        return width

    def lines(
        self, rect: QRect, text: str, size: int = 14, weight: int = 400, ink: Ink = "ink"
    ) -> None:
        """Words wrapped from the top left; what does not fit is cut."""
        self.painter.setFont(shared_font(size, weight, number=False))
        self.painter.setPen(colour(ink))
        self.painter.drawText(rect, TOP_LEFT | Qt.TextFlag.TextWordWrap, text)

    def money(
        self,
        rect: QRect,
        amount: Money,
        size: int = 17,
        weight: int = 600,
        ink: Ink = "ink",
        *,
        align: Qt.AlignmentFlag = RIGHT,
        sign: bool = False,
    ) -> int:
        """An amount with NBSP and a smaller ₫ on one base line; gives back its width."""
        digits, dong = money_parts(amount, sign=sign)
        width = money_width(amount, size, weight, sign=sign)
        left = rect.left()
        if align & Qt.AlignmentFlag.AlignRight:
            left = rect.right() + 1 - width
        elif align & Qt.AlignmentFlag.AlignHCenter:
            left += (rect.width() - width) // 2
        measure = metrics(size, weight, number=True)
        base = rect.top() + (rect.height() + measure.capHeight() + 1) // 2
        if align & Qt.AlignmentFlag.AlignBottom:
            base = rect.bottom() + 1 - measure.descent()
        self.painter.setPen(colour(ink))
        self.painter.setFont(shared_font(size, weight, number=True))
        self.painter.drawText(left, base, digits)
        self.painter.setFont(shared_font(dong_size(size), min(weight, 600), number=True))
        self.painter.drawText(left + advance(digits, size, weight, number=True), base, dong)
        return width

    def runs(
        self, rect: QRect, runs: Sequence[Run], size: int = 14, *, align: Qt.AlignmentFlag = LEFT
    ) -> int:
        """A line of differing pieces, elided at the end; gives back its width."""
        whole = runs_width(runs, size)
        left = rect.left()
        if align & Qt.AlignmentFlag.AlignRight and whole < rect.width():
            left = rect.right() + 1 - whole
        elif align & Qt.AlignmentFlag.AlignHCenter and whole < rect.width():
            left += (rect.width() - whole) // 2
        start = left
        for run in runs:
            room = rect.right() + 1 - left
            if room < 8:
                break
            piece = QRect(left, rect.top(), room, rect.height())
            left += self._line(piece, run, size, LEFT)
        return left - start

    def icon(self, rect: QRect, name: str, ink: Ink = "ink2", size: int = 20) -> None:
        """An icon in the middle of `rect`."""
        self._picture(rect, name, getattr(tokens(), ink), size)

    def _picture(self, rect: QRect, name: str, value: str, size: int) -> None:
        corner = QPoint(
            rect.left() + (rect.width() - size) // 2, rect.top() + (rect.height() - size) // 2
        )
        self.painter.drawPixmap(corner, pixmap(name, value, size, self._ratio))

    def box(
        self,
        rect: QRect,
        fill: QColor | None,
        edge: QColor | None = None,
        radius: float = 8,
        width: int = 1,
    ) -> None:
        """A rounded box whose border lies inside `rect`."""
        inset = width / 2 if edge is not None else 0
        self.painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
        self.painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, width))
        shape = QRectF(rect).adjusted(inset, inset, -inset, -inset)
        self.painter.drawRoundedRect(shape, radius - inset, radius - inset)

    def fill(self, rect: QRect, fill: Fill | Ink) -> None:
        """A plain filled area."""
        self.painter.fillRect(rect, colour(fill))

    def line(self, left: int, top: int, width: int, ink: str = "line") -> None:
        """A separator one pixel high; `ink` is a token."""
        self.painter.fillRect(QRect(left, top, width, 1), colour(ink))

    def chip(
        self,
        rect: QRect,
        text: str,
        tone: Tone,
        *,
        icon: str = "",
        align: Qt.AlignmentFlag = LEFT,
    ) -> QRect:
        """A tinted label of height 26, vertically centred in `rect`; gives back where it is."""
        tint = tokens().tint(tone)
        height = max(CHIP, px(18) + 8)
        width = min(chip_width(text, icon), rect.width())
        left = rect.left()
        if align & Qt.AlignmentFlag.AlignRight:
            left = rect.right() + 1 - width
        elif align & Qt.AlignmentFlag.AlignHCenter:
            left += (rect.width() - width) // 2
        area = QRect(left, rect.top() + (rect.height() - height) // 2, width, height)
        self.box(area, qcolor(tint.fill), qcolor(tint.line), height / 2)
        inner = area.adjusted(11, 0, -8, -1)
        if icon:
            self._picture(QRect(inner.left() - 1, area.top(), 16, height), icon, tint.ink, 15)
            inner.setLeft(inner.left() + 20)
        ink = tone_ink(tone)
        self.text(inner, text, 13, 500, ink)
        return area

    def key(
        self,
        rect: QRect,
        sequence: str,
        *,
        align: Qt.AlignmentFlag = RIGHT,
        on_jade: bool = False,
        faded: bool = False,
    ) -> QRect:
        """A key hint of height 22, vertically centred in `rect`; gives back where it is.

        `on_jade` stands on a jade button, `faded` on something that is off.
        """
        width = key_width(sequence)
        height = max(KEY, px(16) + 6)
        left = rect.left() if align & Qt.AlignmentFlag.AlignLeft else rect.right() + 1 - width
        if align & Qt.AlignmentFlag.AlignHCenter:
            left = rect.left() + (rect.width() - width) // 2
        area = QRect(left, rect.top() + (rect.height() - height) // 2, width, height)
        if on_jade:
            self.box(area, colour("jade_pressed"), None, 4)
        else:
            self.box(area, None if faded else colour("key"), colour("key_line"), 4)
        ink: Ink = "on" if on_jade else "disabled" if faded else "ink2"
        self.number(area, key_text(sequence), 13, 600, ink, align=CENTRE)
        return area

    def disc(self, rect: QRect, icon: str, tone: Tone, size: int = 18) -> None:
        """A tinted disc as large as `rect` with an icon in it."""
        tint = tokens().tint(tone)
        self.box(rect, qcolor(tint.fill), None, rect.height() / 2)
        self._picture(rect, icon, tint.ink, size)

    def avatar(
        self, rect: QRect, initials: str, tone: Tone, *, size: int = 15, ringed: bool = False
    ) -> None:
        """A tinted disc with initials; `ringed` is white with an edge, for tinted ground."""
        tint = tokens().tint(tone)
        if ringed:
            self.box(rect, colour("sur"), qcolor(tint.line), rect.height() / 2)
        else:
            self.box(rect, qcolor(tint.fill), None, rect.height() / 2)
        ink = tone_ink(tone)
        self.text(rect, initials, size, 700, ink, align=CENTRE)

    def badge(self, centre: QPoint, count: int) -> None:
        """A small clay disc with a number, 99+ at most."""
        text = str(count) if count < 100 else "99+"
        width = max(18, text_width(text, 12, 700, number=True) + 10)
        area = QRect(centre.x() - width // 2, centre.y() - 9, width, 18)
        self.box(area, colour("clay"), None, 9)
        self.number(area, text, 12, 700, "on", align=CENTRE)


@contextmanager
def painting(widget: QWidget) -> Iterator[Painter]:
    """A pen for one paintEvent; it is put down even when the painting fails."""
    painter = QPainter(widget)
    try:
        yield Painter(painter)
    finally:
        painter.end()
