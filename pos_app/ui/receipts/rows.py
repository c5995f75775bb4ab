"""Receipts and waiting orders as rows of one list, drawn as design/receipts.png."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from pos_app.basics.clock import shop_day, short_day_text, time_text
from pos_app.basics.i18n import _, pgettext
from pos_app.basics.money import Money
from pos_app.basics.text import one_line
from pos_app.customers.address import Form, display_name
from pos_app.payments.tenders import method_name
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.lists import RECORD, AnyIndex, RowDelegate
from pos_app.ui.widgets.paint import LEFT, RIGHT, Painter, fitting_size
from pos_app.ui.widgets.surfaces import Panel

if TYPE_CHECKING:
    from pos_app.payments.expected import Transfer
    from pos_app.selling.cart import Cart
    from pos_app.selling.history import SaleRow

ROW: Final = 50
HEAD: Final = 34
GOODS: Final = 3
"""Names of goods in a row."""
SALE: Final = "sale"
RETURN: Final = "return"
EXCHANGE: Final = "exchange"
VOID: Final = "void"
"""What `SaleRow.kind` says."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """What a row shows."""

    key: str
    """The global id of the sale, or the draft's key of a waiting order."""
    at: datetime
    number: str
    who: str
    goods: str
    paid: str
    chip: tuple[str, Tone] | None
    """Stands where `paid` would."""
    total: Money
    waits: bool = False
    """An order whose transfer was not seen yet: no sale so far."""
    loose: Transfer | None = None
    """Money that belongs to no order, or is not waited for any more."""

    returnable: bool = False
    """A sale of which something may still come back."""
    voidable: bool = False
    """A sale that is whole."""

    @property
    def is_slip(self) -> bool:
        """A sale, with a paper of its own."""
        return not self.waits and self.loose is None


def sale_row(sale: SaleRow) -> ListRow:
    """A past sale."""
    left = sale.undone in _LEFT and sale.kind in (SALE, EXCHANGE) and not sale.imported
    methods = [method_name(method) for method in dict.fromkeys(sale.methods)]
    several = _("{count} cách trả").format(count=len(methods))
    stranger = sale.form is None
    form = sale.form or Form.QUY_KHACH
    return ListRow(
        key=sale.uid,
        at=sale.sold_at,
        number=sale.number,
        who=_("Khách lẻ") if stranger else display_name(form, sale.customer),
        goods=one_line(list(sale.goods), GOODS),
        paid=several if len(methods) > 1 else "".join(methods) or "–",
        chip=_chip(sale),
        total=sale.total,
        returnable=left,
        voidable=left and sale.undone == "not",
    )


_LEFT: Final = ("not", "part")
"""Sales of which something may still come back."""


def _chip(sale: SaleRow) -> tuple[str, Tone] | None:
    """What kind of slip it is, or what became of it."""
    kinds = {
        RETURN: (_("Trả hàng"), Tone.CLAY),
        EXCHANGE: (_("Đổi hàng"), Tone.CLAY),
        VOID: (_("Phiếu hủy"), Tone.RED),
    }
    undone = {
        "part": (_("Trả một phần"), Tone.GOLD),
        "whole": (_("Đã trả hết"), Tone.CLAY),
        "void": (_("Đã hủy"), Tone.RED),
    }
    if sale.imported and sale.kind == SALE:
        return (_("Nhập vào"), Tone.PLAIN)
    return undone.get(sale.undone) or kinds.get(sale.kind)


def tray_row(transfer: Transfer, order: Cart | None, called: str) -> ListRow:
    """An order in the tray; `order` is None when it stands on another counter."""
    names = [line.ware.name for line in order.lines] if order else []
    return ListRow(
        key=transfer.draft_key,
        at=transfer.asked_at,
        number=transfer.code,
        who=called or _("Khách lẻ"),
        goods=one_line(names, GOODS) if order else _("Đơn ở quầy khác"),
        paid="",
        chip=(_("Khay chờ"), Tone.GOLD),
        total=transfer.amount,
        waits=True,
    )


def loose_row(transfer: Transfer) -> ListRow:
    """Money that arrived for no order, or that nobody waits for any more."""
    arrived = transfer.seen_at is not None
    return ListRow(
        key=transfer.uid,
        at=transfer.seen_at or transfer.asked_at,
        number=transfer.code,
        who="–",
        goods=_("Không thuộc đơn nào") if arrived else _("Khách trả cách khác hoặc bỏ đơn"),
        paid="",
        chip=(_("Tiền đã về"), Tone.JADE) if arrived else (_("Thôi chờ"), Tone.PLAIN),
        total=transfer.amount,
        loose=transfer,
    )


def spoken(row: ListRow) -> str:
    """What a screen reader says for a row."""
    return _("Phiếu {number}, {time}, {who}, {total}").format(
        number=row.number, time=time_text(row.at), who=row.who, total=row.total
    )


