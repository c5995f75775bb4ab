"""What a cashier does to a cart, and every slip of the finger that is refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pos_app.basics.errors import BadInput
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as rules
from pos_app.selling.cart import Cart, Discount, DiscountKind, PriceSource
from pos_app.selling.totals import price
from tests.baskets import design_order, empty, one_bottle, ware, with_lines


def test_a_scan_puts_one_in() -> None:
    cart, key = rules.add(empty(), ware(), Money(8_000))

    assert [(line.key, line.quantity, line.unit_price) for line in cart] == [
        (key, ONE, Money(8_000))
    ]
    assert not cart.empty
    assert empty().empty


def test_the_same_good_again_joins_its_line() -> None:
    cart, first = rules.add(empty(), ware(), Money(8_000))
    cart, other = rules.add(cart, ware(2), Money(8_000))
    cart, again = rules.add(cart, ware(), Money(8_000), Quantity.of(2))

    assert again == first
    assert [(line.key, line.quantity) for line in cart] == [(first, Quantity.of(3)), (other, ONE)]


@pytest.mark.parametrize(
    ("differs", "good", "unit_price"),
    [
        ("another price", ware(), 9_000),
        ("another good", ware(2), 8_000),
        ("a box of it", replace(ware(), unit="thùng", factor=24_000), 8_000),
        ("renamed meanwhile", ware(name="Nước suối 0,5 L"), 8_000),
    ],
)
def test_what_differs_gets_its_own_line(differs: str, good: rules.Ware, unit_price: int) -> None:
    cart, _ = rules.add(empty(), ware(), Money(8_000))
    cart, _ = rules.add(cart, good, Money(unit_price))

    assert len(cart.lines) == 2, differs


def test_a_price_typed_a_moment_ago_is_the_price_of_the_next_one_too() -> None:
    cart, first = rules.add(empty(), ware(), Money(8_000), source=PriceSource.TYPED)
    cart, again = rules.add(cart, ware(), Money(8_000))

    assert (again, cart.line(first).quantity) == (first, Quantity.of(2))
    assert cart.line(first).price_source is PriceSource.TYPED


def test_each_weighing_is_a_line() -> None:
    oranges = ware(by_weight=True, unit="kg")
    cart, _ = rules.add(empty(), oranges, Money(28_000), Quantity(1_500))
    cart, _ = rules.add(cart, oranges, Money(28_000), Quantity(1_500))

    assert [line.quantity for line in cart] == [Quantity(1_500)] * 2


def test_joining_keeps_the_discount_of_the_line() -> None:
    cart = rules.discount_line(one_bottle(price=8_000), 1, rules.percent(1_000))
    cart, _ = rules.add(cart, ware(), Money(8_000))

    assert price(cart).due == Money(14_400)


def test_keys_are_never_used_again() -> None:
    cart = rules.remove(with_lines((1_000, 1_000), (2_000, 1_000)), 2)
    cart, key = rules.add(cart, ware(9), Money(3_000))

    assert key == 3
    with pytest.raises(KeyError):
        cart.line(2)
    with pytest.raises(KeyError):
        rules.remove(cart, 2)


def test_a_cart_never_changes_under_the_hand_that_holds_it() -> None:
    before = one_bottle()
    rules.change_quantity(before, 1, Quantity.of(5))
    rules.discount_line(before, 1, rules.percent(500))
    rules.remove(before, 1)

    assert before == one_bottle()


def test_hold_and_resume() -> None:
    held = rules.hold(one_bottle(), "  anh áo\u202e đỏ\n")

    assert (held.held, held.label) == (True, "anh áo đỏ")
    assert not rules.resume(held).held


def test_a_note_is_kept_clean_and_short() -> None:
    assert rules.write_note(empty(), "  giao\tsau 5 giờ \x00 ").note == "giao sau 5 giờ"
    assert len(rules.write_note(empty(), "x" * 1_000).note) == rules.LONGEST_NOTE
    assert len(rules.hold(empty(), "x" * 1_000).label) == rules.LONGEST_LABEL


def test_serving_and_taking_money_is_part_of_the_cart() -> None:
    tender = Tender(Method.CASH, Money(10_000))
    cart = rules.accept(rules.serve(one_bottle(), 7), (tender,))

    assert (cart.customer_id, cart.tenders) == (7, (tender,))
    assert rules.serve(cart, None).customer_id is None


def _add(unit_price: int, thousandths: int = 1_000, *, weighed: bool = False) -> None:
    rules.add(empty(), ware(by_weight=weighed), Money(unit_price), Quantity(thousandths))


def _quantity(thousandths: int) -> None:
    rules.change_quantity(one_bottle(), 1, Quantity(thousandths))


def _line_off(discount: Discount) -> None:
    rules.discount_line(one_bottle(price=10_000), 1, discount)


def _cart_off(discount: Discount) -> None:
    rules.discount_cart(one_bottle(price=10_000), discount)


MILLION = 1_000_000


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        (lambda: _add(0), "Giá phải lớn hơn 0."),
        (lambda: _add(-1), "Giá phải lớn hơn 0."),
        (lambda: _add(1_000_000_001), "Giá quá lớn: nhiều nhất 1.000.000.000\u00a0₫."),
        (lambda: _add(8_934_563_138_165), "Đây là mã vạch, không phải giá. Gõ giá bằng phím số."),
        (lambda: _add(5_000, 0), "Số lượng phải lớn hơn 0."),
        (lambda: _add(5_000, -1_000), "Số lượng phải lớn hơn 0."),
        (lambda: _add(5_000, 1_500), "Món này bán theo cái, không có số lẻ."),
        (
            lambda: _add(5_000, MILLION * 1_000 + 1, weighed=True),
            "Số lượng quá lớn: nhiều nhất một triệu. Kiểm tra lại số vừa gõ.",
        ),
        (lambda: _quantity(0), "Số lượng phải lớn hơn 0. Muốn bỏ món thì bấm Ctrl+Del."),
        (lambda: _quantity(-2_000), "Số lượng phải lớn hơn 0. Muốn bỏ món thì bấm Ctrl+Del."),
        (
            lambda: _quantity(10**9 * 1_000),
            "Số lượng quá lớn: nhiều nhất một triệu. Kiểm tra lại số vừa gõ.",
        ),
        (lambda: _quantity(500), "Món này bán theo cái, không có số lẻ."),
        (
            lambda: _add(1_000_000_000, 101_000),
            "Đơn này vượt 100.000.000.000\u00a0₫. Kiểm tra lại số lượng và giá vừa gõ.",
        ),
        (lambda: rules.percent(0), "Giảm giá phải trên 0 % và không quá 100 %."),
        (lambda: rules.percent(-100), "Giảm giá phải trên 0 % và không quá 100 %."),
        (lambda: rules.percent(10_001), "Giảm giá phải trên 0 % và không quá 100 %."),
        (lambda: rules.amount_off(ZERO), "Số tiền giảm phải lớn hơn 0."),
        (lambda: rules.off_each(Money(-5)), "Số tiền giảm phải lớn hơn 0."),
        (
            lambda: _line_off(rules.amount_off(Money(10_001))),
            "Không giảm quá số tiền 10.000\u00a0₫.",
        ),
        (
            lambda: _line_off(rules.off_each(Money(10_001))),
            "Không giảm quá số tiền 10.000\u00a0₫.",
        ),
        (
            lambda: _line_off(rules.off_each(Money(8_934_563_138_165))),
            "Không giảm quá số tiền 10.000\u00a0₫.",
        ),
        (
            lambda: _cart_off(rules.amount_off(Money(10_001))),
            "Không giảm quá số tiền 10.000\u00a0₫.",
        ),
        (
            lambda: rules.discount_cart(empty(), rules.amount_off(Money(1))),
            "Không giảm quá số tiền 0\u00a0₫.",
        ),
    ],
)
def test_a_slip_of_the_finger_gets_a_sentence(slip: Callable[[], None], sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        slip()

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "allowed",
    [
        lambda: _add(1),
        lambda: _add(1_000_000_000),
        lambda: _add(1_000_000_000, 100_000),
        lambda: _add(1, MILLION * 1_000),
        lambda: _add(28_000, 1, weighed=True),
        lambda: _line_off(rules.percent(10_000)),
        lambda: _line_off(rules.amount_off(Money(10_000))),
        lambda: _line_off(rules.off_each(Money(10_000))),
        lambda: _cart_off(rules.amount_off(Money(10_000))),
    ],
)
def test_the_edge_itself_is_allowed(allowed: Callable[[], None]) -> None:
    allowed()


def test_no_unit_costs_less_than_nothing() -> None:
    two = with_lines((10_000, 2_000))
    with pytest.raises(BadInput, match=r"Không giảm quá số tiền 10\.000"):
        rules.discount_line(two, 1, rules.off_each(Money(10_001)))

    assert price(rules.discount_line(two, 1, rules.off_each(Money(9_999)))).due == Money(2)


def test_many_large_lines_never_overflow() -> None:
    """Sums stay countable: the cart is refused long before a column of 64 bits is full."""
    cart = empty()
    with pytest.raises(BadInput, match="vượt"):
        for number in range(200):
            cart, _ = rules.add(cart, ware(number), Money(1_000_000_000))
    assert len(cart.lines) == 100
    with pytest.raises(BadInput, match="vượt"):
        rules.change_quantity(cart, 1, Quantity.of(2))


def test_an_order_takes_no_discount_on_each_unit() -> None:
    with pytest.raises(ValueError, match="no units"):
        rules.discount_cart(one_bottle(), rules.off_each(Money(1)))


def test_a_discount_never_exceeds_what_a_smaller_quantity_costs() -> None:
    cart = with_lines((10_000, 3_000))
    cart = rules.discount_line(cart, 1, rules.amount_off(Money(25_000)))
    cart = rules.change_quantity(cart, 1, ONE)

    assert price(cart).due == ZERO


def test_a_discount_on_the_order_shrinks_with_it() -> None:
    cart = rules.discount_cart(
        with_lines((10_000, 1_000), (5_000, 1_000)), rules.amount_off(Money(12_000))
    )
    cart = rules.remove(cart, 1)

    assert price(cart).due == ZERO


def test_a_discount_can_be_taken_away() -> None:
    cart = design_order()
    for line in cart:
        cart = rules.discount_line(cart, line.key, None)
    cart = rules.discount_cart(cart, None)

    assert price(cart).due == Money(884_000)


@pytest.mark.parametrize(
    ("discount", "amount", "thousandths", "off"),
    [
        (rules.percent(1_000), 34_000, 1_000, 3_400),
        (rules.percent(1), 34_000, 1_000, 3),
        (rules.percent(3_333), 1_000, 1_000, 333),
        (rules.percent(5_000), 1, 1_000, 1),
        (rules.percent(10_000), 34_000, 1_000, 34_000),
        (rules.amount_off(Money(12_000)), 136_000, 4_000, 12_000),
        (rules.amount_off(Money(12_000)), 5_000, 1_000, 5_000),
        (rules.off_each(Money(3_000)), 136_000, 4_000, 12_000),
        (rules.off_each(Money(3_000)), 42_000, 1_500, 4_500),
        (rules.off_each(Money(1)), 42_000, 1_500, 2),
        (Discount(DiscountKind.PERCENT, 20_000), 1_000, 1_000, 1_000),
    ],
)
def test_what_a_discount_takes_off(
    discount: Discount, amount: int, thousandths: int, off: int
) -> None:
    assert discount.of(Money(amount), Quantity(thousandths)) == Money(off)


def test_the_lines_are_read_in_the_order_they_were_scanned() -> None:
    cart: Cart = design_order()

    assert [line.ware.name for line in cart][:2] == [
        "Gạo ST25 túi 5 kg",
        "Sữa tươi ít đường hộp 1 L",
    ]


def paid_by(*tenders: Tender) -> Cart:
    cart, _key = rules.add(empty(), ware(), Money(100_000))
    cart = rules.discount_cart(rules.serve(cart, 7), rules.amount_off(Money(10_000)))
    return rules.accept(cart, tenders)


CASH = Tender(Method.CASH, Money(20_000), Money(20_000))
POINTS = Tender(Method.POINTS, Money(10_000), Money(10_000), points=100)
SEEN = Tender(Method.TRANSFER, Money(30_000), Money(30_000), transfer_uid="t1")


def test_the_last_line_takes_discount_and_money_along_but_not_what_the_bank_has() -> None:
    cart = paid_by(CASH, POINTS, SEEN)

    emptied = rules.remove(cart, 1)

    assert (emptied.discount, emptied.tenders) == (None, (SEEN,))
    assert not emptied.untouched, "somebody's money is in it"
    assert rules.put_back(emptied, cart, 1) == cart


def test_a_line_goes_back_to_its_place_and_undoes_nothing_else() -> None:
    cart = with_lines((8_000, 1_000), (9_000, 1_000), (10_000, 1_000))
    grown, last = rules.add(rules.remove(cart, 2), ware(77), Money(5_000))

    again = rules.put_back(grown, cart, 2)

    assert [line.key for line in again] == [1, 2, 3, last]


@pytest.mark.parametrize("somebody", [None, 8])
def test_points_pay_only_for_whom_they_belong_to(somebody: int | None) -> None:
    cart = paid_by(CASH, POINTS)

    assert rules.serve(cart, 7).tenders == (CASH, POINTS)
    assert rules.serve(cart, somebody).tenders == (CASH,)


def test_who_was_taken_off_by_mistake_is_served_again_points_and_all() -> None:
    before = replace(one_bottle(), customer_id=7, tenders=(CASH, POINTS))
    alone = rules.write_note(rules.serve(before, None), "Gói riêng")
    again = rules.serve_again(alone, before)

    assert (again.customer_id, again.tenders, again.note) == (7, (CASH, POINTS), "Gói riêng")
    assert rules.serve_again(rules.serve(alone, 8), before).customer_id == 8, "somebody else is"
