"""Care: the keys of whoever calls, writes and hands over, and what each of them reaches."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from pos_app.basics.changes import Changes
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.care.outcomes import Outcome
from pos_app.care.rules import Family
from pos_app.ui.care import keys, looks, moments
from pos_app.ui.care.care_view import CareView, top_line
from pos_app.ui.care.outcomes_view import OTHER_KEY
from pos_app.ui.care.work import Deed, Plan, plan
from pos_app.ui.desk import Desk
from pos_app.ui.theme import Tone
from pos_app.ui.visit import Visit
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from datetime import datetime

    from pos_app.care.queue import Closed
    from pos_app.care.views import LaterChoice, TaskView

TICK_MS: Final = 30_000
"""The clocks of the queue show minutes."""
SETTLING_MS: Final = 400
"""So long after a task was closed no key closes the next one: F9 twice is one deed."""
_RELOADS: Final = Changes.CARE | Changes.CUSTOMERS | Changes.CARTS | Changes.POINTS


class CarePage(Page):
    """Today's work for customers, first things first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Chăm sóc hôm nay"))
        self._desk = desk
        self.view = CareView()
        self.body.addWidget(self.view)
        self._task: TaskView | None = None
        self._plan = Plan()
        self._begun: int | None = None
        self._asked_for: int | None = None
        self._notes: dict[int, str] = {}
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._reload)
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._connect_parts()
        self._bind_keys()
        self._show_task(None)
        desk.opened.connect(self._reload)
        desk.duty_changed.connect(self._somebody_else)
        if desk.ready:
            self._reload()

    def _connect_parts(self) -> None:
        view, work = self.view, self.view.work
        view.filters.chosen.connect(self._filtered)
        view.queue.picked.connect(self._picked)
        work.head.file.clicked.connect(self._open_file)
        work.reason.receipt.clicked.connect(self._open_receipt)
        work.start.taken.connect(self._do)
        work.start.in_hand.copy.clicked.connect(self._copy_number)
        work.outcomes.chosen.connect(self._close)
        work.later.later.chosen.connect(self._put_off)
        work.later.call_back.chosen.connect(self._call_back)
        work.later.call_back.typed.connect(self._call_back_typed)
        work.note.changed.connect(self._keep_note)
        work.note.submitted.connect(self._leave_note)

    def _bind_keys(self) -> None:
        work = self.view.work
        self.add_hint(keys.CHOOSE, _("Chọn việc"))
        self.add_key("F4", self._open_file, _("Hồ sơ"))
        self.add_key("F6", self._choose_later, _("Để sau"), hinted=True)
        self.add_key("F7", work.write_note, _("Ghi chú"))
        self.add_key("F8", partial(self._try, Deed.CALL), _("Gọi khi được phép"), hinted=True)
        self.add_key("F9", self._act, _("Trả lời, gọi hoặc đã đưa"))
        for key, words in looks.outcome_keys().items():
            self.add_key(f"Alt+{key}", partial(self._press, key), words)
        self.add_key(OTHER_KEY, self._other_outcome, _("Kết quả khác"))
        self.add_key("Ctrl+Up", partial(work.scroll_script, -1), _("Cuộn lời nói lên"))
        self.add_key("Ctrl+Down", partial(work.scroll_script, 1), _("Cuộn lời nói xuống"))
        self.add_key("Ctrl+C", self._copy_number, _("Chép số điện thoại"), hinted=True)
        self.add_key("Ctrl+P", self._print, _("In thiệp hoặc thẻ"))
        self.add_key("Esc", self._leave, _("Về bán hàng"), hinted=True)

    def _offer_keys(self) -> None:
        """Only keys that do something with the task in front are told."""
        for sequence, on in keys.offered(self._task, self._plan, self.view.work).items():
            self.tell_key(sequence, on=on)

    # the page's life

    def shown(self) -> None:
        self._tick.start()
        self._reload()
        self.view.queue.setFocus()

    def hidden(self) -> None:
        self._tick.stop()

    def changed(self, changes: Changes) -> None:
        if changes & _RELOADS:
            self._reload()

    def _somebody_else(self) -> None:
        """Another person speaks from now on; what the one before began is theirs."""
        self._begun = None
        self._reload()

    def show_subject(self, subject: object) -> None:
        """A task's id."""
        if not isinstance(subject, int) or not self._desk.ready:
            return
        self.view.filters.choose(None)
        self._show_task(subject)
        self._asked_for = subject
        self._reload()
        self.view.queue.setFocus()

    # showing

    def _reload(self) -> None:
        """The queue as it is now; the task in front stays there while it is in the list."""
        if not self._desk.ready or self.view.queue.folding:
            return
        rows, counts = self._desk.services.care.look()
        family = self.view.filters.value()
        if isinstance(family, Family) and counts.families.get(family):
            rows = [row for row in rows if row.family is family]
        else:
            self.view.filters.choose(None)
        self.bar.set_title(_("Chăm sóc hôm nay"), top_line(counts))
        self.view.show_counts(counts)
        self.view.show_queue(empty=not counts.waiting, done=counts.done)
        self._keep_in_front([row.id for row in rows])
        self.view.queue.show_rows(rows, self._task.id if self._task else None)

    def _keep_in_front(self, listed: list[int]) -> None:
        """The same task while it is listed, asked for or begun; else the first one."""
        task = self._task
        if task is not None and task.id in (*listed, self._asked_for, self._begun):
            self._refresh(task)
        else:
            self._show_task(listed[0] if listed else None)

    def _refresh(self, task: TaskView) -> None:
        """The screen is touched only when something differs and nothing is under way."""
        if self._begun == task.id or task.stop or self.view.work.busy():
            return
        now = self._desk.services.care.task(task.id, self._desk.actor())
        if replace(now, due=task.due) != task:
            self._show(now)

    def _filtered(self, _family: object) -> None:
        self._task = None
        self._reload()
        self.view.queue.setFocus()

    def _picked(self, place: int) -> None:
        rows = self.view.queue.rows()
        if not self.view.queue.folding and place < len(rows):
            self._show_task(rows[place].id)

    def _show_task(self, task_id: int | None) -> None:
        self._begun = self._asked_for = None
        if task_id is None:
            self._task, self._plan = None, Plan()
            self.view.show_work(on=False)
            self._offer_keys()
            return
        self._show(self._desk.services.care.task(task_id, self._desk.actor()))

    def _show(self, task: TaskView) -> None:
        self._task, self._plan = task, plan(task)
        self.view.work.show_task(task, self._plan)
        self.view.work.show_note(self._notes.get(task.id, ""))
        self.view.show_work(on=True)
        self._offer_keys()

    # beginning

    def _act(self) -> None:
        """F9: the main step."""
        if self._plan.main is not None:
            self._try(self._plan.main.deed)

    def _try(self, deed: Deed) -> None:
        if self._plan.step(deed) is not None:
            self._do(deed)

    def _do(self, deed: Deed) -> None:
        if deed is Deed.HAND_OVER:
            self._close(Outcome.HANDED_OVER)
        elif self._task is not None and (self._begun == self._task.id or self._claim()):
            self._show_begun(deed)

    def _claim(self) -> bool:
        """Takes the task for oneself before acting; False when it is another's or over."""
        assert self._task is not None
        try:
            task, changes = self._desk.services.care.claim(self._desk.actor(), self._task.id)
        except PosError as refusal:
            self._reload()
            self.view.work.say_trouble(str(refusal))
            return False
        self._show(task)
        if task.stop:
            self._asked_for = task.id  # it stays in sight with its reason
        else:
            self._begun = task.id
        self._desk.tell(changes)
        return not task.stop

    def _show_begun(self, deed: Deed) -> None:
        """The step is under way, if it is still the right one."""
        if self._task is None or self._plan.step(deed) is None:
            return
        match deed:
            case Deed.ANSWER:
                words = _("Đang nói chuyện tại quầy, {order}")
                self.view.work.start.show_talk(words.format(order=self._task.at_counter))
            case Deed.CALL:
                self.view.work.start.show_call(self._task.phone)
            case Deed.PRINT_THANKS:
                self._print_thanks()
            case Deed.PRINT_CARD:
                self._print_card()

    def _copy_number(self) -> None:
        """The number on the clipboard; whoever copies it is about to dial."""
        if self._plan.step(Deed.CALL) is None:
            return
        self._do(Deed.CALL)
        task = self._task
        if task is not None and task.id == self._begun:
            QGuiApplication.clipboard().setText(task.phone.replace(" ", ""))
            self.say(_("Đã chép số {phone}").format(phone=task.phone), icon="copy")

    def _print(self) -> None:
        for deed in (Deed.PRINT_THANKS, Deed.PRINT_CARD):
            self._try(deed)

    def _print_thanks(self) -> None:
        assert self._task is not None
        papers, task = self._desk.services.papers, self._task
        title = _("Thiệp cảm ơn {name}").format(name=task.customer.name)
        self._desk.print_paper(partial(papers.thank_you, task.id), title)

    def _print_card(self) -> None:
        assert self._task is not None
        papers, customer = self._desk.services.papers, self._task.customer
        title = _("Thẻ {name}").format(name=customer.name)
        self._desk.print_paper(partial(papers.loyalty_card, customer.id), title)

    # ending

    def _press(self, key: int) -> None:
        if self._plan.main is not None and self._plan.main.deed is Deed.HAND_OVER and key == 1:
            self._close(Outcome.HANDED_OVER)
        else:
            self.view.work.outcomes.press(key)

    def _other_outcome(self) -> None:
        other = self.view.work.outcomes.other
        if other is not None and other.isVisible():
            other.offer()

    def _close(self, outcome: Outcome, at: datetime | None = None) -> None:
        if self._task is None or self._settling.isActive():
            return
        if outcome is Outcome.CALL_BACK and at is None:
            self.view.work.ask_when(moments.choices(self._desk.services.clock.now()))
            return
        task, note = self._task, self.view.work.note.text()
        try:
            closed, changes = self._desk.services.care.close(
                self._desk.actor(), task.id, outcome, note, at
            )
        except PosError as refusal:
            self._refuse(refusal)
            return
        told = _("Đã ghi: {outcome}.").format(outcome=looks.outcome_words(outcome))
        self._leave_task(closed, changes, told)

    def _put_off(self, choice: LaterChoice) -> None:
        if self._task is None or self._settling.isActive():
            return
        try:
            closed, changes = self._desk.services.care.later(
                self._desk.actor(), self._task.id, choice.at
            )
        except PosError as refusal:
            self._refuse(refusal)
            return
        self._leave_task(closed, changes, _("Để sau: {moment}.").format(moment=choice.label))

    def _call_back(self, at: datetime) -> None:
        self._close(Outcome.CALL_BACK, at)

    def _call_back_typed(self, typed: str) -> None:
        try:
            at = moments.parse(typed, self._desk.services.clock.now())
        except PosError as refusal:
            self._refuse(refusal)
            return
        self._call_back(at)

    def _refuse(self, refusal: PosError) -> None:
        """Beside the moment when that is what is asked for, else above the steps."""
        if self.view.work.later.asking:
            self.view.work.later.refuse(str(refusal))
        else:
            self.view.work.say_trouble(str(refusal), Tone.GOLD)

    def _leave_task(self, closed: Closed, changes: Changes, told: str) -> None:
        """The row folds away, a toast says what was written, the next task comes up."""
        self._notes.pop(closed.id, None)
        self._begun = None
        self._settling.start()
        following = self._after(closed.id)
        self.view.queue.collapse(closed.id, partial(self._go_on, following))
        self.say(f"{told} {closed.message}".strip())
        self._desk.tell(changes)

    def _after(self, task_id: int) -> int | None:
        """The task below, at the end the one above; None when there is no other."""
        order = [row.id for row in self.view.queue.rows()]
        if task_id not in order:
            return order[0] if order else None
        place = order.index(task_id)
        others = order[place + 1 :] + order[:place][::-1]
        return others[0] if others else None

    def _go_on(self, task_id: int | None) -> None:
        self._show_task(task_id)
        self._reload()
        self.view.queue.setFocus()

    # keys

    def _choose_later(self) -> None:
        if self._task is not None:
            self.view.work.choose_moment()

    def _keep_note(self, text: str) -> None:
        if self._task is not None:
            self._notes[self._task.id] = text

    def _leave_note(self, _text: str) -> None:
        self.view.queue.setFocus()

    def _open_file(self) -> None:
        if self._task is not None:
            self.go("customers", Visit(self._task.customer.id, back="care"))

    def _open_receipt(self) -> None:
        if self._task is not None:
            self.go("receipts", self._task.sale_uid)

    def _leave(self) -> None:
        """Esc: first the question, then the page."""
        if self.view.work.later.asking:
            self.view.work.later.close_question()
            self.view.queue.setFocus()
        else:
            self.go("sell")
