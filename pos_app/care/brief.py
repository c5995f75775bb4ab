"""What to know and to do for the customer at the counter, in five seconds.

At most two rows and a line to say, in a fixed order: what was promised or went wrong comes before
anything that sells. The customer may read the screen, so every row could be said aloud.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock, near_day_text, shop_day
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.text import clean
from pos_app.care import scripts, tasks
from pos_app.care.outcomes import Outcome
from pos_app.care.rules import (
    BIG_BASKET,
    FIRST_PURCHASE,
    NEW_NUMBER,
    REPORT_PROBLEM,
    TIER_UP,
    Kind,
)
from pos_app.care.tasks import Task
from pos_app.care.views import reached_tier
from pos_app.customers import records
from pos_app.customers.records import Customer
from pos_app.loyalty.ledger import spent_in_window
from pos_app.loyalty.programmes import current_programme
from pos_app.loyalty.tiers import ahead
from pos_app.models.care import CareTask
from pos_app.models.customers import CustomerNote
from pos_app.models.sales import Sale
from pos_app.store.database import Database

MOST_ROWS: Final = 2
LONGEST_NOTE: Final = 80
NEAR_PERCENT: Final = 10
"""A tier is near when so much of its threshold is missing, or no more than a usual basket."""


class Subject(StrEnum):
    """What a row is about, the most important first."""

    PROBLEM = "problem"
    THANK_YOU = "thank_you"
    NEW_CARD = "new_card"
    REMEMBER = "remember"
    TIER_REACHED = "tier_reached"
    TIER_NEAR = "tier_near"
    CHECK_IN = "check_in"
    NEW_NUMBER = "new_number"


@dataclass(frozen=True, slots=True)
class Basket:
    """What the till tells of the order."""

    due: Money = ZERO


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One thing to know or do; with an action it closes `task_id` with `outcome`."""

    subject: Subject
    title: str
    detail: str = ""
    action: str = ""
    task_id: int | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """The rows beside the cart and what to say."""

    greeting: str
    rows: tuple[BriefRow, ...]


NOTHING_ASKED: Final = Basket()

_SUBJECTS: Final = {
    REPORT_PROBLEM.code: Subject.PROBLEM,
    FIRST_PURCHASE.code: Subject.THANK_YOU,
    TIER_UP.code: Subject.NEW_CARD,
    BIG_BASKET.code: Subject.CHECK_IN,
    NEW_NUMBER.code: Subject.NEW_NUMBER,
}
_GREETINGS: Final = {
    Subject.PROBLEM: "chao_chua_vua_y",
    Subject.THANK_YOU: "chao_thiep",
    Subject.NEW_CARD: "chao_the_moi",
    Subject.CHECK_IN: "chao_hoi_tham",
}
_PLAIN_GREETING: Final = "chao"
_NEWEST_NOTE = (
    select(CustomerNote.text)
    .where(CustomerNote.customer_id == bindparam("customer"))
    .order_by(CustomerNote.id.desc())
    .limit(1)
)
_DAY_OF_SALE = select(Sale.business_day).where(Sale.id == bindparam("sale"))


