"""How a good is sold: by weight, counted, by lot, with which tax, and whether it earns points."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import N_, _
from pos_app.goods.sheets import Good
from pos_app.shop.vat import CLASS_NAMES
from pos_app.ui.goods.boxes_view import HEIGHT, Picker
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, SectionTitle
from pos_app.ui.widgets.surfaces import Card, plain_layout
from pos_app.ui.widgets.switches import Check

SCALE_DIGITS: Final = 6
EXCLUSIONS: Final = {
    None: N_("Có tích điểm"),
    "alcohol": N_("Không: rượu bia"),
    "tobacco": N_("Không: thuốc lá"),
    "infant_milk": N_("Không: sữa dưới 24 tháng"),
    "medicine": N_("Không: thuốc"),
}


class DetailsCard(Card):
    """Boxes to tick and two choices.

    Signals: `edited(str)` with the field.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__(margins=(15, 10, 15, 14), gap=8)
        self.body.addWidget(SectionTitle(_("Cách bán")))
        self.by_weight = Check(_("Bán theo cân"))
        self.stocked = Check(_("Đếm tồn kho"))
        self.lots = Check(_("Theo lô và hạn dùng"))
        self.scale = TextInput(_("4 đến 6 chữ số"), height=HEIGHT)
        self.scale.edit.setMaxLength(SCALE_DIGITS)
        self.scale_code = Field(_("Mã cân"), self.scale)
        self.vat, self.points = Picker(_("Thuế GTGT")), Picker(_("Điểm"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column, check in enumerate((self.by_weight, self.stocked, self.lots)):
            grid.addWidget(check, 0, column)
            grid.setColumnStretch(column, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.scale_code, 1, 0, top)
        grid.addWidget(_labelled(_("Thuế GTGT"), self.vat), 1, 1, top)
        grid.addWidget(_labelled(_("Điểm"), self.points), 1, 2, top)
        self.body.addLayout(grid)
        self._offer()
        self.error = Label("", 13, 400, "red", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self._listen()

    def _offer(self) -> None:
        classes = [(key, _(name)) for key, name in CLASS_NAMES.items()]
        self.vat.offer([(None, _("Không ghi thuế")), *classes])
        self.points.offer([(key, _(name)) for key, name in EXCLUSIONS.items()])

    def _listen(self) -> None:
        for field, check in (
            ("by_weight", self.by_weight),
            ("stocked", self.stocked),
            ("lots", self.lots),
        ):
            check.clicked.connect(lambda _on=False, field=field: self.edited.emit(field))
        self.scale.changed.connect(lambda _text: self.edited.emit("scale_code"))
        self.vat.chosen.connect(lambda _value: self.edited.emit("vat_class"))
        self.points.chosen.connect(lambda _value: self.edited.emit("exclusion"))

    def show_good(self, good: Good) -> None:
        """What is on record."""
        self.by_weight.setChecked(good.by_weight)
        self.stocked.setChecked(good.stocked)
        self.lots.setChecked(good.lots)
        self.scale.set_text(good.scale_code or "")
        if good.vat_class and good.vat_class.isdecimal():
            own = (good.vat_class, _("{rate} %").format(rate=int(good.vat_class) // 100))
            classes = [(key, _(name)) for key, name in CLASS_NAMES.items()]
            self.vat.offer([(None, _("Không ghi thuế")), own, *classes])
        self.vat.set_value(good.vat_class)
        self.points.set_value(good.exclusion)
        self.say_wrong("", "")

    def say_wrong(self, field: str, sentence: str) -> bool:
        """A refusal where it belongs; False when the field is none of these."""
        self.scale_code.set_error(sentence if field == "scale_code" else "")
        self.error.setText(sentence)
        self.error.setVisible(field == "lots")
        return field in ("scale_code", "lots")


def _labelled(words: str, picker: Picker) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    plain_layout(column, (0, 0, 0, 0), 4)
    column.addWidget(Label(words, 13, 500, "ink2"))
    column.addWidget(picker)
    return widget
