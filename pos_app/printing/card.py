"""The loyalty card: CR80, front and back, in the dots of a card printer (300 an inch)."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from pos_app.basics.card_code import grouped
from pos_app.basics.clock import day_text
from pos_app.basics.i18n import _
from pos_app.printing import code128, press, qr
from pos_app.printing.drawings import (
    ICON_GRID,
    LOTUS_HALF_WIDTH,
    LOTUS_PETALS,
    LOTUS_VEINS,
    TIER_ICONS,
)
from pos_app.printing.fonts import BOLD, REGULAR, face
from pos_app.printing.press import Font, Page
from pos_app.printing.sheets import Letterhead, LoyaltyCardSheet
from pos_app.printing.typeset import cut, fit, glued, printable, wrap, wrap_at_most

WIDTH_MM: Final = 85.6
HEIGHT_MM: Final = 54

_DOT_MM: Final = 25.4 / 300
_LEFT: Final = 58
_RIGHT: Final = 950
_QR_CENTRE: Final = 828
_QR_SIDE: Final = 210
_BARS_SIDE: Final = 505
_ADVICE_ROOM: Final = 570
_ADDRESS_ROOM: Final = 335
_ADDRESS_LINES: Final = 5

_JADE: Final = "#0E6655"
_PALE: Final = "#CBE6DE"
_LOTUS: Final = "#6FB3A3"
_INK: Final = "#231E19"
_INK2: Final = "#5F554B"


class _TierLook(NamedTuple):
    """Colours of a rank: the bar on the back, the chip and its words."""

    bar: str
    chip: str
    words: str


_TIERS: Final = (
    _TierLook("#A99B86", "#F1EADE", "#5F554B"),
    _TierLook("#0E6655", "#E3F0EC", "#0E6655"),
    _TierLook("#B9882B", "#FBF0D5", "#7A5200"),
    _TierLook("#7A2E5D", "#F7E8F1", "#7A2E5D"),
)


def render(sheet: LoyaltyCardSheet) -> bytes:
    """The card as a PDF of two pages, front and back, coloured to the edge.

    The same sheet gives the same bytes. ValueError for a rank without a look.
    """
    if not 0 <= sheet.tier_rank < len(_TIERS):
        raise ValueError(f"no tier has rank {sheet.tier_rank}")
    shop, name = printable(sheet.shop.name), printable(sheet.name)
    with press.printout(f"{_('Thẻ khách quen')} · {name}", shop) as printout:
        with printout.page(WIDTH_MM, HEIGHT_MM, _DOT_MM) as page:
            _front(page, sheet, shop, name)
        with printout.page(WIDTH_MM, HEIGHT_MM, _DOT_MM) as page:
            _back(page, sheet)
        return printout.pdf()


def _front(page: Page, sheet: LoyaltyCardSheet, shop: str, name: str) -> None:
    page.plate((-2, -2, 1015, 642), fill=_JADE)
    lotus = ((783, 521), 157 / LOTUS_HALF_WIDTH)
    page.outline(LOTUS_PETALS, *lotus, thickness=2.6, colour=_LOTUS)
    page.outline(LOTUS_VEINS, *lotus, thickness=1.7, colour=_LOTUS)
    chip_left = _chip(page, sheet)
    below = _shop_name(page, shop, chip_left - _LEFT - 24)
    page.write(_LEFT, below + 41, _("Thẻ khách quen"), (REGULAR, 26), _PALE)
    _name(page, name)
    page.write(_LEFT, 526, grouped(sheet.code), (BOLD, 36), press.WHITE, tracking=4.6)
    since = _("Khách quen từ {day}").format(day=day_text(sheet.since))
    page.write(_LEFT, 570, since, (REGULAR, 25), _PALE)


def _chip(page: Page, sheet: LoyaltyCardSheet) -> float:
    """The tier's icon and word at the upper right; returns its left edge."""
    look = _TIERS[sheet.tier_rank]
    size, icon = 27.0, 32
    measure = partial(_width, (BOLD, size))
    word = cut(printable(sheet.tier), 340, measure)
    width = 26 + icon + 12 + measure(word) + 26
    left = _RIGHT + 2 - width
    page.plate((left, 55, width, 58), radius=29, fill=look.chip)
    page.outline(
        TIER_ICONS[sheet.tier_rank],
        (left + 26, 84 - icon / 2),
        icon / ICON_GRID,
        thickness=1.9,
        colour=look.words,
    )
    page.write(left + 26 + icon + 12, 94, word, (BOLD, size), look.words)
    return left


