"""The people of the shop and what their roles allow, changed one step at a time.

Nobody hands out more than they have themselves, and one active owner always stays: the owner's
role is fixed, so that somebody can always put things right.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.text import clean
from pos_app.models.shop import Role as RoleRow
from pos_app.models.shop import Staff as StaffRow
from pos_app.shop.staff import (
    Right,
    Role,
    StaffMember,
    member,
    require,
    require_reach,
    rights_of,
    role_name,
)
from pos_app.store import journal
from pos_app.store.canonical import Value
from pos_app.store.database import Database

LONGEST_NAME: Final = 60
ALL: Final = 10_000
"""Basis points: no limit."""


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What people of one kind may do."""

    key: str
    name: str
    rights: frozenset[Right]
    most_discount: int
    """Basis points; 10000 is no limit."""
    own: bool
    """Made by this shop, so it can be renamed and removed."""
    people: int
    """Who has it, those who left included."""

    @property
    def fixed(self) -> bool:
        """The owner's role: it allows everything and stays so."""
        return self.key == Role.OWNER


class Roster:
    """Who works here in which role. Every change needs Right.STAFF."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def everybody(self) -> list[StaffMember]:
        """All people, those who left at the end."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(StaffRow)
                .join(RoleRow, RoleRow.key == StaffRow.role)
                .order_by(StaffRow.active.desc(), RoleRow.position, StaffRow.id)
            )
            return [member(session, row) for row in rows]

    def roles(self) -> list[RoleCard]:
        """All roles in their order, the shop's own last."""
        with self._database.reading() as session:
            rows = session.scalars(select(RoleRow).order_by(RoleRow.position, RoleRow.key))
            return [_card(session, row) for row in rows]

    def add(self, actor: Actor, name: str, role: str) -> tuple[StaffMember, Changes]:
        """Somebody new. Raises BadInput for an empty, long or known name."""
        with self._database.transaction() as session:
            self._within(session, actor, _role(session, role))
            row = StaffRow(name=_new_name(session, name), role=role, active=True, pin_hash=None)
            session.add(row)
            session.flush()
            self._note(session, actor, "staff.added", row.id, {"role": role})
            return member(session, row), Changes.STAFF

    def rename(self, actor: Actor, staff_id: int, name: str) -> tuple[StaffMember, Changes]:
        """Another name for the same person."""
        with self._database.transaction() as session:
            row = self._person(session, actor, staff_id)
            row.name = _new_name(session, name, besides=staff_id)
            self._note(session, actor, "staff.renamed", staff_id, {})
            return member(session, row), Changes.STAFF

    def give_role(self, actor: Actor, staff_id: int, role: str) -> tuple[StaffMember, Changes]:
        """Another role; BadInput when the last owner would be gone."""
        with self._database.transaction() as session:
            row = self._person(session, actor, staff_id)
            self._within(session, actor, _role(session, role))
            before, row.role = row.role, role
            _require_an_owner(session)
            body = {"before": before, "role": role}
            self._note(session, actor, "staff.role_given", staff_id, body)
            return member(session, row), Changes.STAFF

    def set_active(
        self, actor: Actor, staff_id: int, *, active: bool
    ) -> tuple[StaffMember, Changes]:
        """Somebody left or came back; their name stays on everything they did."""
        with self._database.transaction() as session:
            row = self._person(session, actor, staff_id)
            if staff_id == actor.staff:
                raise BadInput(_("Việc này người khác làm giúp, không tự làm cho mình."))
            row.active = active
            _require_an_owner(session)
            self._note(session, actor, "staff.came" if active else "staff.left", staff_id, {})
            return member(session, row), Changes.STAFF

    def add_role(self, actor: Actor, name: str, like: str) -> tuple[RoleCard, Changes]:
        """A role of the shop's own that begins with the rights of another one."""
        with self._database.transaction() as session:
            model = _role(session, like)
            self._within(session, actor, model)
            last = session.scalar(select(func.max(RoleRow.position))) or 0
            row = RoleRow(
                key=f"own-{secrets.token_hex(4)}",
                name=_new_role_name(session, name),
                rights=model.rights,
                most_discount=model.most_discount,
                position=last + 1,
            )
            session.add(row)
            session.flush()
            self._note(session, actor, "role.added", row.key, {"like": like})
            return _card(session, row), Changes.STAFF

    def rename_role(self, actor: Actor, key: str, name: str) -> tuple[RoleCard, Changes]:
        """Another name for a role of the shop's own."""
        with self._database.transaction() as session:
            row = self._own_role(session, actor, key)
            row.name = _new_role_name(session, name, besides=key)
            self._note(session, actor, "role.renamed", key, {})
            return _card(session, row), Changes.STAFF

    def set_right(
        self, actor: Actor, key: str, right: Right, *, on: bool
    ) -> tuple[RoleCard, Changes]:
        """One switch of a role, for everybody who has it."""
        with self._database.transaction() as session:
            row = self._open_role(session, actor, key)
            require_reach(session, actor, frozenset((right,)))
            rights = rights_of(row.rights)
            row.rights = _spelled(rights | {right} if on else rights - {right})
            self._note(session, actor, "role.right_set", key, {"right": right.value, "on": on})
            return _card(session, row), Changes.STAFF

    def set_most_discount(
        self, actor: Actor, key: str, basis_points: int
    ) -> tuple[RoleCard, Changes]:
        """How much the role takes off alone; 0 to 10000 basis points."""
        if not 0 <= basis_points <= ALL:
            raise BadInput(_("Mức giảm từ 0 đến 100 %."))
        with self._database.transaction() as session:
            row = self._open_role(session, actor, key)
            require_reach(session, actor, frozenset(), basis_points)
            row.most_discount = basis_points
            self._note(session, actor, "role.discount_set", key, {"most": basis_points})
            return _card(session, row), Changes.STAFF

    def remove_role(self, actor: Actor, key: str) -> Changes:
        """Takes away a role that nobody ever had or has."""
        with self._database.transaction() as session:
            row = self._own_role(session, actor, key)
            if _card(session, row).people:
                raise BadInput(_("Còn người giữ vai trò này. Đổi vai trò của họ trước."))
            session.delete(row)
            self._note(session, actor, "role.removed", key, {})
        return Changes.STAFF

    # what may be changed

    def _person(self, session: Session, actor: Actor, staff_id: int) -> StaffRow:
        require(session, actor, Right.STAFF)
        row = session.get(StaffRow, staff_id)
        if row is None:
            raise BadInput(_("Người này không còn làm ở đây."))
        self._within(session, actor, _role(session, row.role))
        return row

    def _within(self, session: Session, actor: Actor, role: RoleRow) -> None:
        require(session, actor, Right.STAFF)
        require_reach(session, actor, rights_of(role.rights), role.most_discount)

    def _open_role(self, session: Session, actor: Actor, key: str) -> RoleRow:
        row = _role(session, key)
        self._within(session, actor, row)
        if key == Role.OWNER:
            raise BadInput(_("Vai trò chủ luôn làm được mọi việc, không đổi được."))
        return row

    def _own_role(self, session: Session, actor: Actor, key: str) -> RoleRow:
        row = self._open_role(session, actor, key)
        if not row.name:
            raise BadInput(_("Vai trò có sẵn không đổi tên, không xóa được."))
        return row

    def _note(
        self, session: Session, actor: Actor, kind: str, subject: object, body: Mapping[str, Value]
    ) -> None:
        journal.append(session, self._clock, actor, kind, str(subject), body)


