"""Finds people by their names as they are typed: without accents, by the beginnings of words.

The words of a name live in a full-text index without content; the rows stay in `customer`. A
common word hits a third of the file, so the hits are cut before they are ranked, and whoever
bought lately is looked at besides: regulars are never lost in the cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.basics.text import fold

CANDIDATES: Final = 200
LATEST_SALES: Final = 500
_MOST_WORDS: Final = 8

_HITS = text(
    "SELECT c.id, c.folded, c.given, a.spent FROM customer c JOIN account a ON a.customer_id = c.id"
    " WHERE c.id IN"
    " (SELECT rowid FROM customer_search WHERE customer_search MATCH :query LIMIT :most)"
)
_LATELY = text(
    "SELECT c.id, c.folded, c.given, a.spent FROM customer c JOIN account a ON a.customer_id = c.id"
    " WHERE c.id IN"
    " (SELECT customer_id FROM sale ORDER BY business_day DESC, id DESC LIMIT :most)"
)
_FORGET = text("DELETE FROM customer_search WHERE rowid = :id")
_REMEMBER = text("INSERT INTO customer_search (rowid, folded) VALUES (:id, :folded)")


def words_of(name: str, given: str) -> str:
    """What a person is found by: the folded name, and behind it a given name that is no part."""
    whole, called = fold(name), fold(given)
    tail = f" {whole}".endswith(f" {called}")
    return whole if tail else f"{whole} {called}"


def index(session: Session, customer_id: int, folded: str) -> None:
    """Puts a person's words into the index, in place of earlier ones."""
    session.execute(_FORGET, {"id": customer_id})
    session.execute(_REMEMBER, {"id": customer_id, "folded": folded})


def by_name(session: Session, typed: str, limit: int) -> list[int]:
    """Ids of who fits, best first.

    Those whose given name begins with the last typed word come before others, a whole given name
    before its beginning, and among equals those who spent most.
    """
    wanted = fold(typed).split()[:_MOST_WORDS]
    if not wanted:
        return []
    found = session.execute(_HITS, {"query": _query(wanted), "most": CANDIDATES}).all()
    if len(found) == CANDIDATES:
        found = [*found, *session.execute(_LATELY, {"most": LATEST_SALES})]
    ranked = {
        row.id: (_distance(wanted[-1], row.folded, row.given), -row.spent, row.id)
        for row in found
        if _fits(wanted, row.folded)
    }
    return sorted(ranked, key=ranked.__getitem__)[:limit]


def _query(wanted: list[str]) -> str:
    return " ".join(_quoted(wanted))


def _quoted(wanted: list[str]) -> Iterator[str]:
    *whole, last = wanted
    yield from (f'"{word}"' for word in whole)
    yield f'"{last}"*'


def _fits(wanted: list[str], folded: str) -> bool:
    """What the index answers, for rows that did not come from it."""
    *whole, last = wanted
    words = folded.split()
    return all(word in words for word in whole) and any(word.startswith(last) for word in words)


def _distance(last: str, folded: str, given: str) -> int:
    """0 for a given name of that word, 1 when one begins with it, 2 otherwise."""
    called = folded.split()[-max(1, len(given.split())) :]
    if last in called:
        return 0
    return 1 if any(word.startswith(last) for word in called) else 2
