"""Text kept inside the room it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import NBSP
from pos_app.printing import typeset
from pos_app.printing.fonts import BOLD, REGULAR, SCRIPT, face

WORDS = st.text("abcđeêghiklmnoơpqrstuưvxyạảẫ ", max_size=80)
VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴĐ"
)


@pytest.mark.parametrize("name", [REGULAR, BOLD, SCRIPT])
def test_every_vietnamese_letter_can_be_drawn(name: str) -> None:
    assert face(name).draws(VIETNAMESE)
    assert face(name).draws("0123456789.,:;!?()/-+·× ")


def test_digits_stand_in_columns_on_paper() -> None:
    for name in (REGULAR, BOLD):
        assert len({face(name).width(digit) for digit in "0123456789"}) == 1
        assert face(name).draws("₫−×•·…")


@given(WORDS, st.integers(2, 20))
def test_no_line_is_wider_than_its_room(text: str, room: int) -> None:
    lines = typeset.wrap(text, room, typeset.mixed_width)

    assert all(typeset.mixed_width(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.integers(2, 20))
def test_lines_in_the_middle_are_as_many_and_as_narrow(text: str, room: int) -> None:
    lines = typeset.even(text, room, typeset.mixed_width)

    assert len(lines) <= len(typeset.wrap(text, room, typeset.mixed_width))
    assert all(typeset.mixed_width(line) <= room for line in lines)
    assert "".join(lines).replace(NBSP, " ").replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Có gì chưa vừa ý, chị cứ nói nhé.", ["Có gì chưa vừa ý,", "chị cứ nói nhé."]),
        ("Thank you for coming to our shop today.", ["Thank you for coming", "to our shop today."]),
        ("Cảm ơn chị.", ["Cảm ơn chị."]),
    ],
)
def test_no_odd_word_is_left_in_the_middle_of_a_card(text: str, lines: list[str]) -> None:
    broken = typeset.even(text, 15, typeset.mixed_width)

    assert [line.replace(NBSP, " ") for line in broken] == lines


@given(WORDS, st.integers(2, 20))
def test_bold_words_wrap_like_others(text: str, room: int) -> None:
    lines = typeset.wrap(typeset.strong(text), room, typeset.mixed_width)

    assert all(typeset.mixed_width(line) <= room for line in lines)
    parts = [run for line in lines for run in typeset.runs(line)]
    assert all(name == BOLD for part, name in parts if part.strip())
    assert "".join(part for part, _ in parts).replace(" ", "") == text.replace(" ", "")


def test_a_sentence_with_a_bold_word_keeps_its_order() -> None:
    line = f"Số {typeset.strong('012 482')} · Thảo"

    assert list(typeset.runs(line)) == [("Số ", REGULAR), ("012 482", BOLD), (" · Thảo", REGULAR)]


def test_a_glued_sentence_parts_after_its_comma() -> None:
    sentence = typeset.glued("1 gói × 118.000, giảm 18.000")

    lines = typeset.wrap(sentence, 9, typeset.mixed_width)

    assert [line.replace(NBSP, " ") for line in lines] == ["1 gói × 118.000,", "giảm 18.000"]


def test_what_is_cut_says_so() -> None:
    measure = face(REGULAR).width

    assert typeset.cut("Cửa hàng", 99, measure) == "Cửa hàng"
    assert typeset.cut("Cửa hàng tạp hóa", 5, measure) == "Cửa hàn…"
    assert typeset.wrap_at_most(2, "một hai ba bốn năm sáu", 3, measure) == ["một", "hai…"]


def test_letters_shrink_only_as_far_as_told() -> None:
    measure = face(BOLD).width

    assert typeset.fit("Ngọc", 40, 1_000, 20, measure) == 40
    assert 20 < typeset.fit("Ngọc" * 5, 40, 380, 20, measure) < 40
    assert typeset.fit("Ngọc" * 50, 40, 380, 20, measure) == 20


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Gạo ST25", "Gạo ST25"),
        ("Ga\u0323o", "Gạo"),
        ("<b>Gạo</b> &amp;", "<b>Gạo</b> &amp;"),
        ("\u202egnàh tọv", "gnàh tọv"),
        ("hai\ndòng\tmột", "hai dòng một"),
        ("\x00\x02bẩn\x1b", "bẩn"),
        ("旺旺 bánh", "\ufffd\ufffd bánh"),
        ("", ""),
    ],
)
def test_text_from_people_is_made_fit_to_print(written: str, printed: str) -> None:
    assert typeset.printable(written) == printed


def test_no_name_is_endless() -> None:
    printed = typeset.printable("Gạo " * 25_000)

    assert len(printed) <= typeset.LONGEST
    assert printed.endswith("…")
    assert typeset.printable("G" * typeset.LONGEST) == "G" * typeset.LONGEST
