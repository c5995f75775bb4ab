"""What must always hold of goods and stock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.basics.text import fold
from pos_app.goods.lots import COUNTED, UNCOUNTED
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

_LEAVING: Final = f"""
    SELECT line.id AS line_id, line.product_id, {BASE_UNITS_OF_LINE} AS quantity, sale.sold_at
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    WHERE sale.id > :since AND sale.origin = 'sale'
    UNION ALL
    SELECT line.id, part.product_id, (CASE WHEN line.quantity < 0 THEN -1 ELSE 1 END
           * ((abs({BASE_UNITS_OF_LINE}) * part.quantity * 2 + 1000) / 2000)), sale.sold_at
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    JOIN combo_part part ON part.combo_id = line.product_id
    WHERE sale.id > :since AND sale.origin = 'sale'
"""
_COUNTED_THEN: Final = f"""coalesce(
    (SELECT kind = '{COUNTED}' FROM stock_move turn
     WHERE turn.product_id = leaving.product_id AND turn.kind IN ('{COUNTED}', '{UNCOUNTED}')
       AND turn.at <= leaving.sold_at ORDER BY turn.id DESC LIMIT 1),
    (SELECT kind = '{UNCOUNTED}' FROM stock_move turn
     WHERE turn.product_id = leaving.product_id AND turn.kind IN ('{COUNTED}', '{UNCOUNTED}')
     ORDER BY turn.id LIMIT 1),
    1)"""
"""Whether the good was counted when the line was sold: it may have been turned on or off since."""
_MOVED_AS_SOLD: Final = f"""
    SELECT 'sale line ' || line_id || ' of product ' || product_id || ': moved '
           || coalesce(-moved, 'nothing') || ', sold ' || quantity
    FROM (
        SELECT leaving.*, product.stocked,
               (SELECT sum(move.quantity) FROM stock_move move
                WHERE move.sale_line_id = leaving.line_id
                  AND move.product_id = leaving.product_id) AS moved
        FROM ({_LEAVING}) leaving JOIN product ON product.id = leaving.product_id
    ) leaving
    WHERE moved <> -quantity OR (moved IS NULL AND stocked AND {_COUNTED_THEN})
"""
_STRAY_MOVE: Final = """
    SELECT 'stock move ' || move.id || ' of product ' || move.product_id
           || ' belongs to sale line ' || line.id || ' of product ' || line.product_id
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    JOIN stock_move move ON move.sale_line_id = line.id
    WHERE sale.id > :since AND move.product_id <> line.product_id AND NOT EXISTS (
        SELECT 1 FROM combo_part part
        WHERE part.combo_id = line.product_id AND part.product_id = move.product_id)
"""

_LOT_SUMS: Final = """
    SELECT 'lot ' || lot.id || ': ' || lot.on_hand || ' on hand, moves make '
           || coalesce(moved.quantity, 0)
    FROM lot LEFT JOIN (
        SELECT lot_id, sum(quantity) AS quantity FROM stock_move
        WHERE lot_id IS NOT NULL GROUP BY lot_id
    ) moved ON moved.lot_id = lot.id
    WHERE lot.on_hand <> coalesce(moved.quantity, 0) OR lot.on_hand < 0
"""
_LOTS_ARE_STOCK: Final = """
    SELECT 'product ' || product.id || ': ' || level.on_hand || ' on hand, lots hold '
           || coalesce(held.quantity, 0)
    FROM product JOIN stock_level level ON level.product_id = product.id
    LEFT JOIN (SELECT product_id, sum(on_hand) AS quantity FROM lot GROUP BY product_id) held
        ON held.product_id = product.id
    WHERE product.lots AND product.stocked AND level.on_hand <> coalesce(held.quantity, 0)
"""
_SOLD_EXPIRED: Final = """
    SELECT 'sale line ' || line.id || ' sold lot ' || lot.id || ', which expired '
           || lot.expires_on
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    JOIN stock_move move ON move.sale_line_id = line.id AND move.quantity < 0
    JOIN lot ON lot.id = move.lot_id
    WHERE sale.id > :since
      AND lot.expires_on < date(sale.sold_at / 1000, 'unixepoch', '+7 hours')
"""
_SILENT_OVERRIDE: Final = """
    SELECT 'sale line ' || line.id || ' sold lot ' || line.lot_id
           || ' before one that expires earlier, and nobody is named'
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    JOIN lot chosen ON chosen.id = line.lot_id
    WHERE sale.id > :since AND line.quantity > 0
      AND EXISTS (
        SELECT 1 FROM lot earlier JOIN stock_move move ON move.lot_id = earlier.id
        WHERE earlier.product_id = line.product_id AND earlier.expires_on < chosen.expires_on
          AND earlier.expires_on >= date(sale.sold_at / 1000, 'unixepoch', '+7 hours')
          AND move.id < (SELECT min(mine.id) FROM stock_move mine
                         WHERE mine.sale_line_id = line.id)
        GROUP BY earlier.id HAVING sum(move.quantity) > 0)
      AND NOT EXISTS (
        SELECT 1 FROM journal WHERE journal.kind = 'override.lot' AND journal.subject = sale.uid
          AND json_extract(journal.body, '$.line') = line.id)
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
        13,
        N_("Mỗi dòng bán, kể cả món trong bộ, xuất kho đúng số lượng"),
        finder(_MOVED_AS_SOLD, _STRAY_MOVE),
    ),
    Check(
        14,
        N_("Lô không âm, bằng tổng các lần xuất nhập, cộng lại bằng tồn"),
        finder(_LOT_SUMS, _LOTS_ARE_STOCK),
        whole=True,
    ),
    Check(14, N_("Không bán lô đã hết hạn"), finder(_SOLD_EXPIRED)),
    Check(14, N_("Bán lô khác lô sắp hết hạn thì có ghi ai cho phép"), finder(_SILENT_OVERRIDE)),
    Check(13, N_("Lịch sử nhập vào không đụng tới hàng tồn"), finder(_NOTHING_MOVED)),
    Check(
        34,
        N_("Món nào cũng tìm thấy theo tên và mã, không có dòng tìm lạc"),
        _unfindable,
        whole=True,
    ),
)
