"""The cart on the screen: a model over the cart's lines, a delegate that draws a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.basics.i18n import _
from pos_app.basics.money import MINUS, ZERO, Money
from pos_app.basics.quantity import ONE
from pos_app.selling.cart import Cart, CartLine, Discount, DiscountKind, PriceSource
from pos_app.selling.totals import LineTotal, Totals
from pos_app.ui.theme import colour, px
from pos_app.ui.widgets.paint import CENTRE, RIGHT, Painter, Run

ROW: Final = 64
FLASH_MS: Final = 250
HOLD_MS: Final = 400
REPEAT_MS: Final = 125

Index = QModelIndex | QPersistentModelIndex
_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows."""

    position: int
    line: CartLine
    total: LineTotal
    fresh: bool


class Zone(Enum):
    """Where in a row a finger landed."""

    LESS = auto()
    QUANTITY = auto()
    MORE = auto()
    REMOVE = auto()
    REST = auto()


class CartModel(QAbstractListModel):
    """The lines of the cart in front; the same numbers as the totals beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[CartLine, ...] = ()
        self._totals: tuple[LineTotal, ...] = ()
        self._cart = ""
        self._fresh = 0
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self._calm)

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines."""
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the delegate; a sentence for screen readers."""
        place = index.row()
        if not 0 <= place < len(self._lines):
            return None
        line, total = self._lines[place], self._totals[place]
        if role == _ROLE:
            return Row(place + 1, line, total, fresh=line.key == self._fresh)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{name}, số lượng {quantity}, {total}").format(
                name=line.ware.name, quantity=line.quantity, total=total.gross - total.line_discount
            )
        return None

    def show(self, cart: Cart, totals: Totals) -> None:
        """Takes the cart's lines over, touching only the rows that differ."""
        lines, sums = cart.lines, totals.lines
        if cart.key != self._cart or _keys(lines)[: len(self._lines)] != _keys(self._lines):
            self.beginResetModel()
            self._cart, self._lines, self._totals = cart.key, lines, sums
            self.endResetModel()
            return
        known = len(self._lines)
        changed = [
            place
            for place in range(known)
            if (self._lines[place], self._totals[place]) != (lines[place], sums[place])
        ]
        if len(lines) > known:
            self.beginInsertRows(QModelIndex(), known, len(lines) - 1)
            self._lines, self._totals = lines, sums
            self.endInsertRows()
        self._lines, self._totals = lines, sums
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, key: int) -> int:
        """The row of a line; -1 when it is gone."""
        return next((place for place, line in enumerate(self._lines) if line.key == key), -1)

    def line_at(self, place: int) -> CartLine | None:
        """The line in a row."""
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def flash(self, key: int) -> None:
        """Marks the line that was just scanned for a moment."""
        self._fresh = key
        self._flash.start()

    def _calm(self) -> None:
        place = self.place_of(self._fresh)
        self._fresh = 0
        if place >= 0:
            self.dataChanged.emit(self.index(place), self.index(place))


