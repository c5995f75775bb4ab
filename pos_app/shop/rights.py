"""What people may do, one right at a time, and what the roles every shop has begin with."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from pos_app.basics.i18n import N_


class Role(StrEnum):
    """The roles every shop has; a shop may add its own beside them."""

    CASHIER = "cashier"
    LEAD = "lead"
    OWNER = "owner"


class Right(StrEnum):
    """What somebody may do; asked by `shop.staff.require`."""

    SELL = "sell"
    DISCOUNT = "discount"
    SET_PRICE = "set_price"
    CHANGE_PRICE = "change_price"
    GIVE_FREE = "give_free"
    OVERRIDE_LOT = "override_lot"
    SELL_SHORT = "sell_short"
    ADD_PRODUCT = "add_product"
    EDIT_GOODS = "edit_goods"
    SEE_COST = "see_cost"
    RECEIVE_GOODS = "receive_goods"
    COUNT_STOCK = "count_stock"
    REPRICE = "reprice"
    PROMOTIONS = "promotions"
    CONFIRM_TRANSFER = "confirm_transfer"
    RETURN = "return"
    RETURN_WITHOUT_RECEIPT = "return_without_receipt"
    VOID = "void"
    ATTACH_CUSTOMER = "attach_customer"
    SELL_ON_ACCOUNT = "sell_on_account"
    COLLECT_DEBT = "collect_debt"
    SET_DEBT_LIMIT = "set_debt_limit"
    FORGIVE_DEBT = "forgive_debt"
    ISSUE_VOUCHER = "issue_voucher"
    DELIVERY = "delivery"
    OPEN_DRAWER = "open_drawer"
    MOVE_CASH = "move_cash"
    CLOSE_SHIFT = "close_shift"
    SEE_SHIFTS = "see_shifts"
    EDIT_CUSTOMER = "edit_customer"
    CARE = "care"
    SEE_VALUE = "see_value"
    STAFF = "staff"
    SETTINGS = "settings"
    IMPORT = "import"


RIGHT_NAMES: Final = {
    Right.SELL: N_("Bán hàng"),
    Right.DISCOUNT: N_("Giảm giá"),
    Right.SET_PRICE: N_("Đặt giá cho hàng chưa có giá"),
    Right.CHANGE_PRICE: N_("Sửa giá trên đơn"),
    Right.GIVE_FREE: N_("Tặng món"),
    Right.OVERRIDE_LOT: N_("Bán lô khác lô sắp hết hạn"),
    Right.SELL_SHORT: N_("Bán khi hết tồn"),
    Right.ADD_PRODUCT: N_("Thêm hàng ở quầy"),
    Right.EDIT_GOODS: N_("Sửa hàng hóa"),
    Right.SEE_COST: N_("Xem giá vốn và lãi"),
    Right.RECEIVE_GOODS: N_("Nhập hàng, trả nhà cung cấp"),
    Right.COUNT_STOCK: N_("Kiểm kho"),
    Right.REPRICE: N_("Đổi giá hàng loạt"),
    Right.PROMOTIONS: N_("Khuyến mãi và bảng giá"),
    Right.CONFIRM_TRANSFER: N_("Xác nhận chuyển khoản"),
    Right.RETURN: N_("Nhận trả, đổi hàng"),
    Right.RETURN_WITHOUT_RECEIPT: N_("Nhận trả không có phiếu"),
    Right.VOID: N_("Hủy phiếu"),
    Right.ATTACH_CUSTOMER: N_("Gắn khách vào phiếu đã trả"),
    Right.SELL_ON_ACCOUNT: N_("Bán ghi nợ"),
    Right.COLLECT_DEBT: N_("Thu nợ"),
    Right.SET_DEBT_LIMIT: N_("Đổi hạn mức nợ"),
    Right.FORGIVE_DEBT: N_("Xóa nợ"),
    Right.ISSUE_VOUCHER: N_("Phát phiếu quà"),
    Right.DELIVERY: N_("Giao hàng, thu hộ"),
    Right.OPEN_DRAWER: N_("Mở ngăn kéo"),
    Right.MOVE_CASH: N_("Thu chi tiền mặt"),
    Right.CLOSE_SHIFT: N_("Mở và đóng ca"),
    Right.SEE_SHIFTS: N_("Xem sổ ca của mọi người"),
    Right.EDIT_CUSTOMER: N_("Sửa khách"),
    Right.CARE: N_("Chăm sóc khách"),
    Right.SEE_VALUE: N_("Xem giá trị khách"),
    Right.STAFF: N_("Nhân viên và quyền"),
    Right.SETTINGS: N_("Cài đặt cửa hàng"),
    Right.IMPORT: N_("Nhập dữ liệu"),
}

ROLE_NAMES: Final = {
    Role.CASHIER: N_("Thu ngân"),
    Role.LEAD: N_("Trưởng ca"),
    Role.OWNER: N_("Chủ"),
}
"""A shop's own roles have names of their own."""

RIGHT_GROUPS: Final = (
    (
        N_("Bán hàng"),
        (
            Right.SELL,
            Right.DISCOUNT,
            Right.SET_PRICE,
            Right.CHANGE_PRICE,
            Right.GIVE_FREE,
            Right.SELL_SHORT,
            Right.OVERRIDE_LOT,
            Right.ADD_PRODUCT,
            Right.DELIVERY,
        ),
    ),
    (
        N_("Sau khi bán"),
        (
            Right.RETURN,
            Right.RETURN_WITHOUT_RECEIPT,
            Right.VOID,
            Right.ATTACH_CUSTOMER,
        ),
    ),
    (
        N_("Tiền"),
        (
            Right.CONFIRM_TRANSFER,
            Right.SELL_ON_ACCOUNT,
            Right.COLLECT_DEBT,
            Right.SET_DEBT_LIMIT,
            Right.FORGIVE_DEBT,
            Right.ISSUE_VOUCHER,
            Right.OPEN_DRAWER,
            Right.MOVE_CASH,
            Right.CLOSE_SHIFT,
            Right.SEE_SHIFTS,
        ),
    ),
    (
        N_("Hàng hóa"),
        (
            Right.EDIT_GOODS,
            Right.SEE_COST,
            Right.RECEIVE_GOODS,
            Right.COUNT_STOCK,
            Right.REPRICE,
            Right.PROMOTIONS,
        ),
    ),
    (N_("Khách"), (Right.EDIT_CUSTOMER, Right.CARE, Right.SEE_VALUE)),
    (N_("Cửa hàng"), (Right.STAFF, Right.SETTINGS, Right.IMPORT)),
)
"""Every right once, as the screen of roles shows them."""
