"""The owner's two forms: the words on every paper, and the account for transfers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.payments.receiver import account_of, grouped, holder_of, refuse_bin
from pos_app.shop import card
from pos_app.ui.setup.bank_field import BankField
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, SectionTitle
from pos_app.ui.widgets.paint import RIGHT
from pos_app.ui.widgets.surfaces import Card, plain_layout

if TYPE_CHECKING:
    from pos_app.shop.profile import BankAccount, ShopProfile


def head(title: str, note: str) -> QHBoxLayout:
    """Title at the left, what it is for at the right."""
    row = QHBoxLayout()
    plain_layout(row, (0, 0, 0, 0), 8)
    row.addWidget(SectionTitle(title))
    row.addWidget(Label(note, 14, 400, "ink2", elide=True, align=RIGHT), 1)
    return row


def pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two fields in one row."""
    row = QHBoxLayout()
    plain_layout(row, (0, 0, 0, 0), 10)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row


class Form(Card):
    """Fields that are judged together; what is wrong stands below its field.

    Signals:
        changed(): somebody typed.
    """

    changed = Signal()

    def __init__(self, title: str, note: str) -> None:
        super().__init__(margins=(16, 12, 16, 16), gap=10)
        self.body.addLayout(head(title, note))
        self._rules: list[tuple[Field, Callable[[], object]]] = []
        self._known: tuple[str, ...] = ()

    def rule(self, field: Field, judge: Callable[[], object]) -> None:
        """What a field must pass; `judge` raises BadInput."""
        self._rules.append((field, judge))

    def field(self, label: str, judge: Callable[[str], object], *, number: bool = False) -> Field:
        """A line of its own with its rule."""
        line = TextInput(number=number)
        made = Field(label, line)
        line.changed.connect(self._typed)
        self.rule(made, lambda: judge(line.text()))
        return made

    def typed(self) -> tuple[str, ...]:
        """What stands in the fields now."""
        raise NotImplementedError

    def dirty(self) -> bool:
        """Whether anything was typed since it was filled."""
        return self.typed() != self._known

    def settle(self) -> None:
        """What stands there is what is kept."""
        self._known = self.typed()
        for field, _judge in self._rules:
            field.set_error("")
        self.changed.emit()

    def judge(self) -> bool:
        """Shows what is wrong, the keys in the first such field; True when nothing is."""
        fine = True
        for field, judge in reversed(self._rules):
            try:
                judge()
            except BadInput as refusal:
                field.set_error(str(refusal))
                fine = False
        return fine

    def _typed(self, *_text: object) -> None:
        for field, _judge in self._rules:
            if field.error():
                field.set_error("")
        self.changed.emit()


class ShopForm(Form):
    """Who the shop is."""

    def __init__(self) -> None:
        super().__init__(_("Cửa hàng"), _("in trên phiếu"))
        self.name = self.field(_("Tên cửa hàng"), card.name_of)
        self.address = self.field(_("Địa chỉ"), card.address_of)
        self.phone = self.field(_("Điện thoại"), card.phone_of, number=True)
        self.tax_code = self.field(_("Mã số thuế"), card.tax_code_of, number=True)
        self.body.addWidget(self.name)
        self.body.addWidget(self.address)
        self.body.addLayout(pair(self.phone, self.tax_code))
        self.body.addStretch(1)

    def typed(self) -> tuple[str, ...]:
        return tuple(
            field.box.edit.text() for field in (self.name, self.address, self.phone, self.tax_code)
        )

    def fill(self, profile: ShopProfile) -> None:
        """What stands on papers now."""
        for field, words in (
            (self.name, profile.name),
            (self.address, profile.address),
            (self.phone, profile.phone),
            (self.tax_code, profile.tax_code),
        ):
            field.box.edit.setText(words)
            field.box.edit.setCursorPosition(0)
        self.settle()


class AccountForm(Form):
    """Where transfers go; empty fields take none."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(_("Tài khoản nhận tiền"), _("để tạo mã QR"))
        self.bank = BankField(host)
        self.bank.changed.connect(self._typed)
        self.rule(self.bank, lambda: self._unless_empty(refuse_bin, self.bank.bin()))
        told = self._unless_empty
        self.number = self.field(_("Số tài khoản"), partial(told, account_of), number=True)
        self.holder = self.field(_("Chủ tài khoản"), partial(told, holder_of))
        self.body.addWidget(self.bank)
        self.body.addWidget(self.number)
        self.body.addWidget(self.holder)
        self.body.addStretch(1)

    def typed(self) -> tuple[str, str, str]:
        return self.bank.bin(), self.number.box.edit.text(), self.holder.box.edit.text()

    def empty(self) -> bool:
        """Nothing in any field: the shop takes no transfers."""
        return not any(self.typed())

    def _unless_empty(self, judge: Callable[[str], object], text: str) -> None:
        if not self.empty():
            judge(text)

    def fill(self, account: BankAccount | None) -> None:
        """The account in force."""
        self.bank.set_bin(account.bin if account else "")
        self.number.box.edit.setText(grouped(account.account) if account else "")
        self.holder.box.edit.setText(account.holder if account else "")
        self.settle()

    def receiver(self) -> tuple[str, str, str] | None:
        """Bank, number and holder as they would be kept; None while they are not whole."""
        bin, number, holder = self.typed()
        try:
            refuse_bin(bin)
            return bin, account_of(number), holder_of(holder)
        except BadInput:
            return None
