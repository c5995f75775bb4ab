"""Each defect of care, planted where it would arise, is found by its check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time

import pytest
from sqlalchemy import text

from pos_app.basics.money import Money
from pos_app.care import facts, planner, rules
from pos_app.care.checks import CHECKS
from pos_app.care.outcomes import Outcome
from pos_app.models.care import CareTask
from pos_app.store.check import Scope, run
from tests.care_shop import MAI, THAO, CareShop


def broken(shop: CareShop, since: int = 0) -> list[tuple[int, str]]:
    return [(each.number, each.where) for each in run(shop.database, CHECKS, Scope(since))]


@pytest.fixture
def lived_in(shop: CareShop) -> CareShop:
    """A shop with a bit of everything, in which all is well."""
    task = shop.called()
    shop.queue.close(THAO, task.id, Outcome.NO_ANSWER)
    shop.take_in(shop.till.directory.get(task.customer_id), 40_000_000, days_ago=300)
    riser = shop.enrol("Bà Phạm Thị Sáu", "0902222222")
    shop.sell(riser, 6_000_000)
    shop.deliver()
    for each in shop.tasks(CareTask.customer_id == riser.id):
        shop.queue.claim(MAI, each.id)
    shop.queue.close(MAI, each.id, Outcome.PROBLEM, "Thẻ in sai tên")
    shop.pass_days(20)
    shop.queue.sweep()
    shop.sell(riser, 100_000)
    return shop


def test_a_healthy_shop_is_sound(lived_in: CareShop) -> None:
    states = {task.state for task in lived_in.tasks()}
    assert states == {"ready", "done", "expired", "rejected"}
    assert broken(lived_in) == [], "the last sale still waits in the outbox"
    lived_in.deliver()
    assert broken(lived_in) == []
    assert broken(lived_in, since=3) == []


@dataclass(frozen=True)
class Defect:
    """A fault of the code that plans, and the days on which it shows."""

    name: str
    plant: Callable[[pytest.MonkeyPatch], None]
    story: Callable[[CareShop], None]


def a_first_sale(shop: CareShop) -> None:
    shop.sell(shop.enrol())
    shop.deliver()


def two_sales(shop: CareShop) -> None:
    customer = shop.enrol()
    for _ in range(2):
        shop.sell(customer)
        shop.pass_days()
    shop.deliver()


def a_regular_buys(amount: int) -> Callable[[CareShop], None]:
    def story(shop: CareShop) -> None:
        regular = shop.regular()
        shop.be_at(time(10))
        shop.sell(regular, amount)
        shop.deliver()

    return story


def a_small_one_among_big_ones(shop: CareShop) -> None:
    for _ in range(3):
        shop.sell(None, 5_000_000)
    a_regular_buys(900_000)(shop)


def one_cheap_day(shop: CareShop) -> None:
    customer = shop.enrol()
    for amount in (10_000, 900_000, 900_000, 900_000, 900_000, 900_000):
        shop.sell(customer, amount)
        shop.pass_days()
    shop.deliver()


def a_rise(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()


def thanks_for_each(sale: rules.SaleFacts) -> tuple[rules.Planned, ...]:
    planned = rules.after_sale(replace(sale, visits=0))
    return tuple(replace(each, occurrence=str(sale.sale_id)) for each in planned)


def one_tier_more(rise: rules.RiseFacts) -> tuple[rules.Planned, ...]:
    return rules.after_rise(replace(rise, after=rise.after + 1))


def measured(wrong: rules.BigBasket) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(rules, "BIG", wrong)


DEFECTS = (
    Defect(
        "nobody is thanked",
        lambda patch: patch.setattr(planner, "after_sale", lambda _: ()),
        a_first_sale,
    ),
    Defect(
        "everything is a first purchase",
        lambda patch: patch.setattr(planner, "after_sale", thanks_for_each),
        two_sales,
    ),
    Defect(
        "the shop's own sales count as imported",
        lambda patch: patch.setattr(facts, "ORIGIN", "import"),
        a_first_sale,
    ),
    Defect(
        "twice the usual is big", measured(rules.BigBasket(times_median=2)), a_regular_buys(299_999)
    ),
    Defect(
        "four times is needed", measured(rules.BigBasket(times_median=4)), a_regular_buys(300_000)
    ),
    Defect(
        "six visits are needed", measured(rules.BigBasket(least_visits=6)), a_regular_buys(900_000)
    ),
    Defect(
        "the shop's own baskets are forgotten",
        lambda patch: patch.setattr(facts, "shop_percentile", lambda *_: None),
        a_small_one_among_big_ones,
    ),
    Defect(
        "the lowest stands in for the middle",
        lambda patch: patch.setattr(facts, "median", lambda own: min(own, default=Money(0))),
        one_cheap_day,
    ),
    Defect(
        "a rise brings no card",
        lambda patch: patch.setattr(planner, "after_rise", lambda _: ()),
        a_rise,
    ),
    Defect(
        "the card is of another tier",
        lambda patch: patch.setattr(planner, "after_rise", one_tier_more),
        a_rise,
    ),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_of_a_rule_is_found(
    shop: CareShop, monkeypatch: pytest.MonkeyPatch, defect: Defect
) -> None:
    defect.plant(monkeypatch)
    defect.story(shop)
    monkeypatch.undo()
    assert {number for number, _ in broken(shop)} == {21}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_the_same_days_by_the_right_rules_are_sound(shop: CareShop, defect: Defect) -> None:
    defect.story(shop)
    assert broken(shop) == []


DAMAGES = (
    (
        21,
        "told 2 times",
        "INSERT INTO outbox (name, subject, payload, at, settled)"
        " SELECT name, subject, payload, at, settled FROM outbox WHERE id = 1",
    ),
    (
        21,
        "told 0 times",
        "UPDATE outbox SET subject = 'nobody' WHERE name = 'sale.completed' AND id > 1",
    ),
    (21, "delivered never", "UPDATE delivery SET delivered_at = NULL WHERE event_id = 1"),
    (21, "7 tries", "UPDATE delivery SET attempts = 7 WHERE event_id = 1"),
    (
        21,
        "imported history",
        "UPDATE outbox SET subject = (SELECT uid FROM sale WHERE origin = 'import') WHERE id = 1",
    ),
    (21, "nothing asks", "UPDATE care_task SET occurrence = '3/2026' WHERE rule = 'tier_up'"),
    (
        21,
        "no task",
        "UPDATE care_task SET rule = 'new_number', occurrence = customer_id"
        " WHERE rule = 'first_purchase'",
    ),
    (21, "counts 2 unanswered", "UPDATE care_task SET attempts = 2 WHERE attempts = 1"),
    (26, "asleep", "UPDATE care_task SET state = 'asleep'"),
    (26, "done, outcome none", "UPDATE care_task SET outcome = NULL WHERE state = 'done'"),
    (26, "expired", "UPDATE care_task SET closed_at = NULL WHERE state = 'expired'"),
    (26, "done", "UPDATE care_task SET closed_by = NULL WHERE state = 'done'"),
    (26, "ready", "UPDATE care_task SET claimed_by = 1 WHERE state = 'ready'"),
    (26, "ready", "UPDATE care_task SET late_after = due_at - 1 WHERE state = 'ready'"),
    (26, "no try is written", "DELETE FROM care_attempt WHERE outcome = 'problem'"),
    (26, "of customer", "UPDATE care_attempt SET customer_id = 2"),
)


@pytest.mark.parametrize(("number", "word", "damage"), DAMAGES)
def test_damaged_rows_are_found(lived_in: CareShop, number: int, word: str, damage: str) -> None:
    lived_in.deliver()
    with lived_in.database.transaction() as session:
        session.execute(text(damage))
    found = broken(lived_in)
    assert any(each == number and word in where for each, where in found), found
