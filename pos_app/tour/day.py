"""The scenes in the order of the day. A new screen adds a line to one of the tables."""

from __future__ import annotations

from typing import Final

from pos_app.basics.i18n import N_
from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.customers.directory import NewCustomer
from pos_app.shop.staff import Role
from pos_app.tour import drawer, duty, paying, people, selling, trouble
from pos_app.tour.scenes import PaperScene, Scene, as_it_is, customers_screen
from pos_app.tour.stage import Stage

LONG: Final = "Bánh tráng nướng mắm ruốc trứng cút phô mai xúc xích hành lá hai mặt giòn "
MOST: Final = 200


def keys(stage: Stage) -> None:
    """F12."""
    stage.go("sell")
    stage.press("F12")


def settings(stage: Stage) -> None:
    """The foot of the rail, for whoever sells."""
    stage.press("F12")
    stage.go("settings")


def settings_of_owner(stage: Stage) -> None:
    """The same for the owner, who begins to tell another bank."""
    window = stage.program.window
    owner = next(one for one in stage.services.staff.active() if one.role == Role.OWNER)
    window.status.staff_chosen.emit(owner.id)
    stage.go("sell")
    stage.go("settings")
    stage.press("Tab", "Tab", "Tab", "Tab", "Ctrl+A")
    stage.type("viet")


def settings_refused(stage: Stage) -> None:
    """A bank that the table knows, a number that no bank reads."""
    stage.press("Return", "Tab")
    stage.press("Ctrl+A")
    stage.type("0071 00?")
    stage.press("F9")


def settings_left(stage: Stage) -> None:
    """Esc leaves; hints are hidden."""
    window = stage.program.window
    cashier = stage.services.staff.active()[0]
    window.status.staff_chosen.emit(cashier.id)
    stage.press("Esc")
    window.hints.hide_asked.emit()


def long_words(stage: Stage) -> None:
    """Names of 200 letters and amounts of nine digits."""
    services, desk = stage.services, stage.program.desk
    stage.press("F12", "F12", "F1")
    name = (LONG * 4)[:MOST]
    code = "8938505970028"
    _item, changes = services.catalog.quick_add(desk.actor(), name, Money(999_999_999), code)
    person = NewCustomer("", ("Nguyễn Phúc Tôn Nữ Công Tằng " * 8)[:MOST], Form.BA)
    customer, more = services.directory.create(desk.actor(), person)
    desk.tell(changes | more)
    stage.go("sell", customer.id)
    stage.scan(code)


def long_search(stage: Stage) -> None:
    """The same in the list of results."""
    stage.type("banh trang nuong mam")


def long_pay(stage: Stage) -> None:
    """The same while paying."""
    stage.press("Esc", "F9")
    stage.type("999999999")


def long_receipt(stage: Stage) -> None:
    """The same in the list of slips."""
    stage.press("F9")
    stage.go("receipts", stage.program.till.last.uid if stage.program.till.last else None)


FIRST_FRAME: Final = Scene("first-frame", N_("Khung hình đầu tiên, chưa mở cửa hàng"), as_it_is)
AROUND: Final = (
    Scene("keys", N_("Mọi phím (F12)"), keys),
    Scene("settings", N_("Cài đặt: màn hình và phiếu in"), settings),
    Scene(
        "settings-owner", N_("Cài đặt của chủ: cửa hàng và tài khoản nhận tiền"), settings_of_owner
    ),
    Scene("settings-refused", N_("Số tài khoản sai: câu báo cạnh ô"), settings_refused),
    Scene("hints-hidden", N_("Ẩn dải phím"), settings_left),
    Scene("long", N_("Tên 200 chữ, số tiền chín chữ số"), long_words),
    Scene("long-display", N_("Màn hình khách với tên dài"), customers_screen),
    Scene("long-search", N_("Kết quả tìm với tên dài"), long_search),
    Scene("long-pay", N_("Thanh toán với tên dài"), long_pay),
    Scene("long-receipt", N_("Danh sách phiếu với tên dài"), long_receipt),
)
DAY: Final[tuple[Scene | PaperScene, ...]] = (
    *selling.OPENING,
    *selling.ORDER,
    *paying.PAYING,
    *selling.ORDERS,
    *selling.MISTAKES,
    *trouble.TROUBLE,
    *people.RECEIPTS,
    *people.CUSTOMERS,
    *people.PAPERS,
    *people.CARE,
    *drawer.DRAWER,
    *AROUND,
    *duty.DUTY,
)
