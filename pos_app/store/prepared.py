"""Statements compiled once and handed straight to the driver: what a sale at the till waits for.

SQLAlchemy writes the SQL and knows how each column is spelled in the file. To execute through it
costs ten times what SQLite needs for a row, and a sale has thirty statements. Like all of Core
these flush nothing: rows the session was given as objects are flushed before.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import closing
from functools import cached_property
from typing import Any, Final

from sqlalchemy import ClauseElement, Dialect, Insert, Table, bindparam, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import ReturnsRows
from sqlalchemy.types import TypeEngine
from sqlcipher3 import dbapi2

Values = Mapping[str, Any]
Spelling = Callable[[Any], Any] | None

_DIALECT: Final[Dialect] = sqlite.dialect()


def adding(table: Table, *, but: Collection[str] = ("id",)) -> Insert:
    """An INSERT of a whole row by the names of its columns, `but` for some."""
    return insert(table).values(
        {column.name: bindparam(column.name) for column in table.columns if column.name not in but}
    )


class Prepared:
    """A statement of Core whose values stand in it or are bound by name.

    Rows are named tuples of the house's own types. No list for IN: its length is not fixed.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement

    def run(self, session: Session, values: Values) -> int:
        """Executes; returns how many rows it wrote."""
        with closing(self._execute(session, values)) as cursor:
            written: int = cursor.rowcount
        return written

    def add(self, session: Session, values: Values) -> int:
        """Executes an INSERT; returns the id of its row.

        With RETURNING, SQLite looks for children of the new row in every table that points to
        its own: a scan of all care tasks for each sale.
        """
        with closing(self._execute(session, values)) as cursor:
            row: int = cursor.lastrowid
        return row

    def run_all(self, session: Session, rows: Iterable[Values]) -> None:
        """Executes once for each of the rows."""
        spelled = [self._spell(row) for row in rows]
        try:
            _driver(session).executemany(self._sql, spelled).close()
        except dbapi2.Error as error:
            raise self._told(error) from error

    def rows(self, session: Session, values: Values) -> list[Any]:
        """All it finds, or tells of what it wrote."""
        return list(map(self._read, self._execute(session, values).fetchall()))

    def row(self, session: Session, values: Values) -> Any:
        """The first of its rows, None when there is none."""
        return next(iter(self.rows(session, values)), None)

    def value(self, session: Session, values: Values) -> Any:
        """What stands first in the first row, None when there is none."""
        row = self.row(session, values)
        return None if row is None else row[0]

    def each(self, session: Session, values: Values) -> Generator[Any]:
        """Row by row, no further than is asked."""
        with closing(self._execute(session, values)) as cursor:
            yield from map(self._read, cursor)

    def _execute(self, session: Session, values: Values) -> dbapi2.Cursor:
        try:
            return _driver(session).execute(self._sql, self._spell(values))
        except dbapi2.Error as error:
            raise self._told(error) from error

    def _told(self, error: dbapi2.Error) -> BaseException:
        """A driver's error as it comes from every other statement."""
        told: BaseException = DBAPIError.instance(self._sql, None, error, dbapi2.Error)
        return told

    def _spell(self, values: Values) -> list[Any]:
        return [
            fixed if name is None else spell(values[name]) if spell else values[name]
            for name, spell, fixed in self._binds
        ]

    @cached_property
    def _compiled(self) -> Any:
        return self.statement.compile(dialect=_DIALECT)

    @cached_property
    def _sql(self) -> str:
        return str(self._compiled)

    @cached_property
    def _binds(self) -> list[tuple[str | None, Spelling, Any]]:
        """For each mark of the SQL: the name of its value and its spelling, or what is fixed."""
        told: list[tuple[str | None, Spelling, Any]] = []
        for name in self._compiled.positiontup:
            bind = self._compiled.binds[name]
            spell = bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
            if bind.required:
                told.append((name, spell, None))
            else:
                told.append((None, None, spell(bind.value) if spell else bind.value))
        return told

    @cached_property
    def _read(self) -> Callable[[tuple[Any, ...]], Any]:
        """Makes a row of the house from one of the driver."""
        if not isinstance(self.statement, ReturnsRows):
            return tuple
        columns = self.statement.exported_columns
        row = namedtuple("Row", columns.keys())  # type: ignore[misc]  # named by the statement
        readings = [_reading(column.type) for column in columns.values()]
        if not any(readings):
            return row._make
        return lambda told: row._make(
            [read(value) if read else value for read, value in zip(readings, told, strict=True)]
        )


def _reading(kind: TypeEngine[Any]) -> Spelling:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


def _driver(session: Session) -> dbapi2.Connection:
    return session.connection().connection.driver_connection
