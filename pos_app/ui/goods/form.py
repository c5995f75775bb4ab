"""The form of the goods editor: what is on record, what was typed, and the steps between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.goods.sheets import Good, GoodSheet, Unit
from pos_app.ui.goods.editor_view import EditorView

NEW: Final = 0
"""The id of a good that is not on record yet."""


class Form(QObject):
    """Shows a sheet and gives back the good that stands in the boxes.

    Signals: `changed()` whenever what stands there may differ from what is on record.
    """

    changed = Signal()

    def __init__(self, view: EditorView) -> None:
        super().__init__(view)
        self._view = view
        self._sheet: GoodSheet | None = None
        self._today, self._near_days, self._sees_cost = date.min, 0, False
        self._steps: list[tuple[str, Good]] = []
        self._now: Good | None = None
        view.units.edited.connect(self._edited)
        view.details.edited.connect(self._edited)
        view.name.input.changed.connect(lambda _text: self._edited("name"))
        view.name.category.chosen.connect(lambda _value: self._edited("category"))
        view.stock.reorder.changed.connect(lambda _value: self._edited("reorder_at"))
        view.prices.cost.changed.connect(lambda _value: self._edited("cost"))

    @property
    def sheet(self) -> GoodSheet | None:
        """What is on record; None while nothing is shown."""
        return self._sheet

    @property
    def new(self) -> bool:
        """True for a good that is not on record yet."""
        return self._sheet is not None and self._sheet.product_id == NEW

    @property
    def dirty(self) -> bool:
        """True when something would be lost."""
        return self._sheet is not None and self._now != self._sheet.good

    def know(self, today: date, near_days: int, *, sees_cost: bool) -> None:
        """The day, when a lot is near its end, and whether the cost is shown."""
        self._today, self._near_days, self._sees_cost = today, near_days, sees_cost

    def show_sheet(self, sheet: GoodSheet) -> None:
        """Another good, or the same one as it is now."""
        self._sheet = sheet
        self._steps.clear()
        self._put(sheet.good)

    def start(self, code: str = "") -> None:
        """A good that is new; a code that was scanned stands in its box."""
        unit = Unit(_("cái"), codes=(code,) if code else ())
        self.show_sheet(GoodSheet(NEW, Good("", (unit,))))

    def drop(self) -> None:
        """What is on record again."""
        if self._sheet is not None:
            self.show_sheet(self._sheet)

    def undo(self) -> bool:
        """Takes back the last field that was edited; False when nothing was."""
        if not self._steps:
            return False
        _field, before = self._steps.pop()
        self._put(before)
        return True

    def good(self) -> Good:
        """What stands there; BadInput for what no box can mean."""
        assert self._sheet is not None, "nothing is shown"
        view, details = self._view, self._view.details
        category, vat = view.name.category.value(), details.vat.value()
        exclusion = details.points.value()
        return replace(
            self._sheet.good,
            name=view.name.input.text().strip(),
            units=view.units.units(),
            category_id=category if isinstance(category, int) else None,
            cost=view.prices.cost.checked() if self._sees_cost else self._sheet.good.cost,
            vat_class=vat if isinstance(vat, str) else None,
            exclusion=exclusion if isinstance(exclusion, str) else None,
            by_weight=details.by_weight.isChecked(),
            stocked=details.stocked.isChecked(),
            lots=details.lots.isChecked(),
            reorder_at=view.stock.reorder.checked(),
            scale_code=details.scale.text().strip() or None,
        )

    def _put(self, good: Good) -> None:
        sheet, view = self._sheet, self._view
        assert sheet is not None, "nothing is shown"
        self._now = good
        view.name.name.set_error("")
        view.name.input.set_text(good.name)
        view.name.category.set_value(good.category_id)
        view.units.show_units(good.units)
        view.details.show_good(good)
        view.stock.reorder.set_value(good.reorder_at)
        view.stock.show_stock(sheet, self._today, self._near_days)
        view.prices.show_past(sheet.prices, sheet.good.base.name, self._today.year)
        view.prices.show_cost(seen=self._sees_cost)
        view.prices.cost.set_value(good.cost)
        view.prices.error.hide()
        for edit in view.findChildren(QLineEdit):
            edit.installEventFilter(self)
        self._show_gain()
        self.changed.emit()

    def _edited(self, field: str) -> None:
        before = self._now
        try:
            self._now = self.good()
        except BadInput:
            return
        if before is not None and before != self._now:
            if not self._steps or self._steps[-1][0] != field:
                self._steps.append((field, before))
            self.say_wrong("", "")
        self._show_gain()
        self.changed.emit()

    def _show_gain(self) -> None:
        if self._now is not None:
            cost = self._now.cost if self._sees_cost else None
            self._view.prices.show_gain(self._now.base.price, cost, self._now.base.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z in a box takes its letters back first, then it is the page's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Z
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and isinstance(watched, QLineEdit)
            and not watched.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def say_wrong(self, field: str, sentence: str) -> bool:
        """A refusal at the box it is about; False when there is none for it."""
        view = self._view
        view.name.name.set_error(sentence if field == "name" else "")
        view.stock.reorder.set_error(field == "reorder_at")
        view.prices.cost.set_error(field == "cost")
        view.prices.error.setText(sentence)
        view.prices.error.setVisible(field in ("cost", "reorder_at"))
        told = view.units.say_wrong(field, sentence)
        told = view.details.say_wrong(field, sentence) or told
        return told or field in ("name", "cost", "reorder_at")

    def offer_categories(self, names: Mapping[int, str], strips: Mapping[int, int]) -> None:
        """The shelves that a good can stand on."""
        choices = [(None, _("Chưa xếp nhóm")), *names.items()]
        picker = self._view.name.category
        picker.offer(choices, strips, (_("Thêm nhóm…"), self._name_category))

    def _name_category(self) -> None:
        card = self._view.name
        card.category.hide()
        card.new_category.clear()
        card.new_category.show()
        card.new_category.setFocus(Qt.FocusReason.OtherFocusReason)
