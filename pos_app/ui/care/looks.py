"""How a piece of care work looks in the queue: its icon, its colour, its two lines and clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from pos_app.basics.i18n import _
from pos_app.care import words
from pos_app.care.outcomes import ANSWERS, PUT_OFF, Outcome
from pos_app.care.rules import (
    BIG_BASKET,
    FIRST_PURCHASE,
    NEW_NUMBER,
    PASSED_AWAY,
    REPORT_PROBLEM,
    RULES,
    TIER_UP,
    Family,
)
from pos_app.ui.theme import Ink, Tone, tone_ink
from pos_app.ui.widgets.lists import TwoLines
from pos_app.ui.widgets.paint import Run

if TYPE_CHECKING:
    from pos_app.care.views import TaskRow

_ICONS: Final = {
    FIRST_PURCHASE.code: "mail",
    BIG_BASKET.code: "phone",
    TIER_UP.code: "gem",
    REPORT_PROBLEM.code: "message-square-warning",
    PASSED_AWAY.code: "hand-heart",
    NEW_NUMBER.code: "smartphone",
}
_TONES: Final = {
    Family.OWNER: Tone.RED,
    Family.CONGRATULATE: Tone.PLUM,
    Family.CHECK_IN: Tone.BLUE,
    Family.THANK: Tone.JADE,
    Family.ASK: Tone.GOLD,
}
_QUIET: Final = frozenset({PASSED_AWAY.code})
"""A death is no alarm."""


def icon_of(rule: str) -> str:
    """The picture in the disc of a rule's tasks."""
    return _ICONS[rule]


def tone_of(rule: str) -> Tone:
    """The tint of a rule's tasks, that of its family."""
    return Tone.PLAIN if rule in _QUIET else _TONES[RULES[rule].family]


def ink_of(rule: str) -> Ink:
    """The text colour of a rule's tasks."""
    return tone_ink(tone_of(rule))


def task_words(rule: str) -> str:
    """What is to be done, in a sentence."""
    return words.detail(RULES[rule])


def lines(record: object) -> TwoLines:
    """A `TaskRow` as the queue paints it."""
    row = cast("TaskRow", record)
    tone = tone_of(row.rule)
    clock: Ink = "red" if row.due.late else "ink2"
    return TwoLines(
        title=row.headline,
        second=second_line(row),
        icon=icon_of(row.rule),
        tone=tone,
        chip=(row.label, tone),
        right=Run(row.due.text, clock, 600, number=True),
        edge=tone,
    )


def second_line(row: TaskRow) -> tuple[Run, ...]:
    """Whether the customer stands here, what is to be done, and who is at it already."""
    runs = [Run(_("Đang ở quầy"), "jade", 600), Run(" · ")] if row.at_counter else []
    runs.append(Run(row.detail))
    if row.taken_by:
        runs += [Run(" · "), Run(_("{name} đang làm").format(name=row.taken_by), "blue", 500)]
    return tuple(runs)


def spoken(row: TaskRow) -> str:
    """The row as a screen reader says it."""
    said = "".join(run.text for run in second_line(row))
    return f"{row.label}. {row.headline}. {said}. {row.due.text}"


def outcome_words(outcome: str) -> str:
    """What came of an earlier try, in the words of its button."""
    if outcome == PUT_OFF:
        return _("Để sau")
    return _(ANSWERS[Outcome(outcome)].label) if outcome in set(Outcome) else outcome


def outcome_keys() -> dict[int, str]:
    """The numbers of the Alt keys and the outcomes they stand for."""
    keys: dict[int, list[str]] = {}
    for answer in ANSWERS.values():
        if answer.key:
            keys.setdefault(answer.key, []).append(_(answer.label))
    return {key: ", ".join(keys[key]) for key in sorted(keys)}
