"""What happened makes care work exactly once: told twice, by two programs, or cut in between."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import func, select, update

from pos_app.basics import faults
from pos_app.basics.events import SALE_COMPLETED, TIER_RAISED, Event
from pos_app.basics.money import Money
from pos_app.care import facts
from pos_app.care.planner import HANDLER, Planner
from pos_app.customers.consent import NewSilence, Reason, suppress
from pos_app.models.care import CareTask
from pos_app.models.customers import CustomerPhone
from pos_app.models.journal import Delivery, JournalEntry
from pos_app.selling.returns import Returns
from pos_app.store.database import Database, open_shop
from pos_app.store.journal import broken_links
from pos_app.store.outbox import Courier
from pos_app.subscriptions import subscriptions
from tests.care_shop import THAO, CareShop

Keys = list[tuple[str, int, str]]


def keys(shop: CareShop) -> Keys:
    return [(task.rule, task.customer_id, task.occurrence) for task in shop.tasks()]


def told(sale_id: int) -> Event:
    return Event(SALE_COMPLETED, "uid", {"sale": sale_id, "customer": 1, "counter": 1})


def test_the_first_purchase_is_thanked_for(shop: CareShop) -> None:
    customer = shop.enrol()
    sale = shop.sell(customer)
    shop.deliver()
    note = shop.only_task("first_purchase")
    assert (note.kind, note.state, note.sale_id) == ("note", "ready", sale.id)
    assert note.due_at == shop.clock.now() + timedelta(days=2)
    shop.pass_days()
    shop.sell(customer)
    shop.deliver()
    assert len(shop.tasks()) == 1, "only the first"


def test_a_stranger_is_left_alone(shop: CareShop) -> None:
    shop.sell(None, 5_000_000)
    assert shop.deliver() == 1
    assert shop.tasks() == []


def test_a_void_withdraws_what_the_sale_had_planned(shop: CareShop) -> None:
    sale = shop.sell(shop.enrol())
    shop.deliver()
    owner = replace(shop.till.actor, approver=1)
    Returns(shop.database, shop.clock, shop.ids).void(owner, sale.uid, "Bấm nhầm", "void")
    shop.deliver()
    note = shop.only_task("first_purchase")
    assert (note.state, note.outcome) == ("rejected", "returned")


def test_a_big_basket_is_asked_after_a_day_later(shop: CareShop) -> None:
    task = shop.called()
    assert (task.kind, task.state) == ("call", "ready")
    assert task.facts == '{"median":100000,"total":900000}'
    assert task.due_at - task.planned_at == timedelta(days=1)


def test_three_times_the_usual_is_needed(shop: CareShop) -> None:
    regular = shop.regular()
    shop.sell(regular, 299_999)
    shop.deliver()
    assert [task.rule for task in shop.tasks()] == ["first_purchase"]


def test_and_five_days_of_buying(shop: CareShop) -> None:
    customer = shop.enrol()
    for _ in range(6):
        shop.sell(customer, 100_000)
    shop.sell(customer, 900_000)
    shop.deliver()
    assert [task.rule for task in shop.tasks()] == ["first_purchase"], "six sales on one day"


def test_and_it_is_big_for_the_shop(shop: CareShop) -> None:
    for _ in range(3):
        shop.sell(None, 5_000_000)
    regular = shop.regular()
    shop.sell(regular, 900_000)
    shop.deliver()
    assert [task.rule for task in shop.tasks()] == ["first_purchase"]


def test_the_shops_percentile_is_of_the_days_before(shop: CareShop) -> None:
    for amount in range(1, 21):
        shop.sell(None, amount * 10_000)
    with shop.database.reading() as session:
        day = shop.clock.now().date()
        assert facts.shop_percentile(session, day) is None, "nothing was sold before today"
    shop.pass_days()
    shop.sell(None, 9_000_000)
    with shop.database.reading() as session:
        assert facts.shop_percentile(session, day + timedelta(days=1)) == Money(190_000)
    shop.pass_days(180)
    shop.sell(None, 1_000)
    with shop.database.reading() as session:
        later = day + timedelta(days=181)
        assert facts.shop_percentile(session, later) == Money(9_000_000), "181 days are too long"


def test_a_history_taken_in_later_changes_no_percentile(shop: CareShop) -> None:
    shop.sell(None, 50_000)
    shop.pass_days()
    shop.sell(None, 60_000)
    day = shop.clock.now().date()
    shop.take_in(shop.enrol(), 99_000_000, days_ago=1)
    with shop.database.reading() as session:
        assert facts.shop_percentile(session, day) == Money(50_000)


def test_a_rise_brings_a_new_card(shop: CareShop) -> None:
    customer = shop.enrol()
    sale = shop.sell(customer, 6_000_000)
    shop.deliver()
    card = shop.only_task("tier_up")
    assert (card.kind, card.occurrence, card.sale_id) == ("card", "2/2026", sale.id)
    assert card.due_at == shop.clock.now()


def test_imported_histories_raise_nothing(shop: CareShop, planner: Planner) -> None:
    """Even if somebody told of them."""
    sale_id = shop.take_in(shop.enrol(), 20_000_000, days_ago=30)
    rise = Event(TIER_RAISED, "uid", {"customer": 1, "sale": sale_id, "before": 0, "after": 3})
    with shop.database.transaction() as session:
        planner.on_sale_completed(session, told(sale_id), shop.clock.now())
        planner.on_tier_raised(session, rise, shop.clock.now())
    assert shop.tasks() == []


def test_who_has_a_history_is_no_new_customer(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.take_in(customer, 100_000, days_ago=30)
    shop.sell(customer)
    shop.deliver()
    assert shop.tasks() == []


def test_a_returned_document_asks_for_nothing(shop: CareShop, planner: Planner) -> None:
    sale = shop.sell(shop.enrol())
    shop.give_back(sale.id)
    with shop.database.transaction() as session:
        planner.on_sale_completed(session, told(sale.id + 1), shop.clock.now())
    assert shop.tasks() == []


def test_planning_twice_plans_once(shop: CareShop, planner: Planner) -> None:
    sale = shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    before = keys(shop)
    rise = Event(TIER_RAISED, "uid", {"customer": 1, "sale": sale.id, "before": 0, "after": 2})
    for _ in range(3):
        with shop.database.transaction() as session:
            planner.on_sale_completed(session, told(sale.id), shop.clock.now())
            planner.on_tier_raised(session, rise, shop.clock.now())
    assert keys(shop) == before
    assert len(before) == 2


def test_two_programs_at_once_plan_once(shop: CareShop) -> None:
    for number in range(6):
        shop.sell(shop.enrol(f"Khách {number}", f"090123456{number}"), 6_000_000)
    start = threading.Barrier(2)
    trouble: list[BaseException] = []

    def carry() -> None:
        try:
            database = open_shop(shop.database.path)
            courier = Courier(database, shop.clock, subscriptions(shop.clock))
            start.wait()
            courier.run()
            database.close()
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            trouble.append(error)

    threads = [threading.Thread(target=carry) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert trouble == []
    planned = keys(shop)
    assert len(planned) == len(set(planned)) == 12
    with shop.database.reading() as session:
        assert list(broken_links(session)) == []
        twice = session.scalar(select(func.count()).where(Delivery.attempts > 1))
    assert twice == 0


class Killed(BaseException):
    """The power went off."""


@pytest.mark.parametrize(
    "point", ["before_task", "task_planned", "handler_ran", "before_commit", "after_commit"]
)
@pytest.mark.parametrize("times", [1, 2, 3])
def test_cut_at_any_step_nothing_is_lost_or_doubled(shop: CareShop, point: str, times: int) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    passed = 0

    def cut(name: str) -> None:
        nonlocal passed
        passed += name == point
        if name == point and passed == times:
            raise Killed

    faults.arm(cut)
    with contextlib.suppress(Killed):
        shop.deliver()
    faults.arm(None)
    shop.deliver()
    assert sorted(rule for rule, *_ in keys(shop)) == ["first_purchase", "tier_up"]
    with shop.database.reading() as session:
        planned = session.scalar(select(func.count()).where(JournalEntry.kind == "task.planned"))
        handled = session.scalar(select(func.count()).where(Delivery.handler == HANDLER))
    assert (planned, handled) == (2, 2)


def test_weeks_without_power_make_no_flood(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.clock.advance(timedelta(days=400))
    shop.deliver()
    assert [(task.state, task.outcome) for task in shop.tasks()] == [("expired", "late")] * 2
    assert shop.queue.today() == []


def test_what_may_not_be_done_is_written_with_its_reason(shop: CareShop) -> None:
    customer = shop.enrol()
    with shop.database.transaction() as session:
        suppress(session, shop.clock, THAO, customer.id, NewSilence(Reason.DO_NOT_CONTACT))
    shop.sell(customer, 6_000_000)
    shop.deliver()
    assert {(task.state, task.outcome) for task in shop.tasks()} == {("rejected", "do_not_contact")}


def test_nobody_without_a_number_is_to_be_rung(shop: CareShop) -> None:
    customer = shop.regular()
    with shop.database.transaction() as session:
        session.execute(update(CustomerPhone).values(wrong=True))
    shop.be_at(time(10))
    shop.sell(customer, 900_000)
    shop.deliver()
    call = shop.only_task("big_basket")
    assert (call.state, call.outcome) == ("rejected", "no_phone")


def test_a_faulty_rule_never_harms_a_sale(shop: CareShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "of_sale", lambda *_: 1 / 0)
    sale = shop.sell(shop.enrol())
    assert shop.deliver() == 0
    assert shop.till.history.show(sale.uid).total == sale.total
    monkeypatch.undo()
    shop.clock.advance(timedelta(seconds=10))
    assert shop.deliver() == 1
    assert len(shop.tasks()) == 1


def test_the_journal_names_nobody(shop: CareShop, database: Database) -> None:
    shop.sell(shop.enrol("Trần Thị Bảo Trân", "0909999888"), 6_000_000)
    shop.deliver()
    with shop.database.reading() as session:
        bodies = session.scalars(
            select(JournalEntry.body).where(JournalEntry.kind.like("task.%"))
        ).all()
    assert len(bodies) == 2
    assert all("Trân" not in body and "909999" not in body for body in bodies)
    assert all(task.customer_id == 1 for task in shop.tasks(CareTask.state == "ready"))
