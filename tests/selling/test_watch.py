"""Everything a thief would have to do at a till is read from the journal and the sales."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos_app.basics.errors import NotAllowed
from pos_app.basics.money import Money
from pos_app.payments.tenders import HowSeen
from pos_app.selling import cart as cart_rules
from pos_app.selling.slips import Slips
from pos_app.selling.totals import price
from pos_app.selling.watch import Act, Watch, counts
from pos_app.store import journal
from tests.till import WATER, Till, rules_off

OWNER = 1


def watched(till: Till, staff: int = OWNER) -> list[tuple[Act, int | None, str]]:
    lines = Watch(till.database).of(replace(till.actor, staff=staff), till.actor.shift or 0)
    return sorted(
        (line.act, line.amount.dong if line.amount else None, line.number) for line in lines
    )


def write(till: Till, kind: str, subject: str, **body: int) -> None:
    with till.database.transaction() as session:
        journal.append(session, till.clock, till.actor, kind, subject, body)


def test_a_quiet_shift_has_nothing_to_look_at(till: Till) -> None:
    till.sell((WATER, 1))
    assert watched(till) == []


def test_orders_that_are_cleared_away_are_listed(till: Till) -> None:
    order = till.order((WATER, 2))
    till.drafts.drop(till.actor, order.key)
    assert watched(till) == [(Act.CART_DROPPED, 16_000, "")]


def test_a_provisional_paper_counts_when_its_order_was_cleared_away(till: Till) -> None:
    paid, dropped = till.order((WATER, 1)), till.order((WATER, 2))
    for order in (paid, dropped):
        write(till, "provisional.printed", order.key, due=8_000)
    till.drafts.drop(till.actor, dropped.key)
    assert [act for act, *_ in watched(till)] == [Act.CART_DROPPED, Act.PROVISIONAL]


def test_goods_for_nothing_and_money_by_word_lead_to_their_receipt(till: Till) -> None:
    till.complete(rules_off(till, till.order((WATER, 1)), cart_rules.percent(10_000)))
    heard = till.order((WATER, 2))
    till.complete(till.accept(heard, till.transfer(heard, price(heard).due, HowSeen.OWNER)))
    seen = till.order((WATER, 3))
    till.complete(till.accept(seen, till.transfer(seen, price(seen).due, HowSeen.BANK_APP)))

    assert watched(till) == [(Act.FREE, 8_000, "000001"), (Act.WORD_ALONE, 16_000, "000002")]


def test_what_a_second_person_allowed_names_both(till: Till) -> None:
    actor = replace(till.actor, approver=OWNER)
    Slips(till.database, till.clock, till.ids).move_cash(actor, Money(-50_000), "Mua đá")
    (line,) = Watch(till.database).of(replace(till.actor, staff=OWNER), till.actor.shift or 0)
    assert (line.act, line.staff, line.approver, line.amount) == (
        Act.OVERRIDE,
        "Thảo",
        "Trần Thị Mai",
        Money(-50_000),
    )


def test_acts_are_counted_in_their_order(till: Till) -> None:
    for number in range(3):
        write(till, "drawer.opened", str(number))
    write(till, "line.removed", "cart", net=12_000)
    lines = Watch(till.database).of(replace(till.actor, staff=OWNER), till.actor.shift or 0)
    assert [(name, count) for _, name, count in counts(lines)] == [
        ("Bỏ món khỏi đơn", 1),
        ("Mở ngăn kéo", 3),
    ]


def test_somebody_elses_shift_is_seen_by_right(till: Till) -> None:
    order = till.order((WATER, 2))
    till.drafts.drop(till.actor, order.key)
    assert len(watched(till, till.actor.staff)) == 1
    with till.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE shift SET staff_id = 1")
    with pytest.raises(NotAllowed):
        watched(till, till.actor.staff)
