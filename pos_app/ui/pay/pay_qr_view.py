"""The transfer screen's layout: the code at the left, the amount and a person's word right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.clock import time_text
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO
from pos_app.basics.words_vi import in_words
from pos_app.ui.display.qr_view import QrView
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import Chip
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.labels import Label, MoneyLabel, NumberLabel
from pos_app.ui.widgets.paint import CENTRE, LEFT
from pos_app.ui.widgets.surfaces import Avatar, Divider, Panel, plain_layout

if TYPE_CHECKING:
    from pos_app.payments.expected import Transfer

CODE = 628


class PayQrView(QWidget):
    """Layout only; what its parts do is in PayQrPage."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        row.addWidget(self._code())
        row.addWidget(self._right(), 1)

    def _code(self) -> QWidget:
        code = Panel("sur", ("right",), margins=(8, 8, 8, 4), gap=0)
        code.setMinimumWidth(CODE)
        code.body.addWidget(Label(_("Mời khách quét mã"), 20, 600, align=CENTRE))
        self.qr = QrView()
        code.body.addWidget(self.qr, 1)
        code.body.addWidget(
            Label(_("Số tiền và nội dung đã có sẵn trong mã"), 15, 400, "ink2", align=CENTRE)
        )
        return code

    def _right(self) -> QWidget:
        right = Panel("bg", margins=(24, 16, 24, 16), gap=10)
        right.body.addWidget(Label(_("Khách cần chuyển"), 14, 500, "ink2"))
        self.amount = MoneyLabel(ZERO, 54, 700, align=LEFT)
        right.body.addWidget(self.amount)
        self._words = Label("", 18, 400, "ink2", wrap=True)
        right.body.addWidget(self._words)
        right.body.addLayout(self._facts())
        self._sample = Chip(_("Tài khoản mẫu, không nhận tiền thật"), Tone.RED, "triangle-alert")
        right.body.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignLeft)
        right.body.addStretch(1)
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        right.body.addWidget(self.banner)
        right.body.addLayout(self._who())
        self.speaker = Button(_("Loa đã báo đủ"), "primary", key="F9", icon="volume-2", height=72)
        self.owner = Button(_("Chủ đã báo"), key="F2", icon="phone-incoming", height=60)
        self.app = Button(_("Thấy trong ứng dụng"), key="F6", icon="smartphone", height=60)
        self.tray = Button(_("Chưa thấy, để vào khay chờ"), key="F5", icon="inbox", height=52)
        right.body.addWidget(self.speaker)
        pair = QHBoxLayout()
        plain_layout(pair, (0, 0, 0, 0), 10)
        pair.addWidget(self.owner, 1)
        pair.addWidget(self.app, 1)
        right.body.addLayout(pair)
        right.body.addWidget(self.tray)
        for button in (self.speaker, self.owner, self.app, self.tray):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.body.addWidget(
            Banner(_("Không giao hàng theo ảnh chụp màn hình của khách."), Tone.RED, "shield-alert")
        )
        return right

    def _facts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        plain_layout(column, (0, 8, 0, 0), 0)
        self._code_text = NumberLabel("", 20, 600)
        self._account = NumberLabel("", 15, 600)
        self._holder = Label("", 15, 600)
        for words, value in (
            (_("Nội dung"), self._code_text),
            (_("Tài khoản nhận"), self._account),
            (_("Chủ tài khoản"), self._holder),
        ):
            row = QGridLayout()
            row.setContentsMargins(0, 8, 0, 8)
            row.setColumnMinimumWidth(0, 150)
            row.setColumnStretch(1, 1)
            row.addWidget(Label(words, 15, 400, "ink2"), 0, 0)
            row.addWidget(value, 0, 1)
            column.addLayout(row)
            column.addWidget(Divider())
        return column

    def _who(self) -> QHBoxLayout:
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 12)
        self._avatar = Avatar("", Tone.JADE, 40)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 0)
        self._name = Label("", 16, 600)
        self._asked = Label("", 14, 400, "ink2")
        words.addWidget(self._name)
        words.addWidget(self._asked)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        return row

    def show_staff(self, name: str) -> None:
        """Whose word it will be that the money arrived."""
        self._avatar.set_name(name, Tone.JADE)
        self._name.setText(_("{name} xác nhận tiền đã về").format(name=name))

    def show_transfer(self, transfer: Transfer) -> None:
        """Takes an expected transfer over."""
        account = transfer.account
        self.qr.set_payload(transfer.payload)
        self.amount.set_amount(transfer.amount)
        self._words.setText(in_words(transfer.amount))
        self._code_text.setText(transfer.code)
        number = " ".join(
            account.account[start : start + 4] for start in range(0, len(account.account), 4)
        )
        self._account.setText(" · ".join(part for part in (number, account.bank_name) if part))
        self._holder.setText(account.holder)
        self._sample.setVisible(account.sample)
        self._asked.setText(
            _("Ghi lại tên và giờ. Đã hỏi lúc {time}.").format(time=time_text(transfer.asked_at))
        )

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the buttons; "" takes it away."""
        if sentence:
            self.banner.say(sentence, Tone.RED, "triangle-alert")
        self.banner.setVisible(bool(sentence))
