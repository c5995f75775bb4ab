"""The customers page's layout: a list of people, or one person's file in three columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from pos_app.basics.i18n import _
from pos_app.ui.customers.consent_view import ConsentCard
from pos_app.ui.customers.people_view import PeopleHead, PeopleList
from pos_app.ui.customers.side_view import FavouritesCard, NextCard, NotesCard, StatsCard
from pos_app.ui.customers.timeline_view import TimelineCard
from pos_app.ui.customers.who_view import ValueCard, WhoCard
from pos_app.ui.theme import Tone, px
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.feedback import Banner, EmptyState
from pos_app.ui.widgets.inputs import SearchBox
from pos_app.ui.widgets.surfaces import Panel, plain_layout

WHO: Final = 320
SIDE: Final = 372
SEARCH: Final = 290
GAP: Final = 12


class FileView(QWidget):
    """One person: who, what happened, what to know and do."""

    def __init__(self) -> None:
        super().__init__()
        self.who, self.value, self.consent = WhoCard(), ValueCard(), ConsentCard()
        self.timeline = TimelineCard()
        self.stats, self.favourites = StatsCard(), FavouritesCard()
        self.next, self.notes = NextCard(), NotesCard()
        row = QHBoxLayout(self)
        plain_layout(row, (GAP, GAP, GAP, GAP), GAP)
        left = _column(self.who, self.value, self.consent)
        right = _column(self.stats, self.favourites, self.next, self.notes)
        row.addWidget(_scrolling(left, _grown(WHO)))
        row.addWidget(self.timeline, 1)
        row.addWidget(_scrolling(right, _grown(SIDE)))


class CustomersView(QWidget):
    """Layout only; its parts are public, what they do is in CustomersPage."""

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox(_("Tên, số điện thoại, mã thẻ"), key="F4")
        self.search.setFixedWidth(px(SEARCH))
        self.card = Button(_("In thẻ"), key="Ctrl+P", icon="id-card")
        self.sell = Button(_("Bán cho khách"), "primary", key="F9", icon="scan-barcode")
        self.banner = Banner("", Tone.GOLD)
        self.banner.hide()
        self.head, self.people = PeopleHead(), PeopleList()
        self.nobody = EmptyState("users", "")
        self.file = FileView()
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), 0)
        column.addWidget(self.banner)
        below = QWidget()
        column.addWidget(below, 1)
        self._pages = QStackedLayout(below)
        for page in (self.nobody, self._listed(), self.file):
            self._pages.addWidget(page)

    def _listed(self) -> QWidget:
        page = Panel("bg")
        page.body.addWidget(self.head)
        page.body.addWidget(self.people, 1)
        return page

    def show_people(self) -> None:
        """The list."""
        self._pages.setCurrentIndex(1)

    def show_nobody(self, title: str, text: str = "") -> None:
        """Nobody was found, or nobody bought yet."""
        self.nobody.say(title, text)
        self._pages.setCurrentIndex(0)

    def show_file(self) -> None:
        """One person."""
        self._pages.setCurrentIndex(2)

    def say_trouble(self, sentence: str) -> None:
        """What could not be done; "" takes it away."""
        if sentence:
            self.banner.say(sentence, Tone.GOLD, "info")
        else:
            self.banner.hide()


def _grown(width: int) -> int:
    """A column grows a third as much as its letters; the timeline gives the room."""
    return width + (px(width) - width) // 3


def _column(*cards: QWidget) -> Panel:
    column = Panel("bg", gap=GAP)
    for card in cards:
        column.body.addWidget(card)
    column.body.addStretch(1)
    return column


def _scrolling(column: QWidget, width: int) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFixedWidth(width)
    area.setWidget(column)
    return area
