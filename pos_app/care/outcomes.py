"""What can come of a task, which steps a task may take, and how often somebody is rung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from pos_app.basics.i18n import N_
from pos_app.care.hours import CALL_HOURS, in_another_part
from pos_app.care.rules import Kind


class State(StrEnum):
    """Where a task stands."""

    READY = "ready"
    CLAIMED = "claimed"
    DONE = "done"
    REJECTED = "rejected"
    """It is no longer right to do it; the outcome says why."""
    EXPIRED = "expired"
    """Nobody did it in time."""


OPEN: Final = frozenset({State.READY, State.CLAIMED})
CLOSED: Final = frozenset(State) - OPEN

STEPS: Final[Mapping[State, frozenset[State]]] = {
    State.READY: frozenset(State),
    State.CLAIMED: frozenset(State),
    State.DONE: frozenset(),
    State.REJECTED: frozenset(),
    State.EXPIRED: frozenset(),
}
"""Allowed steps: what is closed stays closed."""


def before(state: State) -> frozenset[State]:
    """From where a task may step to a state."""
    return frozenset(earlier for earlier, steps in STEPS.items() if state in steps)


class Outcome(StrEnum):
    """What came of a try."""

    SOLVED = "solved"
    HANDED_OVER = "handed_over"
    NO_ANSWER = "no_answer"
    SWITCHED_OFF = "switched_off"
    CALL_BACK = "call_back"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    NEVER_CALL = "never_call"
    PROBLEM = "problem"
    ALREADY = "already"
    DECEASED = "deceased"


UNREACHABLE: Final = "unreachable"
"""How a task is closed whose every call went unanswered."""

PUT_OFF: Final = "put_off"
"""How it is written down that somebody chose to do a task later."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome as a button: its words, its place among Alt+1…7 (0: under "Khác")."""

    label: str
    key: int = 0
    grave: bool = False
    """Cannot be taken back by another call: shown in red, pressed twice."""


ANSWERS: Final[Mapping[Outcome, Answer]] = {
    Outcome.SOLVED: Answer(N_("Đã giải quyết"), 1),
    Outcome.HANDED_OVER: Answer(N_("Đã đưa"), 1),
    Outcome.NO_ANSWER: Answer(N_("Không nghe máy"), 2),
    Outcome.CALL_BACK: Answer(N_("Hẹn lại"), 3),
    Outcome.WRONG_NUMBER: Answer(N_("Sai số"), 4),
    Outcome.REFUSED: Answer(N_("Khách từ chối"), 5),
    Outcome.NEVER_CALL: Answer(N_("Không gọi nữa"), 6, grave=True),
    Outcome.PROBLEM: Answer(N_("Báo chủ"), 7),
    Outcome.ALREADY: Answer(N_("Đã mua rồi")),
    Outcome.SWITCHED_OFF: Answer(N_("Tắt máy")),
    Outcome.DECEASED: Answer(N_("Đã mất"), grave=True),
}

_IN_PERSON: Final = (Outcome.REFUSED, Outcome.PROBLEM, Outcome.DECEASED)

OFFERED: Final[Mapping[Kind, tuple[Outcome, ...]]] = {
    Kind.CALL: tuple(outcome for outcome in Outcome if outcome is not Outcome.HANDED_OVER),
    Kind.NOTE: (Outcome.HANDED_OVER, *_IN_PERSON),
    Kind.CARD: (Outcome.HANDED_OVER, *_IN_PERSON),
    Kind.COUNTER: (Outcome.SOLVED, *_IN_PERSON),
    Kind.OWNER: (Outcome.SOLVED,),
}
"""What may come of each kind of task."""

MOST_TRIES: Final = 3
RETRY_AFTER: Final = (timedelta(hours=4), timedelta(days=1), timedelta(days=3))
"""After each unanswered call; the last holds for any further one where the cap is higher."""

SILENCE_AFTER_REFUSAL: Final = timedelta(days=90)
ASK_NUMBER_AFTER: Final = 3
ASK_NUMBER_WITHIN: Final = timedelta(days=60)
"""A phone switched off so often in so long: the number may be dead."""


def retry_at(tries: int, now: datetime) -> datetime | None:
    """When to ring again after the `tries`-th unanswered call; None when it was the last."""
    if tries >= MOST_TRIES:
        return None
    delay = RETRY_AFTER[min(tries, len(RETRY_AFTER)) - 1]
    return in_another_part(now, now + delay, CALL_HOURS)
