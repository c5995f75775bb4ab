"""The journal: a hash chain over everything that was done.

hash(n) = SHA-256(hash(n-1) + canonical form of entry n). Bodies hold ids, numbers and salted
digests, never personal words, so that a person can be erased and the chain stays whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Table, select, text
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, to_ms
from pos_app.models.journal import JournalEntry
from pos_app.store.canonical import Value, canonical
from pos_app.store.prepared import Prepared, adding

GENESIS: Final = "0" * 64

_TABLE = cast(Table, JournalEntry.__table__)
_HEAD = Prepared(select(_TABLE.c.n, _TABLE.c.hash).order_by(_TABLE.c.n.desc()).limit(1))
_INSERT = Prepared(adding(_TABLE))


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be entered; actor None is the program itself."""

    at: datetime
    monotonic_ms: int
    actor: Actor | None
    kind: str
    subject: str
    body: Mapping[str, Value]


def append(
    session: Session,
    clock: Clock,
    actor: Actor | None,
    kind: str,
    subject: str,
    body: Mapping[str, Value],
) -> str:
    """Adds one entry of this moment and returns its hash."""
    act = Act(clock.now(), clock.monotonic_ms(), actor, kind, subject, body)
    return append_all(session, [act])


def append_all(session: Session, acts: Iterable[Act]) -> str:
    """Adds entries in their order and returns the last hash."""
    last, link = head(session)
    rows = []
    for n, act in enumerate(acts, start=last + 1):
        entry = _entry(n, act)
        previous, link = link, seal(link, entry)
        rows.append({**entry, "previous": previous, "hash": link})
    _INSERT.run_all(session, rows)
    return link


def _entry(n: int, act: Act) -> dict[str, Any]:
    actor = act.actor
    return {
        "n": n,
        "at": act.at,
        "monotonic_ms": act.monotonic_ms,
        "staff_id": actor.staff if actor else None,
        "counter_id": actor.counter if actor else None,
        "shift_id": actor.shift if actor else None,
        "approver_id": actor.approver if actor else None,
        "kind": act.kind,
        "subject": act.subject,
        "body": canonical(act.body),
    }


def seal(previous: str, entry: Mapping[str, Any]) -> str:
    """The hash of an entry behind `previous` (hexadecimal)."""
    return _link(previous, canonical({**entry, "at": to_ms(entry["at"])}))


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the newest entry; (0, GENESIS) in a new shop."""
    row = _HEAD.row(session, {})
    return (0, GENESIS) if row is None else (row.n, row.hash)


_SEALED = ("previous", "hash")
_LINKS = Prepared(
    text(
        f"""
        SELECT n, previous, hash, json_object({
            ", ".join(
                f"'{name}', {name}" for name in sorted(_TABLE.columns.keys()) if name not in _SEALED
            )
        })
        FROM journal WHERE n >= :first ORDER BY n
        """
    )
)


def broken_links(session: Session, first: int = 1) -> Iterator[int]:
    """Numbers of entries that are missing, or whose hash does not follow from the one before."""
    before = session.execute(select(_TABLE.c.hash).where(_TABLE.c.n == first - 1)).scalar()
    previous, due = before or GENESIS, first
    for n, told, sealed, spelled in _LINKS.each(session, {"first": first}):
        if n != due or told != previous or sealed != _link(previous, spelled):
            yield n
        previous, due = sealed, n + 1


def _link(previous: str, spelled: str) -> str:
    return hashlib.sha256(f"{previous}{spelled}".encode()).hexdigest()
