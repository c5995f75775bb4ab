"""The people of the shop's pictures, and the stories that make them what the pictures show."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.basics.money import Money
from pos_app.customers.consent import Channel, Purpose
from pos_app.demo.days import HABITS, MORNING
from pos_app.demo.people import NOBODY_LEAVES, Habit, Person, form_of, phone_number, told
from pos_app.demo.shoppers import Answers, Shopper
from pos_app.payments.tenders import Method

NGOC: Final = "Nguyễn Thị Hồng Ngọc"
SAU: Final = "Phạm Thị Sáu"
LAN: Final = "Trần Thị Lan"
BAY: Final = "Trần Văn Bảy"
TUAN: Final = "Lê Minh Tuấn"
PHUONG: Final = "Hoàng Mai Phương"


EARLY: Final = HABITS.index(MORNING)


@dataclass(frozen=True, slots=True)
class Story:
    """How somebody shopped; days are counted back from the end of the story."""

    name: str
    first: int
    last: int
    visits: int
    spent: Money
    """In all, to the đồng."""
    last_bill: Money | None = None
    points: int | None = None
    """The balance in the end."""
    favourites: tuple[str, ...] = ()
    """SKUs."""
    hours: int = 0
    """Which of the profiles of a day."""


STORIES: Final = (
    Story(
        NGOC, 254, 2, 38, Money(12_920_000), Money(418_000), 1_284,
        ("SUA01", "TA03", "GIAT01", "CF01", "GAO01", "CAI01", "TRG01", "BK01"),
    ),
    Story(
        SAU, 300, 3, 42, Money(14_846_000), None, None,
        ("GAO01", "MAM01", "DAU01", "TRG01", "RAU01", "TN15", "GV09"),
    ),
    Story(LAN, 1, 1, 1, Money(236_000)),
    Story(
        BAY, 280, 1, 26, Money(3_640_000), Money(985_000), None,
        ("NUOC15", "MI01", "CF06", "BM01", "TRA02"), EARLY,
    ),
    Story(
        TUAN, 220, 4, 30, Money(6_210_000), None, None,
        ("MAM07", "MI01", "KEM10", "NUOC16", "GIAY01"),
    ),
    Story(PHUONG, 205, 46, 17, Money(3_180_000)),
)  # fmt: skip
"""The most important first: a small shop tells only so many."""

_LEAST: Final = 20_000
"""Đồng of the smallest bill of a story."""
_NUMBERS_FROM: Final = 900 * 270_000
"""Places of telephone numbers that no other customer reaches."""
_PHONES: Final = {NGOC: "+84901234567"}
_NGOC_AGREES: Final[Answers] = {
    (Purpose.ORDER, Channel.CALL): True,
    (Purpose.ORDER, Channel.MESSAGE): True,
    (Purpose.GREETING, Channel.CALL): True,
    (Purpose.GREETING, Channel.MESSAGE): True,
    (Purpose.GREETING, Channel.CARD): True,
}
_ANSWERS: Final = {NGOC: _NGOC_AGREES}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One visit of a story, counted from 1."""

    story: Story
    shopper: Shopper
    number: int
    of: int

    @property
    def final(self) -> bool:
        """Whether it is the last one."""
        return self.number == self.of

    def budget(self, rng: random.Random) -> int:
        """About how many đồng to spend; the last visit spends exactly what is missing."""
        account = self.shopper.account
        left = self.story.spent.dong - (account.spent if account else 0)
        if self.final:
            return left
        usual = self.story.last_bill or Money(self.story.spent.dong // self.of)
        others = self.of - self.number
        share = (left - usual.dong) / others
        return max(int(share * rng.uniform(0.7, 1.3) if others > 1 else share), _LEAST)


def regulars(number: int, days: int, rng: random.Random) -> list[Shopper]:
    """At most so many of the people in the pictures."""
    return [
        Shopper(
            person=Person(
                name=one["name"],
                form=form_of(one["form"]),
                e164=_PHONES.get(one["name"], phone_number(_NUMBERS_FROM + place)),
            ),
            habit=_habit(days, rng),
            note=one["note"],
            answers=_ANSWERS.get(one["name"], {}),
        )
        for place, one in enumerate(told()["regulars"][:number])
    ]


def stories(most: int) -> list[Story]:
    """The stories that fit into so many visits."""
    chosen = []
    for story in STORIES:
        most -= story.visits
        if most < 0:
            break
        chosen.append(story)
    return chosen


def days_of(story: Story, open_days: Sequence[int], end: int, rng: random.Random) -> list[int]:
    """Places of the days of its visits among those on which the shop is open, rising.

    `end` is the place of the last day of all; the last visit never falls on it.
    """
    before = [day for day in open_days if day <= end - story.last]
    possible = [day for day in before if day >= end - story.first] or before[-1:]
    if story.visits == 1 or len(possible) < 2:
        return possible[-1:]
    first, *between, last = possible
    middle = rng.sample(between, min(story.visits - 2, len(between)))
    return sorted([first, *middle, last])


def _habit(days: int, rng: random.Random) -> Habit:
    return Habit(
        first=rng.randrange(days // 2),
        last=NOBODY_LEAVES,
        every=rng.uniform(6, 14),
        appetite=rng.uniform(1.0, 1.4),
        hours=rng.randrange(len(HABITS)),
        method=rng.choice(list(Method)[:4]),
    )
