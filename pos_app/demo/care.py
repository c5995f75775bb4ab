"""Care of the story: the shop's own rules make the work, and the staff do most of it in time."""

from __future__ import annotations

import random
from bisect import insort
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, Final

from pos_app.basics.clock import day_start, shop_day
from pos_app.basics.money import Money
from pos_app.care import tasks
from pos_app.care.gates import Standing, Stop, barred
from pos_app.care.hours import CALL_HOURS, next_moment
from pos_app.care.outcomes import Outcome, State
from pos_app.care.rules import (
    BIG,
    Kind,
    Planned,
    RiseFacts,
    SaleFacts,
    after_rise,
    after_sale,
    median,
    rank_of_percentile,
    stands_out,
)
from pos_app.demo.books import Books
from pos_app.demo.days import Period
from pos_app.demo.duty import Duty
from pos_app.demo.people import Shopper
from pos_app.demo.tables import shop
from pos_app.models.care import CareAttempt, CareTask
from pos_app.store.canonical import Value

_DONE: Final = 0.85
"""How likely a task is done in time."""
_OPEN_HOURS: Final = ((time(6, 30), time(21)),)
_SWEPT: Final = timedelta(days=1, hours=6, minutes=10)
_CALLS: Final = (CALL_HOURS, timedelta(minutes=40))


class Care:
    """Plans work as the courier would, and decides at once what becomes of it."""

    def __init__(self, books: Books, rng: random.Random, duty: Duty, story: Period) -> None:
        self._books, self._rng, self._duty, self._story = books, rng, duty, story
        self._totals: defaultdict[date, list[int]] = defaultdict(list)
        """In đồng, rising."""
        self._big: dict[date, Money | None] = {}
        self._calls_until = day_start(story.until)
        """The calls of the last day still wait when the story stops."""

    def hear(self, at: datetime, sale: int, total: Money, shopper: Shopper, held: int) -> None:
        """A sale was completed by somebody who `held` a tier: whatever the rules make of it."""
        visits = len({day for day, _ in shopper.baskets})
        own = [spent for _, spent in shopper.baskets] if visits >= BIG.least_visits else []
        facts = SaleFacts(sale, shopper.id, at, total, visits, median(own))
        if stands_out(facts):
            facts = replace(facts, shop_percentile=self.percentile(shop_day(at)))
        rise = RiseFacts(sale, shopper.id, at, held, shopper.tier)
        for planned in (*after_sale(facts), *after_rise(rise)):
            self._plan(at, planned, shopper)

    def count(self, day: date, total: Money, shopper: Shopper | None) -> None:
        """What later sales are compared with."""
        insort(self._totals[day], total.dong)
        if shopper is not None:
            shopper.baskets.append((day, total))

    def percentile(self, day: date) -> Money | None:
        """How big a basket the shop calls big on a day; None when there is nothing to compare."""
        if day not in self._big:
            window = range((day - BIG.window).toordinal(), day.toordinal())
            piles = (self._totals.get(date.fromordinal(each), ()) for each in window)
            rising = sorted(chain.from_iterable(piles))
            rank = rank_of_percentile(len(rising), BIG.percentile)
            self._big[day] = Money(rising[rank]) if rising else None
        return self._big[day]

    def _plan(self, at: datetime, planned: Planned, shopper: Shopper) -> None:
        refused = frozenset(asked for asked, granted in shopper.answers.items() if not granted)
        stop = barred(planned.rule, Standing(has_phone=bool(shopper.e164), refused=refused))
        state, task = State.REJECTED if stop else State.READY, self._books.number(CareTask)
        row = tasks.row(planned, at, state, stop)
        self._books.note(at, None, "task.planned", f"task/{task}", tasks.told(planned, state))
        if stop is None:
            row |= self._fate(planned, task)
        self._books.put(CareTask, row, id=task)

    def _fate(self, planned: Planned, task: int) -> dict[str, Any]:
        """How a task ends: done, forgotten, or not before the story does."""
        call, done = planned.rule.kind is Kind.CALL, self._rng.random() < _DONE
        hours, within = _CALLS if call else (_OPEN_HOURS, planned.rule.max_late)
        at = next_moment(planned.due_at + within * self._rng.random(), hours)
        actor = self._duty.at(at) if done else None
        state, outcome = State.DONE, (Outcome.SOLVED if call else Outcome.HANDED_OVER).value
        if not done:
            at = day_start(shop_day(planned.late_after)) + _SWEPT
            state, outcome = State.EXPIRED, Stop.LATE.value
        if at > (self._calls_until if call else self._story.end):
            return {}
        if actor is not None:
            said = self._rng.choice(shop()["on_the_phone"]) if call else ""
            told = {"task_id": task, "customer_id": planned.customer_id, "note": said, "at": at}
            self._books.put(CareAttempt, told, outcome=outcome, staff_id=actor.staff)
        body: dict[str, Value] = {
            "customer": planned.customer_id,
            "state": state,
            "outcome": outcome,
        }
        self._books.note(at, actor, "task.closed", f"task/{task}", body)
        by = actor.staff if actor else None
        return {"state": state, "outcome": outcome, "closed_by": by, "closed_at": at}
