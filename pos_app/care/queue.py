"""The one queue of care: today's work by priority, claimed, done, put off, swept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock, day_start, near_day_text, shop_day
from pos_app.basics.errors import BadInput
from pos_app.basics.events import TASK_CLOSED, Event
from pos_app.basics.faults import fault
from pos_app.basics.i18n import _
from pos_app.basics.text import clean
from pos_app.care import effects, scripts, tasks, views
from pos_app.care.effects import Ending, Try
from pos_app.care.gates import STOP_SENTENCES, Stop
from pos_app.care.outcomes import CLOSED, OFFERED, PUT_OFF, UNREACHABLE, Outcome, State
from pos_app.care.rules import REPORT_PROBLEM, Family
from pos_app.care.scores import Score, score
from pos_app.care.scripts import ThankYou
from pos_app.care.tasks import Task
from pos_app.care.values import Values
from pos_app.care.views import Counts, TaskRow, TaskView
from pos_app.care.words import until_text
from pos_app.customers import records
from pos_app.models.care import CareTask
from pos_app.shop.staff import Right, require
from pos_app.store import outbox
from pos_app.store.database import Database

LONGEST_NOTE: Final = 500
DAYS_AHEAD: Final = 1
"""The queue shows today's work and tomorrow's."""
MOST_AHEAD: Final = timedelta(days=90)
"""No call is promised for a later day."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What became of a task after a try."""

    id: int
    state: State
    outcome: str
    due_at: datetime | None
    """When it comes back; None once it is closed."""
    message: str
    """What to know about it, in one sentence; often empty."""


class CareQueue:
    """Proactive work and what came of it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._values = Values()

    def today(self, family: Family | None = None) -> list[TaskRow]:
        """What waits for somebody until tomorrow evening, first things first."""
        rows, _counted = self.look()
        return [row for row in rows if family in (None, row.family)]

    def look(self) -> tuple[list[TaskRow], Counts]:
        """Today's work and its counts, in one look."""
        now = self._clock.now()
        with self._database.reading() as session:
            waiting = _waiting(session, now)
            return self._rows(session, waiting, now), _counts(session, waiting, now)

    def of_customer(self, customer_id: int) -> list[TaskRow]:
        """What of today's work is for one customer."""
        now = self._clock.now()
        with self._database.reading() as session:
            mine = _waiting(session, now, CareTask.customer_id == customer_id)
            return self._rows(session, mine, now)

    def counts(self) -> Counts:
        """How much waits, is late and was done today; families with nothing are absent."""
        now = self._clock.now()
        with self._database.reading() as session:
            return _counts(session, _waiting(session, now), now)

    def task(self, task_id: int, actor: Actor | None = None) -> TaskView:
        """One task; `actor` is who would speak. LookupError for one that was never made."""
        with self._database.reading() as session:
            return self._view(session, task_id, actor)

    def thank_you(self, task_id: int) -> ThankYou:
        """The words of the card that goes with a task."""
        with self._database.reading() as session:
            task = tasks.one(session, task_id)
            customer = records.one(session, task.customer_id)
            return scripts.thank_you(session, task, customer, shop_day(self._clock.now()))

    def claim(self, actor: Actor, task_id: int) -> tuple[TaskView, Changes]:
        """Takes a task for oneself before acting; Stale when somebody else has it.

        What is not right any more is closed instead, and the view says why.
        """
        now = self._clock.now()
        with self._database.transaction() as session:
            require(session, actor, Right.CARE)
            tasks.claim(session, actor, task_id, now)
            task = tasks.one(session, task_id)
            reason = tasks.stops(session, [task], now).get(task_id)
            if reason is not None:
                tasks.stop(session, self._clock, actor, task, reason)
            return self._view(session, task_id, actor, reason), Changes.CARE

    def close(
        self,
        actor: Actor,
        task_id: int,
        outcome: Outcome,
        note: str = "",
        at: datetime | None = None,
    ) -> tuple[Closed, Changes]:
        """Writes down what came of a try, with everything that follows from it.

        `at`: when the customer wishes to be called back. Nothing is repeated on a task that is not
        right any more; what was found out about the person counts all the same.
        """
        now = self._clock.now()
        with self._database.transaction() as session:
            require(session, actor, Right.CARE)
            task = tasks.one(session, task_id)
            _refuse_misfit(task, outcome, at, now)
            held = task.held_by(actor.staff, now)
            tasks.claim(session, actor, task_id, now)
            reason = tasks.stops(session, [task], now).get(task_id)
            ending = effects.follow(Try(session, self._clock, actor, task, outcome, at))
            fault("outcome_followed")
            if reason is not None and _overrules(reason, ending, held=held):
                ending = Ending(tasks.stopped(reason), reason.value)
            words = clean(note, LONGEST_NOTE)
            tasks.write_try(session, actor, task, outcome, words, now, ending.due_at)
            self._end(session, actor, task, ending)
        return _closed(task, ending, now), Changes.CARE | _beyond_care(outcome)

    def later(self, actor: Actor, task_id: int, when: datetime | None) -> tuple[Closed, Changes]:
        """Puts a task off to a moment, or (None) to the customer's next visit.

        BadInput for a moment that is past or beyond what the rule allows.
        """
        now = self._clock.now()
        with self._database.transaction() as session:
            require(session, actor, Right.CARE)
            task = tasks.one(session, task_id)
            due_at = when or task.late_after
            _refuse_moment(due_at, now, task.late_after)
            tasks.claim(session, actor, task_id, now)
            tasks.write_try(session, actor, task, PUT_OFF, "", now, due_at)
            tasks.put_off(session, self._clock, actor, task, due_at, task.late_after)
        return Closed(task_id, State.READY, PUT_OFF, due_at, ""), Changes.CARE

    def sweep(self) -> tuple[int, Changes]:
        """Closes what nobody did in time or what is not right any more; once a day will do."""
        now = self._clock.now()
        with self._database.transaction() as session:
            waiting = {task.id: task for task in tasks.read(session, tasks.is_open())}
            found = tasks.stops(session, list(waiting.values()), now)
            for task_id, reason in found.items():
                tasks.stop(session, self._clock, None, waiting[task_id], reason)
        return len(found), Changes.CARE if found else Changes.NOTHING

    def _view(
        self, session: Session, task_id: int, actor: Actor | None, reason: Stop | None = None
    ) -> TaskView:
        now = self._clock.now()
        task = tasks.one(session, task_id)
        if task.state not in CLOSED:
            reason = tasks.stops(session, [task], now).get(task_id)
        return views.view(session, task, now, reason, actor.staff if actor else None)

    def _rows(self, session: Session, waiting: list[Task], now: datetime) -> list[TaskRow]:
        """Tasks as lines, first things first."""
        scored = self._scored(session, waiting, now)
        waiting.sort(key=lambda task: _place(task, scored[task.id]))
        return views.rows(session, waiting, scored, now)

    def _scored(self, session: Session, waiting: Sequence[Task], now: datetime) -> dict[int, Score]:
        values = self._values.of(session, {task.customer_id for task in waiting}, shop_day(now))
        return {
            task.id: score(
                task.planned_at, task.due_at, now, values[task.customer_id], task.rule.weight
            )
            for task in waiting
        }

    def _end(self, session: Session, actor: Actor, task: Task, ending: Ending) -> None:
        if ending.due_at is not None and ending.late_after is not None:
            tasks.put_off(session, self._clock, actor, task, ending.due_at, ending.late_after)
            return
        tasks.close(session, self._clock, actor, task, ending.state, ending.outcome)
        told: dict[str, int | str] = {
            "task": task.id,
            "customer": task.customer_id,
            "state": ending.state.value,
            "outcome": ending.outcome,
        }
        subject = records.one(session, task.customer_id).uid
        outbox.emit(session, [Event(TASK_CLOSED, subject, told)], self._clock.now())


