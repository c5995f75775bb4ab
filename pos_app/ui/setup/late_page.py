"""Work that would not be done, for the owner: what, since when, and once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from pos_app.basics.clock import shop_day, short_day_text, time_text, weekday_text
from pos_app.basics.errors import PosError
from pos_app.basics.events import SALE_COMPLETED, TIER_RAISED
from pos_app.basics.i18n import N_, _
from pos_app.ui.deliveries import Deliveries
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.feedback import Banner, EmptyState
from pos_app.ui.widgets.lists import ListView, Rows, TwoLineDelegate, TwoLines
from pos_app.ui.widgets.page import Page
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Panel

if TYPE_CHECKING:
    from pos_app.shop.late_work import Late

WHAT: Final = {
    SALE_COMPLETED: N_("Chưa xếp được việc chăm sóc sau một đơn hàng"),
    TIER_RAISED: N_("Chưa xếp được lời chúc lên hạng"),
}
"""What an event would have brought about, by its name."""


class LatePage(Page):
    """A list; Enter opens the receipt that it is about."""

    def __init__(self, deliveries: Deliveries) -> None:
        super().__init__(_("Việc chưa làm được"))
        self._deliveries = deliveries
        self._rows: Rows[Late] = Rows(lambda late: _lines(late).title)
        self.list = ListView(self._rows, TwoLineDelegate(_lines), _("Việc chưa làm được"))
        self.banner = Banner("", Tone.GOLD, "triangle-alert")
        self.empty = EmptyState("check", _("Mọi việc đã làm xong."))
        self.back = Button(_("Về bán hàng"), key="Esc", icon="arrow-left", height=40)
        self.retry = Button(_("Thử lại"), "primary", key="F9", height=40)
        self.bar.add(self.back)
        self.bar.add(self.retry)
        sheet = Panel("sur", margins=(16, 16, 16, 16), gap=12)
        for part in (self.banner, self.list, self.empty):
            sheet.body.addWidget(part)
        self.body.addWidget(sheet)
        self.back.clicked.connect(self._leave)
        self.retry.clicked.connect(self._try)
        self.list.opened.connect(self._open)
        deliveries.late_changed.connect(self._show)
        self.add_key("F9", self._try, _("Thử lại"))
        self.add_hint("Enter", _("Mở phiếu"))
        self.add_key("Esc", self._leave, _("Về bán hàng"))
        self._show()

    def shown(self) -> None:
        self._show()

    def _show(self) -> None:
        if not self._deliveries.may_see:
            self._leave()
            return
        late = self._deliveries.late
        self._rows.set_rows(late)
        self.list.setVisible(bool(late))
        self.empty.setVisible(not late)
        self.banner.setVisible(bool(late))
        self.banner.label.setText(
            _("Đơn hàng và tiền vẫn đúng. Thử lại; vẫn không được thì báo người giúp cài máy.")
        )
        self.tell_key("Enter", on=bool(late))
        self.retry.refuse("" if late else _("Không còn gì"))
        if self.isVisible():
            (self.list if late else self).setFocus()
        if late and self.list.current_row() < 0:
            self.list.select(0)

    def _try(self) -> None:
        if not self._deliveries.late:
            return
        try:
            self._deliveries.again()
        except PosError as refusal:
            self.banner.label.setText(str(refusal))
        else:
            self.say(_("Đang thử lại"))

    def _open(self, row: int) -> None:
        self.go("receipts", self._rows.row(row).subject)

    def _leave(self) -> None:
        if self.isVisible():
            self.go("sell")


def _lines(record: object) -> TwoLines:
    late = cast("Late", record)
    day = shop_day(late.since)
    since = _("từ {time} {weekday} {day}").format(
        time=time_text(late.since), weekday=weekday_text(day), day=short_day_text(day)
    )
    words = _(WHAT[late.name]) if late.name in WHAT else _("Một việc sau khi bán")
    return TwoLines(words, (Run(since, "ink2"),), icon="clock", tone=Tone.GOLD)
