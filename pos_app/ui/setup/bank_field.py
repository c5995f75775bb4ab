"""Which bank takes the money: found by name, or the six digits of a new one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.basics.i18n import _
from pos_app.payments.banks import Bank, bank_name, find, full_name
from pos_app.payments.receiver import SAMPLE_BIN
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.lists import ListView, Rows, TwoLineDelegate, TwoLines
from pos_app.ui.widgets.paint import Run

ROW: Final = 52
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TAKES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BankList(ListView):
    """Floats over the host; the keys stay in the field."""

    def __init__(self, host: QWidget) -> None:
        self.banks: Rows[Bank] = Rows(lambda bank: bank.name)
        super().__init__(self.banks, TwoLineDelegate(_described, ROW), _("Ngân hàng"))
        self.banks.setParent(self)
        self.setParent(host)
        self.setProperty("cls", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def offer(self, banks: list[Bank], beside: QWidget) -> None:
        """Under a field, as wide as it; none hides it."""
        self.banks.set_rows(banks)
        host = self.parentWidget()
        self.setVisible(bool(banks))
        if banks and host is not None:
            corner = beside.mapTo(host, QPoint(0, beside.height() + 2))
            height = self.sizeHintForRow(0) * len(banks) + 2 * self.frameWidth()
            height = min(height, host.height() - corner.y() - 4)
            self.setGeometry(corner.x(), corner.y(), beside.width(), height)
            self.select(0)
            self.raise_()


def _described(record: object) -> TwoLines:
    assert isinstance(record, Bank)
    return TwoLines(record.name, (Run(record.full_name, "ink2"),))


class BankField(Field):
    """Signals: `changed()` another bank, or none while it is being looked for."""

    changed = Signal()

    def __init__(self, host: QWidget) -> None:
        self.input = TextInput(_("Tên ngân hàng, hoặc mã 6 số"), icon="landmark")
        super().__init__(_("Ngân hàng"), self.input)
        self._bin = ""
        self.list = BankList(host)
        self.list.clicked.connect(self._take)
        self.input.changed.connect(self._search)
        self.input.edit.installEventFilter(self)
        self.setFocusProxy(self.input.edit)

    def bin(self) -> str:
        """Six digits of the bank chosen, or what was typed in their place."""
        return self._bin or self.input.text().strip()

    def set_bin(self, bin: str) -> None:
        """Shows a bank, without `changed`."""
        self._bin = bin
        self.input.set_text(bank_name(bin) if bin else "")
        self._explain()

    def _search(self, typed: str) -> None:
        digits = typed.strip()
        self._bin = digits if digits.isascii() and digits.isdecimal() else ""
        self.list.offer(find(typed), self.input)
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        whole = full_name(self._bin)
        if whole:
            self.set_hint(f"{self._bin} · {whole}")
        elif self._bin == SAMPLE_BIN:
            self.set_hint(_("Tài khoản mẫu, không nhận tiền thật"))
        elif len(self._bin) == 6:
            self.set_hint(_("Bảng chưa có mã này. So lại 6 số với ngân hàng."))
        else:
            self.set_hint("")

    def _take(self, *_index: QModelIndex) -> None:
        place = self.list.current_row()
        self.list.hide()
        if place >= 0:
            self.set_bin(self.list.banks.row(place).bin)
            self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """An open list has ↑ ↓, Enter and Esc; leaving the field takes the only one in it."""
        if self.list.isHidden():
            return False
        if event.type() == QEvent.Type.FocusOut:
            if self.list.banks.rowCount() > 1:
                self.list.select(-1)
            self._take()
        elif isinstance(event, QKeyEvent):
            return self._heard(event)
        return False

    def _heard(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key not in (*_MOVES, *_TAKES, Qt.Key.Key_Escape):
            return False
        if event.type() == QEvent.Type.KeyPress:
            if key in _MOVES:
                self.list.step(_MOVES[key])
            elif key in _TAKES:
                self._take()
            else:
                self.list.hide()
        event.accept()
        return True
