"""What a cart's line copies of a good, so that later edits change no cart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pos_app.selling.cart import Ware
from pos_app.shop.vat import rate_on

if TYPE_CHECKING:
    from pos_app.goods.items import Item


def ware_of(item: Item, day: date) -> Ware:
    """The good as it is sold on a day, whose VAT rate it carries."""
    return Ware(
        product_id=item.product_id,
        name=item.name,
        barcode=item.barcode,
        unit=item.unit,
        factor=item.factor,
        by_weight=item.by_weight,
        vat_rate=rate_on(item.vat_class, day),
        earns=item.earns_points,
    )