def _keys(lines: tuple[CartLine, ...]) -> list[int]:
    return [line.key for line in lines]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row; only the name grows with the window."""

    row: QRect

    def _from_right(self, right: int, width: int) -> QRect:
        right, width = px(right), px(width)
        left = self.row.right() + 1 - right - width
        return QRect(left, self.row.top(), width, self.row.height())

    @property
    def number(self) -> QRect:
        return QRect(self.row.left() + px(3), self.row.top(), px(34), self.row.height())

    @property
    def remove(self) -> QRect:
        return self._from_right(5, 40)

    @property
    def total(self) -> QRect:
        return self._from_right(45, 106)

    @property
    def stepper(self) -> QRect:
        zone = self._from_right(157, 126)
        height = px(40)
        return QRect(zone.left(), zone.center().y() - height // 2 + 1, zone.width(), height)

    @property
    def name(self) -> QRect:
        left = self.row.left() + px(42)
        return QRect(left, self.row.top(), self.stepper.left() - px(8) - left, self.row.height())

    def zone(self, at: QPoint) -> Zone:
        """What lies under a point; the zones of fingers are taller than what is drawn."""
        if self.remove.contains(at):
            return Zone.REMOVE
        reach = QRect(self.stepper.left(), self.row.top(), self.stepper.width(), self.row.height())
        if not reach.contains(at):
            return Zone.REST
        third = reach.width() // 3
        return (Zone.LESS, Zone.QUANTITY, Zone.MORE)[min(2, (at.x() - reach.left()) // third)]


class CartDelegate(QStyledItemDelegate):
    """Draws one line as design/sell.png."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """64 high at the usual text size."""
        return QSize(option.rect.width(), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        row: Row = index.data(_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pen, area = Painter(painter), option.rect
        columns = Columns(area)
        pen.fill(area, "jade_bg" if row.fresh else "sel" if chosen else "sur")
        if chosen:
            pen.fill(QRect(area.left(), area.top(), 4, area.height() - 1), "jade")
        pen.line(area.left(), area.bottom(), area.width())
        pen.number(columns.number, str(row.position), 14, 600, "ink3", align=CENTRE)
        self._name(pen, columns.name, row)
        self._stepper(pen, columns.stepper, row)
        self._total(pen, columns.total, row)
        pen.icon(columns.remove, "x", "ink2", px(18))

    def _name(self, pen: Painter, area: QRect, row: Row) -> None:
        ware = row.line.ware
        upper = QRect(area.left(), area.top() + px(10), area.width(), px(22))
        lower = QRect(area.left(), area.top() + px(32), area.width(), px(20))
        pen.text(upper, ware.name, 15, 600)
        typed = row.line.price_source is PriceSource.TYPED
        runs = [
            Run(f"{row.line.unit_price}", "clay" if typed else "ink2", 500, number=True),
            Run(f"/{ware.unit}", "clay" if typed else "ink2"),
        ]
        if row.line.discount is not None:
            runs += [Run("  "), Run(discount_words(row.line.discount, ware.unit), "clay", 600)]
        pen.runs(lower, runs, 14)

    def _stepper(self, pen: Painter, area: QRect, row: Row) -> None:
        pen.box(area, colour("sur"), colour("line2"), 8)
        third = area.width() // 3
        for edge in (area.left() + third, area.left() + 2 * third):
            pen.painter.fillRect(QRect(edge, area.top() + 1, 1, area.height() - 2), colour("line"))
        less = QRect(area.left(), area.top(), third, area.height())
        last = row.line.quantity <= ONE
        pen.icon(less, "trash-2" if last else "minus", "red" if last else "ink", px(18))
        middle = less.translated(third, 0)
        pen.number(middle, str(row.line.quantity), 17, 700, align=CENTRE)
        pen.icon(less.translated(2 * third, 0), "plus", "ink", px(18))

    def _total(self, pen: Painter, area: QRect, row: Row) -> None:
        amount = row.total.gross - row.total.line_discount
        if row.total.line_discount == ZERO:
            pen.money(area, amount, 17, 700)
            return
        upper = QRect(area.left(), area.top() + px(9), area.width(), px(20))
        lower = QRect(area.left(), area.top() + px(28), area.width(), px(22))
        pen.struck(upper, row.total.gross.digits(), 14, align=RIGHT)
        pen.money(lower, amount, 17, 700)


def discount_words(discount: Discount, unit: str = "") -> str:
    """−3.000 ₫/hộp, −18.000 ₫ or −10 %."""
    match discount.kind:
        case DiscountKind.PERCENT:
            whole, rest = divmod(discount.value, 100)
            decimals = f",{rest:02d}".rstrip("0") if rest else ""
            return f"{MINUS}{whole}{decimals} %"
        case DiscountKind.PER_UNIT:
            return f"{MINUS}{Money(discount.value)}/{unit}"
        case DiscountKind.AMOUNT:
            return f"{MINUS}{Money(discount.value)}"


class CartView(QListView):
    """The list of lines.

    Signals:
        step(int, int): a line's key and +1 or -1 of quantity.
        quantity_wanted(int): the number in a line's stepper was touched.
        remove_wanted(int): a line's ✕ was touched.
    """

    step = Signal(int, int)
    quantity_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, model: CartModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(CartDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Các món trong giỏ"))
        self._held: tuple[int, int] | None = None
        self._hold = QTimer(self)
        self._hold.timeout.connect(self._repeat)

    def chosen(self) -> CartLine | None:
        """The line the keys act on."""
        return self._lines.line_at(self.currentIndex().row())

    def choose(self, place: int) -> None:
        """Puts the keys on a row, within the list, and scrolls to it."""
        count = self._lines.rowCount()
        if count:
            index = self._lines.index(max(0, min(place, count - 1)))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the row; on the stepper it steps, and goes on while held."""
        super().mousePressEvent(event)
        line, zone = self._under(event)
        if line is not None and zone in (Zone.LESS, Zone.MORE):
            self._held = (line.key, 1 if zone is Zone.MORE else -1)
            self.step.emit(*self._held)
            self._hold.start(HOLD_MS)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a held step; ✕ and the number act when the finger leaves."""
        super().mouseReleaseEvent(event)
        stepping, self._held = self._held is not None, None
        self._hold.stop()
        line, zone = self._under(event)
        if line is None or stepping:
            return
        if zone is Zone.REMOVE:
            self.remove_wanted.emit(line.key)
        elif zone is Zone.QUANTITY:
            self.quantity_wanted.emit(line.key)

    def _repeat(self) -> None:
        self._hold.setInterval(REPEAT_MS)
        if self._held is not None:
            key, by = self._held
            line = self._lines.line_at(self._lines.place_of(key))
            if by > 0 or (line is not None and line.quantity > ONE):
                self.step.emit(key, by)

    def _under(self, event: QMouseEvent) -> tuple[CartLine | None, Zone]:
        at = event.position().toPoint()
        index = self.indexAt(at)
        line = self._lines.line_at(index.row())
        return line, Columns(self.visualRect(index)).zone(at) if line else Zone.REST

    def changeEvent(self, event: QEvent) -> None:
        """Another text size changes the rows' height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.doItemsLayout()
