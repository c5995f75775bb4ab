"""The goods page's layout: search, filters and list at the left, the editor at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.ui.goods.editor_view import EditorView
from pos_app.ui.goods.rows_view import GoodsDelegate, GoodsHead, spoken
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import FilterChip, FilterRow
from pos_app.ui.widgets.feedback import EmptyState
from pos_app.ui.widgets.inputs import SearchBox
from pos_app.ui.widgets.lists import ListView, Rows
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Panel, plain_layout

if TYPE_CHECKING:
    from pos_app.goods.shelf_lists import Counts, GoodRow

FILTERS = ("all", "low", "near", "incomplete", "stopped")
"""As goods.shelf_lists.Which, which only an open shop knows."""


class GoodsView(QWidget):
    """Layout only; its parts are public, what they do is in GoodsPage."""

    def __init__(self) -> None:
        super().__init__()
        self.add = Button(_("Thêm hàng"), key="F1", icon="plus", height=40)
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        row.addWidget(self._list_column(), 1)
        self.editor = EditorView()
        self.editor.setVisible(False)
        row.addWidget(self.editor)

    def _list_column(self) -> QWidget:
        column = Panel("sur")
        search = Panel("sur2", margins=(12, 12, 12, 0))
        self.search = SearchBox(_("Tên, mã vạch, nhóm"))
        search.body.addWidget(self.search)
        band = Panel("sur2", margins=(12, 10, 12, 12))
        self.filters = FilterRow()
        words = (_("Tất cả"), _("Sắp hết"), _("Cận date"), _("Cần bổ sung"), _("Ngừng bán"))
        self.chips: dict[str, FilterChip] = {
            value: self.filters.add(text, value, None if value == "all" else 0)
            for text, value in zip(words, FILTERS, strict=True)
        }
        band.body.addWidget(self.filters)
        self.head = GoodsHead()
        self.rows: Rows[GoodRow] = Rows(spoken)
        self.rows.setParent(self)
        self.list = ListView(self.rows, GoodsDelegate(), _("Hàng hóa"))
        self.empty = EmptyState("package", "")
        middle = QWidget()
        self.middle = QStackedLayout(middle)
        self.middle.addWidget(self.list)
        self.middle.addWidget(self.empty)
        for part in (search, band, self.head):
            column.body.addWidget(part)
        column.body.addWidget(middle, 1)
        return column

    def show_counts(self, counts: Counts) -> None:
        """How many each filter holds; one in force stays in sight."""
        for value in FILTERS[1:]:
            count: int = getattr(counts, value)
            self.chips[value].set_count(count)
            if self.filters.value() == value:
                self.chips[value].show()

    def say_nothing(self, title: str, text: str = "") -> None:
        """The list is empty, and why."""
        self.empty.say(title, text)
        self.middle.setCurrentIndex(1)

    def show_list(self) -> None:
        """There are goods to show."""
        self.middle.setCurrentIndex(0)


def summary(counts: Counts) -> tuple[Run, ...]:
    """412 mặt hàng · 6 sắp hết · 6 lô cận date, in the top bar."""
    goods = ngettext("{count} mặt hàng", "{count} mặt hàng", counts.all)
    runs = [Run(goods.format(count=f"{counts.all:,}".replace(",", ".")))]
    if counts.low:
        runs += [Run(" · "), Run(str(counts.low), "red", 600, number=True)]
        runs.append(Run(" " + _("sắp hết")))
    if counts.lots:
        runs += [Run(" · "), Run(str(counts.lots), "gold", 600, number=True)]
        runs.append(Run(" " + ngettext("lô cận date", "lô cận date", counts.lots)))
    return tuple(runs)
