"""The questions of the selling screen: each builds its boxes and says what its answer does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.goods.limits import HIGHEST_PRICE, LONGEST_NAME, check_price
from pos_app.selling.cart import (
    LONGEST_LABEL,
    LONGEST_NOTE,
    CartLine,
    Discount,
    check_quantity,
)
from pos_app.ui.sell import parse
from pos_app.ui.sell.ask_bar import Question
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.amounts import MoneyEdit, QuantityEdit
from pos_app.ui.widgets.inputs import TextInput

if TYPE_CHECKING:
    from pos_app.goods.catalog import Item


LONGEST_DISCOUNT = 40


def _typed(box: MoneyEdit) -> Money:
    """The price in a box; BadInput for nothing, zero or a barcode."""
    amount = box.checked()
    if amount is None:
        raise BadInput(_("Gõ giá bán."))
    check_price(amount)
    return amount


def _measured(box: QuantityEdit, *, by_weight: bool, in_cart: bool) -> Quantity:
    told = box.checked() or Quantity()
    check_quantity(told, by_weight=by_weight, in_cart=in_cart)
    return told


def quantity_of(line: CartLine, answer: Callable[[Quantity], None]) -> Question:
    """How many of a line."""
    ware = line.ware
    box = QuantityEdit(ware.unit, by_weight=ware.by_weight)
    box.set_value(line.quantity)
    return Question(
        title=ware.name,
        icon="weight" if ware.by_weight else "package",
        tone=Tone.JADE,
        boxes=((_("Số lượng"), box),),
        answer=lambda: answer(_measured(box, by_weight=ware.by_weight, in_cart=True)),
    )


def weight_of(item: Item, answer: Callable[[Quantity], None]) -> Question:
    """What the scale says."""
    box = QuantityEdit(item.unit)
    return Question(
        title=item.name,
        icon="weight",
        waits=True,
        tone=Tone.BLUE,
        boxes=((_("Cân nặng"), box),),
        hint=_("Gõ số trên cân, như 1,5"),
        answer=lambda: answer(_measured(box, by_weight=True, in_cart=False)),
    )


def price_of(item: Item, answer: Callable[[Money], None]) -> Question:
    """A good that has no price yet."""
    box = MoneyEdit(limit=HIGHEST_PRICE)
    return Question(
        title=_("{name} chưa có giá").format(name=item.name),
        icon="circle-question-mark",
        waits=True,
        boxes=((_("Giá bán một {unit}").format(unit=item.unit), box),),
        hint=_("Lưu giá rồi bán"),
        answer=lambda: answer(_typed(box)),
    )


def unknown_good(code: str, answer: Callable[[str, Money], None]) -> Question:
    """A barcode nobody knows: name and price, saved and sold."""
    name, price = TextInput(_("Tên món")), MoneyEdit(limit=HIGHEST_PRICE)
    name.edit.setMaxLength(LONGEST_NAME)

    def take() -> None:
        if not name.text().strip():
            raise BadInput(_("Gõ tên món."))
        answer(name.text(), _typed(price))

    return Question(
        title=_("Chưa có mã {code}").format(code=code),
        icon="circle-question-mark",
        waits=True,
        boxes=((_("Tên món"), name), (_("Giá bán"), price)),
        hint=_("Lưu và bán, bổ sung thông tin sau"),
        answer=take,
        blames=lambda _refusal: 0 if not name.text().strip() else 1,
    )


def discount_on(
    title: str, now: Discount | None, answer: Callable[[Discount | None], None], unit: str = ""
) -> Question:
    """A discount on a line, told in its unit, or on the whole order."""
    example = _("3.000/{unit}, 20.000 hoặc 10%").format(unit=unit)
    box = TextInput(example if unit else _("10% hoặc 20.000"))
    box.edit.setMaxLength(LONGEST_DISCOUNT)
    box.set_text(parse.written(now, unit))
    return Question(
        title=title,
        icon="percent",
        tone=Tone.CLAY,
        boxes=((_("Giảm giá"), box),),
        hint=_("Để trống hoặc gõ 0 là không giảm"),
        answer=lambda: answer(parse.discount(box.text(), unit)),
    )


def note_on(now: str, answer: Callable[[str], None]) -> Question:
    """A note on the order."""
    box = TextInput(_("Ghi chú cho đơn này"))
    box.edit.setMaxLength(LONGEST_NOTE)
    box.set_text(now)
    return Question(
        title=_("Ghi chú đơn"),
        icon="pencil-line",
        tone=Tone.JADE,
        boxes=(("", box),),
        hint=_("Nhiều nhất {most} chữ").format(most=LONGEST_NOTE),
        answer=lambda: answer(box.text().strip()),
    )


def hold_as(suggested: str, answer: Callable[[str], None]) -> Question:
    """What to call an order that waits."""
    box = TextInput(_("Tên để nhớ, như Anh Tuấn"))
    box.edit.setMaxLength(LONGEST_LABEL)
    box.set_text(suggested)
    return Question(
        title=_("Giữ đơn với tên"),
        icon="pause",
        tone=Tone.JADE,
        boxes=(("", box),),
        answer=lambda: answer(box.text().strip()),
    )
