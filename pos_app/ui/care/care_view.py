"""The care page's layout: filters and queue at the left, the chosen task at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.care.rules import Family
from pos_app.care.words import family_name
from pos_app.ui.care.queue_view import Queue
from pos_app.ui.care.work_view import WorkView
from pos_app.ui.theme import Ink, px
from pos_app.ui.widgets.chips import FilterChip, FilterRow
from pos_app.ui.widgets.feedback import EmptyState
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import IconView, Panel, plain_layout

if TYPE_CHECKING:
    from pos_app.care.views import Counts

HEAD: Final = 57
FOOT: Final = 36


class CareView(QWidget):
    """Layout only; its parts are public, what they do is in CarePage."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        self.work = WorkView()
        row.addWidget(self._queue_side(), 1)
        row.addWidget(self.work)

    def _queue_side(self) -> QWidget:
        column = Panel("bg")
        self.head = Panel("sur2", ("bottom",), margins=(12, 0, 12, 1), across=True)
        self.head.setFixedHeight(max(HEAD, px(18) + 30))
        self.filters = FilterRow()
        self._all = self.filters.add(_("Tất cả"), None)
        self._families = {family: self._filter(family) for family in Family}
        self.head.body.addWidget(self.filters, 1)
        self.queue = Queue()
        self.empty = EmptyState("heart-handshake", "")
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        for page in (self.empty, self.queue):
            self._middle.addWidget(page)
        column.body.addWidget(self.head)
        column.body.addWidget(middle, 1)
        column.body.addWidget(self._foot())
        return column

    def _filter(self, family: Family) -> FilterChip:
        return self.filters.add(family_name(family), family, alarm=family is Family.OWNER)

    def _foot(self) -> QWidget:
        self.foot = Panel("bg", margins=(16, 0, 12, 0), gap=8, across=True)
        self.foot.setFixedHeight(max(FOOT, px(18) + 12))
        order = _("Chuyện báo chủ trước, rồi việc gấp, rồi việc chờ lâu")
        self.foot.body.addWidget(IconView("arrow-down-wide-narrow", side=16))
        self.foot.body.addWidget(Label(order, 13, 400, "ink2", elide=True), 1)
        return self.foot

    def show_counts(self, counts: Counts) -> None:
        """The number on each filter; one that holds nothing is not offered."""
        self._all.set_count(counts.waiting)
        for family, chip in self._families.items():
            chip.set_count(counts.families.get(family, 0))

    def show_queue(self, *, empty: bool, done: int) -> None:
        """The list, or what to say when nothing is left."""
        self._middle.setCurrentIndex(0 if empty else 1)
        self.head.setVisible(not empty)
        self.foot.setVisible(not empty)
        if empty:
            self.empty.say(_all_done(done))

    def show_work(self, *, on: bool) -> None:
        """The chosen task, or the whole width for what there is to say without one."""
        self.work.setVisible(on)


def top_line(counts: Counts) -> tuple[Run, ...]:
    """9 việc còn lại · 7 đã xong · 1 trễ."""
    waiting = ngettext("{count} việc còn lại", "{count} việc còn lại", counts.waiting)
    done = ngettext("{count} đã xong", "{count} đã xong", counts.done)
    late = ngettext("{count} trễ", "{count} trễ", counts.late)
    runs = _counted(waiting, counts.waiting, "ink")
    runs += (Run(" · "), *_counted(done, counts.done, "jade"))
    if counts.late:
        runs += (Run(" · "), *_counted(late, counts.late, "red"))
    return runs


def _counted(sentence: str, count: int, ink: Ink) -> tuple[Run, ...]:
    before, _brace, after = sentence.partition("{count}")
    pieces = (Run(before), Run(str(count), ink, 700, number=True), Run(after))
    return tuple(piece for piece in pieces if piece.text)


def _all_done(done: int) -> str:
    if not done:
        return _("Hôm nay chưa có việc chăm sóc nào.")
    return ngettext(
        "Xong hết rồi. Hôm nay đã chăm {count} khách.",
        "Xong hết rồi. Hôm nay đã chăm {count} khách.",
        done,
    ).format(count=done)
