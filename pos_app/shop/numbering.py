"""Numbers without gaps: taken in the transaction that uses them, so a rollback gives them back."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table, bindparam, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from pos_app.models.shop import NumberSeries
from pos_app.store.prepared import Prepared

WHOLE_SHOP = 0

_SERIES = cast(Table, NumberSeries.__table__)
_TAKE = Prepared(
    insert(_SERIES)
    .values(counter_id=bindparam("counter_id"), kind=bindparam("kind"), last=1)
    .on_conflict_do_update(
        index_elements=[_SERIES.c.counter_id, _SERIES.c.kind],
        set_={"last": _SERIES.c.last + 1},
    )
    .returning(_SERIES.c.last)
)


def next_number(session: Session, kind: str, counter: int = WHOLE_SHOP) -> int:
    """The next number of a series, from 1; a counter has its own, 0 is the whole shop's."""
    number: int = _TAKE.value(session, {"counter_id": counter, "kind": kind})
    return number


def jump_to(session: Session, kind: str, last: int, counter: int = WHOLE_SHOP) -> None:
    """Says that `last` numbers were given out in bulk."""
    next_number(session, kind, counter)
    session.execute(
        update(NumberSeries)
        .where(NumberSeries.counter_id == counter, NumberSeries.kind == kind)
        .values(last=last)
    )
