"""What must always hold of goods and stock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.basics.text import fold
from pos_app.goods.shelving import search_words
from pos_app.goods.units import BASE_UNITS_OF_LINE
from pos_app.models.goods import Product
from pos_app.store.check import Check, Scope, finder
from pos_app.store.search_check import unfindable

_LEVELS: Final = """
    SELECT 'product ' || product.id || ': ' || coalesce(level.on_hand, 'no level')
           || ' on hand, moves make ' || coalesce(moved.quantity, 0)
    FROM product
    LEFT JOIN stock_level level ON level.product_id = product.id
    LEFT JOIN (
        SELECT product_id, sum(quantity) AS quantity FROM stock_move GROUP BY product_id
    ) moved ON moved.product_id = product.id
    WHERE level.on_hand IS NOT coalesce(moved.quantity, 0)
"""

_SOLD: Final = f"""
    SELECT 'product ' || level.product_id || ': ' || level.sold
           || ' sold, lines make ' || coalesce(lines.quantity, 0)
    FROM stock_level level
    LEFT JOIN (
        SELECT line.product_id, sum({BASE_UNITS_OF_LINE}) AS quantity
        FROM sale_line line JOIN sale ON sale.id = line.sale_id
        WHERE sale.origin = 'sale' GROUP BY line.product_id
    ) lines ON lines.product_id = level.product_id
    WHERE level.sold <> coalesce(lines.quantity, 0)
"""

_ONE_MOVE: Final = f"""
    SELECT 'sale line ' || line.id || ' of product ' || line.product_id || ': moved '
           || coalesce(-move.quantity, 'nothing') || ', sold ' || {BASE_UNITS_OF_LINE}
    FROM sale
    JOIN sale_line line ON line.sale_id = sale.id
    JOIN product ON product.id = line.product_id
    LEFT JOIN stock_move move ON move.sale_line_id = line.id
    WHERE sale.id > :since AND sale.origin = 'sale' AND (
        (product.stocked AND move.id IS NULL)
        OR move.quantity <> -{BASE_UNITS_OF_LINE}
        OR move.product_id <> line.product_id)
"""

_NOTHING_MOVED: Final = """
    SELECT 'stock move ' || move.id || ' belongs to imported sale ' || sale.id
    FROM sale
    JOIN sale_line line ON line.sale_id = sale.id
    JOIN stock_move move ON move.sale_line_id = line.id
    WHERE sale.id > :since AND sale.origin <> 'sale'
"""


def _unfindable(session: Session, _scope: Scope) -> Iterator[str]:
    goods = select(Product.id, Product.name, Product.sku, Product.folded)
    entries = (
        (one.id, one.folded, fold(one.name), search_words(one.name, one.sku))
        for one in session.execute(goods).yield_per(1000)
    )
    yield from unfindable(session, "product_search", "product", "name and code", entries)


CHECKS: Final = (
    Check(13, N_("Hàng tồn là tổng các lần nhập xuất"), finder(_LEVELS), whole=True),
    Check(13, N_("Số đã bán là số ghi trên các dòng"), finder(_SOLD), whole=True),
    Check(
        13, N_("Mỗi dòng bán hàng có đếm có đúng một lần xuất, đúng số lượng"), finder(_ONE_MOVE)
    ),
    Check(13, N_("Lịch sử nhập vào không đụng tới hàng tồn"), finder(_NOTHING_MOVED)),
    Check(
        34,
        N_("Món nào cũng tìm thấy theo tên và mã, không có dòng tìm lạc"),
        _unfindable,
        whole=True,
    ),
)
