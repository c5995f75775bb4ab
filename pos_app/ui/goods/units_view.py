"""Units, barcodes and prices of a good: the base unit, then its packs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.basics.money import Money
from pos_app.basics.quantity import ONE, THOUSAND, Quantity
from pos_app.goods.limits import HIGHEST_PRICE
from pos_app.goods.sheets import Unit
from pos_app.goods.soundness import LONGEST_UNIT, MOST_UNITS
from pos_app.goods.units import Misfit
from pos_app.ui.goods.boxes_view import HEIGHT, CodesBox
from pos_app.ui.theme import px
from pos_app.ui.widgets.amounts import MoneyEdit, QuantityEdit
from pos_app.ui.widgets.buttons import Button, IconButton
from pos_app.ui.widgets.inputs import Box, TextInput
from pos_app.ui.widgets.labels import Label, NumberLabel, SectionTitle
from pos_app.ui.widgets.paint import RIGHT
from pos_app.ui.widgets.surfaces import Card, plain_layout

NAME, FACTOR, PRICE, EACH, GAP = 84, 76, 104, 104, 8


class UnitRow(QWidget):
    """One unit.

    Signals: `edited(str)` with the field; `leaving()` when its bin was pressed.
    """

    edited = Signal(str)
    leaving = Signal()

    def __init__(self, place: int) -> None:
        super().__init__()
        self._pack_id: int | None = None
        self.name = TextInput("", height=HEIGHT)
        self.name.edit.setMaxLength(LONGEST_UNIT)
        self.factor = QuantityEdit(height=HEIGHT, size=15)
        self.codes = CodesBox(_("Mã vạch"))
        self.price = MoneyEdit(
            height=HEIGHT, size=15, limit=HIGHEST_PRICE, name=_("Giá bán"), dong=False
        )
        self.each = NumberLabel("", 15, 500, "ink2", align=RIGHT)
        self.bin = IconButton("trash-2", _("Bỏ đơn vị này"))
        self.bin.hide()
        self._first = place == 0
        self.factor.setEnabled(not self._first)
        self.name.set_name(_("Đơn vị"))
        self.factor.set_name(_("Số đơn vị nhỏ"))
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), GAP)
        for box, width in ((self.name, NAME), (self.factor, FACTOR), (self.price, PRICE)):
            box.setFixedWidth(px(width))
        row.addWidget(self.name)
        row.addWidget(self.factor)
        row.addWidget(self.codes, 1)
        row.addWidget(self.price)
        end = QWidget()
        end.setFixedWidth(px(EACH))
        inside = QHBoxLayout(end)
        plain_layout(inside, (0, 0, 10, 0), 2)
        inside.addWidget(self.each, 1)
        inside.addWidget(self.bin)
        row.addWidget(end)
        self._listen(place)

    def _listen(self, place: int) -> None:
        for field, box in self.fields().items():
            tell = partial(self._tell, f"{field}:{place}")
            box.changed.connect(tell)  # type: ignore[attr-defined]  # each box has its own
            box.edit.installEventFilter(self)
        self.bin.clicked.connect(self.leaving)
        self.bin.installEventFilter(self)

    def fields(self) -> dict[str, Box]:
        """The boxes by the names that refusals use."""
        return {
            "unit": self.name,
            "factor": self.factor,
            "codes": self.codes,
            "price": self.price,
        }

    def _tell(self, field: str, *_value: object) -> None:
        self.edited.emit(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bin stands at the row that the keys are in."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.bin.setVisible(not self._first and self._has_keys())
        return super().eventFilter(watched, event)

    def _has_keys(self) -> bool:
        inside = [box.edit for box in self.fields().values()]
        return any(edit.hasFocus() for edit in inside) or self.bin.hasFocus()

    def show_unit(self, unit: Unit) -> None:
        """What is on record."""
        self._pack_id = unit.pack_id
        self.name.set_text(unit.name)
        self.factor.set_value(unit.factor if unit.factor.thousandths else None)
        self.codes.set_codes(unit.codes)
        self.price.set_value(unit.price)

    def unit(self) -> Unit:
        """What stands here, whether or not it can be so."""
        if self.price.too_large():
            raise Misfit("price", str(_too_large()))
        return Unit(
            self.name.text().strip(),
            ONE if self._first else self.factor.value() or Quantity(),
            self.price.value(),
            self.codes.codes(),
            self._pack_id,
        )

    def show_each(self, base: Money | None) -> None:
        """What one base unit costs in this pack; without its own price it is the base's."""
        price, factor = self.price.value(), self.factor.value() or ONE
        each = price.share(THOUSAND, factor.thousandths or THOUSAND) if price else base
        self.each.setText(each.digits() if each else "")
        self.price.edit.setPlaceholderText(
            base.times(factor).digits() if base and price is None and not self._first else ""
        )


