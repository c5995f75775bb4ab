"""Writes a story's rows in bulk, in the order in which things happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, Final, cast

from sqlalchemy import Connection, Table

from pos_app.basics.actor import Actor
from pos_app.basics.clock import from_ms
from pos_app.models.base import Base
from pos_app.models.care import CareAttempt, CareTask
from pos_app.models.customers import Card, Consent, Customer, CustomerNote, CustomerPhone
from pos_app.models.goods import StockMove
from pos_app.models.journal import Delivery, JournalEntry, OutboxEvent
from pos_app.models.loyalty import Account, PointsEntry, PointsLot, PointsUse, TierChange
from pos_app.models.payments import ExpectedTransfer
from pos_app.models.sales import Payment, Sale, SaleLine
from pos_app.models.shop import NumberSeries, Shift
from pos_app.store import journal
from pos_app.store.canonical import Value, canonical

Row = Mapping[str, Any]
"""Values as they stand in the file (whole numbers, words, nothing), by column."""

MOST_WAITING: Final = 20_000
"""Rows kept in memory before they are written together."""

_HOUR_MS: Final = 3_600_000
_SINCE_STARTED: Final = 22 * _HOUR_MS
"""The machine is switched on at five in the morning (UTC+7), before the shop opens."""


class Sheet:
    """The rows of one table that wait to be written."""

    def __init__(self, model: type[Base], *, first_id: int = 1) -> None:
        table = cast(Table, model.__table__)
        columns = [column.name for column in table.columns]
        marks = ", ".join("?" * len(columns))
        self.statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"
        self.waiting: list[tuple[Any, ...]] = []
        self._in_order: Callable[[Row], tuple[Any, ...]] = itemgetter(*columns)
        self._next = first_id

    def number(self) -> int:
        """The id of the next row."""
        self._next += 1
        return self._next - 1

    def put(self, row: Row) -> None:
        """Keeps a row, which names every column."""
        self.waiting.append(self._in_order(row))

    def put_all(self, rows: Iterable[Row]) -> None:
        """Keeps several rows."""
        self.waiting.extend(map(self._in_order, rows))


class Rows:
    """A sheet for each table that the story fills, and the journal's chain."""

    def __init__(self, connection: Connection, head: tuple[int, str], moves: int) -> None:
        """`head` of the journal so far, and the number of `moves` of stock."""
        self._connection = connection
        self._n, self._sealed = head
        self.shifts = Sheet(Shift)
        self.customers = Sheet(Customer)
        self.phones = Sheet(CustomerPhone)
        self.cards = Sheet(Card)
        self.consents = Sheet(Consent)
        self.notes = Sheet(CustomerNote)
        self.accounts = Sheet(Account)
        self.transfers = Sheet(ExpectedTransfer)
        self.sales = Sheet(Sale)
        self.lines = Sheet(SaleLine)
        self.payments = Sheet(Payment)
        self.moves = Sheet(StockMove, first_id=moves + 1)
        self.entries = Sheet(PointsEntry)
        self.lots = Sheet(PointsLot)
        self.uses = Sheet(PointsUse)
        self.rises = Sheet(TierChange)
        self.journal = Sheet(JournalEntry)
        self.events = Sheet(OutboxEvent)
        self.deliveries = Sheet(Delivery)
        self.tasks = Sheet(CareTask)
        self.tries = Sheet(CareAttempt)
        self.series = Sheet(NumberSeries)
        self._sheets = [sheet for sheet in vars(self).values() if isinstance(sheet, Sheet)]
        self._found_by: list[tuple[int, str]] = []

    def findable(self, customer_id: int, folded: str) -> None:
        """Puts a person's words into the search."""
        self._found_by.append((customer_id, folded))

    def record(
        self, at: int, actor: Actor | None, kind: str, subject: str, body: Mapping[str, Value]
    ) -> None:
        """Adds an act to the journal's chain; `at` in milliseconds, `actor` None: the program."""
        self._n += 1
        entry = {
            "n": self._n,
            "at": from_ms(at),
            "monotonic_ms": (at - _SINCE_STARTED) % (24 * _HOUR_MS),
            "staff_id": actor.staff if actor else None,
            "counter_id": actor.counter if actor else None,
            "shift_id": actor.shift if actor else None,
            "approver_id": actor.approver if actor else None,
            "kind": kind,
            "subject": subject,
            "body": canonical(body),
        }
        sealed = journal.seal(self._sealed, entry)
        self.journal.put({**entry, "at": at, "previous": self._sealed, "hash": sealed})
        self._sealed = sealed

    def breathe(self) -> None:
        """Writes what waits when it has become much."""
        if sum(len(sheet.waiting) for sheet in self._sheets) >= MOST_WAITING:
            self.write()

    def write(self) -> None:
        """Writes everything that waits."""
        for sheet in self._sheets:
            if sheet.waiting:
                self._connection.exec_driver_sql(sheet.statement, sheet.waiting)
                sheet.waiting.clear()
        if self._found_by:
            statement = "INSERT INTO customer_search (rowid, folded) VALUES (?, ?)"
            self._connection.exec_driver_sql(statement, self._found_by)
            self._found_by.clear()

    def change(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        """Runs one statement for each of many rows."""
        if rows:
            self._connection.exec_driver_sql(statement, rows)
