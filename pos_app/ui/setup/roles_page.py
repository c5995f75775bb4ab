"""Roles: what each may do, switch by switch; a switch holds at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from pos_app.basics.changes import Changes
from pos_app.basics.errors import BadInput, PosError
from pos_app.basics.i18n import _
from pos_app.shop.rights import Right
from pos_app.ui.desk import Desk
from pos_app.ui.setup.roles_view import RolesView
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.shop.roster import RoleCard


class RolesPage(Page):
    """Reached from the people; F1 makes a role like the one that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Vai trò và quyền"))
        self._desk = desk
        self._role: RoleCard | None = None
        self.view = RolesView(self._switch)
        self.body.addWidget(self.view)
        self.back = Button(_("Về nhân viên"), key="Esc", icon="arrow-left", height=40)
        self.new = Button(_("Thêm vai trò"), key="F1", icon="plus", height=40)
        self.save = Button(_("Lưu tên"), "primary", key="F9", height=40)
        for button, sequence, slot in (
            (self.back, "Esc", self._leave),
            (self.new, "F1", self._add),
            (self.save, "F9", self._save),
        ):
            self.bar.add(button)
            button.clicked.connect(slot)
            self.add_key(sequence, slot, button.text())
        self.add_hint("↑ ↓", _("Chọn vai trò"))
        self.view.list.picked.connect(self._pick)
        self.view.most.chosen.connect(self._put_most)
        self.view.name.box.edit.textEdited.connect(self._typed)
        self.view.remove.confirmed.connect(self._remove)
        desk.duty_changed.connect(self._check_right)

    def shown(self) -> None:
        self._reload()
        self.view.list.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes & Changes.STAFF:
            self._reload()

    def _check_right(self) -> None:
        if self.isVisible() and not self._desk.may(Right.STAFF):
            self.go("sell")

    def _reload(self) -> None:
        self.view.rows.set_rows(self._desk.services.roster.roles())
        known = self._role.key if self._role is not None else ""
        places = [place for place, one in enumerate(self.view.rows.rows()) if one.key == known]
        self.view.list.select(places[0] if places else 0)
        self._pick(self.view.list.current_row())

    def _pick(self, row: int) -> None:
        role = self._role = self.view.rows.row(row)
        staff = self._desk.staff
        self.view.say_trouble("")
        self.view.show_role(role, staff.rights if staff is not None else frozenset())
        self.view.name.box.edit.setText(role.name)
        self._typed()

    def _typed(self) -> None:
        if self.view.name.error():
            self.view.name.set_error("")
        own = self._role is not None and self._role.own
        dirty = self._role is not None and self.view.name.box.edit.text() != self._role.name
        self.save.setVisible(own)
        self.enable_key("F9", on=own)
        self.save.refuse("" if dirty else _("Chưa sửa gì"))

    # what holds at once

    def _do(self, deed: Callable[[RoleCard], Changes]) -> None:
        if self._role is None:
            return
        try:
            self._desk.tell(deed(self._role))
        except PosError as refusal:
            self._reload()
            self.view.say_trouble(str(refusal))

    def _switch(self, right: Right, on: bool) -> None:
        roster, actor = self._desk.services.roster, self._desk.somebody()
        self._do(lambda role: roster.set_right(actor, role.key, right, on=on)[1])

    def _put_most(self, most: object) -> None:
        roster, actor = self._desk.services.roster, self._desk.somebody()
        self._do(lambda role: roster.set_most_discount(actor, role.key, cast(int, most))[1])

    def _remove(self) -> None:
        roster, actor = self._desk.services.roster, self._desk.somebody()
        self._do(lambda role: roster.remove_role(actor, role.key))

    # names

    def _add(self) -> None:
        """A new one begins with the rights of the chosen one; its name is typed next."""
        roster, actor, like = self._desk.services.roster, self._desk.somebody(), self._role
        if like is None:
            return
        names = {one.name for one in self.view.rows.rows()}
        name = next(
            name
            for count in range(1, 100)
            if (name := _("Vai trò mới {count}").format(count=count)) not in names
        )
        try:
            self._role, changes = roster.add_role(actor, name, like.key)
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
            return
        self._desk.tell(changes)
        self.view.name.box.setFocus()
        self.view.name.box.edit.selectAll()

    def _save(self) -> None:
        if self._role is None or not self.save.isEnabled():
            return
        roster, actor, name = (
            self._desk.services.roster,
            self._desk.somebody(),
            self.view.name.box.edit.text(),
        )
        try:
            self._role, changes = roster.rename_role(actor, self._role.key, name)
        except BadInput as refusal:
            self.view.name.set_error(str(refusal))
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
        else:
            self.say(_("Đã lưu {name}").format(name=self._role.name))
            self._desk.tell(changes)

    def _leave(self) -> None:
        self.go("people")
