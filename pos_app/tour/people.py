"""Scenes of people and of what was sold to them: customers, care, receipts, and their papers."""

from __future__ import annotations

from typing import Final

from pos_app.basics.i18n import N_, _
from pos_app.care.outcomes import Outcome
from pos_app.care.rules import Kind
from pos_app.tour.scenes import PaperScene, Scene
from pos_app.tour.selling import NGOC
from pos_app.tour.stage import Stage
from pos_app.ui.customers.customers_page import CustomersPage

CLOSING: Final = {
    Kind.CALL: Outcome.SOLVED,
    Kind.COUNTER: Outcome.SOLVED,
    Kind.OWNER: Outcome.SOLVED,
}


def receipts(stage: Stage) -> None:
    """Today's slips, the newest in front."""
    stage.go("receipts")


def receipt_search(stage: Stage) -> None:
    """By a name without accents."""
    stage.type("hong ngoc")


def receipt_of_the_past(stage: Stage) -> None:
    """Two days ago, the third slip."""
    stage.press("Ctrl+A", "Backspace", "Left", "Left", "Down", "Down")


def receipt_not_found(stage: Stage) -> None:
    """Nothing fits."""
    stage.type("khong co phieu nay")


def customers(stage: Stage) -> None:
    """Who bought last."""
    stage.press("Ctrl+A", "Backspace")
    stage.go("customers")


def customers_found(stage: Stage) -> None:
    """By a name without accents."""
    stage.type("nguyen thi")


def nobody(stage: Stage) -> None:
    """Nobody of that name."""
    stage.press("Ctrl+A")
    stage.type("zzz")


def customer(stage: Stage) -> None:
    """The file of Chị Ngọc."""
    stage.press("Ctrl+A")
    stage.type(NGOC, "Return")


def customer_points(stage: Stage) -> None:
    """Every line of points says why."""
    page = stage.page(CustomersPage)
    chips = page.view.file.timeline.filters.chips()
    stage.click(next(chip for chip in chips if chip.text() == _("Điểm")))


def first_of(stage: Stage, kind: Kind) -> int:
    """The first task of a kind in today's queue."""
    tasks = stage.services.care.today()
    return next(task.id for task in tasks if task.kind is kind)


def care(stage: Stage) -> None:
    """The queue as it opens."""
    stage.press("Esc", "Esc")
    stage.go("care")


def care_call(stage: Stage) -> None:
    """A call under way."""
    stage.go("care", first_of(stage, Kind.CALL))
    stage.press("F8")


def care_later(stage: Stage) -> None:
    """The customer wishes another time."""
    stage.press("Alt+3")


def care_note(stage: Stage) -> None:
    """A thank-you note."""
    stage.press("Esc")
    stage.go("care", first_of(stage, Kind.NOTE))


def care_card(stage: Stage) -> None:
    """A new card after a tier was reached."""
    stage.go("care", first_of(stage, Kind.CARD))


def care_done(stage: Stage) -> None:
    """The card was handed over: the row folds away."""
    stage.press("F9", "Alt+1")


def care_empty(stage: Stage) -> None:
    """Everything is done."""
    services, desk = stage.services, stage.program.desk
    for task in services.care.today():
        outcome = CLOSING.get(task.kind, Outcome.HANDED_OVER)
        _closed, changes = services.care.close(desk.actor(), task.id, outcome)
        desk.tell(changes)


def last_sale_of_ngoc(stage: Stage) -> str:
    """The global id of the order that was just sold."""
    [ngoc] = stage.services.directory.find(NGOC)
    rows = stage.services.portrait.timeline(ngoc.id)
    return next(row.sale_uid for row in rows if row.sale_uid)


def receipt_80(stage: Stage) -> bytes:
    """On the usual roll."""
    return stage.services.papers.receipt(last_sale_of_ngoc(stage))


def receipt_58(stage: Stage) -> bytes:
    """On the narrow roll."""
    return stage.services.papers.receipt(last_sale_of_ngoc(stage), 58)


def receipt_copy(stage: Stage) -> bytes:
    """Printed again."""
    return stage.services.papers.receipt(last_sale_of_ngoc(stage), copy=True)


def loyalty_card(stage: Stage) -> bytes:
    """Both sides."""
    [ngoc] = stage.services.directory.find(NGOC)
    return stage.services.papers.loyalty_card(ngoc.id)


def thank_you(stage: Stage) -> bytes:
    """For somebody's first purchase."""
    return stage.services.papers.thank_you(first_of(stage, Kind.NOTE))


RECEIPTS: Final = (
    Scene("receipts", N_("Phiếu hôm nay"), receipts),
    Scene("receipts-search", N_("Tìm phiếu theo tên khách"), receipt_search),
    Scene("receipts-past", N_("Một phiếu hai ngày trước"), receipt_of_the_past),
    Scene("receipts-nothing", N_("Không thấy phiếu nào khớp"), receipt_not_found),
)
CUSTOMERS: Final = (
    Scene("customers", N_("Khách vừa ghé"), customers),
    Scene("customers-search", N_("Tìm khách"), customers_found),
    Scene("customers-nobody", N_("Không thấy ai khớp"), nobody),
    Scene("customer", N_("Hồ sơ chị Ngọc"), customer),
    Scene("customer-points", N_("Điểm: mỗi dòng nói vì sao"), customer_points),
)
PAPERS: Final = (
    PaperScene("receipt-80", N_("Phiếu tính tiền khổ 80 mm"), receipt_80),
    PaperScene("receipt-58", N_("Phiếu tính tiền khổ 58 mm"), receipt_58),
    PaperScene("receipt-copy", N_("Phiếu in lại"), receipt_copy),
    PaperScene("card", N_("Thẻ khách quen"), loyalty_card),
    PaperScene("thankyou", N_("Thiệp cảm ơn"), thank_you),
)
CARE: Final = (
    Scene("care", N_("Việc chăm sóc hôm nay"), care),
    Scene("care-call", N_("Gọi điện: số, lời nói, kết quả"), care_call),
    Scene("care-later", N_("Khách hẹn giờ khác"), care_later),
    Scene("care-note", N_("Thiệp cảm ơn lần mua đầu"), care_note),
    Scene("care-card", N_("Thẻ mới sau khi lên hạng"), care_card),
    Scene("care-done", N_("Đã đưa: việc kế tiếp hiện ra"), care_done),
    Scene("care-empty", N_("Xong hết việc chăm sóc"), care_empty),
)
