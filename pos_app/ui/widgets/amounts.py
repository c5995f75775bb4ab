"""Boxes for amounts, phones and quantities: digits group themselves, values are exact."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QValidator
from PySide6.QtWidgets import QWidget

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.numerals import grouped
from pos_app.basics.quantity import LARGEST, Quantity
from pos_app.ui.theme.current import px
from pos_app.ui.widgets.inputs import Box, Line
from pos_app.ui.widgets.labels import Label, NumberLabel
from pos_app.ui.widgets.paint import DONG, RIGHT, text_width

LIMIT: Final = Money(999_999_999)
"""More than this in one box of a shop counter is a slip of the finger or a barcode."""

MOST: Final = Quantity(LARGEST)
"""More of one article is a slip of the finger."""

LEAST_SIZE: Final = 12
CARET: Final = 8
"""What the caret and the margins of an edit take beside its digits."""

_KEPT: Final = re.compile(r"[0-9+]")
_LONG_NUMBER: Final = re.compile(r"[0-9]{10,}([.,][0-9]*)?")
"""More digits than a quantity has."""
_OPEN_END: Final = re.compile(r"(?<=[0-9])[.,]$")
"""The comma of a number that is still being typed."""


def group_money(digits: str) -> str:
    """0834000 as 834.000; nothing stays nothing."""
    return grouped(int(digits)) if digits else ""


def group_phone(digits: str) -> str:
    """0901234567 as 0901 234 567, while it is still being typed; +84… stays together."""
    if digits.startswith("+"):
        return digits
    parts = (digits[:4], digits[4:7], digits[7:])
    return " ".join(part for part in parts if part)


class _Allowed(QValidator):
    """Refuses a key that can never be part of the value; lets everything else be edited."""

    def __init__(self, pattern: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._pattern = re.compile(pattern)

    def validate(self, text: str, position: int) -> object:
        """Invalid keeps the key out; Acceptable lets Enter through."""
        fits = self._pattern.fullmatch(text) is not None
        state = QValidator.State.Acceptable if fits else QValidator.State.Invalid
        return state, text, position


class GroupedLine(Line):
    """Regroups its digits after each edit and keeps the caret beside the same digit."""

    regrouped = Signal()

    def __init__(self, *, money: bool) -> None:
        super().__init__()
        self._group = group_money if money else group_phone
        self._shown = ""
        self._deletes_forward = False
        allowed = "[0-9. \u00a0₫đ]*" if money else r"\+?[0-9 .()\-]*"
        self.setValidator(_Allowed(allowed, self))
        self.textEdited.connect(self._regroup)

    def digits(self) -> str:
        """What stands there without separators."""
        return "".join(_KEPT.findall(self.text()))

    def show_digits(self, digits: str) -> None:
        """Replaces what stands there, without `regrouped`."""
        self._shown = self._group(digits)
        self.setText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remembers which way a deletion goes: over a separator it takes the next digit."""
        self._deletes_forward = event.key() == Qt.Key.Key_Delete
        super().keyPressEvent(event)

    def _regroup(self, text: str) -> None:
        caret = self.cursorPosition()
        before = len(_KEPT.findall(text[:caret]))
        digits = "".join(_KEPT.findall(text))
        only_separator_gone = len(text) == len(self._shown) - 1 and digits == "".join(
            _KEPT.findall(self._shown)
        )
        if only_separator_gone:
            place = before if self._deletes_forward else before - 1
            if 0 <= place < len(digits):
                digits = digits[:place] + digits[place + 1 :]
                before = place
        self._put(digits, before)

    def _put(self, digits: str, before: int) -> None:
        shown = self._group(digits)
        dropped_zeros = len(digits) - len(_KEPT.findall(shown))
        self._shown = shown
        self.setText(shown)
        self.setCursorPosition(_place_behind(shown, before - dropped_zeros))
        self.regrouped.emit()

    def type_digits(self, digits: str) -> None:
        """A key of the on-screen pad: replaces the selection or goes to the caret."""
        self.insert(digits)
        self._regroup(self.text())

    def take_back(self) -> None:
        """The backspace key of the on-screen pad."""
        self._deletes_forward = False
        self.backspace()
        self._regroup(self.text())


def _place_behind(text: str, digits: int) -> int:
    """The position right behind that many digits."""
    seen = 0
    for place, letter in enumerate(text):
        if seen >= digits:
            return place
        seen += letter in "0123456789+"
    return len(text)


