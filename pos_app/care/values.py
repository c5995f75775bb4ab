"""Where a customer's spending stands among everybody's: the V of the score.

Until visits are forecast, what was spent stands in for what will be. The ranks are taken once a
day; they only order the queue and are shown to nobody, so in a large shop some customers, evenly
spread from the first to the newest, stand for all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Integer, bindparam, func, select, type_coerce
from sqlalchemy.orm import Session

from pos_app.care.scores import MIDDLE, WHOLE
from pos_app.models.loyalty import Account

SAMPLE: Final = 2000
"""So many customers tell a rank to within a few hundredths, and are read in a few milliseconds."""

_SPENT = type_coerce(Account.spent, Integer)
_NEWEST = select(func.max(Account.customer_id))
_STEP = bindparam("step", type_=Integer)
_places = select(bindparam("newest", type_=Integer).label("id")).cte("places", recursive=True)
_places = _places.union_all(select(_places.c.id - _STEP).where(_places.c.id > _STEP))
_SPREAD = (
    select(_SPENT)
    .join_from(_places, Account, Account.customer_id == _places.c.id)
    .where(Account.visits > 0)
    .order_by(_SPENT)
)


class Values:
    """Percentile ranks of customers, in thousandths."""

    def __init__(self, sample: int = SAMPLE) -> None:
        self._sample = sample
        self._taken: tuple[date, Sequence[int]] | None = None

    def of(self, session: Session, customer_ids: Collection[int], day: date) -> Mapping[int, int]:
        """The rank of each; the middle for somebody who bought nothing yet."""
        if not customer_ids:
            return {}
        spending = self._spending(session, day)
        rows = session.execute(
            select(Account.customer_id, _SPENT.label("spent"), Account.visits).where(
                Account.customer_id.in_(customer_ids)
            )
        )
        ranks = {
            row.customer_id: rank(row.spent, spending) if row.visits else MIDDLE for row in rows
        }
        return {each: ranks.get(each, MIDDLE) for each in customer_ids}

    def _spending(self, session: Session, day: date) -> Sequence[int]:
        if self._taken is None or self._taken[0] != day:
            self._taken = day, _spread(session, self._sample)
        return self._taken[1]


def rank(spent: int, spending: Sequence[int]) -> int:
    """The share, in thousandths, of rising `spending` that lies below `spent`."""
    return WHOLE * bisect_left(spending, spent) // len(spending) if spending else MIDDLE


def _spread(session: Session, most: int) -> Sequence[int]:
    """What customers spent, rising: everybody who bought, or every nth of `most` customers."""
    newest = session.scalar(_NEWEST) or 0
    step = max(1, -(-newest // most))
    return session.scalars(_SPREAD, {"newest": newest, "step": step}).all()
