"""The layout of the debts' page: whoever owes at the left, one account and its till beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.ui.debts.account_view import AccountView
from pos_app.ui.debts.rows import INKS, DebtorDelegate, columns, said
from pos_app.ui.theme import px
from pos_app.ui.widgets.feedback import EmptyState
from pos_app.ui.widgets.labels import Label, MoneyLabel
from pos_app.ui.widgets.lists import ListView, Rows
from pos_app.ui.widgets.paint import LEFT, RIGHT, painting
from pos_app.ui.widgets.surfaces import Card, IconView, Panel, plain_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.selling.debt_book import Debtor

HEAD: Final = 36
DESIGN: Final = 1294
ACCOUNT: Final = (330, 500)
"""Least and usual width of the account at the right."""


def age_names() -> tuple[str, str, str, str]:
    """What the four ages are called."""
    return (_("0–7 ngày"), _("8–30 ngày"), _("31–60 ngày"), _("Trên 60 ngày"))


class Sums(Panel):
    """All debts, and those of each age."""

    def __init__(self) -> None:
        super().__init__("bg", ("bottom",), margins=(16, 12, 16, 13), gap=10, across=True)
        self._sums: list[MoneyLabel] = []
        for words in (_("Tổng nợ"), *age_names()):
            card = Card(margins=(12, 8, 12, 9), gap=0)
            amount = MoneyLabel(ZERO, 17, 600, align=LEFT)
            card.body.addWidget(Label(words, 13, 400, "ink2", elide=True))
            card.body.addWidget(amount)
            self._sums.append(amount)
            self.body.addWidget(card, 1)

    def show_sums(self, debtors: Sequence[Debtor]) -> None:
        """Of everybody; old ones stand out."""
        ages = [Money.total(one.ages[age] for one in debtors) for age in range(4)]
        self._sums[0].set_amount(Money.total(ages))
        for label, amount, ink in zip(self._sums[1:], ages, INKS, strict=True):
            label.set_amount(amount)
            label.set_ink(ink if amount else "ink3")


class Head(Panel):
    """The names of the columns."""

    def __init__(self) -> None:
        super().__init__("sur2", ("bottom",))
        self.setFixedHeight(px(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each above its column."""
        super().paintEvent(event)
        words = (_("Khách"), _("0–7 ngày"), "8–30", "31–60", _("Trên 60"), _("Còn nợ"))
        with painting(self) as pen:
            for place, (area, name) in enumerate(zip(columns(self.rect()), words, strict=True)):
                pen.text(area, name, 13, 600, "ink2", align=RIGHT if place else LEFT)


class DebtsView(QWidget):
    """Layout only; its parts are public, what they do is in DebtsPage."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        column = Panel("sur")
        self.sums = Sums()
        self.rows: Rows[Debtor] = Rows(said)
        self.rows.setParent(self)
        self.delegate = DebtorDelegate()
        self.list = ListView(self.rows, self.delegate, _("Khách đang nợ"))
        self.empty = EmptyState(
            "notebook-pen",
            _("Chưa ai nợ"),
            _("Tìm khách để đặt hạn mức, rồi chọn Ghi nợ khi thanh toán."),
        )
        table = QWidget()
        inner = QVBoxLayout(table)
        plain_layout(inner, (0, 0, 0, 0), 0)
        inner.addWidget(Head())
        inner.addWidget(self.list, 1)
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(table)
        self._middle.addWidget(self.empty)
        self._table = table
        foot = Panel("sur2", ("top",), margins=(20, 11, 16, 11), gap=8, across=True)
        foot.body.addWidget(IconView("info", side=16))
        advice = _("Nhắc nợ lịch sự, không nhắc khi có người khác ở quầy.")
        foot.body.addWidget(Label(advice, 13, 400, "ink2", elide=True), 1)
        for part, stretch in ((self.sums, 0), (middle, 1), (foot, 0)):
            column.body.addWidget(part, stretch)
        self.account = AccountView()
        row.addWidget(column, 1)
        row.addWidget(self.account)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The account has its share; the table keeps what it needs."""
        least, most = ACCOUNT
        share = most * self.width() // DESIGN
        self.account.setFixedWidth(min(max(share, px(least)), px(most), self.width() * 2 // 5))
        super().resizeEvent(event)

    def show_rows(self, rows: Sequence[Debtor], *, none: str) -> None:
        """Who is listed; `none` says why nobody is."""
        self.rows.set_rows(rows)
        self._middle.setCurrentWidget(self._table if rows else self.empty)
        if not rows:
            self.empty.say(none, _("Tìm khách để đặt hạn mức, rồi chọn Ghi nợ khi thanh toán."))
        self.account.setVisible(bool(rows))
