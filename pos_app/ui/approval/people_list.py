"""People to choose from, with their role and whether they have a PIN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QRect

from pos_app.basics.i18n import _, ngettext
from pos_app.basics.text import initials
from pos_app.ui.theme import Tone, px
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.lists import RECORD, AnyIndex, ListView, RowDelegate, Rows
from pos_app.ui.widgets.paint import RIGHT, Painter

if TYPE_CHECKING:
    from pos_app.shop.staff import StaffMember

ROW: Final = 52
TONES: Final = {"owner": Tone.PLUM, "lead": Tone.CLAY}
"""Of the roles every shop has; everybody else is jade."""


def waiting(minutes: int) -> str:
    """How long somebody is locked out."""
    return ngettext("Khóa {minutes} phút", "Khóa {minutes} phút", minutes).format(minutes=minutes)


def _sentence(person: StaffMember) -> str:
    return f"{person.name}, {person.role_name}"


class _Person(RowDelegate):
    def __init__(self) -> None:
        super().__init__(ROW)
        self.waits: Mapping[int, int] = {}

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        person = cast("StaffMember", index.data(RECORD))
        area = rect.adjusted(14, 0, -12, -1)
        side = 36
        disc = QRect(area.left(), area.top() + (area.height() - side) // 2, side, side)
        pen.avatar(disc, initials(person.name), TONES.get(person.role, Tone.JADE), size=13)
        area.setLeft(disc.right() + 12)
        if person.id in self.waits:
            chip = pen.chip(area, waiting(self.waits[person.id]), Tone.RED, align=RIGHT)
            area.setRight(chip.left() - 8)
        elif person.has_pin:
            lock = QRect(area.right() - 18, area.top(), 18, area.height())
            pen.icon(lock, "lock", "ink3", 16)
            area.setRight(lock.left() - 8)
        half = px(20)
        top = area.top() + (area.height() - 2 * half) // 2
        ink: Ink = "ink"
        pen.text(QRect(area.left(), top, area.width(), half), person.name, 15, 600, ink)
        pen.text(
            QRect(area.left(), top + half, area.width(), half), person.role_name, 13, 400, "ink2"
        )


class PeopleList(ListView):
    """One of them is chosen."""

    def __init__(self, most_rows: int = 4) -> None:
        self._people: Rows[StaffMember] = Rows(_sentence)
        self._look = _Person()
        self._most = most_rows
        super().__init__(self._people, self._look, _("Nhân viên"))

    def fill(self, people: Sequence[StaffMember], waits: Mapping[int, int], chosen: int) -> None:
        """Other people; `chosen` is an id, the first one if it is not among them."""
        self._look.waits = waits
        self._people.set_rows(people)
        rows = min(max(len(people), 1), self._most)
        self.setFixedHeight(rows * self._look.height() + 2)
        places = [place for place, one in enumerate(people) if one.id == chosen]
        self.select(places[0] if places else 0)

    def set_waits(self, waits: Mapping[int, int]) -> None:
        """Somebody else has to wait, or nobody any more."""
        self._look.waits = waits
        self.viewport().update()

    def chosen(self) -> StaffMember | None:
        """Who it is."""
        row = self.current_row()
        return self._people.row(row) if row >= 0 else None

    def wait(self, person: StaffMember) -> int:
        """Minutes that somebody has to wait."""
        return self._look.waits.get(person.id, 0)
