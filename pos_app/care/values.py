"""Where a customer's spending stands among everybody's: the V of the score.

Until visits are forecast, what was spent stands in for what will be. The ranks are taken once a
day; they only order the queue and are shown to nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Integer, select, type_coerce
from sqlalchemy.orm import Session

from pos_app.care.scores import MIDDLE, WHOLE
from pos_app.models.loyalty import Account

_SPENT = type_coerce(Account.spent, Integer)
_EVERYBODY = select(_SPENT).where(Account.visits > 0).order_by(_SPENT)


class Values:
    """Percentile ranks of customers, in thousandths."""

    def __init__(self) -> None:
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
            self._taken = day, list(session.scalars(_EVERYBODY))
        return self._taken[1]


def rank(spent: int, spending: Sequence[int]) -> int:
    """The share, in thousandths, of rising `spending` that lies below `spent`."""
    return WHOLE * bisect_left(spending, spent) // len(spending) if spending else MIDDLE
