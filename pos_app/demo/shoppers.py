"""The people of the story as the shop comes to know them: enrolled, asked, remembered."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pos_app.basics import card_code
from pos_app.basics.actor import Actor
from pos_app.basics.clock import from_ms, shop_day
from pos_app.basics.ids import Ids
from pos_app.care.rules import BIG, Planned
from pos_app.customers.consent import WORDING, Channel, Purpose, Way
from pos_app.customers.enrolment import Origin
from pos_app.customers.search import words_of
from pos_app.demo.books import Account
from pos_app.demo.people import Habit, Person
from pos_app.demo.rows import Rows
from pos_app.store.canonical import Value, digest

Answers = Mapping[tuple[Purpose, Channel], bool]

ASKED: Final = 0.6
"""How many are asked what they agree to."""
_USUAL_YES: Final = (
    (Purpose.ORDER, Channel.CALL, 0.93),
    (Purpose.ORDER, Channel.MESSAGE, 0.95),
    (Purpose.GREETING, Channel.CALL, 0.55),
    (Purpose.GREETING, Channel.MESSAGE, 0.75),
    (Purpose.GREETING, Channel.CARD, 0.97),
    (Purpose.REMINDER, Channel.MESSAGE, 0.45),
    (Purpose.PROMOTION, Channel.MESSAGE, 0.30),
)


@dataclass(slots=True)
class Shopper:
    """Somebody with a habit; has an id and an account once the shop knows them."""

    person: Person
    habit: Habit
    favourites: tuple[int, ...] = ()
    """Places of the goods they come for."""
    note: str = ""
    answers: Answers = field(default_factory=dict)
    """What they say when they are asked; nothing when nobody asks."""
    id: int = 0
    uid: str = ""
    account: Account | None = None
    baskets: deque[tuple[date, int]] = field(default_factory=lambda: deque(maxlen=BIG.own_sales))
    """Days and totals (đồng) of the newest sales."""
    waiting: list[Work] = field(default_factory=list)
    """What is to be handed over when they next come."""

    @property
    def refused(self) -> frozenset[tuple[str, str]]:
        """Purpose and channel of each no."""
        return frozenset(asked for asked, granted in self.answers.items() if not granted)


@dataclass(slots=True)
class Work:
    """A task that waits for somebody; `row` is what will stand in the file."""

    planned: Planned
    shopper: Shopper
    row: dict[str, Any]

    @property
    def open(self) -> bool:
        """Whether nobody has done it yet."""
        return self.row["closed_at"] is None


def answers(rng: random.Random) -> Answers:
    """What somebody agrees to, when asked; nothing for those nobody asks."""
    if rng.random() > ASKED:
        return {}
    return {(purpose, channel): rng.random() < likely for purpose, channel, likely in _USUAL_YES}


class Reception:
    """Enrols people at the counter, with a card, an account and what they agree to."""

    def __init__(self, rows: Rows, ids: Ids, salt: str) -> None:
        self._rows = rows
        self._ids = ids
        self._salt = salt
        self._codes: set[str] = set()

    def enrol(self, actor: Actor, at: int, shopper: Shopper) -> Account:
        """Writes down a person, as the till does; `at` in milliseconds."""
        shopper.id = self._rows.customers.number()
        shopper.uid = self._ids.new()
        joined = shop_day(from_ms(at))
        shopper.account = Account(shopper.id, joined)
        self._write_person(shopper, joined)
        card = self._issue_card(at, shopper.id)
        self._record_person(actor, at, shopper, card)
        if shopper.answers:
            self._record_answers(actor, at, shopper)
        if shopper.note:
            self._record_note(actor, at, shopper)
        return shopper.account

    def _write_person(self, shopper: Shopper, joined: date) -> None:
        person = shopper.person
        folded = words_of(person.name, person.given)
        self._rows.customers.put(
            {
                "id": shopper.id,
                "uid": shopper.uid,
                "name": person.name,
                "given": person.given,
                "folded": folded,
                "form": person.form.value,
                "joined_on": joined.isoformat(),
                "origin": Origin.COUNTER.value,
                "group_id": None,
                "external": None,
            }
        )
        self._rows.findable(shopper.id, folded)
        if person.e164:
            self._rows.phones.put(
                {
                    "id": self._rows.phones.number(),
                    "customer_id": shopper.id,
                    "e164": person.e164,
                    "last4": person.e164[-4:],
                    "wrong": False,
                }
            )

    def _issue_card(self, at: int, customer_id: int) -> str:
        code = self._ids.digits(card_code.CODE_DIGITS)
        while code in self._codes:
            code = self._ids.digits(card_code.CODE_DIGITS)
        self._codes.add(code)
        self._rows.cards.put(
            {"code": code, "customer_id": customer_id, "issued_at": at, "revoked_at": None}
        )
        return code

    def _record_person(self, actor: Actor, at: int, shopper: Shopper, card: str) -> None:
        body: dict[str, Value] = {
            "customer": shopper.id,
            "name": digest(shopper.person.name, self._salt),
            "phone": digest(shopper.person.e164, self._salt),
            "card": digest(card, self._salt),
            "form": shopper.person.form.value,
        }
        self._rows.record(at, actor, "customer.created", shopper.uid, body)

    def _record_answers(self, actor: Actor, at: int, shopper: Shopper) -> None:
        for (purpose, channel), granted in shopper.answers.items():
            self._rows.consents.put(
                {
                    "id": self._rows.consents.number(),
                    "customer_id": shopper.id,
                    "purpose": purpose.value,
                    "channel": channel.value,
                    "granted": granted,
                    "wording": WORDING,
                    "way": Way.COUNTER.value,
                    "at": at,
                    "staff_id": actor.staff,
                }
            )
        body: dict[str, Value] = {
            f"{purpose}.{channel}": granted
            for (purpose, channel), granted in shopper.answers.items()
        }
        self._rows.record(at, actor, "consent.recorded", shopper.uid, body)

    def _record_note(self, actor: Actor, at: int, shopper: Shopper) -> None:
        number = self._rows.notes.number()
        self._rows.notes.put(
            {
                "id": number,
                "customer_id": shopper.id,
                "text": shopper.note,
                "at": at,
                "staff_id": actor.staff,
            }
        )
        body: dict[str, Value] = {"note": number, "text": digest(shopper.note, self._salt)}
        self._rows.record(at, actor, "customer.noted", shopper.uid, body)
