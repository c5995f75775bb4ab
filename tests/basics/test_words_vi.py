"""An amount read aloud says exactly what its digits say."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.basics.money import LARGEST, Money
from pos_app.basics.words_vi import in_words

WORDS = {
    0: "Không",
    1: "Một",
    4: "Bốn",
    5: "Năm",
    7: "Bảy",
    9: "Chín",
    10: "Mười",
    11: "Mười một",
    14: "Mười bốn",
    15: "Mười lăm",
    19: "Mười chín",
    20: "Hai mươi",
    21: "Hai mươi mốt",
    22: "Hai mươi hai",
    24: "Hai mươi tư",
    25: "Hai mươi lăm",
    31: "Ba mươi mốt",
    40: "Bốn mươi",
    44: "Bốn mươi tư",
    50: "Năm mươi",
    55: "Năm mươi lăm",
    91: "Chín mươi mốt",
    99: "Chín mươi chín",
    100: "Một trăm",
    101: "Một trăm lẻ một",
    104: "Một trăm lẻ bốn",
    105: "Một trăm lẻ năm",
    110: "Một trăm mười",
    111: "Một trăm mười một",
    115: "Một trăm mười lăm",
    121: "Một trăm hai mươi mốt",
    205: "Hai trăm lẻ năm",
    400: "Bốn trăm",
    555: "Năm trăm năm mươi lăm",
    999: "Chín trăm chín mươi chín",
    1_000: "Một nghìn",
    1_001: "Một nghìn không trăm lẻ một",
    1_010: "Một nghìn không trăm mười",
    1_015: "Một nghìn không trăm mười lăm",
    1_021: "Một nghìn không trăm hai mươi mốt",
    1_100: "Một nghìn một trăm",
    5_000: "Năm nghìn",
    15_000: "Mười lăm nghìn",
    21_000: "Hai mươi mốt nghìn",
    24_500: "Hai mươi tư nghìn năm trăm",
    55_000: "Năm mươi lăm nghìn",
    100_000: "Một trăm nghìn",
    105_000: "Một trăm lẻ năm nghìn",
    186_000: "Một trăm tám mươi sáu nghìn",
    314_000: "Ba trăm mười bốn nghìn",
    500_000: "Năm trăm nghìn",
    834_000: "Tám trăm ba mươi tư nghìn",
    999_999: "Chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
    1_000_000: "Một triệu",
    1_000_005: "Một triệu không trăm lẻ năm",
    1_000_015: "Một triệu không trăm mười lăm",
    1_000_500: "Một triệu năm trăm",
    1_001_000: "Một triệu không trăm lẻ một nghìn",
    1_010_000: "Một triệu không trăm mười nghìn",
    1_050_000: "Một triệu không trăm năm mươi nghìn",
    1_205_000: "Một triệu hai trăm lẻ năm nghìn",
    2_004_006: "Hai triệu không trăm lẻ bốn nghìn không trăm lẻ sáu",
    15_000_000: "Mười lăm triệu",
    100_000_001: "Một trăm triệu không trăm lẻ một",
    1_000_000_000: "Một tỷ",
    1_000_000_005: "Một tỷ không trăm lẻ năm",
    1_000_001_000: "Một tỷ không trăm lẻ một nghìn",
    1_021_000_000: "Một tỷ không trăm hai mươi mốt triệu",
    1_234_567_891: (
        "Một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt"
    ),
    25_000_000_000: "Hai mươi lăm tỷ",
    1_000_000_000_000: "Một nghìn tỷ",
    1_005_000_000_000: "Một nghìn không trăm lẻ năm tỷ",
    2_000_000_001_000: "Hai nghìn tỷ không trăm lẻ một nghìn",
    100_000_000_000_000: "Một trăm nghìn tỷ",
    10**15: "Một triệu tỷ",
    -1: "Âm một",
    -20_000: "Âm hai mươi nghìn",
    -(10**15): "Âm một triệu tỷ",
}


@pytest.mark.parametrize(("dong", "words"), WORDS.items())
def test_an_amount_in_words(dong: int, words: str) -> None:
    assert in_words(Money(dong)) == f"{words} đồng"


DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
ONES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}


def read_aloud(words: str) -> int:
    """What a listener writes down."""
    heard = words.lower().removesuffix(" đồng").split()
    sign = -1 if heard[0] == "âm" else 1
    billions = total = group = 0
    for word in heard[sign < 0 :]:
        match word:
            case "trăm" | "mươi":
                tens = group % 10
                group += tens * (100 if word == "trăm" else 10) - tens
            case "mười":
                group += 10
            case "nghìn" | "triệu":
                total, group = total + group * (1_000 if word == "nghìn" else 1_000_000), 0
            case "tỷ":
                billions, total, group = (total + group) * 10**9, 0, 0
            case "lẻ":
                pass
            case _:
                group += ONES[word]
    return sign * (billions + total + group)


@given(
    st.integers(-LARGEST, LARGEST)
    | st.lists(st.sampled_from([0, 1, 4, 5, 10, 15, 21, 24, 105, 500]), min_size=1, max_size=5).map(
        lambda groups: sum(group * 1_000**place for place, group in enumerate(groups))
    )
)
@example(1_000_000_000_001)
def test_whoever_hears_the_words_can_write_the_amount(dong: int) -> None:
    assert read_aloud(in_words(Money(dong))) == dong


@given(st.integers(0, LARGEST))
def test_the_ear_is_never_misled(dong: int) -> None:
    words = in_words(Money(dong))

    assert words[0].isupper()
    assert words[1:] == words[1:].lower()
    for never in ("mươi một", "mươi năm", "mươi bốn", "mười năm", "lẻ mười", "không mươi"):
        assert never not in words
    for never in ("không nghìn", "không triệu", "không tỷ", "lẻ lăm", "lẻ mốt"):
        assert never not in words
