"""What the gates are told of people: what was said, agreed to, promised and sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pos_app.care import facts
from pos_app.care.gates import Standing
from pos_app.care.outcomes import Outcome
from pos_app.care.rules import BIG_BASKET, RULES, MessageClass
from pos_app.customers import consent
from pos_app.customers.consent import Answer, Channel, NewSilence, Purpose, Reason
from pos_app.models.customers import Suppression
from tests.care_shop import THAO, CareShop


def standing(shop: CareShop, customer_id: int) -> Standing:
    with shop.database.reading() as session:
        return facts.standing(session, customer_id, shop.clock.now())


def test_of_somebody_new_nothing_is_held_against_calling(shop: CareShop) -> None:
    assert standing(shop, shop.enrol().id) == Standing()
    assert standing(shop, shop.enrol("Lan", "").id) == Standing(has_phone=False)


def test_the_newest_answer_counts(shop: CareShop) -> None:
    customer = shop.enrol()
    for granted in (True, False, True):
        answer = Answer(Purpose.PROMOTION, Channel.CALL, granted=granted)
        shop.till.directory.consent(THAO, customer.id, answer)
    no = Answer(Purpose.REMINDER, Channel.CALL, granted=False)
    shop.till.directory.consent(THAO, customer.id, no)
    seen = standing(shop, customer.id)
    assert seen.agreed == {("promotion", "call")}
    assert seen.refused == {("reminder", "call")}


def test_a_silence_ends_when_it_was_to_end_or_is_lifted(shop: CareShop) -> None:
    customer = shop.enrol()
    until = shop.clock.now() + timedelta(days=90)
    with shop.database.transaction() as session:
        for new in (NewSilence(Reason.RULE, "check_in", until), NewSilence(Reason.NO_CALLS)):
            last = consent.suppress(session, shop.clock, THAO, customer.id, new)
    seen = standing(shop, customer.id)
    assert seen.silenced == {"check_in"}
    assert seen.no_calls
    with shop.database.transaction() as session:
        session.get_one(Suppression, last.id).lifted_at = shop.clock.now()
    shop.clock.moment = until
    assert standing(shop, customer.id) == Standing()


def test_people_are_asked_about_together(shop: CareShop) -> None:
    first, second = shop.enrol(), shop.enrol("Lan", "0902222222")
    with shop.database.transaction() as session:
        consent.suppress(session, shop.clock, THAO, second.id, NewSilence(Reason.DECEASED))
    with shop.database.reading() as session:
        seen = facts.standings(session, [first.id, second.id], shop.clock.now())
        assert facts.standings(session, [], shop.clock.now()) == {}
    assert [seen[each.id].deceased for each in (first, second)] == [False, True]


def test_advertising_of_the_last_day_is_remembered(
    shop: CareShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = shop.called()
    shop.queue.close(THAO, task.id, Outcome.NO_ANSWER)
    rung = shop.clock.now()
    assert standing(shop, task.customer_id).advertised == (), "a service is no advertising"
    offer = replace(BIG_BASKET, message_class=MessageClass.ADVERTISING)
    monkeypatch.setitem(dict_of_rules(), offer.code, offer)
    assert standing(shop, task.customer_id).advertised == (("call", rung),)
    shop.clock.advance(timedelta(hours=24))
    assert standing(shop, task.customer_id).advertised == ()


def dict_of_rules() -> dict[str, object]:
    assert isinstance(RULES, dict)
    return RULES


def test_a_sale_is_back_when_all_of_it_is(shop: CareShop) -> None:
    kept, returned = shop.sell(None), shop.sell(None)
    shop.give_back(returned.id)
    with shop.database.reading() as session:
        assert facts.returned(session, [kept.id, returned.id, None]) == {returned.id}
        assert facts.returned(session, []) == frozenset()
