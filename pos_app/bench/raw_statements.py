"""The strings of a sale by the bare driver, written once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pos_app.goods.units import BASE_UNITS_OF_LINE
from pos_app.selling import seal


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"


SHIFT_DAY: Final = (
    "SELECT business_day FROM shift WHERE id = ? AND counter_id = ? AND closed_at IS NULL"
)
TAKE_NUMBER: Final = (
    "INSERT INTO number_series (counter_id, kind, last) VALUES (?, ?, 1)"
    " ON CONFLICT (counter_id, kind) DO UPDATE SET last = last + 1 RETURNING last"
)
COSTS: Final = "SELECT id, cost FROM product WHERE id IN (?, ?, ?, ?, ?, ?, ?, ?)"
ADD_SALE: Final = _insert("sale", (*seal.SALE, "note"))
ADD_LINE: Final = _insert("sale_line", ("sale_id", *seal.LINE))
ADD_PAYMENT: Final = _insert("payment", ("sale_id", *seal.PAYMENT))
MOVE_STOCK: Final = f"""
INSERT INTO stock_move (product_id, quantity, kind, sale_line_id, at, staff_id, counter_id)
SELECT line.product_id, -{BASE_UNITS_OF_LINE}, 'sale', line.id, ?, ?, ?
FROM sale_line line JOIN product ON product.id = line.product_id
WHERE line.sale_id = ? AND product.stocked
ORDER BY line.product_id, line.id
"""
LOWER_LEVELS: Final = f"""
UPDATE stock_level
SET on_hand = on_hand - CASE WHEN taken.stocked THEN taken.quantity ELSE 0 END,
    sold = sold + taken.quantity
FROM (
    SELECT line.product_id, product.stocked, sum({BASE_UNITS_OF_LINE}) AS quantity
    FROM sale_line line JOIN product ON product.id = line.product_id
    WHERE line.sale_id = ?
    GROUP BY line.product_id, product.stocked
) taken
WHERE stock_level.product_id = taken.product_id
"""
PROGRAMME: Final = """
SELECT version, dong_per_point, window_months, rank, threshold, multiplier
FROM programme JOIN tier_level ON programme_version = version
ORDER BY version, rank
"""
ACCOUNT: Final = """
SELECT points, tier, tier_since,
    (SELECT coalesce(sum(counted.net), 0)
     FROM sale AS counted LEFT JOIN sale AS reversed ON reversed.id = counted.original_id
     WHERE counted.customer_id = :who AND counted.origin = 'sale'
       AND counted.business_day >= :first
       AND coalesce(reversed.business_day, counted.business_day) BETWEEN :first AND :day) AS spent,
    (SELECT coalesce(sum(points_left), 0) FROM points_debt
     WHERE customer_id = :who AND points_left > 0) AS owed,
    (SELECT at FROM points_entry WHERE customer_id = :who ORDER BY id DESC LIMIT 1) AS latest,
    EXISTS (SELECT 1 FROM sale
            WHERE customer_id = :who AND business_day = :day AND kind = 'sale')
FROM account WHERE customer_id = :who
"""
SETTLE: Final = """
UPDATE account
SET points = points - ?1 + ?2, tier = ?3, tier_since = ?4, spent = spent + ?5,
    visits = visits + ?6,
    last_sale_at = CASE WHEN last_sale_at > ?7 THEN last_sale_at ELSE ?7 END
WHERE customer_id = ?8 AND points >= ?1
"""
ADD_ENTRY: Final = _insert(
    "points_entry",
    (
        "customer_id", "kind", "points", "balance", "sale_id", "base", "multiplier",
        "programme_version", "reason", "at", "staff_id", "counter_id", "request_key",
    ),
)  # fmt: skip
USABLE_LOTS: Final = """
SELECT entry_id, points_left FROM points_lot
WHERE customer_id = ? AND points_left > 0 AND (expires_on IS NULL OR expires_on >= ?)
ORDER BY expires_on IS NULL, expires_on, entry_id
"""
DRAW_LOT: Final = "UPDATE points_lot SET points_left = points_left - ? WHERE entry_id = ?"
ADD_USE: Final = _insert("points_use", ("entry_id", "lot_id", "points"))
ADD_LOT: Final = _insert("points_lot", ("entry_id", "customer_id", "points", "points_left"))
ADD_RISE: Final = _insert(
    "tier_change",
    (
        "customer_id", "before", "after", "qualifying", "programme_version", "sale_id", "reason",
        "at",
    ),
)  # fmt: skip
DROP_DRAFT: Final = "DELETE FROM draft WHERE key = ?"
SALT: Final = "SELECT salt FROM shop"
HEAD: Final = "SELECT n, hash FROM journal ORDER BY n DESC LIMIT 1"
ADD_JOURNAL: Final = _insert(
    "journal",
    (
        "n", "at", "monotonic_ms", "staff_id", "counter_id", "shift_id", "approver_id", "kind",
        "subject", "body", "previous", "hash",
    ),
)  # fmt: skip
ADD_EVENT: Final = _insert("outbox", ("name", "subject", "payload", "at", "settled"))
