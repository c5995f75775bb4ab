"""Who stands at the counter: two shifts on each open day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from pos_app.basics.actor import Actor
from pos_app.basics.money import ZERO
from pos_app.demo.books import Books
from pos_app.demo.days import CHANGES_HANDS, CLOSES, OPENS, Period, moment
from pos_app.models.shop import Shift

_SUNDAY: Final = 6


class Duty:
    """The shifts of a story, written as far as it goes."""

    def __init__(
        self,
        books: Books,
        counter: int,
        cashiers: Sequence[int],
        story: Period,
        open_days: list[int],
    ) -> None:
        """`cashiers`: who usually works afternoons, then those who share the mornings."""
        self._books, self._counter, self._end = books, counter, story.end
        afternoons, *mornings = cashiers
        self._starts: list[datetime] = []
        self._actors: list[Actor] = []
        for day in map(story.day, open_days):
            early = mornings[day.toordinal() % len(mornings)]
            late = early if day.weekday() == _SUNDAY else afternoons
            self._work(day, early, OPENS, CHANGES_HANDS)
            self._work(day, late, CHANGES_HANDS, CLOSES)

    def at(self, at: datetime) -> Actor:
        """Who works at a moment, or was the last to."""
        return self._actors[max(bisect_right(self._starts, at) - 1, 0)]

    def _work(self, day: date, staff: int, opens: int, closes: int) -> None:
        start, end = moment(day, opens), moment(day, closes)
        if start > self._end:
            return
        shift, over = self._books.number(Shift), end <= self._end
        actor = Actor(staff=staff, counter=self._counter, shift=shift)
        self._starts.append(start)
        self._actors.append(actor)
        self._books.put(
            Shift,
            id=shift,
            counter_id=self._counter,
            staff_id=staff,
            business_day=day,
            name="",
            opening_float=ZERO,
            opened_at=start,
            closed_at=end if over else None,
        )
        self._books.note(start, actor, "shift.opened", str(shift), {"float": 0})
        if over:
            self._books.note(end, actor, "shift.closed", str(shift), {})
