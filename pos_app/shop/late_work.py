"""Work that follows a sale and would not be done: the owner sees it and has it tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database
from pos_app.store.outbox import Courier

RETRIED = "events.retried"
"""The kind of the journal's entry."""


@dataclass(frozen=True, slots=True)
class Late:
    """An event that a listener failed on again and again."""

    name: str
    subject: str
    """The global id of what happened: a sale's."""
    since: datetime


class LateWork:
    """What the courier has given up on."""

    def __init__(self, database: Database, clock: Clock, courier: Courier) -> None:
        self._database = database
        self._clock = clock
        self._courier = courier

    def all(self) -> list[Late]:
        """Oldest first. The first question reads every delivery: not on the window's thread."""
        return [Late(one.name, one.subject, one.at) for one in self._courier.undelivered()]

    def again(self, actor: Actor) -> int:
        """All of it is due once more; how many events. The next delivery takes them along."""
        with self._database.transaction() as session:
            require(session, actor, Right.SETTINGS)
            events = self._courier.reopen(session)
            if events:
                body = {"events": list(events)}
                journal.append(session, self._clock, actor, RETRIED, str(events[0]), body)
        self._courier.forget()
        return len(events)
