"""Every outcome of a call, through the real shop: what becomes of the task and of the person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from pos_app.basics.changes import Changes
from pos_app.basics.clock import local
from pos_app.basics.events import TASK_CLOSED
from pos_app.care import effects
from pos_app.care.outcomes import OFFERED, Outcome
from pos_app.care.rules import Kind
from pos_app.customers import consent, phones
from pos_app.customers.address import Form
from pos_app.customers.consent import Channel, Purpose, Way
from pos_app.customers.directory import NewCustomer
from pos_app.models.care import CareTask
from pos_app.models.customers import Consent, CustomerPhone, Suppression
from pos_app.models.journal import JournalEntry, OutboxEvent
from tests.care_shop import THAO, CareShop


@dataclass(frozen=True)
class Row:
    """One line of the table: what is pressed on a call, and what follows."""

    outcome: Outcome
    state: str
    ends: str | None
    raises: tuple[str, ...] = ()
    """Tasks that it makes."""
    silences: tuple[str, ...] = ()
    """Suppressions that it makes."""
    frees: bool = False
    """Whether another call of the same person may still be made."""


TABLE = (
    Row(Outcome.SOLVED, "done", "solved", frees=True),
    Row(Outcome.PROBLEM, "done", "problem", raises=("report_problem",), frees=True),
    Row(Outcome.CALL_BACK, "ready", None, frees=True),
    Row(Outcome.NO_ANSWER, "ready", None, frees=True),
    Row(Outcome.SWITCHED_OFF, "ready", None, frees=True),
    Row(Outcome.WRONG_NUMBER, "done", "wrong_number"),
    Row(Outcome.REFUSED, "done", "refused", silences=("rule",)),
    Row(Outcome.NEVER_CALL, "done", "never_call", silences=("no_calls",)),
    Row(Outcome.ALREADY, "done", "already", frees=True),
    Row(
        Outcome.DECEASED,
        "done",
        "deceased",
        raises=("passed_away",),
        silences=("deceased",),
    ),
)


def another_call(shop: CareShop, customer_id: int) -> CareTask:
    """A second big basket of the same person."""
    shop.sell(shop.till.directory.get(customer_id), 900_000)
    shop.deliver()
    return shop.tasks(CareTask.rule == "big_basket", CareTask.customer_id == customer_id)[-1]


def in_two_hours(shop: CareShop) -> datetime:
    return shop.clock.now() + timedelta(hours=2)


def test_the_table_is_whole() -> None:
    assert {row.outcome for row in TABLE} == set(OFFERED[Kind.CALL])
    assert effects._EFFECTS.keys() == set(Outcome)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.outcome.value)
def test_what_an_outcome_does(shop: CareShop, row: Row) -> None:
    call = shop.called()
    other = another_call(shop, call.customer_id)
    known = {task.id for task in shop.tasks()}
    at = in_two_hours(shop) if row.outcome is Outcome.CALL_BACK else None

    closed, _ = shop.queue.close(THAO, call.id, row.outcome, " Chị nói vậy ", at)

    ended = shop.tasks(CareTask.id == call.id)[0]
    assert (closed.state, ended.state, ended.outcome) == (row.state, row.state, row.ends)
    assert (ended.closed_by, ended.closed_at is None) == (
        (None, True) if row.ends is None else (THAO.staff, False)
    )
    (tried,) = shop.attempts(call.id)
    assert (tried.outcome, tried.note, tried.staff_id) == (row.outcome, "Chị nói vậy", THAO.staff)
    assert tried.next_due_at == (ended.due_at if row.ends is None else None)
    assert tuple(t.rule for t in shop.tasks() if t.id not in known) == row.raises
    assert silences(shop) == row.silences
    assert (shop.tasks(CareTask.id == other.id)[0].state == "ready") is row.frees
    assert told(shop, call.id) == ([] if row.ends is None else [row.ends])


def silences(shop: CareShop) -> tuple[str, ...]:
    with shop.database.reading() as session:
        return tuple(session.scalars(select(Suppression.kind)))


def told(shop: CareShop, task_id: int) -> list[str]:
    """How the outbox says that a task ended."""
    with shop.database.reading() as session:
        payloads = session.scalars(
            select(OutboxEvent.payload).where(OutboxEvent.name == TASK_CLOSED)
        )
        events = [json.loads(payload) for payload in payloads]
    return [event["outcome"] for event in events if event["task"] == task_id]


def test_no_answer_is_tried_in_other_parts_of_the_day_and_given_up(shop: CareShop) -> None:
    call = shop.called()
    tried = shop.clock.now()
    first, _ = shop.queue.close(THAO, call.id, Outcome.NO_ANSWER)
    assert local(tried).time() == time(10)
    assert first.due_at == tried + timedelta(hours=4)
    assert first.message == "Gọi lại lúc 14:00."

    shop.clock.advance(timedelta(hours=4))
    second, _ = shop.queue.close(THAO, call.id, Outcome.NO_ANSWER)
    assert second.due_at is not None
    assert local(second.due_at).time() == time(9), "a day later, and in the morning"
    assert second.due_at - shop.clock.now() >= timedelta(days=1)

    shop.clock.moment = second.due_at
    third, _ = shop.queue.close(THAO, call.id, Outcome.NO_ANSWER)
    assert (third.state, third.outcome, third.due_at) == ("done", "unreachable", None)
    assert len(shop.attempts(call.id)) == 3
    assert shop.only_task("big_basket").attempts == 3


def test_nobody_is_rung_again_after_the_rules_term(shop: CareShop) -> None:
    call = shop.called()
    shop.clock.moment = call.late_after - timedelta(hours=1)
    closed, _ = shop.queue.close(THAO, call.id, Outcome.NO_ANSWER)
    assert (closed.state, closed.outcome) == ("done", "unreachable")


def test_a_dead_phone_is_asked_about_at_the_next_visit(shop: CareShop) -> None:
    call = shop.called()
    for _ in range(3):
        closed, _ = shop.queue.close(THAO, call.id, Outcome.SWITCHED_OFF)
        shop.clock.moment = closed.due_at or shop.clock.now()
    ask = shop.only_task("new_number")
    assert (ask.kind, ask.state) == ("counter", "ready")
    assert closed.outcome == "unreachable"


def test_a_wish_to_be_called_back_outlives_the_rules_term(shop: CareShop) -> None:
    call = shop.called()
    wish = shop.clock.now() + timedelta(days=30)
    shop.queue.close(THAO, call.id, Outcome.CALL_BACK, at=wish)
    kept = shop.only_task("big_basket")
    assert kept.due_at == wish
    assert kept.late_after > wish


def test_a_wrong_number_is_flagged_and_its_other_owners_are_told(shop: CareShop) -> None:
    call = shop.called()
    family = NewCustomer("0901234567", "Nguyễn Văn Bảy", Form.ANH, shares_phone=True)
    brother, _ = shop.till.directory.create(THAO, family)
    theirs = shop.called(brother)
    shop.clock.moment = call.due_at
    closed, changes = shop.queue.close(THAO, call.id, Outcome.WRONG_NUMBER)
    assert closed.message == "Số này còn ghi cho Anh Nguyễn Văn Bảy. Hỏi lại khi gặp."
    assert changes == Changes.CARE | Changes.CUSTOMERS
    stopped = shop.tasks(CareTask.id == theirs.id)[0]
    assert (stopped.state, stopped.outcome) == ("rejected", "wrong_number")
    assert shop.till.directory.get(call.customer_id).phone == ""
    assert shop.till.directory.get(brother.id).phone == "+84901234567", "theirs until asked"


def test_another_number_of_the_same_person_may_still_be_rung(shop: CareShop) -> None:
    call = shop.called()
    other = another_call(shop, call.customer_id)
    with shop.database.transaction() as session:
        session.add(CustomerPhone(**phones.row(call.customer_id, "+84908888888")))
    shop.queue.close(THAO, call.id, Outcome.WRONG_NUMBER)
    assert shop.tasks(CareTask.id == other.id)[0].state == "ready"
    assert shop.queue.task(other.id).phone == "0908 888 888"


def test_refusing_silences_the_family_for_ninety_days(shop: CareShop) -> None:
    call = shop.called()
    shop.queue.close(THAO, call.id, Outcome.REFUSED)
    silent = another_call(shop, call.customer_id)
    assert (silent.state, silent.outcome) == ("rejected", "silenced")
    shop.pass_days(91, time(10))
    assert another_call(shop, call.customer_id).state == "ready"
    card = shop.tasks(CareTask.rule == "tier_up")[-1]
    assert card.state == "ready", "other families speak on"


def test_never_call_withdraws_the_consent_to_calls_with_proof(shop: CareShop) -> None:
    call = shop.called()
    shop.queue.close(THAO, call.id, Outcome.NEVER_CALL)
    with shop.database.reading() as session:
        answers = consent.current(session, call.customer_id)
        proofs = session.execute(select(Consent.way, Consent.wording, Consent.staff_id)).all()
        written = session.scalars(select(JournalEntry.kind)).all()
    assert answers == dict.fromkeys([(purpose, Channel.CALL) for purpose in Purpose], False)
    assert {(row.way, row.staff_id) for row in proofs} == {(Way.PHONE, THAO.staff)}
    assert all(row.wording for row in proofs)
    assert {"consent.recorded", "customer.suppressed", "task.closed"} <= set(written)
    assert another_call(shop, call.customer_id).outcome == "no_calls"


def test_a_problem_reaches_the_owner_with_the_customers_words(shop: CareShop) -> None:
    call = shop.called()
    shop.queue.close(THAO, call.id, Outcome.PROBLEM, "Nước mắm bị rỉ nắp")
    problem = shop.only_task("report_problem")
    assert (problem.kind, problem.sale_id) == ("owner", call.sale_id)
    view = shop.queue.task(problem.id)
    assert view.reason == "Thảo ghi: Nước mắm bị rỉ nắp"
    assert shop.queue.today()[0].id == problem.id, "above everything else"


def test_a_complaint_stops_the_thank_you(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    card = shop.only_task("tier_up")
    shop.queue.close(THAO, card.id, Outcome.PROBLEM)
    note = shop.only_task("first_purchase")
    assert (note.state, note.outcome) == ("rejected", "complaint")


def test_death_stops_everything_but_the_owners_own(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    card = shop.only_task("tier_up")
    shop.queue.close(THAO, card.id, Outcome.DECEASED)
    assert [(task.rule, task.state) for task in shop.tasks()] == [
        ("first_purchase", "rejected"),
        ("tier_up", "done"),
        ("passed_away", "ready"),
    ]
    shop.pass_days()
    shop.sell(shop.till.directory.get(1), 9_000_000)
    shop.deliver()
    assert shop.tasks()[-1].state == "rejected"
