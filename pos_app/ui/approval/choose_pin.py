"""Choosing a PIN: the old one, the new one, the new one again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.basics.actor import Actor
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import N_, _, ngettext
from pos_app.shop.pin_rules import checked
from pos_app.ui.background import Background, Lane
from pos_app.ui.errors import sentence
from pos_app.ui.widgets.dialog import Dialog
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.pin import PinBoxes, PinPad

if TYPE_CHECKING:
    from pos_app.shop.staff import StaffMember
    from pos_app.ui.services import Services

Keep = Callable[[str, str], object]
"""Called off the window's thread with the new PIN and the old one."""

OLD, NEW, AGAIN = "old", "new", "again"
ASKED: Final = {
    OLD: N_("Mã PIN đang dùng"),
    NEW: N_("Mã PIN mới, 6 số"),
    AGAIN: N_("Gõ lại mã mới"),
}


class ChoosePin(Dialog):
    """F9 or Enter goes on, Esc leaves the PIN as it was. Use `open()`.

    Signals:
        kept(object): what `keep` gave back; the dialog is closed by then.
    """

    kept = Signal(object)

    def __init__(
        self, parent: QWidget | None, name: str, *, old: bool, background: Background, keep: Keep
    ) -> None:
        super().__init__(parent, _("Mã PIN của {name}").format(name=name), "", _("Tiếp"))
        self._background, self._keep = background, keep
        self._first = OLD if old else NEW
        self._told: dict[str, str] = {}
        self.boxes = PinBoxes()
        self.pad = PinPad(self.boxes)
        self.note = Label("", 14, 500, "ink2", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.boxes, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.note)
        self.body.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignHCenter)
        self.boxes.typed.connect(self._typed)
        self.boxes.submitted.connect(self.accept)
        self._turn_to(self._first)

    def stage(self) -> str:
        """Which of the three is asked now."""
        return self._stage

    def _turn_to(self, stage: str, trouble: str = "") -> None:
        self._stage = stage
        self.text.setText(_(ASKED[stage]))
        self.text.show()
        self.boxes.clear()
        self.boxes.setFocus()
        self._say(trouble)
        self.confirm.setText(_("Lưu mã PIN") if stage == AGAIN else _("Tiếp"))
        self._refuse()

    def _say(self, trouble: str) -> None:
        self.note.setText(trouble)
        self.note.set_ink("red")
        self.boxes.set_error(bool(trouble))

    def _typed(self) -> None:
        self._say("")
        self._refuse()

    def _refuse(self) -> None:
        left = self.boxes.missing()
        words = ngettext("Còn {count} số nữa", "Còn {count} số nữa", left).format(count=left)
        self.confirm.refuse(words if left else "")

    def accept(self) -> None:
        """What was typed is taken when it fits, and the next one is asked."""
        if not self.confirm.isEnabled():
            return
        typed = self._told[self._stage] = self.boxes.pin()
        if self._stage == OLD:
            self._turn_to(NEW)
        elif self._stage == NEW:
            self._judge(typed)
        elif typed != self._told[NEW]:
            self._turn_to(NEW, _("Hai lần gõ không giống nhau. Gõ lại từ đầu."))
        else:
            self.confirm.set_busy(True)
            work = partial(self._keep, typed, self._told.get(OLD, ""))
            self._background.run(work, self._done, self._failed, Lane.WRITER)

    def _judge(self, typed: str) -> None:
        try:
            checked(typed)
        except PosError as refusal:
            self._turn_to(NEW, str(refusal))
        else:
            self._turn_to(AGAIN)

    def _done(self, outcome: object) -> None:
        self._told.clear()
        super().accept()
        self.deleteLater()
        self.kept.emit(outcome)

    def _failed(self, error: Exception) -> None:
        self.confirm.set_busy(False)
        self._turn_to(self._first, sentence(error))

    def reject(self) -> None:
        """Esc."""
        self._told.clear()
        super().reject()
        self.deleteLater()


def choose_pin(
    parent: QWidget, services: Services, background: Background, actor: Actor, person: StaffMember
) -> ChoosePin:
    """Opens the dialog for a person's PIN; the old one is asked of the person alone."""
    dialog = ChoosePin(
        parent,
        person.name,
        old=person.id == actor.staff and person.has_pin,
        background=background,
        keep=partial(services.pins.choose, actor, person.id),
    )
    dialog.open()
    return dialog
