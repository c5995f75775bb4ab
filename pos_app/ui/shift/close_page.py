"""The end of a shift: count blind, compare, hand over. Any count is accepted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from pos_app.basics.changes import Changes
from pos_app.basics.clock import time_text
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.selling.drawer import Why
from pos_app.ui.shift.close_view import CloseView, CompareSide, CountSide, HandoverSide
from pos_app.ui.shift.parts_view import Steps
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.basics.actor import Actor
    from pos_app.selling.closing import Counting, Reckoning
    from pos_app.ui.desk import Desk

WHYS: Final = tuple(Why)


class ClosePage(Page):
    """Three steps on one page. What is locked is never counted again."""

    sums_below = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Đóng ca"))
        self._desk = desk
        self.steps = Steps((_("Đếm tiền"), _("Đối chiếu"), _("Bàn giao")))
        self.bar.add(self.steps)
        self.view = CloseView()
        self.body.addWidget(self.view)
        self.side: CountSide | CompareSide | HandoverSide | None = None
        self._counting: Counting | None = None
        self._told: Reckoning | None = None
        self._handover = ""
        self.view.count.counted.connect(self._counted)
        self._bind_keys()

    def _bind_keys(self) -> None:
        self.add_hint("↑ ↓", _("Đổi mệnh giá"))
        self.add_hint("Enter", _("Dòng kế"))
        self.add_keys(
            [f"Alt+{place}" for place in range(1, len(WHYS) + 1)],
            self._choose_why,
            "Alt 1…4",
            _("Lý do"),
        )
        self.add_key("F6", self._type_card, _("Tổng máy quẹt"))
        self.add_key("F7", self._write, _("Ghi chú"))
        self.add_key("Ctrl+S", self._keep, _("Lưu tạm"))
        self.add_key("Ctrl+P", self._print, _("In phiếu ca"))
        self.add_key("F9", self._go_on, _("Chốt, đóng ca"))
        self.add_key("Esc", partial(self.go, "shift"), _("Quay lại"), hinted=True)

    def _tell_keys(self, step: int) -> None:
        for key in ("↑ ↓", "Enter", "Ctrl+S"):
            self.tell_key(key, on=step == 0)
        cards = self._counting is not None and bool(self._counting.cards)
        self.tell_key("F6", on=step == 0 and cards)
        self.tell_key("F7", on=step < 2)
        self.tell_key("Alt 1…4", on=step == 1 and self._reasoned())
        self.tell_key("Ctrl+P", on=step > 0)
        self.steps.show_step(step)

    # the page's life

    def shown(self) -> None:
        """A locked count waits to be handed over first; else the open shift is counted."""
        if not self._desk.ready:
            return
        services = self._desk.services
        waiting = services.drawer.closing.waiting_for_close(services.counter)
        if waiting is not None:
            self._compare(waiting)
            return
        self._desk.renew_shift()
        if not self._desk.forgotten:
            self._desk.actor()
        counting = services.drawer.closing.counting(services.counter)
        if counting is not None and counting != self._counting:
            self._count(counting)
        self.view.count.start()

    def changed(self, changes: Changes) -> None:
        """Another sale while it is counted: how many cards there are may be another number."""
        if changes & (Changes.SALES | Changes.MONEY | Changes.TRANSFERS) and self._told is None:
            notes, old = self.view.count.notes(), self.side
            services = self._desk.services
            counting = services.drawer.closing.counting(services.counter)
            if counting is None or counting == self._counting:
                return
            same = self._counting is not None and self._counting.shift == counting.shift
            note = old.note.text() if isinstance(old, CountSide) and same else ""
            self._count(counting)
            if same:
                self.view.count.show_notes(notes)
                self._counted()
            if isinstance(self.side, CountSide):
                self.side.note.set_text(note)

    # 1: the count

    def _count(self, counting: Counting) -> None:
        self._counting, self._told = counting, None
        side = CountSide(counting)
        side.keep.clicked.connect(self._keep)
        side.lock.clicked.connect(self._go_on)
        side.enter_card.clicked.connect(side.type_card)
        side.card.changed.connect(self._card_typed)
        side.card.submitted.connect(self._card_typed)
        side.note.edit.setMaxLength(200)
        self._show(side, 0)
        self.bar.set_title(
            _("Đóng ca"),
            _("{shift} · {staff} · mở {time}").format(
                shift=counting.title, staff=counting.staff, time=time_text(counting.opened_at)
            ),
        )
        self.view.count.lock(_("Gõ số tờ"), locked=False)
        self.view.count.show_notes(counting.notes)
        self._counted()
        self._judge()

    def _counted(self) -> None:
        if isinstance(self.side, CountSide):
            self.side.counted.set_amount(self.view.count.amount())

    def _type_card(self) -> None:
        if isinstance(self.side, CountSide) and self._counting and self._counting.cards:
            self.side.type_card()

    def _card_typed(self, total: Money | None) -> None:
        if isinstance(self.side, CountSide):
            self.side.ask_card(total)
        self._judge()

    def _judge(self) -> None:
        """Off while the card machine's total is missing, with the reason on it."""
        if not isinstance(self.side, CountSide) or self._counting is None:
            return
        missing = bool(self._counting.cards) and self.side.card.value() is None
        self.side.lock.refuse(_("Chốt số đếm: còn thiếu thẻ") if missing else "")
        sentence = _("Chưa chốt được: nhập tổng thẻ trên máy quẹt trước.")
        self.side.say(sentence if missing else "")

    def _keep(self) -> None:
        if not isinstance(self.side, CountSide) or self._counting is None:
            return
        closing, actor = self._desk.services.drawer.closing, self._desk.somebody()
        try:
            closing.keep(actor, self._counting.shift, self.view.count.notes())
        except PosError as refusal:
            self.side.say(str(refusal))
            return
        self.say(_("Đã lưu tạm số đếm"))

    def _lock(self, side: CountSide) -> None:
        if self._counting is not None and side.lock.isEnabled():
            self._by_right(partial(self._lock_as, side, self._counting))

    def _lock_as(self, side: CountSide, counting: Counting, actor: Actor) -> None:
        closing, notes = self._desk.services.drawer.closing, self.view.count.notes()
        card = side.card.value() if counting.cards else None
        try:
            told, changes = closing.lock(actor, counting.shift, notes, card)
        except PosError as refusal:
            side.say(str(refusal))
            return
        self._handover = side.note.text()
        self._compare(told)
        self._desk.renew_shift()
        self._desk.tell(changes)

    # 2: what the books say

    def _compare(self, told: Reckoning) -> None:
        if self._told is not None and self._told.shift == told.shift:
            return
        self._told, self._counting = told, None
        side = CompareSide(told)
        side.print.clicked.connect(self._print)
        side.close_shift.clicked.connect(self._go_on)
        self._show(side, 1)
        self.bar.set_title(
            _("Đóng ca"),
            _("{shift} · {staff} · {begin} – {end}").format(
                shift=told.title,
                staff=told.staff,
                begin=time_text(told.opened_at),
                end=time_text(told.locked_at),
            ),
        )
        locked = _("Đã chốt lúc {time}").format(time=time_text(told.locked_at))
        self.view.count.show_notes(told.notes)
        self.view.count.lock(locked, locked=True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reasoned(self) -> bool:
        return isinstance(self.side, CompareSide) and self.side.why is not None

    def _choose_why(self, place: int) -> None:
        if isinstance(self.side, CompareSide) and self.side.why is not None:
            self.side.why.choose(WHYS[place])

    def _close(self, side: CompareSide) -> None:
        if self._told is not None:
            self._by_right(partial(self._close_as, side, self._told))

    def _close_as(self, side: CompareSide, told: Reckoning, actor: Actor) -> None:
        why = side.why.value() if side.why is not None else None
        try:
            changes = self._desk.services.drawer.closing.close(
                actor,
                told.shift,
                why if isinstance(why, Why) else None,
                side.words.text(),
                self._handover,
            )
        except PosError as refusal:
            side.banner.say(str(refusal), Tone.RED, "triangle-alert")
            side.banner.show()
            return
        self._hand_over(told)
        self._desk.tell(changes)

    # 3: the next shift

    def _hand_over(self, told: Reckoning) -> None:
        side = HandoverSide(told)
        side.print.clicked.connect(self._print)
        side.open_next.clicked.connect(self._go_on)
        side.left.changed.connect(self._left_typed)
        self._show(side, 2)
        self._left_typed(told.counted)
        side.left.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        side.left.select_all()

    def _left_typed(self, left: Money | None) -> None:
        if not isinstance(self.side, HandoverSide) or self._told is None:
            return
        self.side.open_next.refuse("" if left is not None else _("Gõ tiền để lại"))
        taken = self._told.counted - (left or ZERO)
        words = ""
        if taken > ZERO and left is not None:
            words = _("Lấy ra khỏi ngăn kéo {amount}, giao cho chủ.").format(amount=taken)
        elif taken < ZERO:
            words = _("Thêm vào ngăn kéo {amount}.").format(amount=-taken)
        self.side.taken.setText(words)

    def _open_next(self, side: HandoverSide) -> None:
        left = side.left.value()
        if left is None:
            return
        try:
            shift, changes = self._desk.services.shifts.open(self._desk.somebody(), left)
        except PosError as refusal:
            side.taken.setText(str(refusal))
            return
        self._told = None
        self._desk.renew_shift()
        self._desk.tell(changes)
        self.say(_("Đã mở {shift}").format(shift=shift.title))
        self.go("shift")

    # keys

    def _by_right(self, then: Callable[[Actor], object]) -> None:
        """Whoever may close a shift does; for others a second person allows it on the spot."""
        from pos_app.shop.staff import Right

        if self._desk.may(Right.CLOSE_SHIFT):
            then(self._desk.somebody())
        else:
            self._desk.allow(Right.CLOSE_SHIFT, then)

    def _go_on(self) -> None:
        match self.side:
            case CountSide():
                self._lock(self.side)
            case CompareSide():
                self._close(self.side)
            case HandoverSide():
                self._open_next(self.side)

    def _write(self) -> None:
        match self.side:
            case CountSide():
                self.side.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case CompareSide():
                self.side.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _print(self) -> None:
        if self._told is not None:
            self._desk.print_shift(self._told.shift, self._told.title)

    def _show(self, side: CountSide | CompareSide | HandoverSide, step: int) -> None:
        self.side = side
        self.view.show_side(side)
        self._tell_keys(step)
