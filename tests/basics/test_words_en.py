"""An amount in English words says exactly what its digits say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.i18n import use_language
from pos_app.basics.money import LARGEST, Money
from pos_app.basics.words import amount_in_words
from pos_app.basics.words_en import in_words

WORDS = {
    0: "Zero",
    1: "One",
    10: "Ten",
    12: "Twelve",
    13: "Thirteen",
    19: "Nineteen",
    20: "Twenty",
    21: "Twenty-one",
    40: "Forty",
    99: "Ninety-nine",
    100: "One hundred",
    101: "One hundred one",
    115: "One hundred fifteen",
    580: "Five hundred eighty",
    999: "Nine hundred ninety-nine",
    1_000: "One thousand",
    1_001: "One thousand one",
    15_000: "Fifteen thousand",
    186_000: "One hundred eighty-six thousand",
    500_000: "Five hundred thousand",
    834_500: "Eight hundred thirty-four thousand five hundred",
    1_000_000: "One million",
    1_000_005: "One million five",
    2_004_006: "Two million four thousand six",
    1_000_001_000: "One billion one thousand",
    25_000_000_000: "Twenty-five billion",
    3_000_000_000_000: "Three trillion",
    LARGEST: "One quadrillion",
    -20_000: "Minus twenty thousand",
    -LARGEST: "Minus one quadrillion",
}
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
NUMBERS = {
    in_words(Money(number)).lower().removesuffix(" dong"): number
    for number in [*range(20), *range(20, 100, 10)]
}


@pytest.mark.parametrize(("dong", "words"), WORDS.items())
def test_an_amount_in_english_words(dong: int, words: str) -> None:
    assert in_words(Money(dong)) == f"{words} dong"


def read_aloud(words: str) -> int:
    """What a listener writes down."""
    heard = words.lower().removesuffix(" dong").replace("-", " ").split()
    sign = -1 if heard[0] == "minus" else 1
    total = group = 0
    for word in heard[sign < 0 :]:
        if word == "hundred":
            group *= 100
        elif word in SCALES:
            total, group = total + group * SCALES[word], 0
        else:
            group += NUMBERS[word]
    return sign * (total + group)


@given(st.integers(-LARGEST, LARGEST))
def test_whoever_hears_the_english_words_can_write_the_amount(dong: int) -> None:
    assert read_aloud(in_words(Money(dong))) == dong


def test_words_are_those_of_the_language_in_force() -> None:
    assert amount_in_words(Money(500_000)) == "Năm trăm nghìn đồng"
    use_language("en")
    assert amount_in_words(Money(500_000)) == "Five hundred thousand dong"
