"""The customer page: where somebody stands, and a reason under every line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pos_app.basics.clock import SetClock
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty.ledger import Loyalty
from pos_app.loyalty.points import USUAL_PROGRAMME, Kind
from pos_app.loyalty.programmes import found_programme
from pos_app.store.database import Database
from tests.loyalty.till import Till

SATURDAY = date(2026, 11, 21)


def test_where_ngoc_stands(till: Till, loyalty: Loyalty) -> None:
    ngoc = till.enrol()
    till.go_to(date(2026, 3, 12))
    till.sell(ngoc, 6_920_000)
    till.go_to(SATURDAY)
    till.sell(ngoc, 6_000_000)

    account = loyalty.account(ngoc)

    assert (account.tier.name, account.tier_since) == ("Thân thiết", date(2026, 3, 12))
    assert account.spent == Money(12_920_000)
    assert account.next_tier == USUAL_PROGRAMME.top
    assert account.missing == Money(2_080_000)
    assert (account.points, account.owed) == (692 + 900, 0)


def test_the_window_moves_with_the_day_and_the_tier_stays(till: Till, loyalty: Loyalty) -> None:
    ngoc = till.enrol()
    till.sell(ngoc, 3_000_000)

    assert loyalty.account(ngoc, SATURDAY + timedelta(days=364)).spent == Money(3_000_000)
    later = loyalty.account(ngoc, SATURDAY + timedelta(days=365))
    assert (later.spent, later.tier.rank, later.missing) == (ZERO, 1, Money(6_000_000))


def test_at_the_top_nothing_is_missing(till: Till, loyalty: Loyalty) -> None:
    ngoc = till.enrol()
    till.sell(ngoc, 20_000_000)

    account = loyalty.account(ngoc)

    assert (account.tier.name, account.next_tier, account.missing) == ("Tri kỷ", None, ZERO)


def test_what_is_owed_is_said(till: Till, loyalty: Loyalty) -> None:
    ngoc = till.enrol()
    till.sell(ngoc, 100_000)
    till.owe(ngoc, 25)

    assert (loyalty.account(ngoc).points, loyalty.account(ngoc).owed) == (0, 15)


def test_nobody_stands_nowhere(loyalty: Loyalty) -> None:
    with pytest.raises(LookupError):
        loyalty.account(404)


def test_every_line_explains_itself_newest_first(till: Till, loyalty: Loyalty) -> None:
    ngoc, other = till.enrol(), till.enrol("Trần Văn Đạt")
    till.sell(ngoc, 6_000_000)
    till.sell(other, 50_000)
    till.sell(ngoc, 834_000, redeem=200)
    till.owe(ngoc, 1_000)
    till.sell(ngoc, 5_000_000)

    lines = loyalty.entries(ngoc)

    assert [(line.points, line.balance) for line in lines] == [
        (-479, 271),
        (750, 750),
        (-521, 0),
        (121, 521),
        (-200, 400),
        (600, 600),
    ]
    assert [line.kind for line in lines[:4]] == [
        Kind.REPAY,
        Kind.EARN,
        Kind.REVERSE_EARN,
        Kind.EARN,
    ]
    assert lines[3].why.startswith("814.000\u00a0₫ tính điểm")
    assert "81, nhân 1,5" in lines[3].why
    assert lines[4].why == "Dùng 200 điểm trả 20.000\u00a0₫"
    assert lines[5].why == "6.000.000\u00a0₫ tính điểm, cứ 10.000\u00a0₫ được 1 điểm: 600 điểm"
    assert [line.receipt for line in lines] == [5, 5, None, 3, 3, 1]
    assert lines[2].sale_uid is None
    assert lines[5].sale_uid == f"{1:032x}"


def test_long_ledgers_are_read_in_pages(till: Till, loyalty: Loyalty) -> None:
    ngoc = till.enrol()
    for _ in range(7):
        till.sell(ngoc, 10_000)

    whole = loyalty.entries(ngoc)
    pages, last = [], None
    while page := loyalty.entries(ngoc, before=last, limit=3):
        pages.append(page)
        last = page[-1].id

    assert [len(page) for page in pages] == [3, 3, 1]
    assert [line for page in pages for line in page] == whole


def test_old_lines_keep_the_reason_of_their_day(
    till: Till, loyalty: Loyalty, clock: SetClock, database: Database
) -> None:
    ngoc = till.enrol()
    till.sell(ngoc, 100_000)
    new_rules = replace(USUAL_PROGRAMME, version=2, dong_per_point=20_000, dong_of_point=50)
    with database.transaction() as session:
        found_programme(session, new_rules, SATURDAY + timedelta(days=10))
    assert loyalty.programme() == USUAL_PROGRAMME

    till.go_to(SATURDAY + timedelta(days=10))
    assert loyalty.programme().version == 2
    till.sell(ngoc, 100_000, redeem=4)

    assert [line.why for line in loyalty.entries(ngoc)] == [
        "99.800\u00a0₫ tính điểm, cứ 20.000\u00a0₫ được 1 điểm: 4 điểm",
        "Dùng 4 điểm trả 200\u00a0₫",
        "100.000\u00a0₫ tính điểm, cứ 10.000\u00a0₫ được 1 điểm: 10 điểm",
    ]
    assert till.broken() == []
