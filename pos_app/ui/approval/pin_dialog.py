"""The dialog for a PIN: 480 wide, six boxes, F9 confirms, Esc leaves everything as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.ui.approval.proof import Proof, Prove
from pos_app.ui.background import Background
from pos_app.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from pos_app.shop.staff import StaffMember
    from pos_app.ui.services import Services


class PinDialog(Dialog):
    """Asks one of some people for their PIN. Use `open()`.

    Signals:
        proven(object): what the check gave back; the dialog is closed by then.
    """

    proven = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        confirm: str,
        services: Services,
        background: Background,
        prove: Prove,
    ) -> None:
        super().__init__(parent, title, text, confirm)
        self.proof = Proof(services, background, prove, self.confirm)
        self.body.addWidget(self.proof.people)
        for part in (self.proof.boxes, self.proof.note, self.proof.pad):
            self.body.addWidget(part, 0, _CENTRE if part is not self.proof.note else _LINE)
        self.proof.note.setAlignment(_CENTRE)
        self.proof.proven.connect(self._proven)

    def ask(self, people: Sequence[StaffMember], chosen: int = 0) -> None:
        """Opens over its window."""
        self.open()
        self.proof.ask(people, chosen)

    def accept(self) -> None:
        """F9: nothing is accepted before it is proven."""
        self.proof.submit()

    def _proven(self, outcome: object) -> None:
        super().accept()
        self.deleteLater()
        self.proven.emit(outcome)

    def reject(self) -> None:
        """Esc."""
        super().reject()
        self.deleteLater()


_CENTRE = Qt.AlignmentFlag.AlignHCenter
_LINE = Qt.AlignmentFlag(0)
