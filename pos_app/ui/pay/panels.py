"""What is typed for each way to pay; each panel tells the one tender that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _, pgettext
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty.points import count, most_usable, worth
from pos_app.payments.tenders import Method, Tender
from pos_app.ui.pay.pad import Notes, Pad
from pos_app.ui.widgets.amounts import MoneyEdit, QuantityEdit
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, SectionTitle
from pos_app.ui.widgets.paint import RIGHT
from pos_app.ui.widgets.surfaces import plain_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.customers.directory import Customer
    from pos_app.loyalty.points import Programme

LONGEST_REFERENCE: Final = 20


class Panel(QWidget):
    """The lower half of the middle column.

    Signals:
        changed(): another amount was typed.
        accepted(): Enter: take this amount as one payment.
    """

    changed = Signal()
    accepted = Signal()

    def pending(self) -> Tender | None:
        """What stands there as a tender, None while nothing was typed; BadInput for nonsense."""
        raise NotImplementedError

    def reset(self, missing: Money) -> None:
        """Empty again, for an amount that is still due."""
        raise NotImplementedError

    def owe(self, missing: Money) -> None:
        """Another amount is due; what was typed stays."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The keys go to the amount."""
        raise NotImplementedError

    def told(self) -> Money | None:
        """The money that was typed; None for nothing, and for what is not money."""
        return None

    def offer(self, amount: Money) -> None:
        """As much of an amount typed for another way to pay as this one takes."""
        raise NotImplementedError

    def add_head(self, column: QVBoxLayout, title: str, hint: str) -> None:
        """Title at the left, advice at the right."""
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 0), 8)
        head.addWidget(SectionTitle(title))
        head.addWidget(Label(hint, 14, 400, "ink2", elide=True, align=RIGHT), 1)
        column.addLayout(head)


class CashPanel(Panel):
    """Amount, banknotes and number pad."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 12)
        self.add_head(column, _("Khách đưa tiền mặt"), _("Chạm mệnh giá hoặc gõ số"))
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 14)
        left = QVBoxLayout()
        plain_layout(left, (0, 0, 0, 0), 10)
        self.amount = MoneyEdit(_("Khách đưa"), height=64, size=32)
        self.notes = Notes()
        self.pad = Pad()
        left.addWidget(self.amount)
        left.addWidget(self.notes, 1)
        tallest = self.amount.minimumHeight() + left.spacing() + self.notes.maximumHeight()
        self.pad.setMaximumHeight(tallest)
        row.addLayout(left, 1)
        row.addWidget(self.pad)
        column.addLayout(row, 1000)
        column.addStretch(1)
        self._missing = ZERO
        self.amount.changed.connect(self._typed)
        self.amount.submitted.connect(self.accepted)
        self.notes.handed.connect(self._hand)
        self.notes.added.connect(self._add)
        self.pad.typed.connect(self._press)

    def pending(self) -> Tender | None:
        handed = self.amount.checked()
        if not handed:
            return None
        return Tender(Method.CASH, min(handed, self._missing), handed)

    def reset(self, missing: Money) -> None:
        self.amount.set_value(None)
        self.owe(missing)

    def owe(self, missing: Money) -> None:
        self._missing = missing
        self.notes.offer(missing)
        self.notes.mark(self.amount.value())

    def take_focus(self) -> None:
        self.amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def told(self) -> Money | None:
        return self.amount.value()

    def offer(self, amount: Money) -> None:
        self.amount.set_value(amount)
        self.notes.mark(amount)

    def _typed(self, _amount: object) -> None:
        self.notes.mark(self.amount.value())
        self.changed.emit()

    def _hand(self, amount: Money) -> None:
        self.amount.set_value(amount)
        self._typed(amount)
        self.take_focus()

    def _add(self, amount: Money) -> None:
        self._hand((self.amount.value() or ZERO) + amount)

    def _press(self, digits: str) -> None:
        if digits:
            self.amount.type_digits(digits)
        else:
            self.amount.take_back()
        self.take_focus()


class RecordedPanel(Panel):
    """A card or e-wallet: another device takes the money, the till writes it down."""

    def __init__(self, method: Method, title: str, hint: str, reference: str) -> None:
        super().__init__()
        self._method = method
        self._missing = ZERO
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 12)
        self.add_head(column, title, hint)
        self.amount = MoneyEdit(_("Số tiền"), height=64, size=32)
        self.reference = TextInput()
        self.reference.edit.setMaxLength(LONGEST_REFERENCE)
        column.addWidget(self.amount)
        column.addWidget(Field(reference, self.reference))
        column.addStretch(1)
        self.amount.changed.connect(lambda _amount: self.changed.emit())
        self.amount.submitted.connect(self.accepted)
        self.reference.submitted.connect(lambda _text: self.accepted.emit())

    def pending(self) -> Tender | None:
        amount = self.amount.checked()
        if not amount:
            return None
        return Tender(
            self._method, amount, amount, reference=_no_card_number(self.reference.text())
        )

    def reset(self, missing: Money) -> None:
        self._missing = missing
        self.amount.set_value(missing or None)
        self.reference.clear()

    def owe(self, missing: Money) -> None:
        if self.amount.value() == self._missing:
            self.amount.set_value(missing)
        self._missing = missing

    def take_focus(self) -> None:
        self.amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.select_all()

    def told(self) -> Money | None:
        return self.amount.value()

    def offer(self, amount: Money) -> None:
        self.amount.set_value(min(amount, self._missing) or None)


def _no_card_number(text: str) -> str:
    """A reference as it is kept; BadInput for what may be a whole card number."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) >= 13:
        raise BadInput(_("Không ghi số thẻ của khách. Chỉ ghi 4 số cuối hoặc mã chuẩn chi."))
    return text.strip()


