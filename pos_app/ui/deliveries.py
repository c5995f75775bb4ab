"""Wakes those who listen to sales, again and again; the owner learns what would not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.basics.changes import Changes
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import ngettext
from pos_app.ui.desk import Desk

if TYPE_CHECKING:
    from pos_app.shop.late_work import Late

EVERY_MS: Final = 15_000
"""How often events that were not delivered are tried again."""


class Deliveries(QObject):
    """Runs behind the window while a shop is open.

    Signals:
        late_changed(): more or less was given up on, or another person may see it.
        failed(object): the exception, when it is a defect.
    """

    late_changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._late: list[Late] = []
        self._turn = QTimer(self, interval=EVERY_MS)
        self._turn.timeout.connect(self.carry)
        desk.opened.connect(self._begin)
        desk.duty_changed.connect(self.late_changed)

    def _begin(self) -> None:
        self._turn.start()
        self.carry()

    def stop(self) -> None:
        """The window goes; what is open waits in the file."""
        self._turn.stop()

    def carry(self) -> None:
        """Delivers what is due, then looks at what was given up on."""
        self._desk.background.run(self._desk.services.deliver, self._delivered, self._undelivered)

    def again(self) -> None:
        """What was given up on is tried once more. Raises NotAllowed."""
        self._desk.services.late.again(self._desk.actor())
        self.carry()

    @property
    def late(self) -> list[Late]:
        """What was given up on, oldest first."""
        return self._late

    @property
    def may_see(self) -> bool:
        """Whether it is for the one on duty to look at."""
        from pos_app.shop.staff import Right

        return self._desk.may(Right.SETTINGS)

    def words(self) -> str:
        """How much there is for the one on duty; nothing for anybody but the owner."""
        count = len(self._late)
        if not count or not self.may_see:
            return ""
        words = ngettext("{count} việc chưa làm được", "{count} việc chưa làm được", count)
        return words.format(count=count)

    def _delivered(self, deliveries: int) -> None:
        if deliveries:
            self._desk.tell(Changes.CARE)
        self._desk.background.run(self._desk.services.late.all, self._looked, self._undelivered)

    def _looked(self, late: list[Late]) -> None:
        if late != self._late:
            self._late = late
            self.late_changed.emit()

    def _undelivered(self, error: Exception) -> None:
        """Somebody holds the file: the next turn tries again."""
        if not isinstance(error, PosError):
            self.failed.emit(error)
