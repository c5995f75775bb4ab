"""What every part of the story writes with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import Ids
from pos_app.care.planner import HANDLER
from pos_app.demo.rows import Rows
from pos_app.loyalty.points import Programme
from pos_app.shop.profile import BankAccount
from pos_app.store.canonical import canonical


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom something is done; `at` in milliseconds since 1970 UTC."""

    at: int
    day: date
    actor: Actor
    told: bool = True
    """Whether care hears of it at once, from the story; else the courier tells it in the end."""


@dataclass(frozen=True, slots=True)
class House:
    """The founded shop, ready to be filled."""

    rows: Rows
    clock: SetClock
    """Set to each act before it is done; the ids ask it."""
    ids: Ids
    salt: str
    counter: int
    cashiers: tuple[int, ...]
    """Who works afternoons first, then those who share the mornings."""
    account: BankAccount
    programme: Programme
    listeners: Mapping[str, frozenset[str]]
    """Names of the handlers that wait for each event."""

    def send(self, when: Moment, name: str, subject: str, payload: Mapping[str, int | str]) -> None:
        """Writes an event: delivered to care when the story tells it, open for all others."""
        number, listeners = self.rows.events.number(), self.listeners.get(name, frozenset())
        heard = {HANDLER} if when.told else set[str]()
        self.rows.events.put(
            {
                "id": number,
                "name": name,
                "subject": subject,
                "payload": canonical(payload),
                "at": when.at,
                "settled": listeners <= heard,
            }
        )
        for handler in listeners & heard:
            self.rows.deliveries.put(
                {
                    "event_id": number,
                    "handler": handler,
                    "attempts": 1,
                    "next_at": when.at,
                    "delivered_at": when.at,
                    "failed": False,
                    "error": "",
                }
            )
