"""The small records every room shares: who, what changed, what happened, what was refused."""

from __future__ import annotations

import dataclasses

import pytest

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.errors import BadInput, NotAllowed, PosError, ShopFileError, Stale
from pos_app.basics.events import SALE_COMPLETED, Event
from pos_app.basics.faults import arm, fault


def test_changes_are_joined_and_asked_for() -> None:
    changes = Changes.SALES | Changes.POINTS

    assert Changes.SALES in changes
    assert Changes.CARE not in changes
    assert not changes & Changes.GOODS
    assert not Changes.NOTHING
    assert Changes.NOTHING | Changes.CARE == Changes.CARE


def test_families_of_changes_are_told_apart() -> None:
    families = [*Changes]

    assert all(not one & other for one in families for other in families if one is not other)


@pytest.mark.parametrize("kind", [BadInput, NotAllowed, Stale, ShopFileError])
def test_every_refusal_can_be_shown_as_its_sentence(kind: type[PosError]) -> None:
    with pytest.raises(PosError, match=r"^Gõ lại số\.$"):
        raise kind("Gõ lại số.")


def test_an_actor_and_an_event_stay_what_they_were() -> None:
    actor = Actor(staff=3, counter=1)
    event = Event(SALE_COMPLETED, "0" * 32)

    assert (actor.shift, actor.approver) == (None, None)
    assert event.payload == {}
    for record, name in ((actor, "staff"), (event, "name")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, name, "other")


def test_events_do_not_share_their_payload() -> None:
    first = Event(SALE_COMPLETED, "1")
    first.payload["customer"] = 7

    assert Event(SALE_COMPLETED, "2").payload == {}


def test_a_fault_point_does_nothing_until_it_is_armed() -> None:
    passed: list[str] = []

    fault("before_commit")
    arm(passed.append)
    fault("after_commit")
    arm(None)
    fault("later")

    assert passed == ["after_commit"]
