"""People who come with a history: enrolled in bulk, once each, with card and account."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from pos_app.basics.errors import BadInput
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO
from pos_app.customers import checks, records
from pos_app.customers.address import Form
from pos_app.customers.enrolment import Origin, Person, enrol, names
from pos_app.models.customers import Customer
from pos_app.models.journal import JournalEntry
from pos_app.store import check
from pos_app.store.database import Database
from tests.fixtures import SATURDAY


@pytest.mark.parametrize(
    ("name", "given", "cleaned"),
    [
        ("Nguyễn Thị Hồng Ngọc", "", ("Nguyễn Thị Hồng Ngọc", "Ngọc")),
        ("  Trần   Bảo\tNgọc ", "Bảo  Ngọc", ("Trần Bảo Ngọc", "Bảo Ngọc")),
        ("Bảy", "", ("Bảy", "Bảy")),
        ("Lan", "--", ("Lan", "Lan")),
        ("Lan\u202e", "", ("Lan", "Lan")),
    ],
)
def test_names_are_cleaned_and_the_last_word_is_the_given_name(
    name: str, given: str, cleaned: tuple[str, str]
) -> None:
    assert names(name, given) == cleaned


def test_a_name_needs_a_letter() -> None:
    with pytest.raises(BadInput, match="Chưa có tên khách"):
        names("\u200b…")


def test_an_imported_person_keeps_the_day_and_the_id_of_the_old_system(
    database: Database, ids: SeededIds
) -> None:
    person = Person(
        "Khách 00004",
        "00004",
        origin=Origin.IMPORT,
        external="cdnow:00004",
        joined_on=date(1997, 1, 1),
    )
    with database.transaction() as session:
        customer_id = enrol(session, ids, SATURDAY, person)

        row = session.get_one(Customer, customer_id)
        assert (row.external, row.origin) == ("cdnow:00004", "import")
        customer = records.one(session, customer_id)
        assert session.scalar(select(func.count(JournalEntry.n))) == 1, "the shop's founding"
    assert (customer.joined_on, customer.form) == (date(1997, 1, 1), Form.QUY_KHACH)
    assert (customer.phone, customer.spent, customer.called) == ("", ZERO, "quý khách")


def test_a_whole_history_is_complete(database: Database, ids: SeededIds) -> None:
    with database.transaction() as session:
        made = [
            enrol(session, ids, SATURDAY, Person(f"Người {n}", str(n), e164=f"+8490000{n:04d}"))
            for n in range(200)
        ]
        people = records.load(session, made)

    assert [person.id for person in people] == made
    assert len({person.card for person in people}) == len({person.uid for person in people}) == 200
    assert check.run(database, checks.CHECKS) == []


def test_ids_that_were_never_given_are_left_out(database: Database) -> None:
    with database.reading() as session:
        assert records.load(session, [1, 2]) == records.load(session, []) == []
