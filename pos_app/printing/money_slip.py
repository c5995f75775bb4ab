"""The slip of money that came in or went out outside of a sale, with room for two signatures."""

from __future__ import annotations

from functools import partial
from typing import Final

from pos_app.basics.clock import moment_text
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO
from pos_app.basics.words import amount_in_words
from pos_app.payments.tenders import method_name
from pos_app.printing.layouts import Layout, head, on_strip
from pos_app.printing.paper import PaperWidth
from pos_app.printing.roll import Roll
from pos_app.printing.sheets import MoneySlipSheet
from pos_app.printing.typeset import printable, strong

_HAND: Final = 96
"""White for a signature."""


def render(sheet: MoneySlipSheet, width: PaperWidth) -> bytes:
    """The slip as a PDF of one page; the same sheet gives the same bytes."""
    title = f"{_title(sheet)} {printable(sheet.number)}"
    return on_strip(title, sheet.shop.name, width, partial(_fill, sheet=sheet))


def _title(sheet: MoneySlipSheet) -> str:
    return _("PHIẾU CHI") if sheet.amount < ZERO else _("PHIẾU THU")


def _fill(roll: Roll, layout: Layout, sheet: MoneySlipSheet) -> None:
    head(roll, layout, sheet.shop, _title(sheet), copy=sheet.copy)
    number = _("Số {number} · {counter}").format(
        number=strong(printable(sheet.number)), counter=printable(sheet.counter)
    )
    roll.row(number, strong(moment_text(sheet.moment)), layout.small)
    roll.rule(16)
    roll.down(6)
    for words in _words(sheet):
        roll.left(words, layout.body)
    roll.down(6)
    roll.row(strong(method_name(sheet.method)), abs(sheet.amount), layout.due, layout.due_size)
    roll.down(5)
    roll.left(amount_in_words(abs(sheet.amount)), layout.body)
    for words, amount in sheet.sums:
        roll.row(printable(words), amount, layout.sums)
    roll.rule(18)
    _hands(roll, layout, sheet)


def _words(sheet: MoneySlipSheet) -> list[str]:
    """What the money is for, who brings or takes it, and who let it happen."""
    told = [strong(printable(sheet.what))]
    if sheet.party:
        words = _("Trả cho: {party}") if sheet.amount < ZERO else _("Thu của: {party}")
        told.append(words.format(party=strong(printable(sheet.party))))
    if sheet.reason:
        told.append(_("Lý do: {reason}").format(reason=printable(sheet.reason)))
    if sheet.note:
        told.append(_("Ghi chú: {note}").format(note=printable(sheet.note)))
    if sheet.approver:
        told.append(_("Người duyệt: {name}").format(name=printable(sheet.approver)))
    return told


def _hands(roll: Roll, layout: Layout, sheet: MoneySlipSheet) -> None:
    out = sheet.amount < ZERO
    roll.down(4)
    roll.row(_("Người nhận tiền") if out else _("Người nộp tiền"), _("Thu ngân"), layout.small)
    roll.down(_HAND)
    roll.row("", strong(printable(sheet.staff)), layout.small)
    roll.down(6)
