"""A plain window of Qt that does what a scan needs: SELECT, a row on disk, a row shown, a total."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget
from sqlcipher3 import dbapi2

from pos_app.basics.money import Money
from pos_app.store.database import PRAGMAS
from pos_app.ui.theme import number_font, text_font

_SOLD: Final = (
    "SELECT name, product.unit, product.price FROM barcode"
    " JOIN product ON product.id = product_id WHERE code = ?"
)
_OWN: Final = "CREATE TABLE bare_line (name TEXT, unit TEXT, price INTEGER)"
_KEEP: Final = "INSERT INTO bare_line VALUES (?, ?, ?)"
_HEAD: Final = ("#", "Mặt hàng", "Đơn vị", "Số lượng", "Thành tiền")


class BareTable(QWidget):
    """A line edit above a table above a label, in the fonts of the house, nothing else.

    Each line is on disk before it is shown, by one INSERT as durable as the house's own writes.
    The file is its own: two writers of one file would empty each other's memory of it.
    """

    def __init__(self, shop: Path) -> None:
        super().__init__()
        self._shop = dbapi2.connect(str(shop), isolation_level=None)
        for pragma in PRAGMAS:
            self._shop.execute(f"PRAGMA {pragma}")
        self._shop.execute(_OWN)
        self._total = 0
        self.edit = QLineEdit()
        self.edit.setFont(text_font(15))
        self.table = QTableView()
        self.table.setFont(text_font(15, 600))
        self.sum = QLabel()
        self.sum.setFont(number_font(32))
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        for part in (self.edit, self.table, self.sum):
            column.addWidget(part)
        self.model = QStandardItemModel(0, len(_HEAD))
        self.model.setHorizontalHeaderLabels(_HEAD)
        self.table.setModel(self.model)
        self.edit.returnPressed.connect(self._enter)

    def empty(self) -> None:
        """Begins anew."""
        self.model.setRowCount(0)
        self._total = 0

    def _enter(self) -> None:
        name, unit, price = sold = self._shop.execute(_SOLD, (self.edit.text(),)).fetchone()
        self._shop.execute(_KEEP, sold)
        self._total += price
        place = str(self.model.rowCount() + 1)
        cells = (place, name, unit, "1", str(Money(price)))
        self.model.appendRow([QStandardItem(cell) for cell in cells])
        self.table.scrollToBottom()
        self.sum.setText(str(Money(self._total)))
        self.edit.clear()
