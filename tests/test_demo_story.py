"""The demo's story as it is written: shifts, enrolments, care, and what happens to the file."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock, from_ms, local
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.care.rules import BIG, rank_of_percentile
from pos_app.customers.consent import Channel, Purpose
from pos_app.demo import aftermath
from pos_app.demo.books import Books
from pos_app.demo.building import in_bulk
from pos_app.demo.care import Care
from pos_app.demo.days import HOUR, moment, period
from pos_app.demo.duty import Duty
from pos_app.demo.founding import Founded, found
from pos_app.demo.goods import articles
from pos_app.demo.people import Shopper, regulars
from pos_app.demo.plan import Plan
from pos_app.demo.till import Till
from pos_app.demo.year import Year
from pos_app.loyalty.points import USUAL_PROGRAMME
from pos_app.payments.tenders import Method, Tender
from pos_app.store.check import CHECKS as SOUND
from pos_app.store.check import run
from pos_app.store.database import Database, create_shop_file

LAST_DAY = date(2026, 11, 21)
GOODS = articles(60)
STORY = period(LAST_DAY, 12, datetime.combine(date(2026, 12, 1), time()))
MONTH_AGO = LAST_DAY - timedelta(days=30)
NINE = moment(MONTH_AGO, 9 * HOUR)
CASHIER = Actor(staff=2, counter=1, shift=1)
SCRATCH_CARD = next(i for i, one in enumerate(GOODS) if one.price == Money(100_000))


class Workshop:
    """A founded shop opened for writing, and the parts that write to it."""

    def __init__(self, session: Session, clock: SetClock, founded: Founded) -> None:
        self.session, self.clock = session, clock
        self.books = Books(session)
        days = list(range(STORY.length))
        self.duty = Duty(self.books, founded.counter, founded.cashiers, STORY, days)
        self.till = Till(self.books, clock, SeededIds(clock, 2), "00", USUAL_PROGRAMME, GOODS)
        self.till.begin_day(STORY.since)
        self.care = Care(self.books, random.Random(1), self.duty, STORY)

    def somebody(self, **known: Any) -> Shopper:
        [shopper] = regulars(1, random.Random(1))
        for name, value in known.items():
            setattr(shopper, name, value)
        self.till.enrol(CASHIER, shopper)
        return shopper

    def told(self, query: str) -> list[tuple[Any, ...]]:
        self.books.write(STORY.end)
        return [tuple(row) for row in self.session.execute(text(query))]

    def tasks(self) -> set[tuple[Any, ...]]:
        return set(self.told("SELECT rule, state, outcome FROM care_task"))


@pytest.fixture
def empty_shop(tmp_path: Path) -> Iterator[Database]:
    database = create_shop_file(tmp_path / "shop.khachquen")
    yield database
    database.close()


@pytest.fixture
def workshop(empty_shop: Database) -> Iterator[Workshop]:
    clock = SetClock(NINE)
    founded = found(empty_shop, clock, SeededIds(clock, 1), GOODS)
    with in_bulk(empty_shop) as session:
        yield Workshop(session, clock, founded)


def test_the_file_is_in_a_hurry_only_while_it_grows(empty_shop: Database) -> None:
    def safety(connection: Connection) -> tuple[str, int]:
        ask = connection.exec_driver_sql
        return ask("PRAGMA journal_mode").scalar_one(), ask("PRAGMA synchronous").scalar_one()

    with in_bulk(empty_shop) as session:
        assert safety(session.connection()) == ("off", 0)
    with empty_shop.transaction() as session:
        assert safety(session.connection()) == ("wal", 2)


def test_the_journal_is_written_in_the_order_of_time_and_no_further_than_told(
    workshop: Workshop,
) -> None:
    for minute in (3, 1, 2, 9):
        at = NINE + timedelta(minutes=minute)
        workshop.books.note(at, CASHIER, "tea.made", "kitchen", {"cups": minute})
    made = "SELECT at FROM journal WHERE kind = 'tea.made' ORDER BY n"
    workshop.books.write(NINE + timedelta(minutes=5))
    assert len(workshop.session.execute(text(made)).all()) == 3
    times = [at for (at,) in workshop.told(made)]
    assert times == sorted(times)
    assert len(times) == 4


def test_two_shifts_a_day_and_the_last_stays_open(workshop: Workshop) -> None:
    shifts = workshop.told("SELECT id, staff_id, business_day, closed_at FROM shift ORDER BY id")
    assert len(shifts) == 2 * STORY.length
    assert [shift[0] for shift in shifts if shift[3] is None] == [2 * STORY.length]
    saturday, sunday = date(2026, 11, 14), date(2026, 11, 15)
    late = [workshop.duty.at(moment(day, 18 * HOUR)) for day in (saturday, sunday)]
    early = [workshop.duty.at(moment(day, 9 * HOUR)) for day in (saturday, sunday)]
    assert late[0].staff == 2
    assert late[1].staff == early[1].staff != 2, "Thảo has her Sundays off"
    assert late[0].shift == (early[0].shift or 0) + 1


def test_who_is_enrolled_said_what_they_agree_to_and_the_journal_names_nobody(
    workshop: Workshop,
) -> None:
    answers = {(Purpose.GREETING, Channel.CARD): False}
    workshop.somebody(name="Lê Văn Tám", note="Đọc bốn số cuối.", answers=answers)
    assert workshop.told("SELECT purpose, channel, granted FROM consent") == [
        ("greeting", "card", 0)
    ]
    assert workshop.told("SELECT text FROM customer_note") == [("Đọc bốn số cuối.",)]
    assert workshop.told("SELECT last4 FROM customer_phone") == [("4567",)]
    words = "".join(body for (body,) in workshop.told("SELECT body FROM journal"))
    assert "Tám" not in words
    assert "bốn" not in words


def hear(workshop: Workshop, shopper: Shopper, dong: int) -> None:
    workshop.care.hear(NINE, 1, Money(dong), shopper, held=shopper.tier)


def test_a_first_sale_makes_a_note_that_is_handed_over_or_expires(workshop: Workshop) -> None:
    for _ in range(40):
        hear(workshop, workshop.somebody(), 50_000)
    assert workshop.tasks() == {
        ("first_purchase", "done", "handed_over"),
        ("first_purchase", "expired", "late"),
    }
    tries = workshop.told("SELECT count(*) FROM care_attempt")
    assert tries == workshop.told("SELECT count(*) FROM care_task WHERE state = 'done'")


def test_whoever_said_no_is_left_alone(workshop: Workshop) -> None:
    refuses = workshop.somebody(answers={(Purpose.GREETING, Channel.CARD): False})
    hear(workshop, refuses, 50_000)
    assert workshop.tasks() == {("first_purchase", "rejected", "no_consent")}


def test_a_big_basket_makes_a_call_within_its_hours(workshop: Workshop) -> None:
    for _ in range(30):
        shopper = workshop.somebody()
        shopper.baskets.extend(
            (MONTH_AGO - timedelta(days=day), Money(50_000)) for day in range(9, 1, -1)
        )
        hear(workshop, shopper, 600_000)
    assert ("big_basket", "done", "solved") in workshop.tasks()
    called = workshop.told("SELECT at FROM care_attempt")
    assert {local(from_ms(at)).hour for (at,) in called} <= {9, 10, 11, 14, 15, 16}


def test_what_falls_due_at_the_end_still_waits(workshop: Workshop) -> None:
    yesterday = moment(LAST_DAY - timedelta(days=1), 9 * HOUR)
    for _ in range(10):
        workshop.care.hear(yesterday, 1, Money(50_000), workshop.somebody(), held=0)
    assert workshop.tasks() == {("first_purchase", "ready", None)}


@given(
    days=st.lists(
        st.tuples(st.integers(0, 40), st.lists(st.integers(1_000, 900_000), max_size=8)),
        min_size=1,
        max_size=12,
    )
)
def test_the_shops_big_basket_is_its_nearest_rank(days: list[tuple[int, list[int]]]) -> None:
    nobody: Any = None  # plans nothing
    care, told, day = Care(nobody, random.Random(1), nobody, STORY), [], date(2026, 1, 1)
    for gap, totals in days:
        day += timedelta(days=gap + 1)
        for total in totals:
            care.count(day, Money(total), None)
        told.append((day, totals))
        tomorrow = day + timedelta(days=1)
        counted = sorted(
            total for when, each in told for total in each if when >= tomorrow - BIG.window
        )
        wanted = (
            Money(counted[rank_of_percentile(len(counted), BIG.percentile)]) if counted else None
        )
        assert care.percentile(tomorrow) == wanted


def test_the_oldest_points_go_first_and_the_van_brings_what_was_sold(workshop: Workshop) -> None:
    shopper = workshop.somebody()
    for cards, points in ((1, 0), (2, 0), (3, 25)):
        cart, totals = workshop.till.ring_up({SCRATCH_CARD: Quantity.of(cards)}, shopper, {})
        by_points = Tender(Method.POINTS, Money(points * 100), points=points)
        rest = totals.due - by_points.amount
        tenders = (by_points,) * bool(points) + (Tender(Method.CASH, rest, tendered=rest),)
        paid = replace(cart, tenders=tenders)
        workshop.till.complete(CASHIER, STORY.since, paid, totals, {}, shopper)
    workshop.books.write(STORY.end)
    aftermath.settle(workshop.session, told=3)

    assert shopper.points == 10 + 20 - 25 + 29
    assert workshop.told("SELECT points FROM points_use ORDER BY lot_id") == [(10,), (15,)]
    assert workshop.told("SELECT points_left FROM points_lot ORDER BY entry_id") == [
        (0,),
        (5,),
        (29,),
    ]
    moves = f"SELECT kind, sum(quantity) FROM stock_move WHERE product_id = {SCRATCH_CARD + 1}"
    assert workshop.told(f"{moves} GROUP BY kind") == [
        ("opening", 34_000),
        ("receipt", 6_000),
        ("sale", -6_000),
    ]
    told = workshop.told("SELECT name, count(*), min(settled) FROM outbox GROUP BY name")
    assert told == [("points.changed", 3, 1), ("sale.completed", 3, 1)]


def test_a_year_without_anybody_is_a_sound_file(empty_shop: Database) -> None:
    clock = SetClock(moment(STORY.since, 5 * HOUR))
    ids = SeededIds(clock, 1)
    founded = found(empty_shop, clock, ids, GOODS)
    with in_bulk(empty_shop) as session:
        year = Year(session, clock, ids, founded, Plan(customers=0, sales=0), STORY, GOODS)
        for place in range(STORY.length):
            year.tell(place, 0)
        year.finish()
    assert run(empty_shop, SOUND) == []
    with empty_shop.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM shift")) > 700


_FULL_DISK = """
import resource, signal, sys
from datetime import date
from pathlib import Path
from pos_app.demo import Plan, build
from pos_app.store.errors import DiskFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
folder = Path(sys.argv[1])
try:
    build(folder / "shop.khachquen", Plan(sales=2_000, until=date(2026, 11, 21)))
except DiskFull as refusal:
    print(refusal, list(folder.iterdir()))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="a file size limit is POSIX")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert "Ổ đĩa đầy" in told.stdout, told.stderr
    assert told.stdout.strip().endswith("[]")
