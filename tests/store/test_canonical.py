"""Equal values are spelled alike, different ones differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.store.canonical import canonical, digest

SALT = "00" * 16


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"b": 1, "a": [True, None]}) == canonical({"a": [True, None], "b": 1})


def test_letters_stay_letters() -> None:
    assert canonical({"tên": "Ngọc"}) == '{"tên":"Ngọc"}'


@given(st.lists(st.integers()), st.lists(st.integers()))
def test_different_values_have_different_spellings(one: list[int], other: list[int]) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


@pytest.mark.parametrize("other", ["11" * 16, "00" * 15 + "01"])
def test_a_digest_depends_on_the_shop(other: str) -> None:
    assert digest(["0901234567"], SALT) != digest(["0901234567"], other)
    assert len(digest("", SALT)) == 64