def _role(session: Session, key: str) -> RoleRow:
    row = session.get(RoleRow, key)
    if row is None:
        raise BadInput(_("Vai trò này không còn."))
    return row


def _card(session: Session, row: RoleRow) -> RoleCard:
    having = select(func.count()).select_from(StaffRow).where(StaffRow.role == row.key)
    return RoleCard(
        key=row.key,
        name=role_name(row),
        rights=rights_of(row.rights),
        most_discount=row.most_discount,
        own=bool(row.name),
        people=session.scalar(having) or 0,
    )


def _spelled(rights: Iterable[Right]) -> str:
    """As the file keeps them, in the order of the declaration."""
    held = set(rights)
    return json.dumps([right.value for right in Right if right in held])


def _require_an_owner(session: Session) -> None:
    session.flush()
    owners = select(StaffRow.id).where(StaffRow.role == Role.OWNER, StaffRow.active.is_(True))
    if session.scalars(owners).first() is None:
        raise BadInput(_("Cửa hàng luôn cần một người chủ. Thêm chủ khác trước."))


def _new_name(session: Session, name: str, besides: int = 0) -> str:
    others = select(StaffRow.name).where(StaffRow.id != besides)
    return _unlike(
        name, session.scalars(others), _("Đã có người tên {name}. Thêm họ hay biệt danh.")
    )


def _new_role_name(session: Session, name: str, besides: str = "") -> str:
    others = [role_name(row) for row in session.scalars(select(RoleRow)) if row.key != besides]
    return _unlike(name, others, _("Đã có vai trò tên {name}. Đặt tên khác."))


def _unlike(name: str, others: Iterable[str], taken: str) -> str:
    neat = clean(name)
    if not neat:
        raise BadInput(_("Chưa có tên."))
    if len(neat) > LONGEST_NAME:
        raise BadInput(_("Tên dài nhất {most} chữ.").format(most=LONGEST_NAME))
    if neat.casefold() in map(str.casefold, others):
        raise BadInput(taken.format(name=neat))
    return neat
