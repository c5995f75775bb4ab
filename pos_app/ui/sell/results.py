"""What a search found, in a list below the search box: goods, people, or a new customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import Money
from pos_app.basics.phone import masked
from pos_app.ui.theme import TIER_TONES, px
from pos_app.ui.widgets.lists import RECORD, AnyIndex, ListView, RowDelegate, Rows
from pos_app.ui.widgets.paint import RIGHT, Painter, Run

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.goods.catalog import Item

ROW: Final = 52
MOST: Final = 8


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


@dataclass(frozen=True, slots=True)
class Nobody:
    """The order belongs to no customer any more."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing fits what was typed; a `code` may be named and priced."""

    typed: str
    code: bool


Result = Good | Person | Newcomer | Nobody | Nothing


def _spoken(result: Result) -> str:
    match result:
        case Good(item):
            return f"{item.name}, {item.price or _('chưa có giá')}"
        case Person(customer):
            return customer.shown
        case Newcomer(typed):
            return _("Thêm khách mới {typed}").format(typed=typed)
        case Nobody():
            return _("Bỏ khách khỏi đơn")
        case Nothing(typed):
            return _("Không thấy “{typed}”").format(typed=typed)


class _Delegate(RowDelegate):
    def __init__(self) -> None:
        super().__init__(ROW)

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        icon = QRect(rect.left() + 12, rect.top(), 24, rect.height())
        inner = rect.adjusted(46, 0, -14, 0)
        match index.data(RECORD):
            case Good(item):
                pen.icon(icon, "weight" if item.by_weight else "package", "ink3", 20)
                _paint_good(pen, inner, item)
            case Person(customer, tier):
                pen.icon(icon, "user", "ink3", 20)
                _paint_person(pen, inner, customer, tier)
            case Newcomer(typed):
                pen.icon(icon, "user-plus", "jade", 20)
                words = _("Thêm khách mới {typed}").format(typed=f"“{typed}”" if typed else "")
                pen.text(inner, words.strip(), 15, 600, "jade")
            case Nobody():
                pen.icon(icon, "x", "ink2", 20)
                pen.text(inner, _("Bỏ khách khỏi đơn"), 15, 600, "ink2")
                pen.key(inner, "Del")
            case Nothing() as nothing:
                pen.icon(icon, "search", "ink3", 20)
                _paint_nothing(pen, inner, nothing)


def _halves(area: QRect) -> tuple[QRect, QRect]:
    upper = QRect(area.left(), area.top() + px(5), area.width(), px(22))
    return upper, QRect(area.left(), area.top() + px(26), area.width(), px(20))


def _paint_nothing(pen: Painter, area: QRect, nothing: Nothing) -> None:
    upper, lower = _halves(area)
    pen.text(upper, _("Không thấy “{typed}”").format(typed=nothing.typed), 15, 600)
    advice = (
        _("Enter để đặt tên và giá cho mã này") if nothing.code else _("Thử từ khác hoặc quét mã")
    )
    pen.text(lower, advice, 14, 400, "ink2")


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
    phone = masked(customer.phone) if customer.phone else _("chưa có số điện thoại")
    points = ngettext("{points} điểm", "{points} điểm", customer.points).format(
        points=Money(customer.points).digits()
    )
    runs = [Run(phone, "ink2", 500, number=True), Run(" · ", "ink3"), Run(points)]
    pen.runs(lower, runs, 14)
    if tier:
        pen.chip(area, tier, TIER_TONES[min(customer.tier, len(TIER_TONES) - 1)], align=RIGHT)


class Results(ListView):
    """The list; it floats over the cart and never takes the focus from the search box.

    Signals:
        chosen(object): a Result was touched.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        self._found: Rows[Result] = Rows(_spoken)
        super().__init__(self._found, _Delegate(), _("Kết quả tìm"))
        self._found.setParent(self)
        self.setParent(parent)
        self.setProperty("cls", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._choose)
        self.hide()

    def offer(self, results: list[Result]) -> None:
        """Shows results with the first one chosen; an empty list hides it."""
        self._found.set_rows(results)
        self.setVisible(bool(results))
        if results:
            height = self.sizeHintForRow(0) * min(len(results), MOST)
            self.setFixedHeight(height + 2 * self.frameWidth())
            self.select(0)
            self.raise_()

    def choice(self) -> Result | None:
        """What Enter would take."""
        place = self.current_row()
        return self._found.row(place) if self.isVisible() and place >= 0 else None

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._found.row(index.row()))
