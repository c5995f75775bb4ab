"""What can be done with a slip: its goods come back, or it is voided for a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.basics.actor import Actor
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.basics.numerals import receipt_number
from pos_app.selling.cart import LONGEST_NOTE
from pos_app.shop.rights import Right
from pos_app.ui.approval.approve import Need, ask
from pos_app.ui.background import Lane
from pos_app.ui.widgets.dialog import Dialog
from pos_app.ui.widgets.inputs import Field, TextInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.basics.changes import Changes
    from pos_app.selling.returns import Reversed
    from pos_app.ui.desk import Desk
    from pos_app.ui.receipts.receipts_view import PaperPanel
    from pos_app.ui.receipts.rows import ListRow
    from pos_app.ui.widgets.page import Page

    Chosen = Callable[[], ListRow | None]


class VoidDialog(Dialog):
    """Asks why. Use `open()`; nothing is accepted without a reason."""

    def __init__(self, parent: QWidget, row: ListRow) -> None:
        super().__init__(
            parent,
            _("Hủy phiếu {number}").format(number=row.number),
            _("Cả phiếu {total} được trả lại như lúc mua. Phiếu cũ vẫn còn trong sổ.").format(
                total=row.total
            ),
            _("Hủy phiếu"),
            variant="danger",
        )
        self.reason = TextInput(_("Ví dụ: bấm nhầm món"))
        self.reason.edit.setMaxLength(LONGEST_NOTE)
        self.field = Field(_("Lý do hủy"), self.reason)
        self.body.addWidget(self.field)

    def accept(self) -> None:
        """F9."""
        if not self.reason.text().strip():
            self.field.set_error(_("Ghi lý do hủy phiếu, một vài chữ là đủ."))
            return
        super().accept()


class SlipDeeds(QObject):
    """The buttons and keys of a chosen slip. A void asks for a reason, and for leave if need be.

    Signals:
        refused(str): a sentence for whoever stands at the counter.
    """

    refused = Signal(str)

    def __init__(self, desk: Desk, page: Page, panel: PaperPanel, chosen: Chosen) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._chosen = chosen
        self.dialog: VoidDialog | None = None
        back, exchange = partial(self._back, look=False), partial(self._back, look=True)
        panel.give_back.clicked.connect(lambda: back())
        panel.exchange.clicked.connect(lambda: exchange())
        panel.void.clicked.connect(self._ask)
        page.add_key("F9", back, _("Trả hàng"))
        page.add_key("F6", exchange, _("Đổi hàng"))

    def tell(self, row: ListRow | None) -> None:
        """Another slip is chosen, or none: keys that do nothing are not told."""
        for key in ("F9", "F6"):
            self._page.tell_key(key, on=row is not None and row.returnable)

    def _back(self, *, look: bool) -> None:
        row = self._chosen()
        if row is not None and row.returnable:
            self._page.go("return", (row.key, look))

    def _ask(self) -> None:
        row = self._chosen()
        if row is None or not row.voidable:
            return
        self.dialog = VoidDialog(self._page, row)
        self.dialog.accepted.connect(partial(self._reasoned, row.key))
        self.dialog.open()
        self.dialog.reason.edit.setFocus()

    def _reasoned(self, uid: str) -> None:
        if self.dialog is None:
            return
        reason = self.dialog.reason.text()
        self.dialog.deleteLater()
        self.dialog = None
        actor = self._desk.actor()
        if self._desk.may(Right.VOID):
            self._void(uid, reason, actor)
            return
        then = partial(self._void, uid, reason)
        ask(self._desk.services, self._desk.background, actor, Need(Right.VOID), then)

    def _void(self, uid: str, reason: str, actor: Actor) -> None:
        returns = self._desk.services.returns
        work = partial(returns.void, actor, uid, reason, returns.new_key())
        self._desk.background.run(work, self._done, self._failed, Lane.WRITER)

    def _done(self, outcome: tuple[Reversed, Changes]) -> None:
        done, changes = outcome
        self._desk.print_receipt(done.uid, receipt_number(done.number), copy=False)
        self._desk.tell(changes)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            raise error
        self.refused.emit(str(error))
