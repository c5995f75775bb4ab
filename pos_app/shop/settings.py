"""Settings, each declared once: key, type, default, title, help and scope.

The settings screen, its validation and the manual are made from these declarations.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar, cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.i18n import N_
from pos_app.models.shop import SettingRow
from pos_app.shop.numbering import WHOLE_SHOP
from pos_app.shop.staff import Right, require
from pos_app.store import journal
from pos_app.store.database import Database
from pos_app.store.prepared import Prepared

T = TypeVar("T", str, int, bool)


class Scope(StrEnum):
    """Where a setting may differ."""

    SHOP = "shop"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One declaration; title and help are gettext ids."""

    key: str
    default: T
    title: str
    help: str
    scope: Scope = Scope.SHOP
    sealed: bool = False
    """Written only with others, by the room that seals them together in the journal."""


PAPER_WIDTH: Final = Setting(
    "paper_width",
    80,
    N_("Khổ giấy"),
    N_("Bề rộng cuộn giấy in phiếu, 80 hoặc 58 mm."),
    Scope.COUNTER,
)
PRINT_ON_PAY: Final = Setting(
    "print_on_pay",
    True,
    N_("In phiếu khi hoàn tất"),
    N_("In ngay khi đơn đã trả đủ."),
    Scope.COUNTER,
)
PRINTER: Final = Setting(
    "printer", "", N_("Máy in"), N_("Để trống thì phiếu được lưu thành tệp PDF."), Scope.COUNTER
)
RETURN_DAYS: Final = Setting(
    "return_days", 7, N_("Ngày được đổi trả"), N_("Số ngày in trên phiếu; 0 thì không in.")
)
CASH_STEP: Final = Setting(
    "cash_step",
    0,
    N_("Làm tròn tiền mặt"),
    N_("Phần trả bằng tiền mặt được làm tròn tới 500 hoặc 1.000 đồng; 0 thì không."),
)
SHIFT_END_HOUR: Final = Setting(
    "shift_end_hour",
    4,
    N_("Giờ nhắc đóng ca hôm trước"),
    N_("Ca còn mở sau giờ này của ngày hôm sau là ca bị quên: lần bán tới sẽ sang ca mới."),
)
LOCK_MINUTES: Final = Setting(
    "lock_minutes",
    5,
    N_("Khóa màn hình"),
    N_("Sau mấy phút không ai chạm máy, nếu người đứng quầy có mã PIN; 0 thì không khóa."),
)
SCALE_LAYOUT: Final = Setting(
    "scale_layout",
    "21IIIIIWWWWWC",
    N_("Mẫu mã cân"),
    N_("I là mã cân của món, W là số gam, P là số đồng, C là số kiểm tra. Nhiều mẫu thì cách ra."),
)
BLOCK_SHORT: Final = Setting(
    "block_short",
    False,
    N_("Chặn bán khi hết tồn"),
    N_("Tắt thì vẫn bán và báo, vì hàng khách cầm trên tay là có thật."),
)
NEAR_EXPIRY_DAYS: Final = Setting(
    "near_expiry_days", 30, N_("Báo cận date trước"), N_("Số ngày trước hạn dùng của lô.")
)
BANK_BIN: Final = Setting(
    "bank_bin",
    "",
    N_("Mã ngân hàng"),
    N_("Sáu chữ số (BIN) của ngân hàng nhận tiền."),
    sealed=True,
)
BANK_ACCOUNT: Final = Setting(
    "bank_account", "", N_("Số tài khoản"), N_("Tài khoản nhận chuyển khoản."), sealed=True
)
BANK_HOLDER: Final = Setting(
    "bank_holder",
    "",
    N_("Chủ tài khoản"),
    N_("Tên in hoa không dấu, như ngân hàng ghi."),
    sealed=True,
)
BANK_NAME: Final = Setting(
    "bank_name", "", N_("Tên ngân hàng"), N_("Tên hiện cạnh mã QR."), sealed=True
)
BANK_SAMPLE: Final = Setting(
    "bank_sample",
    False,
    N_("Tài khoản mẫu"),
    N_("Tài khoản chỉ để thử, không nhận tiền thật."),
    sealed=True,
)

SETTINGS: Final = (
    PAPER_WIDTH,
    PRINT_ON_PAY,
    PRINTER,
    RETURN_DAYS,
    CASH_STEP,
    SHIFT_END_HOUR,
    LOCK_MINUTES,
    SCALE_LAYOUT,
    BLOCK_SHORT,
    NEAR_EXPIRY_DAYS,
    BANK_BIN,
    BANK_ACCOUNT,
    BANK_HOLDER,
    BANK_NAME,
    BANK_SAMPLE,
)


_SETTING = cast(Table, SettingRow.__table__)
_VALUE: Final = Prepared(
    select(_SETTING.c.value).where(
        _SETTING.c.key == bindparam("key"), _SETTING.c.counter_id == bindparam("place")
    )
)


def read(session: Session, setting: Setting[T], counter: int = WHOLE_SHOP) -> T:
    """The value in force: the counter's or the shop's own, else the default."""
    place = counter if setting.scope is Scope.COUNTER else WHOLE_SHOP
    told = _VALUE.value(session, {"key": setting.key, "place": place})
    if told is None:
        return setting.default
    value: T = json.loads(told)
    return value


def write(session: Session, setting: Setting[T], value: T, counter: int = WHOLE_SHOP) -> None:
    """Sets a value in the caller's transaction; TypeError for another type than the default's."""
    if type(value) is not type(setting.default):
        raise TypeError(f"{setting.key} takes {type(setting.default).__name__}, not {value!r}")
    place = counter if setting.scope is Scope.COUNTER else WHOLE_SHOP
    row = {"key": setting.key, "counter_id": place, "value": json.dumps(value)}
    session.execute(
        insert(SettingRow)
        .values(row)
        .on_conflict_do_update(
            index_elements=[SettingRow.key, SettingRow.counter_id], set_={"value": row["value"]}
        )
    )


class Settings:
    """Settings as one counter sees them."""

    def __init__(self, database: Database, clock: Clock, counter: int) -> None:
        self._database = database
        self._clock = clock
        self._counter = counter

    def get(self, setting: Setting[T]) -> T:
        """The value in force here."""
        with self._database.reading() as session:
            return read(session, setting, self._counter)

    def put(self, actor: Actor, setting: Setting[T], value: T) -> Changes:
        """Sets a value: of this counter by whoever sells there, of the whole shop by who may."""
        if setting.sealed:
            raise TypeError(f"{setting.key} is not set alone")
        with self._database.transaction() as session:
            mine = setting.scope is Scope.COUNTER
            require(session, actor, Right.SELL if mine else Right.SETTINGS)
            write(session, setting, value, self._counter)
            body = {"value": str(value)}
            journal.append(session, self._clock, actor, "setting.changed", setting.key, body)
        return Changes.SETTINGS
