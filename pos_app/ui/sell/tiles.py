"""The quick tiles: categories above, three columns of goods below, more columns when wide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.theme import px
from pos_app.ui.widgets.buttons import IconButton
from pos_app.ui.widgets.chips import FilterChip, FilterRow
from pos_app.ui.widgets.menus import Menu
from pos_app.ui.widgets.surfaces import Panel, plain_layout
from pos_app.ui.widgets.tile import WIDTH as TILE
from pos_app.ui.widgets.tile import Tile, TileFace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.goods.catalog import Category, Item

GAP: Final = 8
MARGIN: Final = 12
COLUMNS: Final = 3
NUMBERED: Final = 9
BEST_SELLERS: Final = 0
"""Stands for no category in the filter row."""


def width_of(columns: int) -> int:
    """Pixels of a panel with so many columns; a tile grows with its words."""
    return 2 * MARGIN + columns * (px(TILE) + GAP) - GAP


def _columns_in(width: int) -> int:
    return (width - 2 * MARGIN + GAP) // (px(TILE) + GAP)


class TilePanel(Panel):
    """Goods one touch away.

    Signals:
        category_chosen(int): a category's id, or BEST_SELLERS.
        picked(object): the Item of a tile.
    """

    category_chosen = Signal(int)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("bg", ("left",), margins=(MARGIN, 11, 0, 11), gap=10)
        self._chips = FilterRow(gap=6)
        self._chips.add(_("Bán chạy"), BEST_SELLERS)
        self._chips.chosen.connect(self._choose)
        self._chips.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._more = IconButton("chevron-down", _("Nhóm hàng khác"), "normal", side=36)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shelves = Menu(_("Nhóm hàng khác"), self, self._list_shelves)
        self._more.clicked.connect(partial(self.shelves.open_below, self._more))
        self._more.hide()
        shelves = QHBoxLayout()
        plain_layout(shelves, (0, 0, MARGIN, 0), 0)
        shelves.addWidget(self._chips, 1)
        shelves.addWidget(self._more)
        self.body.addLayout(shelves)
        self._grid_widget = QWidget()
        self._grid = QGridLayout(self._grid_widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        room = QScrollArea()
        room.setWidget(self._grid_widget)
        room.setWidgetResizable(True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(room, 1)
        self._items: tuple[Item, ...] = ()
        self._tiles: list[Tile] = []
        self._columns = 0
        self._categories: tuple[Category, ...] = ()
        self._category = BEST_SELLERS

    def fit(self, room: int) -> None:
        """Takes up to three columns of the room beside the cart, and half of what is beyond."""
        columns = max(_columns_in(room), 1)
        if columns > COLUMNS:
            columns = COLUMNS + (columns - COLUMNS) // 2
        self.setFixedWidth(width_of(columns))

    def show_categories(self, categories: Sequence[Category]) -> None:
        """Offers the shop's categories behind the best sellers."""
        self._categories = tuple(categories)
        self._lay_out_chips()

    def _lay_out_chips(self) -> None:
        """As many chips as have room, the chosen one among them; the others are in a menu."""
        room = self.width() - 24 - self._more.width() - 6
        first = (BEST_SELLERS, _("Bán chạy"))
        shelves = [first, *((one.id, one.name) for one in self._categories)]
        chosen = next((shelf for shelf in shelves if shelf[0] == self._category), first)
        shown: list[tuple[int, str]] = []
        for shelf in dict.fromkeys((first, chosen, *shelves)):
            room -= FilterChip(shelf[1]).sizeHint().width() + 6
            if room >= 0:
                shown.append(shelf)
        self._chips.clear()
        for identity, name in sorted(shown, key=shelves.index):
            self._chips.add(name, identity)
        self._chips.choose(self._category)
        self._more.setVisible(len(shown) < len(shelves))

    def _list_shelves(self, menu: Menu) -> None:
        for one in self._categories:
            menu.add(one.name, partial(self._choose, one.id))

    def category(self) -> int:
        """The category on show."""
        return self._category

    def show_items(self, items: Sequence[Item]) -> None:
        """Shows goods; tiles are kept and get new faces."""
        self._items = tuple(items)
        while len(self._tiles) < len(items):
            self._tiles.append(self._new_tile(len(self._tiles)))
            self._columns = 0
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < len(items))
            if place < len(items):
                tile.set_face(_face(items[place], place))
        self._arrange()

    def _new_tile(self, place: int) -> Tile:
        tile = Tile(TileFace("", None))
        tile.setParent(self._grid_widget)
        tile.setFixedWidth(px(TILE))
        tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tile.clicked.connect(lambda: self.pick(place))
        return tile

    def pick(self, place: int) -> None:
        """Touches a tile, by finger or by Alt+number."""
        if place < len(self._items):
            self.picked.emit(self._items[place])

    def _arrange(self) -> None:
        columns = max(1, _columns_in(self.width()))
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_chips()
        self._arrange()

    def _choose(self, value: object, *_checked: object) -> None:
        if isinstance(value, int):
            self._category = value
            self._lay_out_chips()
            self.category_chosen.emit(value)


def _face(item: Item, place: int) -> TileFace:
    return TileFace(
        name=item.name,
        price=item.price,
        strip=item.strip,
        by_weight=item.by_weight,
        sold_out=item.stock is not None and item.stock.thousandths <= 0,
        alt=place + 1 if place < NUMBERED else 0,
    )
