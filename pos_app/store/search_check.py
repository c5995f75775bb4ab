"""Holds a full-text index without content against the rows it should find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

Entry = tuple[int, str, str, str]
"""A row's id, its folded name as it is kept, as it should be, and all words that find the row."""


def unfindable(
    session: Session, index: str, noun: str, by: str, entries: Iterable[Entry]
) -> Iterator[str]:
    """A line for each row that its words do not find, and for each row of the index too many."""
    indexed = _indexed(session, index)
    for row, kept, folded, words in entries:
        if kept != folded:
            yield f"{noun} {row}: folded name is not that of the name"
        if indexed.pop(row, None) != _spelled(words):
            yield f"{noun} {row}: not found by the present {by}"
    for stray in sorted(indexed):
        yield f"search row {stray}: there is no such {noun}"


def _indexed(session: Session, index: str) -> dict[int, int]:
    """What the index says of each row, summed up: a million names fit into memory that way."""
    session.execute(
        text(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{index}', 'instance')")
    )
    sums: Counter[int] = Counter()
    for row, word, place in session.execute(text("SELECT doc, term, offset FROM temp.words")):
        sums[row] += _placed(word, place)
    session.execute(text("DROP TABLE temp.words"))
    return dict(sums)


def _spelled(words: str) -> int:
    return sum(_placed(word, place) for place, word in enumerate(words.split()))


def _placed(word: str, place: int) -> int:
    """A text's hash: those of tuples are so regular that two words could trade places unseen."""
    return hash(f"{place} {word}")
