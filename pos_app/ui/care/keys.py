"""Which keys of the care page do something with the task in front."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pos_app.ui.care import looks
from pos_app.ui.care.outcomes_view import OTHER_KEY
from pos_app.ui.care.work import Deed, Plan

if TYPE_CHECKING:
    from pos_app.care.views import TaskView
    from pos_app.ui.care.work_view import WorkView

CHOOSE = "↑ ↓"


def offered(task: TaskView | None, plan: Plan, work: WorkView) -> Mapping[str, bool]:
    """Every key that hangs on the task, and whether it is on; `work` shows that task."""
    some = task is not None
    calls = plan.step(Deed.CALL) is not None
    hands_over = plan.main is not None and plan.main.deed is Deed.HAND_OVER
    told = task is not None and bool(task.script)
    keys = {
        CHOOSE: some,
        "F4": some,
        "F6": some and bool(work.later.later.chips),
        "F7": some and not work.note.isHidden(),
        "F8": calls,
        "F9": plan.main is not None and not plan.main.refusal,
        OTHER_KEY: some and work.outcomes.other is not None,
        "Ctrl+Up": told,
        "Ctrl+Down": told,
        "Ctrl+C": calls,
        "Ctrl+P": any(plan.step(deed) for deed in (Deed.PRINT_THANKS, Deed.PRINT_CARD)),
    }
    for key in looks.outcome_keys():
        pressed = key in work.outcomes.buttons or (hands_over and key == 1)
        keys[f"Alt+{key}"] = some and pressed
    return keys
