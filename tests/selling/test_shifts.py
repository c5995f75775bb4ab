"""A shift opens itself with what was left, keeps its day past midnight, and is never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO, Money
from pos_app.selling.closing import Closing
from pos_app.selling.shifts import Shifts
from pos_app.selling.slips import Slips
from pos_app.shop import settings
from pos_app.shop.profile import counter_named
from pos_app.store.database import Database

MILLION = Money(1_000_000)


@pytest.fixture
def shifts(database: Database, clock: SetClock) -> Shifts:
    return Shifts(database, clock)


def journalled(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        rows = session.execute(text("SELECT kind, body FROM journal WHERE n > 1 ORDER BY n"))
        return [(kind, body) for kind, body in rows]


def kinds(database: Database) -> list[str]:
    return [kind for kind, _ in journalled(database)]


def test_the_first_look_opens_the_day(shifts: Shifts, actor: Actor, clock: SetClock) -> None:
    assert shifts.standing(actor.counter) is None
    opened = shifts.current(actor)

    assert (opened.business_day, opened.opened_at) == (date(2026, 11, 21), clock.now())
    assert (opened.title, opened.opening_float) == ("Ca chiều 21/11", ZERO)
    assert shifts.standing(actor.counter) == opened


@pytest.mark.parametrize(
    ("hours", "title"),
    [(-8, "Ca sáng 21/11"), (-3, "Ca sáng 21/11"), (0, "Ca chiều 21/11"), (4, "Ca tối 21/11")],
)
def test_a_shift_is_named_by_its_time(
    shifts: Shifts, actor: Actor, clock: SetClock, hours: int, title: str
) -> None:
    clock.moment += timedelta(hours=hours)
    assert shifts.current(actor).title == title


def test_the_day_has_one_shift(
    shifts: Shifts, actor: Actor, clock: SetClock, database: Database
) -> None:
    opened = shifts.current(actor)
    clock.advance(timedelta(hours=9))

    assert shifts.current(actor) == opened
    assert Shifts(Database(database.path), clock).current(replace(actor, staff=1)) == opened
    assert journalled(database) == [("shift.opened", '{"float":0,"left":0}')]


def test_whoever_left_opens_no_day(shifts: Shifts, actor: Actor, database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE staff SET active = 0 WHERE id = :id"), {"id": actor.staff})
    with pytest.raises(NotAllowed):
        shifts.current(actor)
    assert journalled(database) == []


def test_past_midnight_the_shift_keeps_its_day(
    shifts: Shifts, actor: Actor, clock: SetClock
) -> None:
    saturday = shifts.current(actor)
    clock.advance(timedelta(hours=13, minutes=50))  # 03:56 in the shop
    assert shifts.current(actor) == saturday

    clock.advance(timedelta(minutes=4))
    sunday = shifts.current(actor)
    assert (sunday.id != saturday.id, sunday.business_day) == (True, date(2026, 11, 22))


def test_the_hour_at_which_a_shift_is_forgotten_is_a_setting(
    shifts: Shifts, actor: Actor, clock: SetClock, database: Database
) -> None:
    with database.transaction() as session:
        settings.write(session, settings.SHIFT_END_HOUR, 7)
    saturday = shifts.current(actor)
    clock.advance(timedelta(hours=16, minutes=50))
    assert shifts.current(actor) == saturday
    clock.advance(timedelta(minutes=10))
    assert shifts.current(actor).business_day == date(2026, 11, 22)


def test_a_forgotten_shift_ends_uncounted_and_leaves_what_must_be_there(
    shifts: Shifts, actor: Actor, clock: SetClock, ids: SeededIds, database: Database
) -> None:
    forgotten, _ = shifts.open(actor, MILLION)
    actor = replace(actor, shift=forgotten.id)
    Slips(database, clock, ids).move_cash(actor, Money(-120_000), "Mua đá")
    clock.advance(timedelta(hours=20))
    today = shifts.current(actor)

    assert today.opening_float == Money(880_000)
    assert kinds(database) == ["shift.opened", "slip.written", "shift.closed", "shift.opened"]
    with database.reading() as session:
        ends = session.execute(text("SELECT shift_id, z_number, reason FROM shift_close")).all()
    assert [tuple(end) for end in ends] == [(forgotten.id, 1, "uncounted")]


def test_the_float_is_counted_once_and_until_money_moves(
    shifts: Shifts, actor: Actor, clock: SetClock, ids: SeededIds, database: Database
) -> None:
    itself = shifts.current(actor)
    assert shifts.float_is_open(itself.id)
    counted, _ = shifts.open(actor, MILLION)
    assert (counted.id, counted.opening_float) == (itself.id, MILLION)
    assert journalled(database)[-1] == ("shift.float", '{"after":1000000,"before":0}')

    Slips(database, clock, ids).move_cash(
        replace(actor, shift=itself.id), Money(50_000), "Đổi tiền lẻ"
    )
    assert not shifts.float_is_open(itself.id)
    with pytest.raises(Stale, match="tiền đầu ca"):
        shifts.open(actor, ZERO)
    assert shifts.current(actor).opening_float == MILLION


@pytest.mark.parametrize("amount", [Money(-1), Money(10**11 + 1)])
def test_an_impossible_float_is_refused(shifts: Shifts, actor: Actor, amount: Money) -> None:
    with pytest.raises(BadInput, match="Tiền đầu ca"):
        shifts.open(actor, amount)
    assert shifts.standing(actor.counter) is None


def test_the_next_shift_begins_with_what_was_counted(
    shifts: Shifts, actor: Actor, clock: SetClock, database: Database
) -> None:
    morning, _ = shifts.open(actor, MILLION)
    closing = Closing(database, clock)
    closing.lock(actor, morning.id, {500_000: 1, 200_000: 2, 50_000: 1}, None)

    assert shifts.left(actor.counter) == Money(950_000)
    assert shifts.current(actor).opening_float == Money(950_000)


def test_a_clock_set_back_opens_nothing(
    shifts: Shifts, actor: Actor, clock: SetClock, database: Database
) -> None:
    opened = shifts.current(actor)
    clock.moment -= timedelta(days=3)

    assert shifts.current(actor) == opened
    assert kinds(database) == ["shift.opened"]


def test_each_counter_has_its_own_drawer(shifts: Shifts, actor: Actor, database: Database) -> None:
    with database.transaction() as session:
        second = counter_named(session, "Quầy 2")

    shifts.open(actor, MILLION)
    other = shifts.current(replace(actor, counter=second))
    assert (other.id != shifts.current(actor).id, other.opening_float) == (True, ZERO)
