"""Rows on a strip of paper: parts that never collide, in whole dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import LARGEST, NBSP, Money
from pos_app.printing import qr
from pos_app.printing.fonts import face
from pos_app.printing.roll import Line, Roll, Style
from pos_app.printing.typeset import strong

WIDTH, MARGIN = 384, 12
STYLE = Style(20, 26)
AMOUNTS = st.integers(-LARGEST, LARGEST).map(Money)
WORDS = st.text("abcđeêghiklmnoơpqrstuưvxyạảẫ ", min_size=1, max_size=120)


def strip() -> Roll:
    return Roll(WIDTH, MARGIN)


def text(line: Line) -> str:
    return "".join(part for part, _ in line.runs)


def end(line: Line) -> float:
    return line.x + sum(face(name).width(part) * size for part, (name, size) in line.runs)


def by_baseline(roll: Roll) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for line in roll.lines:
        rows.setdefault(line.y, []).append(text(line).replace(NBSP, " "))
    return rows


def test_a_short_row_is_one_line_with_the_amount_at_the_edge() -> None:
    roll = strip()
    roll.row("Tiền mặt", Money(500_000), STYLE)

    assert by_baseline(roll) == {26: ["Tiền mặt", "500.000 ₫"]}
    assert end(roll.lines[-1]) == pytest.approx(WIDTH - MARGIN, abs=1.5)


def test_a_long_text_wraps_beside_its_amount() -> None:
    roll = strip()
    roll.row("Ưu đãi hạng Thân thiết của tháng", Money(-20_000), STYLE)

    assert by_baseline(roll) == {
        26: ["Ưu đãi hạng Thân thiết của"],
        52: ["tháng", "−20.000 ₫"],
    }


def test_an_amount_that_leaves_no_room_goes_below() -> None:
    roll = strip()
    roll.row("Ưu đãi hạng Thân thiết", Money(LARGEST), STYLE, 26)

    assert [rows[0] for rows in by_baseline(roll).values()] == [
        "Ưu đãi hạng Thân thiết",
        "1.000.000.000.000.000 ₫",
    ]


@given(WORDS, AMOUNTS, st.sampled_from([20, 40, 90]))
def test_the_parts_of_a_row_never_meet(words: str, amount: Money, size: int) -> None:
    roll = strip()
    roll.row(words, amount, STYLE, size)
    *left, right = roll.lines

    assert right.x >= MARGIN - 1
    assert end(right) <= WIDTH - MARGIN + 2
    assert all(end(line) <= WIDTH - MARGIN + 1 for line in left)
    assert all(end(line) < right.x for line in left if line.y == right.y)
    assert all(line.y <= right.y for line in left)


@given(WORDS, WORDS)
def test_words_at_the_right_end_behave_like_amounts(words: str, right_words: str) -> None:
    roll = strip()
    roll.row(words, strong(right_words.strip() or "còn"), STYLE)

    assert all(line.x >= MARGIN - 1 for line in roll.lines)
    assert all(end(line) <= WIDTH - MARGIN + 3 for line in roll.lines)


@given(WORDS)
def test_centred_lines_leave_the_same_white_on_both_sides(words: str) -> None:
    roll = strip()
    roll.centred(words, STYLE)

    for line in roll.lines:
        assert line.x - MARGIN == pytest.approx(WIDTH - MARGIN - end(line), abs=1.1)


def test_everything_stands_on_whole_dots() -> None:
    roll = strip()
    roll.centred("Tạp hóa Cô Mai", Style(27, 33))
    roll.row(f"Số {strong('012482')} · Thảo", Money(1), STYLE)
    roll.rule(9)
    roll.framed("BẢN SAO", STYLE)

    assert all(type(number) is int for line in roll.lines for number in line[:2])
    assert type(roll.y) is int


def test_text_beside_a_code_never_ends_above_it() -> None:
    short, long = strip(), strip()
    short.beside([("một", STYLE)], 180, 126)
    long.beside([("một hai ba bốn năm sáu bảy " * 5, STYLE)], 180, 126)

    assert short.y == 126
    assert long.y == max(line.y for line in long.lines) + 5
    assert all(0 < line.y <= 126 for line in short.lines)


def test_codes_take_the_room_they_say() -> None:
    roll = strip()
    roll.qr(qr.matrix("KQ5J7N9J4", "H"), 6, 100)
    assert roll.y == 0
    roll.bars("KQ5J7N9J4", 2, 52)

    assert roll.y == 52
