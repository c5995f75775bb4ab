"""People come, change and leave; roles are set switch by switch; one owner always stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.shop.roster import Roster
from pos_app.shop.staff import Right, Role, Staff, may_discount, require
from pos_app.store.database import Database

OWNER, CASHIER = 1, 2


@pytest.fixture
def roster(database: Database, clock: SetClock) -> Roster:
    return Roster(database, clock)


def kinds(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.execute(text("SELECT kind FROM journal ORDER BY n")).scalars())[1:]


def test_somebody_comes_is_renamed_rises_leaves_and_comes_back(
    roster: Roster, owner: Actor, database: Database
) -> None:
    hai, changes = roster.add(owner, "  Anh   Hải ", Role.CASHIER)
    assert (hai.name, hai.role_name, changes) == ("Anh Hải", "Thu ngân", Changes.STAFF)
    assert roster.rename(owner, hai.id, "Lê Văn Hải")[0].name == "Lê Văn Hải"
    assert roster.give_role(owner, hai.id, Role.LEAD)[0].may(Right.VOID)
    assert not roster.set_active(owner, hai.id, active=False)[0].active
    assert hai.id not in [one.id for one in Staff(database).active()]
    assert [one.name for one in roster.everybody()][-1] == "Lê Văn Hải"
    assert roster.set_active(owner, hai.id, active=True)[0].active
    assert kinds(database) == [
        "staff.added",
        "staff.renamed",
        "staff.role_given",
        "staff.left",
        "staff.came",
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Chưa có tên"),
        (" \t ", "Chưa có tên"),
        ("thảo", "Đã có người tên thảo"),
        ("Tr" * 31, "dài nhất 60"),
    ],
)
def test_a_name_is_its_own(roster: Roster, owner: Actor, name: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        roster.add(owner, name, Role.CASHIER)
    with pytest.raises(BadInput, match=why):
        roster.rename(owner, OWNER, name)


def test_names_that_differ_by_an_accent_are_two_people(roster: Roster, owner: Actor) -> None:
    assert roster.add(owner, "Thao", Role.CASHIER)[0].name == "Thao"
    assert roster.rename(owner, CASHIER, "THẢO")[0].name == "THẢO"


def test_the_last_owner_stays(roster: Roster, owner: Actor) -> None:
    with pytest.raises(BadInput, match="luôn cần một người chủ"):
        roster.give_role(owner, OWNER, Role.LEAD)
    second, _ = roster.add(owner, "Cô Tư", Role.OWNER)
    other = Actor(second.id, 1)
    roster.set_active(other, OWNER, active=False)
    with pytest.raises(NotAllowed):
        roster.set_active(owner, second.id, active=False)
    with pytest.raises(BadInput, match="người khác"):
        roster.set_active(other, second.id, active=False)
    with pytest.raises(BadInput, match="luôn cần một người chủ"):
        roster.give_role(other, second.id, Role.CASHIER)


def test_the_owners_role_allows_everything_for_ever(roster: Roster, owner: Actor) -> None:
    for right in Right:
        with pytest.raises(BadInput, match="Vai trò chủ"):
            roster.set_right(owner, Role.OWNER, right, on=False)
    with pytest.raises(BadInput, match="Vai trò chủ"):
        roster.set_most_discount(owner, Role.OWNER, 0)
    assert next(one for one in roster.roles() if one.fixed).rights == set(Right)


def test_a_role_of_ones_own_switch_by_switch(
    roster: Roster, owner: Actor, actor: Actor, database: Database
) -> None:
    card, _ = roster.add_role(owner, "Bán hàng tối", Role.CASHIER)
    assert card.own
    roster.give_role(owner, CASHIER, card.key)
    for right in Right:
        for on in (True, False):
            set_to, _ = roster.set_right(owner, card.key, right, on=on)
            assert (right in set_to.rights) is on
            with database.reading() as session:
                if on:
                    require(session, actor, right)
                else:
                    with pytest.raises(NotAllowed):
                        require(session, actor, right)
    assert roster.rename_role(owner, card.key, "Ca tối")[0].name == "Ca tối"
    with pytest.raises(BadInput, match="Còn người giữ"):
        roster.remove_role(owner, card.key)
    roster.give_role(owner, CASHIER, Role.CASHIER)
    roster.remove_role(owner, card.key)
    assert card.key not in [one.key for one in roster.roles()]


def test_how_much_a_role_takes_off_alone(
    roster: Roster, owner: Actor, actor: Actor, database: Database
) -> None:
    roster.set_most_discount(owner, Role.CASHIER, 750)
    with database.reading() as session:
        assert may_discount(session, actor, 750)
        assert not may_discount(session, actor, 751)
    for wrong in (-1, 10_001):
        with pytest.raises(BadInput, match="0 đến 100"):
            roster.set_most_discount(owner, Role.CASHIER, wrong)


def test_the_houses_roles_keep_their_names(roster: Roster, owner: Actor) -> None:
    for key in (Role.CASHIER, Role.LEAD):
        with pytest.raises(BadInput, match="Vai trò có sẵn"):
            roster.rename_role(owner, key, "Khác")
        with pytest.raises(BadInput, match="Vai trò có sẵn"):
            roster.remove_role(owner, key)
    for name in ("Thu ngân", "chủ"):
        with pytest.raises(BadInput, match="Đã có vai trò"):
            roster.add_role(owner, name, Role.CASHIER)


def test_nobody_hands_out_more_than_they_have(roster: Roster, owner: Actor, actor: Actor) -> None:
    """A manager who may change staff stays below the owner."""
    manager, _ = roster.add_role(owner, "Quản lý", Role.LEAD)
    roster.set_right(owner, manager.key, Right.STAFF, on=True)
    roster.give_role(owner, CASHIER, manager.key)
    forbidden: list[Callable[[], object]] = [
        lambda: roster.add(actor, "Bạn", Role.OWNER),
        lambda: roster.give_role(actor, CASHIER, Role.OWNER),
        lambda: roster.give_role(actor, OWNER, Role.CASHIER),
        lambda: roster.rename(actor, OWNER, "Ai đó"),
        lambda: roster.set_active(actor, OWNER, active=False),
        lambda: roster.add_role(actor, "Như chủ", Role.OWNER),
        lambda: roster.set_right(actor, manager.key, Right.SETTINGS, on=True),
        lambda: roster.set_most_discount(actor, manager.key, 10_000),
    ]
    for deed in forbidden:
        with pytest.raises(NotAllowed, match="nhiều quyền hơn mình"):
            deed()
    assert roster.add(actor, "Em Lan", Role.CASHIER)[0].role == Role.CASHIER


def test_whoever_may_not_changes_nothing(
    roster: Roster, owner: Actor, actor: Actor, database: Database
) -> None:
    card, _ = roster.add_role(owner, "Tạm", Role.CASHIER)
    forbidden: list[Callable[[], object]] = [
        lambda: roster.add(actor, "Bạn", Role.CASHIER),
        lambda: roster.rename(actor, CASHIER, "Bạn"),
        lambda: roster.give_role(actor, CASHIER, card.key),
        lambda: roster.set_active(actor, CASHIER, active=False),
        lambda: roster.add_role(actor, "Khác", Role.CASHIER),
        lambda: roster.rename_role(actor, card.key, "Khác"),
        lambda: roster.set_right(actor, card.key, Right.SELL, on=False),
        lambda: roster.set_most_discount(actor, card.key, 0),
        lambda: roster.remove_role(actor, card.key),
    ]
    for deed in forbidden:
        with pytest.raises(NotAllowed):
            deed()
    assert kinds(database) == ["role.added"]