@dataclass(frozen=True, slots=True)
class Widths:
    """Columns that do not grow, in pixels of the design, and the gap between all of them."""

    time: int
    number: int
    paid: int
    total: int
    gap: int


USUAL: Final = Widths(64, 84, 130, 112, 10)
TIGHT: Final = Widths(52, 84, 104, 112, 8)
"""On a small screen, or with large text."""
LIST: Final = 824
"""So wide the list is on the smallest screen it is drawn for."""
MARGIN: Final = 16
NEAR: Final = 6
"""So far the name of a column may reach into the gap behind it."""
WHO_PERCENT: Final = 44
"""The customer's part of what is left; goods take the rest."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row; customer and goods share what is left."""

    row: QRect

    @property
    def _widths(self) -> Widths:
        return USUAL if self.row.width() >= px(LIST) else TIGHT

    def _cell(self, left: int, width: int) -> QRect:
        return QRect(left, self.row.top(), width, self.row.height())

    def _after(self, cell: QRect, width: int) -> QRect:
        return self._cell(cell.right() + 1 + self._widths.gap, width)

    @property
    def time(self) -> QRect:
        """Hour, and the day below it where days differ."""
        return self._cell(self.row.left() + MARGIN, px(self._widths.time))

    @property
    def number(self) -> QRect:
        """The number on the paper."""
        return self._after(self.time, px(self._widths.number))

    @property
    def who(self) -> QRect:
        """The customer."""
        cell = self._after(self.number, 0)
        room = self.paid.left() - cell.left() - 2 * self._widths.gap
        return self._cell(cell.left(), room * WHO_PERCENT // 100)

    @property
    def goods(self) -> QRect:
        """The first few goods."""
        cell = self._after(self.who, 0)
        return self._cell(cell.left(), self.paid.left() - self._widths.gap - cell.left())

    @property
    def paid(self) -> QRect:
        """How it was paid."""
        width = px(self._widths.paid)
        return self._cell(self.total.left() - self._widths.gap - width, width)

    @property
    def total(self) -> QRect:
        """The amount, right-aligned."""
        width = px(self._widths.total)
        return self._cell(self.row.right() + 1 - MARGIN - width, width)


class ReceiptDelegate(RowDelegate):
    """Draws a row; `show_day` where the rows are not of one day."""

    def __init__(self) -> None:
        super().__init__(ROW)
        self.show_day = False
        self.this_year = 0

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """Left to right."""
        del selected
        row: ListRow = index.data(RECORD)
        columns = Columns(self.as_head(rect))
        self._time(pen, columns.time, row.at)
        pen.number(columns.number, row.number, 14, 600)
        pen.text(columns.who, row.who, 14)
        pen.text(columns.goods, row.goods, 14, 400, "ink2")
        if row.chip is not None:
            words, tone = row.chip
            pen.chip(columns.paid, words, tone)
        else:
            pen.text(columns.paid, row.paid, 14, 400, "ink2")
        size = fitting_size(row.total, columns.total.width(), 17, 600)
        pen.money(columns.total, row.total, size, 600)

    def _time(self, pen: Painter, area: QRect, at: datetime) -> None:
        """The hour, with the day below it where days differ; of another year day and year."""
        if not self.show_day:
            pen.number(area, time_text(at), 14, 500, "ink2")
            return
        day, line = shop_day(at), px(20)
        upper, lower = time_text(at), short_day_text(day)
        if day.year != self.this_year:
            upper, lower = lower, str(day.year)
        top = QRect(area.left(), area.center().y() - line + 1, area.width() + 8, line)
        pen.number(top, upper, 14, 500, "ink2")
        pen.number(top.translated(0, line), lower, 13, 400, "ink3")


class ReceiptHead(Panel):
    """34 high: what stands in each column."""

    def __init__(self) -> None:
        super().__init__("sur2", ("bottom",))
        self.setFixedHeight(max(HEAD, px(20) + 12))
        who = pgettext("column", "Khách")
        names = (_("Giờ"), _("Số"), who, _("Hàng"), _("Cách trả"), _("Tổng"))
        self._labels = [Label(name, 14, 500, "ink2", align=LEFT) for name in names]
        self._labels[-1].setAlignment(RIGHT)
        for label in self._labels:
            label.setParent(self)

    def resizeEvent(self, _event: object) -> None:
        """Above the rows' columns."""
        columns = Columns(QRect(0, 0, self.width(), self.height() - 1))
        cells = (
            columns.time,
            columns.number,
            columns.who,
            columns.goods,
            columns.paid,
            columns.total,
        )
        for label, cell in zip(self._labels, cells, strict=True):
            label.setGeometry(cell.adjusted(0, 0, 0 if label is self._labels[-1] else NEAR, 0))
