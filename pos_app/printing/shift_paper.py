"""The X and Z report on a strip: what a shift sold, took in and paid out, and its count."""

from __future__ import annotations

from functools import partial
from typing import Final

from pos_app.basics.clock import day_text, moment_text
from pos_app.basics.i18n import N_, _, ngettext
from pos_app.basics.money import NBSP, ZERO, Money
from pos_app.basics.numerals import receipt_number
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import method_name
from pos_app.printing.layouts import Layout, head, on_strip
from pos_app.printing.paper import PaperWidth
from pos_app.printing.roll import Roll
from pos_app.printing.sheets import Letterhead
from pos_app.printing.typeset import printable, strong
from pos_app.selling.drawer import WHY_NAMES
from pos_app.selling.shift_figures import Figures
from pos_app.selling.shift_report import Drawer, ShiftReport
from pos_app.selling.slips import SLIP_NAMES

DOCUMENTS: Final = {
    "sale": N_("Phiếu bán"),
    "return": N_("Phiếu trả hàng"),
    "exchange": N_("Phiếu đổi hàng"),
    "void": N_("Phiếu hủy"),
}
_THOUSANDTHS_PER_BASIS_POINT: Final = 10


def render(report: ShiftReport, shop: Letterhead, width: PaperWidth) -> bytes:
    """The report as a PDF of one page; the same report gives the same bytes."""
    fill = partial(_fill, report=report, shop=shop)
    return on_strip(_title(report), shop.name, width, fill)


def _title(report: ShiftReport) -> str:
    if report.z_number is not None:
        return _("BÁO CÁO Z {number}").format(number=f"{report.z_number:04d}")
    return _("BÁO CÁO X") if report.closed_at is None else _("PHIẾU CA")


def _fill(roll: Roll, layout: Layout, *, report: ShiftReport, shop: Letterhead) -> None:
    head(roll, layout, shop, _title(report))
    _who(roll, layout, report)
    roll.rule(16)
    _sold(roll, layout, report.figures)
    roll.rule(16)
    _money(roll, layout, report.figures)
    if report.drawer is not None:
        roll.rule(16)
        _count(roll, layout, report, report.drawer)
    if len(report.figures.people) > 1:
        roll.rule(16)
        for one in report.figures.people:
            words = ngettext("{name}, {count} phiếu", "{name}, {count} phiếu", one.count)
            told = words.format(name=printable(one.name), count=one.count)
            roll.row(told, one.total, layout.small)
    _last_words(roll, layout, report)


def _who(roll: Roll, layout: Layout, report: ShiftReport) -> None:
    title = f"{strong(report.title)} · {printable(report.counter)}"
    roll.row(title, strong(day_text(report.business_day)), layout.small)
    roll.left(
        _("Mở {moment} · {staff}").format(
            moment=moment_text(report.opened_at), staff=printable(report.opened_by)
        ),
        layout.small,
    )
    if report.closed_at is not None:
        who = report.closed_by or report.opened_by
        roll.left(
            _("Chốt {moment} · {staff}").format(
                moment=moment_text(report.closed_at), staff=printable(who)
            ),
            layout.small,
        )


def _sold(roll: Roll, layout: Layout, told: Figures) -> None:
    for one in told.documents:
        name = _(DOCUMENTS.get(one.kind, DOCUMENTS["sale"]))
        roll.row(f"{name} · {one.count}", one.total, layout.sums)
    if told.last_number:
        span = f"{receipt_number(told.first_number)} – {receipt_number(told.last_number)}"
        roll.row(_("Số phiếu"), strong(span), layout.small)
    roll.row(_("Tiền hàng trước giảm"), told.goods, layout.small)
    own = told.line_discount - told.promotion_discount
    for words, amount in (
        (_("Giảm giá món"), -own),
        (_("Khuyến mãi"), -told.promotion_discount),
        (_("Giảm giá đơn"), -told.order_discount),
        (_("Làm tròn tiền mặt"), told.rounding),
    ):
        if amount:
            roll.row(words, amount, layout.small)
    roll.row(strong(_("Doanh thu")), told.total, layout.due, layout.due_size)
    roll.down(5)
    for tax in told.vat:
        rate = f"{Quantity(tax.rate * _THOUSANDTHS_PER_BASIS_POINT)}{NBSP}%"
        roll.row(_("Gồm thuế GTGT {rate}").format(rate=rate), tax.vat, layout.small)


def _money(roll: Roll, layout: Layout, told: Figures) -> None:
    for one in told.tenders:
        name = (
            f"{strong(method_name(one.method))} · {one.count}"
            if one.count
            else strong(method_name(one.method))
        )
        roll.row(name, one.total, layout.sums)
    for slip in told.slips:
        words = _("{what} · {count} phiếu, {method}").format(
            what=_(SLIP_NAMES[slip.kind]), count=slip.count, method=method_name(slip.method)
        )
        roll.row(words, slip.amount, layout.small)
    if not told.tenders:
        roll.left(_("Chưa thu chi gì"), layout.small)


def _count(roll: Roll, layout: Layout, report: ShiftReport, drawer: Drawer) -> None:
    roll.row(_("Tiền lẻ đầu ca"), report.figures.opening_float, layout.small)
    roll.row(_("Phải có trong ngăn kéo"), drawer.expected, layout.sums)
    roll.row(_("Đếm được"), drawer.counted, layout.sums)
    _off(roll, layout, drawer.difference)
    if drawer.card_machine is not None:
        roll.row(_("Thẻ theo máy quẹt"), drawer.card_machine, layout.small)
        if drawer.card_difference:
            _off(roll, layout, drawer.card_difference)
    names = {why.value: name for why, name in WHY_NAMES.items()}
    if report.reason in names:
        roll.left(_("Lý do: {reason}").format(reason=_(names[report.reason])), layout.small)
    if report.words:
        roll.left(printable(report.words), layout.small)


def _off(roll: Roll, layout: Layout, difference: Money) -> None:
    if not difference:
        roll.row(strong(_("Khớp")), difference, layout.sums)
        return
    words = _("Thiếu") if difference < ZERO else _("Thừa")
    roll.row(strong(words), difference, layout.sums)


def _last_words(roll: Roll, layout: Layout, report: ShiftReport) -> None:
    told = []
    if report.closed_at is not None and report.drawer is None:
        told.append(_("Ca này không ai đếm tiền."))
    for count, words in (
        (report.handed.get("transfers", 0), _("Bàn giao {count} khoản chuyển khoản chưa thấy.")),
        (report.handed.get("orders", 0), _("Bàn giao {count} đơn đang giữ.")),
        (report.handed.get("debts", 0), _("Trong ca bán ghi nợ {count} lượt.")),
    ):
        if count:
            told.append(words.format(count=count))
    if report.handover:
        told.append(_("Ghi lại: {words}").format(words=printable(report.handover)))
    if told:
        roll.rule(16)
        for words in told:
            roll.left(words, layout.small)
    roll.down(8)
