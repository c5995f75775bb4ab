"""Who works here, what their role allows, and what an approver lends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.errors import NotAllowed
from pos_app.shop.staff import Right, Role, Staff, require
from pos_app.store.database import Database

AT_THE_COUNTER = {
    Right.SELL,
    Right.DISCOUNT,
    Right.SET_PRICE,
    Right.ADD_PRODUCT,
    Right.CONFIRM_TRANSFER,
    Right.RETURN,
    Right.ATTACH_CUSTOMER,
    Right.SELL_ON_ACCOUNT,
    Right.COLLECT_DEBT,
    Right.DELIVERY,
    Right.OPEN_DRAWER,
    Right.MOVE_CASH,
    Right.CLOSE_SHIFT,
    Right.EDIT_CUSTOMER,
    Right.CARE,
}
"""What a cashier may do alone."""


def test_cashiers_stand_before_the_owner(database: Database) -> None:
    people = Staff(database).active()
    assert [(one.name, one.role) for one in people] == [
        ("Thảo", Role.CASHIER),
        ("Trần Thị Mai", Role.OWNER),
    ]


@pytest.mark.parametrize("right", Right)
def test_what_a_role_allows(database: Database, actor: Actor, owner: Actor, right: Right) -> None:
    with database.reading() as session:
        require(session, owner, right)
        if right in AT_THE_COUNTER:
            require(session, actor, right)
        else:
            with pytest.raises(NotAllowed):
                require(session, actor, right)
        require(session, replace(actor, approver=owner.staff), right)
    for person in Staff(database).active():
        assert person.may(right) is (person.role == Role.OWNER or right in AT_THE_COUNTER)


def test_whoever_left_may_nothing_and_lends_nothing(database: Database, actor: Actor) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE staff SET active = 0"))
    with database.reading() as session:
        for right in Right:
            with pytest.raises(NotAllowed, match="Nhờ trưởng ca hoặc chủ"):
                require(session, replace(actor, approver=1), right)
    assert Staff(database).active() == []
