"""What the customers page says, word by word, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.basics.money import Money
from pos_app.loyalty.ledger import Account
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.ui.customers import wording
from pos_app.ui.customers.two_lines_view import TwoLineText, broken
from pos_app.ui.theme import apply_theme
from pos_app.ui.visit import Visit
from pos_app.ui.widgets.paint import text_width

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "chưa mua"),
        (date(2026, 11, 21), "hôm nay"),
        (date(2026, 11, 20), "hôm qua"),
        (date(2026, 11, 3), "3/11"),
        (date(2025, 12, 3), "3/12/2025"),
    ],
)
def test_the_last_visit_in_words(day: date | None, words: str) -> None:
    assert wording.last_visit(day, TODAY) == words


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "0\u00a0₫"),
        (999_999, "999.999\u00a0₫"),
        (1_000_000, "1 tr"),
        (12_920_000, "12,9 tr"),
        (12_950_000, "13 tr"),
        (-2_500_000, "−2,5 tr"),
    ],
)
def test_tiles_say_millions(dong: int, words: str) -> None:
    assert wording.millions(Money(dong)) == words


@pytest.mark.parametrize(("days", "words"), [(None, "–"), (0, "hôm nay"), (2, "2 ngày")])
def test_how_long_ago(days: int | None, words: str) -> None:
    assert wording.days_ago(days) == words


@pytest.mark.parametrize(
    ("rank", "spent", "thousandths"),
    [
        (2, 12_920_000, 768),
        (2, 6_000_000, 0),
        (2, 1_000_000, 0),
        (0, 1_000_000, 500),
        (1, 5_999_999, 999),
        (3, 15_000_000, 1_000),
    ],
)
def test_progress_runs_between_two_tiers(rank: int, spent: int, thousandths: int) -> None:
    """12.920.000 ₫ on the way from 6 to 15 million is the design's 77 %."""
    tiers = USUAL_PROGRAMME.tiers
    following = tiers[rank + 1] if rank + 1 < len(tiers) else None
    missing = following.threshold - Money(spent) if following else Money(0)
    account = Account(0, 0, tiers[rank], TODAY, Money(spent), following, missing)

    assert wording.progress(account) == thousandths
    said = "".join(run.text for run in wording.way_up(account))
    assert (str(missing) in said) == (following is not None)


@pytest.mark.parametrize(
    ("points", "words"), [(121, "+121 điểm"), (-1_200, "−1.200 điểm"), (0, "0 điểm")]
)
def test_points_carry_their_sign(points: int, words: str) -> None:
    assert wording.points_change(points) == words


@pytest.fixture
def fonts(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


@pytest.mark.usefixtures("fonts")
def test_lines_break_at_blanks_and_an_amount_stays_whole() -> None:
    why = f"{Money(814_000)} tính điểm, cứ {Money(10_000)} được 1 điểm: 81, nhân 1,5: 121 điểm"
    for width in range(60, 400, 7):
        lines = broken(why, width, 14, 400, most=99)
        assert " ".join(lines) == why
        assert all(text_width(line, 14) <= width or " " not in line for line in lines), (
            "only a single word may be wider than the room"
        )
        assert not any(line.startswith("₫") for line in lines)
    assert len(broken(why, 120, 14, 400, most=3)) == 3
    assert broken("", 100, 14, 400, most=2) == ("",)


@pytest.mark.usefixtures("fonts")
def test_two_lines_at_most_whatever_was_written() -> None:
    text = TwoLineText()
    text.setText("Gói riêng đồ lạnh")
    one = text.heightForWidth(400)
    text.setText("Gói riêng đồ lạnh và " * 40)

    assert text.heightForWidth(400) == 2 * one
    assert text.text().startswith("Gói riêng")


def test_a_visit_says_where_it_leads_back() -> None:
    assert Visit(3, back="care") == Visit(3, "care")
