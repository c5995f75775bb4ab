"""Which PINs are refused, and how waits grow and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.errors import BadInput
from pos_app.shop.pin_rules import LONGEST_WAIT_MS, checked, left, minutes, wait_after

MINUTE = 60_000


@pytest.mark.parametrize("pin", ["480271", "739154", "990527", "000815"])
def test_ordinary_ones_are_taken(pin: str) -> None:
    assert checked(pin) == pin


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("", "đúng 6 chữ số"),
        ("48027", "đúng 6 chữ số"),
        ("4802711", "đúng 6 chữ số"),
        ("48027a", "đúng 6 chữ số"),
        ("٤٨٠٢٧١", "đúng 6 chữ số"),
        ("480271\n", "đúng 6 chữ số"),
        ("111111", "ai cũng đoán ra"),
        ("123456", "ai cũng đoán ra"),
        ("654321", "ai cũng đoán ra"),
        ("567890", "ai cũng đoán ra"),
        ("121212", "ai cũng đoán ra"),
        ("123123", "ai cũng đoán ra"),
        ("112233", "ai cũng đoán ra"),
        ("407704", "ai cũng đoán ra"),
        ("211190", "ngày sinh"),
        ("290200", "ngày sinh"),
        ("010203", "ngày sinh"),
    ],
)
def test_what_anybody_guesses_is_refused_with_a_sentence(pin: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        checked(pin)


def test_waits_double_and_never_last_for_ever() -> None:
    told = [wait_after(rounds) // MINUTE for rounds in range(1, 8)]
    assert told == [15, 30, 60, 120, 240, 240, 240]
    assert wait_after(10_000) == LONGEST_WAIT_MS


@given(
    wait=st.integers(0, LONGEST_WAIT_MS),
    seen=st.integers(0, 10**10),
    uptimes=st.lists(st.integers(0, 10**8), max_size=6),
)
def test_restarts_of_the_machine_never_shorten_a_wait(
    wait: int, seen: int, uptimes: list[int]
) -> None:
    """Each look is at some uptime; a smaller one than before means the machine was restarted."""
    rest, passed, before = wait, 0, seen
    for now in uptimes:
        passed += now - before if now >= before else now  # at least so long has really gone by
        rest, before = left(rest, before, now), now
        assert wait - rest <= passed


def test_minutes_are_rounded_up() -> None:
    assert [minutes(ms) for ms in (1, MINUTE, MINUTE + 1, 15 * MINUTE)] == [1, 1, 2, 15]
