"""Scenes of the drawer: cash in and out, the blind count, what came of it, the book of shifts."""

from __future__ import annotations

from typing import Final

from pos_app.basics.i18n import N_
from pos_app.tour.scenes import PaperScene, Scene
from pos_app.tour.stage import Stage
from pos_app.ui.shift.shift_page import ShiftPage

NOTES: Final = ("4", "6", "11", "9", "14", "12", "8", "10")


def empty(stage: Stage) -> None:
    """Nothing but sales so far."""
    stage.go("shift")


def cash_refused(stage: Stage) -> None:
    """An amount without a reason."""
    stage.press("F1")
    stage.type("120000")
    stage.press("F9")


def cash_out(stage: Stage) -> None:
    """Ice from next door."""
    stage.type("Mua da")
    stage.press("F9")


def counting(stage: Stage) -> None:
    """Nine banknotes; the books' sum is nowhere."""
    stage.press("F9")
    for count in NOTES:
        stage.type(count)
        stage.press("Return")
    stage.type("15")


def compared(stage: Stage) -> None:
    """Locked, and what the books say."""
    stage.press("F9")


def handed_over(stage: Stage) -> None:
    """With a reason."""
    stage.press("Alt+2", "F9")


def book(stage: Stage) -> None:
    """The shift is closed, its Z lies beside it."""
    stage.press("F9")
    overview = stage.page(ShiftPage)
    stage.click(overview.view.filters.chips()[1])
    overview.view.list.setFocus()
    stage.press("Down")


def watch(stage: Stage) -> None:
    """What of that shift is worth a look."""
    stage.page(ShiftPage).view.list.setFocus()
    stage.press("Return")


def z_report(stage: Stage) -> bytes:
    """The Z of the shift that was closed last."""
    desk, services = stage.program.desk, stage.services
    today = desk.business_day
    rows = services.drawer.book.between(desk.somebody(), today, today)
    closed = next(row for row in rows if row.z_number)
    return services.papers.shift_report(desk.somebody(), closed.id)


DRAWER: Final = (
    Scene("shift", N_("Ca & quỹ: chưa thu chi gì"), empty),
    Scene("shift-refused", N_("Chi tiền thiếu lý do"), cash_refused),
    Scene("shift-cash-out", N_("Phiếu chi vừa ghi"), cash_out),
    Scene("shift-count", N_("Đếm tiền: số trên máy đang ẩn"), counting),
    Scene("shift-compare", N_("Đối chiếu số đếm với sổ"), compared),
    Scene("shift-handover", N_("Bàn giao ca, để lại tiền đầu ca sau"), handed_over),
    Scene("shift-book", N_("Sổ ca với báo cáo Z"), book),
    Scene("shift-watch", N_("Việc cần xem trong một ca"), watch),
    PaperScene("z-report", N_("Báo cáo Z khổ 80 mm"), z_report),
)
