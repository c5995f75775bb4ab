"""A shift opens itself in the morning and closes the one that was left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import NotAllowed
from pos_app.selling.shifts import Shifts
from pos_app.shop.profile import counter_named
from pos_app.store.database import Database


@pytest.fixture
def shifts(database: Database, clock: SetClock) -> Shifts:
    return Shifts(database, clock)


def journalled(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(text("SELECT kind FROM journal WHERE n > 1 ORDER BY n")))


def test_the_first_look_opens_the_day(shifts: Shifts, actor: Actor, clock: SetClock) -> None:
    opened = shifts.current(actor)

    assert (opened.business_day, opened.opened_at) == (date(2026, 11, 21), clock.now())


def test_the_day_has_one_shift(
    shifts: Shifts, actor: Actor, clock: SetClock, database: Database
) -> None:
    opened = shifts.current(actor)
    clock.advance(timedelta(hours=9))

    assert shifts.current(actor) == opened
    assert Shifts(Database(database.path), clock).current(replace(actor, staff=1)) == opened
    assert journalled(database) == ["shift.opened"]


def test_whoever_left_opens_no_day(shifts: Shifts, actor: Actor, database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE staff SET active = 0 WHERE id = :id"), {"id": actor.staff})
    with pytest.raises(NotAllowed):
        shifts.current(actor)
    assert journalled(database) == []


def test_the_next_day_closes_what_was_left_open(
    shifts: Shifts, actor: Actor, clock: SetClock, database: Database
) -> None:
    yesterday = shifts.current(actor)
    clock.advance(timedelta(hours=10))  # 00:06 in the shop, still Saturday in UTC
    today = shifts.current(actor)

    assert today.id != yesterday.id
    assert today.business_day == date(2026, 11, 22)
    assert journalled(database) == ["shift.opened", "shift.closed", "shift.opened"]
    with database.reading() as session:
        ends = session.execute(text("SELECT id, closed_at IS NULL FROM shift ORDER BY id")).all()
    assert [tuple(end) for end in ends] == [(yesterday.id, 0), (today.id, 1)]


def test_a_clock_set_back_opens_nothing(
    shifts: Shifts, actor: Actor, clock: SetClock, database: Database
) -> None:
    opened = shifts.current(actor)
    clock.moment -= timedelta(days=3)

    assert shifts.current(actor) == opened
    assert journalled(database) == ["shift.opened"]


def test_each_counter_has_its_own_drawer(shifts: Shifts, actor: Actor, database: Database) -> None:
    with database.transaction() as session:
        second = counter_named(session, "Quầy 2")

    assert shifts.current(actor).id != shifts.current(replace(actor, counter=second)).id
