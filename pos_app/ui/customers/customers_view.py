"""The customers page's layout: a list of people, or one person's file in three columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

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
        row.addWidget(_Column(WHO, self.who, self.value, self.consent))
        row.addWidget(self.timeline, 1)
        row.addWidget(_Column(SIDE, self.stats, self.favourites, self.next, last=self.notes))


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


class _Column(QWidget):
    """Cards one below the other; `last` stays in sight when the others have to scroll."""

    def __init__(self, width: int, *cards: QWidget, last: QWidget | None = None) -> None:
        super().__init__()
        self._width = width
        self.setMinimumWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        plain_layout(column, (0, 0, 0, 0), GAP)
        column.addWidget(_Scrolling(cards))
        if last is not None:
            column.addWidget(last)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        """Wider by half as much as the letters are, where there is room."""
        return QSize(
            self._width + (px(self._width) - self._width) // 2, super().sizeHint().height()
        )


class _Scrolling(QScrollArea):
    """As high as its cards, or as the room that is left for them."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = Panel("bg", gap=GAP)
        for card in cards:
            self._cards.body.addWidget(card)
        self._cards.body.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(self._cards)
        self._cards.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card came, went or grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """A scroll bar only where the cards do not fit without one."""
        fits = self._whole() <= self.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )
        self.updateGeometry()

    def _whole(self) -> int:
        by_width = self._cards.hasHeightForWidth()
        return (
            self._cards.heightForWidth(self.width())
            if by_width
            else self._cards.sizeHint().height()
        )

    def sizeHint(self) -> QSize:
        """All cards in this width."""
        return QSize(self.width(), self._whole())

    def minimumSizeHint(self) -> QSize:
        """Less than that scrolls."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere in another width."""
        super().resizeEvent(event)
        self._settle()
