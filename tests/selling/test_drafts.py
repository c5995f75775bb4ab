"""Carts are on disk at every change; what two windows do to one cart never mixes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.payments.references import is_code
from pos_app.payments.tenders import Method, Tender
from pos_app.selling import cart as rules
from pos_app.selling.drafts import MOST_CARTS, Drafts
from pos_app.shop.profile import counter_named
from pos_app.store.database import Database, open_shop
from tests.baskets import design_order, one_bottle
from tests.fixtures import SATURDAY


@pytest.fixture
def drafts(database: Database, clock: SetClock, ids: SeededIds) -> Drafts:
    return Drafts(database, clock, ids)


def journalled(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        rows = session.execute(text("SELECT kind, body FROM journal WHERE n > 1 ORDER BY n"))
        return [(row.kind, row.body) for row in rows]


def test_a_new_cart_is_empty_and_has_its_code(drafts: Drafts, actor: Actor) -> None:
    first, second = drafts.new(actor), drafts.new(actor)

    assert first.empty
    assert is_code(first.code)
    assert first.code != second.code
    assert [cart.key for cart in drafts.all(actor.counter)] == [first.key, second.key]


def test_every_change_is_on_disk(drafts: Drafts, actor: Actor, database: Database) -> None:
    saved = drafts.save(actor, design_order(drafts.new(actor)))
    elsewhere = Drafts(
        Database(database.path), SetClock(SATURDAY), SeededIds(SetClock(SATURDAY), 2)
    )

    assert elsewhere.all(actor.counter) == drafts.all(actor.counter) == [saved]


def test_tenders_are_on_disk_too(drafts: Drafts, actor: Actor) -> None:
    cash = Tender(Method.CASH, Money(10_000), tendered=Money(50_000))
    saved = drafts.save(actor, rules.accept(one_bottle(drafts.new(actor)), (cash,)))

    assert drafts.all(actor.counter)[0].tenders == saved.tenders == (cash,)


def test_held_carts_keep_their_name_and_place(drafts: Drafts, actor: Actor) -> None:
    first, second = drafts.new(actor), drafts.new(actor)
    held = drafts.save(actor, rules.hold(design_order(first), "chị áo đỏ"))

    assert [(cart.key, cart.held, cart.label) for cart in drafts.all(actor.counter)] == [
        (held.key, True, "chị áo đỏ"),
        (second.key, False, ""),
    ]
    drafts.save(actor, rules.resume(held))
    assert not drafts.all(actor.counter)[0].held


def test_two_windows_cannot_overwrite_each_other(
    drafts: Drafts, actor: Actor, database: Database, clock: SetClock, ids: SeededIds
) -> None:
    other_window = Drafts(Database(database.path), clock, ids)
    mine = drafts.new(actor)
    theirs = other_window.all(actor.counter)[0]
    kept = drafts.save(actor, design_order(mine))
    with pytest.raises(Stale, match="ở cửa sổ khác"):
        other_window.save(actor, one_bottle(theirs))

    assert other_window.all(actor.counter) == [kept]


def test_a_cleared_cart_is_gone_from_the_counter_but_on_record(
    drafts: Drafts, actor: Actor, database: Database
) -> None:
    cart = drafts.save(
        actor,
        rules.accept(design_order(drafts.new(actor)), (Tender(Method.CASH, Money(34_000)),)),
    )

    assert drafts.drop(actor, cart.key) == Changes.CARTS | Changes.TRANSFERS
    assert drafts.all(actor.counter) == []
    assert journalled(database) == [
        ("cart.dropped", '{"accepted":34000,"due":834000,"lines":7}'),
    ]
    assert drafts.drop(actor, cart.key) == Changes.NOTHING, "cleared twice"
    assert drafts.drop(actor, "nobody's") == Changes.NOTHING
    for revision in (cart.revision, cart.revision + 1):
        with pytest.raises(Stale):
            drafts.save(actor, replace(cart, revision=revision))


def test_an_empty_cart_leaves_no_record(drafts: Drafts, actor: Actor, database: Database) -> None:
    drafts.drop(actor, drafts.new(actor).key)

    assert journalled(database) == []


def test_whoever_left_touches_no_cart(drafts: Drafts, actor: Actor, database: Database) -> None:
    cart = drafts.new(actor)
    with database.transaction() as session:
        session.execute(text("UPDATE staff SET active = 0 WHERE id = :id"), {"id": actor.staff})
    for act in (
        lambda: drafts.new(actor),
        lambda: drafts.save(actor, one_bottle(cart)),
        lambda: drafts.drop(actor, cart.key),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert drafts.all(actor.counter) == [cart]


def test_a_counter_has_a_limit_of_open_carts(drafts: Drafts, actor: Actor) -> None:
    carts = [drafts.new(actor) for _ in range(MOST_CARTS)]
    with pytest.raises(BadInput, match=r"Đã có 20 đơn đang mở\. Xong bớt"):
        drafts.new(actor)
    drafts.drop(actor, carts[3].key)

    assert drafts.new(actor).position == MOST_CARTS + 1


def test_each_counter_sees_its_own(drafts: Drafts, actor: Actor, database: Database) -> None:
    with database.transaction() as session:
        second = counter_named(session, "Quầy 2")
    here, there = drafts.new(actor), drafts.new(replace(actor, counter=second))

    assert [cart.key for cart in drafts.all(actor.counter)] == [here.key]
    assert [cart.key for cart in drafts.all(second)] == [there.key]
    assert here.code != there.code, "codes are the whole shop's"


_FILLS_A_CART_AND_DIES = """
import os, signal, sys
from pathlib import Path
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SystemClock
from pos_app.basics.ids import RandomIds
from pos_app.selling.drafts import Drafts
from pos_app.store.database import open_shop
from tests.baskets import design_order, one_bottle
from tests.fixtures import SATURDAY
clock = SystemClock()
drafts = Drafts(open_shop(Path(sys.argv[1])), clock, RandomIds(clock))
actor = Actor(staff=2, counter=1)
drafts.save(actor, design_order(drafts.new(actor)))
drafts.save(actor, one_bottle(drafts.new(actor)))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.kill
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is POSIX")
def test_a_killed_program_finds_its_carts_again(
    shop_file: Path, clock: SetClock, ids: SeededIds
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _FILLS_A_CART_AND_DIES, str(shop_file)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    database = open_shop(shop_file)
    carts = Drafts(database, clock, ids).all(counter=1)
    database.close()

    assert [cart.lines for cart in carts] == [design_order().lines, one_bottle().lines]
