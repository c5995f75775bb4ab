"""Care of the story: the shop's own rules make the work, and the staff do most of it in time."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from pos_app.basics.actor import Actor
from pos_app.basics.clock import day_start, from_ms, shop_day, to_ms
from pos_app.basics.events import TASK_CLOSED
from pos_app.basics.money import Money
from pos_app.care.gates import Standing, Stop, barred
from pos_app.care.hours import next_moment
from pos_app.care.outcomes import UNREACHABLE, Outcome, State, retry_at
from pos_app.care.rules import (
    BIG,
    Kind,
    Planned,
    RiseFacts,
    SaleFacts,
    after_rise,
    after_sale,
    median,
    stands_out,
)
from pos_app.demo.agenda import Agenda
from pos_app.demo.duty import Duty
from pos_app.demo.house import House, Moment
from pos_app.demo.percentile import Baskets
from pos_app.demo.shoppers import Shopper, Work
from pos_app.demo.till import Sold
from pos_app.store.canonical import Value, canonical

_HANDED_OVER: Final = 0.85
_CONGRATULATED_AT_ONCE: Final = 0.5
_BROUGHT_HOME: Final = 0.5
_CALLED: Final = 0.92
_ANSWERED: Final = 0.75
"""How likely each is."""
_SWEPT_AT: Final = timedelta(hours=6, minutes=10)
_MINUTES_LATE: Final = 40
_BY_THE_WAY: Final = (30_000, 120_000)
"""Milliseconds until a card is handed over at once, or a note brought to a neighbour."""
_TOLD_ON_THE_PHONE: Final = (
    "",
    "",
    "",
    "Khách hài lòng, cảm ơn cửa hàng.",
    "Khách hỏi giờ mở cửa Chủ nhật.",
    "Khách dặn để dành rau tươi sáng mai.",
    "Mua nhiều vì nhà có giỗ.",
    "Khách khen gạo ngon.",
)


class Care:
    """Plans work as the courier would, and lets the staff do it."""

    def __init__(
        self, house: House, agenda: Agenda, rng: random.Random, duty: Duty, last_day: date
    ) -> None:
        """`last_day`: the calls that fall due on it still wait when the story stops."""
        self._house = house
        self._rows = house.rows
        self._agenda = agenda
        self._rng = rng
        self._duty = duty
        self._last_day = last_day
        self._open: dict[int, Work] = {}
        self.baskets = Baskets()

    def greet(self, when: Moment, shopper: Shopper) -> None:
        """Somebody came: what waited for them is handed over, if nobody forgets."""
        for work in shopper.waiting:
            if work.open and self._rng.random() < _HANDED_OVER:
                self._try(when.at, work, Outcome.HANDED_OVER, State.DONE)
        shopper.waiting = [work for work in shopper.waiting if work.open]

    def hear(self, when: Moment, sold: Sold, shopper: Shopper) -> None:
        """A sale was completed: whatever the rules make of it, unless the courier will tell."""
        if when.told:
            planned = [*after_sale(self._of_sale(when, sold, shopper))]
            if sold.settled.risen:
                planned += after_rise(_of_rise(when, sold, shopper))
            for each in planned:
                self._plan(when.at, each, shopper)
        shopper.baskets.append((when.day, sold.total.dong))

    def close(self) -> None:
        """Writes the work that waits."""
        self._rows.tasks.put_all(work.row for work in self._open.values())

    def _of_sale(self, when: Moment, sold: Sold, shopper: Shopper) -> SaleFacts:
        visits = len({day for day, _ in shopper.baskets})
        totals = sorted(total for _, total in shopper.baskets) if visits >= BIG.least_visits else ()
        facts = SaleFacts(
            sale_id=sold.id,
            customer_id=shopper.id,
            at=from_ms(when.at),
            total=sold.total,
            visits=visits,
            own_median=median([Money(total) for total in totals]),
        )
        if not stands_out(facts):
            return facts
        return replace(facts, shop_percentile=self.baskets.percentile(when.day))

    def _plan(self, at: int, planned: Planned, shopper: Shopper) -> None:
        standing = Standing(has_phone=bool(shopper.person.e164), refused=shopper.refused)
        stop = barred(planned.rule, standing)
        state = State.READY if stop is None else State.REJECTED
        work = Work(planned, shopper, _row(self._rows.tasks.number(), planned, at, state, stop))
        body: dict[str, Value] = {
            "rule": planned.rule.code,
            "customer": planned.customer_id,
            "sale": planned.sale_id,
            "state": state.value,
        }
        self._note(at, None, "task.planned", work, body)
        if stop is not None:
            self._rows.tasks.put(work.row)
            return
        self._open[work.row["id"]] = work
        self._foresee(at, work)

    def _foresee(self, at: int, work: Work) -> None:
        """Puts down what will become of a task."""
        swept = day_start(shop_day(work.planned.late_after) + timedelta(days=1)) + _SWEPT_AT
        self._agenda.put(to_ms(swept), partial(self._expire, work))
        if work.planned.rule.kind is Kind.CALL:
            today = shop_day(work.planned.due_at) >= self._last_day
            if not today and self._rng.random() < _CALLED:
                self._ring_at(work.planned.due_at, work)
            return
        work.shopper.waiting.append(work)
        hand = partial(self._hand_over, work)
        if work.planned.rule.kind is Kind.CARD and self._rng.random() < _CONGRATULATED_AT_ONCE:
            self._agenda.put(at + self._rng.randrange(*_BY_THE_WAY), hand)
        if work.planned.rule.kind is Kind.NOTE and self._rng.random() < _BROUGHT_HOME:
            self._agenda.put(to_ms(work.planned.due_at) + self._rng.randrange(*_BY_THE_WAY), hand)

    def _ring_at(self, due: datetime, work: Work) -> None:
        moment = due + timedelta(seconds=self._rng.randrange(60 * _MINUTES_LATE))
        hours = work.planned.rule.hours
        self._agenda.put(
            to_ms(next_moment(moment, hours) if hours else moment), partial(self._ring, work)
        )

    def _ring(self, work: Work, at: int) -> None:
        if self._rng.random() < _ANSWERED:
            said = self._rng.choice(_TOLD_ON_THE_PHONE)
            self._try(at, work, Outcome.SOLVED, State.DONE, said)
            return
        work.row["attempts"] += 1
        again = retry_at(work.row["attempts"], from_ms(at))
        if again is None or again > work.planned.late_after:
            self._try(at, work, Outcome.NO_ANSWER, State.DONE)
            return
        self._put_off(at, work, again)
        self._ring_at(again, work)

    def _hand_over(self, work: Work, at: int) -> None:
        if work.open:
            self._try(at, work, Outcome.HANDED_OVER, State.DONE)

    def _expire(self, work: Work, at: int) -> None:
        if work.open:
            self._end(at, None, work, State.EXPIRED, Stop.LATE.value)

    def _put_off(self, at: int, work: Work, again: datetime) -> None:
        actor = self._duty.actor()
        self._write_try(at, actor, work, Outcome.NO_ANSWER, "", to_ms(again))
        work.row["due_at"] = to_ms(again)
        body: dict[str, Value] = {"customer": work.shopper.id, "due": to_ms(again)}
        self._note(at, actor, "task.put_off", work, body)

    def _try(self, at: int, work: Work, outcome: Outcome, state: State, said: str = "") -> None:
        """Somebody does a task, and it is over."""
        actor = self._duty.actor()
        self._write_try(at, actor, work, outcome, said, None)
        ended = UNREACHABLE if outcome is Outcome.NO_ANSWER else outcome.value
        self._end(at, actor, work, state, ended)
        payload: dict[str, int | str] = {
            "task": work.row["id"],
            "customer": work.shopper.id,
            "state": state.value,
            "outcome": ended,
        }
        when = Moment(at, shop_day(from_ms(at)), actor)
        self._house.send(when, TASK_CLOSED, work.shopper.uid, payload)

    def _write_try(
        self, at: int, actor: Actor, work: Work, outcome: Outcome, said: str, again: int | None
    ) -> None:
        self._rows.tries.put(
            {
                "id": self._rows.tries.number(),
                "task_id": work.row["id"],
                "customer_id": work.shopper.id,
                "outcome": outcome.value,
                "note": said,
                "next_due_at": again,
                "at": at,
                "staff_id": actor.staff,
            }
        )

    def _end(self, at: int, actor: Actor | None, work: Work, state: State, outcome: str) -> None:
        staff = actor.staff if actor else None
        work.row |= {"state": state.value, "outcome": outcome, "closed_by": staff, "closed_at": at}
        del self._open[work.row["id"]]
        self._rows.tasks.put(work.row)
        body: dict[str, Value] = {
            "customer": work.shopper.id,
            "state": state.value,
            "outcome": outcome,
        }
        self._note(at, actor, "task.closed", work, body)

    def _note(
        self, at: int, actor: Actor | None, kind: str, work: Work, body: dict[str, Value]
    ) -> None:
        self._rows.record(at, actor, kind, f"task/{work.row['id']}", body)


def _of_rise(when: Moment, sold: Sold, shopper: Shopper) -> RiseFacts:
    return RiseFacts(
        sale_id=sold.id,
        customer_id=shopper.id,
        at=from_ms(when.at),
        before=sold.settled.tier_before,
        after=sold.settled.tier,
    )


def _row(number: int, planned: Planned, at: int, state: State, stop: Stop | None) -> dict[str, Any]:
    return {
        "id": number,
        "rule": planned.rule.code,
        "customer_id": planned.customer_id,
        "occurrence": planned.occurrence,
        "kind": planned.rule.kind.value,
        "state": state.value,
        "due_at": to_ms(planned.due_at),
        "late_after": to_ms(planned.late_after),
        "planned_at": at,
        "sale_id": planned.sale_id,
        "facts": canonical(planned.facts),
        "attempts": 0,
        "claimed_by": None,
        "lease_until": None,
        "outcome": stop.value if stop else None,
        "closed_by": None,
        "closed_at": at if stop else None,
    }
