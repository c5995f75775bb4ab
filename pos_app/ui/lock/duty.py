"""Who stands at the counter: changing over in a second, locking, and opening again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.i18n import _
from pos_app.ui.approval.choose_pin import choose_pin
from pos_app.ui.approval.pin_dialog import PinDialog
from pos_app.ui.desk import Desk
from pos_app.ui.lock.idle import Idle
from pos_app.ui.lock.lock_screen import LockScreen
from pos_app.ui.main_window import MainWindow
from pos_app.ui.widgets.page import Saying

if TYPE_CHECKING:
    from pos_app.shop.staff import StaffMember

LOCK_KEY = "Ctrl+L"


class Duty(QObject):
    """One per program; `attach` it to each new window.

    Signals:
        taken_over(int): the id of whoever stands at the counter now; remember it.
        refused(): something was scanned at a locked counter.
        failed(object): a defect.
    """

    taken_over = Signal(int)
    refused = Signal()
    failed = Signal(object)

    def __init__(self, app: QGuiApplication, desk: Desk, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window: MainWindow
        self._screen: LockScreen | None = None
        self.idle = Idle(app, clock, self)
        self.idle.looked.connect(self._looked)
        desk.opened.connect(self._begin)

    @property
    def locked(self) -> bool:
        """Whether the counter's contents are hidden."""
        return self._screen is not None

    @property
    def screen(self) -> LockScreen | None:
        """What stands in front of a locked counter."""
        return self._screen

    def attach(self, window: MainWindow) -> None:
        """A new window: its status bar changes people, Ctrl+L locks it."""
        self._window = window
        window.staff_chosen.connect(self.change_to)
        window.status.lock_asked.connect(self.lock)
        window.status.pin_asked.connect(self._choose_pin)
        QShortcut(QKeySequence(LOCK_KEY), window, self.lock)

    def scanned(self, code: str) -> None:
        """A scan goes to the page in front; a locked counter refuses it."""
        if self._screen is None:
            self._window.scanned(code)
        else:
            self._screen.refuse_scan()
            self.refused.emit()

    # changing over

    def change_to(self, staff_id: int) -> None:
        """Somebody else was picked: at once, or with their PIN."""
        services, desk = self._desk.services, self._desk
        if desk.staff is not None and staff_id == desk.staff.id:
            return
        person = next((one for one in services.staff.active() if one.id == staff_id), None)
        if person is None:
            return
        if not person.has_pin:
            desk.background.run(partial(self._prove, person, ""), self._proven, self._defect)
            return
        dialog = PinDialog(
            self._window,
            _("Đổi người đứng quầy"),
            "",
            _("Vào quầy"),
            services,
            desk.background,
            self._prove,
        )
        dialog.proven.connect(self._proven)
        dialog.ask([person])

    def _prove(self, person: StaffMember, pin: str) -> StaffMember:
        services = self._desk.services
        return services.pins.sign_in(services.counter, person.id, pin)

    def _proven(self, outcome: object) -> None:
        person = cast("StaffMember", outcome)
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.uncover()
        self.idle.touch()
        known = self._desk.staff
        if known is None or known.id != person.id:
            self._desk.take_over(person)
        self.taken_over.emit(person.id)

    def _defect(self, error: Exception) -> None:
        self.failed.emit(error)

    def _choose_pin(self) -> None:
        """Everybody chooses their own."""
        desk = self._desk
        if desk.staff is not None:
            dialog = choose_pin(
                self._window, desk.services, desk.background, desk.somebody(), desk.staff
            )
            dialog.kept.connect(self._pin_kept)

    def _pin_kept(self, changes: object) -> None:
        self._window.say(Saying(_("Đã đổi mã PIN"), "lock"))
        self._desk.tell(cast(Changes, changes))

    # locking

    def lock(self) -> None:
        """Hides the counter until somebody with a name opens it; carts stay as they are."""
        staff = self._desk.staff
        if self._screen is not None or not self._desk.ready or staff is None:
            return
        services = self._desk.services
        self._screen = LockScreen(self._window, services, self._desk.background, self._prove)
        self._screen.proven.connect(self._proven)
        self._screen.cover(services.staff.active(), staff.id)

    def _begin(self) -> None:
        """A program that was closed is no way around a PIN."""
        self.idle.begin()
        if self._desk.staff is not None and self._desk.staff.has_pin:
            self.lock()

    def _looked(self, minutes: int) -> None:
        from pos_app.shop.settings import LOCK_MINUTES

        staff = self._desk.staff
        if self._screen is not None or not minutes or staff is None or not staff.has_pin:
            return
        allowed = self._desk.services.settings.get(LOCK_MINUTES)
        if allowed and minutes >= allowed:
            self.lock()
