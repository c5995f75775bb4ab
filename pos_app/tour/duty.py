"""Who stands at the counter: people, roles, PINs, a second person's leave, and the lock."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from pos_app.basics.actor import Actor
from pos_app.basics.i18n import N_
from pos_app.shop.staff import Right, Role, StaffMember
from pos_app.tour.scenes import Scene
from pos_app.tour.selling import MILK, code_of
from pos_app.tour.stage import Stage

PIN: Final = "480271"
WRONG: Final = "739154"


def person(stage: Stage, role: Role) -> StaffMember:
    """The first one with a role."""
    return next(one for one in stage.services.staff.active() if one.role == role)


def take_over(stage: Stage, who: StaffMember) -> None:
    """Picked in the status bar."""
    stage.program.duty.change_to(who.id)
    stage.settle()


def dialog(stage: Stage) -> QWidget:
    """What is in front of the window; it has the keyboard."""
    stage.wait(lambda: QApplication.activeModalWidget() is not None)
    front = QApplication.activeModalWidget()
    assert front is not None, "no dialog is open"
    front.activateWindow()
    stage.wait(front.isActiveWindow)
    return front


def leave(stage: Stage) -> None:
    """Esc, and the keyboard is the window's again."""
    stage.press("Esc")
    stage.window.activateWindow()
    stage.wait(stage.window.isActiveWindow)


def people(stage: Stage) -> None:
    """The owner has chosen a PIN and looks at who works here."""
    owner = person(stage, Role.OWNER)
    take_over(stage, owner)
    services, desk = stage.services, stage.program.desk
    desk.tell(services.pins.choose(Actor(owner.id, services.counter), owner.id, PIN))
    stage.go("people")


def name_taken(stage: Stage) -> None:
    """Somebody new with a name that there is already."""
    stage.press("F1")
    stage.type(person(stage, Role.OWNER).name)
    stage.press("F9")


def roles(stage: Stage) -> None:
    """What a shift lead may do."""
    stage.go("roles")
    stage.press("Down")


def weak(stage: Stage) -> QWidget:
    """A PIN that anybody guesses."""
    stage.press("Esc", "Up")
    stage.program.window.status.pin_asked.emit()
    dialog(stage)
    stage.type(PIN)
    stage.press("F9")
    stage.type("123456")
    stage.press("F9")
    return dialog(stage)


def approval(stage: Stage) -> QWidget:
    """A cashier needs a second person."""
    leave(stage)
    take_over(stage, person(stage, Role.CASHIER))
    stage.go("sell")
    stage.program.desk.allow(Right.SETTINGS, _go_on)
    dialog(stage)
    stage.type(PIN[:3])
    return dialog(stage)


def _go_on(_lent: Actor) -> None:
    """Nobody lends it in the tour."""


def refused(stage: Stage) -> QWidget:
    """The wrong PIN."""
    stage.type(WRONG[3:])
    stage.press("F9")
    return dialog(stage)


def locked(stage: Stage) -> None:
    """Ctrl+L."""
    leave(stage)
    stage.press("Ctrl+L", "Down")


def locked_scan(stage: Stage) -> None:
    """Something is scanned while nobody is there."""
    stage.scan(code_of(stage, MILK))


def back(stage: Stage) -> None:
    """The cashier, who has no PIN, is there again; the order is as it was."""
    stage.press("Up", "F9")


DUTY: Final = (
    Scene("people", N_("Nhân viên: vai trò và mã PIN"), people),
    Scene("people-taken", N_("Tên đã có: câu báo cạnh ô"), name_taken),
    Scene("roles", N_("Vai trò: bật tắt từng quyền"), roles),
    Scene("pin-weak", N_("Mã PIN dễ đoán không nhận"), weak),
    Scene("approval", N_("Nhờ người có quyền bấm mã PIN"), approval),
    Scene("approval-wrong", N_("Sai mã PIN: còn mấy lần"), refused),
    Scene("locked", N_("Khóa quầy"), locked),
    Scene("locked-scan", N_("Quét khi quầy khóa: món chưa vào đơn"), locked_scan),
    Scene("unlocked", N_("Mở lại: đơn vẫn còn nguyên"), back),
)
