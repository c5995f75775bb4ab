"""One task: the person, the reason, the step to take, the words, what came of it, the note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.care.outcomes import Outcome
from pos_app.ui.care import looks
from pos_app.ui.care.later_view import LaterBar
from pos_app.ui.care.moments import Moment
from pos_app.ui.care.outcomes_view import OutcomeGrid
from pos_app.ui.care.script_view import ScriptCard
from pos_app.ui.care.work import Deed, Plan, Step, obstacle
from pos_app.ui.theme import TIER_TONES, Tone
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.inputs import TextInput
from pos_app.ui.widgets.labels import Label, NumberLabel, RunLabel
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Avatar, Card, IconView, Panel, plain_layout

if TYPE_CHECKING:
    from pos_app.care.views import Button as Answer
    from pos_app.care.views import LastTry, TaskView

WIDTH: Final = 600
GAP: Final = 8
CLOSE: Final = 6
"""Pixels between the parts where the room is short."""
START: Final = 56
TITLE_GAP: Final = 5
LONGEST_NOTE: Final = 500


class PersonHead(QWidget):
    """Who it is, and the way to the whole file."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 12)
        self.avatar = Avatar(side=52)
        self.name = Label("", 18, 600, elide=True)
        self.standing = RunLabel()
        self.file = Button(_("Hồ sơ"), key="F4")
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 2)
        words.addWidget(self.name)
        words.addWidget(self.standing)
        row.addWidget(self.avatar)
        row.addLayout(words, 1)
        row.addWidget(self.file)

    def show_person(self, view: TaskView) -> None:
        """Name, tier, how often here, and whether the customer stands at the counter."""
        customer = view.customer
        tone = TIER_TONES[min(customer.tier, len(TIER_TONES) - 1)]
        self.avatar.set_name(customer.name, Tone.GOLD if tone is Tone.PLAIN else tone)
        self.name.setText(customer.shown)
        times = ngettext("{count} lần mua", "{count} lần mua", customer.visits)
        runs = [Run(view.tier), Run(" · "), Run(times.format(count=customer.visits))]
        if view.at_counter:
            here = _("đang ở quầy, {order}").format(order=view.at_counter)
            runs += [Run(" · "), Run(here, "jade", 600)]
        self.standing.set_runs(runs)


class ReasonCard(Card):
    """Why this is to be done, and what came of the try before."""

    def __init__(self) -> None:
        super().__init__(radius=10, margins=(14, 9, 10, 9), gap=12, across=True)
        self.icon = IconView("mail", side=24)
        self.title = Label("", 14, 600, elide=True)
        self.note = Label("", 14, 400, wrap=True)
        self.last = Label("", 14, 400, "ink2", wrap=True)
        self.receipt = Button(_("Xem phiếu"), height=36)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 1)
        for label in (self.title, self.note, self.last):
            words.addWidget(label)
        self.body.addWidget(self.icon)
        self.body.addLayout(words, 1)
        self.body.addWidget(self.receipt)

    def show_reason(self, view: TaskView) -> None:
        """What it is about, the fact behind it, the last try."""
        tone = looks.tone_of(view.rule)
        self.set_tone(tone)
        self.icon.set_icon(looks.icon_of(view.rule), tone)
        self.title.setText(looks.task_words(view.rule))
        self.title.set_ink(looks.ink_of(view.rule))
        about = view.reason if view.reason != self.title.text() else ""
        tried = _last_words(view.last)
        for label, words in ((self.note, about), (self.last, tried)):
            label.setText(words)
            label.setVisible(bool(words))
        self.receipt.setVisible(bool(view.sale_uid))


