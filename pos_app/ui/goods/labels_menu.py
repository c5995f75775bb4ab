"""On which paper price labels are printed: of the good in the editor, or of all that are listed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from pos_app.basics.i18n import _
from pos_app.ui.desk import Desk
from pos_app.ui.goods.form import Form
from pos_app.ui.goods.goods_view import GoodsView
from pos_app.ui.widgets.menus import Menu


class LabelsMenu(QObject):
    """Ctrl+P of the goods page."""

    def __init__(self, desk: Desk, view: GoodsView, form: Form) -> None:
        super().__init__(view)
        self._desk, self._view, self._form = desk, view, form
        self._menu = Menu(_("In tem"), view, self._fill)

    def open(self) -> None:
        """The papers there are; nothing for a good that is not on record yet."""
        if self._form.sheet is not None and not self._form.new:
            self._menu.open_above(self._view.editor.labels)

    def _fill(self, menu: Menu) -> None:
        sheet = self._form.sheet
        if sheet is None:
            return
        one = [sheet.product_id]
        menu.add(_("Tem 40 × 30 mm"), partial(self.print_labels, one, "MM40"))
        menu.add(_("Tem 50 × 30 mm"), partial(self.print_labels, one, "MM50"))
        listed = [row.product_id for row in self._view.rows.rows()]
        words = _("Tờ A4, {count} món đang liệt kê").format(count=len(listed))
        menu.add(words, partial(self.print_labels, listed, "A4"))

    def print_labels(self, products: list[int], paper: str) -> None:
        """Labels of these goods; `paper` is the name of a LabelPaper."""
        self._desk.print_paper(partial(self._labels, products, paper), _("Tem giá"))

    def _labels(self, products: list[int], paper: str) -> bytes:
        from pos_app.printing.labels import LabelPaper

        return self._desk.services.papers.labels(products, LabelPaper[paper])
