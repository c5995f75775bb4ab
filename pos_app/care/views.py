"""What the care page sees: rows of the queue and one task with everything around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.clock import SHOP_ZONE, local, near_day_text, shop_day, time_text
from pos_app.basics.i18n import _
from pos_app.basics.numerals import receipt_number
from pos_app.basics.phone import shown
from pos_app.care import facts, scripts, words
from pos_app.care.gates import STOP_SENTENCES, Stop, opens_at
from pos_app.care.outcomes import ANSWERS, OFFERED, Outcome, State
from pos_app.care.rules import REPORT_PROBLEM, Family, Kind
from pos_app.care.scores import Score
from pos_app.care.tasks import Task
from pos_app.customers import records
from pos_app.customers.records import Customer
from pos_app.loyalty.programmes import current_programme
from pos_app.models.care import CareAttempt
from pos_app.models.sales import Draft, Sale
from pos_app.models.shop import Staff

EVENING: Final = time(17)
MORNING: Final = time(9)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A line of the queue."""

    id: int
    rule: str
    family: Family
    kind: Kind
    customer_id: int
    headline: str
    detail: str
    label: str
    due: words.DueText
    score: Score
    at_counter: bool
    """The customer has an open order right now."""
    taken_by: str
    """Who is doing it; empty when nobody is."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands above the queue."""

    waiting: int
    done: int
    late: int
    families: Mapping[Family, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Button:
    """An outcome to choose: `key` 1 to 7 is its Alt key, 0 stands under "Khác"."""

    outcome: Outcome
    label: str
    key: int
    grave: bool


@dataclass(frozen=True, slots=True)
class Calling:
    """Whether the customer may be rung now; `reason` says when or why not."""

    allowed: bool
    opens_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class LaterChoice:
    """A moment to put a task off to; None: when the customer comes by."""

    label: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LastTry:
    """What came of the try before."""

    outcome: str
    note: str
    when: str
    """21/11 14:06, with the year of another one."""
    staff: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task with the person, the reason, the words and what can come of it."""

    id: int
    rule: str
    kind: Kind
    state: State
    customer: Customer
    tier: str
    at_counter: str
    """"Đơn 1" while the customer has an open order, else empty."""
    phone: str
    """Whole, for dialling; empty when there is none or no need."""
    title: str
    reason: str
    due: words.DueText
    calling: Calling | None
    """None for what is not done by phone."""
    script: tuple[str, ...]
    outcomes: tuple[Button, ...]
    later: tuple[LaterChoice, ...]
    stop: str
    """Why it must not be done any more; empty while it may."""
    sale_uid: str
    last: LastTry | None


def people_at_counter(session: Session) -> dict[int, int]:
    """Customers with an open order, and that order's place on the counter."""
    rows = session.execute(
        select(Draft.customer_id, Draft.position)
        .where(Draft.state == "open", Draft.customer_id.is_not(None))
        .order_by(Draft.position.desc())
    )
    return {row.customer_id: row.position for row in rows}


def rows(
    session: Session, tasks: Sequence[Task], scored: Mapping[int, Score], now: datetime
) -> list[TaskRow]:
    """Tasks as lines, in the order given."""
    people = {each.id: each for each in records.load(session, _customers(tasks))}
    here = people_at_counter(session)
    staff = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
    return [
        TaskRow(
            id=task.id,
            rule=task.rule.code,
            family=task.rule.family,
            kind=task.kind,
            customer_id=task.customer_id,
            headline=words.headline(
                task.rule, people[task.customer_id].shown, reached_tier(session, task)
            ),
            detail=words.detail(task.rule),
            label=words.label(task.rule),
            due=due(task, now),
            score=scored[task.id],
            at_counter=task.customer_id in here,
            taken_by=staff.get(task.claimed_by or 0, "") if task.leased(now) else "",
        )
        for task in tasks
    ]


def due(task: Task, now: datetime) -> words.DueText:
    """A task's clock."""
    return words.due_text(task.due_at, now, to_the_hour=words.exact(task.rule, task.set_for))


def view(
    session: Session, task: Task, now: datetime, stop: Stop | None, staff: int | None
) -> TaskView:
    """One task with everything around it."""
    customer, today = records.one(session, task.customer_id), shop_day(now)
    place = people_at_counter(session).get(customer.id)
    by_phone = task.kind in (Kind.CALL, Kind.OWNER)
    return TaskView(
        id=task.id,
        rule=task.rule.code,
        kind=task.kind,
        state=task.state,
        customer=customer,
        tier=current_programme(session, today).tier(customer.tier).title,
        at_counter=_("Đơn {number}").format(number=place) if place else "",
        phone=shown(customer.phone) if by_phone and customer.phone else "",
        title=words.headline(task.rule, customer.shown, reached_tier(session, task)),
        reason=_reason(session, task, today),
        due=due(task, now),
        calling=_calling(session, task, now, stop) if task.kind is Kind.CALL else None,
        script=scripts.script(session, task, customer, today, staff),
        outcomes=_buttons(task),
        later=later_choices(now, task.kind),
        stop=_(STOP_SENTENCES[stop]) if stop else "",
        sale_uid=_sale_uid(session, task),
        last=_last_try(session, task.id, today),
    )


def reached_tier(session: Session, task: Task) -> str:
    """The name of the tier that a task congratulates on."""
    if "after" not in task.facts:
        return ""
    return current_programme(session, shop_day(task.planned_at)).tier(task.facts["after"]).title


def later_choices(now: datetime, kind: Kind) -> tuple[LaterChoice, ...]:
    """This evening while it is still ahead, tomorrow morning, or when the customer comes by."""
    today = shop_day(now)
    tomorrow = datetime.combine(today + timedelta(days=1), MORNING, SHOP_ZONE)
    choices = [LaterChoice(_("Sáng mai"), tomorrow.astimezone(UTC))]
    if kind is not Kind.OWNER:
        choices.append(LaterChoice(_("Khi khách ghé quầy"), None))
    if local(now).time() < EVENING:
        evening = datetime.combine(today, EVENING, SHOP_ZONE)
        choices.insert(0, LaterChoice(_("17:00 nay"), evening.astimezone(UTC)))
    return tuple(choices)


def _customers(tasks: Sequence[Task]) -> list[int]:
    return list(dict.fromkeys(task.customer_id for task in tasks))


def _calling(session: Session, task: Task, now: datetime, stop: Stop | None) -> Calling:
    if stop is not None:
        return Calling(allowed=False, opens_at=None, reason=_(STOP_SENTENCES[stop]))
    agreed = task.set_for if task.agreed else None
    standing = facts.standing(session, task.customer_id, now)
    opens = opens_at(task.rule, standing, now, agreed)
    if opens == now:
        return Calling(allowed=True, opens_at=now, reason="")
    after = _("Gọi được sau {time}").format(time=words.until_text(opens, now))
    return Calling(allowed=False, opens_at=opens, reason=after)


def _buttons(task: Task) -> tuple[Button, ...]:
    offered = [(outcome, ANSWERS[outcome]) for outcome in OFFERED[task.kind]]
    drawn = sorted(offered, key=lambda pair: pair[1].key or len(ANSWERS))
    return tuple(
        Button(outcome, _(answer.label), answer.key, answer.grave) for outcome, answer in drawn
    )


def _reason(session: Session, task: Task, today: date) -> str:
    if task.rule is REPORT_PROBLEM:
        told = _last_try(session, task.facts["task"], today)
        if told is not None and told.note:
            return _("{staff} ghi: {note}").format(staff=told.staff, note=told.note)
    sale = session.execute(
        select(Sale.business_day, Sale.number, Sale.total).where(Sale.id == task.sale_id)
    ).one_or_none()
    if sale is None:
        return words.detail(task.rule)
    return _("Mua {total} hôm {day}, phiếu {number}").format(
        total=sale.total,
        day=near_day_text(sale.business_day, today),
        number=receipt_number(sale.number),
    )


def _sale_uid(session: Session, task: Task) -> str:
    return session.scalars(select(Sale.uid).where(Sale.id == task.sale_id)).one_or_none() or ""


def _last_try(session: Session, task_id: int, today: date) -> LastTry | None:
    row = session.execute(
        select(CareAttempt.outcome, CareAttempt.note, CareAttempt.at, Staff.name)
        .join(Staff, Staff.id == CareAttempt.staff_id)
        .where(CareAttempt.task_id == task_id)
        .order_by(CareAttempt.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    outcome, note, at, staff = row
    when = f"{near_day_text(shop_day(at), today)} {time_text(at)}"
    return LastTry(outcome, note, when, staff)
