"""A card of this shop opens; every other text of the world does not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics import card_code

SECRET = b"0123456789abcdef0123456789abcdef"
NUMBERS = st.text("0123456789", min_size=12, max_size=12)


@given(NUMBERS)
def test_what_was_sealed_opens_again(number: str) -> None:
    token = card_code.encode(number, SECRET)

    assert card_code.decode(token, SECRET) == number
    assert card_code.decode(f" {token}\r\n", SECRET) == number


def test_the_format_is_kept_for_cards_already_in_purses() -> None:
    assert card_code.encode("202603120381", SECRET) == "120260312038105110847267335453741"


@given(NUMBERS)
def test_another_shop_cannot_make_or_read_it(number: str) -> None:
    assert card_code.decode(card_code.encode(number, b"another shop's secret"), SECRET) is None


@given(NUMBERS, st.integers(0, 32), st.integers(1, 9))
def test_one_changed_digit_closes_it(number: str, place: int, step: int) -> None:
    token = card_code.encode(number, SECRET)
    changed = str((int(token[place]) + step) % 10)

    assert card_code.decode(token[:place] + changed + token[place + 1 :], SECRET) is None


def test_guessing_does_not_pay() -> None:
    dice = random.Random(893)
    guesses = (f"1{dice.randrange(10**32):032d}" for _ in range(20_000))

    assert not any(card_code.decode(guess, SECRET) for guess in guesses)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "202603120381",
        "8934567890123",
        "KQ5J7N9J4",
        "2" + "0" * 32,
        "1" + "0" * 31,
        "1" + "0" * 33,
        "١" + "0" * 32,
        "1" + "٣" * 32,
        "1" * 100_000,
    ],
)
def test_other_codes_are_no_cards(text: str) -> None:
    assert card_code.decode(text, SECRET) is None


@pytest.mark.parametrize("number", ["", "1234", "20260312038A", "2026031203811", "٢" * 12])
def test_only_twelve_digits_become_a_card(number: str) -> None:
    with pytest.raises(ValueError, match="twelve digits"):
        card_code.encode(number, SECRET)


def test_a_shop_without_a_secret_makes_no_cards() -> None:
    with pytest.raises(ValueError, match="secret"):
        card_code.encode("202603120381", b"")


def test_a_number_is_read_aloud_in_fours() -> None:
    assert card_code.grouped("202603120381") == "2026 0312 0381"
