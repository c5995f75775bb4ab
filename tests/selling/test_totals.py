"""Every đồng of an order: tables of numbers first, then laws that hold for any cart."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.selling.cart import Cart, CartLine, Discount, DiscountKind, add
from pos_app.selling.totals import ROUNDING_RULE, price, vat_inside
from tests.baskets import DESIGN_DUE, design_order, empty, ware, with_lines

PERCENT, AMOUNT, EACH = DiscountKind.PERCENT, DiscountKind.AMOUNT, DiscountKind.PER_UNIT


def test_the_order_of_the_design() -> None:
    totals = price(design_order())

    assert totals.goods == Money(854_000)
    assert totals.line_discount == Money(30_000)
    assert totals.order_discount == Money(20_000)
    assert totals.due == DESIGN_DUE == totals.earning
    assert [(line.gross.dong, line.line_discount.dong) for line in totals.lines] == [
        (189_000, 0),
        (136_000, 12_000),
        (265_000, 0),
        (62_000, 0),
        (72_000, 0),
        (118_000, 18_000),
        (42_000, 0),
    ]
    assert [line.order_discount.dong for line in totals.lines] == [
        4_426,
        2_904,
        6_206,
        1_452,
        1_686,
        2_342,
        984,
    ]


def test_an_empty_cart_costs_nothing() -> None:
    totals = price(empty())

    assert (totals.goods, totals.due, totals.vat, totals.lines) == (ZERO, ZERO, ZERO, ())
    assert price(replace(empty(), discount=Discount(PERCENT, 1_000))).due == ZERO


@pytest.mark.parametrize(
    ("unit_price", "thousandths", "gross"),
    [
        (28_000, 1_500, 42_000),
        (28_000, 1_000, 28_000),
        (28_000, 1, 28),
        (28_000, 333, 9_324),
        (27_999, 1_500, 41_999),  # 41.998,5
        (27_999, 500, 14_000),  # 13.999,5
        (333, 1_500, 500),  # 499,5
        (333, 1_499, 499),  # 499,167
        (1, 499, 0),
        (1, 500, 1),
        (1, 1_499, 1),
        (1, 1_500, 2),
        (999, 1, 1),
        (499, 1, 0),
        (500, 1, 1),
        (7, 71, 0),
        (7, 72, 1),
        (1_000_000_000, 100_000, 100_000_000_000),
    ],
)
def test_a_line_is_rounded_once_and_half_up(unit_price: int, thousandths: int, gross: int) -> None:
    totals = price(with_lines((unit_price, thousandths)))

    assert totals.lines[0].gross == totals.due == Money(gross)


Lines = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("lines", "off", "shares"),
    [
        # equal lines: the earlier ones take the odd đồng
        ([(100, 1_000)] * 3, (AMOUNT, 100), [34, 33, 33]),
        ([(100, 1_000)] * 3, (AMOUNT, 101), [34, 34, 33]),
        ([(100, 1_000)] * 3, (AMOUNT, 1), [1, 0, 0]),
        ([(100, 1_000)] * 3, (AMOUNT, 2), [1, 1, 0]),
        ([(100, 1_000)] * 3, (AMOUNT, 300), [100, 100, 100]),
        ([(100, 1_000)] * 3, (AMOUNT, 299), [100, 100, 99]),
        ([(100, 1_000)] * 7, (AMOUNT, 10), [2, 2, 2, 1, 1, 1, 1]),
        # the largest remainder, wherever it stands
        ([(1_000, 1_000), (2_000, 1_000)], (AMOUNT, 100), [33, 67]),
        ([(2_000, 1_000), (1_000, 1_000)], (AMOUNT, 100), [67, 33]),
        ([(1_000, 1_000), (2_000, 1_000)], (AMOUNT, 200), [67, 133]),
        ([(1, 1_000), (999_999, 1_000)], (AMOUNT, 1_000), [0, 1_000]),
        ([(1, 1_000), (999_999, 1_000)], (AMOUNT, 500_000), [1, 499_999]),
        ([(1, 1_000), (999_999, 1_000)], (AMOUNT, 499_999), [0, 499_999]),
        ([(3, 1_000), (3, 1_000), (4, 1_000)], (AMOUNT, 5), [2, 1, 2]),
        ([(10, 1_000), (20, 1_000), (30, 1_000)], (AMOUNT, 7), [1, 2, 4]),
        ([(10, 1_000), (20, 1_000), (30, 1_000)], (AMOUNT, 59), [10, 20, 29]),
        ([(189_000, 1_000), (665_000, 1_000)], (AMOUNT, 20_000), [4_426, 15_574]),
        # percents of the order
        ([(100, 1_000)] * 3, (PERCENT, 1_000), [10, 10, 10]),
        ([(100, 1_000)] * 3, (PERCENT, 10_000), [100, 100, 100]),
        ([(1, 1_000)] * 3, (PERCENT, 5_000), [1, 1, 0]),  # 1,5 rounds to 2
        ([(333, 1_000), (667, 1_000)], (PERCENT, 1), [0, 0]),  # 0,1 rounds to 0
        ([(3_333, 1_000), (6_667, 1_000)], (PERCENT, 1), [0, 1]),
        ([(34_000, 4_000), (28_000, 1_500)], (PERCENT, 500), [6_800, 2_100]),
        ([(999, 1_000), (1, 1_000)], (PERCENT, 9_999), [999, 1]),  # 999,9 rounds to 1.000
        # more than there is
        ([(100, 1_000), (50, 1_000)], (AMOUNT, 1_000), [100, 50]),
        ([(100, 1_000), (50, 1_000)], (PERCENT, 20_000), [100, 50]),
        # one line takes all
        ([(854_000, 1_000)], (AMOUNT, 20_000), [20_000]),
        ([(100_000_000_000 // 100, 100_000)], (AMOUNT, 33_333_333_333), [33_333_333_333]),
        # no discount
        ([(100, 1_000)] * 2, None, [0, 0]),
    ],
)
def test_an_order_discount_is_shared_by_largest_remainder(
    lines: Lines, off: tuple[DiscountKind, int] | None, shares: list[int]
) -> None:
    cart = replace(with_lines(*lines), discount=Discount(*off) if off else None)
    totals = price(cart)

    assert [line.order_discount.dong for line in totals.lines] == shares
    assert totals.order_discount.dong == sum(shares)
    assert totals.due == totals.goods - totals.order_discount


@pytest.mark.parametrize(
    ("unit_price", "thousandths", "off", "net"),
    [
        (34_000, 4_000, (AMOUNT, 12_000), 124_000),
        (34_000, 4_000, (EACH, 3_000), 124_000),
        (34_000, 4_000, (PERCENT, 1_000), 122_400),
        (34_000, 4_000, (PERCENT, 10_000), 0),
        (34_000, 4_000, (AMOUNT, 136_000), 0),
        (34_000, 4_000, (AMOUNT, 200_000), 0),
        (28_000, 1_500, (EACH, 1_000), 40_500),
        (28_000, 333, (EACH, 1_000), 8_991),
        (28_000, 333, (PERCENT, 3_333), 6_216),  # 3.107,69 off
        (999, 1_000, (PERCENT, 5_000), 499),  # 499,5 off is 500
        (1, 1_000, (PERCENT, 4_999), 1),
        (1, 1_000, (PERCENT, 5_000), 0),
    ],
)
def test_a_line_discount(
    unit_price: int, thousandths: int, off: tuple[DiscountKind, int], net: int
) -> None:
    cart = with_lines((unit_price, thousandths))
    cart = replace(cart, lines=(replace(cart.lines[0], discount=Discount(*off)),))
    totals = price(cart)

    assert totals.due == totals.goods == totals.lines[0].net == Money(net)
    assert totals.line_discount == totals.lines[0].gross - Money(net)


def test_a_free_line_bears_no_share_of_the_order_discount() -> None:
    cart = with_lines((100, 1_000), (50, 1_000), (50, 1_000))
    free, *paid = cart.lines
    cart = replace(
        cart,
        lines=(replace(free, discount=Discount(PERCENT, 10_000)), *paid),
        discount=Discount(AMOUNT, 9),
    )

    assert [line.net.dong for line in price(cart).lines] == [0, 45, 46]


def test_an_order_of_free_lines_is_free() -> None:
    cart = with_lines((100, 1_000), (50, 1_000))
    cart = replace(
        cart,
        lines=tuple(replace(line, discount=Discount(PERCENT, 10_000)) for line in cart),
        discount=Discount(AMOUNT, 9),
    )
    totals = price(cart)

    assert (totals.due, totals.order_discount) == (ZERO, ZERO)


@pytest.mark.parametrize(
    ("net", "rate", "vat"),
    [
        (110_000, 1_000, 10_000),
        (108_000, 800, 8_000),
        (105_000, 500, 5_000),
        (100_000, 800, 7_407),  # 7.407,41
        (854_000, 800, 63_259),  # 63.259,26
        (834_000, 1_000, 75_818),  # 75.818,18
        (27, 800, 2),
        (6, 800, 0),  # 0,44
        (7, 800, 1),  # 0,52
        (21, 500, 1),
        (11, 1_000, 1),
        (5, 1_000, 0),  # 0,45
        (0, 800, 0),
        (100_000, 0, 0),
        (100_000, None, 0),
    ],
)
def test_vat_is_inside_the_price(net: int, rate: int | None, vat: int) -> None:
    assert vat_inside(Money(net), rate) == Money(vat)


def test_vat_is_taken_from_what_is_left_of_the_line() -> None:
    cart = with_lines((110_000, 1_000), (110_000, 1_000))
    taxed = tuple(replace(line, ware=replace(line.ware, vat_rate=1_000)) for line in cart)
    totals = price(replace(cart, lines=taxed, discount=Discount(AMOUNT, 110_000)))

    assert [line.vat.dong for line in totals.lines] == [5_000, 5_000]
    assert totals.vat == Money(10_000)


def test_only_goods_that_earn_count_for_points() -> None:
    cart = with_lines((100_000, 1_000), (50_000, 1_000))
    milk, beer = cart.lines
    cart = replace(
        cart,
        lines=(milk, replace(beer, ware=replace(beer.ware, earns=False))),
        discount=Discount(AMOUNT, 15_000),
    )
    totals = price(cart)

    assert (totals.due, totals.earning) == (Money(135_000), Money(90_000))


def test_a_line_is_found_by_its_key() -> None:
    assert price(design_order()).line(6).net == Money(100_000 - 2_342)


def test_the_rule_of_rounding_is_numbered() -> None:
    """Stored with each sale: another rule gets another number, this one is never reused."""
    assert ROUNDING_RULE == 1


discounts = st.one_of(
    st.none(),
    st.builds(Discount, st.just(PERCENT), st.integers(1, 10_000)),
    st.builds(Discount, st.just(AMOUNT), st.integers(1, 3_000_000)),
)
line_discounts = st.one_of(discounts, st.builds(Discount, st.just(EACH), st.integers(1, 200_000)))
lines = st.builds(
    CartLine,
    key=st.just(0),
    ware=st.builds(
        ware,
        by_weight=st.just(True),
        vat_rate=st.sampled_from([None, 0, 500, 800, 1_000]),
        earns=st.booleans(),
    ),
    quantity=st.builds(Quantity, st.integers(1, 20_000)),
    unit_price=st.builds(Money, st.integers(1, 500_000)),
    discount=line_discounts,
)


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    drawn = draw(st.lists(lines, min_size=1, max_size=12))
    keyed = tuple(replace(line, key=key) for key, line in enumerate(drawn, start=1))
    return replace(empty(), lines=keyed, discount=draw(discounts))


@given(carts())
def test_the_lines_always_add_up(cart: Cart) -> None:
    totals = price(cart)

    assert Money.total(line.net for line in totals.lines) == totals.due
    assert Money.total(line.order_discount for line in totals.lines) == totals.order_discount
    assert Money.total(line.gross - line.line_discount for line in totals.lines) == totals.goods
    assert ZERO <= totals.due <= totals.goods
    for line in totals.lines:
        assert ZERO <= line.line_discount <= line.gross
        assert ZERO <= line.order_discount <= line.gross - line.line_discount
        assert ZERO <= line.vat <= line.net


@given(carts())
def test_no_share_is_a_whole_dong_away_from_the_exact_one(cart: Cart) -> None:
    totals = price(cart)
    for line in totals.lines:
        left = line.gross - line.line_discount
        exact = (
            Fraction(totals.order_discount.dong * left.dong, totals.goods.dong)
            if totals.goods
            else Fraction(0)
        )
        assert abs(line.order_discount.dong - exact) < 1


@given(carts(), st.randoms(use_true_random=False))
def test_shuffling_the_lines_changes_no_line_by_more_than_a_dong(
    cart: Cart, chance: Random
) -> None:
    shuffled = list(cart.lines)
    chance.shuffle(shuffled)
    before, after = price(cart), price(replace(cart, lines=tuple(shuffled)))

    assert (before.due, before.goods, before.line_discount, before.order_discount) == (
        after.due,
        after.goods,
        after.line_discount,
        after.order_discount,
    )
    for line in before.lines:
        assert abs(line.net.dong - after.line(line.key).net.dong) <= 1


def test_a_line_that_stays_as_it_is_is_reckoned_once() -> None:
    cart = with_lines(*((1_000 + number, 1_000) for number in range(500)))
    before = price(cart)
    grown, _key = add(cart, ware(1_000), Money(5_000))
    after = price(grown)
    kept = zip(before.lines, after.lines, strict=False)

    assert all(once is again for once, again in kept)
    assert after.due == before.due + Money(5_000)
