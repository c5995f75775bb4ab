"""Rates hold from one day to another; a class that is a number is a rate of its own."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from pos_app.shop import vat

LAST_OF_RELIEF = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("vat_class", "day", "rate"),
    [
        (vat.RELIEF, date(2025, 6, 30), 1_000),
        (vat.RELIEF, date(2025, 7, 1), 800),
        (vat.RELIEF, LAST_OF_RELIEF, 800),
        (vat.RELIEF, date(2027, 1, 1), 1_000),
        (vat.STANDARD, LAST_OF_RELIEF, 1_000),
        (vat.FIVE, LAST_OF_RELIEF, 500),
        (vat.ZERO_RATED, LAST_OF_RELIEF, 0),
        (vat.EXEMPT, LAST_OF_RELIEF, None),
        ("700", LAST_OF_RELIEF, 700),
        (None, LAST_OF_RELIEF, None),
    ],
)
def test_the_rate_of_a_day(vat_class: str | None, day: date, rate: int | None) -> None:
    assert vat.rate_on(vat_class, day) == rate


def test_a_class_that_nobody_declared_is_an_error() -> None:
    with pytest.raises(KeyError):
        vat.rate_on("luxury", LAST_OF_RELIEF)


@pytest.mark.parametrize("rate", [1_000, 800, 500, 0, 700, None])
def test_a_good_known_by_its_rate_keeps_it(rate: int | None) -> None:
    assert vat.rate_on(vat.class_of(rate), LAST_OF_RELIEF) == rate


def test_every_class_has_a_name_and_one_rate_on_each_day() -> None:
    assert set(vat.table()) == set(vat.CLASS_NAMES)
    for rates in vat.table().values():
        assert rates[0].first is None
        assert rates[-1].last is None
        for one, following in pairwise(rates):
            assert one.last is not None
            assert following.first is not None
            assert (following.first - one.last).days == 1
