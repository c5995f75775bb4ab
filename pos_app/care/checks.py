"""What must hold of care work, judged from the rows alone.

The rules are stated once more, apart from the code that plans, so that a defect there is seen.
Only what stood before a sale counts for it, so it is judged the same at any later time.
"""

from __future__ import annotations

import json
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from pos_app.basics.clock import shop_day
from pos_app.basics.events import SALE_COMPLETED, TIER_RAISED
from pos_app.basics.i18n import N_
from pos_app.care.planner import HANDLER
from pos_app.models.care import CareTask
from pos_app.models.journal import Delivery, OutboxEvent
from pos_app.models.loyalty import TierChange
from pos_app.models.sales import Sale
from pos_app.store.check import Check, Scope, finder
from pos_app.store.prepared import Prepared

Key = tuple[str, int, str]
"""Rule, customer and occurrence."""

_OF_SALES: Final = ("first_purchase", "big_basket", "tier_up")
"""Rules whose tasks follow from sales alone; others follow from what somebody did."""

_WINDOW: Final = timedelta(days=180)
"""How far back a basket is compared with the shop's others."""

_DOCUMENTS: Final = Prepared(
    text("""
        SELECT business_day, origin, kind, total FROM sale
        WHERE business_day >= (
            SELECT date(min(business_day), '-180 days') FROM sale WHERE id > :since)
        ORDER BY id
    """)
)
_PURCHASES: Final = Prepared(
    text("""
        SELECT id, customer_id, origin, business_day, total FROM sale
        WHERE kind = 'sale' AND customer_id IN (
            SELECT customer_id FROM sale WHERE id > :since)
        ORDER BY id
    """)
)

_UNTOLD: Final = """
    SELECT 'sale ' || sale.id || ': told ' || count(event.id) || ' times, not once'
    FROM sale
    LEFT JOIN (
        SELECT id, subject FROM outbox
        WHERE name = 'sale.completed' AND id > coalesce((
            SELECT id FROM outbox WHERE subject = (SELECT uid FROM sale WHERE id = :since)
            ORDER BY id DESC LIMIT 1
        ), 0)
    ) event ON event.subject = sale.uid
    WHERE sale.id > :since AND sale.origin = 'sale' AND sale.kind = 'sale'
    GROUP BY sale.id HAVING count(event.id) <> 1
"""

_TOLD_OF_HISTORY: Final = """
    SELECT 'sale ' || sale.id || ': an imported history was told as news'
    FROM sale JOIN outbox ON outbox.subject = sale.uid
    WHERE sale.id > :since AND sale.origin = 'import'
"""

_DELIVERIES: Final = """
    SELECT 'event ' || outbox.id || ' for ' || delivery.handler || ': ' || delivery.attempts
           || ' tries, delivered ' || coalesce(delivery.delivered_at, 'never')
    FROM delivery JOIN outbox ON outbox.id = delivery.event_id
    WHERE (delivery.delivered_at IS NOT NULL AND delivery.failed)
       OR (delivery.delivered_at IS NOT NULL AND delivery.attempts = 0)
       OR (delivery.delivered_at IS NULL AND outbox.settled AND NOT delivery.failed)
       OR delivery.attempts > 6
"""

_TWICE: Final = """
    SELECT 'tasks of ' || rule || ' for customer ' || customer_id || ' at ' || occurrence
           || ': ' || count(*)
    FROM care_task GROUP BY rule, customer_id, occurrence HAVING count(*) > 1
"""

_TRIES: Final = """
    SELECT 'task ' || task.id || ': counts ' || task.attempts || ' unanswered calls, '
           || count(try.id) || ' are written down'
    FROM care_task task
    LEFT JOIN care_attempt try
        ON try.task_id = task.id AND try.outcome IN ('no_answer', 'switched_off')
    GROUP BY task.id HAVING count(try.id) <> task.attempts OR task.attempts > 3
"""

_PROMISES: Final = """
    SELECT 'task ' || id || ': ' || state || ', outcome ' || coalesce(outcome, 'none')
    FROM care_task
    WHERE state NOT IN ('ready', 'claimed', 'done', 'rejected', 'expired')
       OR (state IN ('ready', 'claimed')) <> (outcome IS NULL)
       OR (outcome IS NULL) <> (closed_at IS NULL)
       OR (state = 'claimed') <> (claimed_by IS NOT NULL)
       OR (state = 'claimed') <> (lease_until IS NOT NULL)
       OR (state = 'done' AND closed_by IS NULL)
       OR late_after < due_at
"""

_UNWRITTEN: Final = """
    SELECT 'task ' || task.id || ': done, but no try is written down'
    FROM care_task task
    WHERE task.state = 'done'
      AND NOT EXISTS (SELECT 1 FROM care_attempt try WHERE try.task_id = task.id)
"""

_STRANGERS: Final = """
    SELECT 'try ' || try.id || ': of customer ' || try.customer_id || ', its task ' || task.id
           || ' of customer ' || task.customer_id
    FROM care_attempt try JOIN care_task task ON task.id = try.task_id
    WHERE try.customer_id <> task.customer_id
"""


def _tasks_of_sales(session: Session, scope: Scope) -> Iterator[str]:
    """Work that should be there and is not, and work that nothing asked for."""
    there = _there(session, scope)
    wanted = {**_asked_by_sales(session, scope), **_asked_by_rises(session, scope)}
    waiting = _not_yet_told(session)
    for key, sale_id in wanted.items():
        if key not in there and (key[0] == "tier_up", sale_id) not in waiting:
            yield f"sale {sale_id}: no task {' '.join(map(str, key))}"
    for key, sale_id in there.items():
        if sale_id > scope.since and key not in wanted:
            yield f"sale {sale_id}: nothing asks for the task {' '.join(map(str, key))}"


