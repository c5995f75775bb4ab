"""How a strip of paper is set: sizes and distances by width, and the shop's head on top."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from pos_app.basics.i18n import _
from pos_app.printing import press
from pos_app.printing.paper import DOTS_PER_MM, PaperWidth
from pos_app.printing.roll import Roll, Style
from pos_app.printing.sheets import Letterhead
from pos_app.printing.typeset import printable, strong

_FOOT: Final = 17
"""White below the last code, so that the cutter does not touch its quiet zone."""


class Layout(NamedTuple):
    """Sizes and distances of one paper width, in dots."""

    margin: int
    shop: Style
    title: Style
    body: Style
    detail: Style
    small: Style
    sums: Style
    due: Style
    due_size: float
    qr_dot: int
    bar_dot: int
    bar_height: int
    wide: bool


LAYOUTS: Final = {
    PaperWidth.MM80: Layout(
        margin=24,
        shop=Style(32, 38),
        title=Style(28, 34),
        body=Style(22, 28),
        detail=Style(21, 28),
        small=Style(20, 26),
        sums=Style(22, 29),
        due=Style(27, 46),
        due_size=40,
        qr_dot=6,
        bar_dot=3,
        bar_height=52,
        wide=True,
    ),
    PaperWidth.MM58: Layout(
        margin=12,
        shop=Style(28, 34),
        title=Style(25, 31),
        body=Style(21, 27),
        detail=Style(19, 25),
        small=Style(18, 24),
        sums=Style(20, 27),
        due=Style(22, 44),
        due_size=34,
        qr_dot=7,
        bar_dot=2,
        bar_height=52,
        wide=False,
    ),
}


def head(roll: Roll, layout: Layout, shop: Letterhead, title: str, *, copy: bool = False) -> None:
    """Name, address and how the shop is reached, the title, and whether it is a copy."""
    roll.down(13)
    roll.centred(strong(printable(shop.name)), layout.shop)
    roll.down(2)
    if shop.address:
        roll.centred(printable(shop.address), layout.small)
    reached = [
        _("MST {tax_code}").format(tax_code=printable(shop.tax_code)) if shop.tax_code else "",
        _("ĐT {phone}").format(phone=printable(shop.phone)) if shop.phone else "",
    ]
    if any(reached):
        roll.centred(" · ".join(filter(None, reached)), layout.small)
    roll.down(12)
    roll.centred(strong(title), layout.title)
    if copy:
        roll.down(8)
        roll.framed(strong(_("BẢN SAO")), layout.body)
    roll.down(5)


def on_strip(
    title: str, shop: str, width: PaperWidth, fill: Callable[[Roll, Layout], object]
) -> bytes:
    """A PDF of one page, exactly as long as what `fill` puts on it; equal rows give equal bytes.

    The page is as wide as the paper; its crop box, which is what gets shown and printed, is what
    the printer's head reaches (72 or 48 mm), so at 203 dpi one dot of ours is one of the head.
    """
    layout = LAYOUTS[width]
    with press.printout(title, printable(shop)) as printout:
        roll = Roll(width.dots, layout.margin)
        fill(roll, layout)
        height = (roll.y + _FOOT) / DOTS_PER_MM
        margin = width.margin_dots / DOTS_PER_MM
        with printout.page(width.millimetres, height, 1 / DOTS_PER_MM, margin) as page:
            roll.draw(page)
        return printout.pdf()
