"""A yes is asked for, a no is obeyed at once, and some people are left alone altogether."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.customers import consent
from pos_app.customers.consent import (
    Answer,
    Channel,
    NewSilence,
    Purpose,
    Reason,
    Way,
    active,
    allowed,
    channel_name,
    current,
    purpose_name,
    record,
    suppress,
)
from pos_app.models.customers import Consent, Suppression
from pos_app.models.journal import JournalEntry
from pos_app.store.database import Database
from tests.customers.conftest import Enrol

EVERYTHING = [(purpose, channel) for purpose in Purpose for channel in Channel]


def test_a_new_customer_agreed_to_nothing(enrol: Enrol, database: Database) -> None:
    lan = enrol("Lê Thị Lan", "0901 234 567")

    with database.reading() as session:
        yes = {pair for pair in EVERYTHING if allowed(session, lan.id, *pair)}
        assert current(session, lan.id) == {}
    assert yes == {(Purpose.ORDER, channel) for channel in Channel}, "service about own purchase"


def test_the_newest_answer_counts_and_the_old_ones_stay_as_proof(
    enrol: Enrol, database: Database, clock: SetClock, actor: Actor
) -> None:
    lan, hoa = enrol("Lê Thị Lan"), enrol("Trần Thị Hoa")
    pair = (Purpose.PROMOTION, Channel.MESSAGE)
    for granted in (True, False, True, False):
        clock.advance(timedelta(days=1))
        with database.transaction() as session:
            record(session, clock, actor, lan.id, [Answer(*pair, granted=granted)])
            assert allowed(session, lan.id, *pair) is granted
            assert current(session, lan.id) == {pair: granted}
            assert not allowed(session, lan.id, Purpose.PROMOTION, Channel.CALL)
            assert not allowed(session, hoa.id, *pair)

    with database.reading() as session:
        assert session.scalar(select(func.count(Consent.id))) == 4


def test_even_service_calls_stop_when_somebody_says_no(
    enrol: Enrol, database: Database, clock: SetClock, actor: Actor
) -> None:
    lan = enrol("Lê Thị Lan")
    with database.transaction() as session:
        record(session, clock, actor, lan.id, [Answer(Purpose.ORDER, Channel.CALL, granted=False)])

        assert not allowed(session, lan.id, Purpose.ORDER, Channel.CALL)
        assert allowed(session, lan.id, Purpose.ORDER, Channel.MESSAGE)


def test_an_answer_carries_its_proof(
    enrol: Enrol, database: Database, clock: SetClock, actor: Actor
) -> None:
    lan = enrol("Lê Thị Lan")
    answer = Answer(Purpose.REMINDER, Channel.CALL, granted=True, way=Way.PHONE)
    with database.transaction() as session:
        record(session, clock, actor, lan.id, [answer])

        row = session.scalars(select(Consent)).one()
        assert (row.wording, row.way, row.at) == (consent.WORDING, "phone", clock.now())
        assert row.staff_id == actor.staff
        entry = session.scalars(
            select(JournalEntry).where(JournalEntry.kind == "consent.recorded")
        ).one()
        assert (entry.subject, entry.body) == (lan.uid, '{"reminder.call":true}')


@pytest.mark.parametrize(
    ("new", "stopped"),
    [
        (NewSilence(Reason.DECEASED), set(Channel)),
        (NewSilence(Reason.DO_NOT_CONTACT), set(Channel)),
        (NewSilence(Reason.NO_CALLS), {Channel.CALL}),
        (NewSilence(Reason.RULE, rule="big_basket"), set(Channel)),
        (NewSilence(Reason.RULE, rule="first_purchase"), set()),
    ],
)
def test_a_silence_stops_what_it_is_meant_for(
    enrol: Enrol,
    database: Database,
    clock: SetClock,
    actor: Actor,
    new: NewSilence,
    stopped: set[Channel],
) -> None:
    lan = enrol("Lê Thị Lan")
    with database.transaction() as session:
        silence = suppress(session, clock, actor, lan.id, new)

        assert active(session, lan.id, clock.now()) == [silence]
    assert {one for one in Channel if silence.stops(one, "big_basket")} == stopped


def test_a_silence_ends_with_its_time_or_when_it_is_lifted(
    enrol: Enrol, database: Database, clock: SetClock, actor: Actor
) -> None:
    lan, now = enrol("Lê Thị Lan"), clock.now()
    with database.transaction() as session:
        month = NewSilence(Reason.RULE, "big_basket", until=now + timedelta(days=30))
        quarter = suppress(session, clock, actor, lan.id, month)
        forever = suppress(session, clock, actor, lan.id, NewSilence(Reason.NO_CALLS))

        assert active(session, lan.id, now) == [quarter, forever]
        assert active(session, lan.id, now + timedelta(days=29)) == [quarter, forever]
        assert active(session, lan.id, now + timedelta(days=30)) == [forever]
        assert active(session, lan.id, datetime(2099, 1, 1, tzinfo=UTC)) == [forever]

        session.get_one(Suppression, forever.id).lifted_at = now
        assert active(session, lan.id, now) == [quarter]
        kinds = session.scalars(select(JournalEntry.kind).order_by(JournalEntry.n)).all()
    assert kinds[-2:] == ["customer.suppressed"] * 2


@pytest.mark.parametrize(
    ("reason", "rule"), [(Reason.RULE, None), (Reason.RULE, ""), (Reason.NO_CALLS, "big_basket")]
)
def test_a_rule_is_named_exactly_where_it_is_meant(reason: Reason, rule: str | None) -> None:
    with pytest.raises(ValueError, match="names it"):
        NewSilence(reason, rule)


def test_purposes_and_channels_have_words() -> None:
    assert len({purpose_name(purpose) for purpose in Purpose}) == len(Purpose)
    assert len({channel_name(channel) for channel in Channel}) == len(Channel)
    assert (purpose_name(Purpose.GREETING), channel_name(Channel.CARD)) == ("Chúc, cảm ơn", "Thiệp")
