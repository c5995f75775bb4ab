"""What each outcome of a try does: to the task, to the person, and to their other tasks.

One function an outcome, in one table; all run in the transaction that writes the try down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock
from pos_app.care import tasks
from pos_app.care.gates import Stop
from pos_app.care.outcomes import (
    ASK_NUMBER_AFTER,
    ASK_NUMBER_WITHIN,
    SILENCE_AFTER_REFUSAL,
    UNREACHABLE,
    Outcome,
    State,
    retry_at,
)
from pos_app.care.rules import (
    NEW_NUMBER,
    PASSED_AWAY,
    REPORT_PROBLEM,
    RULES,
    Family,
    Kind,
    Rule,
    plan,
)
from pos_app.care.tasks import Task
from pos_app.customers import consent, phones, records
from pos_app.customers.consent import Answer, Channel, NewSilence, Purpose, Reason, Way
from pos_app.models.care import CareAttempt, CareTask


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody tried a task, and what came of it."""

    session: Session
    clock: Clock
    actor: Actor
    task: Task
    outcome: Outcome
    at: datetime | None
    """When the customer wishes to be called back."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What becomes of the task itself."""

    state: State
    outcome: str
    due_at: datetime | None = None
    late_after: datetime | None = None
    also: tuple[str, ...] = ()
    """Who else is known by a number that turned out wrong."""


def follow(tried: Try) -> Ending:
    """Does to the person and to their other tasks what an outcome asks for."""
    return _EFFECTS[tried.outcome](tried)


def _done(tried: Try) -> Ending:
    return Ending(State.DONE, tried.outcome)


def _no_answer(tried: Try) -> Ending:
    tasks.count_try(tried.session, tried.task)
    again = retry_at(tried.task.tries + 1, tried.clock.now())
    if again is None or again > tried.task.late_after:
        return Ending(State.DONE, UNREACHABLE)
    return Ending(State.READY, tried.outcome, again, tried.task.late_after)


def _switched_off(tried: Try) -> Ending:
    since = tried.clock.now() - ASK_NUMBER_WITHIN
    earlier = tried.session.scalar(
        select(func.count()).where(
            CareAttempt.customer_id == tried.task.customer_id,
            CareAttempt.outcome == Outcome.SWITCHED_OFF,
            CareAttempt.at > since,
        )
    )
    times = (earlier or 0) + 1
    if times >= ASK_NUMBER_AFTER and not _others(tried, CareTask.rule == NEW_NUMBER.code):
        _raise(tried, NEW_NUMBER, f"task/{tried.task.id}")
    return _no_answer(tried)


def _call_back(tried: Try) -> Ending:
    if tried.at is None:
        raise ValueError("a call is put off to a moment")
    late_after = max(tried.task.late_after, tried.at + tried.task.rule.max_late)
    return Ending(State.READY, tried.outcome, tried.at, late_after)


def _wrong_number(tried: Try) -> Ending:
    session, customer_id = tried.session, tried.task.customer_id
    e164 = records.one(session, customer_id).phone
    if not e164:
        return _done(tried)
    others = phones.mark_wrong(session, tried.clock, tried.actor, customer_id, e164)
    named = records.load(session, others)
    for person in (records.one(session, customer_id), *named):
        if person.phone in ("", e164):
            _stop_calls(tried, person.id, Stop.WRONG_NUMBER)
    return replace(_done(tried), also=tuple(person.shown for person in named))


def _refused(tried: Try) -> Ending:
    until = tried.clock.now() + SILENCE_AFTER_REFUSAL
    family = tried.task.rule.family
    _silence(tried, Reason.RULE, rule=family, until=until)
    related = [rule.code for rule in RULES.values() if rule.family is family]
    _stop(tried, _others(tried, CareTask.rule.in_(related)), Stop.SILENCED)
    return _done(tried)


def _never_call(tried: Try) -> Ending:
    consent.record(
        tried.session,
        tried.clock,
        tried.actor,
        tried.task.customer_id,
        [Answer(purpose, Channel.CALL, granted=False, way=Way.PHONE) for purpose in Purpose],
    )
    _silence(tried, Reason.NO_CALLS)
    _stop_calls(tried, tried.task.customer_id, Stop.NO_CALLS)
    return _done(tried)


def _problem(tried: Try) -> Ending:
    """Until there are cases, the owner is told; the note of this try says of what."""
    _raise(tried, REPORT_PROBLEM, f"task/{tried.task.id}")
    glad = [rule.code for rule in RULES.values() if rule.family is Family.THANK]
    _stop(tried, _others(tried, CareTask.rule.in_(glad)), Stop.COMPLAINT)
    return _done(tried)


def _deceased(tried: Try) -> Ending:
    _silence(tried, Reason.DECEASED)
    _stop(tried, _others(tried, CareTask.kind != Kind.OWNER), Stop.DECEASED)
    _raise(tried, PASSED_AWAY, "once")
    return _done(tried)


_EFFECTS: Final[Mapping[Outcome, Callable[[Try], Ending]]] = {
    Outcome.SOLVED: _done,
    Outcome.HANDED_OVER: _done,
    Outcome.ALREADY: _done,
    Outcome.NO_ANSWER: _no_answer,
    Outcome.SWITCHED_OFF: _switched_off,
    Outcome.CALL_BACK: _call_back,
    Outcome.WRONG_NUMBER: _wrong_number,
    Outcome.REFUSED: _refused,
    Outcome.NEVER_CALL: _never_call,
    Outcome.PROBLEM: _problem,
    Outcome.DECEASED: _deceased,
}


def _others(tried: Try, where: ColumnElement[bool]) -> list[Task]:
    """The person's other open tasks that fit."""
    return _open_tasks(tried, tried.task.customer_id, where)


def _open_tasks(tried: Try, customer_id: int, where: ColumnElement[bool]) -> list[Task]:
    others = and_(CareTask.customer_id == customer_id, CareTask.id != tried.task.id)
    return tasks.read(tried.session, others, tasks.is_open(), where)


def _stop(tried: Try, stopped: list[Task], stop: Stop) -> None:
    for task in stopped:
        tasks.stop(tried.session, tried.clock, tried.actor, task, stop)


def _stop_calls(tried: Try, customer_id: int, stop: Stop) -> None:
    calls = _open_tasks(tried, customer_id, CareTask.kind == Kind.CALL)
    _stop(tried, calls, stop)


def _silence(
    tried: Try, reason: Reason, rule: str | None = None, until: datetime | None = None
) -> None:
    silence = NewSilence(reason, rule, until, tried.task.id)
    consent.suppress(tried.session, tried.clock, tried.actor, tried.task.customer_id, silence)


def _raise(tried: Try, rule: Rule, occurrence: str) -> None:
    numbers = {"task": tried.task.id}
    at, sale = tried.clock.now(), tried.task.sale_id
    planned = plan(rule, tried.task.customer_id, occurrence, at, sale, numbers)
    tasks.add(tried.session, tried.clock, tried.actor, planned)
