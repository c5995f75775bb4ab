"""What can be done about a task right now: the main step and the one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pos_app.basics.i18n import _
from pos_app.care.outcomes import CLOSED
from pos_app.care.rules import PASSED_AWAY, Kind

if TYPE_CHECKING:
    from pos_app.care.views import TaskView


class Deed(StrEnum):
    """A step somebody takes with a task."""

    ANSWER = "answer"
    """Speak with the customer, who stands at the counter."""
    CALL = "call"
    HAND_OVER = "hand_over"
    PRINT_THANKS = "print_thanks"
    PRINT_CARD = "print_card"


@dataclass(frozen=True, slots=True)
class Step:
    """A step as a button; `refusal` says why it is off."""

    deed: Deed
    words: str
    icon: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The step of F9 and the one beside it."""

    main: Step | None = None
    beside: Step | None = None

    def step(self, deed: Deed) -> Step | None:
        """That step, when it is offered and not refused."""
        steps = (self.main, self.beside)
        return next(
            (each for each in steps if each and each.deed is deed and not each.refusal), None
        )


def obstacle(view: TaskView) -> str:
    """Why nothing is to be done about a task any more; empty while it may be done."""
    return view.stop or (_("Việc này đã xong rồi.") if view.state in CLOSED else "")


def plan(view: TaskView) -> Plan:
    """The steps of a task: a customer at the counter is answered at the counter."""
    if obstacle(view) or view.rule == PASSED_AWAY.code:
        return Plan()
    match view.kind:
        case Kind.NOTE:
            return Plan(_hand_over(), Step(Deed.PRINT_THANKS, _("In thiệp cảm ơn"), "printer"))
        case Kind.CARD:
            return Plan(_hand_over(), Step(Deed.PRINT_CARD, _("In thẻ mới"), "id-card"))
        case Kind.COUNTER:
            absent = "" if view.at_counter else _("Chờ khách ghé quầy")
            return Plan(Step(Deed.ANSWER, _("Hỏi khách tại quầy"), "store", absent))
        case Kind.CALL | Kind.OWNER:
            call = _call(view)
            if not view.at_counter:
                return Plan(call)
            return Plan(Step(Deed.ANSWER, _("Trả lời tại quầy"), "store"), call)


def _hand_over() -> Step:
    return Step(Deed.HAND_OVER, _("Đã đưa"), "check")


def _call(view: TaskView) -> Step | None:
    if not view.phone:
        return None
    words = _("Gọi {who}").format(who=view.customer.called)
    refusal = "" if view.calling is None or view.calling.allowed else view.calling.reason
    return Step(Deed.CALL, words, "phone", refusal)
