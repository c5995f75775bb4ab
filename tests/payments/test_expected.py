"""A transfer is asked for, seen by a named person or put aside; no other way leads anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO, Money
from pos_app.models.shop import Staff
from pos_app.payments import vietqr
from pos_app.payments.account import write
from pos_app.payments.expected import (
    GIVEN_UP,
    RETURNED,
    SEEN,
    STEPS,
    TRAY,
    WAITING,
    Transfer,
    Transfers,
)
from pos_app.payments.tenders import HowSeen
from pos_app.shop.profile import BankAccount
from pos_app.store.database import Database
from tests.fixtures import SAMPLE_ACCOUNT, SATURDAY

CODE = "KQ2222222"
HALF_MILLION = Money(500_000)


def declare_account(database: Database, account: BankAccount = SAMPLE_ACCOUNT) -> None:
    with database.transaction() as session:
        write(session, SetClock(SATURDAY), Actor(staff=1, counter=1), account)


@pytest.fixture
def transfers(database: Database, clock: SetClock, ids: SeededIds) -> Transfers:
    declare_account(database)
    return Transfers(database, clock, ids)


def entries(database: Database, kind: str) -> list[dict[str, object]]:
    with database.reading() as session:
        rows = session.execute(
            text("SELECT body, staff_id FROM journal WHERE kind = :kind ORDER BY n"), {"kind": kind}
        )
        return [{**json.loads(row.body), "staff": row.staff_id} for row in rows]


def test_the_code_to_show(transfers: Transfers, actor: Actor) -> None:
    waiting = transfers.expect(actor, "k1", CODE, HALF_MILLION)

    assert waiting.payload == vietqr.payload("999999", "0000000000", HALF_MILLION, CODE)
    assert (waiting.state, waiting.amount, waiting.code) == (WAITING, HALF_MILLION, CODE)
    assert (waiting.account.holder, waiting.account.sample) == ("TRAN THI MAI", True)
    assert (waiting.seen_how, waiting.seen_by, waiting.seen_at) == (None, "", None)


def test_a_bank_the_shop_has_not_named_goes_by_its_number(
    transfers: Transfers, actor: Actor, database: Database
) -> None:
    assert transfers.expect(actor, "k1", CODE, HALF_MILLION).account.bank_name == "Ngân hàng mẫu"
    declare_account(database, replace(SAMPLE_ACCOUNT, bin="970436", bank_name=""))
    assert transfers.expect(actor, "k2", CODE, HALF_MILLION).account.bank_name == "Vietcombank"


def test_asking_again_is_the_same_transfer(
    transfers: Transfers, actor: Actor, database: Database
) -> None:
    first = transfers.expect(actor, "k1", CODE, HALF_MILLION)

    assert transfers.expect(actor, "k1", CODE, HALF_MILLION) == first
    transfers.to_tray(actor, first.uid)
    assert transfers.expect(actor, "k1", CODE, HALF_MILLION).uid == first.uid, "still on its way"
    assert len(entries(database, "transfer.asked")) == 1


def test_another_amount_another_order_or_one_already_here_is_another_transfer(
    transfers: Transfers, actor: Actor
) -> None:
    first = transfers.expect(actor, "k1", CODE, HALF_MILLION)
    transfers.expect(actor, "k1", CODE, Money(100_000))
    transfers.expect(actor, "k2", "KQ3333333", HALF_MILLION)
    transfers.confirm(actor, first.uid, HowSeen.SPEAKER)
    transfers.expect(actor, "k1", CODE, HALF_MILLION)

    assert [(each.state, each.amount.dong) for each in transfers.of_draft("k1")] == [
        (SEEN, 500_000),
        (WAITING, 100_000),
        (WAITING, 500_000),
    ]


@pytest.mark.parametrize("how", HowSeen)
def test_whoever_saw_it_stands_by_their_name(
    transfers: Transfers, actor: Actor, database: Database, clock: SetClock, how: HowSeen
) -> None:
    asked = transfers.expect(actor, "k1", CODE, HALF_MILLION)
    seen, changes = transfers.confirm(actor, asked.uid, how)

    assert (seen.state, seen.seen_how, seen.seen_by, seen.seen_at) == (
        SEEN,
        how,
        "Thảo",
        clock.now(),
    )
    assert changes == Changes.TRANSFERS
    assert entries(database, "transfer.seen") == [
        {"how": how.value, "amount": 500_000, "code": CODE, "staff": actor.staff}
    ]


def test_the_tray_holds_what_was_not_seen(transfers: Transfers, actor: Actor) -> None:
    first = transfers.expect(actor, "k1", CODE, HALF_MILLION)
    second = transfers.expect(actor, "k2", "KQ3333333", Money(70_000))
    transfers.to_tray(actor, second.uid)
    transfers.to_tray(actor, first.uid)

    assert [each.uid for each in transfers.tray()] == [first.uid, second.uid], "oldest first"
    transfers.confirm(actor, first.uid, HowSeen.OWNER)
    transfers.give_up(actor, second.uid)
    assert transfers.tray() == []


_WAYS: dict[str, Callable[[Transfers, Actor, str], object]] = {
    SEEN: lambda transfers, actor, uid: transfers.confirm(actor, uid, HowSeen.BANK_APP),
    TRAY: lambda transfers, actor, uid: transfers.to_tray(actor, uid),
    GIVEN_UP: lambda transfers, actor, uid: transfers.give_up(actor, uid),
}


def brought_to(transfers: Transfers, actor: Actor, state: str) -> Transfer:
    asked = transfers.expect(actor, "k1", CODE, HALF_MILLION)
    if state != WAITING:
        _WAYS[state](transfers, actor, asked.uid)
    return asked


@pytest.mark.parametrize(("before", "after"), list(product((WAITING, *_WAYS), _WAYS)))
def test_every_step_that_is_not_in_the_table_is_refused(
    transfers: Transfers, actor: Actor, database: Database, before: str, after: str
) -> None:
    asked = brought_to(transfers, actor, before)
    written = len(entries(database, f"transfer.{after}"))
    if after in STEPS[before]:
        _WAYS[after](transfers, actor, asked.uid)
        assert transfers.of_draft("k1")[0].state == after
        return
    with pytest.raises(BadInput, match=r"đã xong rồi|đang ở khay chờ"):
        _WAYS[after](transfers, actor, asked.uid)

    assert transfers.of_draft("k1")[0].state == before
    assert len(entries(database, f"transfer.{after}")) == written


def test_the_table_of_steps() -> None:
    steps = {(before, after) for before, followers in STEPS.items() for after in followers}

    assert steps == {
        (WAITING, TRAY),
        (WAITING, SEEN),
        (WAITING, GIVEN_UP),
        (TRAY, SEEN),
        (TRAY, GIVEN_UP),
        (GIVEN_UP, SEEN),
        (SEEN, RETURNED),
    }


@pytest.mark.parametrize("amount", [ZERO, Money(-1)])
def test_nothing_cannot_be_transferred(transfers: Transfers, actor: Actor, amount: Money) -> None:
    with pytest.raises(BadInput, match="Số tiền chuyển khoản phải lớn hơn 0"):
        transfers.expect(actor, "k1", CODE, amount)


def test_a_shop_without_an_account_takes_money_another_way(
    database: Database, clock: SetClock, ids: SeededIds, actor: Actor
) -> None:
    with pytest.raises(BadInput, match="chưa khai tài khoản"):
        Transfers(database, clock, ids).expect(actor, "k1", CODE, HALF_MILLION)


def test_a_new_account_leaves_codes_already_shown_alone(
    transfers: Transfers, actor: Actor, database: Database
) -> None:
    asked = transfers.expect(actor, "k1", CODE, HALF_MILLION)
    declare_account(database, replace(SAMPLE_ACCOUNT, account="1111111111"))
    again = transfers.of_draft("k1")[0]

    assert again.payload == asked.payload
    assert (again.account.account, again.account.holder) == ("0000000000", "")
    newer = transfers.expect(actor, "k2", "KQ3333333", HALF_MILLION)
    assert newer.account.account == "1111111111"


def test_a_stranger_confirms_nothing(
    transfers: Transfers, actor: Actor, database: Database
) -> None:
    asked = transfers.expect(actor, "k1", CODE, HALF_MILLION)
    with database.transaction() as session:
        session.get_one(Staff, actor.staff).active = False
    for way in _WAYS.values():
        with pytest.raises(NotAllowed):
            way(transfers, actor, asked.uid)
    with pytest.raises(NotAllowed):
        transfers.expect(replace(actor, staff=99), "k1", CODE, HALF_MILLION)

    assert transfers.of_draft("k1")[0].state == WAITING