def _waiting(session: Session, now: datetime, *where: ColumnElement[bool]) -> list[Task]:
    """Open tasks until tomorrow evening that may still be done."""
    end = day_start(shop_day(now) + timedelta(days=1 + DAYS_AHEAD))
    found = tasks.read(session, tasks.is_open(), CareTask.due_at < end, *where)
    stopped = tasks.stops(session, found, now)
    return [task for task in found if task.id not in stopped]


def _counts(session: Session, waiting: Sequence[Task], now: datetime) -> Counts:
    done = session.scalar(
        select(func.count()).where(
            CareTask.state == State.DONE, CareTask.closed_at >= day_start(shop_day(now))
        )
    )
    return Counts(
        waiting=len(waiting),
        done=done or 0,
        late=sum(views.due(task, now).late for task in waiting),
        families=Counter(task.rule.family for task in waiting),
    )


def _place(task: Task, scored: Score) -> tuple[bool, int, datetime, int]:
    """What a customer complains of stands above everything else; ties: older first, then id."""
    return task.rule is not REPORT_PROBLEM, -scored.thousandths, task.due_at, task.id


def _refuse_misfit(task: Task, outcome: Outcome, at: datetime | None, now: datetime) -> None:
    if outcome not in OFFERED[task.kind]:
        raise BadInput(_("Kết quả này không hợp với việc này. Chọn kết quả khác."))
    if outcome is Outcome.CALL_BACK:
        if at is None:
            raise BadInput(_("Chưa chọn giờ gọi lại. Chọn giờ rồi lưu."))
        _refuse_moment(at, now, now + MOST_AHEAD)


def _refuse_moment(moment: datetime, now: datetime, last: datetime) -> None:
    if moment <= now:
        raise BadInput(_("Giờ này đã qua. Chọn giờ khác."))
    if moment > last:
        raise BadInput(
            _("Việc này chỉ để được đến {day}. Chọn ngày sớm hơn.").format(
                day=near_day_text(shop_day(last), shop_day(now))
            )
        )


def _overrules(reason: Stop, ending: Ending, *, held: bool) -> bool:
    """Whether a task ends for `reason` in spite of what came of the try."""
    if ending.outcome == Outcome.CALL_BACK:
        return reason is not Stop.LATE  # the customer's own wish outlives the term
    return ending.state is State.READY or not held


def _beyond_care(outcome: Outcome) -> Changes:
    personal = {
        Outcome.WRONG_NUMBER,
        Outcome.REFUSED,
        Outcome.NEVER_CALL,
        Outcome.DECEASED,
    }
    return Changes.CUSTOMERS if outcome in personal else Changes.NOTHING


def _closed(task: Task, ending: Ending, now: datetime) -> Closed:
    return Closed(task.id, ending.state, ending.outcome, ending.due_at, _message(ending, now))


def _message(ending: Ending, now: datetime) -> str:
    if ending.also:
        return _("Số này còn ghi cho {names}. Hỏi lại khi gặp.").format(
            names=", ".join(ending.also)
        )
    if ending.due_at is not None:
        return _("Gọi lại lúc {time}.").format(time=until_text(ending.due_at, now))
    if ending.outcome == UNREACHABLE:
        return _("Gọi nhiều lần không gặp, việc này khép lại.")
    stopped = ending.state in (State.REJECTED, State.EXPIRED)
    return _(STOP_SENTENCES[Stop(ending.outcome)]) if stopped else ""
