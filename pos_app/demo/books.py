"""The story's rows: kept while a day is told, written together when it is over."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter
from typing import Any, Final, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import day_start, shop_day
from pos_app.models.base import Base
from pos_app.store import journal
from pos_app.store.canonical import Value
from pos_app.store.journal import Act
from pos_app.store.prepared import Prepared, adding

_STARTED: Final = timedelta(hours=5)
"""After midnight the machine is switched on, before the shop opens."""


Row = Mapping[str, Any]

_NOTHING: Final[Row] = {}


class Books:
    """Rows by table in the order in which they came, and what goes into the journal."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: defaultdict[tuple[type[Base], tuple[str, ...]], list[Row]] = defaultdict(
            list
        )
        self._acts: list[Act] = []
        self._numbers: Counter[type[Base]] = Counter()

    def number(self, model: type[Base]) -> int:
        """The id of a table's next row."""
        self._numbers[model] += 1
        return self._numbers[model]

    def put(self, model: type[Base], row: Row = _NOTHING, **more: Any) -> None:
        """Keeps a row; columns that are not named hold nothing."""
        whole = {**row, **more} if more else row
        self._waiting[model, tuple(whole)].append(whole)

    def note(
        self, at: datetime, actor: Actor | None, kind: str, subject: str, body: Mapping[str, Value]
    ) -> None:
        """Keeps an act for the journal; `actor` None: the program itself."""
        awake = (at - day_start(shop_day(at)) - _STARTED) // timedelta(milliseconds=1)
        self._acts.append(Act(at, awake, actor, kind, subject, body))

    def write(self, until: datetime) -> None:
        """Writes the rows that wait, and the acts up to a moment in the order of time."""
        for (model, columns), rows in self._waiting.items():
            _insert(model, columns).run_all(self._session, rows)
        self._waiting.clear()
        self._acts.sort(key=attrgetter("at"))
        over = bisect_right(self._acts, until, key=attrgetter("at"))
        journal.append_all(self._session, self._acts[:over])
        del self._acts[:over]


@cache
def _insert(model: type[Base], columns: tuple[str, ...]) -> Prepared:
    table = cast(Table, model.__table__)
    return Prepared(adding(table, but=set(table.columns.keys()).difference(columns)))