class MoneyEdit(Box):
    """An amount of money: digits group while typed, ₫ stands fixed behind the caret.

    Digits that have no room are written smaller: all that was typed can be read.

    In a column of prices `dong=False` leaves the ₫ out.

    Signals: `changed(Money | None)` on every edit by a person, `submitted(Money | None)` on
    Enter. The value is None when it is empty or above `limit` (the box then shows an error).
    """

    changed = Signal(object)
    submitted = Signal(object)

    def __init__(
        self,
        caption: str = "",
        *,
        height: int = 44,
        size: int = 17,
        limit: Money = LIMIT,
        name: str = "",
        dong: bool = True,
    ) -> None:
        self._line = GroupedLine(money=True)
        super().__init__(self._line, height=height, size=size, number=True)
        self._limit = limit
        self._line.setAlignment(RIGHT)
        self._line.setMaxLength(24)
        self.set_name(name or caption)
        self._caption = Label(caption, 15, 400, "ink2")
        self._caption.setIndent(2)
        self.row.insertWidget(0, self._caption)
        self._caption.setVisible(bool(caption))
        self.row.setSpacing(3)
        if dong:
            self.row.addWidget(NumberLabel(DONG, min(size, 24), 500, "ink3"))
        self._line.textChanged.connect(self._make_room)
        self._line.regrouped.connect(self._tell)
        self._line.returnPressed.connect(self._submit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The digits are always seen; the caption only beside them."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        words = self._caption.text()
        digits = text_width(self._line.text(), self._size, 600, number=True)
        around = self._caption.sizeHint().width() + px(24) + 32
        self._caption.setVisible(bool(words) and digits + around <= self.width())

    def value(self) -> Money | None:
        """What was typed, None for nothing and for more than the limit."""
        digits = self._line.digits()
        if not digits or int(digits) > self._limit.dong:
            return None
        return Money(int(digits))

    def too_large(self) -> bool:
        """True when more was typed than a till can mean; a barcode typed by hand, say."""
        digits = self._line.digits()
        return bool(digits) and int(digits) > self._limit.dong

    def checked(self) -> Money | None:
        """What was typed, None for nothing; BadInput that names the most there can be."""
        if self.too_large():
            words = _("Nhiều nhất {most}. Nếu mã vạch đã vào đây thì xóa đi rồi gõ lại.")
            raise BadInput(words.format(most=self._limit))
        return self.value()

    def set_value(self, amount: Money | None) -> None:
        """Replaces the amount, without `changed`."""
        self._line.show_digits("" if amount is None else str(amount.dong))
        self.set_error(False)

    def type_digits(self, digits: str) -> None:
        """A key of the on-screen pad ("7", "000")."""
        self._line.type_digits(digits)

    def take_back(self) -> None:
        """The backspace of the on-screen pad."""
        self._line.take_back()

    def select_all(self) -> None:
        """The next digit replaces the amount."""
        self._line.selectAll()

    def _digit_size(self) -> int:
        size, room = self._size, self.edit.width() - CARET
        while size > LEAST_SIZE and text_width(self.edit.text(), size, 600, number=True) > room:
            size -= 1
        return size

    def _tell(self) -> None:
        self.set_error(self.too_large())
        self.changed.emit(self.value())

    def _submit(self) -> None:
        self.submitted.emit(self.value())


class PhoneEdit(Box):
    """A phone number, grouped as people read it: 0901 234 567.

    Signals: `changed(str)` and `submitted(str)` with what stands there; `phone.normalise`
    of basics judges it when it is used.
    """

    changed = Signal(str)
    submitted = Signal(str)

    def __init__(self, placeholder: str = "", *, height: int = 44) -> None:
        self._line = GroupedLine(money=False)
        super().__init__(self._line, height=height, size=16, number=True)
        self._line.setPlaceholderText(placeholder)
        self._line.setMaxLength(20)
        self.set_name(placeholder)
        self._line.regrouped.connect(self._tell)
        self._line.returnPressed.connect(self._submit)

    def text(self) -> str:
        """What stands there."""
        return self._line.text()

    def set_text(self, written: str) -> None:
        """Replaces the number, without `changed`."""
        self._line.show_digits("".join(_KEPT.findall(written)))

    def _tell(self) -> None:
        self.changed.emit(self.text())

    def _submit(self) -> None:
        self.submitted.emit(self.text())


class QuantityEdit(Box):
    """A count or a weight: 2 or 1,5 (a point is taken for the comma).

    What is no number stays as it was typed: dropping a letter would make another number of it.

    Signals: `changed(Quantity | None)`, `submitted(Quantity | None)`; None for nothing, for
    what is no number, for more than `limit`, and for parts of a piece when `by_weight` is off.
    """

    changed = Signal(object)
    submitted = Signal(object)

    def __init__(
        self,
        unit: str = "",
        *,
        by_weight: bool = True,
        height: int = 44,
        size: int = 17,
        limit: Quantity = MOST,
    ) -> None:
        super().__init__(Line(), height=height, size=size, number=True)
        self._limit, self._by_weight = limit, by_weight
        self.edit.setAlignment(RIGHT)
        self.edit.setMaxLength(12)
        if unit:
            self.row.addWidget(Label(unit, 14, 400, "ink2"))
        self.edit.textEdited.connect(self._tell)
        self.edit.returnPressed.connect(self._submit)

    def value(self) -> Quantity | None:
        """What was typed."""
        quantity = self._parsed()
        if quantity is None or quantity > self._limit:
            return None
        return quantity if self._by_weight or quantity.whole else None

    def checked(self) -> Quantity | None:
        """What was typed, parts of a piece too; None for nothing.

        BadInput for what is no number and for more than the limit.
        """
        written = self.edit.text().strip()
        quantity = self._parsed()
        if _LONG_NUMBER.fullmatch(written) or (quantity is not None and quantity > self._limit):
            raise BadInput(_("Số lượng quá lớn: nhiều nhất một triệu. Kiểm tra lại số vừa gõ."))
        if quantity is None and written:
            example = "1,5" if self._by_weight else "2"
            words = _("Chưa đọc được số vừa gõ. Gõ bằng chữ số, như {example}.")
            raise BadInput(words.format(example=example))
        return quantity

    def _parsed(self) -> Quantity | None:
        return Quantity.parse(_OPEN_END.sub("", self.edit.text()))

    def set_value(self, quantity: Quantity | None) -> None:
        """Replaces the quantity, without `changed`."""
        self.edit.setText("" if quantity is None else str(quantity).replace(".", ""))
        self.set_error(False)

    def select_all(self) -> None:
        """The next digit replaces the quantity."""
        self.edit.selectAll()

    def _tell(self) -> None:
        text = self.edit.text()
        if "." in text:
            caret = self.edit.cursorPosition()
            self.edit.setText(text.replace(".", ","))
            self.edit.setCursorPosition(caret)
        self.set_error(bool(text) and self.value() is None)
        self.changed.emit(self.value())

    def _submit(self) -> None:
        self.submitted.emit(self.value())
