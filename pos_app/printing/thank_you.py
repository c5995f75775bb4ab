"""The thank-you card: A6 upright, a lotus, a name, a few lines, perhaps a gift."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import Final

from pos_app.basics.clock import day_text
from pos_app.basics.i18n import _
from pos_app.printing import press, qr
from pos_app.printing.drawings import LOTUS_HALF_WIDTH, LOTUS_PETALS, LOTUS_VEINS
from pos_app.printing.fonts import BOLD, REGULAR, SCRIPT, face
from pos_app.printing.press import Font, Page
from pos_app.printing.sheets import Gift, ThankYouSheet
from pos_app.printing.typeset import cut, even, fit, printable, wrap_at_most

WIDTH_MM: Final = 105
HEIGHT_MM: Final = 148

_DOT_MM: Final = 25.4 / 180
_CENTRE: Final = 372
_LEFT: Final = 98
_RIGHT: Final = 646
_ROOM: Final = _RIGHT - _LEFT

_CREAM: Final = "#FDF8EE"
_GOLD: Final = "#E5CB8B"
_CLAY: Final = "#A8431F"
_JADE: Final = "#0E6655"
_INK: Final = "#3A332C"
_INK2: Final = "#5F554B"
_EDGE: Final = "#E3DACB"
_DASHES: Final = "#CDBFA9"

_MODULE: Final = 4.8
"""Eight dots of a 300 dpi printer."""

_WITHOUT_GIFT: Final = 92
"""How much lower everything stands when there is no gift below, to keep the card in balance."""

_MESSAGE_MIDDLE: Final = 535
_MESSAGE_ROOM: Final = 204
_LARGEST_LETTERS: Final = 24
_SMALLEST_LETTERS: Final = 13
_LONGEST_LINE: Final = 600
_LEADING: Final = 5 / 3
_PARAGRAPH: Final = 0.45
"""White between paragraphs, in lines."""

_PANEL_MIDDLE: Final = 884
_GIFT_LINES: Final = 2


def render(sheet: ThankYouSheet) -> bytes:
    """The card as a PDF of one page, coloured to the edge, text 8 mm inside it.

    The same sheet gives the same bytes. The message keeps its own line breaks; lines too long
    wrap, and a long message gets smaller letters, then an ellipsis.
    """
    headline = _headline(printable(sheet.address))
    with press.printout(headline, printable(sheet.signature)) as printout:
        with printout.page(WIDTH_MM, HEIGHT_MM, _DOT_MM) as page:
            _background(page)
            lower = 0 if sheet.gift is not None else _WITHOUT_GIFT
            _lotus(page, 223 + lower)
            _in_script(page, headline, 64, 340 + lower, _CLAY)
            page.plate((_CENTRE - 32, 383 + lower, 64, 2), fill=_GOLD)
            _message(page, sheet.message, lower)
            _in_script(page, printable(sheet.signature), 52, 720 + lower, _JADE)
            if sheet.gift is not None:
                _gift(page, sheet.gift, printable(sheet.salutation))
        return printout.pdf()


def _headline(address: str) -> str:
    return _("Cảm ơn {customer}").format(customer=address) if address else _("Cảm ơn quý khách")


def _background(page: Page) -> None:
    page.plate((-2, -2, 750, 1056), fill=_CREAM)
    page.plate((45, 45, 654, 960), radius=22, edge=_GOLD, thickness=2)


def _lotus(page: Page, bottom: float) -> None:
    place = ((_CENTRE, bottom), 101 / LOTUS_HALF_WIDTH)
    page.outline(LOTUS_PETALS, *place, thickness=2.4, colour=_CLAY)
    page.outline(LOTUS_VEINS, *place, thickness=1.6, colour=_CLAY)


def _in_script(page: Page, text: str, size: float, y: float, colour: str) -> None:
    """One centred line in the written hand, or in plain letters when the hand lacks one."""
    name = SCRIPT if face(SCRIPT).draws(text) else BOLD
    if name == BOLD:
        size *= 0.7
    size = fit(text, size, _ROOM, size / 2, face(name).width)
    line = cut(text, _ROOM, partial(_width, (name, size)))
    _centred(page, line, (name, size), y, colour)


def _message(page: Page, message: str, lower: float) -> None:
    """The lines in the middle between the short rule and the signature."""
    size, lines = _message_lines(message)
    lead = size * _LEADING
    y = _MESSAGE_MIDDLE + lower - _reach(lines, size) / 2
    for line in lines:
        if line:
            _centred(page, line, (REGULAR, size), y, _INK)
        y += lead if line else lead * _PARAGRAPH


def _message_lines(message: str) -> tuple[int, list[str]]:
    """The largest letters with which the message fits, and its lines; empty ones part them."""
    written = [printable(line, _LONGEST_LINE) for line in message.strip().splitlines()]
    size, lines = _LARGEST_LETTERS, written
    for size in range(_LARGEST_LETTERS, _SMALLEST_LETTERS - 1, -1):
        measure = partial(_width, (REGULAR, size))
        lines = list(chain.from_iterable(even(line, _ROOM, measure) for line in written))
        if _reach(lines, size) <= _MESSAGE_ROOM:
            return size, lines
    while _reach(lines, size) > _MESSAGE_ROOM:
        lines.pop()
    return size, [*lines[:-1], f"{lines[-1]}…"]


def _reach(lines: list[str], size: float) -> float:
    """From the first baseline to the last."""
    return size * _LEADING * sum(1.0 if line else _PARAGRAPH for line in lines[:-1])


def _gift(page: Page, gift: Gift, salutation: str) -> None:
    page.dashes(((_LEFT, 780, _ROOM, 0),), 2, _DASHES)
    panel_right = _gift_code(page, gift.payload)
    left = panel_right + 24
    title, body = (BOLD, 24.0), (REGULAR, 18.0)
    texts = (
        (_("Quà nhỏ: {gift}").format(gift=printable(gift.name)), title, 30, _CLAY),
        (
            _("{salutation} đưa thiệp này ở quầy để nhận.").format(
                salutation=salutation[:1].upper() + salutation[1:]
            ),
            body,
            27,
            _INK2,
        ),
        (
            _("Không cần mua hàng, đến hết {day}.").format(day=day_text(gift.until)),
            body,
            27,
            _INK2,
        ),
    )
    lines = [
        (line, font, lead, colour)
        for text, font, lead, colour in texts
        for line in wrap_at_most(_GIFT_LINES, text, _RIGHT - left, partial(_width, font))
    ]
    y = 879 - sum(lead for _line, _font, lead, _colour in lines) / 2
    for line, font, lead, colour in lines:
        y += lead
        page.write(left, y, line, font, colour)


def _gift_code(page: Page, payload: str) -> float:
    """The QR on its white panel; returns the panel's right edge."""
    modules = qr.matrix(payload)
    side, quiet = len(modules) * _MODULE, qr.QUIET * _MODULE
    left, top = _LEFT, _PANEL_MIDDLE - (side + 2 * quiet + 22) / 2
    width = side + 2 * quiet
    page.plate((left, top, width, width + 22), 10, press.WHITE, _EDGE)
    page.solid(
        (left + quiet + x * _MODULE, top + quiet + y * _MODULE, w * _MODULE, h * _MODULE)
        for x, y, w, h in qr.blocks(modules)
    )
    caption = _("Quét ở quầy")
    size = fit(caption, 14.5, width - 8, 8, face(BOLD).width)
    x = left + (width - _width((BOLD, size), caption)) / 2
    page.write(x, top + width + 11, caption, (BOLD, size), _INK2)
    return left + width


def _centred(page: Page, line: str, font: Font, y: float, colour: str) -> None:
    page.write(_CENTRE - _width(font, line) / 2, y, line, font, colour)


def _width(font: Font, text: str) -> float:
    name, size = font
    return face(name).width(text) * size
