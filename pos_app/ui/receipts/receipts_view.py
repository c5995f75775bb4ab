"""The layout of the page of receipts: search, filters and list at the left, the paper beside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.ui.receipts.calendar import Calendar
from pos_app.ui.receipts.looking import Span
from pos_app.ui.receipts.loose import LoosePanel
from pos_app.ui.receipts.paper import Frame, Sheet
from pos_app.ui.receipts.rows import ListRow, ReceiptDelegate, ReceiptHead, spoken
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import Chip, FilterChip, FilterRow
from pos_app.ui.widgets.feedback import Banner, BusyLine, EmptyState
from pos_app.ui.widgets.inputs import SearchBox
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.lists import ListView, Rows
from pos_app.ui.widgets.surfaces import Panel, plain_layout

PAPER: Final = 470
FOOT: Final = 44
BAND: Final = 57
"""Filters with their edge."""


class PaperPanel(Panel):
    """470 wide: which slip, its state, its paper, what can be done with it."""

    def __init__(self) -> None:
        super().__init__("bg", ("left",), margins=(17, 10, 16, 14), gap=0)
        self.setFixedWidth(PAPER)
        head = QWidget()
        head.setFixedHeight(max(44, px(26) + 16))
        row = QHBoxLayout(head)
        plain_layout(row, (0, 0, 0, 6), 12)
        self.title = Label("", 16, 600, elide=True)
        self.state = Chip()
        row.addWidget(self.title, 1)
        row.addWidget(self.state)
        self.sheet = Sheet()
        self.frame = Frame(self.sheet)
        self.waits = EmptyState(
            "inbox",
            _("Đơn đang chờ tiền chuyển khoản về"),
            _("Chưa thành phiếu: chưa trừ kho, chưa tích điểm."),
            _("Mở đơn"),
        )
        middle = QWidget()
        self.middle = QStackedLayout(middle)
        self.loose = LoosePanel()
        for page in (QWidget(), self.frame, self.waits, self.loose):
            self.middle.addWidget(page)
        self.print_copy = Button(_("In lại"), key="Ctrl+P", icon="printer")
        self.give_back = Button(_("Trả hàng"), "primary", key="F9")
        self.exchange = Button(_("Đổi hàng"), key="F6")
        self.void = Button(_("Hủy phiếu"), "danger")
        deeds = QWidget()
        pairs = QGridLayout(deeds)
        pairs.setContentsMargins(0, 0, 0, 0)
        pairs.setSpacing(8)
        for place, button in enumerate((self.print_copy, self.void, self.exchange, self.give_back)):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            pairs.addWidget(button, place // 2, place % 2)
        self.body.addWidget(head)
        self.body.addWidget(middle, 1)
        self.body.addSpacing(12)
        self.body.addWidget(deeds)

    def show_none(self) -> None:
        """No slip is chosen: there is no paper to lie here."""
        self.title.setText("")
        self.state.hide()
        self.middle.setCurrentIndex(0)
        self._offer(None)

    def show_row(self, row: ListRow) -> None:
        """Names the chosen slip, or the order that waits."""
        words = _("Đơn chờ {number}") if row.waits else _("Phiếu {number}")
        if row.loose is not None:
            words = _("Khoản chuyển {number}")
        self.title.setText(words.format(number=row.number))
        text, tone = row.chip or (_("Đã trả đủ"), Tone.JADE)
        self.state.set_chip(text, tone, "" if row.chip else "check")
        self.state.show()
        shown: QWidget = self.waits if row.waits else self.loose if row.loose else self.frame
        self.middle.setCurrentWidget(shown)
        self._offer(row)
        self.sheet.setAccessibleName(spoken(row))

    def _offer(self, row: ListRow | None) -> None:
        """What can be done with a slip; what cannot is not there."""
        self.print_copy.setVisible(row is not None and row.is_slip)
        for button in (self.give_back, self.exchange):
            button.setVisible(row is not None and row.returnable)
        self.void.setVisible(row is not None and row.voidable)


class ReceiptsView(QWidget):
    """Layout only; its parts are public, what they do is in ReceiptsPage."""

    def __init__(self) -> None:
        super().__init__()
        self.period = FilterRow(12)
        self.today = self.period.add(_("Hôm nay"), Span.TODAY)
        self.week = self.period.add(_("7 ngày"), Span.WEEK)
        self.day: FilterChip = self.period.add(_("Chọn ngày"), Span.DAY)
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        row.addWidget(self._list_column(), 1)
        self.paper = PaperPanel()
        row.addWidget(self.paper)
        self.calendar = Calendar(self)
        self.busy = BusyLine(self)

    def _list_column(self) -> QWidget:
        column = Panel("sur")
        search = Panel("sur2", ("bottom",), margins=(12, 12, 12, 13))
        self.search = SearchBox(_("Số phiếu, mã tra cứu, điện thoại, tên hàng, số tiền…"))
        search.body.addWidget(self.search)
        band = Panel("sur2", ("bottom",), margins=(12, 10, 12, 11))
        band.setFixedHeight(max(BAND, px(18) + 32))
        self.filters = FilterRow()
        band.body.addWidget(self.filters)
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        self.head = ReceiptHead()
        for part in (search, band, self.banner, self.head):
            column.body.addWidget(part)
        self.rows: Rows[ListRow] = Rows(spoken)
        self.rows.setParent(self)
        self.delegate = ReceiptDelegate()
        self.list = ListView(self.rows, self.delegate, _("Các phiếu"))
        self.empty = EmptyState("receipt-text", "", "", _("Tìm trong 7 ngày"))
        middle = QWidget()
        self.middle = QStackedLayout(middle)
        self.middle.addWidget(self.list)
        self.middle.addWidget(self.empty)
        column.body.addWidget(middle, 1)
        column.body.addWidget(self._foot())
        return column

    def _foot(self) -> QWidget:
        foot = Panel("sur2", ("top",), margins=(16, 1, 16, 0), gap=12, across=True)
        foot.setFixedHeight(max(FOOT, px(24) + 16))
        self.count = Label("", 14, 500, "ink2", elide=True)
        self.sum = MoneyLabel(ZERO, 17, 600)
        foot.body.addWidget(self.count, 1)
        foot.body.addWidget(self.sum)
        return foot

    def show_foot(self, words: str, total: Money | None) -> None:
        """How many are shown and what they come to."""
        self.count.setText(words)
        self.sum.set_amount(total)

    def show_empty(self, title: str, text: str, *, widen: bool) -> None:
        """Instead of the list; `widen` offers to look at seven days."""
        self.empty.say(title, text)
        self.empty.button.setVisible(widen)
        self.middle.setCurrentWidget(self.empty)

    def show_list(self) -> None:
        """The list in place of the sentence."""
        self.middle.setCurrentWidget(self.list)

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the list; "" takes it away."""
        if sentence:
            self.banner.say(sentence, Tone.RED, "triangle-alert")
        self.banner.setVisible(bool(sentence))

    def calendar_corner(self) -> QPoint:
        """Where the calendar hangs: below the chip that opens it."""
        return QPoint(self.width() - 16, 4)
