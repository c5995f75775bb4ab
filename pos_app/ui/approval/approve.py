"""Asks a second person for leave, in place, and goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from pos_app.basics.actor import Actor
from pos_app.basics.i18n import _
from pos_app.ui.approval.pin_dialog import PinDialog
from pos_app.ui.background import Background

if TYPE_CHECKING:
    from pos_app.shop.staff import Right, StaffMember
    from pos_app.ui.services import Services

Then = Callable[[Actor], object]


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody must be allowed to do."""

    right: Right
    discount: int = 0
    """Basis points, for Right.DISCOUNT."""

    def held_by(self, person: StaffMember) -> bool:
        """Whether a person may do it alone."""
        return person.may(self.right) and self.discount <= person.most_discount


def ask(services: Services, background: Background, actor: Actor, need: Need, then: Then) -> None:
    """Whoever may lend it chooses themselves and types their PIN; then `then` goes on.

    `then` gets the actor with the second person's leave; it is not called after Esc.
    """
    from pos_app.shop.rights import RIGHT_NAMES

    others = [one for one in services.staff.active() if one.id != actor.staff and need.held_by(one)]
    dialog = PinDialog(
        QApplication.activeWindow(),
        _("Nhờ người có quyền"),
        _("{what}: cần người thứ hai cho phép.").format(what=_(RIGHT_NAMES[need.right])),
        _("Cho phép"),
        services,
        background,
        partial(_approve, services, actor, need),
    )
    dialog.proven.connect(partial(_go_on, then))
    dialog.ask(others)


def _approve(services: Services, actor: Actor, need: Need, person: StaffMember, pin: str) -> Actor:
    return services.pins.approve(actor, person.id, pin, need.right, need.discount)


def _go_on(then: Then, lent: object) -> None:
    then(cast(Actor, lent))
