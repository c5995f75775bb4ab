"""Who it is, and their PIN: the part that the dialog and the lock screen share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.basics.i18n import _, ngettext
from pos_app.ui.approval.people_list import PeopleList
from pos_app.ui.background import Background, Lane
from pos_app.ui.errors import sentence
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.pin import PinBoxes, PinPad

if TYPE_CHECKING:
    from pos_app.shop.staff import StaffMember
    from pos_app.ui.services import Services

Prove = Callable[["StaffMember", str], object]


class Proof(QObject):
    """Lets somebody be chosen, takes their PIN and has it checked off the window's thread.

    Its parts (`people`, `boxes`, `pad`, `note`) are laid out by whoever made it; `button` is the
    one main action of that screen.

    Signals:
        proven(object): what the check gave back.
    """

    proven = Signal(object)

    def __init__(
        self,
        services: Services,
        background: Background,
        prove: Prove,
        button: Button,
        most_rows: int = 3,
    ) -> None:
        super().__init__(button)
        self._services, self._background, self._prove = services, background, prove
        self._words, self._busy = button.text(), False
        self.people = PeopleList(most_rows)
        self.boxes = PinBoxes()
        self.pad = PinPad(self.boxes)
        self.note = Label("", 14, 500, "ink2", wrap=True)
        self.button = button
        self.people.picked.connect(self._chosen)
        self.people.opened.connect(self._opened)
        self.boxes.moved.connect(self.people.step)
        self.boxes.typed.connect(self._typed)
        self.boxes.submitted.connect(self.submit)

    def ask(self, people: Sequence[StaffMember], chosen: int = 0) -> None:
        """Begins with these people; the keys go to the boxes."""
        self.people.fill(people, self._services.pins.waits(), chosen)
        self._begin()

    def again(self) -> None:
        """Minutes have gone by: who had to wait may try now."""
        if not self._busy:
            self.people.set_waits(self._services.pins.waits())
            self._refuse()

    def submit(self) -> None:
        """Checks what was typed."""
        person = self.people.chosen()
        if person is None or self._busy or not self.button.isEnabled():
            return
        self._set_busy(busy=True)
        work = partial(self._prove, person, self.boxes.pin())
        self._background.run(work, self._done, self._failed, Lane.WRITER)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """A sentence below the boxes."""
        self.note.setText(text)
        self.note.set_ink("red" if wrong else "ink2")
        self.boxes.set_error(wrong)
        self.boxes.setAccessibleDescription(text)

    def _opened(self, _row: int) -> None:
        self.boxes.setFocus()
        self.submit()

    def _chosen(self, _row: int) -> None:
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        person = self.people.chosen()
        self.boxes.clear()
        needed = person is not None and person.has_pin
        for part in (self.boxes, self.pad):
            part.setEnabled(needed)
        self.say("" if needed else _("Người này chưa đặt mã PIN."))
        if person is not None and self.people.wait(person):
            self.say(_wait(self.people.wait(person)), wrong=True)
        (self.boxes if needed else self.people).setFocus()
        self._refuse()

    def _typed(self) -> None:
        self.say("")
        self._refuse()

    def _refuse(self) -> None:
        """The button says what it waits for."""
        person = self.people.chosen()
        reason = ""
        if person is not None and person.has_pin:
            left = self.boxes.missing()
            if self.people.wait(person):
                reason = _("Đang khóa")
            elif left:
                reason = ngettext("Còn {count} số nữa", "Còn {count} số nữa", left).format(
                    count=left
                )
        self.button.refuse(reason)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.button.set_busy(busy)
        self.people.setEnabled(not busy)

    def _done(self, outcome: object) -> None:
        self._set_busy(busy=False)
        self.boxes.clear()
        self.proven.emit(outcome)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self.people.set_waits(self._services.pins.waits())
        self.boxes.clear()
        self.boxes.setFocus()
        self.say(sentence(error), wrong=True)
        self._refuse()


def _wait(minutes: int) -> str:
    return ngettext(
        "Sai nhiều lần quá. Thử lại sau {minutes} phút, hoặc nhờ chủ mở khóa.",
        "Sai nhiều lần quá. Thử lại sau {minutes} phút, hoặc nhờ chủ mở khóa.",
        minutes,
    ).format(minutes=minutes)
