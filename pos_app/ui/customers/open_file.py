"""One person's file as it is shown: read, filtered, paged, and what is written into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.basics.clock import shop_day
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.ui.customers.customers_view import FileView
from pos_app.ui.customers.side_view import MOST_NOTES
from pos_app.ui.desk import Desk

if TYPE_CHECKING:
    from pos_app.basics.changes import Changes
    from pos_app.customers.directory import Customer
    from pos_app.insight.timeline import TimelineRow


class OpenFile(QObject):
    """Keeps the file's screen in step with the shop.

    Signals:
        said(str): what was written down, for a toast.
        refused(str): why something was not; "" when that no longer matters.
    """

    said = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, view: FileView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self.customer: Customer | None = None
        """Whose file it is; None while none is open."""
        self._rows: list[TimelineRow] = []
        self._whole = False
        view.timeline.filters.chosen.connect(self._filtered)
        view.timeline.rows.older_wanted.connect(self._load_older)
        view.consent.answered.connect(self._answer)
        view.notes.box.submitted.connect(self._note)

    def lay_out(self) -> None:
        """What needs the shop's own lists, once it is open."""
        from pos_app.customers.consent import Channel, Purpose, channel_name, purpose_name
        from pos_app.insight.timeline import TimelineKind as Kind

        filters = self._view.timeline.filters
        for words, kinds in (
            (_("Tất cả"), ()),
            (_("Mua hàng"), (Kind.SALE,)),
            (_("Gọi"), (Kind.CARE,)),
            (_("Điểm"), (Kind.POINTS, Kind.TIER)),
            (_("Ghi chú"), (Kind.NOTE,)),
        ):
            filters.add(words, kinds)
        purposes = (Purpose.ORDER, Purpose.GREETING, Purpose.REMINDER, Purpose.PROMOTION)
        channels = (Channel.CALL, Channel.MESSAGE, Channel.CARD)
        self._view.consent.lay_out(
            [(purpose, purpose_name(purpose)) for purpose in purposes],
            [(channel, channel_name(channel)) for channel in channels],
        )

    def open(self, customer_id: int) -> None:
        """Another person's file, from the top, unfiltered."""
        self.customer = self._desk.services.directory.get(customer_id)
        filters = self._view.timeline.filters
        filters.choose(())
        self._view.notes.box.clear()
        self._view.notes.field.set_error("")
        self.refused.emit("")
        self.reload()
        self._view.timeline.rows.select(0 if self._rows else -1)

    def close(self) -> None:
        """No file is open."""
        self.customer = None

    def reload(self) -> None:
        """The same person as things stand now; as much of the timeline as was loaded."""
        if self.customer is None:
            return
        services, person = self._desk.services, self.customer.id
        self.customer = services.directory.get(person)
        account, portrait = services.loyalty.account(person), services.portrait.of(person)
        view = self._view
        view.who.show_person(self.customer, account, self._desk.programme.window_months)
        view.stats.show_figures(portrait)
        view.favourites.show_favourites(portrait)
        today = shop_day(services.clock.now())
        view.notes.show_notes(services.directory.notes(person, MOST_NOTES), today)
        answers = services.directory.consents(person)
        view.consent.show_answers({(str(p), str(c)): yes for (p, c), yes in answers.items()})
        view.next.show_tasks(services.care.of_customer(person))
        self._show_value(person)
        self._load_again()

    def _show_value(self, person: int) -> None:
        from pos_app.shop.staff import Right

        may = self._desk.may(Right.SEE_VALUE)
        self._view.value.setVisible(may)
        if may:
            self._view.value.show_value(self._desk.services.portrait.value(person))

    # the timeline

    def _filtered(self, _kinds: object) -> None:
        self._rows = []
        self._load_again()
        self._view.timeline.rows.select(0 if self._rows else -1)

    def _load_again(self) -> None:
        from pos_app.insight.portrait import PAGE

        self._rows = []
        self._load(max(PAGE, len(self._view.timeline.rows.rows())))

    def _load_older(self) -> None:
        from pos_app.insight.portrait import PAGE

        if not self._whole and self._rows:
            self._load(PAGE)

    def _load(self, most: int) -> None:
        if self.customer is None:
            return
        kinds = self._view.timeline.filters.value()
        before = self._rows[-1].cursor if self._rows else None
        older = self._desk.services.portrait.timeline(
            self.customer.id, kinds if isinstance(kinds, tuple) else (), before, most
        )
        self._whole = len(older) < most
        self._rows += older
        today = shop_day(self._desk.services.clock.now())
        self._view.timeline.show_rows(self._rows, today)

    # writing

    def _answer(self, purpose: str, channel: str, granted: bool) -> None:
        from pos_app.customers.consent import (
            Answer,
            Channel,
            Purpose,
            channel_name,
            purpose_name,
        )

        if self.customer is None:
            return
        person, about = self.customer.id, Answer(Purpose(purpose), Channel(channel), granted)
        directory = self._desk.services.directory
        written = self._write(lambda: directory.consent(self._desk.actor(), person, about)[1])
        if written is None:
            return
        sentence = _("Đã ghi: đồng ý {purpose}, {channel}.")
        if not granted:
            sentence = _("Đã ghi: từ chối {purpose}, {channel}.")
        what = purpose_name(about.purpose).lower()
        self._tell(
            written, sentence.format(purpose=what, channel=channel_name(about.channel).lower())
        )

    def _note(self, typed: str) -> None:
        if self.customer is None:
            return
        person, notes = self.customer.id, self._view.notes
        try:
            _written, changes = self._desk.services.directory.note(
                self._desk.actor(), person, typed
            )
        except PosError as refusal:
            notes.field.set_error(str(refusal))
            return
        notes.field.set_error("")
        notes.box.clear()
        self._tell(changes, _("Đã ghi nhớ."))

    def _write(self, work: Callable[[], Changes]) -> Changes | None:
        try:
            return work()
        except PosError as refusal:
            self.refused.emit(str(refusal))
            return None

    def _tell(self, changes: Changes, sentence: str) -> None:
        self.refused.emit("")
        self.said.emit(sentence)
        self.reload()
        self._desk.tell(changes)
