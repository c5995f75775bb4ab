"""The transfer screen's layout: the code at the left, the amount and a person's word right."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.basics.clock import time_text
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO
from pos_app.basics.words import amount_in_words
from pos_app.ui.display.qr_view import QrView
from pos_app.ui.theme import Tone, colour, px
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import Chip
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.labels import Label, MoneyLabel, NumberLabel
from pos_app.ui.widgets.paint import CENTRE, LEFT
from pos_app.ui.widgets.surfaces import Avatar, Card, IconView, Panel, plain_layout

if TYPE_CHECKING:
    from pos_app.payments.expected import Transfer

SHARE: Final = (628, 1294)
"""Of the width that the code has."""
NARROWEST: Final = 331
"""Of the code's column: seven pixels a module and its edges."""
WORDS: Final = 455
"""What the words at its right need."""
LEAST_BUTTON: Final = 44
"""As high as a button that changes money must at least be."""
FACT: Final = 40
LEAST_FACT: Final = 27


class PayQrView(QWidget):
    """Layout only; what its parts do is in PayQrPage.

    In a low window the amount, the account's rows and the buttons give way before anything is cut.
    """

    def __init__(self) -> None:
        super().__init__()
        self._code_column, self._words_column = self._code(), self._right()
        for column in (self._code_column, self._words_column):
            column.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The code's share of the width; in a narrow window the words need theirs first."""
        part, whole = SHARE
        share = min(self.width() * part // whole, self.width() - px(WORDS))
        code = max(share, NARROWEST)
        self._code_column.setGeometry(0, 0, code, self.height())
        self._words_column.setGeometry(code, 0, self.width() - code, self.height())
        super().resizeEvent(event)

    def _code(self) -> QWidget:
        code = Panel("sur", ("right",), margins=(8, 8, 8, 8), gap=0)
        code.body.addWidget(Label(_("Mời khách quét mã"), 20, 600, align=CENTRE))
        self.qr = QrView()
        code.body.addWidget(self.qr, 1)
        code.body.addWidget(
            Label(
                _("Số tiền và nội dung đã có sẵn trong mã"),
                15,
                400,
                "ink2",
                wrap=True,
                align=CENTRE,
            )
        )
        return code

    def _right(self) -> QWidget:
        right = Panel("bg", margins=(24, 16, 24, 16), gap=10)
        right.body.addLayout(self._head())
        right.body.addLayout(self._facts())
        right.body.addStretch(1)
        right.body.addLayout(self._who())
        self.speaker = Button(_("Loa đã báo đủ"), "primary", key="F9", icon="volume-2", height=72)
        self.owner = Button(_("Chủ đã báo"), key="F2", icon="phone-incoming", height=60)
        self.app = Button(_("Thấy trong ứng dụng"), key="F6", icon="smartphone", height=60)
        self.tray = Button(_("Chưa thấy, để vào khay chờ"), key="F5", icon="inbox", height=52)
        for button in (self.speaker, self.owner, self.app, self.tray):
            _give_way(button)
        right.body.addWidget(self.speaker)
        pair = QHBoxLayout()
        plain_layout(pair, (0, 0, 0, 0), 10)
        pair.addWidget(self.owner, 1)
        pair.addWidget(self.app, 1)
        right.body.addLayout(pair)
        right.body.addWidget(self.tray)
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        right.body.addWidget(self.banner)
        self.warning = _Warning(
            _("Không giao hàng theo ảnh chụp màn hình của khách."), loud=_("Không giao hàng")
        )
        right.body.addWidget(self.warning)
        return right

    def _head(self) -> QVBoxLayout:
        """The amount in digits and words; whose account, when it is nobody's."""
        head = QVBoxLayout()
        plain_layout(head, (0, 0, 0, 0), 2)
        first = QHBoxLayout()
        plain_layout(first, (0, 0, 0, 0), 12)
        first.addWidget(Label(_("Khách cần chuyển"), 14, 600, "ink2"))
        first.addStretch(1)
        self._sample = Chip(_("Tài khoản mẫu, không nhận tiền thật"), Tone.RED, "triangle-alert")
        first.addWidget(self._sample)
        head.addLayout(first)
        self.amount = MoneyLabel(ZERO, 54, 700, align=LEFT)
        self.amount.setMinimumHeight(px(46))
        self.amount.setMaximumHeight(px(62))
        head.addWidget(self.amount)
        self._words = Label("", 18, 400, "ink2", wrap=True)
        head.addWidget(self._words)
        return head

    def _facts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        plain_layout(column, (0, 4, 0, 0), 0)
        self._code_text = NumberLabel("", 24, 600)
        self._account = NumberLabel("", 15, 600, elide=True)
        self._holder = Label("", 15, 600, elide=True)
        self.facts = (
            _Fact(_("Nội dung"), self._code_text),
            _Fact(_("Tài khoản nhận"), self._account),
            _Fact(_("Chủ tài khoản"), self._holder),
        )
        for fact in self.facts:
            column.addWidget(fact)
        return column

    def _who(self) -> QHBoxLayout:
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 12)
        self._avatar = Avatar("", Tone.JADE, 40)
        words = QVBoxLayout()
        plain_layout(words, (0, 0, 0, 0), 0)
        self._name = Label("", 16, 600, elide=True)
        self._asked = Label("", 14, 400, "ink2", elide=True)
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
        self._words.setText(amount_in_words(transfer.amount))
        self._code_text.setText(transfer.code)
        number = grouped_account(account.account)
        self._account.setText(" · ".join(part for part in (number, account.bank_name) if part))
        self._holder.setText(account.holder)
        self._sample.setVisible(account.sample)
        self._asked.setText(
            _("Ghi lại tên và giờ. Đã hỏi lúc {time}.").format(time=time_text(transfer.asked_at))
        )

    def say_trouble(self, sentence: str) -> None:
        """A sentence in the warning's place; "" brings the warning back."""
        if sentence:
            self.banner.say(sentence, Tone.RED, "triangle-alert")
        self.banner.setVisible(bool(sentence))
        self.warning.setVisible(not sentence)


