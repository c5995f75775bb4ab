"""What the list of goods holds: pages that follow each other, and how much each filter has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.ui.background import Lane
from pos_app.ui.desk import Desk
from pos_app.ui.goods.goods_view import GoodsView

if TYPE_CHECKING:
    from pos_app.goods.shelf_lists import Counts, GoodRow

NEARLY_THERE: Final = 400
"""So many pixels before its end the list is continued."""


class Shelf(QObject):
    """Reads the rows of the filter in force or of what was typed.

    Signals: `counted(object)` with the Counts.
    """

    counted = Signal(object)

    def __init__(self, desk: Desk, view: GoodsView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._whole = False
        self._counting = self._again = False
        view.list.verticalScrollBar().valueChanged.connect(self._go_on)

    def rows(self) -> tuple[GoodRow, ...]:
        """The rows that are listed."""
        return self._view.rows.rows()

    def place_of(self, product_id: int) -> int:
        """Where a good stands in the list, -1 when it does not."""
        places = (at for at, row in enumerate(self.rows()) if row.product_id == product_id)
        return next(places, -1)

    def read(self) -> bool:
        """The rows as they are now, as many as were read before; False when there are none."""
        rows = self._read(most=len(self.rows()))
        self._view.rows.set_rows(rows)
        if rows:
            self._view.show_list()
        else:
            self._explain()
        return bool(rows)

    def show_alone(self, row: GoodRow, which: str) -> None:
        """One good that the list did not hold."""
        self._view.search.clear()
        self._view.filters.choose(which)
        self._whole = True
        self._view.rows.set_rows([row])
        self._view.show_list()

    def _read(self, after: GoodRow | None = None, most: int = 0) -> list[GoodRow]:
        from pos_app.goods.shelf_lists import PAGE, Which

        lists = self._desk.services.shelf_lists
        which, typed = Which(str(self._view.filters.value())), self._view.search.text().strip()
        if typed:
            self._whole = True
            return lists.find(which, typed)
        limit = max(PAGE, most)
        rows = lists.page(which, after, limit)
        self._whole = len(rows) < limit
        return rows

    def _explain(self) -> None:
        typed = self._view.search.text().strip()
        if typed:
            self._view.say_nothing(
                _("Không thấy hàng nào khớp với “{typed}”").format(typed=typed),
                _("Thử từ khác, hoặc bấm F1 để thêm hàng mới."),
            )
        elif self._view.filters.value() == "all":
            self._view.say_nothing(_("Chưa có hàng nào."), _("Bấm F1 để thêm món đầu tiên."))
        else:
            self._view.say_nothing(_("Không có hàng nào trong mục này."))

    def _go_on(self, value: int) -> None:
        """The list continues before its end is seen."""
        rows = self.rows()
        near = value >= self._view.list.verticalScrollBar().maximum() - NEARLY_THERE
        if near and rows and not self._whole:
            self._view.rows.set_rows([*rows, *self._read(rows[-1])])

    def count(self) -> None:
        """Counts off the window's thread; what changes meanwhile is counted afterwards."""
        self._again = self._counting
        if not self._counting:
            self._counting = True
            work = self._desk.services.shelf_lists.counts
            self._desk.background.run(work, self._told, self._untold, Lane.WIDE)

    def _told(self, counts: Counts) -> None:
        self._counting = False
        self._view.show_counts(counts)
        self.counted.emit(counts)
        if self._again:
            self.count()

    def _untold(self, error: Exception) -> None:
        """Somebody is writing: the next change counts again."""
        self._counting = False
        if not isinstance(error, PosError):
            raise error
