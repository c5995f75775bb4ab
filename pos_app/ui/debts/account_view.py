"""The account of whoever is chosen: what is owed, for which sales, and what is brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.ui.debts.rows import Slice, SliceDelegate, slice_said
from pos_app.ui.pay.pad import AmountButton
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.amounts import MoneyEdit
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, MoneyLabel, SectionTitle
from pos_app.ui.widgets.lists import ListView, Rows
from pos_app.ui.widgets.paint import RIGHT
from pos_app.ui.widgets.surfaces import Avatar, Divider, Panel, plain_layout
from pos_app.ui.widgets.switches import Check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.selling.debt_book import Debtor

PARTS: Final = (50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000)
"""Round sums in đồng that people bring when they pay a part."""


def parts_of(owed: Money) -> list[Money]:
    """Two round parts of a debt and all of it."""
    below = [Money(part) for part in PARTS if part < owed.dong]
    return [*below[-2:], owed]


class AccountView(Panel):
    """Layout only, but for the round sums.

    Signals:
        typed(): another amount stands there.
    """

    typed = Signal()

    def __init__(self) -> None:
        super().__init__("sur", ("left",), margins=(18, 12, 18, 14), gap=10)
        self.body.addLayout(self._head())
        self.body.addLayout(self._sum())
        self.body.addWidget(Divider())
        self.rows: Rows[Slice] = Rows(slice_said)
        self.rows.setParent(self)
        self.sales = ListView(self.rows, SliceDelegate(), _("Phiếu còn nợ"))
        self.sales.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sales.setSelectionMode(ListView.SelectionMode.NoSelection)
        self.body.addWidget(self.sales, 1)
        forms = QWidget()
        self._forms = QStackedLayout(forms)
        self.collecting = self._collect_form()
        self.most = MoneyEdit(_("Hạn mức"), height=56, size=24)
        self.most_field = Field(
            _("Hạn mức ghi nợ"), self.most, _("0 thì khách này không được ghi nợ.")
        )
        self.day = TextInput("30/11")
        self.day.edit.setMaxLength(10)
        self.day_field = Field(
            _("Ngày hẹn trả"), self.day, _("Ngày và tháng, ví dụ 30/11; hoặc 5/1/2027.")
        )
        self._pages = (self.collecting, _page(self.most_field), _page(self.day_field))
        for page in self._pages:
            self._forms.addWidget(page)
        self.body.addWidget(forms)
        self.main = Button("", "primary", key="F9", height=56)
        self.body.addWidget(self.main)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 12)
        self._avatar = Avatar("", Tone.PLUM)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 0)
        self._name = Label("", 15, 600, elide=True)
        self._limit = Label("", 14, 400, "ink2", elide=True)
        words.addWidget(self._name)
        words.addWidget(self._limit)
        self.file = Button(_("Hồ sơ"), key="Enter", height=40)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self.file)
        return row

    def _sum(self) -> QHBoxLayout:
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 8)
        self._owed = MoneyLabel(ZERO, 32, 700)
        row.addWidget(SectionTitle(_("Còn nợ")))
        row.addWidget(self._owed, 1)
        return row

    def _collect_form(self) -> QWidget:
        self.amount = MoneyEdit(_("Khách trả tiền mặt"), height=56, size=28)
        self.amount_field = Field("", self.amount)
        self.print_slip = Check(_("In phiếu thu"), checked=True)
        self.print_slip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._left = Label("", 14, 500, "ink2", align=RIGHT)
        self._parts = QHBoxLayout()
        plain_layout(self._parts, (0, 0, 0, 0), 8)
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            plain_layout(row, (0, 0, 0, 0), 8)
        head.addWidget(SectionTitle(_("Thu lần này")))
        hint = Label(_("trừ vào phiếu cũ nhất trước"), 13, 400, "ink2", align=RIGHT)
        head.addWidget(hint, 1)
        foot.addWidget(self.print_slip)
        foot.addWidget(self._left, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        plain_layout(column, (0, 0, 0, 0), 8)
        column.addLayout(head)
        column.addWidget(self.amount_field)
        column.addLayout(self._parts)
        column.addLayout(foot)
        self.amount.changed.connect(lambda _amount: self.typed.emit())
        return page

    # showing

    def show_account(self, one: Debtor) -> None:
        """Another account: nothing is typed for it."""
        self._avatar.set_name(one.customer.name, Tone.PLUM)
        self._name.setText(one.customer.shown)
        self._limit.setText(
            _("Hạn mức ghi nợ {most}").format(most=one.most)
            if one.most
            else _("Chưa có hạn mức ghi nợ")
        )
        self._owed.set_amount(one.owed)
        self.amount.set_value(None)
        self.amount_field.set_error("")
        self.amount.setEnabled(bool(one.owed))
        while self._parts.count():
            item = self._parts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in parts_of(one.owed) if one.owed else []:
            whole = part == one.owed
            button = AmountButton(part, _("Trả hết") if whole else "", exact=whole)
            button.clicked.connect(lambda _on=False, part=part: self.put(part))
            self._parts.addWidget(button)

    def put(self, amount: Money) -> None:
        """An amount as if it were typed."""
        self.amount.set_value(amount)
        self.amount.setFocus()
        self.typed.emit()

    def show_slices(self, rows: Sequence[Slice], left: Money) -> None:
        """What the amount pays, and what is owed after it."""
        self.rows.set_rows(rows)
        self._left.setText(_("Sau lần này còn {left}").format(left=left))

    def show_form(self, place: int) -> None:
        """0: collecting, 1: the limit, 2: the day of a promise."""
        self._forms.setCurrentIndex(place)


def _page(field: Field) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    plain_layout(column, (0, 0, 0, 0), 8)
    column.addWidget(field)
    column.addStretch(1)
    return page
