"""Makes care work of what happened, exactly once, however often and wherever it is told.

The outbox tells each event; the key (rule, customer, occurrence) is unique in the table and an
insert that finds it does nothing. A faulty rule fails here, long after the sale is safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from pos_app.basics.clock import Clock
from pos_app.basics.events import Event
from pos_app.basics.faults import fault
from pos_app.care import facts, tasks
from pos_app.care.gates import Stop
from pos_app.care.rules import Kind, Planned, after_rise, after_sale
from pos_app.models.care import CareTask

HANDLER: Final = "care"
"""Under this name the outbox remembers what care was told."""


class Planner:
    """The handlers that care subscribes to the outbox."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def on_sale_completed(self, session: Session, event: Event, at: datetime) -> None:
        """A sale was paid: a thank-you for the first one, a call after a big one."""
        del at  # the sale's own moment counts
        sale = facts.of_sale(session, int(event.payload["sale"]))
        if sale is not None:
            self._add(session, after_sale(sale))

    def on_tier_raised(self, session: Session, event: Event, at: datetime) -> None:
        """A tier was reached: a congratulation and a new card."""
        del at
        rise = facts.of_rise(session, event)
        if rise is not None:
            self._add(session, after_rise(rise))

    def on_sale_reversed(self, session: Session, event: Event, at: datetime) -> None:
        """Nothing of a sale is left: what was planned because of it is withdrawn."""
        del at
        sale = int(event.payload["original"])
        if sale not in facts.returned(session, [sale]):
            return
        for task in tasks.read(session, tasks.is_open(), CareTask.sale_id == sale):
            if task.kind is not Kind.OWNER:
                tasks.stop(session, self._clock, None, task, Stop.RETURNED)

    def _add(self, session: Session, planned: Iterable[Planned]) -> None:
        for each in planned:
            fault("before_task")
            tasks.add(session, self._clock, None, each)
