"""The best fit stands first, and a regular is found among ten thousand people of one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from pos_app.basics.actor import Actor
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.text import fold
from pos_app.customers import enrolment, search
from pos_app.customers.directory import Directory
from pos_app.customers.enrolment import Person
from pos_app.models.loyalty import Account
from pos_app.store.database import Database
from tests.customers.conftest import Buy, Enrol
from tests.fixtures import SATURDAY


def given_names(directory: Directory, typed: str) -> list[str]:
    return [person.name for person in directory.find(typed)]


def test_given_names_come_first_then_who_buys_most(
    directory: Directory, enrol: Enrol, buy: Buy
) -> None:
    for name, spent in (
        ("Hoa Văn Sơn", 9_000_000),
        ("Trần Thị Hoa", 1_000),
        ("Lê Thị Hoa", 5_000_000),
        ("Ngô Hoàng", 8_000_000),
        ("Hoàng Văn Tư", 0),
    ):
        buy(enrol(name), spent)

    assert given_names(directory, "hoa") == [
        "Lê Thị Hoa",
        "Trần Thị Hoa",
        "Ngô Hoàng",
        "Hoa Văn Sơn",
        "Hoàng Văn Tư",
    ]


def test_a_given_name_of_two_words_counts_as_given_in_both(
    directory: Directory, enrol: Enrol, actor: Actor, buy: Buy
) -> None:
    bao_ngoc = enrol("Trần Bảo Ngọc")
    directory.rename(actor, bao_ngoc.id, "Trần Bảo Ngọc", "Bảo Ngọc")
    buy(enrol("Bảo Văn Lâm"), 9_000_000)

    assert given_names(directory, "bao") == ["Trần Bảo Ngọc", "Bảo Văn Lâm"]


def test_four_digits_are_an_end_first_then_a_beginning(
    directory: Directory, enrol: Enrol, buy: Buy
) -> None:
    beginning = enrol("An", "0912 345 678")
    ending = enrol("Bình", "0901 230 912")
    regular = enrol("Chi", "0903 450 912")
    buy(regular, 1_000_000)
    buy(beginning, 9_000_000)

    assert [one.id for one in directory.find("0912")] == [regular.id, ending.id, beginning.id]
    assert [one.id for one in directory.find("0912", limit=1)] == [regular.id]


def test_a_regular_is_found_behind_thousands_of_the_same_name(
    directory: Directory, enrol: Enrol, buy: Buy, database: Database, ids: SeededIds
) -> None:
    with database.transaction() as session:
        for _ in range(search.CANDIDATES + 50):
            enrolment.enrol(session, ids, SATURDAY, Person("Nguyễn Văn An", "An"))
    regular = enrol("Nguyễn Thị Hồng Ngọc")
    stranger = enrol("Nguyễn Thị Ánh")
    buy(regular, 2_000_000)

    found = directory.find("nguyen")

    assert found[0].id == regular.id, "bought lately, so looked at besides the first hits"
    assert stranger.id not in [person.id for person in found]
    assert directory.find("nguyen thi a")[0].id == stranger.id
    assert len(directory.find("nguyen", limit=5)) == 5


def test_equals_stand_in_the_order_of_their_enrolment(directory: Directory, enrol: Enrol) -> None:
    people = [enrol("Lê Văn Nam") for _ in range(4)]

    assert directory.find("nam") == people


def test_spending_breaks_ties_at_once(
    directory: Directory, enrol: Enrol, database: Database
) -> None:
    _, second = enrol("Lê Văn Nam"), enrol("Lê Văn Nam")
    with database.transaction() as session:
        session.execute(
            update(Account).where(Account.customer_id == second.id).values(spent=Money(1))
        )

    assert directory.find("nam")[0].id == second.id


@pytest.mark.parametrize(
    ("name", "called", "words"),
    [
        ("Nguyễn Thị Hồng Ngọc", "Ngọc", "nguyen thi hong ngoc"),
        ("Trần Bảo Ngọc", "Bảo Ngọc", "tran bao ngoc"),
        ("Nguyễn Văn Hùng", "Tư Râu", "nguyen van hung tu rau"),
        ("Đặng Thị Ánh", "Ánh", "dang thi anh"),
        ("Lý Thanh", "Anh", "ly thanh anh"),
        ("Bảy", "Bảy", "bay"),
    ],
)
def test_people_are_indexed_by_full_and_given_name(name: str, called: str, words: str) -> None:
    assert search.words_of(name, called) == words


NAMES = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ÁẠẢÃẦẤẬỂỄỘỚỢỬỮỲÝĐ", min_size=1, max_size=30)


@given(NAMES.filter(fold), st.data())
def test_every_beginning_of_a_name_finds_its_words(name: str, data: st.DataObject) -> None:
    folded = search.words_of(name, name.split()[-1])
    typed = fold(name)[: data.draw(st.integers(1, len(fold(name))))]

    assert search._fits(typed.split(), folded)
