"""Named people, their roles, and the one place where rights are asked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from sqlalchemy import Table, bindparam, or_, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.errors import NotAllowed
from pos_app.basics.i18n import _
from pos_app.models.shop import Role as RoleRow
from pos_app.models.shop import Staff as StaffRow
from pos_app.shop.rights import ROLE_NAMES, Right, Role
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared

__all__ = ["Right", "Role", "Staff", "StaffMember", "may_discount", "require"]


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who works here; `role` is a `Role` or the key of one of the shop's own."""

    id: int
    name: str
    role: str
    role_name: str
    rights: frozenset[Right]
    most_discount: int
    """Basis points off a line or an order without a second person."""
    has_pin: bool
    active: bool = True

    def may(self, right: Right) -> bool:
        """Whether the role allows it: what is not allowed is absent from the screen."""
        return right in self.rights


_STAFF = cast(Table, StaffRow.__table__)
_ROLE = cast(Table, RoleRow.__table__)
_ROLES: Final = Prepared(
    select(_ROLE.c.rights, _ROLE.c.most_discount)
    .join(_STAFF, _STAFF.c.role == _ROLE.c.key)
    .where(
        or_(_STAFF.c.id == bindparam("staff"), _STAFF.c.id == bindparam("approver")),
        _STAFF.c.active.is_(True),
    )
)


@lru_cache(maxsize=64)
def rights_of(told: str) -> frozenset[Right]:
    """The rights in a role's JSON; one this program does not know is left out."""
    known = set(Right)
    return frozenset(Right(right) for right in json.loads(told) if right in known)


def require(session: Session, actor: Actor, *rights: Right) -> None:
    """Raises NotAllowed unless the actor, or the approver beside the actor, has each right."""
    people = {"staff": actor.staff, "approver": actor.approver}
    held = [rights_of(row.rights) for row in _ROLES.rows(session, people)]
    if not all(any(right in one for one in held) for right in rights):
        raise NotAllowed(_("Việc này cần người có quyền. Nhờ trưởng ca hoặc chủ làm giúp."))


def may_discount(session: Session, actor: Actor, basis_points: int) -> bool:
    """Whether the actor, or the approver, may take so much off alone."""
    people = {"staff": actor.staff, "approver": actor.approver}
    return any(
        Right.DISCOUNT in rights_of(row.rights) and basis_points <= row.most_discount
        for row in _ROLES.rows(session, people)
    )


def require_reach(
    session: Session, actor: Actor, rights: frozenset[Right], most_discount: int = 0
) -> None:
    """Raises NotAllowed unless the actor has all of these: nobody hands out more than they have."""
    people = {"staff": actor.staff, "approver": actor.approver}
    rows = _ROLES.rows(session, people)
    held = frozenset[Right]().union(*(rights_of(row.rights) for row in rows))
    if rights - held or most_discount > max((row.most_discount for row in rows), default=0):
        raise NotAllowed(_("Không ai cho người khác nhiều quyền hơn mình. Nhờ chủ làm giúp."))


class Staff:
    """Who works here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def active(self) -> list[StaffMember]:
        """Everybody who can be picked at the counter, in the order of the roles."""
        with self._database.reading() as session:
            rows = session.execute(
                select(StaffRow, RoleRow)
                .join(RoleRow, RoleRow.key == StaffRow.role)
                .where(StaffRow.active.is_(True))
                .order_by(RoleRow.position, StaffRow.id)
            )
            return [_member(person, role) for person, role in rows]


def member(session: Session, person: StaffRow) -> StaffMember:
    """A person as the rooms above know one."""
    return _member(person, session.get_one(RoleRow, person.role))


def role_name(role: RoleRow) -> str:
    """What a role is called: a shop's own has a name of its own."""
    return role.name or _(ROLE_NAMES[Role(role.key)])


def _member(person: StaffRow, role: RoleRow) -> StaffMember:
    return StaffMember(
        id=person.id,
        name=person.name,
        role=role.key,
        role_name=role_name(role),
        rights=rights_of(role.rights),
        most_discount=role.most_discount,
        has_pin=person.pin_hash is not None,
        active=person.active,
    )
