"""Who stands at the counter: two shifts a day, opened and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from pos_app.basics.actor import Actor
from pos_app.demo.rows import Rows

SUNDAY: Final = 6


class Duty:
    """The counter's shifts; at most one is open."""

    def __init__(self, rows: Rows, counter: int, cashiers: Sequence[int]) -> None:
        """`cashiers`: who usually works afternoons, then those who share the mornings."""
        self._rows = rows
        self._counter = counter
        self._afternoons, *self._mornings = cashiers
        self._open: dict[str, Any] | None = None
        self._actor = Actor(staff=self._afternoons, counter=counter)

    def actor(self) -> Actor:
        """Who works now, or was the last to."""
        return self._actor

    def morning(self, day: date) -> int:
        """Whose morning it is."""
        return self._mornings[day.toordinal() % len(self._mornings)]

    def afternoon(self, day: date) -> int:
        """Whose afternoon it is."""
        return self.morning(day) if day.weekday() == SUNDAY else self._afternoons

    def begin(self, at: int, day: date, staff: int) -> None:
        """Opens a shift with an empty drawer, as the till does."""
        number = self._rows.shifts.number()
        self._actor = Actor(staff=staff, counter=self._counter, shift=number)
        self._open = {
            "id": number,
            "counter_id": self._counter,
            "staff_id": staff,
            "business_day": day.isoformat(),
            "name": "",
            "opening_float": 0,
            "opened_at": at,
            "closed_at": None,
        }
        self._rows.record(at, self._actor, "shift.opened", str(number), {"float": 0})

    def finish(self, at: int) -> None:
        """Closes the shift that is open."""
        if self._open is None:
            return
        self._rows.record(at, self._actor, "shift.closed", str(self._open["id"]), {})
        self._rows.shifts.put({**self._open, "closed_at": at})
        self._open = None

    def leave_open(self) -> None:
        """Writes the shift that is still open when the story stops."""
        if self._open is not None:
            self._rows.shifts.put(self._open)
