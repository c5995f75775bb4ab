"""The layout of the screen of roles: roles at the left, the switches of one at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.basics.i18n import _, ngettext
from pos_app.shop.rights import RIGHT_GROUPS, RIGHT_NAMES, Right
from pos_app.ui.approval.people_list import TONES
from pos_app.ui.setup.choices import choice
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.buttons import ConfirmButton
from pos_app.ui.widgets.feedback import Banner
from pos_app.ui.widgets.inputs import Field, TextInput
from pos_app.ui.widgets.labels import Label, SectionTitle
from pos_app.ui.widgets.lists import ListView, Rows, TwoLineDelegate, TwoLines
from pos_app.ui.widgets.paint import Run
from pos_app.ui.widgets.surfaces import Card, Panel, plain_layout
from pos_app.ui.widgets.switches import Check

if TYPE_CHECKING:
    from pos_app.shop.roster import RoleCard

LIST: Final = 360
PERCENTS: Final = (0, 5, 10, 20, 50, 100)

Switched = Callable[[Right, bool], object]


class RolesView(QWidget):
    """Layout only; what its parts do is in RolesPage."""

    def __init__(self, switched: Switched) -> None:
        super().__init__()
        self.rows: Rows[RoleCard] = Rows(lambda role: role.name)
        self.list = ListView(self.rows, TwoLineDelegate(_lines), _("Vai trò"))
        self.banner = Banner("", Tone.RED, "triangle-alert")
        self.banner.hide()
        self.title = SectionTitle("")
        self.name = Field(_("Tên vai trò"), TextInput(), _("Nhiều nhất 60 chữ"))
        self.most = choice([(100 * percent, f"{percent} %") for percent in PERCENTS], 0)
        self.most_note = Label("", 14, 400, "ink2", wrap=True)
        self.remove = ConfirmButton(_("Xóa vai trò"), _("Bấm lần nữa để xóa"), height=40)
        self.switches: dict[Right, Check] = {}
        self._arrange(switched)

    def _arrange(self, switched: Switched) -> None:
        left = Panel("sur", ("right",))
        left.body.addWidget(self.list)
        left.setFixedWidth(px(LIST))
        groups = Panel("bg", margins=(16, 16, 16, 16), gap=12)
        groups.body.addWidget(self.banner)
        groups.body.addWidget(self._head())
        columns = QHBoxLayout()
        plain_layout(columns, (0, 0, 0, 0), 12)
        for part in (RIGHT_GROUPS[:2], RIGHT_GROUPS[2:3] + RIGHT_GROUPS[5:], RIGHT_GROUPS[3:5]):
            column = QVBoxLayout()
            plain_layout(column, (0, 0, 0, 0), 12)
            for title, rights in part:
                column.addWidget(self._group(_(title), rights, switched))
            column.addStretch(1)
            columns.addLayout(column, 1)
        groups.body.addLayout(columns)
        groups.body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(groups)
        row = QHBoxLayout(self)
        plain_layout(row, (0, 0, 0, 0), 0)
        row.addWidget(left)
        row.addWidget(area, 1)

    def _head(self) -> Card:
        card = Card(margins=(16, 12, 16, 14), gap=8)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.remove, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.name, 1, 0)
        most = QVBoxLayout()
        plain_layout(most, (0, 0, 0, 0), 4)
        most.addWidget(Label(_("Tự giảm giá tới"), 13, 500, "ink2"))
        most.addWidget(self.most)
        most.addWidget(self.most_note)
        most.addStretch(1)
        grid.addLayout(most, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        return card

    def _group(self, title: str, rights: tuple[Right, ...], switched: Switched) -> Card:
        card = Card(margins=(16, 12, 12, 10), gap=0)
        card.body.addWidget(SectionTitle(title))
        for right in rights:
            check = self.switches[right] = Check(_(RIGHT_NAMES[right]))
            check.clicked.connect(partial(self._tell, switched, right))
            card.body.addWidget(check)
        return card

    def _tell(self, switched: Switched, right: Right, *_pressed: object) -> None:
        switched(right, self.switches[right].isChecked())

    def say_trouble(self, sentence: str) -> None:
        """A sentence above the cards; "" takes it away."""
        self.banner.label.setText(sentence)
        self.banner.setVisible(bool(sentence))

    def show_role(self, role: RoleCard, reach: frozenset[Right]) -> None:
        """One role; only what the one on duty has themselves can be switched."""
        self.title.setText(role.name)
        self.name.setVisible(role.own)
        self.remove.setVisible(role.own and not role.people)
        self.most.choose(role.most_discount)
        self.most.setEnabled(not role.fixed)
        self.most_note.setText(
            _("Chủ làm được mọi việc, không tắt được.")
            if role.fixed
            else _("Giảm hơn thì nhờ người có quyền bấm mã PIN.")
        )
        for right, check in self.switches.items():
            check.setChecked(right in role.rights)
            check.setEnabled(not role.fixed and right in reach)


def _lines(record: object) -> TwoLines:
    role = cast("RoleCard", record)
    people = ngettext("{count} người", "{count} người", role.people).format(count=role.people)
    return TwoLines(
        role.name,
        (Run(people, "ink2"),),
        icon="users",
        tone=TONES.get(role.key, Tone.JADE),
        chip=(_("Tự đặt"), Tone.BLUE) if role.own else None,
    )
