"""The chain notices whatever is changed, cut out or put in."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.store import journal
from pos_app.store.database import Database


@pytest.fixture
def chained(database: Database, clock: SetClock, actor: Actor) -> Database:
    with database.transaction() as session:
        for n in range(5):
            journal.append(session, clock, actor, "test.done", f"doc{n}", {"n": n, "ok": True})
    return database


def broken(database: Database) -> list[int]:
    with database.reading() as session:
        return list(journal.broken_links(session))


def test_an_honest_chain_is_whole(chained: Database) -> None:
    assert broken(chained) == []
    with chained.reading() as session:
        n, head = journal.head(session)
    assert n == 6, "five acts after the founding"
    assert len(head) == 64


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET body = '{}' WHERE n = 3",
        "UPDATE journal SET staff_id = 1 WHERE n = 3",
        "UPDATE journal SET at = at + 1 WHERE n = 3",
        "UPDATE journal SET kind = 'sale.voided' WHERE n = 3",
        "UPDATE journal SET hash = previous WHERE n = 3",
        "DELETE FROM journal WHERE n = 3",
        "UPDATE journal SET n = 7 WHERE n = 6",
    ],
)
def test_any_edit_is_found(chained: Database, tampering: str) -> None:
    with chained.transaction() as session:
        session.execute(text(tampering))
    assert broken(chained) != []


def test_a_rolled_back_act_leaves_no_gap(chained: Database, clock: SetClock, actor: Actor) -> None:
    with pytest.raises(RuntimeError), chained.transaction() as session:
        journal.append(session, clock, actor, "test.done", "lost", {})
        raise RuntimeError
    with chained.transaction() as session:
        journal.append(session, clock, actor, "test.done", "kept", {})
    assert broken(chained) == []
