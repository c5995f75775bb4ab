"""Named people, what their role allows, and the one place where rights are asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from sqlalchemy import Table, bindparam, or_, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.errors import NotAllowed
from pos_app.basics.i18n import N_, _
from pos_app.models.shop import Staff as StaffRow
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared


class Role(StrEnum):
    """What somebody is employed as."""

    CASHIER = "cashier"
    LEAD = "lead"
    OWNER = "owner"


class Right(StrEnum):
    """What somebody may do; asked by `require`."""

    SELL = "sell"
    DISCOUNT = "discount"
    SET_PRICE = "set_price"
    ADD_PRODUCT = "add_product"
    CONFIRM_TRANSFER = "confirm_transfer"
    EDIT_CUSTOMER = "edit_customer"
    CARE = "care"
    SEE_VALUE = "see_value"
    SETTINGS = "settings"
    IMPORT = "import"


_AT_THE_COUNTER: Final = frozenset(Right) - {Right.SEE_VALUE, Right.SETTINGS, Right.IMPORT}

RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    Role.CASHIER: _AT_THE_COUNTER,
    Role.LEAD: _AT_THE_COUNTER,
    Role.OWNER: frozenset(Right),
}

ROLE_NAMES: Final = {
    Role.CASHIER: N_("Thu ngân"),
    Role.LEAD: N_("Trưởng ca"),
    Role.OWNER: N_("Chủ"),
}


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who works here."""

    id: int
    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Whether the role allows it: what is not allowed is absent from the screen."""
        return right in RIGHTS[self.role]


_STAFF = cast(Table, StaffRow.__table__)
_ROLES = Prepared(
    select(_STAFF.c.role).where(
        or_(_STAFF.c.id == bindparam("staff"), _STAFF.c.id == bindparam("approver")),
        _STAFF.c.active.is_(True),
    )
)


def require(session: Session, actor: Actor, *rights: Right) -> None:
    """Raises NotAllowed unless the actor, or the approver beside the actor, has each right."""
    people = {"staff": actor.staff, "approver": actor.approver}
    roles = [Role(row.role) for row in _ROLES.rows(session, people)]
    if not all(any(right in RIGHTS[role] for role in roles) for right in rights):
        raise NotAllowed(_("Việc này cần chủ cửa hàng. Nhờ chủ làm giúp."))


class Staff:
    """Who works here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def active(self) -> list[StaffMember]:
        """Everybody who can be picked at the counter, cashiers first."""
        with self._database.reading() as session:
            rows = session.scalars(select(StaffRow).where(StaffRow.active.is_(True)))
            people = [StaffMember(row.id, row.name, Role(row.role)) for row in rows]
        return sorted(people, key=lambda person: (list(Role).index(person.role), person.id))