def _there(session: Session, scope: Scope) -> dict[Key, int]:
    tasks = select(
        CareTask.rule, CareTask.customer_id, CareTask.occurrence, CareTask.sale_id
    ).where(CareTask.rule.in_(_OF_SALES))
    if scope.since:
        tasks = tasks.where(CareTask.customer_id.in_(_newly(scope)))
    return {
        (row.rule, row.customer_id, row.occurrence): row.sale_id or 0
        for row in session.execute(tasks)
    }


def _newly(scope: Scope) -> Select[int | None]:
    """Who bought since."""
    return select(Sale.customer_id).where(Sale.id > scope.since, Sale.customer_id.is_not(None))


def _asked_by_sales(session: Session, scope: Scope) -> dict[Key, int]:
    wanted: dict[Key, int] = {}
    earlier: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    of_note = _of_note(session, scope)
    for sale, customer, origin, day, total in _PURCHASES.each(session, {"since": scope.since}):
        mine = earlier[customer]
        if origin == "sale" and sale > scope.since:
            if not mine:
                wanted["first_purchase", customer, "first"] = sale
            elif total >= of_note[day] and _big(mine, total):
                wanted["big_basket", customer, f"sale/{sale}"] = sale
        insort(mine, (day, sale, total))
        del mine[:-100]
    return wanted


def _of_note(session: Session, scope: Scope) -> dict[str, int]:
    """What a basket of a day has to come to: nineteen in twenty of the days before were smaller.

    Documents are met in their order, so that what a day knows is what stood before its first.
    """
    of_note: dict[str, int] = {}
    totals: defaultdict[str, list[int]] = defaultdict(list)
    for day, origin, kind, total in _DOCUMENTS.each(session, {"since": scope.since}):
        if origin == "sale" and day not in of_note:
            begin = (date.fromisoformat(day) - _WINDOW).isoformat()
            window = [found for each, found in totals.items() if begin <= each < day]
            of_note[day] = _ninety_fifth(window)
        if kind == "sale":
            insort(totals[day], total)
    return of_note


def _ninety_fifth(piles: list[list[int]]) -> int:
    """The smallest number that 95 in 100 of all piles, each sorted, do not exceed."""
    rank = (sum(map(len, piles)) * 95 + 99) // 100
    low, high = 0, max((pile[-1] for pile in piles), default=0)
    while low < high:
        middle = (low + high) // 2
        if sum(bisect_right(pile, middle) for pile in piles) < rank:
            low = middle + 1
        else:
            high = middle
    return low


def _big(earlier: list[tuple[str, int, int]], total: int) -> bool:
    """Five days of buying, and at least three times the middle of the newest hundred totals."""
    if len({day for day, _, _ in earlier}) < 5:
        return False
    totals = sorted(spent for _, _, spent in earlier)
    two_middles = totals[(len(totals) - 1) // 2] + totals[len(totals) // 2]
    return total >= 3 * ((two_middles + 1) // 2)


def _asked_by_rises(session: Session, scope: Scope) -> dict[Key, int]:
    rises = session.execute(
        select(TierChange.customer_id, TierChange.after, TierChange.sale_id, Sale.sold_at)
        .join(Sale, Sale.id == TierChange.sale_id)
        .where(
            TierChange.after > TierChange.before,
            Sale.origin == "sale",
            Sale.id > scope.since,
        )
        .order_by(TierChange.id.desc())
    )
    return {
        ("tier_up", rise.customer_id, f"{rise.after}/{shop_day(rise.sold_at).year}"): rise.sale_id
        for rise in rises
    }


def _not_yet_told(session: Session) -> frozenset[tuple[bool, int]]:
    """Sales whose rise (True) or completion (False) still waits in the outbox for care."""
    rows = session.execute(
        select(OutboxEvent.name, OutboxEvent.payload)
        .outerjoin(Delivery, (Delivery.event_id == OutboxEvent.id) & (Delivery.handler == HANDLER))
        .where(
            OutboxEvent.settled.is_(False),
            OutboxEvent.name.in_((SALE_COMPLETED, TIER_RAISED)),
            Delivery.delivered_at.is_(None),
            Delivery.failed.is_not(True),
        )
    )
    return frozenset((row.name == TIER_RAISED, _sale_of(json.loads(row.payload))) for row in rows)


def _sale_of(payload: Mapping[str, int]) -> int:
    return payload["sale"]


CHECKS: Final = (
    Check(21, N_("Mỗi phiếu có đúng các việc chăm sóc theo quy tắc"), _tasks_of_sales),
    Check(
        21,
        N_("Mỗi phiếu báo một lần, lịch sử nhập vào không báo gì"),
        finder(_UNTOLD, _TOLD_OF_HISTORY),
    ),
    Check(
        21,
        N_("Mỗi tin giao một lần, khóa không trùng, không ai bị gọi quá nhiều"),
        finder(_DELIVERIES, _TWICE, _TRIES),
    ),
    Check(
        26,
        N_("Mỗi việc có trạng thái và hạn, việc xong ghi kết quả"),
        finder(_PROMISES, _UNWRITTEN, _STRANGERS),
    ),
)
