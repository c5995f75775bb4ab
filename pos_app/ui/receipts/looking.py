"""What the list of receipts is read from: some days, the words to find, the orders that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pos_app.basics.clock import day_text, shop_day, weekday_text
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.money import Money
from pos_app.basics.numerals import grouped
from pos_app.payments.references import is_code

if TYPE_CHECKING:
    from pos_app.payments.expected import Transfer
    from pos_app.selling.history import SalesPage
    from pos_app.ui.services import Services

WEEK: Final = 7
LATE: Final = timedelta(days=7)
"""So long money that nobody waits for is offered unasked; its code finds it at any age."""


class Span(StrEnum):
    """How many days are looked at."""

    TODAY = "today"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Days:
    """Days inclusive, and by which chip they were chosen."""

    span: Span
    first: date
    last: date

    @classmethod
    def today(cls, today: date) -> Days:
        """Today."""
        return cls(Span.TODAY, today, today)

    @classmethod
    def week(cls, today: date) -> Days:
        """Today and the six days before."""
        return cls(Span.WEEK, today - timedelta(days=WEEK - 1), today)

    @classmethod
    def on(cls, day: date, today: date) -> Days:
        """One day, which may be today."""
        return cls.today(today) if day == today else cls(Span.DAY, day, day)

    def renewed(self, today: date) -> Days:
        """The same choice on another today: midnight passes while the page is open."""
        match self.span:
            case Span.TODAY:
                return Days.today(today)
            case Span.WEEK:
                return Days.week(today)
            case Span.DAY:
                return self

    def moved(self, by: int, today: date) -> Days:
        """The day before or after; never tomorrow. A week gives way to its last day's neighbour."""
        return Days.on(min(self.last + timedelta(days=by), today), today)


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be read. With `sale` the days are those of that sale."""

    days: Days
    text: str = ""
    sale: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was read; `count` and `total` are of our own counters on all of the days."""

    question: Question
    page: SalesPage
    count: int
    total: Money
    tray: tuple[Transfer, ...]
    unclaimed: tuple[Transfer, ...]
    """Money that arrived and that no order claims."""
    given_up: tuple[Transfer, ...]
    """What is not waited for any more and may still come."""


def look(services: Services, question: Question) -> Look:
    """Reads it all; some milliseconds, a search over many days longer."""
    days, page = _pages(services, question)
    span = (days.last - days.first).days + 1
    sums = [services.history.day_sum(days.first + timedelta(days=step)) for step in range(span)]
    return Look(
        question=Question(days, question.text, question.sale),
        page=page,
        count=sum(count for count, _total in sums),
        total=Money.total(total for _count, total in sums),
        tray=tuple(services.transfers.tray()),
        unclaimed=tuple(services.unclaimed.all()),
        given_up=_given_up(services, question.text),
    )


def _given_up(services: Services, text: str) -> tuple[Transfer, ...]:
    code = text.strip().upper()
    since = services.clock.now() - LATE
    return tuple(services.transfers.given_up(since, code if is_code(code) else ""))


def _pages(services: Services, question: Question) -> tuple[Days, SalesPage]:
    from pos_app.selling.history import SalesQuery

    def page(days: Days) -> SalesPage:
        return services.history.sales(SalesQuery(days.first, days.last, question.text))

    if not question.sale:
        return question.days, page(question.days)
    today = shop_day(services.clock.now())
    sold = shop_day(services.history.show(question.sale).sold_at)
    day, evening = (Days.on(one, today) for one in (sold, sold - timedelta(days=1)))
    found = page(day)
    if any(row.uid == question.sale for row in found.rows):
        return day, found
    return evening, page(evening)  # a shift that ends after midnight counts for the day it began


def heading(days: Days, count: int, total: Money) -> str:
    """What stands beside the page's title: Hôm nay 58 phiếu · 5.484.000 ₫."""
    named = f"{weekday_text(days.last)} {day_text(days.last)}"
    match days.span:
        case Span.TODAY:
            alone = _("Hôm nay")
            words = ngettext(
                "Hôm nay {count} phiếu · {total}", "Hôm nay {count} phiếu · {total}", count
            )
        case Span.WEEK:
            alone = _("7 ngày qua")
            words = ngettext(
                "7 ngày qua {count} phiếu · {total}", "7 ngày qua {count} phiếu · {total}", count
            )
        case Span.DAY:
            alone = named
            words = ngettext(
                "{day}: {count} phiếu · {total}", "{day}: {count} phiếu · {total}", count
            )
    if not count:
        return alone
    return words.format(day=named, count=grouped(count), total=total)
