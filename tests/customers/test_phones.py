"""Numbers as people write and say them, and what happens when somebody else answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.customers import phones
from pos_app.customers.directory import Directory, NewCustomer
from pos_app.models.customers import CustomerPhone
from pos_app.models.journal import JournalEntry
from pos_app.store.database import Database
from tests.customers.conftest import Enrol


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0901 234 567", True),
        ("+84 (90) 123-45.67", True),
        ("4567", True),
        ("9", True),
        ("", False),
        (" ", False),
        ("+", False),
        ("ngoc", False),
        ("ngoc 4567", False),
        ("٤٥٦٧", False),
    ],
)
def test_a_search_is_a_number_or_a_name(typed: str, number: bool) -> None:
    assert phones.is_number(typed) is number


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("0", "+84"),
        ("0901", "+84901"),
        ("09 01", "+84901"),
        ("901", "+84901"),
        ("84901", "+84901"),
        ("+84 901", "+84901"),
        ("0084901", "+84901"),
        ("+1 415", "+1415"),
        ("028", "+8428"),
    ],
)
def test_the_beginning_of_a_number_is_understood(typed: str, start: str) -> None:
    assert phones._international(typed) == start


@given(st.text("0123456789 .()-", min_size=1, max_size=12))
def test_no_beginning_leaves_the_alphabet_of_numbers(typed: str) -> None:
    plus, digits = phones._international(typed)[0], phones._international(typed)[1:]

    assert plus == "+"
    assert digits.isdigit() or not digits


def test_a_wrong_number_tells_who_else_is_known_by_it(
    directory: Directory, enrol: Enrol, database: Database, clock: SetClock, actor: Actor
) -> None:
    mother = enrol("Phạm Thị Hoa", "0901 234 567")
    son, _ = directory.create(
        actor, NewCustomer("0901 234 567", "Phạm Minh Đức", shares_phone=True)
    )
    with database.transaction() as session:
        assert phones.mark_wrong(session, clock, actor, son.id, "+84901234567") == [mother.id]
        assert phones.holders(session, "+84901234567") == [mother.id]
        assert phones.mark_wrong(session, clock, actor, son.id, "+84901234567") == [mother.id]
        assert phones.mark_wrong(session, clock, actor, son.id, "+84909999999") == []
        entries = session.scalars(select(JournalEntry.kind).order_by(JournalEntry.n)).all()
    assert entries.count("customer.phone_wrong") == 1, "what was known before is no news"


def test_several_numbers_find_one_person_and_a_wrong_one_does_not(
    directory: Directory, enrol: Enrol, database: Database, clock: SetClock, actor: Actor
) -> None:
    lan = enrol("Lê Thị Lan", "0901 111 111")
    with database.transaction() as session:
        session.add(CustomerPhone(**phones.row(lan.id, "+84903333333")))
    assert directory.find("0903333333") == directory.find("0901111111") == [lan]

    with database.transaction() as session:
        phones.mark_wrong(session, clock, actor, lan.id, "+84901111111")
    assert directory.get(lan.id).phone == "+84903333333"
    assert directory.find("0901111111") == []
    newcomer = enrol("Người Mới", "0901 111 111")
    assert directory.find("1111") == [newcomer], "the number is free for whoever really has it"