def grouped_account(number: str) -> str:
    """Digits in groups of four and three, the longer ones first: 0000 000 000."""
    groups = -(-len(number) // 4)
    places = [-(-len(number) * part // groups) for part in range(groups + 1)] if groups else [0]
    return " ".join(number[a:b] for a, b in pairwise(places))


def _give_way(button: Button) -> None:
    """A button that is lower in a low window and writes smaller in a narrow one."""
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setMinimumHeight(LEAST_BUTTON)
    button.setMinimumWidth(LEAST_BUTTON)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class _Fact(Panel):
    """A row of the account: what, and its value."""

    def __init__(self, words: str, value: QWidget) -> None:
        super().__init__("bg", ("bottom",), across=True)
        label = Label(words, 15, 400, "ink2")
        label.setMinimumWidth(min(px(150), 170))
        self.body.addWidget(label)
        self.body.addWidget(value, 1)
        self.setMinimumHeight(px(LEAST_FACT))

    def sizeHint(self) -> QSize:
        """As high as in the design where there is room."""
        return QSize(super().sizeHint().width(), px(FACT))


class _Warning(Card):
    """A sentence in red; its first words are what matters."""

    def __init__(self, sentence: str, *, loud: str) -> None:
        super().__init__(Tone.RED, radius=10, margins=(16, 8, 12, 8), gap=12, across=True)
        self._sentence, self._loud = sentence, loud
        self.label = Label("", 14, wrap=True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.body.addWidget(IconView("shield-alert", Tone.RED))
        self.body.addWidget(self.label, 1)
        self.setMinimumHeight(LEAST_BUTTON)
        self._write()

    def _write(self) -> None:
        before, loud, after = (escape(part) for part in self._sentence.partition(self._loud))
        style = f"color:{colour('red').name()};font-weight:700"
        self.label.setText(f'{before}<span style="{style}">{loud}</span>{after}')

    def changeEvent(self, event: QEvent) -> None:
        """Follows the theme."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "label"):
            self._write()
        super().changeEvent(event)
