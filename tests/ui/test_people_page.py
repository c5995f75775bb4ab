"""The screens of people, roles and PINs, driven by keys and presses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.basics.errors import BadInput
from pos_app.shop import pins as pins_module
from pos_app.shop.rights import RIGHT_GROUPS, Right
from pos_app.shop.settings import LOCK_MINUTES
from pos_app.ui import desk_pages
from pos_app.ui.approval.choose_pin import AGAIN, NEW, OLD, ChoosePin, choose_pin
from pos_app.ui.main_window import MainWindow
from pos_app.ui.setup.people_page import PeoplePage, said_of
from pos_app.ui.setup.roles_page import RolesPage
from tests.ui import keys
from tests.ui.counter import (
    CASHIER,
    Counter,
    Remembering,
    counter,
    stocked_file,
    stocked_shop_file,
    till,
)

__all__ = ["counter", "stocked_file", "stocked_shop_file", "till"]

OWNER = 1
PIN, OTHER = "480271", "739154"


@dataclass
class Screen:
    counter: Counter
    window: MainWindow
    people: PeoplePage
    roles: RolesPage

    def names(self) -> list[str]:
        return [one.name for one in self.people.view.rows.rows()]

    def pick(self, name: str) -> None:
        self.people.view.list.select(self.names().index(name))

    def settle(self) -> None:
        self.counter.bot.waitUntil(lambda: not self.counter.desk.background.busy())
        QTest.qWait(20)


@pytest.fixture
def screen(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(pins_module, "usual_hasher", lambda: cheap)
    counter.desk.open(counter.services, OWNER)
    others = [(name, lambda name=name: Remembering(name)) for name in ("sell", "settings")]
    window = counter.open_window(
        *others,
        ("people", partial(desk_pages.people, counter.desk)),
        ("roles", partial(desk_pages.roles, counter.desk)),
    )
    keys.show_active(window)
    people, roles = window.page("people"), window.page("roles")
    assert isinstance(people, PeoplePage)
    assert isinstance(roles, RolesPage)
    window.open("people")
    yield Screen(counter, window, people, roles)
    counter.bot.waitUntil(lambda: not counter.desk.background.busy())


def test_every_right_stands_in_one_group() -> None:
    told = [right for _title, rights in RIGHT_GROUPS for right in rights]
    assert sorted(told) == sorted(Right)


def test_somebody_new_by_keys_alone(screen: Screen) -> None:
    keys.press(Qt.Key.Key_F1)
    assert screen.people.view.person.title.text() == "Người mới"
    keys.type_text("Lan")
    keys.press(Qt.Key.Key_F9)
    assert screen.names() == ["Thảo", "Lan", "Trần Thị Mai"]
    assert screen.people.save.reason() == "Chưa sửa gì"


def test_a_name_that_is_taken_stays_with_its_reason_below(screen: Screen) -> None:
    keys.press(Qt.Key.Key_F1)
    keys.type_text("thao")
    screen.people.view.person.name.box.edit.setText("thảo")
    keys.press(Qt.Key.Key_F9)
    assert "Đã có người tên thảo" in screen.people.view.person.name.error()
    assert screen.people.view.person.name.box.edit.text() == "thảo"
    assert screen.names() == ["Thảo", "Trần Thị Mai"]


def test_another_role_is_kept_with_f9(screen: Screen) -> None:
    screen.pick("Thảo")
    screen.people._menu.refill().actions()[1].trigger()
    assert screen.people.view.person.role.text() == "Trưởng ca"
    lead = next(one for one in screen.counter.services.roster.roles() if one.key == "lead")
    assert screen.people.view.person.says.text() == said_of(lead)
    keys.press(Qt.Key.Key_F9)
    assert screen.people.view.rows.row(0).role == "lead"


def test_the_last_owner_is_kept_and_it_is_said(screen: Screen) -> None:
    screen.pick("Trần Thị Mai")
    assert screen.people.view.leave.isHidden()
    screen.people._menu.refill().actions()[0].trigger()
    keys.press(Qt.Key.Key_F9)
    error = screen.people.view.person.name.error() or screen.people.view.banner.label.text()
    assert "luôn cần một người chủ" in error


def test_who_left_can_come_back(screen: Screen) -> None:
    screen.pick("Thảo")
    screen.people.view.leave.click()
    screen.people.view.leave.click()
    assert not screen.people.view.rows.row(1).active
    assert screen.people.view.pin.isHidden()
    screen.people.view.back.click()
    assert all(one.active for one in screen.people.view.rows.rows())


def chooser(screen: Screen) -> ChoosePin:
    screen.counter.bot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChoosePin)
    screen.counter.bot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    QTest.qWait(50)
    return dialog


def enter(pin: str) -> None:
    keys.type_text(pin)
    keys.press(Qt.Key.Key_F9)


def test_a_pin_is_typed_twice_and_weak_ones_are_refused(screen: Screen) -> None:
    screen.pick("Thảo")
    screen.people.view.pin.choose.click()
    dialog = chooser(screen)
    assert dialog.stage() == NEW
    enter("111111")
    assert "ai cũng đoán ra" in dialog.note.text()
    enter(PIN)
    assert dialog.stage() == AGAIN
    enter(OTHER)
    assert "không giống nhau" in dialog.note.text()
    enter(PIN)
    enter(PIN)
    screen.settle()
    assert screen.counter.services.pins.sign_in(1, CASHIER, PIN).has_pin
    assert screen.people.view.pin.choose.text() == "Đổi mã PIN"


def test_ones_own_needs_the_old_one(screen: Screen) -> None:
    desk, services = screen.counter.desk, screen.counter.services
    services.pins.choose(desk.actor(), OWNER, PIN)
    person = next(one for one in services.staff.active() if one.id == OWNER)
    choose_pin(screen.window, services, desk.background, desk.actor(), person)
    dialog = chooser(screen)
    assert dialog.stage() == OLD
    for pin in (OTHER, OTHER, OTHER):
        enter(pin)
    screen.settle()
    assert "Còn 4 lần" in dialog.note.text()
    for pin in (PIN, OTHER, OTHER):
        enter(pin)
    screen.settle()
    assert services.pins.sign_in(1, OWNER, OTHER)


def test_a_locked_person_is_unlocked_here(screen: Screen) -> None:
    services = screen.counter.services
    services.pins.choose(screen.counter.desk.actor(), CASHIER, PIN)
    for _ in range(5):
        with pytest.raises(BadInput):
            services.pins.sign_in(1, CASHIER, OTHER)
    screen.window.open("settings")
    screen.window.open("people")
    screen.pick("Thảo")
    assert screen.people.view.pin.says.text() == "Khóa 15 phút"
    screen.people.view.pin.unlock.click()
    assert services.pins.waits() == {}
    assert screen.people.view.pin.unlock.isHidden()


def test_how_long_until_the_screen_locks(screen: Screen) -> None:
    screen.people.view.minutes.chips()[2 + 1].click()
    assert screen.counter.services.settings.get(LOCK_MINUTES) == 10


def test_roles_switch_by_switch(screen: Screen) -> None:
    screen.window.open("roles")
    view = screen.roles.view
    view.switches[Right.VOID].click()
    card = screen.counter.services.roster.roles()[0]
    assert Right.VOID in card.rights
    view.most.chips()[1].click()
    assert screen.counter.services.roster.roles()[0].most_discount == 500
    view.list.select(2)
    assert not any(check.isEnabled() for check in view.switches.values())
    assert all(check.isChecked() for check in view.switches.values())


def test_a_role_of_the_shops_own(screen: Screen) -> None:
    screen.window.open("roles")
    assert screen.roles.save.isHidden()
    keys.press(Qt.Key.Key_F1)
    keys.type_text("Ca toi")
    keys.press(Qt.Key.Key_F9)
    names = [one.name for one in screen.counter.services.roster.roles()]
    assert names[-1] == "Ca toi"
    screen.roles.view.remove.click()
    screen.roles.view.remove.click()
    assert len(screen.counter.services.roster.roles()) == 3


def test_whoever_may_not_is_sent_away(screen: Screen) -> None:
    people = screen.counter.services.staff.active()
    screen.counter.desk.take_over(next(one for one in people if one.id == CASHIER))
    assert screen.window.front() == "sell"