def _too_large() -> str:
    return _("Giá quá lớn: nhiều nhất {most}.").format(most=HIGHEST_PRICE)


class UnitsCard(Card):
    """The table.

    Signals: `edited(str)` with the field ("price:0").
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__(margins=(15, 11, 15, 11), gap=6)
        self.add = Button(_("Thêm đơn vị"), "quiet", icon="plus", height=36)
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 0), 8)
        head.addWidget(SectionTitle(_("Đơn vị, mã vạch, giá")), 1)
        head.addWidget(self.add)
        self.body.addLayout(head)
        self._counted = Label("", 13, 600, "ink2", align=RIGHT)
        self._each = Label("", 13, 600, "ink2", align=RIGHT)
        self.body.addWidget(self._names())
        self._rows: list[UnitRow] = []
        self._table = QVBoxLayout()
        plain_layout(self._table, (0, 0, 0, 0), 6)
        self.body.addLayout(self._table)
        self.error = Label("", 13, 400, "red", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self.add.clicked.connect(self.add_unit)

    def _names(self) -> QWidget:
        names = QWidget()
        names.setFixedHeight(px(18))
        row = QHBoxLayout(names)
        plain_layout(row, (10, 0, 10, 0), GAP)
        unit, codes = Label(_("Đơn vị"), 13, 600, "ink2"), Label(_("Mã vạch"), 13, 600, "ink2")
        price = Label(_("Giá bán"), 13, 600, "ink2", align=RIGHT)
        for label, width in (
            (unit, NAME - 10),
            (self._counted, FACTOR - 10),
            (price, PRICE),
            (self._each, EACH - 10),
        ):
            label.setFixedWidth(px(width))
        for label in (unit, self._counted):
            row.addWidget(label)
        row.addSpacing(12)
        row.addWidget(codes, 1)
        row.addWidget(price)
        row.addWidget(self._each)
        return names

    def rows(self) -> tuple[UnitRow, ...]:
        """The rows, the base unit first."""
        return tuple(self._rows)

    def show_units(self, units: tuple[Unit, ...]) -> None:
        """Other units; rows that stand already are used again."""
        while len(self._rows) > len(units):
            row = self._rows.pop()
            self._table.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(units):
            self._rows.append(self._new_row())
        for row, unit in zip(self._rows, units, strict=True):
            row.show_unit(unit)
        self.say_wrong("", "")
        self.refresh()

    def _new_row(self) -> UnitRow:
        row = UnitRow(len(self._rows))
        row.edited.connect(self._edited)
        row.leaving.connect(partial(self._remove, row))
        self._table.addWidget(row)
        return row

    def units(self) -> tuple[Unit, ...]:
        """What stands here; Misfit for an amount that no box can mean."""
        return tuple(row.unit() for row in self._rows)

    def add_unit(self) -> None:
        """A row for one more pack; the keys go there."""
        if len(self._rows) < MOST_UNITS:
            row = self._new_row()
            self._rows.append(row)
            row.show_unit(Unit("", Quantity()))
            row.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edited(f"unit:{len(self._rows) - 1}")

    def remove_current(self) -> None:
        """Ctrl+Del: the pack that the keys are in."""
        for row in self._rows[1:]:
            if any(box.edit.hasFocus() for box in row.fields().values()):
                self._remove(row)
                return

    def _remove(self, row: UnitRow) -> None:
        place = self._rows.index(row)
        left = [each.unit() for each in self._rows if each is not row]
        self._rows[0].price.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_units(tuple(left))
        self._edited(f"unit:{place}")

    def _edited(self, field: str) -> None:
        self.refresh()
        self.edited.emit(field)

    def refresh(self) -> None:
        """Names of columns and prices of pieces follow what is typed."""
        base = self._rows[0].name.text().strip() if self._rows else ""
        self._counted.setText(_("Số {unit}").format(unit=base))
        self._each.setText(_("Giá mỗi {unit}").format(unit=base))
        price = self._rows[0].price.value() if self._rows else None
        for row in self._rows:
            row.show_each(price)
        self.add.setEnabled(len(self._rows) < MOST_UNITS)

    def say_wrong(self, field: str, sentence: str) -> bool:
        """A refusal at its box; False when the field is none of these. "" takes it away."""
        kind, _colon, place = field.partition(":")
        for row in self._rows:
            for each in row.fields().values():
                each.set_error(wrong=False)
        self.error.setText(sentence)
        self.error.hide()
        if field == "units":
            self.error.show()
            return True
        if not place.isdigit() or int(place) >= len(self._rows):
            return False
        box = self._rows[int(place)].fields().get(kind)
        if box is None:
            return False
        box.set_error(wrong=True)
        box.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.error.show()
        return True

    def code_box(self) -> CodesBox | None:
        """The box of codes that the keys are in."""
        return next((row.codes for row in self._rows if row.codes.edit.hasFocus()), None)
