"""People found by a search: who, tier, points, last visit, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

from pos_app.basics.i18n import _, ngettext
from pos_app.basics.phone import shown
from pos_app.basics.text import initials
from pos_app.loyalty.points import count
from pos_app.ui.theme import TIER_ICONS, TIER_TONES, Tone, colour, px
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.lists import RECORD, AnyIndex, ListView, RowDelegate, Rows
from pos_app.ui.widgets.paint import RIGHT, Painter
from pos_app.ui.widgets.surfaces import Panel

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer

HEAD: Final = 34
ROW: Final = 60
DISC: Final = 40


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person; `tier` is the tier's name, `last` says when something was last bought."""

    customer: Customer
    tier: str
    last: str


class Columns:
    """Where the parts of a row stand; the head uses the same."""

    def __init__(self, rect: QRect) -> None:
        right = rect.right() - 24
        self.last = QRect(right - px(120) + 1, rect.top(), px(120), rect.height())
        right = self.last.left() - 16
        self.points = QRect(right - px(100) + 1, rect.top(), px(100), rect.height())
        right = self.points.left() - 24
        self.tier = QRect(right - px(150) + 1, rect.top(), px(150), rect.height())
        left = rect.left() + 16 + DISC + 12
        self.who = QRect(left, rect.top(), self.tier.left() - left - 12, rect.height())
        self.disc = QRect(rect.left() + 16, rect.top() + (rect.height() - DISC) // 2, DISC, DISC)


class PeopleHead(Panel):
    """The columns' names."""

    def __init__(self) -> None:
        super().__init__("sur2", ("bottom",))
        self.setFixedHeight(max(HEAD, px(20) + 14))
        self._who = Label(_("Khách"), 14, 600, "ink2")
        self.tier = Label(_("Hạng"), 14, 500, "ink2")
        self.points = Label(_("Điểm"), 14, 500, "ink2", align=RIGHT)
        self.last = Label(_("Lần mua cuối"), 14, 500, "ink2", align=RIGHT)
        for label in (self._who, self.tier, self.points, self.last):
            label.setParent(self)

    def say(self, title: str) -> None:
        """What the list holds: who came last, or what was found."""
        self._who.setText(title)

    def resizeEvent(self, _event: object) -> None:
        columns = Columns(QRect(0, 0, self.width(), self.height() - 1))
        left = columns.disc.left()
        self._who.setGeometry(left, 0, columns.who.right() - left, self.height() - 1)
        self.tier.setGeometry(columns.tier)
        self.points.setGeometry(columns.points)
        self.last.setGeometry(columns.last)


class _Delegate(RowDelegate):
    def __init__(self) -> None:
        super().__init__(ROW)

    def paint_row(self, pen: Painter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        row: PersonRow = index.data(RECORD)
        columns, customer = Columns(self.as_head(rect)), row.customer
        if not selected:
            pen.painter.fillRect(rect.adjusted(0, 0, 0, -1), colour("sur"))
        tone = tone_of(customer.tier)
        pen.avatar(columns.disc, initials(customer.name), Tone.GOLD if tone is Tone.PLAIN else tone)
        upper, lower = QRect(columns.who), QRect(columns.who)
        line = px(21)
        upper.setTop(columns.who.center().y() - line + 1)
        upper.setHeight(line)
        lower.setTop(columns.who.center().y() + 1)
        lower.setHeight(line)
        pen.text(upper, customer.shown, 15, 600)
        if customer.phone:
            pen.number(lower, shown(customer.phone), 14, 500, "ink2")
        else:
            pen.text(lower, _("chưa có số điện thoại"), 14, 400, "ink3")
        pen.chip(columns.tier, row.tier, tone, icon=icon_of(customer.tier))
        pen.number(columns.points, count(customer.points), 15, 600, "gold", align=RIGHT)
        pen.number(columns.last, row.last, 14, 500, "ink2", align=RIGHT)


class PeopleList(ListView):
    """The people of a search, or who bought last."""

    def __init__(self) -> None:
        self._people: Rows[PersonRow] = Rows(_spoken)
        super().__init__(self._people, _Delegate(), _("Khách"))
        self._people.setParent(self)

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Other people, the first one chosen."""
        self._people.set_rows(rows)
        self.select(0)

    def rows(self) -> tuple[PersonRow, ...]:
        """Who is listed."""
        return self._people.rows()

    def choice(self) -> Customer | None:
        """Who is chosen."""
        place = self.current_row()
        return self._people.row(place).customer if place >= 0 else None


def tone_of(rank: int) -> Tone:
    """The tint of a tier."""
    return TIER_TONES[min(rank, len(TIER_TONES) - 1)]


def icon_of(rank: int) -> str:
    """The picture of a tier."""
    return TIER_ICONS[min(rank, len(TIER_ICONS) - 1)]


def _spoken(row: PersonRow) -> str:
    held = row.customer.points
    points = ngettext("{points} điểm", "{points} điểm", held).format(points=count(held))
    return f"{row.customer.shown}, {row.tier}, {points}, {row.last}"
