"""Nobody is approached against their will, the law or the hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from pos_app.care.gates import (
    LAWFUL_HOURS,
    MOST_IN_A_DAY,
    STOP_SENTENCES,
    Standing,
    Stop,
    allowed_hours,
    barred,
    opens_at,
)
from pos_app.care.hours import CALL_HOURS
from pos_app.care.rules import (
    BIG_BASKET,
    FIRST_PURCHASE,
    NEW_NUMBER,
    PASSED_AWAY,
    REPORT_PROBLEM,
    RULES,
    TIER_UP,
    Family,
    Kind,
    MessageClass,
    Rule,
)

OFFER = Rule(
    code="offer",
    family=Family.CHECK_IN,
    kind=Kind.CALL,
    due_after=timedelta(0),
    max_late=timedelta(days=1),
    weight=10,
    purpose="promotion",
    channel="call",
    message_class=MessageClass.ADVERTISING,
    hours=((time(7), time(20)),),
)
"""Advertising by phone, at hours that the law does not allow."""

TEN = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
"""10:00 in the shop."""


@pytest.mark.parametrize(
    ("rule", "standing", "stop"),
    [
        (FIRST_PURCHASE, Standing(), None),
        (BIG_BASKET, Standing(), None),
        (TIER_UP, Standing(), None),
        (TIER_UP, Standing(deceased=True), Stop.DECEASED),
        (FIRST_PURCHASE, Standing(do_not_contact=True), Stop.DO_NOT_CONTACT),
        (BIG_BASKET, Standing(no_calls=True), Stop.NO_CALLS),
        (FIRST_PURCHASE, Standing(no_calls=True), None),
        (BIG_BASKET, Standing(has_phone=False), Stop.NO_PHONE),
        (TIER_UP, Standing(has_phone=False), None),
        (NEW_NUMBER, Standing(has_phone=False), None),
        (BIG_BASKET, Standing(silenced=frozenset({"check_in"})), Stop.SILENCED),
        (BIG_BASKET, Standing(silenced=frozenset({"thank"})), None),
        (BIG_BASKET, Standing(refused=frozenset({("order", "call")})), Stop.NO_CONSENT),
        (BIG_BASKET, Standing(refused=frozenset({("promotion", "call")})), None),
        (TIER_UP, Standing(refused=frozenset({("greeting", "card")})), Stop.NO_CONSENT),
        (FIRST_PURCHASE, Standing(complaint=True), Stop.COMPLAINT),
        (TIER_UP, Standing(complaint=True), None),
        (REPORT_PROBLEM, Standing(deceased=True, do_not_contact=True), None),
        (PASSED_AWAY, Standing(deceased=True), None),
        (OFFER, Standing(), Stop.NO_CONSENT),
        (OFFER, Standing(agreed=frozenset({("promotion", "call")})), None),
        (OFFER, Standing(agreed=frozenset({("promotion", "message")})), Stop.NO_CONSENT),
    ],
)
def test_what_stops_a_task(rule: Rule, standing: Standing, stop: Stop | None) -> None:
    assert barred(rule, standing) is stop


def test_the_gravest_reason_is_told() -> None:
    everything = Standing(deceased=True, do_not_contact=True, no_calls=True, has_phone=False)
    assert barred(BIG_BASKET, everything) is Stop.DECEASED
    assert barred(BIG_BASKET, replace(everything, deceased=False)) is Stop.DO_NOT_CONTACT


def test_every_reason_has_its_sentence() -> None:
    assert set(STOP_SENTENCES) == set(Stop)


@pytest.mark.parametrize(
    ("now", "agreed", "opens"),
    [
        (TEN, None, TEN),
        (TEN + timedelta(hours=2), None, TEN + timedelta(hours=4)),
        (TEN, TEN + timedelta(hours=8), TEN + timedelta(hours=8)),
        (TEN + timedelta(hours=9), TEN + timedelta(hours=8), TEN + timedelta(hours=9)),
        (TEN + timedelta(hours=11), TEN + timedelta(hours=8), TEN + timedelta(hours=23)),
        (TEN + timedelta(hours=32), TEN + timedelta(hours=8), TEN + timedelta(hours=47)),
    ],
)
def test_a_customers_own_hour_holds_for_its_day(
    now: datetime, agreed: datetime | None, opens: datetime
) -> None:
    assert opens_at(BIG_BASKET, Standing(), now, agreed) == opens


def test_what_is_handed_over_at_the_counter_knows_no_hour() -> None:
    midnight = TEN + timedelta(hours=14)
    assert opens_at(TIER_UP, Standing(), midnight) == midnight


def test_the_law_narrows_what_a_shop_wishes_for_advertising() -> None:
    assert allowed_hours(OFFER) == ((time(8), time(17)),)
    assert allowed_hours(replace(OFFER, hours=None)) == LAWFUL_HOURS["call"]
    assert allowed_hours(BIG_BASKET) == CALL_HOURS


def test_advertising_calls_once_in_24_hours() -> None:
    reached = Standing(advertised=(("call", TEN - timedelta(hours=20)),))
    assert opens_at(OFFER, reached, TEN) == TEN + timedelta(hours=4)
    by_message = Standing(advertised=(("message", TEN - timedelta(hours=1)),) * 3)
    assert opens_at(OFFER, by_message, TEN) == TEN


def test_advertising_writes_three_times_in_24_hours() -> None:
    letter = replace(OFFER, channel="message", hours=None)
    two = tuple(("message", TEN - timedelta(hours=ago)) for ago in (5, 2))
    assert opens_at(letter, Standing(advertised=two), TEN) == TEN
    three = (("message", TEN - timedelta(hours=20)), *two)
    assert opens_at(letter, Standing(advertised=three), TEN) == TEN + timedelta(hours=4)


def test_the_law_of_2020() -> None:
    assert sorted(MOST_IN_A_DAY.items()) == [("call", 1), ("email", 3), ("message", 3)]
    assert LAWFUL_HOURS["call"] == ((time(8), time(17)),)
    assert LAWFUL_HOURS["message"] == ((time(7), time(22)),)


def test_no_shipped_rule_rings_outside_the_law() -> None:
    for rule in RULES.values():
        if rule.channel == "call":
            assert rule.hours is not None
            assert all(time(8) <= start < end <= time(17) for start, end in rule.hours)
