"""The code of a transfer on paper, for a customer whose phone cannot read it off the screen."""

from __future__ import annotations

from functools import partial

from pos_app.basics.i18n import _
from pos_app.basics.words_vi import in_words
from pos_app.printing import qr
from pos_app.printing.layouts import Layout, head, on_strip
from pos_app.printing.paper import PaperWidth
from pos_app.printing.roll import Roll
from pos_app.printing.sheets import TransferSheet
from pos_app.printing.typeset import glued, printable, strong


def render(sheet: TransferSheet, width: PaperWidth) -> bytes:
    """The code as a PDF of one page; the same sheet gives the same bytes."""
    title = _("MÃ CHUYỂN KHOẢN")
    fill = partial(_fill, title=title, sheet=sheet)
    return on_strip(f"{title} {printable(sheet.memo)}", sheet.shop.name, width, fill)


def _fill(roll: Roll, layout: Layout, title: str, sheet: TransferSheet) -> None:
    head(roll, layout, sheet.shop, title)
    roll.rule(16)
    roll.row(strong(_("Số tiền")), sheet.amount, layout.due, layout.due_size)
    roll.down(5)
    roll.left(in_words(sheet.amount), layout.body)
    modules = qr.matrix(sheet.payload)
    side = len(modules) * layout.qr_dot
    quiet = qr.QUIET * layout.qr_dot
    roll.down(quiet)
    roll.qr(modules, layout.qr_dot, roll.left_edge + (roll.room - side) // 2)
    roll.down(side + quiet)
    for words, told in (
        (_("Nội dung"), sheet.memo),
        (_("Tài khoản nhận"), sheet.account),
        (_("Ngân hàng"), sheet.bank),
        (_("Chủ tài khoản"), sheet.holder),
    ):
        if told:
            roll.row(words, strong(printable(told)), layout.body)
    roll.down(8)
    roll.centred(glued(_("Số tiền và nội dung đã có sẵn trong mã")), layout.small)
