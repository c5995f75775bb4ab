"""A PDF being printed: pages in dots from the top left corner, one text block, no default font."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from pos_app.basics.i18n import language
from pos_app.printing.fonts import REGULAR, face

Block = tuple[float, float, float, float]
"""x, y, width and height of a rectangle."""

Font = tuple[str, float]
"""Name of a face, and its size in dots."""

BLACK: Final = "#000000"
WHITE: Final = "#FFFFFF"

_BCP47: Final = {"vi": "vi-VN", "en": "en-VN"}

# ReportLab reads glyphs through one shared position in the font file, so two papers at a time
# would mix theirs.
_one_at_a_time = Lock()


@contextmanager
def printout(title: str, author: str) -> Iterator[Printout]:
    """A document to be filled page by page; the press is held until it is done."""
    with _one_at_a_time:
        yield Printout(title, author)


class Printout:
    """One PDF file; equal pages give equal bytes, since no time of making is written."""

    def __init__(self, title: str, author: str) -> None:
        face(REGULAR)
        self._file = BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            invariant=True,
            pageCompression=True,
            initialFontName=REGULAR,
            lang=_BCP47[language()],
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)

    @contextmanager
    def page(self, width: float, height: float, dot: float, margin: float = 0) -> Iterator[Page]:
        """A page of `width` x `height` mm, drawn in dots of `dot` mm.

        A margin in mm, left and right, is paper the printer cannot reach: it stays outside the
        crop box, which is what viewers show and printers print.
        """
        canvas = self._canvas
        canvas.setPageSize((width * mm, height * mm))
        if margin:
            canvas.setCropBox((margin * mm, 0, (width - margin) * mm, height * mm))
        canvas.transform(dot * mm, 0, 0, dot * mm, margin * mm, height * mm)
        page = Page(canvas)
        yield page
        page.finish()
        canvas.showPage()

    def pdf(self) -> bytes:
        """The finished file."""
        self._canvas.save()
        return self._file.getvalue()


class Page:
    """One page: y grows downwards, text stands on its baseline and over everything else."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._text = canvas.beginText()
        self._font: Font | None = None
        self._colour = BLACK
        self._tracking = 0.0

    def write(
        self,
        x: float,
        y: float,
        text: str,
        font: Font,
        colour: str = BLACK,
        tracking: float = 0,
    ) -> None:
        """Writes from x on, `tracking` extra dots after each letter."""
        if colour != self._colour:
            self._text.setFillColor(HexColor(colour))
            self._colour = colour
        if tracking != self._tracking:
            self._text.setCharSpace(tracking)
            self._tracking = tracking
        self.line(x, y, ((text, font),))

    def line(self, x: float, y: float, runs: Sequence[tuple[str, Font]]) -> None:
        """Writes stretches of different fonts as one line, which also reads back as one."""
        pen = self._text
        pen.setTextOrigin(x, -y)
        *first, (last, font) = runs
        for text, its_font in first:
            self._take(its_font)
            pen.textOut(text)
        self._take(font)
        pen.textLine(last)

    def solid(self, blocks: Iterable[Block], colour: str = BLACK) -> None:
        """Fills all rectangles as one path."""
        self._canvas.setFillColor(HexColor(colour))
        path = "\n".join(f"{x:g} {-y - h:g} {w:g} {h:g} re" for x, y, w, h in blocks)
        self._canvas.addLiteral(f"{path}\nf")

    def dashes(self, lines: Iterable[Block], thickness: float, colour: str = BLACK) -> None:
        """Draws lines of six dots and gaps of four from (x, y) over (width, height)."""
        self._canvas.saveState()
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(thickness)
        self._canvas.setDash(6, 4)
        path = "\n".join(f"{x:g} {-y:g} m {x + w:g} {-y - h:g} l" for x, y, w, h in lines)
        self._canvas.addLiteral(f"{path}\nS")
        self._canvas.restoreState()

    def plate(
        self,
        block: Block,
        radius: float = 0,
        fill: str | None = None,
        edge: str | None = None,
        thickness: float = 1,
    ) -> None:
        """A rectangle with round corners, filled, edged or both."""
        x, y, width, height = block
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(thickness)
        if fill is not None:
            canvas.setFillColor(HexColor(fill))
        if edge is not None:
            canvas.setStrokeColor(HexColor(edge))
        canvas.roundRect(
            x, -y - height, width, height, radius, fill=fill is not None, stroke=edge is not None
        )
        canvas.restoreState()

    def outline(
        self, path: str, at: tuple[float, float], scale: float, thickness: float, colour: str
    ) -> None:
        """Strokes a drawing (PDF path operators, y downwards) with round ends and corners.

        `thickness` is in the drawing's own unit.
        """
        canvas = self._canvas
        canvas.saveState()
        canvas.transform(scale, 0, 0, -scale, at[0], -at[1])
        canvas.setLineWidth(thickness)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(HexColor(colour))
        canvas.addLiteral(f"{path} S")
        canvas.restoreState()

    def _take(self, font: Font) -> None:
        if font != self._font:
            face(font[0])
            self._text.setFont(*font)
            self._font = font

    def finish(self) -> None:
        """Puts the text on the page."""
        self._canvas.drawText(self._text)
