"""Scenes of paying: points, a transfer, cash, card, the tray of unseen transfers, the end."""

from __future__ import annotations

from typing import Final

from pos_app.basics.i18n import N_
from pos_app.tour.scenes import Scene, customers_screen
from pos_app.tour.selling import MILK, RICE, code_of
from pos_app.tour.stage import Stage

LAN: Final = "tran thi lan"


def pay(stage: Stage) -> None:
    """F9: nothing was received yet."""
    stage.press("Esc", "F9")


def points(stage: Stage) -> None:
    """Alt+3 and what the customer wants to use."""
    stage.press("Alt+3", "Ctrl+A")
    stage.type("200")


def too_many_points(stage: Stage) -> None:
    """More than the programme allows."""
    stage.press("Ctrl+A")
    stage.type("99999", "Return")


def transfer(stage: Stage) -> None:
    """200 points are taken, 500.000 are asked for by transfer."""
    stage.press("Alt+3", "Ctrl+A")
    stage.type("200", "Return")
    stage.type("500000", "F11")


def cash(stage: Stage) -> None:
    """The loudspeaker told; the rest comes in notes."""
    stage.press("F9")
    stage.type("500000")


def done(stage: Stage) -> None:
    """F9: the change in large type."""
    stage.press("F9")


def card_refused(stage: Stage) -> None:
    """More than is due by card."""
    stage.scan(code_of(stage, RICE))
    stage.press("F9", "Alt+1")
    stage.type("500000", "Return")


def card(stage: Stage) -> None:
    """What is due, with the last digits of the slip."""
    stage.press("Alt+1", "Tab")
    stage.type("4417")


def wallet(stage: Stage) -> None:
    """Alt+2."""
    stage.press("Alt+2")


def too_little(stage: Stage) -> None:
    """F8: 100.000 for 189.000."""
    stage.press("F8")
    stage.type("100000")


def tray(stage: Stage) -> None:
    """A transfer nobody has seen; the next customer is served."""
    stage.press("Esc", "F11", "F5")


def tray_pay(stage: Stage) -> None:
    """The order that waits, taken up again."""
    [waiting] = stage.services.transfers.tray()
    keys = [cart.key for cart in stage.program.carts.all]
    stage.program.carts.bring(keys.index(waiting.draft_key))
    stage.press("F9")


def tier_up(stage: Stage) -> None:
    """A second visit that reaches the next tier."""
    stage.press("Esc", "F1", "F4")
    stage.type(LAN, "Return")
    stage.scan(code_of(stage, RICE))
    stage.press("F2")
    stage.type("10", "Return")
    stage.scan(code_of(stage, MILK))
    stage.press("F8")


PAYING: Final = (
    Scene("pay-start", N_("Thanh toán: chưa nhận khoản nào"), pay),
    Scene("pay-points", N_("Trả bằng điểm"), points),
    Scene("pay-points-refused", N_("Quá số điểm được dùng"), too_many_points),
    Scene("pay_qr", N_("Chuyển khoản 500.000 ₫ bằng mã QR"), transfer),
    Scene("customer_display", N_("Màn hình khách: mã QR"), customers_screen),
    Scene("pay", N_("Điểm, chuyển khoản và tiền mặt; tiền thừa"), cash),
    Scene("sell-done", N_("Xong: tiền thừa chữ lớn"), done),
    Scene("display-thanks", N_("Màn hình khách: cảm ơn"), customers_screen),
    Scene("pay-card-refused", N_("Thẻ quá số tiền cần trả"), card_refused),
    Scene("pay-card", N_("Quẹt thẻ"), card),
    Scene("pay-wallet", N_("Ví điện tử"), wallet),
    Scene("pay-short", N_("Tiền mặt chưa đủ"), too_little),
    Scene("sell-tray", N_("Đơn vào khay chờ, bán tiếp đơn khác"), tray),
    Scene("pay-tray", N_("Đơn chờ tiền về, mở lại"), tray_pay),
    Scene("sell-tier-up", N_("Lên hạng"), tier_up),
)
