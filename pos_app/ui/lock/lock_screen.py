"""The screen in front of a locked counter: people, a PIN, and not a word of what lies behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from pos_app.basics.clock import shop_day, short_day_text, time_text, weekday_text
from pos_app.basics.i18n import _
from pos_app.ui.approval.proof import Proof, Prove
from pos_app.ui.background import Background
from pos_app.ui.theme import px
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label, NumberLabel, SectionTitle
from pos_app.ui.widgets.rail import Logo
from pos_app.ui.widgets.surfaces import Card, Panel

if TYPE_CHECKING:
    from pos_app.shop.staff import StaffMember
    from pos_app.ui.services import Services

LOOK_MS = 5_000


class LockScreen(Panel):
    """Takes the place of everything in a window until somebody has proven who they are.

    What is behind keeps its widgets, its focus and what was typed; it is only hidden, and so
    its keys do nothing.

    Signals:
        proven(object): what the check gave back.
    """

    proven = Signal(object)

    def __init__(
        self, window: QWidget, services: Services, background: Background, prove: Prove
    ) -> None:
        super().__init__("bg", margins=(24, 24, 24, 24))
        self._window, self._services = window, services
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.button = Button(_("Vào quầy"), "primary", key="F9", height=56)
        self.proof = Proof(services, background, prove, self.button, most_rows=5)
        self.clock = NumberLabel("", 14, 500, "ink2")
        self._arrange()
        self.button.clicked.connect(self.proof.submit)
        self.proof.proven.connect(self.proven)
        QShortcut(QKeySequence("F9"), self, self.proof.submit)
        self._turn = QTimer(self, interval=LOOK_MS)
        self._turn.timeout.connect(self._look)

    def _arrange(self) -> None:
        proof = self.proof
        card = Card(margins=(28, 24, 28, 28), gap=28, across=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(10)
        right.setSpacing(12)
        logo = Panel("sur", gap=12, across=True)
        logo.body.addWidget(Logo())
        logo.body.addWidget(Label(self._services.shop.profile().name, 18, 600, elide=True), 1)
        left.addWidget(logo)
        left.addWidget(self.clock)
        left.addSpacing(8)
        left.addWidget(SectionTitle(_("Ai đứng quầy?")))
        left.addWidget(proof.people)
        left.addStretch(1)
        left.addWidget(Label(_("Đơn đang dở vẫn còn nguyên."), 14, 400, "ink2", wrap=True))
        proof.note.setMinimumHeight(px(40))
        for part in (proof.boxes, proof.note, proof.pad, self.button):
            right.addWidget(part)
        right.addStretch(1)
        card.body.addLayout(left, 1)
        card.body.addLayout(right)
        card.setMaximumWidth(px(760))
        card.setMinimumWidth(min(px(760), 940))
        self.body.addStretch(1)
        self.body.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)

    def cover(self, people: Sequence[StaffMember], chosen: int) -> None:
        """Hides the window's contents and asks who is there."""
        _close_what_is_open()
        self._focus = self._window.focusWidget()
        layout = self._window.layout()
        assert layout is not None, "a window without a layout"
        for part in self._window.findChildren(QWidget, options=_DIRECT):
            if not part.isWindow() and not part.isHidden():
                self._hidden.append(part)
        for part in self._hidden:
            part.hide()
        self._keys(on=False)
        layout.addWidget(self)
        self.show()
        self._turn.start()
        self._look()
        self.proof.ask(people, chosen)

    def uncover(self) -> None:
        """Shows the window's contents again, with the keys where they were."""
        self._turn.stop()
        self.hide()
        for part in self._hidden:
            part.show()
        self._keys(on=True)
        if self._focus is not None:
            self._focus.setFocus()
        self.deleteLater()

    def refuse_scan(self) -> None:
        """Something was scanned that nobody is there to sell."""
        self.proof.say(_("Quầy đang khóa, món vừa quét chưa vào đơn. Mở quầy rồi quét lại."))

    def _keys(self, *, on: bool) -> None:
        """Of the window itself; those of its pages are off while they are hidden."""
        for key in self._window.findChildren(QShortcut, options=_DIRECT):
            key.setEnabled(on)

    def _look(self) -> None:
        now = self._services.clock.now()
        day = shop_day(now)
        self.clock.setText(f"{time_text(now)} · {weekday_text(day)} {short_day_text(day)}")
        self.proof.again()


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def _close_what_is_open() -> None:
    """Menus and dialogs stand above every screen: they go, with the answer that changes nothing."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()
