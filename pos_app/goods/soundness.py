"""Whether a good can be as somebody describes it; each refusal names its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO
from pos_app.basics.quantity import LARGEST, NONE, ONE, Quantity
from pos_app.basics.text import clean, fold
from pos_app.goods.limits import HIGHEST_PRICE, check_code, check_name, check_price
from pos_app.goods.sheets import Good, Unit
from pos_app.goods.units import Misfit

LONGEST_UNIT: Final = 20
LONGEST_CATEGORY: Final = 40
MOST_UNITS: Final = 8
MOST_CODES: Final = 10
MOST_PARTS: Final = 20

_SCALE_CODE = re.compile(r"\d{4,6}", re.ASCII)

T = TypeVar("T")


def checked(good: Good) -> Good:
    """The good as it will be kept; Misfit, with the field, for what cannot be."""
    name = _of("name", lambda: check_name(good.name))
    if len(good.units) > MOST_UNITS:
        raise Misfit("units", _("Nhiều nhất {most} đơn vị.").format(most=MOST_UNITS))
    found = tuple(_unit(unit, place) for place, unit in enumerate(good.units))
    _apart(found)
    if good.cost is not None and not ZERO <= good.cost <= HIGHEST_PRICE:
        raise Misfit("cost", _("Giá vốn nhiều nhất {most}.").format(most=HIGHEST_PRICE))
    if good.reorder_at is not None and not NONE <= good.reorder_at <= Quantity(LARGEST):
        raise Misfit("reorder_at", _("Mức báo nhiều nhất một triệu."))
    if good.scale_code is not None and not _SCALE_CODE.fullmatch(good.scale_code):
        raise Misfit("scale_code", _("Mã cân gồm 4 đến 6 chữ số."))
    _parts(good)
    packs = sorted(found[1:], key=lambda unit: unit.factor)
    return replace(
        good,
        name=name,
        units=(found[0], *packs),
        lots=good.lots and good.stocked,
        stocked=good.stocked and not good.parts,
    )


def _unit(unit: Unit, place: int) -> Unit:
    name = clean(unit.name, LONGEST_UNIT)
    if not name:
        raise Misfit(f"unit:{place}", _("Gõ tên đơn vị, như hộp, lốc, thùng."))
    if place == 0:
        if unit.factor != ONE:
            raise Misfit("factor:0", _("Đơn vị đầu tiên luôn là 1."))
    elif not ONE < unit.factor <= Quantity(LARGEST):
        raise Misfit(f"factor:{place}", _("Gõ số lớn hơn 1, nhiều nhất một triệu."))
    price = unit.price
    if price is not None:
        _of(f"price:{place}", lambda: check_price(price))
    codes = tuple(_of(f"codes:{place}", lambda: list(map(check_code, unit.codes))))
    if len(codes) > MOST_CODES:
        raise Misfit(f"codes:{place}", _("Nhiều nhất {most} mã.").format(most=MOST_CODES))
    return replace(unit, name=name, codes=tuple(dict.fromkeys(codes)))


def _apart(found: tuple[Unit, ...]) -> None:
    names: set[str] = set()
    codes: set[str] = set()
    for place, unit in enumerate(found):
        if fold(unit.name) in names:
            words = _("Đã có đơn vị {unit}. Đặt tên khác, như thùng 24.")
            raise Misfit(f"unit:{place}", words.format(unit=unit.name))
        if codes & set(unit.codes):
            raise Misfit(f"codes:{place}", _("Mã này đã ghi ở đơn vị khác."))
        names.add(fold(unit.name))
        codes |= set(unit.codes)


def _parts(good: Good) -> None:
    if len(good.parts) > MOST_PARTS:
        raise Misfit("parts", _("Bộ có nhiều nhất {most} món.").format(most=MOST_PARTS))
    if any(part.quantity <= NONE for part in good.parts):
        raise Misfit("parts", _("Số lượng mỗi món trong bộ phải lớn hơn 0."))
    if good.parts and good.lots:
        raise Misfit("parts", _("Bộ không có lô riêng: lô theo từng món trong bộ."))


def _of(field: str, check: Callable[[], T]) -> T:
    try:
        return check()
    except Misfit:
        raise
    except BadInput as refusal:
        raise Misfit(field, str(refusal)) from refusal
