"""The layout of the drawer's page: slips or shifts at the left, their paper or a form beside."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.ui.receipts.paper import Frame, Sheet
from pos_app.ui.shift.rows import DrawerRow, spoken, two_lines
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.amounts import MoneyEdit
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import FilterRow
from pos_app.ui.widgets.feedback import Banner, EmptyState
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.lists import ListView, Rows, TwoLineDelegate
from pos_app.ui.widgets.surfaces import Panel, plain_layout

SIDE: Final = 470
BAND: Final = 57
FOOT: Final = 44
LONGEST_REASON: Final = 120


class CashForm(QWidget):
    """Money into the drawer or out of it, or the float of the shift."""

    def __init__(self) -> None:
        super().__init__()
        self.way = FilterRow(8)
        self.out = self.way.add(_("Chi tiền ra"), -1)
        self.into = self.way.add(_("Thu tiền vào"), 1)
        self.amount = MoneyEdit(height=64, size=32, caption=_("Số tiền"))
        self.amount_field = Field("", self.amount)
        self.reason = TextInput(_("Mua đá, đổi tiền lẻ, nộp chủ…"))
        self.reason.edit.setMaxLength(LONGEST_REASON)
        hint = _("Nhiều nhất {count} chữ.").format(count=LONGEST_REASON)
        self.reason_field = Field(_("Lý do"), self.reason, hint)
        self.note = TextInput(_("Nếu cần"))
        self.note_field = Field(_("Ghi chú"), self.note)
        panel = Panel("bg")
        layout = QHBoxLayout(self)
        plain_layout(layout, (0, 0, 0, 0), 0)
        layout.addWidget(panel)
        panel.body.setSpacing(14)
        for part in (self.way, self.amount_field, self.reason_field, self.note_field):
            panel.body.addWidget(part)
        panel.body.addStretch(1)

    def begin(self, *, cash: bool, amount: Money | None = None) -> None:
        """Empty for a slip, or with the float alone."""
        for part in (self.way, self.reason_field, self.note_field):
            part.setVisible(cash)
        self.amount.set_value(amount)
        self.reason.clear()
        self.note.clear()
        self.amount_field.set_error("")
        self.reason_field.set_error("")
        self.amount.edit.setFocus()
        self.amount.select_all()


class SidePanel(Panel):
    """470 wide: the paper of what is chosen, or the form."""

    def __init__(self) -> None:
        super().__init__("bg", ("left",), margins=(17, 10, 16, 14), gap=0)
        self.setFixedWidth(SIDE)
        self.title = Label("", 16, 600, elide=True)
        self.title.setFixedHeight(max(44, px(26) + 16))
        self.sheet = Sheet()
        self.frame = Frame(self.sheet)
        self.form = CashForm()
        middle = QWidget()
        self.middle = QStackedLayout(middle)
        for page in (QWidget(), self.frame, self.form):
            self.middle.addWidget(page)
        self.print_copy = Button(_("In phiếu"), key="Ctrl+P", icon="printer")
        self.save = Button(_("Ghi phiếu"), "primary", key="F9", height=56)
        self.body.addWidget(self.title)
        self.body.addWidget(middle, 1)
        self.body.addSpacing(12)
        self.body.addWidget(self.print_copy)
        self.body.addWidget(self.save)
        self.show_none()

    def show_none(self) -> None:
        """Nothing is chosen."""
        self._show("", 0)

    def show_paper(self, title: str) -> None:
        """The paper of a slip or a shift."""
        self._show(title, 1)

    def show_form(self, title: str) -> None:
        """Something is written."""
        self._show(title, 2)

    def _show(self, title: str, page: int) -> None:
        self.title.setText(title)
        self.middle.setCurrentIndex(page)
        self.print_copy.setVisible(page == 1)
        self.save.setVisible(page == 2)


class ShiftView(QWidget):
    """Layout only; its parts are public, what they do is in ShiftPage."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        self.filters = FilterRow()
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        self.rows: Rows[DrawerRow] = Rows(spoken)
        self.rows.setParent(self)
        self.list = ListView(
            self.rows, TwoLineDelegate(two_lines, 60, right_width=150), _("Ca và thu chi")
        )
        self.empty = EmptyState("wallet", "")
        self.count = Label("", 14, 500, "ink2", elide=True)
        self.sum = MoneyLabel(None, 17, 600)
        row.addWidget(self._list_column(), 1)
        self.side = SidePanel()
        row.addWidget(self.side)

    def _list_column(self) -> QWidget:
        column = Panel("sur")
        band = Panel("sur2", ("bottom",), margins=(12, 10, 12, 11))
        band.setFixedHeight(max(BAND, px(18) + 32))
        band.body.addWidget(self.filters)
        column.body.addWidget(band)
        column.body.addWidget(self.banner)
        middle = QWidget()
        self.middle = QStackedLayout(middle)
        self.middle.addWidget(self.list)
        self.middle.addWidget(self.empty)
        column.body.addWidget(middle, 1)
        foot = Panel("sur2", ("top",), margins=(16, 1, 16, 0), gap=12, across=True)
        foot.setFixedHeight(max(FOOT, px(24) + 16))
        foot.body.addWidget(self.count, 1)
        foot.body.addWidget(self.sum)
        column.body.addWidget(foot)
        return column

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the list; "" takes it away."""
        if sentence:
            self.banner.say(sentence, Tone.RED, "triangle-alert")
        self.banner.setVisible(bool(sentence))
