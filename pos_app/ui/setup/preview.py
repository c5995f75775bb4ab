"""The account as customers will see it, before it is kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

from pos_app.basics.i18n import _
from pos_app.payments.banks import bank_name
from pos_app.payments.receiver import SAMPLE_BIN, grouped
from pos_app.payments.vietqr import payload
from pos_app.ui.display.qr_view import QrView
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.chips import Chip
from pos_app.ui.widgets.feedback import Banner, EmptyState
from pos_app.ui.widgets.labels import Label, NumberLabel, SectionTitle
from pos_app.ui.widgets.paint import CENTRE
from pos_app.ui.widgets.surfaces import Card, Panel

WIDTH: Final = 392
SIDE: Final = 28
PIXELS: Final = 7
"""Of a module of the code."""


class AccountPreview(Panel):
    """The column at the right."""

    def __init__(self) -> None:
        super().__init__("sur", ("left",), margins=(SIDE, 16, SIDE, 16), gap=4)
        self.setFixedWidth(WIDTH)
        self.body.addWidget(SectionTitle(_("Khách sẽ thấy")))
        self.body.addWidget(
            Label(_("Sửa bên trái là thấy ngay ở đây."), 14, 400, "ink2", wrap=True)
        )
        self.body.addSpacing(8)
        self.card = Card(margins=(12, 12, 12, 16), gap=6)
        self.qr = QrView(pixels=PIXELS)
        self.bank = Label("", 16, 600, align=CENTRE, wrap=True)
        self.number = NumberLabel("", 26, 700, align=CENTRE)
        self.holder = Label("", 16, 500, align=CENTRE, wrap=True)
        self.sample = Chip(_("Tài khoản mẫu"), Tone.RED, "triangle-alert")
        self.card.body.addWidget(self.qr, 1)
        for words in (self.bank, self.number, self.holder):
            self.card.body.addWidget(words)
        self.card.body.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        self.none = EmptyState("landmark", "")
        self.body.addWidget(self.card)
        self.body.addWidget(self.none, 1)
        self.body.addSpacing(8)
        self.warning = Banner(
            _("Quét mã này bằng ứng dụng ngân hàng, so tên và số tài khoản rồi mới lưu."),
            Tone.GOLD,
            "triangle-alert",
        )
        self.warning.setMinimumHeight(self.warning.heightForWidth(WIDTH - 2 * SIDE))
        self.body.addWidget(self.warning)
        self.body.addStretch(1)
        self.show_receiver(None, begun=False)

    def show_receiver(self, receiver: tuple[str, str, str] | None, *, begun: bool) -> None:
        """Bank, number and holder; None while they are not whole, `begun` when some is there."""
        whole = receiver is not None
        self.none.say(
            _("Chưa đủ để tạo mã QR") if begun else _("Chưa nhận chuyển khoản"),
            _("Gõ đủ ngân hàng, số tài khoản và tên chủ để thấy mã."),
        )
        for part in (self.card, self.warning):
            part.setVisible(whole)
        self.none.setVisible(not whole)
        bin, number, holder = receiver or ("", "", "")
        self.qr.set_payload(payload(bin, number, None, None) if whole else "")
        self.bank.setText(bank_name(bin) if whole else "")
        self.number.setText(grouped(number))
        self.holder.setText(holder)
        self.sample.setVisible(bin == SAMPLE_BIN)
