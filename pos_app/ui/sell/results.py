"""What a search found, in a list below the search box: goods, people, or a new customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.basics.i18n import _
from pos_app.basics.phone import masked
from pos_app.ui.theme import TIER_TONES, px
from pos_app.ui.widgets.paint import RIGHT, Painter, Run

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.goods.catalog import Item

ROW: Final = 52
MOST: Final = 8

Index = QModelIndex | QPersistentModelIndex
_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Good:
    """A good of the catalogue."""

    item: Item


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody we know; `tier` is the name of the tier."""

    customer: Customer
    tier: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Nobody of that name or number: enrol what was typed."""

    typed: str


Result = Good | Person | Newcomer


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.results: tuple[Result, ...] = ()

    def replace(self, results: tuple[Result, ...]) -> None:
        self.beginResetModel()
        self.results = results
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.results):
            return None
        result = self.results[index.row()]
        if role == _ROLE:
            return result
        return _spoken(result) if role == Qt.ItemDataRole.AccessibleTextRole else None


def _spoken(result: Result) -> str:
    match result:
        case Good(item):
            return f"{item.name}, {item.price or _('chưa có giá')}"
        case Person(customer):
            return customer.shown
        case Newcomer(typed):
            return _("Thêm khách mới {typed}").format(typed=typed)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pen, area = Painter(painter), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pen.fill(area, "sel" if chosen else "sur")
        if chosen:
            pen.fill(QRect(area.left(), area.top(), 4, area.height()), "jade")
        pen.line(area.left(), area.bottom(), area.width())
        icon = QRect(area.left() + px(12), area.top(), px(24), area.height())
        inner = area.adjusted(px(46), 0, -px(14), 0)
        match index.data(_ROLE):
            case Good(item):
                pen.icon(icon, "weight" if item.by_weight else "package", "ink3", px(20))
                _paint_good(pen, inner, item)
            case Person(customer, tier):
                pen.icon(icon, "user", "ink3", px(20))
                _paint_person(pen, inner, customer, tier)
            case Newcomer(typed):
                pen.icon(icon, "user-plus", "jade", px(20))
                words = _("Thêm khách mới {typed}").format(typed=f"“{typed}”" if typed else "")
                pen.text(inner, words.strip(), 15, 600, "jade")


def _halves(area: QRect) -> tuple[QRect, QRect]:
    upper = QRect(area.left(), area.top() + px(5), area.width(), px(22))
    return upper, QRect(area.left(), area.top() + px(26), area.width(), px(20))


def _paint_good(pen: Painter, area: QRect, item: Item) -> None:
    upper, lower = _halves(area.adjusted(0, 0, -px(110), 0))
    pen.text(upper, item.name, 15, 600)
    told = [Run(item.barcode, "ink3", 500, number=True)] if item.barcode else []
    if item.stock is not None:
        empty = item.stock.thousandths <= 0
        words = _("Hết hàng") if empty else _("còn {stock}").format(stock=item.stock)
        told += [Run(" · " if told else "", "ink3"), Run(words, "gold" if empty else "ink2")]
    pen.runs(lower, told, 14)
    if item.price is None:
        pen.text(area, _("Chưa có giá"), 14, 500, "gold", align=RIGHT)
    else:
        pen.money(area, item.price, 15)


def _paint_person(pen: Painter, area: QRect, customer: Customer, tier: str) -> None:
    upper, lower = _halves(area.adjusted(0, 0, -px(120), 0))
    pen.text(upper, customer.shown, 15, 600)
    phone = masked(customer.phone) if customer.phone else _("không có số điện thoại")
    points = _("{points} điểm").format(points=f"{customer.points:,}".replace(",", "."))
    runs = [Run(phone, "ink2", 500, number=True), Run(" · ", "ink3"), Run(points)]
    pen.runs(lower, runs, 14)
    if tier:
        pen.chip(area, tier, TIER_TONES[min(customer.tier, len(TIER_TONES) - 1)], align=RIGHT)


class Results(QListView):
    """The list; it floats over the cart and never takes the focus from the search box.

    Signals:
        picked(object): a Result was chosen by touch.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = _Model(self)
        self.setModel(self._found)
        self.setItemDelegate(_Delegate(self))
        self.setObjectName("results")
        self.setProperty("cls", "popup")
        self.setFrameShape(QFrame.Shape.Box)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Kết quả tìm"))
        self.clicked.connect(self._pick)
        self.hide()

    def offer(self, results: list[Result]) -> None:
        """Shows results with the first one chosen; an empty list hides it."""
        self._found.replace(tuple(results))
        self.setVisible(bool(results))
        if results:
            self.setFixedHeight(px(ROW) * min(len(results), MOST) + 2)
            self.setCurrentIndex(self._found.index(0))
            self.raise_()

    def move_choice(self, by: int) -> None:
        """↑ and ↓ from the search box."""
        count = len(self._found.results)
        if count:
            index = self._found.index((self.currentIndex().row() + by) % count)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def choice(self) -> Result | None:
        """What Enter would take."""
        place = self.currentIndex().row()
        return self._found.results[place] if self.isVisible() and place >= 0 else None

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self._found.results[index.row()])
