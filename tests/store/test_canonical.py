"""Equal values are spelled alike, different ones differently."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from pos_app.store.canonical import canonical, digest

SALT = "00" * 16


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"b": 1, "a": [True, None]}) == canonical({"a": [True, None], "b": 1})


def test_letters_stay_letters() -> None:
    assert canonical({"tên": "Ngọc"}) == '{"tên":"Ngọc"}'


@given(st.lists(st.integers()), st.lists(st.integers()))
def test_different_values_have_different_spellings(one: list[int], other: list[int]) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


SPELLABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
"""Everything a column of SQLite holds whole."""


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1) | SPELLABLE))
@example(['\b\f\n\r\t\x01\x1f\x7f"\\/ \u2028 Ngọc 🍜'])
def test_sqlite_spells_the_same(values: list[int | str | None]) -> None:
    """`check` lets SQLite spell millions of rows that were sealed one by one."""
    with closing(dbapi2.connect(":memory:")) as connection:
        marks = ", ".join("?" * len(values))
        [array] = connection.execute(f"SELECT json_array({marks})", values).fetchone()
        pairs = ", ".join(f"'k{place:04}', ?" for place in range(len(values)))
        [mapping] = connection.execute(f"SELECT json_object({pairs})", values).fetchone()
    assert array == canonical(values)
    assert mapping == canonical({f"k{place:04}": value for place, value in enumerate(values)})


@pytest.mark.parametrize("other", ["11" * 16, "00" * 15 + "01"])
def test_a_digest_depends_on_the_shop(other: str) -> None:
    assert digest(["0901234567"], SALT) != digest(["0901234567"], other)
    assert len(digest("", SALT)) == 64
