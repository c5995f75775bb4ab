"""The layout of the screen of people: who works here at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.ui.approval.people_list import TONES, waiting
from pos_app.ui.setup.choices import Switches, choice
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.buttons import Button, ConfirmButton
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, SectionTitle
from pos_app.ui.widgets.lists import ListView, Rows, TwoLineDelegate, TwoLines
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Card, Panel, plain_layout

if TYPE_CHECKING:
    from pos_app.shop.staff import StaffMember

EDITOR: Final = 560
MINUTES: Final = (0, 2, 5, 10, 30)


class PersonCard(Card):
    """Name and role of one person; `name` and `role` are kept together."""

    def __init__(self) -> None:
        super().__init__(margins=(16, 14, 16, 16), gap=10)
        self.title = SectionTitle("")
        self.name = Field(_("Tên gọi ở quầy"), TextInput(), _("Nhiều nhất 60 chữ"))
        self.role = Button("", icon="chevron-down", height=44, align="left")
        self.says = Label("", 14, 400, "ink2", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.name)
        self.body.addWidget(Label(_("Vai trò"), 13, 500, "ink2"))
        self.body.addWidget(self.role)
        self.body.addWidget(self.says)


class PinCard(Card):
    """Whether there is a PIN, and what can be done about it."""

    def __init__(self) -> None:
        super().__init__(margins=(16, 14, 16, 16), gap=10)
        self.says = Label("", 14, 400, "ink2", wrap=True)
        self.choose = Button(_("Đặt mã PIN"), icon="lock", height=40)
        self.clear = ConfirmButton(_("Bỏ mã PIN"), _("Bấm lần nữa để bỏ"), height=40)
        self.unlock = Button(_("Mở khóa"), height=40)
        row = QHBoxLayout()
        plain_layout(row, (0, 0, 0, 0), 8)
        for button in (self.choose, self.clear, self.unlock):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(SectionTitle(_("Mã PIN")))
        self.body.addWidget(self.says)
        self.body.addLayout(row)

    def show_person(self, person: StaffMember, wait: int, *, own: bool) -> None:
        """What holds for a person; one's own is neither taken away nor unlocked by oneself."""
        if wait:
            said = waiting(wait)
        elif person.has_pin:
            said = _("Đứng quầy và cho phép bằng mã PIN của mình.")
        else:
            said = _("Chưa có mã: ai cũng đứng quầy dưới tên này được.")
        self.says.setText(said)
        self.says.set_ink("red" if wait else "ink2")
        self.choose.setText(_("Đổi mã PIN") if person.has_pin else _("Đặt mã PIN"))
        self.clear.setVisible(person.has_pin and not own)
        self.unlock.setVisible(bool(wait) and not own)


class PeopleView(QWidget):
    """Layout only; what its parts do is in PeoplePage."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows[StaffMember] = Rows(lambda one: f"{one.name}, {one.role_name}")
        self._waits: Mapping[int, int] = {}
        self.list = ListView(self.rows, TwoLineDelegate(self._lines), _("Nhân viên"))
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        self.person, self.pin = PersonCard(), PinCard()
        self.lock = Switches(_("Khóa màn hình"), _("khi không ai chạm máy"))
        self.minutes = choice([(m, _minutes(m)) for m in MINUTES], 5)
        self.lock.add(_("Sau"), self.minutes)
        self.leave = ConfirmButton(_("Cho nghỉ làm"), _("Bấm lần nữa để cho nghỉ"), height=40)
        self.back = Button(_("Đi làm lại"), height=40)
        self._arrange()

    def _arrange(self) -> None:
        left = Panel("sur", ("right",))
        left.body.addWidget(self.list)
        right = Panel("bg", margins=(16, 16, 16, 16), gap=12)
        foot = QHBoxLayout()
        plain_layout(foot, (0, 0, 0, 0), 8)
        foot.addWidget(self.leave)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for part in (self.banner, self.person, self.pin):
            right.body.addWidget(part)
        right.body.addLayout(foot)
        right.body.addStretch(1)
        right.body.addWidget(self.lock)
        right.setFixedWidth(px(EDITOR))
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        row.addWidget(left, 1)
        row.addWidget(right)

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the cards; "" takes it away."""
        self.banner.label.setText(sentence)
        self.banner.setVisible(bool(sentence))

    def fill(self, people: list[StaffMember], waits: Mapping[int, int]) -> None:
        """Everybody, and who is locked out."""
        self._waits = waits
        self.rows.set_rows(people)
        self.list.viewport().update()

    def _lines(self, record: object) -> TwoLines:
        person = cast("StaffMember", record)
        chip = None
        if not person.active:
            chip = (_("Đã nghỉ"), Tone.PLAIN)
        elif person.id in self._waits:
            chip = (waiting(self._waits[person.id]), Tone.RED)
        elif not person.has_pin:
            chip = (_("Chưa có mã PIN"), Tone.GOLD)
        return TwoLines(
            person.name,
            (Run(person.role_name, "ink2"),),
            icon="user",
            tone=TONES.get(person.role, Tone.JADE) if person.active else Tone.PLAIN,
            chip=chip,
            title_ink="ink" if person.active else "ink3",
        )


def _minutes(count: int) -> str:
    if not count:
        return _("Không")
    return ngettext("{count} phút", "{count} phút", count).format(count=count)
