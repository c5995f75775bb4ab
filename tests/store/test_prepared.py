"""Prepared statements speak the house's types and fail like every other statement."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final, cast

import pytest
from sqlalchemy import Table, bindparam, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from pos_app.basics.money import Money
from pos_app.models.shop import Counter, Shift, Staff
from pos_app.store.database import Database
from pos_app.store.errors import ShopBusy
from pos_app.store.prepared import Prepared, adding

SHIFT: Final = cast(Table, Shift.__table__)
STAFF: Final = cast(Table, Staff.__table__)
MORNING: Final = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)

OPEN = Prepared(adding(SHIFT).returning(SHIFT.c.id, SHIFT.c.opening_float))
FLOATS = Prepared(
    select(SHIFT.c.opened_at, SHIFT.c.business_day, SHIFT.c.opening_float, SHIFT.c.closed_at)
    .where(SHIFT.c.opening_float >= bindparam("least"), SHIFT.c.closed_at.is_(None))
    .order_by(SHIFT.c.id)
)
HIRE = Prepared(adding(STAFF))
NAMES = Prepared(select(STAFF.c.name, STAFF.c.active).order_by(STAFF.c.id))


@pytest.fixture
def shifts(database: Database) -> Database:
    """Three shifts with floats of one, two and three million."""
    with database.transaction() as session:
        counter = Counter(name="Quầy đo")
        session.add(counter)
        session.flush()
        for number in (1, 2, 3):
            OPEN.row(session, shift(counter.id, Money(number * 1_000_000)))
    return database


def shift(counter: int, opening: Money) -> dict[str, Any]:
    told = dict.fromkeys(SHIFT.columns.keys()) | {"counter_id": counter, "staff_id": 1}
    return told | {
        "name": "",
        "opening_float": opening,
        "opened_at": MORNING,
        "business_day": date(2026, 11, 21),
    }


def test_rows_come_back_as_the_house_spells_them(shifts: Database) -> None:
    with shifts.reading() as session:
        found = FLOATS.rows(session, {"least": Money(2_000_000)})
    assert [row.opening_float for row in found] == [Money(2_000_000), Money(3_000_000)]
    assert (found[0].opened_at, found[0].business_day) == (MORNING, date(2026, 11, 21))
    assert found[0].closed_at is None


def test_what_was_written_is_told(shifts: Database) -> None:
    with shifts.transaction() as session:
        told = OPEN.row(session, shift(1, Money(5_000)))
        assert told == (4, Money(5_000))
        assert FLOATS.value(session, {"least": Money(0)}) == MORNING
        assert FLOATS.row(session, {"least": Money(9_000_000)}) is None
        assert FLOATS.value(session, {"least": Money(9_000_000)}) is None
        raised = Prepared(
            update(SHIFT)
            .where(SHIFT.c.opening_float > Money(1_000_000))
            .values(opening_float=SHIFT.c.opening_float + bindparam("more"))
        )
        assert raised.run(session, {"more": Money(1)}) == 2


def test_many_rows_go_in_at_once_and_none_is_no_trouble(database: Database) -> None:
    people = [
        {"name": name, "role": "cashier", "active": name != "Yến", "pin_hash": None}
        for name in ("Hà", "Yến")
    ]
    with database.transaction() as session:
        HIRE.run_all(session, people)
        HIRE.run_all(session, [])
        told = {row.name: row.active for row in NAMES.rows(session, {})}
    assert (told["Hà"], told["Yến"]) == (True, False)


def test_whoever_stops_early_leaves_nothing_open(shifts: Database) -> None:
    with shifts.transaction() as session:
        floats = FLOATS.each(session, {"least": Money(0)})
        assert next(floats).opening_float == Money(1_000_000)
        floats.close()
        Prepared(text("DROP TABLE journal")).run(session, {})  # locked while a row is being read
        session.rollback()


def test_a_second_person_of_a_name_is_refused_as_everywhere(database: Database) -> None:
    person = {"name": "Hà", "role": "cashier", "active": True, "pin_hash": None}
    with database.transaction() as session:
        HIRE.run(session, person)
    with pytest.raises(IntegrityError), database.transaction() as session:
        HIRE.run(session, person)
    with pytest.raises(IntegrityError), database.transaction() as session:
        HIRE.run_all(session, [person])


def test_a_file_that_somebody_holds_is_told_in_the_shops_words(database: Database) -> None:
    other = Database(database.path, busy_ms=1)
    person = {"name": "Hà", "role": "cashier", "active": True, "pin_hash": None}
    with database.transaction():
        with pytest.raises(ShopBusy), other.reading() as session:
            HIRE.run(session, person)
    other.close()


def test_a_list_of_no_fixed_length_is_no_statement(database: Database) -> None:
    listed = Prepared(select(STAFF.c.id).where(STAFF.c.id.in_([1, 2])))
    with pytest.raises(OperationalError), database.reading() as session:
        listed.rows(session, {})
