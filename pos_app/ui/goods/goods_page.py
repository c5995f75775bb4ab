"""Goods: find, add, change; a refusal stands at its field and what was typed is never lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

from pos_app.basics.changes import Changes
from pos_app.basics.clock import shop_day
from pos_app.basics.errors import BadInput, PosError
from pos_app.basics.i18n import _
from pos_app.goods.units import Misfit
from pos_app.shop.rights import Right
from pos_app.ui.desk import Desk
from pos_app.ui.goods.form import Form
from pos_app.ui.goods.goods_view import GoodsView, summary
from pos_app.ui.goods.labels_menu import LabelsMenu
from pos_app.ui.goods.shelf import Shelf
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.goods.sheets import Good, GoodSheet
    from pos_app.goods.shelf_lists import Counts

SEARCH_MS: Final = 70
_SHOWN: Final = Changes.GOODS | Changes.STOCK


class GoodsPage(Page):
    """Everything the shop sells."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Hàng hóa"))
        self._desk = desk
        self.view = GoodsView()
        self.body.addWidget(self.view)
        self.bar.add(self.view.add)
        self.form = Form(self.view.editor)
        self.shelf = Shelf(desk, self.view)
        self.labels = LabelsMenu(desk, self.view, self.form)
        self._saved: tuple[int, Good, Good] | None = None
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._pause.timeout.connect(self._find)
        self._connect_parts()
        self._bind_keys()
        desk.opened.connect(self._open)
        desk.duty_changed.connect(self._allow)
        if desk.ready:
            self._open()

    def _connect_parts(self) -> None:
        view, editor = self.view, self.view.editor
        view.search.changed.connect(lambda _text: self._pause.start())
        view.search.submitted.connect(self._entered)
        view.search.moved.connect(view.list.step)
        view.filters.chosen.connect(lambda _value: self._find())
        view.list.picked.connect(self._picked)
        view.list.opened.connect(self._to_editor)
        view.add.clicked.connect(self._start)
        editor.save.clicked.connect(self._save)
        editor.drop.clicked.connect(self._drop)
        editor.labels.clicked.connect(self._offer_labels)
        editor.stop.confirmed.connect(partial(self._stop, selling=False))
        editor.resume.clicked.connect(partial(self._stop, selling=True))
        editor.name.new_category.submitted.connect(self._add_category)
        self.form.changed.connect(self._offer)
        self.shelf.counted.connect(self._counted)

    def _bind_keys(self) -> None:
        self.add_hint("↑ ↓", _("Chọn hàng"))
        self.add_hint("Tab", _("Ô kế"))
        self.add_key("F1", self._start, _("Thêm hàng"))
        self.add_key("F3", self._search, _("Tìm hàng"))
        self.add_key("Ctrl+Z", self._undo, _("Hoàn tác"), hinted=True)
        self.add_key("Ctrl+Del", self.view.editor.units.remove_current, _("Bỏ đơn vị"))
        self.add_key("Ctrl+P", self._offer_labels, _("In tem"))
        self.add_key("F9", self._save, _("Lưu"))
        self.add_key("Esc", self._drop, _("Bỏ sửa"))

    # the page's life

    def _open(self) -> None:
        self._allow()
        self._find()
        self.shelf.count()

    def _allow(self) -> None:
        """Who is on duty decides what can be changed and whether the cost is seen."""
        if not self._desk.ready:
            return
        from pos_app.shop.settings import NEAR_EXPIRY_DAYS

        services = self._desk.services
        self.form.know(
            shop_day(services.clock.now()),
            services.settings.get(NEAR_EXPIRY_DAYS),
            sees_cost=self._desk.may(Right.SEE_COST),
        )
        self._show_categories()
        self.view.add.setVisible(self._desk.may(Right.EDIT_GOODS))
        self.enable_key("F1", on=self._desk.may(Right.EDIT_GOODS))
        if self.form.sheet is not None and not self.form.new:
            self._load(self.form.sheet.product_id)

    def shown(self) -> None:
        self._search()

    def changed(self, changes: Changes) -> None:
        if not self._desk.ready or not changes & _SHOWN:
            return
        if changes & Changes.GOODS:
            self._show_categories()
        self._renew_rows()
        self.shelf.count()
        sheet = self.form.sheet
        if sheet is not None and not self.form.new and not self.form.dirty:
            self._load(sheet.product_id)

    def scanned(self, code: str) -> bool:
        """Into the box of codes that the keys are in, else to the good that carries it."""
        box = self.view.editor.units.code_box()
        if box is not None and self._may_edit():
            box.take_scan(code)
            return True
        if not self._desk.ready or not self._may_leave():
            return True
        item = self._desk.services.catalog.by_barcode(code)
        if item is not None:
            self._show_one(item.product_id)
        elif self._may_edit():
            self._begin(code)
        else:
            self.say(_("Chưa có mã {code}").format(code=code), icon="circle-question-mark")
        return True

    def show_subject(self, subject: object) -> None:
        """A good's id."""
        if isinstance(subject, int) and self._desk.ready and self._may_leave():
            self._show_one(subject)

    # the list

    def _search(self) -> None:
        self.view.search.setFocus()
        self.view.search.edit.selectAll()

    def _entered(self, _text: str) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._find()
        self._to_editor()

    def _find(self) -> None:
        """The rows of a filter or of what was typed; the first one is shown beside."""
        if not self._desk.ready:
            return
        found = self.shelf.read()
        if self.form.dirty:
            self.view.list.select(-1)
        elif found:
            self.view.list.scrollToTop()
            self.view.list.select(0)
            self._picked(0)
        elif not self.form.new:
            self.view.editor.hide()

    def _renew_rows(self) -> None:
        """Rows as they are now; the good in the editor stays the chosen one."""
        before, found = self.view.list.current_row(), self.shelf.read()
        sheet = self.form.sheet
        kept = self.shelf.place_of(sheet.product_id) if sheet else -1
        if kept >= 0 or self.form.dirty:
            self.view.list.select(kept)
        elif found:
            self.view.list.select(min(max(before, 0), len(self.shelf.rows()) - 1))
        elif not self.form.new:
            self.view.editor.hide()

    def _counted(self, counts: Counts) -> None:
        self.bar.set_title(_("Hàng hóa"), summary(counts))

    # the editor

    def _picked(self, place: int) -> None:
        row, sheet = self.view.rows.row(place), self.form.sheet
        if sheet is not None and row.product_id == sheet.product_id:
            return
        if not self._may_leave():
            QTimer.singleShot(0, self._renew_rows)
            return
        self._load(row.product_id)

    def _may_leave(self) -> bool:
        if self.form.dirty:
            words = _("Món này sửa chưa lưu. Bấm F9 để lưu, Esc để bỏ.")
            self.view.editor.say_trouble(words)
            return False
        return True

    def _may_edit(self) -> bool:
        return self._desk.ready and self._desk.may(Right.EDIT_GOODS)

    def _load(self, product_id: int) -> None:
        try:
            sheet = self._desk.services.goods_editor.sheet(self._desk.actor(), product_id)
        except PosError as refusal:
            self.view.editor.say_trouble(str(refusal))
            return
        self._show(sheet)

    def _show(self, sheet: GoodSheet) -> None:
        self.view.editor.show()
        self.view.editor.say_trouble("")
        self.form.show_sheet(sheet)

    def _show_one(self, product_id: int) -> None:
        """A good by its id, chosen in the list when it stands there."""
        row = self._desk.services.shelf_lists.row(product_id)
        if row is None:
            return
        self._load(product_id)
        if self.shelf.place_of(product_id) < 0:
            sheet = self.form.sheet
            self.shelf.show_alone(row, "all" if sheet is None or sheet.active else "stopped")
        self.view.list.select(self.shelf.place_of(product_id))

    def _to_editor(self, *_row: int) -> None:
        if self.form.sheet is not None:
            self.view.editor.units.rows()[0].price.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.editor.units.rows()[0].price.select_all()

    def _start(self) -> None:
        if self._may_edit() and self._may_leave():
            self._begin("")

    def _begin(self, code: str) -> None:
        self.view.editor.show()
        self.view.editor.say_trouble("")
        self.form.start(code)
        self.view.editor.name.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """What can be done now."""
        editor, sheet = self.view.editor, self.form.sheet
        if sheet is None:
            return
        may, dirty = self._may_edit(), self.form.dirty
        editor.save.refuse("" if may else _("Cần quyền sửa hàng hóa"))
        editor.drop.setEnabled(dirty or self.form.new)
        editor.stop.setVisible(may and sheet.active and not self.form.new)
        editor.resume.setVisible(may and not sheet.active)
        for card in (editor.name, editor.units, editor.details, editor.stock, editor.prices):
            card.setEnabled(may)

    def _save(self) -> None:
        if self.form.sheet is None or not self._may_edit():
            return
        if not self.form.dirty:
            self.say(_("Chưa sửa gì để lưu."), icon="info")
            return
        sheet = self.form.sheet
        assert sheet is not None, "only what is shown is dirty"
        editor, actor = self._desk.services.goods_editor, self._desk.actor()
        try:
            wanted = self.form.good()
            if self.form.new:
                after, changes = editor.add(actor, wanted)
            else:
                after, changes = editor.change(actor, sheet.product_id, sheet.good, wanted)
        except Misfit as refusal:
            if not self.form.say_wrong(refusal.field, str(refusal)):
                self.view.editor.say_trouble(str(refusal))
            return
        except PosError as refusal:
            self.view.editor.say_trouble(str(refusal))
            return
        was_new = self.form.new
        self._saved = None if was_new else (sheet.product_id, sheet.good, after.good)
        self._show(after)
        self._desk.tell(changes)
        if was_new:
            self._show_one(after.product_id)
        words = _("Đã lưu {name}").format(name=after.good.name)
        self.say(words, undo=None if was_new else self._take_back)

    def _take_back(self) -> None:
        """The last change that was saved, undone by another one."""
        if self._saved is None or not self._may_leave():
            return
        (product_id, before, after), self._saved = self._saved, None
        editor = self._desk.services.goods_editor
        try:
            now = editor.sheet(self._desk.actor(), product_id).good
            if now != after:
                raise BadInput(_("Hàng này vừa được sửa ở cửa sổ khác. Xem lại rồi sửa tiếp."))
            sheet, changes = editor.change(self._desk.actor(), product_id, after, before)
        except PosError as refusal:
            self.view.editor.say_trouble(str(refusal))
            return
        self._show(sheet)
        self._desk.tell(changes)
        self.say(_("Đã trả lại như trước"))

    def _undo(self) -> None:
        """Ctrl+Z: the last field, then the last save."""
        if not self.form.undo():
            self._take_back()

    def _drop(self) -> None:
        """Esc: what was typed goes; nothing typed leads back to selling."""
        card = self.view.editor.name
        if card.new_category.isVisible():
            self._close_category()
        elif self.form.new:
            self.form.drop()
            self._find()
            self._search()
        elif self.form.dirty:
            sheet = self.form.sheet
            self.form.drop()
            if sheet is not None:
                self._load(sheet.product_id)
        elif self.view.search.edit.hasFocus() or self.form.sheet is None:
            self.go("sell")
        else:
            self._search()

    def _stop(self, *_checked: object, selling: bool) -> None:
        sheet = self.form.sheet
        if sheet is None or not self._may_leave():
            return
        try:
            changes = self._desk.services.goods_editor.stop(
                self._desk.actor(), sheet.product_id, selling=selling
            )
        except PosError as refusal:
            self.view.editor.say_trouble(str(refusal), Tone.GOLD)
            return
        self._desk.tell(changes)
        self._load(sheet.product_id)
        words = _("Bán lại {name}") if selling else _("Đã ngừng bán {name}")
        undo = None if selling else partial(self._stop, selling=True)
        self.say(words.format(name=sheet.good.name), undo=undo)

    def _offer_labels(self) -> None:
        """Ctrl+P: what is on record is printed, so it is saved first."""
        if self._may_leave():
            self.labels.open()

    # shelves

    def _show_categories(self) -> None:
        categories = self._desk.services.catalog.categories()
        self.form.offer_categories(
            {each.id: each.name for each in categories},
            {each.id: each.strip for each in categories},
        )

    def _add_category(self, written: str) -> None:
        try:
            added, changes = self._desk.services.goods_editor.add_category(
                self._desk.actor(), written
            )
        except PosError as refusal:
            self.view.editor.say_trouble(str(refusal))
            return
        self._close_category()
        self._desk.tell(changes)
        self._show_categories()
        self.view.editor.name.category.set_value(added)
        self.view.editor.name.category.chosen.emit(added)

    def _close_category(self) -> None:
        card = self.view.editor.name
        card.new_category.hide()
        card.category.show()
        card.category.setFocus(Qt.FocusReason.OtherFocusReason)
