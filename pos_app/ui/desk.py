"""The counter behind the window: its services, who is on duty, and the notice board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import shop_day
from pos_app.basics.i18n import _
from pos_app.basics.phone import masked
from pos_app.customers.address import capitalised
from pos_app.ui.background import Background
from pos_app.ui.notices import Notices
from pos_app.ui.printers import Printers

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.loyalty.points import Programme
    from pos_app.selling.shifts import OpenShift
    from pos_app.shop.staff import Right, StaffMember
    from pos_app.ui.services import Services


@dataclass(frozen=True, slots=True)
class Guest:
    """A customer as the counter shows one; nothing a stranger in the queue may not read."""

    shown: str
    name: str
    tier_rank: int
    tier: str
    points: int
    phone: str
    """•••• 4567, or empty."""


class Desk(QObject):
    """What every page is given. Pages may be built and painted before the shop is open.

    Signals:
        opened(): the services are there.
        duty_changed(): another person took over, or a new shift began.
    """

    opened = Signal()
    duty_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notices = Notices(self)
        self.background = Background(self)
        self.printers = Printers(self.background, self)
        self._services: Services | None = None
        self._staff: StaffMember | None = None
        self._shift: OpenShift | None = None
        self._programme: Programme | None = None

    @property
    def ready(self) -> bool:
        """True once the shop is open."""
        return self._services is not None

    @property
    def services(self) -> Services:
        """What the rooms below offer; only after `opened`."""
        assert self._services is not None, "a page asked before the shop was open"
        return self._services

    @property
    def staff(self) -> StaffMember | None:
        """Who is on duty; None before the shop is open."""
        return self._staff

    @property
    def shift(self) -> OpenShift | None:
        """The open shift of this counter."""
        return self._shift

    @property
    def business_day(self) -> date:
        """The day that sales belong to now."""
        return self._shift.business_day if self._shift else shop_day(self.services.clock.now())

    def open(self, services: Services, staff_id: int) -> None:
        """The shop is open; `staff_id` was on duty last, else the first of the list is."""
        people = services.staff.active()
        self._services = services
        self._staff = next((one for one in people if one.id == staff_id), people[0])
        self._shift = services.shifts.standing(services.counter)
        self.opened.emit()
        self.duty_changed.emit()

    def take_over(self, staff: StaffMember) -> None:
        """Somebody else stands at the counter now."""
        self._staff = staff
        self.duty_changed.emit()

    def _look_again(self) -> None:
        """Roles or people changed: whoever is on duty may do more now, or less."""
        people = self.services.staff.active()
        known = next((one for one in people if self._staff and one.id == self._staff.id), None)
        if known is not None and known != self._staff:
            self._staff = known
            self.duty_changed.emit()

    def actor(self) -> Actor:
        """Who acts, in the open shift: one that is over or forgotten is followed by a new one."""
        if self._shift is None or self.forgotten:
            self._shift = self.services.shifts.current(self.somebody())
            self.duty_changed.emit()
        return replace(self.somebody(), shift=self._shift.id)

    @property
    def forgotten(self) -> bool:
        """The open shift is one that nobody closed: the next act ends it."""
        return self._shift is not None and self.services.clock.now() >= self._shift.until

    def somebody(self) -> Actor:
        """Who acts where no shift is needed: none is opened."""
        assert self._staff is not None, "nobody is on duty before the shop is open"
        shift = self._shift.id if self._shift else None
        return Actor(self._staff.id, self.services.counter, shift)

    def renew_shift(self) -> None:
        """Reads the open shift anew: it was opened or ended here, or in another window."""
        found = self.services.shifts.standing(self.services.counter)
        if found != self._shift:
            self._shift = found
            self.duty_changed.emit()

    def may(self, right: Right) -> bool:
        """Whether the one on duty has a right: what is not allowed is absent from the screen."""
        return self._staff is not None and self._staff.may(right)

    def allow(self, right: Right, then: Callable[[Actor], object], *, discount: int = 0) -> None:
        """Calls `then` with an actor who may: at once, or when a second person has lent leave.

        `discount` is in basis points, for Right.DISCOUNT. Nothing happens when nobody lends it.
        """
        from pos_app.ui.approval.approve import Need, ask

        need = Need(right, discount)
        if self._staff is not None and need.held_by(self._staff):
            then(self.actor())
        else:
            ask(self.services, self.background, self.actor(), need, then)

    @property
    def programme(self) -> Programme:
        """The rules of points and tiers in force."""
        if self._programme is None:
            self._programme = self.services.loyalty.programme()
        return self._programme

    def guest(self, customer: Customer) -> Guest:
        """As much of a customer as may stand on the counter's screen."""
        return Guest(
            shown=customer.shown,
            name=customer.name,
            tier_rank=customer.tier,
            tier=self.programme.tier(customer.tier).title,
            points=customer.points,
            phone=masked(customer.phone) if customer.phone else "",
        )

    def called(self, customer_id: int | None) -> str:
        """Chị Ngọc, or nothing for a stranger."""
        if customer_id is None:
            return ""
        return capitalised(self.services.directory.get(customer_id).called)

    def print_paper(self, work: Callable[[], bytes], title: str) -> None:
        """Makes a paper off the window's thread and sends it to this counter's printer."""
        from pos_app.shop.settings import PRINTER

        self.printers.print_paper(work, title, self.services.settings.get(PRINTER))

    def print_receipt(self, sale_uid: str, number: str, *, copy: bool) -> None:
        """The slip of a sale on this counter's paper."""
        from pos_app.shop.settings import PAPER_WIDTH

        width = self.services.settings.get(PAPER_WIDTH)
        work = partial(self.services.papers.receipt, sale_uid, width, copy=copy)
        self.print_paper(work, _("Phiếu {number}").format(number=number))

    def print_shift(self, shift: int, title: str) -> None:
        """The X or Z of a shift on this counter's paper."""
        from pos_app.shop.settings import PAPER_WIDTH

        width = self.services.settings.get(PAPER_WIDTH)
        report = self.services.papers.shift_report
        self.print_paper(partial(report, self.somebody(), shift, width), title)

    def tell(self, changes: Changes) -> None:
        """Puts what changed on the notice board."""
        if changes & Changes.SETTINGS:
            self._programme = None
        if changes & Changes.STAFF:
            self._look_again()
        self.notices.tell(changes)
