"""Coins are gone: what is paid in cash is rounded, on its own row, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import ZERO, Money
from pos_app.payments.rounding import STEPS, cash_due
from pos_app.payments.tenders import Method, Tender, settle


def cash(dong: int) -> Tender:
    return Tender(Method.CASH, Money(dong))


def card(dong: int) -> Tender:
    return Tender(Method.CARD, Money(dong))


@pytest.mark.parametrize(
    ("rest", "step", "paid"),
    [
        (10_300, 0, 10_300),
        (10_249, 500, 10_000),
        (10_250, 500, 10_500),
        (10_499, 1_000, 10_000),
        (10_500, 1_000, 11_000),
        (11_000, 1_000, 11_000),
        (499, 1_000, 499),
        (0, 1_000, 0),
    ],
)
def test_cash_goes_to_the_nearest_note(rest: int, step: int, paid: int) -> None:
    assert cash_due(Money(rest), step) == Money(paid)


def test_odoo_65043_cash_rounding_completes_the_bill_at_once() -> None:
    """There the cashier had to press twice: once for the cash, once for the rest."""
    done = settle(Money(10_300), [cash(10_000)], 1_000)

    assert done.complete
    assert (done.paid, done.rounding, done.change) == (Money(10_000), Money(-300), ZERO)


def test_only_the_cash_part_is_rounded() -> None:
    split = settle(Money(110_700), [card(100_000), cash(20_000)], 1_000)
    by_card = settle(Money(110_700), [card(110_700)], 1_000)

    assert (split.rounding, split.change) == (Money(300), Money(9_000))
    assert by_card.complete
    assert not by_card.rounding


def test_the_rest_of_a_part_in_cash_is_due_to_the_dong_by_card() -> None:
    part = settle(Money(10_300), [cash(5_000)], 1_000)

    assert (part.missing, part.cash_missing) == (Money(5_300), Money(5_000))
    assert not part.rounding
    done = settle(Money(10_300), [cash(5_000), card(5_300)], 1_000)
    assert done.complete
    assert not done.rounding


def test_coins_that_do_not_reach_the_note_leave_it_open() -> None:
    assert settle(Money(10_700), [cash(10_700)], 1_000).missing == Money(300)


@given(
    due=st.integers(1, 3_000_000),
    by_card=st.integers(0, 3_000_000),
    handed=st.integers(0, 6_000_000),
    step=st.sampled_from(STEPS),
)
def test_the_drawer_agrees_with_the_bill(due: int, by_card: int, handed: int, step: int) -> None:
    by_card = min(by_card, due)
    handed = handed if by_card < due else 0
    tenders = [card(by_card)] * bool(by_card) + [cash(handed)] * bool(handed)

    done = settle(Money(due), tenders, step)

    assert done.paid + done.missing == Money(due) + done.rounding or not done.complete
    assert done.paid + done.change == Money(by_card + handed)
    assert 2 * abs(done.rounding.dong) <= step
    assert not done.rounding or done.by(Method.CASH).dong % step == 0
    assert settle(Money(due), done.tenders, step) == done
    if done.missing:
        assert not done.rounding
        rest = [*done.tenders, cash(done.cash_missing.dong)]
        assert settle(Money(due), rest, step).complete
