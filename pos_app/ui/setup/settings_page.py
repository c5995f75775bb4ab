"""Settings: switches hold at once, the shop's facts when they are saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from pos_app.basics.changes import Changes
from pos_app.basics.errors import PosError
from pos_app.basics.i18n import _
from pos_app.ui.desk import Desk
from pos_app.ui.paper_choice import PaperChoice
from pos_app.ui.setup.settings_view import SettingsView
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from pos_app.shop.settings import Setting

T = TypeVar("T", str, int, bool)

ACCOUNT = "account"
"""The subject of the paying screen: no account for transfers has been told."""


class SettingsPage(Page):
    """How this screen looks works without a shop too.

    Signals:
        language_chosen(object), theme_chosen(object), scale_chosen(object),
        sounds_chosen(object): of this PC.
    """

    language_chosen = Signal(object)
    theme_chosen = Signal(object)
    scale_chosen = Signal(object)
    sounds_chosen = Signal(object)

    def __init__(self, desk: Desk, paper: PaperChoice) -> None:
        super().__init__(_("Cài đặt"))
        self.view = SettingsView()
        self.body.addWidget(self.view)
        self._desk, self._paper = desk, paper
        self._before = "sell"
        self.save = Button(_("Lưu"), "primary", key="F9", height=40)
        self.back = Button(_("Về bán hàng"), key="Esc", icon="arrow-left", height=40)
        self.people = Button(_("Nhân viên"), icon="users", height=40)
        for button in (self.back, self.people, self.save):
            self.bar.add(button)
        self._connect_parts()
        self.add_key("F9", self._save, _("Lưu"))
        self.add_key("Esc", self._leave, _("Về bán hàng"))
        self._reload()

    def _connect_parts(self) -> None:
        from pos_app.shop import settings

        view = self.view
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(self._leave)
        self.people.clicked.connect(partial(self.go, "people"))
        for form in (view.shop, view.account):
            form.changed.connect(self._typed)
        view.looks.languages.chosen.connect(self.language_chosen)
        view.looks.themes.chosen.connect(self.theme_chosen)
        view.looks.sizes.chosen.connect(self.scale_chosen)
        view.looks.sounds.chosen.connect(self.sounds_chosen)
        view.paper.printer.clicked.connect(partial(self._paper.ask, view.paper.printer))
        view.paper.widths.chosen.connect(partial(self._put, settings.PAPER_WIDTH))
        view.paper.at_once.clicked.connect(self._print_at_once)
        view.paper.days.chosen.connect(partial(self._put, settings.RETURN_DAYS))
        view.paper.steps.chosen.connect(partial(self._put, settings.CASH_STEP))
        self._desk.opened.connect(self._reload)
        self._desk.duty_changed.connect(self._reload)

    # the page's life

    def offer_sounds(self, *, on: bool) -> None:
        """This PC can be heard."""
        self.view.looks.offer_sounds(on=on)

    def shown(self) -> None:
        """What was typed and not saved is still there."""
        self._come_from("sell", _("Về bán hàng"))
        owner = self._may()
        if not (owner and self._dirty()):
            self._reload()
        (self.view.shop.name.box.edit if owner else self).setFocus()

    def _come_from(self, page: str, words: str) -> None:
        self._before = page
        self.back.setText(words)

    def changed(self, changes: Changes) -> None:
        if changes & Changes.SETTINGS and not self._dirty():
            self._reload()

    def show_subject(self, subject: object) -> None:
        """`ACCOUNT`: the keys go to what is missing for transfers."""
        if subject == ACCOUNT and self._may():
            self._come_from("pay", _("Về thanh toán"))
            self.view.account.bank.setFocus()

    def _may(self) -> bool:
        from pos_app.shop.staff import Right

        return self._desk.ready and self._desk.may(Right.SETTINGS)

    def _reload(self) -> None:
        from pos_app.shop.rights import Right

        owner = self._may()
        self.people.setVisible(self._desk.ready and self._desk.may(Right.STAFF))
        self.view.say_trouble("")
        self.view.show_parts(counter=self._desk.ready, owner=owner)
        self.save.setVisible(owner)
        self.enable_key("F9", on=owner)
        if not self._desk.ready:
            return
        services = self._desk.services
        self.view.paper.fill(services.settings, whole_shop=owner)
        if owner:
            self.view.shop.fill(services.shop.profile())
            self.view.account.fill(services.accounts.get())

    def _dirty(self) -> bool:
        return self.view.shop.dirty() or self.view.account.dirty()

    def _typed(self) -> None:
        form = self.view.account
        self.view.preview.show_receiver(form.receiver(), begun=not form.empty())
        self.save.refuse("" if self._dirty() else _("Chưa sửa gì"))

    # keeping

    def _save(self) -> None:
        """Both forms are judged before either is kept."""
        view, services = self.view, self._desk.services
        fine = [form.judge() for form in (view.account, view.shop)]
        if not all(fine) or not self._dirty():
            return
        changes = Changes.NOTHING
        try:
            actor = self._desk.actor()
            if view.shop.dirty():
                profile, told = services.shop.describe(actor, *view.shop.typed())
                view.shop.fill(profile)
                changes |= told
            if view.account.dirty():
                changes |= self._keep_account()
        except PosError as refusal:
            view.say_trouble(str(refusal))
        else:
            view.say_trouble("")
            self.say(_("Đã lưu. Phiếu in từ giờ dùng thông tin mới."))
        if changes:
            self._desk.tell(changes)

    def _keep_account(self) -> Changes:
        accounts, form = self._desk.services.accounts, self.view.account
        receiver = form.receiver()
        if receiver is None:
            changes = accounts.remove(self._desk.actor())
        else:
            _account, changes = accounts.put(self._desk.actor(), *receiver)
        form.fill(accounts.get())
        return changes

    def _put(self, setting: Setting[T], value: T) -> None:
        """A switch holds at once, or says why not."""
        try:
            self._desk.tell(self._desk.services.settings.put(self._desk.actor(), setting, value))
        except PosError as refusal:
            self._reload()
            self.view.say_trouble(str(refusal))

    def _print_at_once(self) -> None:
        from pos_app.shop.settings import PRINT_ON_PAY

        self._put(PRINT_ON_PAY, self.view.paper.at_once.isChecked())

    def _leave(self) -> None:
        self.go(self._before)
