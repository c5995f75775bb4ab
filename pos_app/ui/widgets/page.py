"""What every screen is: a top bar, a body, its keys and what it does when data changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.basics.changes import Changes
from pos_app.ui.widgets.labels import Label, RunLabel
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Panel, plain_layout

TOP_BAR: Final = 56


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a page: how it is written, what it does; `hinted` ones stand in the hint bar."""

    sequence: str
    label: str
    hinted: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """What a page wants said in a toast."""

    text: str
    icon: str = "check"
    undo: Callable[[], object] | None = None
    again: str = ""
    """What the button says when it does something else than taking back."""


class TopBar(Panel):
    """The 56 px above a page: title, second text, actions at the right."""

    def __init__(self, title: str = "") -> None:
        super().__init__("sur", ("bottom",), margins=(16, 0, 16, 1), gap=12, across=True)
        self.setFixedHeight(TOP_BAR)
        self.title = Label(title, 20, 600)
        self.second = RunLabel()
        self.body.addWidget(self.title)
        self.body.addWidget(self.second, 1)

    def set_title(self, title: str, second: str | Sequence[Run] = ()) -> None:
        """Both texts; pieces of the second may differ in weight and colour."""
        self.title.setText(title)
        self.second.set_runs((Run(second),) if isinstance(second, str) else second)

    def add(self, widget: QWidget) -> None:
        """One more action at the right."""
        self.body.addWidget(widget)


class Page(QWidget):
    """A screen: `top` (56 px), `body` (a layout below it) and its keys.

    Override `shown`, `hidden`, `changed`, `scanned` and `show_subject` as needed.

    Signals:
        said(Saying): the window shows a toast. Use `say`.
        wanted(str, object): the window opens another page, with a subject. Use `go`.
        keys_changed(): the hint bar reads the keys again.
    """

    said = Signal(object)
    wanted = Signal(str, object)
    keys_changed = Signal()

    sums_below = False
    """Sums or a code stand at its bottom: toasts keep to its top bar."""
    foot = 0
    """Pixels of a bar of buttons at its bottom: toasts stand above it."""

    def __init__(self, title: str = "", *, top: QWidget | None = None) -> None:
        super().__init__()
        self._keys: list[Key] = []
        self._shortcuts: dict[str, QShortcut] = {}
        self._off: set[str] = set()
        self.top: QWidget = top or TopBar(title)
        below = QWidget()
        self.body = QVBoxLayout(below)
        plain_layout(self.body, (0, 0, 0, 0), 0)
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 0)
        column.addWidget(self.top)
        column.addWidget(below, 1)

    @property
    def bar(self) -> TopBar:
        """The usual top bar; TypeError on a page that brought its own `top`."""
        if not isinstance(self.top, TopBar):
            raise TypeError("this page has a top of its own")
        return self.top

    def shown(self) -> None:
        """The page has come to the front: put the focus where typing goes."""

    def hidden(self) -> None:
        """Another page is in front."""

    def changed(self, changes: Changes) -> None:
        """Data of these families changed; a hidden page hears of it before it is shown again."""

    def scanned(self, code: str) -> bool:
        """A scanner read something. False hands it to the first page (selling)."""
        del code
        return False

    def show_subject(self, subject: object) -> None:
        """Another page asked to show this here: a cart, a customer's id, a sale."""

    def say(
        self, text: str, *, icon: str = "check", undo: Callable[[], object] | None = None
    ) -> None:
        """A toast; never for an error that blocks money."""
        self.said.emit(Saying(text, icon, undo))

    def go(self, page: str, subject: object = None) -> None:
        """Opens another page by name."""
        self.wanted.emit(page, subject)

    def add_key(
        self,
        sequence: str,
        slot: Callable[[], object],
        label: str,
        *,
        hinted: bool = False,
        repeat: bool = False,
    ) -> QShortcut:
        """A key that works while this page is in front, wherever the focus is.

        Hint only keys that no visible button shows. ValueError for a bare letter or digit and
        for Enter: those are a scanner's.
        """
        shortcut = self._catch(sequence, slot)
        shortcut.setAutoRepeat(repeat)
        self._keys.append(Key(sequence, label, hinted))
        self.keys_changed.emit()
        return shortcut

    def add_keys(
        self, sequences: Sequence[str], slot: Callable[[int], object], together: str, label: str
    ) -> None:
        """Keys that do alike, told as one ("Alt+1…9"); `slot` hears the place of the one."""
        for place, sequence in enumerate(sequences):
            self._catch(sequence, partial(slot, place)).setAutoRepeat(False)
        self.add_hint(together, label)

    def _catch(self, sequence: str, slot: Callable[[], object]) -> QShortcut:
        _refuse_scanner_keys(sequence)
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.activated.connect(slot)
        self._shortcuts[sequence] = shortcut
        return shortcut

    def add_hint(self, keys: str, label: str, *, hinted: bool = True) -> None:
        """A key that a widget handles itself ("↑ ↓", "Enter"), told in the hint bar and list."""
        self._keys.append(Key(keys, label, hinted))
        self.keys_changed.emit()

    def hint_key(self, sequence: str, *, on: bool) -> None:
        """Whether a key stands in the hint bar: not while a visible button shows it."""
        keys = [replace(key, hinted=on) if key.sequence == sequence else key for key in self._keys]
        if keys != self._keys:
            self._keys = keys
            self.keys_changed.emit()

    def keys(self) -> tuple[Key, ...]:
        """The keys that do something now, in the order they were added."""
        return tuple(key for key in self._keys if key.sequence not in self._off)

    def enable_key(self, sequence: str, *, on: bool) -> None:
        """Turns a key off while its button is off. KeyError for one never added."""
        self._shortcuts[sequence].setEnabled(on)
        self.tell_key(sequence, on=on)

    def tell_key(self, sequence: str, *, on: bool) -> None:
        """Leaves a key that does nothing now out of the hint bar and the list; it stays caught."""
        if on is (sequence in self._off):
            self._off ^= {sequence}
            self.keys_changed.emit()


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page and where it stands. It is made when it is first opened.

    A page without `label` is not on the rail; `under` names the one that is lit meanwhile. One
    at the `foot` of the rail is there without a shop too.
    """

    name: str
    make: Callable[[], Page]
    label: str = ""
    icon: str = ""
    under: str = ""
    foot: bool = False


def _refuse_scanner_keys(sequence: str) -> None:
    *held, key = sequence.split("+")
    written = len(key) == 1 or key == "Space"
    guarded = {"Ctrl", "Alt"} & set(held)
    if key in ("Return", "Enter") or (written and not guarded):
        raise ValueError(f"{sequence} belongs to the scanner")
