"""Rows of care work: made once, claimed by one, closed once. Helpers of a transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock, to_ms
from pos_app.basics.errors import Stale
from pos_app.basics.faults import fault
from pos_app.basics.i18n import _
from pos_app.care import facts
from pos_app.care.gates import Stop, barred
from pos_app.care.outcomes import OPEN, Outcome, State, before
from pos_app.care.rules import RULES, Kind, Planned, Rule
from pos_app.models.care import CareAttempt, CareTask
from pos_app.models.shop import Staff
from pos_app.store import journal
from pos_app.store.canonical import Value, canonical

LEASE: Final = timedelta(minutes=15)
"""How long somebody has a task to themselves; whoever walks away loses it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A row, read."""

    id: int
    rule: Rule
    customer_id: int
    kind: Kind
    state: State
    due_at: datetime
    late_after: datetime
    planned_at: datetime
    sale_id: int | None
    facts: Mapping[str, int]
    tries: int
    """Calls that went unanswered."""
    claimed_by: int | None
    lease_until: datetime | None
    outcome: str | None
    set_for: datetime | None
    """The moment a person put it off to, when that is when it is due."""
    agreed: bool
    """That moment was the customer's own wish."""

    def held_by(self, staff: int, now: datetime) -> bool:
        """Whether somebody has it to themselves."""
        return self.claimed_by == staff and self.leased(now)

    def leased(self, now: datetime) -> bool:
        """Whether anybody has it to themselves."""
        return (
            self.state is State.CLAIMED and self.lease_until is not None and self.lease_until >= now
        )


_LAST_TRY = (
    select(CareAttempt.id)
    .where(CareAttempt.task_id == CareTask.id)
    .order_by(CareAttempt.id.desc())
    .limit(1)
    .correlate(CareTask)
    .scalar_subquery()
)
_TASKS: Final = select(
    CareTask.id,
    CareTask.rule,
    CareTask.customer_id,
    CareTask.kind,
    CareTask.state,
    CareTask.due_at,
    CareTask.late_after,
    CareTask.planned_at,
    CareTask.sale_id,
    CareTask.facts,
    CareTask.attempts,
    CareTask.claimed_by,
    CareTask.lease_until,
    CareTask.outcome,
    CareAttempt.outcome.label("last_outcome"),
    CareAttempt.next_due_at,
).outerjoin(CareAttempt, CareAttempt.id == _LAST_TRY)


def read(session: Session, *where: ColumnElement[bool]) -> list[Task]:
    """Tasks that fit, by id."""
    return [_task(row) for row in session.execute(_TASKS.where(*where).order_by(CareTask.id))]


def one(session: Session, task_id: int) -> Task:
    """A task by its id; LookupError for one that was never made."""
    found = read(session, CareTask.id == task_id)
    if not found:
        raise LookupError(f"no care task {task_id}")
    return found[0]


def _task(row: Any) -> Task:
    put_off = row.next_due_at is not None and row.next_due_at == row.due_at
    return Task(
        id=row.id,
        rule=RULES[row.rule],
        customer_id=row.customer_id,
        kind=Kind(row.kind),
        state=State(row.state),
        due_at=row.due_at,
        late_after=row.late_after,
        planned_at=row.planned_at,
        sale_id=row.sale_id,
        facts=json.loads(row.facts),
        tries=row.attempts,
        claimed_by=row.claimed_by,
        lease_until=row.lease_until,
        outcome=row.outcome,
        set_for=row.due_at if put_off else None,
        agreed=put_off and row.last_outcome == Outcome.CALL_BACK,
    )


def is_open() -> ColumnElement[bool]:
    """Tasks that wait for somebody."""
    return CareTask.state.in_(OPEN)


def add(session: Session, clock: Clock, actor: Actor | None, planned: Planned) -> int | None:
    """Makes a task unless its key is there already (then None); `actor` None: a rule made it.

    What must not be done is written closed, with the reason, so that it stays told apart from
    what was forgotten; so is what comes too late, say after weeks without power.
    """
    now = clock.now()
    state, outcome = _first_state(session, planned, now)
    made = session.execute(
        insert(CareTask)
        .values(row(planned, now, state, outcome))
        .on_conflict_do_nothing(
            index_elements=[CareTask.rule, CareTask.customer_id, CareTask.occurrence]
        )
        .returning(CareTask.id)
    ).scalar_one_or_none()
    if made is None:
        return None
    fault("task_planned")
    _note(session, clock, actor, "task.planned", made, told(planned, state))
    return made


def row(planned: Planned, at: datetime, state: State, outcome: str | None) -> dict[str, Any]:
    """A new task; one that is not to be done is closed at once."""
    return {
        "rule": planned.rule.code,
        "customer_id": planned.customer_id,
        "occurrence": planned.occurrence,
        "kind": planned.rule.kind,
        "state": state,
        "due_at": planned.due_at,
        "late_after": planned.late_after,
        "planned_at": at,
        "sale_id": planned.sale_id,
        "facts": canonical(planned.facts),
        "attempts": 0,
        "outcome": outcome,
        "closed_at": None if state is State.READY else at,
    }


def told(planned: Planned, state: State) -> dict[str, Value]:
    """What the journal keeps of a plan."""
    return {
        "rule": planned.rule.code,
        "customer": planned.customer_id,
        "sale": planned.sale_id,
        "state": state,
    }


