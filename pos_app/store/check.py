"""Runs the invariants that each room hands up; knows none but the file's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_, _
from pos_app.store.database import Database
from pos_app.store.journal import broken_links


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at: everything, or the sales above an id and what followed from them."""

    since: int = 0


Finder = Callable[[Session, Scope], Iterator[str]]
"""Yields one line for each thing that is broken: which row, and what does not fit."""


@dataclass(frozen=True, slots=True)
class Check:
    """An invariant by its number in docs/INVARIANTS.md."""

    number: int
    title: str
    """A gettext id."""
    find: Finder
    whole: bool = False
    """Judged of the whole shop only: new sales alone say nothing, a bounded look leaves it out."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold, and where."""

    number: int
    title: str
    where: str


def finder(*statements: str) -> Finder:
    """Finds what these statements tell, a line a row; they may ask for :since."""
    texts = [text(statement) for statement in statements]

    def find(session: Session, scope: Scope) -> Iterator[str]:
        for statement in texts:
            yield from session.scalars(statement, {"since": scope.since})

    return find


def within(checks: Sequence[Check], scope: Scope) -> list[Check]:
    """Those of the checks that this scope can be judged by."""
    return [check for check in checks if not (scope.since and check.whole)]


def run(database: Database, checks: Sequence[Check], scope: Scope | None = None) -> list[Broken]:
    """Every breach, in the order of the checks."""
    looked_at = scope or Scope()
    with database.reading() as session:
        return [
            Broken(check.number, _(check.title), where)
            for check in within(checks, looked_at)
            for where in check.find(session, looked_at)
        ]


_ENTRY_OF_SALE: Final = text(
    "SELECT min(n) FROM journal JOIN sale ON uid = subject WHERE sale.id = :since"
)


def _chain(session: Session, scope: Scope) -> Iterator[str]:
    """From the entry of the last sale that is not looked at, which the new ones follow."""
    begin = session.scalar(_ENTRY_OF_SALE, {"since": scope.since})
    for n in broken_links(session, begin or 1):
        yield f"journal entry {n}"


def _file(session: Session, _scope: Scope) -> Iterator[str]:
    for table, row, parent, _key in session.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} row {row} points to no {parent}"
    for (line,) in session.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield str(line)


CHECKS = (
    Check(22, N_("Nhật ký không thiếu dòng nào, dấu băm của mỗi dòng nối dòng trước"), _chain),
    Check(31, N_("Không dòng nào trỏ vào chỗ trống, tệp lành lặn"), _file, whole=True),
)
