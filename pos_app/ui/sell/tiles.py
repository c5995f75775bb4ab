"""The quick tiles: categories above, three columns of goods below, more columns when wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.widgets.chips import FilterRow
from pos_app.ui.widgets.surfaces import Panel
from pos_app.ui.widgets.tile import WIDTH as TILE
from pos_app.ui.widgets.tile import Tile, TileFace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.goods.catalog import Category, Item

WIDTH: Final = 370
GAP: Final = 8
NUMBERED: Final = 9
BEST_SELLERS: Final = 0
"""Stands for no category in the filter row."""


class TilePanel(Panel):
    """Goods one touch away.

    Signals:
        category_chosen(int): a category's id, or BEST_SELLERS.
        picked(object): the Item of a tile.
    """

    category_chosen = Signal(int)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("bg", ("left", "right"), margins=(12, 11, 12, 11), gap=10)
        self.setMinimumWidth(WIDTH)
        self._chips = FilterRow(gap=6)
        self._chips.add(_("Bán chạy"), BEST_SELLERS)
        self._chips.chosen.connect(self._choose)
        chip_room = QScrollArea()
        chip_room.setWidget(self._chips)
        chip_room.setWidgetResizable(True)
        chip_room.setFrameShape(QScrollArea.Shape.NoFrame)
        chip_room.setFixedHeight(self._chips.sizeHint().height())
        chip_room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        chip_room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(chip_room)
        self._grid_widget = QWidget()
        self._grid = QGridLayout(self._grid_widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        room = QScrollArea()
        room.setWidget(self._grid_widget)
        room.setWidgetResizable(True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(room, 1)
        self._items: tuple[Item, ...] = ()
        self._tiles: list[Tile] = []
        self._columns = 0

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def show_categories(self, categories: Sequence[Category]) -> None:
        """Offers the shop's categories behind the best sellers."""
        chosen = self._chips.value()
        self._chips.clear()
        self._chips.add(_("Bán chạy"), BEST_SELLERS)
        for category in categories:
            self._chips.add(category.name, category.id)
        self._chips.choose(chosen)

    def category(self) -> int:
        """The category on show."""
        value = self._chips.value()
        return value if isinstance(value, int) else BEST_SELLERS

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
        tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tile.clicked.connect(lambda: self.pick(place))
        return tile

    def pick(self, place: int) -> None:
        """Touches a tile, by finger or by Alt+number."""
        if place < len(self._items):
            self.picked.emit(self._items[place])

    def _arrange(self) -> None:
        columns = max(3, (self.width() - 24 + GAP) // (TILE + GAP))
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _choose(self, value: object) -> None:
        if isinstance(value, int):
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
