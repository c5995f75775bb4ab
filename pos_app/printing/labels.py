"""Price labels for shelves and packages: one a page on a roll, or many on a sheet of A4."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import partial
from typing import Final

from pos_app.basics.i18n import _
from pos_app.printing import code128, ean13, press
from pos_app.printing.fonts import BOLD, REGULAR, face
from pos_app.printing.press import Block, Font, Page
from pos_app.printing.sheets import PriceLabel
from pos_app.printing.typeset import cut, fit, printable, wrap_at_most

_DOT_MM: Final = 0.125
"""Label printers have 203 dots an inch."""
_MARGIN: Final = 10
_NAME: Final = 22.0
_PRICE: Final = 46.0
_LEAST_PRICE: Final = 26.0
_SMALL: Final = 17.0
_BARS: Final = 58
_A4: Final = (210, 297)


class LabelPaper(Enum):
    """Width and height of a label in mm, and how many stand on a page: across and down."""

    MM40 = (40, 30, 1, 1)
    MM50 = (50, 30, 1, 1)
    A4 = (50, 30, 4, 9)


def render(labels: Sequence[PriceLabel], paper: LabelPaper, shop: str) -> bytes:
    """The labels as a PDF; the same labels give the same bytes. ValueError for none."""
    if not labels:
        raise ValueError("no label to print")
    width, height, across, down = paper.value
    page_size = _A4 if paper is LabelPaper.A4 else (width, height)
    left = (page_size[0] - across * width) / 2 / _DOT_MM
    top = (page_size[1] - down * height) / 2 / _DOT_MM
    with press.printout(_("Tem giá"), printable(shop)) as printout:
        for together in _pages(labels, across * down):
            with printout.page(*page_size, _DOT_MM) as page:
                for place, label in enumerate(together):
                    row, column = divmod(place, across)
                    corner = (left + column * width / _DOT_MM, top + row * height / _DOT_MM)
                    _label(page, label, corner, (width / _DOT_MM, height / _DOT_MM))
        return printout.pdf()


def _pages(labels: Sequence[PriceLabel], most: int) -> list[Sequence[PriceLabel]]:
    return [labels[first : first + most] for first in range(0, len(labels), most)]


def _width(font: Font, text: str) -> float:
    return face(font[0]).width(text) * font[1]


def _label(
    page: Page, label: PriceLabel, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    left, top = corner[0] + _MARGIN, corner[1]
    room = size[0] - 2 * _MARGIN
    name = (BOLD, _NAME)
    lines = wrap_at_most(2, printable(label.name), room, partial(_width, name))
    for place, line in enumerate(lines):
        page.write(left, top + 30 + place * 25, line, name)
    unit = printable(f"/{label.unit}")
    tail = _width((REGULAR, _SMALL), unit) + 4
    price = str(label.price)
    high = fit(price, _PRICE, room - tail, _LEAST_PRICE, face(BOLD).width)
    page.write(left, top + 110, price, (BOLD, high))
    reach = _width((BOLD, high), price)
    page.write(left + reach + 4, top + 110, unit, (REGULAR, _SMALL))
    if label.each is not None:
        words = _("{price} mỗi {unit}").format(price=label.each, unit=label.base)
        small = (REGULAR, _SMALL)
        page.write(left, top + 131, cut(printable(words), room, partial(_width, small)), small)
    if label.code:
        _bars(page, label.code, (corner[0], top + 140), size[0])


def _bars(page: Page, code: str, corner: tuple[float, float], room: float) -> None:
    european = ean13.is_ean13(code)
    widths = ean13.widths(code) if european else code128.widths(code)
    quiet = ean13.QUIET if european else code128.QUIET
    module = int(room // (sum(widths) + 2 * quiet))
    if module < 1:
        return
    at = corner[0] + (room - sum(widths) * module) / 2
    start, blocks = at, list[Block]()
    for place, width in enumerate(widths):
        if place % 2 == 0:
            blocks.append((at, corner[1], width * module, _BARS))
        at += width * module
    page.solid(blocks)
    font = (REGULAR, _SMALL)
    page.write(start + (at - start - _width(font, code)) / 2, corner[1] + _BARS + 18, code, font)
