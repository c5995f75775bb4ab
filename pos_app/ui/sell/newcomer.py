"""Somebody new: phone, name and form of address, asked in one step under the cart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.customers.address import Form, capitalised
from pos_app.goods.limits import LONGEST_NAME
from pos_app.ui.sell.ask_bar import Question
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.amounts import PhoneEdit
from pos_app.ui.widgets.chips import FilterChip
from pos_app.ui.widgets.inputs import TextInput
from pos_app.ui.widgets.surfaces import plain_layout

if TYPE_CHECKING:
    from pos_app.basics.errors import PosError

FORMS: Final = (
    *(Form.QUY_KHACH, Form.ANH, Form.CHI, Form.CO, Form.CHU),
    *(Form.BAC, Form.ONG, Form.BA, Form.EM, Form.BAN),
)
GAP: Final = 6


class Forms(QWidget):
    """The forms of address, one of them on: in a row, or in two where one has no room."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.chips = [FilterChip(capitalised(form.xung_ho)) for form in FORMS]
        for place, chip in enumerate(self.chips):
            chip.setParent(self)
            self._group.addButton(chip, place)
        self.chips[0].setChecked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> Form:
        """The one that is on."""
        return FORMS[self._group.checkedId()]

    def _widths(self, columns: int) -> list[int]:
        """Of columns that are as wide as their widest chip."""
        every = [chip.sizeHint().width() for chip in self.chips]
        return [max(every[place::columns]) for place in range(columns)]

    def _columns(self, room: int) -> int:
        whole = self._widths(len(FORMS))
        return len(FORMS) if sum(whole) + GAP * (len(whole) - 1) <= room else len(FORMS) // 2

    def heightForWidth(self, width: int) -> int:
        """One row or two."""
        rows = len(FORMS) // self._columns(width)
        return rows * self.chips[0].height() + (rows - 1) * GAP

    def sizeHint(self) -> QSize:
        """Two rows: never cut."""
        widths = self._widths(len(FORMS) // 2)
        width = sum(widths) + GAP * (len(widths) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """No chip is ever cut; how high it is follows from the width."""
        return QSize(self.sizeHint().width(), self.chips[0].height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the chips into their places."""
        super().resizeEvent(event)
        columns = self._columns(self.width())
        widths = self._widths(columns)
        for place, chip in enumerate(self.chips):
            row, column = divmod(place, columns)
            left = sum(widths[:column]) + GAP * column
            chip.setGeometry(left, row * (chip.height() + GAP), widths[column], chip.height())


def newcomer(typed: str, answer: Callable[[str, str, Form], None], *beneath: QWidget) -> Question:
    """Asks who it is; what was `typed` stands in its box, `beneath` below the forms."""
    phone, name = PhoneEdit(_("Số điện thoại")), TextInput(_("Họ tên"))
    name.edit.setMaxLength(LONGEST_NAME)
    if any(letter.isalpha() for letter in typed):
        name.set_text(typed)
    else:
        phone.set_text(typed)
    forms, extra = Forms(), QWidget()
    column = QVBoxLayout(extra)
    plain_layout(column, (0, 0, 0, 0), 0)
    for part in (forms, *beneath):
        column.addWidget(part)
    complaints: list[int] = []

    def take() -> None:
        complaints.clear()
        if not name.text().strip():
            complaints.append(1)
            raise BadInput(_("Gõ tên khách."))
        answer(phone.text(), name.text(), forms.value())

    def blames(_refusal: PosError) -> int:
        return complaints[0] if complaints else 0

    return Question(
        title=_("Khách mới"),
        icon="user-plus",
        waits=True,
        tone=Tone.JADE,
        boxes=((_("Số điện thoại"), phone), (_("Họ tên"), name)),
        widest=1,
        hint=_("Cách xưng hô do khách chọn"),
        extra=extra,
        answer=take,
        blames=blames,
    )
