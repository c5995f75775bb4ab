"""What may come of a task, and when somebody is rung again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pos_app.care.outcomes import (
    ANSWERS,
    CLOSED,
    MOST_TRIES,
    OFFERED,
    OPEN,
    STEPS,
    Outcome,
    State,
    before,
    retry_at,
)
from pos_app.care.rules import Kind

TEN = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def test_what_is_closed_stays_closed() -> None:
    assert all(not STEPS[state] for state in CLOSED)
    assert all(STEPS[state] >= CLOSED | OPEN for state in OPEN)
    assert set(STEPS) == set(State)
    assert all(before(state) == OPEN for state in State)


def test_each_kind_offers_each_key_once() -> None:
    assert set(OFFERED) == set(Kind)
    for offered in OFFERED.values():
        keys = [ANSWERS[outcome].key for outcome in offered if ANSWERS[outcome].key]
        assert len(keys) == len(set(keys))
    assert {outcome for offered in OFFERED.values() for outcome in offered} == set(Outcome)


def test_a_call_has_the_seven_keys_of_the_page() -> None:
    drawn = {ANSWERS[outcome].key: ANSWERS[outcome].label for outcome in OFFERED[Kind.CALL]}
    del drawn[0]
    assert drawn == {
        1: "Đã giải quyết",
        2: "Không nghe máy",
        3: "Hẹn lại",
        4: "Sai số",
        5: "Khách từ chối",
        6: "Không gọi nữa",
        7: "Báo chủ",
    }


def test_a_card_is_handed_over() -> None:
    assert ANSWERS[OFFERED[Kind.CARD][0]].label == "Đã đưa"
    assert Outcome.NO_ANSWER not in OFFERED[Kind.CARD]


@pytest.mark.parametrize(
    ("tries", "again"),
    [
        (1, TEN + timedelta(hours=4)),
        (2, TEN + timedelta(days=1, hours=4)),
        (3, None),
        (4, None),
    ],
)
def test_a_call_is_repeated_twice_in_another_part_of_the_day(
    tries: int, again: datetime | None
) -> None:
    assert retry_at(tries, TEN) == again


def test_a_shop_that_rings_oftener_waits_three_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.care.outcomes.MOST_TRIES", MOST_TRIES + 2)
    assert retry_at(3, TEN) == TEN + timedelta(days=3, hours=4)
    assert retry_at(4, TEN) == TEN + timedelta(days=3, hours=4)