def _shop_name(page: Page, shop: str, room: float) -> float:
    """One line, smaller when it must be, or two beside the chip; returns the last baseline."""
    size = fit(shop, 47, room, 36, face(BOLD).width)
    y = 102.0
    for place, line in enumerate(wrap_at_most(2, shop, room, partial(_width, (BOLD, size)))):
        y = 102 + place * size * 1.2
        page.write(_LEFT, y, line, (BOLD, size), press.WHITE)
    return y


def _name(page: Page, name: str) -> None:
    """At most two lines, ending at the same height, clear of the lotus."""
    room = 548
    size = fit(name, 42, room, 34, face(BOLD).width)
    measure = partial(_width, (BOLD, size))
    lines = wrap_at_most(2, name, room, measure)
    for place, line in enumerate(reversed(lines)):
        page.write(_LEFT, 469 - place * size * 1.25, line, (BOLD, size), press.WHITE)


def _back(page: Page, sheet: LoyaltyCardSheet) -> None:
    page.plate((-2, -2, 1015, 642), fill=press.WHITE)
    page.plate((-2, -2, 1015, 25), fill=_TIERS[sheet.tier_rank].bar)
    _advice(page, sheet)
    _card_qr(page, sheet.token)
    _card_bars(page, sheet.code)
    _address(page, sheet.shop)


def _advice(page: Page, sheet: LoyaltyCardSheet) -> None:
    heading, body = (BOLD, 30.0), (REGULAR, 24.0)
    y = 58
    for line in _wrapped(_("Đưa thẻ hoặc đọc số điện thoại khi tính tiền, điểm tự cộng."), heading):
        y += 44
        page.write(_LEFT, y, line, heading, _INK)
    y += 14
    for text in (
        _("{spend} = 1 điểm · 1 điểm = {worth}").format(
            spend=sheet.spend_per_point, worth=sheet.point_worth
        ),
        _("Mất thẻ: đọc số điện thoại, làm lại miễn phí."),
        _("Muốn xem hay xóa dữ liệu của mình, {salutation} cứ nói với cửa hàng.").format(
            salutation=printable(sheet.salutation)
        ),
    ):
        for line in _wrapped(glued(text), body):
            y += 37
            page.write(_LEFT, y, line, body, _INK2)


def _wrapped(text: str, font: Font) -> list[str]:
    return wrap(text, _ADVICE_ROOM, partial(_width, font))


def _card_qr(page: Page, token: str) -> None:
    modules = qr.matrix(token)
    dot = _QR_SIDE // len(modules)
    side = dot * len(modules)
    left, top = _QR_CENTRE - side // 2, 84
    page.solid(
        (left + x * dot, top + y * dot, width * dot, height * dot)
        for x, y, width, height in qr.blocks(modules)
    )
    caption, font = _("Mã thẻ"), (BOLD, 24.0)
    # Below the quiet zone.
    y = top + side + qr.QUIET * dot + 20
    page.write(_QR_CENTRE - _width(font, caption) / 2, y, caption, font, _INK2)


def _card_bars(page: Page, code: str) -> None:
    widths = code128.widths(code)
    dot = max(1, _BARS_SIDE // sum(widths))
    left, bars = _LEFT, []
    for place, width in enumerate(widths):
        if place % 2 == 0:
            bars.append((left, 450, width * dot, 100))
        left += width * dot
    page.solid(bars)
    font, tracking = (BOLD, 26.0), 4
    reach = _width(font, code) + tracking * (len(code) - 1)
    page.write((_LEFT + left - reach) / 2, 584, code, font, _INK, tracking)


def _address(page: Page, shop: Letterhead) -> None:
    """The shop's address and phone in the lower right corner, the last line at the bottom."""
    plain = (REGULAR, 25.0)
    address, measure = glued(printable(shop.address)), partial(_width, plain)
    parts = wrap_at_most(_ADDRESS_LINES, address, _ADDRESS_ROOM, measure)
    lines = [(part.rstrip(","), plain) for part in parts if part]
    if shop.phone:
        lines.append((printable(shop.phone), (BOLD, 26.0)))
    for place, (line, font) in enumerate(reversed(lines)):
        page.write(_RIGHT - _width(font, line), 582 - 36 * place, line, font, _INK)


def _width(font: Font, text: str) -> float:
    name, size = font
    return face(name).width(text) * size