def points_words(guest: Customer | None, tenders: Sequence[Tender], usable: int) -> str:
    """What the button of points says of those that are left."""
    if guest is None:
        return _("Chưa chọn khách")
    spent = sum(tender.points for tender in tenders)
    if spent:
        return _("Còn {points}").format(points=count(guest.points - spent))
    return _("Tối đa {points}").format(points=count(usable)) if usable else _("Không đủ điểm")


class PointsPanel(Panel):
    """How many points to spend."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 12)
        self.add_head(column, _("Dùng điểm"), "")
        self.points = QuantityEdit(pgettext("unit", "điểm"), by_weight=False, height=64, size=32)
        self._limit_words = Label("", 14, 400, "ink2", wrap=True)
        self._worth_words = Label("", 16, 600, "gold")
        column.addWidget(self.points)
        column.addWidget(self._worth_words)
        column.addWidget(self._limit_words)
        column.addStretch(1)
        self._programme: Programme | None = None
        self._most = 0
        self.points.changed.connect(self._typed)
        self.points.submitted.connect(self.accepted)

    def allow(self, due: Money, missing: Money, balance: int, programme: Programme) -> int:
        """How many points may be spent on an order; gives the number back."""
        self._programme = programme
        most = most_usable(due, balance, programme)
        self._most = min(most, missing.dong // programme.dong_of_point)
        self._limit_words.setText(
            _("Nhiều nhất {most} điểm: tối đa {percent} % đơn, khách còn {balance} điểm.").format(
                most=count(self._most), percent=programme.most_percent, balance=count(balance)
            )
        )
        return self._most

    def pending(self) -> Tender | None:
        told = self.points.checked()
        if told is None or self._programme is None or not told:
            return None
        if not told.whole:
            raise BadInput(_("Điểm không có số lẻ."))
        points = told.thousandths // 1000
        if points > self._most:
            raise BadInput(
                _("Chỉ dùng được {most} điểm cho đơn này.").format(most=count(self._most))
            )
        amount = worth(points, self._programme)
        return Tender(Method.POINTS, amount, amount, points=points)

    def reset(self, missing: Money) -> None:
        del missing
        self.points.edit.setText(str(self._most) if self._most else "")
        self._typed(None)

    def owe(self, missing: Money) -> None:
        del missing

    def take_focus(self) -> None:
        self.points.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.points.select_all()

    def offer(self, amount: Money) -> None:
        if self._programme is not None:
            points = min(amount.dong // self._programme.dong_of_point, self._most)
            self.points.edit.setText(str(points) if points else "")
            self._typed(None)

    def _typed(self, _quantity: object) -> None:
        try:
            tender = self.pending()
        except BadInput:
            tender = None
            self.points.set_error(True)
        else:
            self.points.set_error(False)
        words = _("Trả được {amount}").format(amount=tender.amount) if tender else ""
        self._worth_words.setText(words)
        self.changed.emit()
