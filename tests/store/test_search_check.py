"""An index without content is held against the words of its rows."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pos_app.store.database import Database
from pos_app.store.search_check import Entry, unfindable

PEOPLE = [(1, "le thi lan", "le thi lan", "le thi lan"), (2, "tran van", "tran van", "tran van an")]


def told(database: Database, entries: list[Entry], *changes: str) -> list[str]:
    with database.transaction() as session:
        for row, *_, words in PEOPLE:
            statement = "INSERT INTO customer_search (rowid, folded) VALUES (:row, :words)"
            session.execute(text(statement), {"row": row, "words": words})
        for change in changes:
            session.execute(text(change))
        return list(unfindable(session, "customer_search", "customer", "name", entries))


def test_rows_that_are_found_by_their_words_are_no_trouble(database: Database) -> None:
    assert told(database, PEOPLE) == []


@pytest.mark.parametrize("words", ["le thi", "le thi lan lan", "lan thi le", ""])
def test_other_words_or_another_order_are_seen(database: Database, words: str) -> None:
    renamed = [(1, "le thi lan", "le thi lan", words), PEOPLE[1]]
    assert told(database, renamed) == ["customer 1: not found by the present name"]


def test_a_folded_name_that_is_not_the_names_is_seen(database: Database) -> None:
    misspelt = [(1, "le thi lam", "le thi lan", "le thi lan"), PEOPLE[1]]
    assert told(database, misspelt) == ["customer 1: folded name is not that of the name"]


def test_strays_of_the_index_are_seen(database: Database) -> None:
    stray = "INSERT INTO customer_search (rowid, folded) VALUES (9, 'ai do')"
    assert told(database, PEOPLE, stray) == ["search row 9: there is no such customer"]
