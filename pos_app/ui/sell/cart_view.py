"""The cart on the screen: the cart's lines as rows, drawn as design/sell.png."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.numerals import MINUS
from pos_app.selling.cart import Cart, CartLine, Discount, DiscountKind, PriceSource
from pos_app.selling.totals import LineTotal, Totals
from pos_app.ui.theme import px
from pos_app.ui.widgets.lists import RECORD, AnyIndex, ListView, RowDelegate, Rows
from pos_app.ui.widgets.paint import CENTRE, RIGHT, Painter, Run, fitting_size
from pos_app.ui.widgets.stepper import LESS, MORE, TYPE, paint_stepper, stepper_zones

ROW: Final = 64
FLASH_MS: Final = 250
REMOVE: Final = "remove"


@dataclass(frozen=True, slots=True)
class CartRow:
    """What a row shows; `fresh` while it is marked as just scanned."""

    position: int
    line: CartLine
    total: LineTotal
    fresh: bool = False

    @property
    def amount(self) -> Money:
        """After the line's own discount, before its share of the order's."""
        return self.total.gross - self.total.line_discount


def _spoken(row: CartRow) -> str:
    return _("{name}, số lượng {quantity}, {total}").format(
        name=row.line.ware.name, quantity=row.line.quantity, total=row.amount
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row; only the name grows with the window."""

    row: QRect

    def _from_right(self, right: int, width: int) -> QRect:
        left = self.row.right() + 1 - right - width
        return QRect(left, self.row.top(), width, self.row.height())

    @property
    def number(self) -> QRect:
        """The line's position."""
        return QRect(self.row.left() + 3, self.row.top(), 34, self.row.height())

    @property
    def remove(self) -> QRect:
        """The ✕; as high as the row, so that a finger hits it."""
        return self._from_right(5, 40)

    @property
    def total(self) -> QRect:
        """The amount, right-aligned."""
        return self._from_right(45, 112)

    @property
    def stepper(self) -> QRect:
        """− quantity +, 40 high."""
        zone = self._from_right(157, 126)
        return QRect(zone.left(), zone.top() + (zone.height() - 40) // 2, zone.width(), 40)

    @property
    def name(self) -> QRect:
        """Name and unit price."""
        left = self.row.left() + 42
        return QRect(left, self.row.top(), self.stepper.left() - 8 - left, self.row.height())


class CartDelegate(RowDelegate):
    """Draws a line and knows its stepper and ✕."""

    def __init__(self) -> None:
        super().__init__(ROW, ground="sur")

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        row: CartRow = index.data(RECORD)
        columns = Columns(rect)
        if row.fresh:
            pen.fill(rect.adjusted(0, 0, 0, -1), "jade_bg")
        pen.number(columns.number, str(row.position), 14, 600, "ink3", align=CENTRE)
        self._name(pen, columns.name, row)
        pressed = self.pressed[1] if self.pressed[0] == index.row() else ""
        paint_stepper(pen, columns.stepper, row.line.quantity, pressed=pressed)
        self._total(pen, columns.total, row)
        pen.icon(columns.remove, "x", "ink" if pressed == REMOVE else "ink2", 18)

    def zones(self, rect: QRect, index: AnyIndex) -> dict[str, QRect]:
        columns = Columns(rect)
        return {**stepper_zones(columns.stepper), REMOVE: columns.remove}

    def repeats(self, zone: str) -> bool:
        return zone in (LESS, MORE)

    def _name(self, pen: Painter, area: QRect, row: CartRow) -> None:
        ware = row.line.ware
        step = px(20)
        top = area.top() + (area.height() - 2 * step - 4) // 2
        pen.text(QRect(area.left(), top, area.width(), step), ware.name, 15, 600)
        typed = row.line.price_source is PriceSource.TYPED
        runs = [Run(f"{row.line.unit_price}/{ware.unit}", "clay" if typed else "ink2", 400)]
        if row.line.discount is not None:
            words = discount_words(row.line.discount, ware.unit)
            runs += [Run("  "), Run(words, "clay", 600)]
        pen.runs(QRect(area.left(), top + step + 4, area.width(), step), runs, 14)

    def _total(self, pen: Painter, area: QRect, row: CartRow) -> None:
        if not row.total.line_discount:
            pen.money(area, row.amount, fitting_size(row.amount, area.width(), 17), 600)
            return
        step = px(20)
        top = area.top() + (area.height() - 2 * step) // 2
        upper = QRect(area.left(), top, area.width(), step)
        pen.struck(upper, row.total.gross.digits(), 14, align=RIGHT)
        size = fitting_size(row.amount, area.width(), 17)
        pen.money(upper.translated(0, step), row.amount, size, 600)


def discount_words(discount: Discount, unit: str = "") -> str:
    """−3.000 ₫/hộp, −18.000 ₫ or −10 %."""
    match discount.kind:
        case DiscountKind.PERCENT:
            whole, rest = divmod(discount.value, 100)
            decimals = f",{rest:02d}".rstrip("0") if rest else ""
            return f"{MINUS}{whole}{decimals} %"
        case DiscountKind.PER_UNIT:
            return f"{Money(-discount.value)}/{unit}"
        case DiscountKind.AMOUNT:
            return str(Money(-discount.value))


class CartList(QObject):
    """The list of lines and what is chosen in it.

    Signals:
        stepped(int, int): a line's key and +1 or -1 of quantity.
        typing(int): the number in a line's stepper was touched.
        removing(int): a line's ✕ was touched.
    """

    stepped = Signal(int, int)
    typing = Signal(int)
    removing = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows[CartRow] = Rows(_spoken)
        self._rows.setParent(self)
        self.view = ListView(self._rows, CartDelegate(), _("Các món trong giỏ"))
        self.view.touched.connect(self._touched)
        self._cart = ""
        self._fresh = self._wanted = 0
        self._calm = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._calm.timeout.connect(self._calm_down)

    def show_cart(self, cart: Cart, totals: Totals) -> None:
        """Takes the cart's lines over; the chosen line stays chosen while it is there."""
        before = self.chosen()
        wanted = self._wanted or (before.key if before is not None else 0)
        self._wanted = 0
        place = self.view.current_row()
        self._rows.set_rows(
            [
                CartRow(position, line, total, fresh=line.key == self._fresh)
                for position, (line, total) in enumerate(
                    zip(cart.lines, totals.lines, strict=True), start=1
                )
            ]
        )
        if cart.key != self._cart:
            self._cart = cart.key
            self.view.select(len(cart.lines) - 1)
        elif self.choose(wanted) < 0:
            self.view.select(min(max(place, 0), len(cart.lines) - 1))

    def chosen(self) -> CartLine | None:
        """The line the keys act on."""
        place = self.view.current_row()
        rows = self._rows.rows()
        return rows[place].line if 0 <= place < len(rows) else None

    def choose(self, key: int) -> int:
        """Chooses a line by its key; gives back its row, -1 when it is gone."""
        for place, row in enumerate(self._rows.rows()):
            if row.line.key == key:
                self.view.select(place)
                return place
        return -1

    def flash(self, key: int) -> None:
        """The line about to be shown is chosen and marked for a moment; 0: none after all."""
        self._fresh = self._wanted = key
        self._calm.start()

    def _calm_down(self) -> None:
        self._fresh = 0
        self._rows.set_rows(
            [
                CartRow(row.position, row.line, row.total, fresh=row.line.key == self._fresh)
                for row in self._rows.rows()
            ]
        )

    def _touched(self, zone: str, place: int) -> None:
        row = self._rows.row(place)
        if zone == REMOVE:
            self.removing.emit(row.line.key)
        elif zone == TYPE:
            self.typing.emit(row.line.key)
        else:
            self.stepped.emit(row.line.key, 1 if zone == MORE else -1)
