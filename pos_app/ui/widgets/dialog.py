"""The one dialog: for a PIN, for destroying, for a printer that failed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.theme.current import colour
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.labels import Label, SectionTitle
from pos_app.ui.widgets.paint import painting
from pos_app.ui.widgets.surfaces import plain_layout


class Dialog(QDialog):
    """480 wide; F9 confirms, Esc cancels, Enter does nothing, the focus is on the safe choice.

    Put widgets into `body`; `exec()` gives `QDialog.DialogCode.Accepted` for F9.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        confirm: str,
        *,
        variant: Literal["primary", "danger"] = "primary",
        cancel: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setFixedWidth(480)
        self.title = SectionTitle(title)
        self.title.setWordWrap(True)
        self.text = Label(text, 14, 400, "ink2", wrap=True)
        self.body = QVBoxLayout()
        plain_layout(self.body, (0, 4, 0, 4), 12)
        self.cancel = Button(cancel or _("Quay lại"), key="Esc")
        self.cancel.clicked.connect(self.reject)
        self.confirm = Button(confirm, variant, key="F9")
        self.confirm.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        plain_layout(buttons, (0, 4, 0, 0), 8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm)
        column = QVBoxLayout(self)
        plain_layout(column, (24, 20, 24, 20), 8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        self.text.setVisible(bool(text))
        column.addLayout(self.body)
        column.addLayout(buttons)
        QShortcut(QKeySequence("F9"), self, self._confirm)
        self.cancel.setFocus()

    def _confirm(self) -> None:
        if self.confirm.isEnabled():
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter is a scanner's last key and does nothing."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white sheet."""
        with painting(self) as pen:
            pen.box(self.rect(), colour("sur"), colour("line2"), 0)
