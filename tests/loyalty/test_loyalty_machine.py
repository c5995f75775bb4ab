"""Any sequence of sales, spendings, ends of lots, debts and clock jumps against a small model."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.ids import SeededIds
from pos_app.loyalty.ledger import PointsShort, found_programme
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.models.loyalty import Account
from pos_app.shop import profile
from pos_app.store.database import create_shop_file, open_shop
from tests.fixtures import PROFILE, SATURDAY
from tests.loyalty.till import Till

START = date(2026, 11, 21)
LIMITS = (2_000_000, 6_000_000, 15_000_000)
TENTHS = (10, 12, 15, 20)

PEOPLE = st.sampled_from([0, 1])
DAYS = st.integers(-3, 400).map(timedelta)


@cache
def founded_shop() -> bytes:
    """A shop file with the usual programme; every run of the machine begins with a copy."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.khachquen"
        database = create_shop_file(path)
        with database.transaction() as session:
            profile.found(session, SetClock(SATURDAY), PROFILE, owner="Trần Thị Mai")
            profile.counter_named(session, "Quầy 1")
            found_programme(session, USUAL_PROGRAMME)
        database.close()
        return path.read_bytes()


@dataclass
class Lot:
    left: int
    end: date | None = None


@dataclass
class Person:
    """What a customer has, kept the plain way."""

    lots: list[Lot] = field(default_factory=list)
    owed: int = 0
    rank: int = 0
    bought: list[tuple[date, int]] = field(default_factory=list)

    @property
    def points(self) -> int:
        return sum(lot.left for lot in self.lots)

    @property
    def visits(self) -> int:
        return len({day for day, _ in self.bought})

    def usable(self, day: date) -> list[Lot]:
        alive = [lot for lot in self.lots if lot.left and (lot.end is None or lot.end >= day)]
        return sorted(alive, key=lambda lot: lot.end or date.max)

    def may_spend(self, points: int, bill: int, day: date) -> bool:
        there = sum(lot.left for lot in self.usable(day))
        return not points or (not self.owed and points <= there and points * 200 <= bill)

    def spend(self, points: int, day: date) -> None:
        for lot in self.usable(day):
            taken = min(points, lot.left)
            lot.left -= taken
            points -= taken

    def earn(self, base: int) -> None:
        points = max(base, 0) // 10_000 * TENTHS[self.rank] // 10
        if points:
            repaid = min(points, self.owed)
            self.owed -= repaid
            self.lots.append(Lot(points - repaid))

    def climb(self, bill: int, day: date) -> None:
        self.bought.append((day, bill))
        spent = sum(amount for when, amount in self.bought if year_before(day) < when <= day)
        self.rank = max(self.rank, sum(spent >= limit for limit in LIMITS))

    def take_back(self, points: int) -> None:
        for lot in self.lots:
            taken = min(points, lot.left)
            lot.left -= taken
            points -= taken
        self.owed += points


def year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28) if leap_day else day.replace(year=day.year - 1)


class LedgerMachine(RuleBasedStateMachine):
    """Two customers at one till."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "shop.khachquen"
        path.write_bytes(founded_shop())
        clock = SetClock(SATURDAY)
        ids = SeededIds(clock, 1)
        self.till = Till(open_shop(path), clock, ids, Actor(staff=1, counter=1))
        self.ids = [self.till.enrol("Nguyễn Thị Hồng Ngọc"), self.till.enrol("Trần Văn Đạt")]
        self.people = [Person(), Person()]
        self.day = START

    @rule(who=PEOPLE, bill=st.integers(0, 300).map(lambda n: n * 10_000 + n), barred=st.booleans())
    def sell(self, who: int, bill: int, barred: bool) -> None:
        self._pay(who, bill, 0, bill // 3 if barred else 0)

    @rule(who=PEOPLE, bill=st.integers(1, 9_000_000), lasting=st.integers(0, 40).map(timedelta))
    def sell_for_points_with_an_end(self, who: int, bill: int, lasting: timedelta) -> None:
        lots = self.people[who].lots
        known = len(lots)
        self._pay(who, bill, 0, 0)
        if len(lots) > known:
            lots[-1].end = self.day + lasting
            self.till.end_lot(self.ids[who], known, lots[-1].end)

    @rule(who=PEOPLE, bill=st.integers(0, 500_000), points=st.integers(1, 400))
    def pay_with_points(self, who: int, bill: int, points: int) -> None:
        self._pay(who, bill, points, 0)

    @precondition(lambda self: any(person.points for person in self.people))
    @rule(who=PEOPLE, bill=st.integers(100_000, 900_000))
    def pay_with_all_points(self, who: int, bill: int) -> None:
        self._pay(who, bill, min(self.people[who].points, bill // 200), 0)

    def _pay(self, who: int, bill: int, points: int, barred: int) -> None:
        person = self.people[who]
        if not person.may_spend(points, bill, self.day):
            try:
                self.till.sell(self.ids[who], bill, points, barred=barred)
            except PointsShort:
                return
            raise AssertionError("points were spent that were not there")
        standing = self.till.sell(self.ids[who], bill, points, barred=barred)
        assert standing.multiplier == TENTHS[person.rank]
        assert standing.before == person.points
        person.spend(points, self.day)
        person.earn(bill - barred - points * 100)
        person.climb(bill, self.day)
        assert standing.after == person.points

    @rule(who=PEOPLE, points=st.integers(1, 500))
    def take_back(self, who: int, points: int) -> None:
        owed = self.people[who].owed
        self.people[who].take_back(points)
        assert self.till.owe(self.ids[who], points) == self.people[who].owed - owed

    @rule(days=DAYS)
    def another_day(self, days: timedelta) -> None:
        self.day += days
        self.till.go_to(self.day)

    @invariant()
    def accounts_are_those_of_the_model(self) -> None:
        with self.till.database.reading() as session:
            for customer, person in zip(self.ids, self.people, strict=True):
                account = session.get_one(Account, customer)
                assert (account.points, account.tier) == (person.points, person.rank)
                assert account.visits == person.visits
                assert account.spent.dong == sum(amount for _, amount in person.bought)
        for customer, person in zip(self.ids, self.people, strict=True):
            assert self.till.lots(customer) == [lot.left for lot in person.lots]

    def teardown(self) -> None:
        assert self.till.broken() == []
        self.till.database.close()
        self.folder.cleanup()


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(max_examples=settings().max_examples // 4, stateful_step_count=30)
