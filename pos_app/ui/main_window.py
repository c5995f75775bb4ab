"""The window: rail, pages, hints, status bar. It knows no rules and no services."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.basics.assets import asset
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.faults import fault
from pos_app.ui.widgets.feedback import BusyLine, Toast
from pos_app.ui.widgets.hint_bar import HintBar
from pos_app.ui.widgets.key_list import KeyList, window_keys
from pos_app.ui.widgets.page import Page, PageSpec, Saying
from pos_app.ui.widgets.rail import Rail
from pos_app.ui.widgets.status_bar import ShellInfo, StatusBar
from pos_app.ui.widgets.surfaces import plain_layout


class MainWindow(QWidget):
    """Shows one page at a time; the first is opened at once and needs no database to be painted.

    The theme changes live. Texts and sizes are fixed when widgets are made: after another
    language or text size the program makes a new window (carts are on disk).

    Signals:
        staff_chosen(int): from the status bar; answer with `set_info`.
        hints_hidden(bool): remember it as a setting.
        closing(): the last chance to finish work. painted(): the first frame is on the screen.
    """

    staff_chosen = Signal(int)
    hints_hidden = Signal(bool)
    closing = Signal()
    painted = Signal()

    def __init__(
        self, pages: Sequence[PageSpec], clock: Clock, info: ShellInfo | None = None
    ) -> None:
        super().__init__()
        self._specs = {spec.name: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._pending: dict[str, Changes] = {}
        self._front = ""
        self._only: str = ""
        self._seen = False
        self.setWindowTitle("Khách Quen")
        self.setWindowIcon(QIcon(str(asset("icons", "logo.svg"))))
        self.rail, self.hints, self.status = Rail(), HintBar(), StatusBar()
        self.stack = QStackedWidget()
        self._arrange()
        self.toast = Toast(self.stack)
        self.busy = BusyLine(self.stack)
        self.key_list = KeyList(self.stack)
        self._connect()
        self.status.run_clock(clock)
        for spec in pages:
            if spec.label:
                self.rail.add(spec.name, spec.label, spec.icon, foot=spec.foot)
        self.set_info(info or ShellInfo())
        self.open(pages[0].name)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        plain_layout(right, (0, 0, 0, 0), 0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.hints)
        upper = QHBoxLayout()
        plain_layout(upper, (0, 0, 0, 0), 0)
        upper.addWidget(self.rail)
        upper.addLayout(right, 1)
        whole = QVBoxLayout(self)
        plain_layout(whole, (0, 0, 0, 0), 0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open)
        self.status.staff_chosen.connect(self.staff_chosen)
        self.hints.all_keys_asked.connect(self._toggle_keys)
        self.hints.hide_asked.connect(self._hide_hints)
        QShortcut(QKeySequence("F12"), self, self._toggle_keys)

    def page(self, name: str) -> Page:
        """The page of that name, made now if it has not been yet. KeyError for an unknown one."""
        if name not in self._pages:
            page = self._pages[name] = self._specs[name].make()
            page.said.connect(self.say)
            page.wanted.connect(self.open)
            page.keys_changed.connect(self._read_keys)
            self.stack.addWidget(page)
        return self._pages[name]

    def open(self, name: str, subject: object = None) -> Page:
        """Brings a page to the front; a `subject` is handed to it after `shown`."""
        if self._only and name != self._only and not self._specs[name].foot:
            name, subject = self._only, None
        page = self.page(name)
        if name != self._front:
            if self._front:
                self._pages[self._front].hidden()
            self._front = name
            self.key_list.hide()
            self.stack.setCurrentWidget(page)
            self.toast.keep_clear(top=page.sums_below, foot=page.foot)
            self.rail.light(self._specs[name].under or name)
            self._read_keys()
            self._deliver(name)
            page.shown()
        if subject is not None:
            page.show_subject(subject)
        return page

    def confine(self, name: str, subject: object) -> None:
        """Leaves one page and the foot of the rail, until `release`."""
        self._only = name
        self.rail.show_pages(on=False)
        self.open(name, subject)

    def release(self) -> None:
        """All pages again, if only one was left."""
        if self._only:
            self._only = ""
            self.rail.show_pages(on=True)
            self.open(next(iter(self._specs)))

    def front(self) -> str:
        """The name of the page in front."""
        return self._front

    def changed(self, changes: Changes) -> None:
        """Connect to `Notices.changed`: the page in front hears at once, others when opened."""
        for name in self._pages:
            self._pending[name] = self._pending.get(name, Changes.NOTHING) | changes
        self._deliver(self._front)

    def _deliver(self, name: str) -> None:
        changes = self._pending.pop(name, Changes.NOTHING)
        if changes:
            self._pages[name].changed(changes)

    def scanned(self, code: str) -> None:
        """Connect to `Scanner.scanned`: the page in front may take it, else selling does."""
        if QApplication.activeModalWidget() is not None:
            return
        first = next(iter(self._specs))
        if not self._pages[self._front].scanned(code) and self._front not in (first, self._only):
            self.open(first).scanned(code)

    def say(self, saying: Saying) -> None:
        """A toast over the body."""
        self.toast.say(saying.text, icon=saying.icon, undo=saying.undo, again=saying.again)

    def set_info(self, info: ShellInfo) -> None:
        """Shop, person, shift, printer as they are now."""
        self.status.set_info(info)

    def set_badge(self, name: str, count: int) -> None:
        """Open work of a page on the rail."""
        self.rail.set_badge(name, count)

    def show_hints(self, *, on: bool) -> None:
        """The hint bar; without it the body gains 36 px and F12 still works."""
        self.hints.setVisible(on)

    def _hide_hints(self) -> None:
        self.show_hints(on=False)
        self.hints_hidden.emit(self.hints.isHidden())

    def _read_keys(self) -> None:
        if self._front:
            self.hints.set_keys(self._pages[self._front].keys())

    def _toggle_keys(self) -> None:
        if self.hints.isHidden() and not self.key_list.isVisible():
            self.show_hints(on=True)
            self.hints_hidden.emit(self.hints.isHidden())
        self.key_list.toggle((*self._pages[self._front].keys(), *window_keys()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The parts paint themselves; a frame is whole when the loop turns again."""
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._first_frame)

    def _first_frame(self) -> None:
        fault("painted")
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells that the window goes; nothing asks, because carts are on disk."""
        self.status.stop_clock()
        self.closing.emit()
        super().closeEvent(event)
