"""Carts for tests, and the order that runs through every picture of the design."""

from __future__ import annotations

from typing import Final

from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE, Quantity
from pos_app.selling import cart as cart_rules
from pos_app.selling.cart import Cart, Ware

DESIGN: Final[tuple[tuple[str, str, int, int, int], ...]] = (
    ("Gạo ST25 túi 5 kg", "túi", 1_000, 189_000, 0),
    ("Sữa tươi ít đường hộp 1 L", "hộp", 4_000, 34_000, 12_000),
    ("Tã dán size L, 54 miếng", "gói", 1_000, 265_000, 0),
    ("Nước mắm 40 độ 500 ml", "chai", 1_000, 62_000, 0),
    ("Trứng gà ta hộp 10 quả", "hộp", 2_000, 36_000, 0),
    ("Cà phê rang xay 500 g", "gói", 1_000, 118_000, 18_000),
    ("Cam sành", "kg", 1_500, 28_000, 0),
)
"""Name, unit, thousandths, unit price, the line's own discount: 854.000 ₫ in all."""
DESIGN_OFF: Final = Money(20_000)
DESIGN_DUE: Final = Money(834_000)


def ware(
    product_id: int = 1,
    name: str = "Nước suối 500 ml",
    *,
    by_weight: bool = False,
    vat_rate: int | None = None,
    earns: bool = True,
    unit: str = "chai",
) -> Ware:
    return Ware(
        product_id=product_id,
        name=name,
        barcode=f"893{product_id:010d}",
        unit=unit,
        factor=1_000,
        by_weight=by_weight,
        vat_rate=vat_rate,
        earns=earns,
    )


def empty(key: str = "k1") -> Cart:
    return Cart(key=key, code="KQ2222222")


def with_lines(*lines: tuple[int, int], cart: Cart | None = None) -> Cart:
    """A cart of (unit price, thousandths); goods of broken quantities are sold by weight."""
    filled = cart or empty()
    for number, (price, thousandths) in enumerate(lines, start=1):
        weighed = thousandths % 1_000 != 0
        filled, _ = cart_rules.add(
            filled, ware(number, by_weight=weighed), Money(price), Quantity(thousandths)
        )
    return filled


def design_order(cart: Cart | None = None, wares: tuple[Ware, ...] | None = None) -> Cart:
    """Seven lines, 854.000 ₫ after 30.000 ₫ off lines; 20.000 ₫ off the order leave 834.000 ₫."""
    filled = cart or empty()
    goods = wares or design_wares()
    for good, (_, _, thousandths, price, off) in zip(goods, DESIGN, strict=True):
        filled, key = cart_rules.add(filled, good, Money(price), Quantity(thousandths))
        if off:
            filled = cart_rules.discount_line(filled, key, cart_rules.amount_off(Money(off)))
    return cart_rules.discount_cart(filled, cart_rules.amount_off(DESIGN_OFF))


def design_wares() -> tuple[Ware, ...]:
    return tuple(
        ware(number, name, unit=unit, by_weight=unit == "kg")
        for number, (name, unit, *_) in enumerate(DESIGN, start=1)
    )


def one_bottle(cart: Cart | None = None, price: int = 10_000) -> Cart:
    filled, _ = cart_rules.add(cart or empty(), ware(), Money(price), ONE)
    return filled
