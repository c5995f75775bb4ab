"""Parts of a sale come back in any order and size, and add up to it exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.errors import BadInput
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method
from pos_app.selling.return_rules import (
    NOTHING,
    Amounts,
    Gave,
    Plan,
    Reason,
    Sold,
    SoldLine,
    back_to,
    restocks,
)

FIELDS = ("gross", "line_discount", "promotion_discount", "order_discount", "net", "vat")


def amounts(gross: int, line: int = 0, order: int = 0, promotion: int = 0, vat: int = 0) -> Amounts:
    return Amounts(
        *map(Money, (gross, line, promotion, order, gross - line - order, vat)),
    )


def line(number: int, quantity: int, told: Amounts, *, earns: bool = True) -> SoldLine:
    return SoldLine(number, Quantity(quantity), Quantity(0), told, earns)


def sold(
    *lines: SoldLine, earned: int = 0, used: int = 0, rounding: int = 0, worth: int = 100
) -> Sold:
    net = sum(one.amounts.net.dong for one in lines)
    money = Money(net + rounding - used * worth)
    gave = (Gave(Method.CASH, money),) if money else ()
    return Sold(lines, Money(rounding), earned, used, 0, worth, gave)


def after(sale: Sold, plan: Plan) -> Sold:
    """The sale once the plan was carried out."""
    back = {one.id: quantity for one, quantity, _amounts in plan.parts}
    paid = {gave.method: gave.left for gave in back_to(plan.money, sale.gave)}
    return replace(
        sale,
        lines=tuple(
            replace(one, back=one.back + back.get(one.id, Quantity(0))) for one in sale.lines
        ),
        points_home=sale.points_home + plan.points_given_back,
        gave=tuple(Gave(one.method, one.left - paid.get(one.method, ZERO)) for one in sale.gave),
    )


def test_one_of_three_takes_its_third_and_the_last_what_is_left() -> None:
    sale = sold(line(1, 3_000, amounts(100_000, order=1_000)))
    nets = []
    for _each in range(3):
        plan = sale.plan({1: Quantity(1_000)})
        nets.append(plan.net.dong)
        sale = after(sale, plan)
    assert nets == [33_000, 33_000, 33_000]
    uneven = sold(line(1, 3_000, amounts(100_000)))
    plan = uneven.plan({1: Quantity(1_000)})
    rest = after(uneven, plan).plan({1: Quantity(2_000)})
    assert (plan.net, rest.net) == (Money(33_333), Money(66_667))


def test_points_come_and_go_by_the_same_rule() -> None:
    """Design: 834.000 due, 200 points pay 20.000 of it, 121 are earned."""
    sale = sold(line(1, 2_000, amounts(834_000)), earned=121, used=200)
    half = sale.plan({1: Quantity(1_000)})
    assert (half.points_taken_back, half.points_given_back) == (61, 100)
    assert (half.total, half.money) == (Money(417_000), Money(407_000))
    rest = after(sale, half).plan({1: Quantity(1_000)})
    assert (rest.points_taken_back, rest.points_given_back) == (60, 100)


def test_goods_that_earn_nothing_take_no_points_back() -> None:
    beer = line(1, 1_000, amounts(17_000), earns=False)
    milk = line(2, 1_000, amounts(34_000))
    sale = sold(beer, milk, earned=3)
    assert sale.plan({1: Quantity(1_000)}).points_taken_back == 0
    assert sale.plan({2: Quantity(1_000)}).points_taken_back == 3


def test_more_than_was_sold_is_refused_with_the_number_that_is_left() -> None:
    sale = sold(line(1, 2_000, amounts(20_000)))
    sale = after(sale, sale.plan({1: Quantity(1_000)}))
    with pytest.raises(BadInput, match="còn trả được 1"):
        sale.plan({1: Quantity(2_000)})
    with pytest.raises(BadInput):
        sale.plan({1: Quantity(-1_000)})


def test_nothing_wanted_is_nothing() -> None:
    sale = sold(line(1, 2_000, amounts(20_000)))
    assert sale.plan({1: Quantity(0)}) == NOTHING
    assert sale.whole
    assert not sale.spent


def test_money_goes_back_to_the_tenders_in_their_order() -> None:
    gave = (Gave(Method.TRANSFER, Money(500_000)), Gave(Method.CASH, Money(314_000)))
    assert back_to(Money(57_000), gave) == (Gave(Method.TRANSFER, Money(57_000)),)
    assert back_to(Money(600_000), gave) == (
        Gave(Method.TRANSFER, Money(500_000)),
        Gave(Method.CASH, Money(100_000)),
    )
    assert back_to(ZERO, gave) == ()
    assert back_to(Money(10), ()) == (Gave(Method.CASH, Money(10)),)


def test_damaged_goods_do_not_go_back_on_the_shelf() -> None:
    assert [reason for reason in Reason if not restocks(reason)] == [Reason.DAMAGED]


@st.composite
def sales(draw: st.DrawFn) -> Sold:
    lines = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        gross = draw(st.integers(0, 900_000))
        own = draw(st.integers(0, gross))
        order = draw(st.integers(0, gross - own))
        told = amounts(gross, own, order, draw(st.integers(0, own)), (gross - own - order) // 11)
        lines.append(line(number, draw(st.integers(1, 5_000)), told, earns=draw(st.booleans())))
    net = sum(one.amounts.net.dong for one in lines)
    used = draw(st.integers(0, net // 200))
    rounding = draw(st.integers(-min(500, net - used * 100), 500)) if net else 0
    return sold(*lines, earned=draw(st.integers(0, 500)), used=used, rounding=rounding)


@given(sale=sales(), data=st.data())
def test_any_sequence_of_parts_adds_up_to_the_sale(sale: Sold, data: st.DataObject) -> None:
    whole = sale
    plans: list[Plan] = []
    while not sale.spent:
        open_lines = [one for one in sale.lines if one.left]
        chosen = data.draw(st.lists(st.sampled_from(open_lines), min_size=1, unique=True))
        wanted = {
            one.id: Quantity(data.draw(st.integers(1, one.left.thousandths))) for one in chosen
        }
        if len(plans) > 6:
            wanted = {one.id: one.left for one in open_lines}
        plan = sale.plan(wanted)
        assert plan.net >= ZERO
        assert plan.points_given_back >= 0
        plans.append(plan)
        sale = after(sale, plan)
    for one in whole.lines:
        parts = [told for plan in plans for of, _quantity, told in plan.parts if of.id == one.id]
        for name in FIELDS:
            assert Money.total(getattr(part, name) for part in parts) == getattr(one.amounts, name)
        for part in parts:
            assert part.net == part.gross - part.line_discount - part.order_discount
    assert Money.total(plan.total for plan in plans) == whole.net + whole.rounding
    earning = sum(one.amounts.net.dong for one in whole.lines if one.earns)
    assert sum(plan.points_taken_back for plan in plans) == (whole.points_earned if earning else 0)
    assert Money.total(plan.money + plan.points_worth for plan in plans) == (
        whole.net + whole.rounding
    )
    assert sum(plan.points_given_back for plan in plans) <= whole.points_used
