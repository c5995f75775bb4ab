"""The list of goods: name and code, what lies on the shelf, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from pos_app.basics.i18n import _
from pos_app.basics.quantity import NONE
from pos_app.ui.theme import colour, px
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.lists import RECORD, AnyIndex, RowDelegate
from pos_app.ui.widgets.paint import RIGHT, Painter
from pos_app.ui.widgets.surfaces import Panel

if TYPE_CHECKING:
    from pos_app.goods.shelf_lists import GoodRow

HEAD: Final = 36
ROW: Final = 54
LEFT_EDGE: Final = 20
RIGHT_EDGE: Final = 16


class Columns:
    """Where the parts of a row stand; the head uses the same."""

    def __init__(self, rect: QRect) -> None:
        right = rect.right() - RIGHT_EDGE
        self.price = QRect(right - px(96) + 1, rect.top(), px(96), rect.height())
        right = self.price.left() - 10
        self.stock = QRect(right - px(120) + 1, rect.top(), px(120), rect.height())
        left = rect.left() + LEFT_EDGE
        self.name = QRect(left, rect.top(), self.stock.left() - left - 8, rect.height())


class GoodsHead(Panel):
    """The columns' names."""

    def __init__(self) -> None:
        super().__init__("sur2", ("top", "bottom"))
        self.setFixedHeight(max(HEAD, px(20) + 16))
        self._name = Label(_("Hàng"), 13, 600, "ink2")
        self._stock = Label(_("Tồn"), 13, 600, "ink2", align=RIGHT)
        self._price = Label(_("Giá bán"), 13, 600, "ink2", align=RIGHT)
        for label in (self._name, self._stock, self._price):
            label.setParent(self)

    def resizeEvent(self, _event: object) -> None:
        """The names stand over their columns."""
        columns = Columns(QRect(0, 0, self.width(), self.height() - 1))
        self._name.setGeometry(columns.name)
        self._stock.setGeometry(columns.stock)
        self._price.setGeometry(columns.price)


class GoodsDelegate(RowDelegate):
    """A row of 54."""

    def __init__(self) -> None:
        super().__init__(ROW)

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """Name over code, stock, price."""
        row: GoodRow = index.data(RECORD)
        columns = Columns(self.as_head(rect))
        if not selected:
            pen.painter.fillRect(rect.adjusted(0, 0, 0, -1), colour("sur"))
        name, line = columns.name, px(20)
        top = name.top() + (name.height() - 2 * line) // 2
        pen.text(QRect(name.left(), top, name.width(), line + 2), row.name, 15, 600)
        code = QRect(name.left(), top + line, name.width(), line)
        if row.code:
            pen.number(code, row.code, 13, 500, "ink2")
        else:
            pen.text(code, second_line(row), 13, 400, "ink2")
        words, ink = stock_words(row)
        pen.number(columns.stock, words, 15, 600, ink, align=RIGHT)
        if row.price is None:
            pen.text(columns.price, _("chưa có giá"), 14, 500, "gold", align=RIGHT)
        else:
            pen.money(columns.price, row.price, 16)


def second_line(row: GoodRow) -> str:
    """What tells a good without a barcode."""
    if row.scale_code:
        return _("Mã cân {code}").format(code=row.scale_code)
    return _("chưa có mã vạch")


def stock_words(row: GoodRow) -> tuple[str, Ink]:
    """8 hộp, hết, or nothing where nobody counts."""
    if row.on_hand is None:
        return "–", "ink3"
    if row.on_hand == NONE:
        return _("hết"), "red"
    words = _("{quantity} {unit}").format(quantity=row.on_hand, unit=row.unit)
    if row.on_hand < NONE:
        return words, "red"
    return words, "clay" if row.low else "ink"


def spoken(row: GoodRow) -> str:
    """What a screen reader says."""
    price = row.price or _("chưa có giá")
    return f"{row.name}, {stock_words(row)[0]}, {price}"
