"""What a row of the drawer's page says, and which paper lies beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pos_app.basics.money import ZERO, Money
from pos_app.selling.shift_report import ShiftRow
from pos_app.ui.printers import SCREEN_DPI
from pos_app.ui.shift.papers import draw
from pos_app.ui.shift.rows import shift_row, spoken, two_lines
from pos_app.ui.theme import Tone
from tests.fixtures import SATURDAY
from tests.ui.counter import Counter, counter, stocked_file, stocked_shop_file, till

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

CLOSED = ShiftRow(
    id=7,
    title="Ca chiều 21/11",
    business_day=date(2026, 11, 21),
    counter="Quầy 1",
    staff="Thảo",
    staff_id=2,
    opened_at=SATURDAY,
    closed_at=SATURDAY,
    z_number=12,
    total=Money(834_000),
    difference=ZERO,
    card_difference=ZERO,
    reason="",
)


@pytest.mark.parametrize(
    ("row", "words", "tone"),
    [
        (CLOSED, "Khớp", Tone.JADE),
        (replace(CLOSED, difference=Money(-13_000)), "Thiếu 13.000\u00a0₫", Tone.CLAY),
        (replace(CLOSED, difference=Money(2_000)), "Thừa 2.000\u00a0₫", Tone.CLAY),
        (replace(CLOSED, card_difference=Money(-500)), "Thẻ lệch −500\u00a0₫", Tone.CLAY),
        (replace(CLOSED, difference=None), "Không đếm", Tone.GOLD),
        (replace(CLOSED, z_number=None, difference=None, waits=True), "Chờ bàn giao", Tone.GOLD),
        (replace(CLOSED, closed_at=None, z_number=None), "Đang mở", Tone.BLUE),
    ],
)
def test_the_state_of_a_shift_is_a_word(row: ShiftRow, words: str, tone: Tone) -> None:
    told = shift_row(row, paper=True)
    assert told.chip == (words, tone)
    assert words in spoken(told)
    assert two_lines(told).chip == told.chip


def test_a_paper_that_may_not_be_seen_is_not_offered() -> None:
    assert (shift_row(CLOSED, paper=True).shift, shift_row(CLOSED, paper=False).shift) == (7, 0)
    assert "Z 0012" in shift_row(CLOSED, paper=False).second


def test_a_slip_is_drawn_as_printed(counter: Counter) -> None:
    slip, _ = counter.services.drawer.slips.move_cash(counter.till.actor, Money(-50_000), "Mua đá")

    def make(millimetres: int) -> bytes:
        return counter.services.papers.money_slip(slip.uid, millimetres)

    wide, narrow = (draw(make, width, SCREEN_DPI)[0].width() for width in (80, 58))
    assert wide > narrow > 0
