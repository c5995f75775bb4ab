"""What follows from sales by arithmetic alone, for all of them at once, in SQL.

Stock moves and levels, search words, the ledger of points with its lots and tiers, accounts and
events: the same rows as the till writes sale by sale, which `check` proves of every demo shop.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.basics.events import POINTS_CHANGED, SALE_COMPLETED, TASK_CLOSED, TIER_RAISED
from pos_app.care.planner import HANDLER
from pos_app.goods.units import BASE_UNITS_OF_LINE
from pos_app.loyalty.ledger import recount

_STOCK: Final = (
    # On Mondays and Thursdays the van brings what will be sold until it comes again.
    f"""
    INSERT INTO stock_move (product_id, quantity, kind, at, staff_id, counter_id)
    SELECT product_id, quantity, 'receipt', opened_at + 300000, staff_id, counter_id
    FROM (
        SELECT van.first, line.product_id, sum({BASE_UNITS_OF_LINE}) AS quantity
        FROM sale_line line JOIN sale ON sale.id = line.sale_id
        JOIN (
            SELECT id, min(id) OVER (PARTITION BY strftime('%Y %W ', business_day)
                || (strftime('%w', business_day) IN ('1', '2', '3'))) AS first FROM shift
        ) van ON van.id = sale.shift_id
        GROUP BY van.first, line.product_id
    ) JOIN shift ON shift.id = first
    """,
    f"""
    INSERT INTO stock_move (product_id, quantity, kind, sale_line_id, at, staff_id, counter_id)
    SELECT line.product_id, -{BASE_UNITS_OF_LINE}, 'sale', line.id, sold_at, staff_id, counter_id
    FROM sale_line line JOIN sale ON sale.id = line.sale_id ORDER BY line.id
    """,
    """
    UPDATE stock_level SET on_hand = moved.quantity, sold = moved.sold
    FROM (
        SELECT product_id, sum(quantity) AS quantity, -sum(quantity * (kind = 'sale')) AS sold
        FROM stock_move GROUP BY product_id
    ) moved WHERE moved.product_id = stock_level.product_id
    """,
)
_SEARCH: Final = ("INSERT INTO customer_search (rowid, folded) SELECT id, folded FROM customer",)
_POINTS: Final = (
    # A tier is what all spending so far reaches; sales are no older than the programme's window.
    """
    INSERT INTO tier_change
        (customer_id, before, after, qualifying, programme_version, sale_id, reason, at)
    SELECT customer_id, before, after, spent, version, id, 'sale', sold_at FROM (
        SELECT *, lag(after, 1, 0) OVER (PARTITION BY customer_id ORDER BY id) AS before FROM (
            SELECT sale.*, level.programme_version AS version, max(level.rank) AS after FROM (
                SELECT id, customer_id, sold_at,
                       sum(net) OVER (PARTITION BY customer_id ORDER BY id) AS spent
                FROM sale WHERE customer_id IS NOT NULL
            ) sale JOIN tier_level level ON level.threshold <= spent GROUP BY sale.id
        )
    ) WHERE after > before ORDER BY id
    """,
    """
    INSERT INTO points_entry
        (customer_id, kind, points, balance, sale_id, base, multiplier, programme_version, reason,
         at, staff_id, counter_id, request_key)
    SELECT customer_id, entry, points, balance, id, base, multiplier, 1, 'sale', sold_at, staff_id,
           counter_id, draft_key || ':' || entry
    FROM (
        SELECT *, 'redeem' AS entry, -points_redeemed AS points,
               points_after - points_earned AS balance, NULL AS base, NULL AS multiplier
        FROM sale WHERE points_redeemed > 0
        UNION ALL
        SELECT *, 'earn', points_earned, points_after, earning_base, (
            SELECT multiplier FROM tier_level WHERE rank = coalesce((
                SELECT max(after) FROM tier_change rise
                WHERE rise.customer_id = sale.customer_id AND rise.sale_id < sale.id), 0))
        FROM sale WHERE points_earned > 0
    ) ORDER BY id, points
    """,
    """
    INSERT INTO points_lot (entry_id, customer_id, points, points_left)
    SELECT id, customer_id, points, points FROM points_entry WHERE kind = 'earn'
    """,
    # First in, first out: the points spent from..to are those earned from..to.
    """
    WITH flow AS MATERIALIZED (
        SELECT id, customer_id, kind, abs(points) AS points,
               sum(abs(points)) OVER (PARTITION BY customer_id, kind ORDER BY id) AS upto
        FROM points_entry
        WHERE customer_id IN (SELECT customer_id FROM points_entry WHERE kind = 'redeem')
    )
    INSERT INTO points_use (entry_id, lot_id, points)
    SELECT spent.id, lot.id,
           min(spent.upto, lot.upto) - max(spent.upto - spent.points, lot.upto - lot.points)
    FROM flow spent JOIN flow lot ON lot.customer_id = spent.customer_id AND lot.kind = 'earn'
     AND lot.upto > spent.upto - spent.points AND lot.upto - lot.points < spent.upto
    WHERE spent.kind = 'redeem' ORDER BY spent.id, lot.id
    """,
    """
    UPDATE points_lot SET points_left = points_left - used.points
    FROM (SELECT lot_id, sum(points) AS points FROM points_use GROUP BY lot_id) used
    WHERE used.lot_id = entry_id
    """,
    """
    UPDATE account SET points = held.points
    FROM (SELECT customer_id, sum(points) AS points FROM points_entry GROUP BY customer_id) held
    WHERE held.customer_id = account.customer_id
    """,
    """
    UPDATE account SET tier = rise.after, tier_since = rise.business_day
    FROM (
        SELECT tier_change.customer_id, max(after) AS after, business_day
        FROM tier_change JOIN sale ON sale.id = sale_id GROUP BY tier_change.customer_id
    ) rise WHERE rise.customer_id = account.customer_id
    """,
)
_EVENTS: Final = (
    f"""
    INSERT INTO outbox (name, subject, payload, at, settled)
    SELECT name, uid, payload, sold_at, name = '{POINTS_CHANGED}' OR id <= :told FROM (
        SELECT id, uid, sold_at, 1 AS place, '{SALE_COMPLETED}' AS name, json_object(
            'counter', counter_id, 'customer', coalesce(customer_id, 0), 'sale', id) AS payload
        FROM sale
        UNION ALL
        SELECT id, uid, sold_at, 2, '{POINTS_CHANGED}', json_object(
            'customer', customer_id, 'earned', points_earned, 'redeemed', points_redeemed,
            'sale', id)
        FROM sale WHERE points_earned > 0 OR points_redeemed > 0
        UNION ALL
        SELECT sale.id, uid, sold_at, 3, '{TIER_RAISED}', json_object(
            'after', after, 'before', before, 'customer', sale.customer_id, 'sale', sale.id)
        FROM tier_change JOIN sale ON sale.id = sale_id
    ) ORDER BY id, place
    """,
    f"""
    INSERT INTO outbox (name, subject, payload, at, settled)
    SELECT '{TASK_CLOSED}', uid, json_object(
        'customer', customer.id, 'outcome', outcome, 'state', state, 'task', task.id), closed_at, 1
    FROM care_task task JOIN customer ON customer.id = customer_id WHERE state = 'done'
    ORDER BY closed_at, task.id
    """,
    f"""
    INSERT INTO delivery (event_id, handler, attempts, next_at, delivered_at, failed, error)
    SELECT id, '{HANDLER}', 1, at, at, 0, '' FROM outbox
    WHERE settled AND name IN ('{SALE_COMPLETED}', '{TIER_RAISED}')
    """,
)


def settle(session: Session, told: int) -> None:
    """Writes all that the sales and tasks in the file ask for.

    Care has heard of sales up to the id `told`; the courier will tell it of the others.
    """
    for statement in (*_STOCK, *_SEARCH, *_POINTS, *_EVENTS):
        session.execute(text(statement), {"told": told} if ":told" in statement else {})
    recount(session)
