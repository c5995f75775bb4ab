"""The account for transfers: who may change it, what the journal keeps, what check sees."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.payments.account import Accounts
from pos_app.payments.checks import CHECKS
from pos_app.store.check import run
from pos_app.store.database import Database


@pytest.fixture
def accounts(database: Database, clock: SetClock) -> Accounts:
    return Accounts(database, clock)


def journalled(database: Database) -> list[str]:
    with database.reading() as session:
        rows = session.execute(text("SELECT body FROM journal WHERE kind = 'account.told'"))
        return [row.body for row in rows]


def broken(database: Database) -> list[str]:
    return [one.where for one in run(database, CHECKS)]


def test_the_owner_tells_where_transfers_go(
    accounts: Accounts, database: Database, owner: Actor
) -> None:
    assert accounts.get() is None
    told, changes = accounts.put(owner, "970436", "0071 0012 34567", "Trần Thị Mai")
    assert changes == Changes.SETTINGS
    assert accounts.get() == told
    assert (told.bin, told.account, told.holder, told.sample) == (
        "970436",
        "0071001234567",
        "TRAN THI MAI",
        False,
    )
    assert accounts.put(owner, "999999", "1", "Mai")[0].sample, "no bank has this number"
    accounts.remove(owner)
    assert accounts.get() is None
    assert broken(database) == []


def test_the_journal_keeps_a_digest_alone(
    accounts: Accounts, database: Database, owner: Actor
) -> None:
    accounts.put(owner, "970436", "0071001234567", "Trần Thị Mai")
    accounts.put(owner, "970436", "0071001234568", "Trần Thị Mai")
    first, second = journalled(database)
    assert first != second
    assert set(json.loads(first)) == {"account"}
    assert not any(word in first for word in ("970436", "0071001234567", "TRAN"))


def test_a_cashier_changes_nothing(accounts: Accounts, database: Database, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        accounts.put(actor, "970436", "0071001234567", "Trần Thị Mai")
    with pytest.raises(NotAllowed):
        accounts.remove(actor)
    assert accounts.get() is None
    assert journalled(database) == []


@pytest.mark.parametrize(
    ("bin", "number", "holder"),
    [("97043", "0071001234567", "Mai"), ("970436", "", "Mai"), ("970436", "0071001234567", "")],
)
def test_half_an_account_is_none(
    accounts: Accounts, owner: Actor, bin: str, number: str, holder: str
) -> None:
    with pytest.raises(BadInput):
        accounts.put(owner, bin, number, holder)
    assert accounts.get() is None


@pytest.mark.parametrize("key", ["bank_bin", "bank_account", "bank_holder"])
def test_check_sees_an_account_that_nobody_told(
    accounts: Accounts, database: Database, owner: Actor, key: str
) -> None:
    accounts.put(owner, "970436", "0071001234567", "Trần Thị Mai")
    with database.transaction() as session:
        session.execute(
            text("UPDATE setting SET value = '\"970400\"' WHERE key = :key"), {"key": key}
        )
    assert broken(database) == ["bank_account"]


def test_check_sees_an_account_that_was_never_told(database: Database) -> None:
    with database.transaction() as session:
        session.execute(
            text("INSERT INTO setting (key, counter_id, value) VALUES ('bank_account', 0, '\"1\"')")
        )
    assert broken(database) == ["bank_account"]
