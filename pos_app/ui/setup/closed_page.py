"""No shop is open: why, and the two ways on. Nothing else is offered meanwhile."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from pos_app.basics.i18n import _
from pos_app.ui.theme import px
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.feedback import EmptyState
from pos_app.ui.widgets.page import Page

WIDEST: Final = 760
BREAK: Final = "\u200b"
"""Where a long path may go on in the next line."""


class ClosedPage(Page):
    """Stands in place of every page.

    Signals:
        again(): the same file once more.
        other(): a file that somebody chooses.
    """

    again = Signal()
    other = Signal()

    def __init__(self, *, can_choose: bool) -> None:
        super().__init__(_("Chưa mở được cửa hàng"))
        self.trouble = EmptyState("store", "")
        self.trouble.setMaximumWidth(px(WIDEST))
        self.retry = Button(_("Thử lại"), "primary", key="F9")
        self.choose = Button(_("Mở cửa hàng khác"), key="Ctrl+O")
        self.retry.clicked.connect(self._try)
        self.choose.clicked.connect(self._choose)
        self.trouble.extras.addWidget(self.retry)
        self.add_key("F9", self._try, _("Thử lại"))
        if can_choose:
            self.trouble.extras.addWidget(self.choose)
            self.add_key("Ctrl+O", self._choose, _("Mở cửa hàng khác"))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.trouble, 100)
        middle.addStretch(1)
        self.body.addLayout(middle)

    def shown(self) -> None:
        """The keys are on the safe way."""
        self.retry.setFocus()

    def show_subject(self, subject: object) -> None:
        """The sentence that says why."""
        sentence = str(subject)
        self.trouble.say(sentence.replace("/", f"/{BREAK}").replace("\\", f"\\{BREAK}"))
        self.trouble.title.setAccessibleName(sentence)
        self._set_busy(on=False)
        self.retry.setFocus()

    def scanned(self, code: str) -> bool:
        """Nothing is sold without a shop."""
        del code
        return True

    def _try(self) -> None:
        if not self.retry.busy():
            self._set_busy(on=True)
            self.again.emit()

    def _choose(self) -> None:
        if not self.retry.busy():
            self.other.emit()

    def _set_busy(self, *, on: bool) -> None:
        self.retry.set_busy(on)
        self.choose.setEnabled(not on)
