"""Which earlier purchase a return gives back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.selling.past_sales import (
    NO_PERSON,
    Kind,
    Lot,
    PastDocument,
    PastLine,
    Shelf,
    Tally,
    in_order,
    refusal,
)

NOON = datetime(2011, 5, 5, 5, 0, tzinfo=UTC)
PRICE = Money(255)


def line(quantity: int, code: str = "85123A", price: Money = PRICE) -> PastLine:
    return PastLine(code, "Tim treo", "cái", Quantity.of(quantity), price)


def back(*lines: PastLine, person: str = "17850", days: int = 10) -> PastDocument:
    return PastDocument("C1", Kind.RETURN, person, NOON + timedelta(days=days), lines)


def bought(*quantities: int) -> tuple[Shelf, list[Lot]]:
    """One purchase a day, by the same person, of the same good at the same price."""
    shelf = Shelf()
    lots = [
        Lot(day, day, NOON + timedelta(days=day), quantity * 1000)
        for day, quantity in enumerate(quantities)
    ]
    for lot in lots:
        shelf.put("17850", "85123A", PRICE, lot)
    return shelf, lots


def left(lots: list[Lot]) -> list[int]:
    return [lot.left // 1000 for lot in lots]


def test_the_latest_purchase_is_given_back() -> None:
    shelf, lots = bought(6, 6)

    assert shelf.match(back(line(2))) == [lots[1]]
    assert left(lots) == [6, 4]


def test_the_latest_that_has_enough_left() -> None:
    shelf, lots = bought(6, 3)

    assert shelf.match(back(line(4))) == [lots[0]]
    assert shelf.match(back(line(3), line(2))) == [lots[1], lots[0]]
    assert left(lots) == [0, 0]


def test_two_lines_never_take_the_same_piece() -> None:
    shelf, lots = bought(3)

    assert shelf.match(back(line(2), line(2))) is None
    assert left(lots) == [3]


@pytest.mark.parametrize(
    "document",
    [
        back(line(7)),
        back(line(1, code="71053")),
        back(line(1, price=Money(256))),
        back(line(1), person="13047"),
        back(line(1), days=-1),
        back(line(1), line(1, code="71053")),
    ],
)
def test_one_line_without_a_match_and_nothing_is_taken(document: PastDocument) -> None:
    shelf, lots = bought(6)

    assert shelf.match(document) is None
    assert left(lots) == [6]


def test_later_purchases_are_not_given_back_early() -> None:
    shelf, lots = bought(6, 6, 6)

    assert shelf.match(back(line(6), days=1)) == [lots[1]]


def test_of_two_purchases_at_one_moment_the_later_paper() -> None:
    shelf = Shelf()
    lots = [Lot(number, number, NOON, 1000) for number in (1, 2)]
    for lot in lots:
        shelf.put("17850", "85123A", PRICE, lot)

    assert shelf.match(back(line(1))) == [lots[1]]


@given(st.lists(st.integers(1, 5), max_size=6), st.lists(st.integers(1, 5), max_size=12))
def test_no_more_comes_back_than_was_bought(sold: list[int], returned: list[int]) -> None:
    shelf, lots = bought(*sold)
    taken = sum(quantity for quantity in returned if shelf.match(back(line(quantity))) is not None)

    assert sum(left(lots)) == sum(sold) - taken
    assert all(lot.left >= 0 for lot in lots)


def test_papers_are_taken_in_order_of_time() -> None:
    late = PastDocument("1", Kind.SALE, "", NOON, [])
    early = PastDocument("2", Kind.SALE, "", NOON - timedelta(days=1), [])
    same = PastDocument("3", Kind.SALE, "", NOON, [])

    assert in_order([late, early, same]) == [early, late, same]


def test_returns_that_cannot_be_looked_for() -> None:
    flawed = PastDocument("C1", Kind.RETURN, "17850", NOON, [line(1)], {"Giá bằng 0": 1})

    assert refusal(flawed) == "Giá bằng 0"
    assert refusal(back(line(1), person="")) == NO_PERSON
    assert refusal(back(line(1))) is None
    assert refusal(PastDocument("1", Kind.SALE, "", NOON, [], {"Giá bằng 0": 1})) is None


def test_every_line_is_counted_once() -> None:
    tally = Tally()
    paper = PastDocument("1", Kind.SALE, "", NOON, [line(1), line(2)], {"Giá bằng 0": 3})
    tally.lose(paper, "Đã có")
    tally.lose_flawed(paper)

    assert tally.lines == {"Đã có": 5, "Giá bằng 0": 3}
    assert tally.documents == {"Đã có": 1}