class Brief:
    """Looks up what the till should know of a customer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of(self, customer_id: int, basket: Basket = NOTHING_ASKED) -> Briefing:
        """LookupError for an unknown customer."""
        now = self._clock.now()
        today = shop_day(now)
        with self._database.reading() as session:
            customer = records.one(session, customer_id)
            waiting = _waiting(session, customer_id, now)
            found = _rows(session, customer, waiting, basket.due, today)
            rows = tuple(islice(found, MOST_ROWS))
            return Briefing(_greeting(session, customer, rows, waiting, today), rows)


def _waiting(session: Session, customer_id: int, now: datetime) -> dict[Subject, Task]:
    """Open tasks that fit this visit (due, or planned at an earlier one), the newest of a kind."""
    mine = tasks.read(session, CareTask.customer_id == customer_id, tasks.is_open())
    fitting = [
        task
        for task in mine
        if task.rule.code in _SUBJECTS
        and (
            task.kind is Kind.OWNER
            or task.due_at <= now
            or shop_day(task.planned_at) < shop_day(now)
        )
    ]
    stopped = tasks.stops(session, fitting, now) if fitting else {}
    return {_SUBJECTS[task.rule.code]: task for task in fitting if task.id not in stopped}


def _rows(
    session: Session, customer: Customer, waiting: Mapping[Subject, Task], due: Money, day: date
) -> Iterator[BriefRow]:
    """Every row that applies, in order; asked one by one, what is not shown costs nothing."""
    complaint = Subject.PROBLEM in waiting
    for subject in Subject:
        if subject in waiting:
            yield _task_row(session, subject, waiting[subject], day)
        elif subject is Subject.REMEMBER:
            yield from _note(session, customer)
        elif subject is Subject.TIER_REACHED and not complaint:
            yield from _tier(session, customer, due, day)


def _task_row(session: Session, subject: Subject, task: Task, today: date) -> BriefRow:
    match subject:
        case Subject.PROBLEM:
            return BriefRow(
                subject, _("Chuyện chưa vừa ý lần trước"), _("Chủ đang lo, hỏi thăm trước đã")
            )
        case Subject.THANK_YOU:
            title, detail = _("Thiệp cảm ơn"), _("In ra và đưa tận tay")
        case Subject.NEW_CARD:
            title = _("Thẻ mới hạng {tier}").format(tier=reached_tier(session, task))
            detail = _("Chúc mừng và đưa thẻ")
        case Subject.CHECK_IN:
            title = _("Hỏi thăm đơn mua hôm {day}").format(
                day=near_day_text(_bought_on(session, task), today)
            )
            detail = _("Dùng có ổn không, một câu là đủ")
        case _:
            title, detail = _("Hỏi số điện thoại mới"), _("Số cũ gọi không được")
    if subject in (Subject.THANK_YOU, Subject.NEW_CARD):
        return BriefRow(subject, title, detail, _("Đã đưa"), task.id, Outcome.HANDED_OVER)
    return BriefRow(subject, title, detail, _("Đã hỏi"), task.id, Outcome.SOLVED)


def _bought_on(session: Session, task: Task) -> date:
    """The day of the sale that a task follows."""
    return session.scalars(_DAY_OF_SALE, {"sale": task.sale_id}).one()


def _note(session: Session, customer: Customer) -> Iterator[BriefRow]:
    newest = session.scalars(_NEWEST_NOTE, {"customer": customer.id}).one_or_none()
    if newest:
        yield BriefRow(Subject.REMEMBER, clean(newest, LONGEST_NOTE), _("Ghi nhớ về khách"))


def _tier(session: Session, customer: Customer, due: Money, day: date) -> Iterator[BriefRow]:
    programme = current_programme(session, day)
    if customer.tier >= programme.top.rank:
        return
    spent = spent_in_window(session, customer.id, day, programme)
    tier, missing = ahead(spent, customer.tier, programme)
    if tier is None or not spent + due:
        return
    left = missing - due
    usual = customer.spent.share(1, customer.visits) if customer.visits else ZERO
    if due and left <= ZERO:
        title = _("Đơn này lên hạng {tier}").format(tier=tier.title)
        yield BriefRow(Subject.TIER_REACHED, title, _("Báo tin vui khi thu tiền"))
    elif ZERO < left <= max(tier.threshold.share(NEAR_PERCENT, 100), usual):
        title = _("Thêm {amount} là lên hạng {tier}").format(amount=left, tier=tier.title)
        yield BriefRow(Subject.TIER_NEAR, title)


def _greeting(
    session: Session,
    customer: Customer,
    rows: Sequence[BriefRow],
    waiting: Mapping[Subject, Task],
    today: date,
) -> str:
    subject = next((row.subject for row in rows if row.subject in _GREETINGS), None)
    if subject is None:
        return scripts.greeting(session, _PLAIN_GREETING, customer, None, today)
    return scripts.greeting(session, _GREETINGS[subject], customer, waiting[subject], today)
