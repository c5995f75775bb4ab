"""Scenes of the selling screen: finding, asking, discounts, customers, many orders at once."""

from __future__ import annotations

from typing import Final

from pos_app.basics.i18n import N_
from pos_app.tour.scenes import Scene, as_it_is, customers_screen
from pos_app.tour.stage import Stage

RICE: Final = "Gạo ST25 túi 5 kg"
MILK: Final = "Sữa tươi ít đường hộp 1 L"
DIAPERS: Final = "Tã dán size L, 54 miếng"
FISH_SAUCE: Final = "Nước mắm 40 độ 500 ml"
EGGS: Final = "Trứng gà ta hộp 10 quả"
COFFEE: Final = "Cà phê rang xay 500 g"
NGOC: Final = "4567"
"""The last digits of her phone."""
WAITING: Final = ("Cô Tư đầu hẻm", "Anh giao nước", "Bé Na", "Chị Út quán cơm", "Bác Hai")


def code_of(stage: Stage, name: str) -> str:
    """What the scanner reads off a good."""
    found = stage.services.catalog.search(name)
    return next(item.barcode for item in found if item.name == name)


def search(stage: Stage) -> None:
    """Typed without accents."""
    stage.type("duong")


def nothing_found(stage: Stage) -> None:
    """Words that fit nothing, and Enter."""
    stage.press("F3")
    stage.type("xyz khong co", "Return")


def customer_search(stage: Stage) -> None:
    """F4 and a name without accents."""
    stage.press("F4")
    stage.type("ngoc")


def recent_customers(stage: Stage) -> None:
    """F4 offers who bought last."""
    stage.press("F4")


def weight(stage: Stage) -> None:
    """Goods by weight, found by name."""
    stage.press("F3")
    stage.type("cam sanh", "Return")


def build_order(stage: Stage) -> None:
    """Seven lines for Chị Ngọc, up to the discount on the whole order."""
    stage.press("Esc", "F4")
    stage.type(NGOC, "Return")
    stage.scan(code_of(stage, RICE))
    stage.scan(code_of(stage, MILK))
    stage.press("F2")
    stage.type("4", "Return")
    stage.press("Shift+F6")
    stage.type("3.000/hộp", "Return")
    for name in (DIAPERS, FISH_SAUCE, EGGS, EGGS, COFFEE):
        stage.scan(code_of(stage, name))
    stage.press("Shift+F6")
    stage.type("18.000", "Return")
    stage.type("cam sanh", "Return")
    stage.type("1,5", "Return")
    stage.press("F6")
    stage.type("20.000")


def too_much_off(stage: Stage) -> None:
    """More than everything."""
    stage.press("Esc", "F6")
    stage.type("101%", "Return")


def order(stage: Stage) -> None:
    """The order as in the design, the keys on its second line."""
    stage.press("Esc", "F6")
    stage.type("20.000", "Return")
    stage.press(*(["Up"] * 5))


def unknown_code(stage: Stage) -> None:
    """A code nobody knows."""
    stage.press("Esc")
    stage.scan("8938505970011")
    stage.type("Bánh đa mè", "Return")


def barcode_as_price(stage: Stage) -> None:
    """A barcode where a price should stand."""
    stage.type("8938505970011", "Return")


def quantity(stage: Stage) -> None:
    """F2."""
    stage.press("Esc", "F2")


def quantity_too_large(stage: Stage) -> None:
    """A number that no shop sells."""
    stage.type("99999999", "Return")


def note(stage: Stage) -> None:
    """F7."""
    stage.press("Esc", "F7")
    stage.type("Giao sau 17:00")


def hold(stage: Stage) -> None:
    """F5 suggests the customer's name."""
    stage.press("Esc", "F5")


def removed(stage: Stage) -> None:
    """A line taken out by mistake, for a moment."""
    stage.press("Esc", "Alt+1", "Alt+4", "Ctrl+Del")


def put_back(stage: Stage) -> None:
    """The bin asks once more before an order leaves; the line is back."""
    from pos_app.ui.sell.sell_page import SellPage

    stage.press("Alt+1")
    stage.click(stage.page(SellPage).view.drop)


def many_orders(stage: Stage) -> None:
    """More orders than the tabs have room for."""
    for name in WAITING:
        stage.press("F1")
        stage.scan(code_of(stage, RICE))
        stage.press("F5")
        stage.type(name, "Return")


def newcomer(stage: Stage) -> None:
    """A number nobody has."""
    stage.press("F4")
    stage.type("0977 000 123", "Return")
    stage.press("Tab")
    stage.type("Đặng Thu Hà")


def no_phone(stage: Stage) -> None:
    """A number that is none."""
    stage.press("Shift+Tab", "Ctrl+A")
    stage.type("12345", "Return")


OPENING: Final = (
    Scene("sell-empty", N_("Giỏ trống, khách vừa ghé"), as_it_is),
    Scene("display-idle", N_("Màn hình khách khi chưa bán"), customers_screen),
    Scene("sell-search", N_("Tìm hàng không dấu: duong"), search),
    Scene("sell-nothing", N_("Không thấy hàng nào khớp"), nothing_found),
    Scene("sell-customers-recent", N_("F4: khách vừa ghé"), recent_customers),
    Scene("sell-customers", N_("Tìm khách không dấu: ngoc"), customer_search),
    Scene("sell-weight", N_("Hàng cân: hỏi cân nặng tại chỗ"), weight),
)
ORDER: Final = (
    Scene("sell-discount", N_("Giảm cả đơn"), build_order),
    Scene("sell-refused", N_("Giảm quá 100 %: một câu, chữ đã gõ vẫn còn"), too_much_off),
    Scene("sell", N_("Đơn bảy món của chị Ngọc"), order),
    Scene("display-order", N_("Màn hình khách: đơn đang tính"), customers_screen),
    Scene("sell-quantity", N_("Số lượng của một dòng"), quantity),
    Scene("sell-quantity-refused", N_("Số lượng quá lớn"), quantity_too_large),
    Scene("sell-note", N_("Ghi chú đơn"), note),
    Scene("sell-hold", N_("Giữ đơn: tên khách được gợi ý"), hold),
)
ORDERS: Final = (
    Scene("sell-many", N_("Nhiều đơn giữ cùng lúc"), many_orders),
    Scene("sell-newcomer", N_("Khách mới trong một bước"), newcomer),
    Scene("sell-newcomer-refused", N_("Số điện thoại sai"), no_phone),
    Scene("sell-unknown", N_("Mã vạch lạ: đặt tên và giá tại chỗ"), unknown_code),
    Scene("sell-unknown-refused", N_("Mã vạch vào ô giá"), barcode_as_price),
)
MISTAKES: Final = (
    Scene("sell-removed", N_("Bỏ nhầm một dòng: hoàn tác được"), removed),
    Scene("sell-drop", N_("Xóa đơn: bấm lần nữa"), put_back),
)
