"""Packs and pieces: what a box of twenty-four means in bottles."""

from __future__ import annotations

from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.money import Money, divide_half_up
from pos_app.basics.quantity import THOUSAND, Quantity

BASE_UNITS_OF_LINE: Final = """(CASE WHEN line.quantity < 0 THEN -1 ELSE 1 END
    * ((abs(line.quantity) * line.factor * 2 + 1000) / 2000))"""
"""`base_units` in SQL, of a row of `sale_line` called line: whole numbers, half away from zero."""


LEAVING: Final = f"""
    SELECT line.id AS line_id, line.product_id, {BASE_UNITS_OF_LINE} AS quantity
    FROM sale_line line WHERE line.sale_id = :sale
    UNION ALL
    SELECT line.id, part.product_id, (CASE WHEN line.quantity < 0 THEN -1 ELSE 1 END
           * ((abs({BASE_UNITS_OF_LINE}) * part.quantity * 2 + 1000) / 2000))
    FROM sale_line line JOIN combo_part part ON part.combo_id = line.product_id
    WHERE line.sale_id = :sale"""
"""What a sale takes off the shelf: each line's good, and for a combo each of its parts."""


def base_units(quantity: Quantity, factor: int) -> Quantity:
    """How many base units are in `quantity` packs of `factor` thousandths, rounded once."""
    return Quantity(divide_half_up(quantity.thousandths * factor, THOUSAND))


def pack_price(own: Money | None, base: Money | None, factor: Quantity) -> Money | None:
    """The pack's own price, else the base unit's times the factor; None when neither is known."""
    if own is not None or base is None:
        return own
    return base.times(factor)


class Misfit(BadInput):
    """A field of a good that cannot be so; `field` names it, its number behind a colon."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
