"""A cart on disk comes back as it was."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.money import Money
from pos_app.basics.quantity import LARGEST, Quantity
from pos_app.goods.limits import HIGHEST_PRICE
from pos_app.payments.tenders import Method, Tender
from pos_app.selling.cart import (
    Cart,
    CartLine,
    Discount,
    DiscountKind,
    PriceSource,
    Ware,
)
from pos_app.selling.draft_body import decode, encode
from tests.baskets import design_order, empty

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
counts = st.integers(0, 10**15)
discounts = st.none() | st.builds(Discount, st.sampled_from(DiscountKind), counts)
wares = st.builds(
    Ware,
    product_id=counts,
    name=words,
    barcode=words,
    unit=words,
    factor=counts,
    by_weight=st.booleans(),
    vat_rate=st.none() | st.integers(0, 10_000),
    earns=st.booleans(),
)
lines = st.builds(
    CartLine,
    key=counts,
    ware=wares,
    quantity=st.builds(Quantity, st.integers(0, LARGEST)),
    unit_price=st.builds(Money, st.integers(0, HIGHEST_PRICE.dong)),
    price_source=st.sampled_from(PriceSource),
    discount=st.none() | st.builds(Discount, st.sampled_from(DiscountKind), st.integers(0, 10_000)),
)
tenders = st.builds(
    Tender,
    method=st.sampled_from(Method),
    amount=st.builds(Money, counts),
    tendered=st.builds(Money, counts),
    points=counts,
    reference=words,
    transfer_uid=words,
)
carts = st.builds(
    Cart,
    key=words,
    code=words,
    position=counts,
    label=words,
    held=st.booleans(),
    customer_id=st.none() | counts,
    lines=st.lists(lines, max_size=5).map(tuple),
    discount=discounts,
    note=words,
    tenders=st.lists(tenders, max_size=3).map(tuple),
    next_line=counts,
    revision=counts,
)


def columns_of(cart: Cart) -> Cart:
    """What the row of a draft keeps outside of its body."""
    return Cart(
        key=cart.key,
        code=cart.code,
        position=cart.position,
        held=cart.held,
        customer_id=cart.customer_id,
        revision=cart.revision,
    )


@given(carts)
def test_every_cart_survives_the_disk(cart: Cart) -> None:
    assert decode(encode(cart), columns_of(cart)) == cart


@given(carts)
def test_equal_carts_have_equal_bodies(cart: Cart) -> None:
    """The body is what a retry is recognised by."""
    assert encode(decode(encode(cart), columns_of(cart))) == encode(cart)


def test_any_other_content_is_another_body() -> None:
    order = design_order()
    changed = [
        replace(order, note="giao sau"),
        replace(order, label="áo đỏ"),
        replace(order, discount=None),
        replace(order, lines=order.lines[1:]),
        replace(order, tenders=(Tender(Method.CASH, Money(834_000)),)),
        replace(order, lines=(replace(order.lines[0], quantity=Quantity(2_000)), *order.lines[1:])),
        replace(order, lines=(replace(order.lines[0], unit_price=Money(1)), *order.lines[1:])),
    ]

    assert len({encode(cart) for cart in [order, *changed]}) == len(changed) + 1


def test_the_body_is_readable_by_a_person() -> None:
    assert '"Gạo ST25 túi 5 kg"' in encode(design_order())
    assert encode(empty()) == (
        '{"label":"","note":"","next":1,"discount":null,"lines":[],"tenders":[],'
        '"delivery":null,"buyer":null}'
    )
