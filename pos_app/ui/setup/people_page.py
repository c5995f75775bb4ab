"""People: who works here, in which role, with which PIN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from pos_app.basics.changes import Changes
from pos_app.basics.errors import BadInput, PosError
from pos_app.basics.i18n import _, ngettext
from pos_app.ui.approval.choose_pin import choose_pin
from pos_app.ui.desk import Desk
from pos_app.ui.setup.people_view import PeopleView
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.menus import Menu
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.shop.roster import RoleCard
    from pos_app.shop.staff import StaffMember


class PeoplePage(Page):
    """Reached from the settings by whoever has Right.STAFF; F1 begins somebody new."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Nhân viên"))
        self._desk = desk
        self._person: StaffMember | None = None
        self._role = ""
        self._roles: list[RoleCard] = []
        self.view = PeopleView()
        self.body.addWidget(self.view)
        self.back = Button(_("Về cài đặt"), key="Esc", icon="arrow-left", height=40)
        self.to_roles = Button(_("Vai trò và quyền"), icon="shield-alert", height=40)
        self.new = Button(_("Thêm người"), key="F1", icon="user-plus", height=40)
        self.save = Button(_("Lưu"), "primary", key="F9", height=40)
        for button in (self.back, self.to_roles, self.new, self.save):
            self.bar.add(button)
        self._menu = Menu(_("Vai trò"), self, self._list_roles)
        self._connect_parts()

    def _connect_parts(self) -> None:
        view = self.view
        for button, sequence, slot in (
            (self.back, "Esc", self._leave),
            (self.new, "F1", self._begin_new),
            (self.save, "F9", self._save),
        ):
            button.clicked.connect(slot)
            self.add_key(sequence, slot, button.text())
        self.add_hint("↑ ↓", _("Chọn người"))
        self.to_roles.clicked.connect(partial(self.go, "roles"))
        view.list.picked.connect(self._pick)
        view.person.name.box.edit.textEdited.connect(self._typed)
        view.person.role.clicked.connect(partial(self._menu.open_below, view.person.role))
        view.pin.choose.clicked.connect(self._choose_pin)
        view.pin.clear.confirmed.connect(self._clear_pin)
        view.pin.unlock.clicked.connect(self._unlock)
        view.leave.confirmed.connect(partial(self._set_active, active=False))
        view.back.clicked.connect(partial(self._set_active, active=True))
        view.minutes.chosen.connect(self._put_minutes)
        self._desk.duty_changed.connect(self._check_right)

    # the page's life

    def shown(self) -> None:
        self._reload()
        self.view.list.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes & Changes.STAFF:
            self._reload()

    def _check_right(self) -> None:
        from pos_app.shop.rights import Right

        if self.isVisible() and not self._desk.may(Right.STAFF):
            self.go("sell")

    def _reload(self) -> None:
        from pos_app.shop.rights import Right
        from pos_app.shop.settings import LOCK_MINUTES

        services = self._desk.services
        self._roles = services.roster.roles()
        self.view.fill(services.roster.everybody(), services.pins.waits())
        self.view.lock.setVisible(self._desk.may(Right.SETTINGS))
        self.view.minutes.choose(services.settings.get(LOCK_MINUTES))
        known = self._person.id if self._person is not None else 0
        places = [place for place, one in enumerate(self.view.rows.rows()) if one.id == known]
        self.view.list.select(places[0] if places else 0)
        self._pick(self.view.list.current_row())

    # one person

    def _pick(self, row: int) -> None:
        self._person = self.view.rows.row(row)
        self._role = self._person.role
        self._show()

    def _begin_new(self) -> None:
        self._person, self._role = None, "cashier"
        self._show()
        self.view.person.name.setFocus()
        self.view.person.name.box.setFocus()

    def _show(self) -> None:
        view, person = self.view, self._person
        own = person is not None and person.id == self._desk.somebody().staff
        view.say_trouble("")
        view.person.title.setText(person.name if person else _("Người mới"))
        view.person.name.box.edit.setText(person.name if person else "")
        view.person.name.set_error("")
        view.pin.setVisible(person is not None and person.active)
        if person is not None:
            wait = self._desk.services.pins.waits().get(person.id, 0)
            view.pin.show_person(person, wait, own=own)
        view.leave.setVisible(person is not None and person.active and not own)
        view.back.setVisible(person is not None and not person.active)
        self._show_role()

    def _show_role(self) -> None:
        role = next((one for one in self._roles if one.key == self._role), None)
        if role is not None:
            self.view.person.role.setText(role.name)
            self.view.person.says.setText(said_of(role))
        self._typed()

    def _list_roles(self, menu: Menu) -> None:
        menu.offer([(one.key, one.name) for one in self._roles], self._role, self._choose_role)

    def _choose_role(self, key: object) -> None:
        self._role = cast(str, key)
        self._show_role()

    def _name(self) -> str:
        return self.view.person.name.box.edit.text()

    def _dirty(self) -> bool:
        person = self._person
        if person is None:
            return bool(self._name().strip())
        return (self._name(), self._role) != (person.name, person.role)

    def _typed(self) -> None:
        if self.view.person.name.error():
            self.view.person.name.set_error("")
        self.save.refuse("" if self._dirty() else _("Chưa sửa gì"))

    # keeping

    def _save(self) -> None:
        if not self._dirty():
            return
        roster, actor, name = self._desk.services.roster, self._desk.somebody(), self._name()
        try:
            if self._person is None:
                self._person, changes = roster.add(actor, name, self._role)
            else:
                changes = self._keep(self._person, name)
        except BadInput as refusal:
            self.view.person.name.set_error(str(refusal))
        except PosError as refusal:
            self.view.say_trouble(str(refusal))
        else:
            self.say(_("Đã lưu {name}").format(name=self._person.name))
            self._desk.tell(changes)

    def _keep(self, person: StaffMember, name: str) -> Changes:
        roster, actor = self._desk.services.roster, self._desk.somebody()
        if name != person.name:
            self._person, _changes = roster.rename(actor, person.id, name)
        if self._role != person.role:
            self._person, _changes = roster.give_role(actor, person.id, self._role)
        return Changes.STAFF

    def _do(self, deed: Callable[[], Changes]) -> None:
        """Something that holds at once, or says why not."""
        try:
            self._desk.tell(deed())
        except PosError as refusal:
            self.view.say_trouble(str(refusal))

    def _set_active(self, *_checked: object, active: bool) -> None:
        if self._person is not None:
            roster, actor, who = self._desk.services.roster, self._desk.somebody(), self._person.id
            self._do(lambda: roster.set_active(actor, who, active=active)[1])

    def _put_minutes(self, minutes: object) -> None:
        from pos_app.shop.settings import LOCK_MINUTES

        settings, actor = self._desk.services.settings, self._desk.somebody()
        self._do(lambda: settings.put(actor, LOCK_MINUTES, cast(int, minutes)))

    # PINs

    def _choose_pin(self) -> None:
        if self._person is not None:
            desk = self._desk
            dialog = choose_pin(
                self.window(), desk.services, desk.background, desk.somebody(), self._person
            )
            dialog.kept.connect(self._pin_kept)

    def _pin_kept(self, changes: object) -> None:
        self.say(_("Đã đổi mã PIN"), icon="lock")
        self._desk.tell(cast(Changes, changes))

    def _clear_pin(self) -> None:
        if self._person is not None:
            pins, actor, who = self._desk.services.pins, self._desk.somebody(), self._person.id
            self._do(lambda: pins.clear(actor, who))

    def _unlock(self) -> None:
        if self._person is not None:
            pins, actor, who = self._desk.services.pins, self._desk.somebody(), self._person.id
            self._do(lambda: pins.unlock(actor, who))

    def _leave(self) -> None:
        self.go("settings")


def said_of(role: RoleCard) -> str:
    """How much a role may, in a sentence."""
    count = len(role.rights)
    rights = ngettext("{count} quyền", "{count} quyền", count).format(count=count)
    most = (
        _("giảm giá bao nhiêu cũng được")
        if role.most_discount >= 10_000
        else _("tự giảm tới {percent} %").format(percent=role.most_discount // 100)
    )
    return f"{rights} · {most}"