def _first_state(session: Session, planned: Planned, now: datetime) -> tuple[State, str | None]:
    if now > planned.late_after:
        return State.EXPIRED, Stop.LATE
    stop = barred(planned.rule, facts.standing(session, planned.customer_id, now))
    return (State.READY, None) if stop is None else (State.REJECTED, stop.value)


def stops(session: Session, tasks: Sequence[Task], now: datetime) -> dict[int, Stop]:
    """Which of these tasks are not right any more, and why (asked again before each act)."""
    standings = facts.standings(session, [task.customer_id for task in tasks], now)
    back = facts.returned(session, [task.sale_id for task in tasks])
    found: dict[int, Stop] = {}
    for task in tasks:
        stop = barred(task.rule, standings[task.customer_id])
        if stop is None and task.sale_id in back and task.kind is not Kind.OWNER:
            stop = Stop.RETURNED
        if stop is None and now > task.late_after:
            stop = Stop.LATE
        if stop is not None:
            found[task.id] = stop
    return found


def claim(session: Session, actor: Actor, task_id: int, now: datetime) -> None:
    """Gives a task to one person for a while; Stale when another has it or it is closed."""
    taken = session.execute(
        update(CareTask)
        .where(CareTask.id == task_id, _free_for(actor.staff, now))
        .values(state=State.CLAIMED, claimed_by=actor.staff, lease_until=now + LEASE)
        .returning(CareTask.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if taken is None:
        raise _stale(session, task_id)


def write_try(
    session: Session,
    actor: Actor,
    task: Task,
    outcome: str,
    note: str,
    at: datetime,
    next_due_at: datetime | None,
) -> None:
    """Writes down that somebody tried, and what came of it."""
    session.add(
        CareAttempt(
            task_id=task.id,
            customer_id=task.customer_id,
            outcome=outcome,
            note=note,
            next_due_at=next_due_at,
            at=at,
            staff_id=actor.staff,
        )
    )
    session.flush()


def put_off(
    session: Session,
    clock: Clock,
    actor: Actor,
    task: Task,
    due_at: datetime,
    late_after: datetime,
) -> None:
    """Gives a task back to everybody, due at another moment."""
    if _step(session, task.id, State.READY, due_at=due_at, late_after=late_after):
        body: dict[str, Value] = {"customer": task.customer_id, "due": to_ms(due_at)}
        _note(session, clock, actor, "task.put_off", task.id, body)


def count_try(session: Session, task: Task) -> None:
    """One more call that went unanswered."""
    session.execute(
        update(CareTask)
        .where(CareTask.id == task.id)
        .values(attempts=CareTask.attempts + 1)
        .execution_options(synchronize_session=False)
    )


def close(
    session: Session, clock: Clock, actor: Actor | None, task: Task, state: State, outcome: str
) -> None:
    """Ends an open task; what is closed already stays as it is. `actor` None: time ended it."""
    who = actor.staff if actor else None
    if _step(session, task.id, state, outcome=outcome, closed_at=clock.now(), closed_by=who):
        body: dict[str, Value] = {
            "customer": task.customer_id,
            "state": state.value,
            "outcome": outcome,
        }
        _note(session, clock, actor, "task.closed", task.id, body)


def stop(session: Session, clock: Clock, actor: Actor | None, task: Task, reason: Stop) -> None:
    """Ends a task that is not right any more, or that nobody did in time."""
    close(session, clock, actor, task, stopped(reason), reason.value)


def stopped(reason: Stop) -> State:
    """How a task ends that was stopped."""
    return State.EXPIRED if reason is Stop.LATE else State.REJECTED


def _step(session: Session, task_id: int, state: State, **values: object) -> bool:
    changed = session.execute(
        update(CareTask)
        .where(CareTask.id == task_id, CareTask.state.in_(before(state)))
        .values(state=state, claimed_by=None, lease_until=None, **values)
        .returning(CareTask.id)
        .execution_options(synchronize_session=False)
    ).first()
    return changed is not None


def _free_for(staff: int, now: datetime) -> ColumnElement[bool]:
    lapsed = or_(CareTask.lease_until.is_(None), CareTask.lease_until < now)
    return or_(
        CareTask.state == State.READY,
        and_(CareTask.state == State.CLAIMED, or_(CareTask.claimed_by == staff, lapsed)),
    )


def _stale(session: Session, task_id: int) -> Stale:
    row = session.execute(
        select(CareTask.state, Staff.name)
        .outerjoin(Staff, Staff.id == CareTask.claimed_by)
        .where(CareTask.id == task_id)
    ).one_or_none()
    if row is None:
        raise LookupError(f"no care task {task_id}")
    if row.state == State.CLAIMED:
        return Stale(
            _("{name} đang làm việc này. Chọn việc khác hoặc đợi một lát.").format(name=row.name)
        )
    return Stale(_("Việc này đã xong rồi. Chọn việc khác."))


def _note(
    session: Session,
    clock: Clock,
    actor: Actor | None,
    kind: str,
    task_id: int,
    body: Mapping[str, Value],
) -> None:
    journal.append(session, clock, actor, kind, f"task/{task_id}", body)
