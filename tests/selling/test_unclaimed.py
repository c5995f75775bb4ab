"""Money that no order claims is listed until it pays one or goes back, each under a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.money import Money
from pos_app.models.shop import Staff
from pos_app.payments.expected import GIVEN_UP, RETURNED, SEEN
from pos_app.payments.tenders import HowSeen
from pos_app.selling.cart import Cart
from pos_app.selling.unclaimed import Unclaimed
from tests.till import BEER, WATER, Till, cash

PRICE: Final = Money(17_000)


@pytest.fixture
def unclaimed(till: Till) -> Unclaimed:
    return Unclaimed(till.database, till.clock)


def late(till: Till, *, dropped: bool = False) -> str:
    """Asked for, then paid in cash or cleared away; the money comes afterwards."""
    order = till.order((BEER, 1))
    asked = till.transfers.expect(till.actor, order.key, order.code, PRICE)
    if dropped:
        till.drafts.drop(till.actor, order.key)
    else:
        till.complete(till.accept(order, cash(PRICE)))
    assert till.transfers.of_draft(order.key)[0].state == GIVEN_UP
    till.transfers.confirm(till.actor, asked.uid, HowSeen.SPEAKER)
    return asked.uid


@pytest.mark.parametrize("dropped", [False, True])
def test_money_of_an_order_that_is_gone_is_listed(
    till: Till, unclaimed: Unclaimed, *, dropped: bool
) -> None:
    uid = late(till, dropped=dropped)
    assert [(one.uid, one.seen_by) for one in unclaimed.all()] == [(uid, "Thảo")]


def test_money_of_an_open_order_is_that_orders(till: Till, unclaimed: Unclaimed) -> None:
    order = till.order((BEER, 1))
    tender = till.transfer(order, PRICE)
    assert unclaimed.all() == []
    for stranger in (order, till.order((BEER, 1))):
        with pytest.raises(BadInput, match="vừa được dùng hoặc trả lại"):
            unclaimed.use(till.actor, tender.transfer_uid, stranger)
    till.complete(till.accept(order, tender))
    assert unclaimed.all() == []


def test_money_that_came_for_an_order_cleared_away_is_listed(
    till: Till, unclaimed: Unclaimed
) -> None:
    order = till.order((BEER, 1))
    tender = till.transfer(order, PRICE)
    till.drafts.drop(till.actor, order.key)
    assert [one.uid for one in unclaimed.all()] == [tender.transfer_uid]


def test_it_pays_another_order_once(till: Till, unclaimed: Unclaimed) -> None:
    uid = late(till)
    order = till.order((BEER, 1))
    unclaimed.use(till.actor, uid, order)
    assert unclaimed.all() == []
    with pytest.raises(Stale, match="chưa tính vào"):
        till.complete(till.accept(order, cash(PRICE)))
    [seen] = till.transfers.of_draft(order.key)
    assert (seen.uid, seen.state) == (uid, SEEN)
    with pytest.raises(BadInput, match="vừa được dùng"):
        unclaimed.use(till.actor, uid, till.order((BEER, 1)))


def test_an_order_must_come_to_as_much(till: Till, unclaimed: Unclaimed) -> None:
    uid = late(till)
    with pytest.raises(BadInput, match=r"chưa tới 17\.000"):
        unclaimed.use(till.actor, uid, till.order((WATER, 1)))
    half_paid = till.order((BEER, 1))
    half_paid = till.accept(half_paid, cash(Money(1_000)))
    with pytest.raises(BadInput, match="chưa tới"):
        unclaimed.use(till.actor, uid, half_paid)
    assert [one.uid for one in unclaimed.all()] == [uid]


def test_what_went_back_is_done(till: Till, unclaimed: Unclaimed) -> None:
    uid = late(till)
    unclaimed.give_back(till.actor, uid)
    assert unclaimed.all() == []
    with pytest.raises(BadInput, match="vừa được dùng hoặc trả lại"):
        unclaimed.give_back(till.actor, uid)
    with till.database.reading() as session:
        row = session.connection().exec_driver_sql(
            "SELECT state, (SELECT staff_id FROM journal WHERE kind = 'transfer.returned'"
            " AND subject = uid) FROM transfer WHERE uid = ?",
            (uid,),
        )
        assert tuple(row.one()) == (RETURNED, till.actor.staff)


_DEEDS: tuple[Callable[[Unclaimed, Actor, str, Cart], object], ...] = (
    lambda unclaimed, actor, uid, order: unclaimed.use(actor, uid, order),
    lambda unclaimed, actor, uid, _order: unclaimed.give_back(actor, uid),
)


@pytest.mark.parametrize("deed", _DEEDS)
def test_a_stranger_moves_no_money(
    till: Till, unclaimed: Unclaimed, deed: Callable[[Unclaimed, Actor, str, Cart], object]
) -> None:
    uid, order = late(till), till.order((BEER, 1))
    with till.database.transaction() as session:
        session.get_one(Staff, till.actor.staff).active = False
    with pytest.raises(NotAllowed):
        deed(unclaimed, till.actor, uid, order)
    assert [one.uid for one in unclaimed.all()] == [uid]


def test_what_is_not_waited_for_is_offered_for_days_and_found_by_its_code_for_ever(
    till: Till, clock: SetClock
) -> None:
    order = till.order((BEER, 1))
    asked = till.transfers.expect(till.actor, order.key, order.code, PRICE)
    till.transfers.give_up(till.actor, asked.uid)
    now = till.clock.now()

    assert [one.uid for one in till.transfers.given_up(asked.asked_at)] == [asked.uid]
    clock.advance(timedelta(hours=1))
    later = clock.now()
    assert later > now
    assert till.transfers.given_up(later) == []
    assert [one.uid for one in till.transfers.given_up(later, order.code)] == [asked.uid]
    assert till.transfers.given_up(now, "KQ2222222") == []
