"""Numbers are written one way on every floor."""

from __future__ import annotations

import pytest

from pos_app.basics.numerals import grouped, receipt_number


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (7, "7"), (1_284, "1.284"), (1_000_000, "1.000.000"), (-20_000, "\u221220.000")],
)
def test_thousands_are_parted_by_dots(number: int, written: str) -> None:
    assert grouped(number) == written


@pytest.mark.parametrize(
    ("number", "external", "written"),
    [
        (123, None, "000123"),
        (1_234_567, None, "1234567"),
        (5, "C536379", "C536379"),
        (5, "", "000005"),
    ],
)
def test_a_receipt_keeps_the_number_of_its_own_paper(
    number: int, external: str | None, written: str
) -> None:
    assert receipt_number(number, external) == written
