"""The slip of a sale or a return: one page of exactly its length, black on white."""

from __future__ import annotations

from functools import partial
from typing import Final

from pos_app.basics.clock import moment_text
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import NBSP, ZERO
from pos_app.basics.numerals import MINUS, grouped
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method, method_name
from pos_app.printing import qr
from pos_app.printing.layouts import Layout, head, on_strip
from pos_app.printing.paper import PaperWidth
from pos_app.printing.roll import Roll, Style
from pos_app.printing.sheets import (
    PaymentLine,
    ReceiptCustomer,
    ReceiptLine,
    ReceiptPoints,
    ReceiptSheet,
    Reduction,
    SlipKind,
)
from pos_app.printing.typeset import glued, printable, strong

_LONGEST_UNIT: Final = 40
_LONGEST_NOTE: Final = 600
_THOUSANDTHS_PER_BASIS_POINT: Final = 10


def render(sheet: ReceiptSheet, width: PaperWidth) -> bytes:
    """The slip as a PDF of one page; the same sheet gives the same bytes."""
    title = f"{_title(sheet)} {printable(sheet.number)}"
    return on_strip(title, sheet.shop.name, width, partial(_fill, sheet=sheet))


def _fill(roll: Roll, layout: Layout, sheet: ReceiptSheet) -> None:
    head(roll, layout, sheet.shop, _title(sheet), copy=sheet.copy)
    _when_and_who(roll, layout, sheet)
    roll.rule(16)
    for line in sheet.lines:
        _goods(roll, layout, line)
    roll.rule(16)
    roll.down(4)
    _sums(roll, layout, sheet)
    if sheet.customer is not None or sheet.points is not None:
        roll.rule(18)
        roll.down(5)
        _account(roll, layout, sheet.customer, sheet.points)
    if sheet.lookup_code or sheet.notes or sheet.return_days:
        roll.rule(16)
        _foot(roll, layout, sheet)


def _title(sheet: ReceiptSheet) -> str:
    match sheet.kind:
        case SlipKind.SALE:
            return _("PHIẾU TÍNH TIỀN")
        case SlipKind.RETURN:
            return _("PHIẾU TRẢ HÀNG")
        case SlipKind.EXCHANGE:
            return _("PHIẾU ĐỔI HÀNG")
        case SlipKind.VOID:
            return _("PHIẾU HỦY")


def _when_and_who(roll: Roll, layout: Layout, sheet: ReceiptSheet) -> None:
    who = _("Số {number} · {counter} · {staff}").format(
        number=strong(printable(sheet.number)),
        counter=printable(sheet.counter),
        staff=printable(sheet.staff),
    )
    moment = strong(moment_text(sheet.moment))
    if layout.wide:
        roll.row(who, moment, layout.small)
    else:
        roll.left(who, layout.small)
        roll.left(moment, layout.small)
    if sheet.original:
        words = _("Của phiếu {number}")
        roll.left(words.format(number=strong(printable(sheet.original))), layout.small)


def _goods(roll: Roll, layout: Layout, line: ReceiptLine) -> None:
    words = (
        _("{quantity} {unit} × {price}, giảm {discount}")
        if line.discount
        else _("{quantity} {unit} × {price}")
    )
    how_much = words.format(
        quantity=line.quantity,
        unit=printable(line.unit, _LONGEST_UNIT),
        price=line.unit_price.digits(),
        discount=abs(line.discount).digits(),
    ).replace("  ", " ")
    roll.down(6)
    roll.left(strong(printable(line.name)), layout.body)
    roll.row(glued(how_much), line.net, layout.detail, layout.body.size)


def _sums(roll: Roll, layout: Layout, sheet: ReceiptSheet) -> None:
    count = len(sheet.lines)
    roll.row(
        ngettext("Cộng {count} món", "Cộng {count} món", count).format(count=count),
        sheet.goods,
        layout.sums,
    )
    for reduction in sheet.reductions:
        roll.row(_reduction_words(reduction), -reduction.amount, layout.sums)
    if sheet.rounding:
        roll.row(_("Làm tròn tiền mặt"), sheet.rounding, layout.sums)
    back = sheet.due < ZERO
    due = strong(_("Trả lại khách") if back else _("Khách cần trả"))
    roll.row(due, abs(sheet.due), layout.due, layout.due_size)
    roll.down(5)
    for tax in sheet.vat:
        rate = f"{Quantity(tax.rate * _THOUSANDTHS_PER_BASIS_POINT)}{NBSP}%"
        roll.row(_("Gồm thuế GTGT {rate}").format(rate=rate), tax.amount, layout.small)
    for payment in sheet.payments:
        handed = -payment.handed if back else payment.handed
        roll.row(_payment_words(payment), handed, layout.small)
    if sheet.change:
        roll.row(strong(_("Tiền thừa")), sheet.change, layout.sums)


def _reduction_words(reduction: Reduction) -> str:
    if not reduction.tier:
        return _("Giảm giá đơn")
    return _("Ưu đãi hạng {tier}").format(tier=printable(reduction.tier))


def _payment_words(payment: PaymentLine) -> str:
    if payment.method is not Method.POINTS:
        return method_name(payment.method)
    points = abs(payment.points)
    words = ngettext("{points} điểm", "{points} điểm", points)
    return words.format(points=grouped(points))


def _account(
    roll: Roll, layout: Layout, customer: ReceiptCustomer | None, points: ReceiptPoints | None
) -> None:
    if customer is not None:
        name = printable(customer.address)
        tail = f" {strong(f'•••• {printable(customer.phone_tail)}')}" if customer.phone_tail else ""
        roll.left(_("Khách: {name}").format(name=name) + tail, layout.detail)
    if points is not None:
        moves = f"{grouped(points.before)}{_signed(-points.used)}{_signed(points.earned)}"
        left = strong(_("còn {points}").format(points=grouped(points.after)))
        roll.row(_("Điểm: {moves}").format(moves=moves), left, layout.detail)


def _signed(points: int) -> str:
    return f" {MINUS if points < 0 else '+'}{NBSP}{grouped(abs(points))}" if points else ""


def _foot(roll: Roll, layout: Layout, sheet: ReceiptSheet) -> None:
    for note in sheet.notes:
        roll.left(printable(note, _LONGEST_NOTE), layout.small)
    texts = []
    if sheet.return_days > 0:
        rule = _("Đổi trả trong {days} ngày, nhớ mang phiếu.").format(days=sheet.return_days)
        texts.append((glued(rule), layout.small))
    if not sheet.lookup_code:
        for text, style in texts:
            roll.left(text, style)
        return
    code = strong(printable(sheet.lookup_code))
    texts.insert(0, (strong(_("Quét để tra phiếu")), layout.body))
    texts.append((glued(_("Mã tra cứu {code}").format(code=code)), layout.small))
    _codes(roll, layout, sheet.lookup_code, texts)


def _codes(roll: Roll, layout: Layout, lookup_code: str, texts: list[tuple[str, Style]]) -> None:
    modules = qr.matrix(lookup_code, "H")
    side = len(modules) * layout.qr_dot
    quiet = qr.QUIET * layout.qr_dot
    roll.down(quiet)
    if layout.wide:
        roll.qr(modules, layout.qr_dot, roll.left_edge)
        roll.beside(texts, roll.left_edge + side + quiet + 14, side)
    else:
        roll.qr(modules, layout.qr_dot, roll.left_edge + (roll.room - side) // 2)
        roll.down(side + quiet - 6)
        for text, style in texts:
            roll.centred(text, style)
    roll.down(quiet)
    roll.bars(lookup_code, layout.bar_dot, layout.bar_height)
