"""Runs the invariants that each room hands up; knows none but the file's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.store.database import Database
from pos_app.store.journal import broken_links


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at: everything, or what is newer than a sale's sequence number."""

    since: int = 0


Finder = Callable[[Session, Scope], Iterator[str]]
"""Yields one line for each thing that is broken: which row, and what does not fit."""


@dataclass(frozen=True, slots=True)
class Check:
    """An invariant by its number in docs/INVARIANTS.md."""

    number: int
    title: str
    find: Finder


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold, and where."""

    number: int
    title: str
    where: str


def run(database: Database, checks: Sequence[Check], scope: Scope | None = None) -> list[Broken]:
    """Every breach, in the order of the checks."""
    within = scope or Scope()
    with database.reading() as session:
        return [
            Broken(check.number, check.title, where)
            for check in checks
            for where in check.find(session, within)
        ]


def _chain(session: Session, scope: Scope) -> Iterator[str]:
    del scope  # a chain is whole or it is not
    for n in broken_links(session):
        yield f"journal entry {n}"


def _file(session: Session, scope: Scope) -> Iterator[str]:
    del scope
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} row {row} points to no {parent}"
    for (line,) in session.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield str(line)


CHECKS = (
    Check(22, "the journal is gapless and each hash follows from the one before", _chain),
    Check(31, "no reference points nowhere and the file is sound", _file),
)
