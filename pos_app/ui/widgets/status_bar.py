"""The line at the very bottom: where, who, which shift; printer, backup, time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from pos_app.basics.clock import Clock, shop_day, short_day_text, time_text, weekday_text
from pos_app.basics.i18n import _
from pos_app.ui.theme.current import colour, px
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.labels import NumberLabel
from pos_app.ui.widgets.menus import Menu
from pos_app.ui.widgets.paint import painting, text_width
from pos_app.ui.widgets.surfaces import Panel

HEIGHT: Final = 28


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """Somebody who can stand at this counter; `role` is a word for people ("Thu ngân")."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ShellInfo:
    """What the frame of the window says. Empty texts take their item away."""

    shop: str = ""
    counter: str = ""
    staff: tuple[StaffChoice, ...] = ()
    staff_id: int | None = None
    shift: str = ""
    printer: str = ""
    printer_ok: bool = True
    backup: str = ""
    late: str = ""
    """What follows sales and would not be done; for the owner's eyes."""

    def person(self) -> StaffChoice | None:
        """Who is logged in."""
        return next((one for one in self.staff if one.id == self.staff_id), None)


class StatusItem(QLabel):
    """An icon and a few words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._icon = icon
        self._ink: Ink = "ink2"
        self.hide()

    def say(self, text: str, ink: Ink = "ink2") -> None:
        """Other words; none hides it."""
        self._ink = ink
        self.setText(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and words."""
        return QSize(22 + text_width(self.text(), 13), HEIGHT - 1)

    def minimumSizeHint(self) -> QSize:
        """The words elide before the window widens."""
        return QSize(22, HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon and words."""
        with painting(self) as pen:
            pen.icon(QRect(0, 0, 16, self.height()), self._icon, self._ink, 15)
            pen.text(self.rect().adjusted(20, 0, 0, -1), self.text(), 13, 400, self._ink)


class StatusLink(StatusItem):
    """One that can be pressed, by finger or by key. Signals: `pressed()`."""

    pressed = Signal()

    def __init__(self, icon: str) -> None:
        super().__init__(icon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press with the left button or a finger."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter, as on a button."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and words, edged while the keys are on it."""
        if self.hasFocus() or self.underMouse():
            with painting(self) as pen:
                pen.box(self.rect(), colour("sur2"), colour("jade"), 4)
        super().paintEvent(event)


class StaffButton(QPushButton):
    """Who is logged in; a press lists the others."""

    def __init__(self) -> None:
        super().__init__()
        self._role, self._name = "", ""
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.hide()

    def say(self, role: str, name: str) -> None:
        """Another person; nobody hides it."""
        self._role, self._name = f"{role}:" if role else "", name
        self.setText(f"{self._role} {name}".strip())
        self.setAccessibleName(self.text())
        self.setVisible(bool(name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, role and name."""
        words = text_width(self._role, 13) + text_width(self._name, 13, 600)
        return QSize(20 + words + 8, HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, role and name."""
        with painting(self) as pen:
            if self.hasFocus() or self.underMouse():
                pen.box(self.rect(), colour("sur2"), colour("jade"), 4)
            pen.icon(QRect(0, 0, 16, self.height()), "user", "ink2", 15)
            area = self.rect().adjusted(20, 0, 0, -1)
            taken = pen.text(area, self._role, 13, 400, "ink2")
            area.setLeft(area.left() + taken + (6 if self._role else 0))
            pen.text(area, self._name, 13, 600)


class StatusBar(Panel):
    """Signals: `staff_chosen(int)` who is to stand here, `lock_asked()`, `pin_asked()`."""

    staff_chosen = Signal(int)
    lock_asked = Signal()
    pin_asked = Signal()

    def __init__(self) -> None:
        super().__init__("sur", ("top",), margins=(14, 1, 14, 0), gap=16, across=True)
        self.setFixedHeight(max(HEIGHT, px(18) + 8))
        self.shop = StatusItem("store")
        self.person = StaffButton()
        self.shift = StatusItem("clock")
        self.printer = StatusLink("printer")
        self.backup = StatusItem("database-backup")
        self.late = StatusLink("triangle-alert")
        self.time = NumberLabel("", 13, 600)
        for item in (self.shop, self.person, self.shift):
            self.body.addWidget(item)
        self.body.addStretch(1)
        for end in (self.late, self.printer, self.backup, self.time):
            self.body.addWidget(end)
        self._info = ShellInfo()
        self._clock: Clock
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        self.people = Menu(_("Ai đứng quầy"), self, self._list_staff)
        self.person.clicked.connect(partial(self.people.open_above, self.person))

    def set_info(self, info: ShellInfo) -> None:
        """What is known now."""
        self._info = info
        self.shop.say(" · ".join(part for part in (info.shop, info.counter) if part))
        person = info.person()
        self.person.say(person.role if person else "", person.name if person else "")
        self.shift.say(info.shift)
        self.printer.say(info.printer, "jade" if info.printer_ok else "clay")
        self.backup.say(info.backup, "jade")
        self.late.say(info.late, "gold")

    def run_clock(self, clock: Clock) -> None:
        """Shows the time of a clock from now on: 14:06 · Thứ Bảy 21/11."""
        self._clock = clock
        self._tick.start()
        self._show_time()

    def stop_clock(self) -> None:
        """The window goes; nobody looks at the time any more."""
        self._tick.stop()

    def _show_time(self) -> None:
        now = self._clock.now()
        day = shop_day(now)
        self.time.setText(f"{time_text(now)} · {weekday_text(day)} {short_day_text(day)}")

    def _list_staff(self, menu: Menu) -> None:
        people = [(one.id, f"{one.name} · {one.role}") for one in self._info.staff]
        menu.offer(people, self._info.staff_id, self.staff_chosen.emit)
        menu.addSeparator()
        menu.add(_("Đặt mã PIN của tôi"), self.pin_asked.emit)
        menu.add(f"{_('Khóa quầy')}\tCtrl+L", self.lock_asked.emit)