class InHand(Card):
    """What is under way: the number to dial in large digits, or the talk at the counter."""

    def __init__(self) -> None:
        super().__init__(Tone.JADE, radius=10, margins=(16, 4, 8, 4), gap=12, across=True)
        self.icon = IconView("phone", Tone.JADE, side=24)
        self.number = NumberLabel("", 28, 700, "jade")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words = Label("", 16, 600, "jade", elide=True)
        self.copy = Button(_("Chép số"), icon="copy", height=40)
        self.body.addWidget(self.icon)
        self.body.addWidget(self.number)
        self.body.addWidget(self.words, 1)
        self.body.addStretch(0)
        self.body.addWidget(self.copy)
        self.setMinimumHeight(START)

    def show_call(self, number: str) -> None:
        """A call has begun."""
        self._show("phone", number, "")

    def show_talk(self, words: str) -> None:
        """The customer is being spoken with."""
        self._show("store", "", words)

    def _show(self, icon: str, number: str, words: str) -> None:
        self.icon.set_icon(icon, Tone.JADE)
        self.number.setText(number)
        self.number.setVisible(bool(number))
        self.words.setText(words)
        self.copy.setVisible(bool(number))
        self.show()


class StartBar(QWidget):
    """The main step and the one beside it, or what is under way.

    Signals: `taken(object)` a `Deed`.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 0)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        plain_layout(row, (0, 0, 0, 0), 8)
        self.main = Button("", "primary", key="F9", height=START)
        self.ring = Button("", icon="phone")
        self.paper = Button("", icon="printer", key="Ctrl+P")
        for button in (self.main, self.ring, self.paper):
            button.setFixedHeight(self.main.minimumHeight())
            row.addWidget(button, 1)
        self.in_hand = InHand()
        self.in_hand.hide()
        column.addWidget(self.buttons)
        column.addWidget(self.in_hand)
        self._plan = Plan()
        self.main.clicked.connect(self._take_main)
        self.ring.clicked.connect(self._take_beside)
        self.paper.clicked.connect(self._take_beside)

    def offer(self, plan: Plan) -> None:
        """The steps of a task."""
        self._plan = plan
        self.in_hand.hide()
        self.buttons.setVisible(plan.main is not None)
        if plan.main is None:
            return
        _dress(self.main, plan.main)
        calls = plan.beside is not None and plan.beside.deed is Deed.CALL
        for button, on in ((self.ring, calls), (self.paper, plan.beside is not None and not calls)):
            button.setVisible(on)
            if on and plan.beside is not None:
                _dress(button, plan.beside)

    def show_call(self, number: str) -> None:
        """The number in place of the buttons."""
        self.buttons.hide()
        self.in_hand.show_call(number)

    def show_talk(self, words: str) -> None:
        """The talk in place of the buttons."""
        self.buttons.hide()
        self.in_hand.show_talk(words)

    def _take_main(self) -> None:
        if self._plan.main is not None:
            self.taken.emit(self._plan.main.deed)

    def _take_beside(self) -> None:
        if self._plan.beside is not None:
            self.taken.emit(self._plan.beside.deed)


class _Section(QWidget):
    """A small title and what stands below it."""

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 2, 0, 0), TITLE_GAP)
        self.title = Label(title, 13, 600, "ink2")
        column.addWidget(self.title)
        column.addWidget(content)


class WorkView(QScrollArea):
    """The right side of the page; scrolls only where the screen is too low for it."""

    def __init__(self) -> None:
        super().__init__()
        self._tight = False
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head, self.reason, self.start = PersonHead(), ReasonCard(), StartBar()
        self.banner = Banner("", Tone.GOLD)
        self.banner.hide()
        self.script, self.outcomes = ScriptCard(), OutcomeGrid()
        self.saying = _Section(_("Có thể nói"), self.script)
        self.ending = _Section(_("Kết quả"), self.outcomes)
        self.later = LaterBar()
        self.note = TextInput(_("Ghi lại lời khách nói…"), key="F7")
        self.note.edit.setMaxLength(LONGEST_NOTE)
        panel = self._panel = Panel("sur", ("left",), margins=(16, 14, 16, 14), gap=GAP)
        for part in (
            self.head,
            self.reason,
            self.banner,
            self.start,
            self.saying,
            self.ending,
            self.later,
        ):
            panel.body.addWidget(part)
        panel.body.addStretch(1)
        panel.body.addWidget(self.note)
        self.setWidget(panel)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When a part comes or goes the script gives or takes the room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_script()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height is the script's."""
        super().resizeEvent(event)
        self._fit_script()

    def _fit_script(self) -> None:
        width = self.viewport().width()
        by_width = self._panel.hasHeightForWidth()
        whole = self._panel.heightForWidth(width) if by_width else self._panel.sizeHint().height()
        room = self.viewport().height() - whole + self.script.sizeHint().height()
        self._tighten(on=room - (self._saving() if self._tight else 0) < self.script.whole())
        self.script.limit(room)

    def _tighten(self, *, on: bool) -> None:
        """Where the words do not fit the outcomes give room: lower ones, without their title."""
        if on is not self._tight:
            self._tight = on
            self.ending.title.setVisible(not on)
            self.outcomes.lie_low(on=on)
            self._panel.body.setSpacing(CLOSE if on else GAP)

    def _saving(self) -> int:
        """Not less than what all of that gives."""
        gaps = self._panel.body.count() * (GAP - CLOSE)
        title = self.ending.title.sizeHint().height() + TITLE_GAP
        return self.outcomes.saving() + title + gaps

    def scroll_script(self, lines: int) -> None:
        """Reads on (1) or back (-1) in a script that is longer than its card."""
        bar = self.script.verticalScrollBar()
        bar.setValue(bar.value() + lines * bar.singleStep())

    def show_task(self, view: TaskView, plan: Plan) -> None:
        """Everything about one task, before any step of it."""
        self.head.show_person(view)
        self.reason.show_reason(view)
        barred = obstacle(view)
        may = not barred
        self.say_trouble(barred)
        self.start.offer(plan)
        self.saying.setVisible(bool(view.script))
        self.script.say(_quoted(view.script))
        self.ending.setVisible(may)
        self.outcomes.offer(_asked(view, plan) if may else ())
        self.later.later.offer(view.later if may else ())
        self.later.close_question()
        self.note.setVisible(may)
        self.verticalScrollBar().setValue(0)

    def write_note(self) -> None:
        """The caret goes to the note, which comes into sight on a low screen."""
        self.ensureWidgetVisible(self.note)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_when(self, offered: Sequence[Moment]) -> None:
        """When to call back."""
        self.later.ask(offered)
        self.ensureWidgetVisible(self.later)

    def choose_moment(self) -> None:
        """The next chip of what is offered below the outcomes."""
        self.ensureWidgetVisible(self.later)
        self.later.focus_next()

    def busy(self) -> bool:
        """True while something is asked that another look at the task would wipe away."""
        return self.later.asking or self.outcomes.asking()

    def show_note(self, text: str) -> None:
        """The note kept for this task; the caret stays when it is the one shown."""
        if text != self.note.text():
            self.note.set_text(text)

    def say_trouble(self, sentence: str, tone: Tone = Tone.GOLD) -> None:
        """What stands in the way; "" takes it away."""
        if sentence:
            self.banner.say(sentence, tone, "info")
        else:
            self.banner.hide()


def _asked(view: TaskView, plan: Plan) -> tuple[Answer, ...]:
    """The outcomes as buttons; handing over is the main button already."""
    hands_over = plan.main is not None and plan.main.deed is Deed.HAND_OVER
    return tuple(
        answer
        for answer in view.outcomes
        if not (hands_over and answer.outcome is Outcome.HANDED_OVER)
    )


def _dress(button: Button, step: Step) -> None:
    button.setText(step.words)
    button.set_icon(step.icon)
    button.refuse(step.refusal)


def _quoted(paragraphs: tuple[str, ...]) -> list[str]:
    if not paragraphs:
        return []
    said = list(paragraphs)
    said[0] = f"“{said[0]}"
    said[-1] = f"{said[-1]}”"
    return said


def _last_words(last: LastTry | None) -> str:
    if last is None:
        return ""
    told = looks.outcome_words(last.outcome)
    if last.note:
        told = f"{told}, “{last.note}”"
    return _("Lần trước: {told} ({staff}, {time})").format(
        told=told, staff=last.staff, time=last.when
    )
