"""Money beside the orders: transfers that may still come, and those that came to no order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.basics.clock import day_text, shop_day, time_text
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.payments.tenders import HowSeen, seen_words
from pos_app.ui.widgets.buttons import Button, ConfirmButton
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.paint import CENTRE
from pos_app.ui.widgets.surfaces import IconView, plain_layout

if TYPE_CHECKING:
    from pos_app.basics.changes import Changes
    from pos_app.payments.expected import Transfer
    from pos_app.ui.carts import Carts
    from pos_app.ui.desk import Desk

ICONS = {
    HowSeen.SPEAKER: "volume-2",
    HowSeen.OWNER: "phone-incoming",
    HowSeen.BANK_APP: "smartphone",
}


class LoosePanel(QWidget):
    """What can be done with such money, in place of a slip."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (24, 24, 24, 24), 8)
        self.title = Label("", 16, 600, align=CENTRE, wrap=True)
        self.note = Label("", 14, 400, "ink2", align=CENTRE, wrap=True)
        self.seen = {
            how: Button(seen_words(how), icon=icon, height=44) for how, icon in ICONS.items()
        }
        self.use = Button(_("Tính vào đơn đang bán"), icon="scan-barcode", height=44)
        self.give_back = ConfirmButton(_("Đã trả lại khách"), _("Bấm lại: khách đã nhận lại tiền"))
        column.addStretch(1)
        column.addWidget(IconView("qr-code", side=32), 0, CENTRE)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addSpacing(8)
        for button in (*self.seen.values(), self.use, self.give_back):
            column.addWidget(button)
        column.addStretch(1)

    def show_transfer(self, transfer: Transfer) -> None:
        """Money that arrived can be used or given back, other money can still be seen."""
        arrived = transfer.seen_how is not None
        for button in self.seen.values():
            button.setVisible(not arrived)
        self.use.setVisible(arrived)
        self.give_back.setVisible(arrived)
        self.give_back.calm_down()
        if transfer.seen_how is None or transfer.seen_at is None:
            self.title.setText(_("Không chờ khoản này nữa"))
            self.note.setText(_("Tiền vẫn có thể về trễ. Khi tiền về thì ghi ở đây."))
            return
        self.title.setText(_("Tiền đã về, chưa thuộc đơn nào"))
        self.note.setText(
            _("{how}. {name} ghi lúc {time} {day}.").format(
                how=seen_words(transfer.seen_how),
                name=transfer.seen_by,
                time=time_text(transfer.seen_at),
                day=day_text(shop_day(transfer.seen_at)),
            )
        )


class LooseMoney(QObject):
    """Does it, under the name of whoever is on duty.

    Signals:
        said(str): what came of it, for a toast.
        refused(str): why not, in a sentence.
        paid_with(): the order in front holds the money now.
    """

    said = Signal(str)
    refused = Signal(str)
    paid_with = Signal()

    def __init__(self, desk: Desk, carts: Carts, panel: LoosePanel) -> None:
        super().__init__(panel)
        self._desk, self._carts, self._panel = desk, carts, panel
        self._uid = ""
        for how, button in panel.seen.items():
            button.clicked.connect(partial(self._confirm, how))
        panel.use.clicked.connect(self._use)
        panel.give_back.confirmed.connect(self._give_back)

    def show(self, transfer: Transfer) -> None:
        """A row was chosen."""
        self._uid = transfer.uid
        self._panel.show_transfer(transfer)
        refusal = "" if not self._carts.front.empty else _("Giỏ đang trống, chưa tính vào được")
        self._panel.use.refuse(refusal)

    def _confirm(self, how: HowSeen, *_clicked: object) -> None:
        services = self._desk.services

        def confirm() -> Changes:
            return services.transfers.confirm(self._desk.actor(), self._uid, how)[1]

        if self._done(confirm):
            free = self._uid in {one.uid for one in services.unclaimed.all()}
            in_tray = _("Đã ghi. Tiền nằm ở Khay chờ tới khi dùng hoặc trả lại khách.")
            self.said.emit(in_tray if free else _("Đã ghi. Tiền được tính khi thu đơn này."))

    def _use(self) -> None:
        def use() -> Changes:
            actor, order = self._desk.actor(), self._carts.front
            return self._desk.services.unclaimed.use(actor, self._uid, order)

        if self._done(use):
            self.paid_with.emit()

    def _give_back(self) -> None:
        def give_back() -> Changes:
            return self._desk.services.unclaimed.give_back(self._desk.actor(), self._uid)

        if self._done(give_back):
            self.said.emit(_("Đã ghi: khách nhận lại tiền."))

    def _done(self, deed: Callable[[], Changes]) -> bool:
        try:
            changes = deed()
        except PosError as refusal:
            self.refused.emit(str(refusal))
            return False
        self._desk.tell(changes)
        return True
