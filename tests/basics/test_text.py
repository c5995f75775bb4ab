"""Words as people type them: found without accents, shown without tricks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.text import clean, fold, given_name, initials, one_line


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đường", "duong"),
        ("ĐƯỜNG  Cát", "duong cat"),
        ("Nước mắm 40°", "nuoc mam 40"),
        ("Sữa-tươi/ít đường, hộp 1L", "sua tuoi it duong hop 1l"),
        ("Nguyễn Thị Hồng Ngọc", "nguyen thi hong ngoc"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("  đ  ", "d"),
        ("ẪẬẼỄỘỮỶ", "aaeeouy"),
        ("Café Straße", "cafe strasse"),
        ("☕", ""),
        ("", ""),
    ],
)
def test_folded_for_search(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_is_done_once_for_all(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


VIETNAMESE = st.text("aàảãáạăâđeêiíoôơuưyỹAĐÊƠ bcdghklmn", max_size=40)


@given(VIETNAMESE)
def test_typed_with_or_without_accents_or_capitals_is_the_same(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(unicodedata.normalize("NFD", text))
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Cô  Mai ", "Cô Mai"),
        ("hai\ndòng\tvà\r\nnữa", "hai dòng và nữa"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("tên\u202eđảo", "tênđảo"),
        ("\u200bvô\u200dhình\ufeff", "vôhình"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("a\u200d\u0301", "á"),
        ("một\u2028hai", "một hai"),
        ("một\u00a0hai", "một hai"),
        ("\ue000riêng\ud800", "riêng"),
        ("   ", ""),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_cleaned_for_every_outlet(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


def test_a_text_is_cut_without_a_blank_at_the_end() -> None:
    assert clean("a" * 300) == "a" * 200
    assert clean("mot hai", longest=4) == "mot"


@given(st.text(), st.integers(1, 40))
def test_clean_text_is_composed_visible_and_short(text: str, longest: int) -> None:
    cleaned = clean(text, longest)

    assert len(cleaned) <= longest
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(letter) for letter in cleaned} & {"Cc", "Cf", "Co", "Cs"}
    assert cleaned == " ".join(cleaned.split())
    assert clean(cleaned, longest) == cleaned


@pytest.mark.parametrize(
    ("full", "given_", "letters"),
    [
        ("Nguyễn Thị Hồng Ngọc", "Ngọc", "HN"),
        ("Lê Tuấn", "Tuấn", "LT"),
        ("mai", "mai", "M"),
        ("  Trần   Đức  ", "Đức", "TĐ"),
        ("", "", ""),
        ("   ", "", ""),
    ],
)
def test_what_a_person_is_called(full: str, given_: str, letters: str) -> None:
    assert given_name(full) == given_
    assert initials(full) == letters


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], ""),
        (["gạo"], "gạo"),
        (["gạo", "sữa", "cam"], "gạo, sữa, cam"),
        (["gạo", "sữa", "cam", "trứng"], "gạo, sữa, cam…"),
    ],
)
def test_a_long_list_on_one_line(words: list[str], line: str) -> None:
    assert one_line(words) == line


def test_a_line_may_hold_fewer() -> None:
    assert one_line(["gạo", "sữa"], most=1) == "gạo…"
