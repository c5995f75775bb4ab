"""PINs at the counter: signing in, a second person's leave, and robots that guess."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.low_level import Type
from sqlalchemy import text

from pos_app.basics import faults
from pos_app.basics.actor import Actor
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.shop.pins import PinLocked, Pins, WrongPin, usual_hasher
from pos_app.shop.roster import Roster
from pos_app.shop.staff import Right, Role
from pos_app.store.database import Database

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""As the usual one, but quick: these tests guess ten thousand times."""
PIN = "480271"
OTHER = "739154"
OWNER, CASHIER = 1, 2


class Killed(BaseException):
    """The power went."""


@pytest.fixture
def pins(database: Database, clock: SetClock) -> Pins:
    return Pins(database, clock, CHEAP)


@pytest.fixture
def guarded(pins: Pins, owner: Actor, actor: Actor) -> Pins:
    """The owner and the cashier have chosen theirs."""
    pins.choose(owner, OWNER, PIN)
    pins.choose(actor, CASHIER, OTHER)
    return pins


def wrong(pins: Pins, staff: int, times: int = 5) -> None:
    for _ in range(times):
        with pytest.raises(BadInput):
            pins.sign_in(1, staff, "000815")


def journalled(database: Database, kind: str) -> list[tuple[int | None, int | None, str, Any]]:
    with database.reading() as session:
        rows = session.execute(
            text("SELECT staff_id, approver_id, subject, body FROM journal WHERE kind = :kind"),
            {"kind": kind},
        )
        return [(*row[:3], json.loads(row[3])) for row in rows]


def test_the_usual_hash_is_argon2id() -> None:
    assert usual_hasher().type is Type.ID
    assert usual_hasher().memory_cost >= 19 * 1024


def test_without_a_pin_one_signs_in_as_before(pins: Pins) -> None:
    person = pins.sign_in(1, CASHIER, "")
    assert (person.name, person.has_pin) == ("Thảo", False)


def test_with_a_pin_only_that_one_opens(guarded: Pins, database: Database) -> None:
    assert guarded.sign_in(1, CASHIER, OTHER).has_pin
    for other in (PIN, "", "73915", "7391540"):
        with pytest.raises(WrongPin):
            guarded.sign_in(1, CASHIER, other)
    assert [entry[0] for entry in journalled(database, "staff.signed_in")] == [CASHIER]
    assert journalled(database, "pin.wrong")[0] == (None, None, str(CASHIER), {"left": 4})


def test_a_wrong_pin_says_how_many_tries_are_left(guarded: Pins) -> None:
    told = []
    for _ in range(5):
        with pytest.raises(BadInput) as refused:
            guarded.sign_in(1, CASHIER, "000815")
        told.append(str(refused.value))
    assert told[:4] == [f"Sai mã PIN. Còn {left} lần." for left in (4, 3, 2, 1)]
    assert "15 phút" in told[4]


def test_the_right_pin_gives_all_tries_back(guarded: Pins) -> None:
    for _ in range(3):
        wrong(guarded, CASHIER, 4)
        guarded.sign_in(1, CASHIER, OTHER)


def test_five_wrong_ones_wait_fifteen_minutes_then_thirty(
    guarded: Pins, clock: SetClock, database: Database
) -> None:
    for minutes in (15, 30, 60):
        wrong(guarded, CASHIER)
        assert guarded.waits() == {CASHIER: minutes}
        clock.advance(timedelta(minutes=minutes, milliseconds=-1))
        with pytest.raises(PinLocked, match="1 phút"):
            guarded.sign_in(1, CASHIER, OTHER)
        clock.advance(timedelta(milliseconds=1))
        assert guarded.waits() == {}
    guarded.sign_in(1, CASHIER, OTHER)
    locked = [entry[3]["minutes"] for entry in journalled(database, "pin.locked")]
    assert locked == [15, 30, 60]


def test_a_changed_clock_opens_nothing(guarded: Pins, clock: SetClock) -> None:
    wrong(guarded, CASHIER)
    for years in (1, 50, -20):
        clock.moment += timedelta(days=365 * years)
        with pytest.raises(PinLocked):
            guarded.sign_in(1, CASHIER, OTHER)


def test_a_restart_opens_nothing_and_the_wait_goes_on(
    guarded: Pins, clock: SetClock, database: Database
) -> None:
    clock.advance(timedelta(days=40))
    wrong(guarded, CASHIER)
    clock.ticks = 1_000  # the machine was switched off and on
    again = Pins(database, clock, CHEAP)
    again.begin()
    assert again.waits() == {CASHIER: 15}
    clock.advance(timedelta(minutes=15))
    assert again.sign_in(1, CASHIER, OTHER)


def test_one_persons_wait_is_nobody_elses(guarded: Pins) -> None:
    wrong(guarded, OWNER)
    assert guarded.sign_in(1, CASHIER, OTHER)


def test_mischief_never_keeps_the_owner_out_for_ever(guarded: Pins, clock: SetClock) -> None:
    for _ in range(30):
        wrong(guarded, OWNER)
        clock.advance(timedelta(hours=4))
    assert guarded.sign_in(1, OWNER, PIN)


def test_the_owner_unlocks_others(guarded: Pins, owner: Actor, actor: Actor) -> None:
    wrong(guarded, CASHIER)
    with pytest.raises(NotAllowed):
        guarded.unlock(actor, CASHIER)
    guarded.unlock(owner, CASHIER)
    assert guarded.sign_in(1, CASHIER, OTHER)
    wrong(guarded, OWNER)
    with pytest.raises(BadInput, match="người khác"):
        guarded.unlock(owner, OWNER)


def test_a_forgotten_pin_is_taken_away_by_whoever_may(
    guarded: Pins, owner: Actor, actor: Actor
) -> None:
    with pytest.raises(NotAllowed):
        guarded.clear(actor, OWNER)
    guarded.clear(owner, CASHIER)
    assert not guarded.sign_in(1, CASHIER, "").has_pin


def test_ones_own_needs_the_old_one(guarded: Pins, actor: Actor) -> None:
    with pytest.raises(WrongPin):
        guarded.choose(actor, CASHIER, "990527")
    with pytest.raises(BadInput, match="đúng 6"):
        guarded.choose(actor, CASHIER, "12", OTHER)
    guarded.choose(actor, CASHIER, "990527", OTHER)
    assert guarded.sign_in(1, CASHIER, "990527")


def test_nobody_becomes_the_owner_by_setting_the_owners_pin(
    guarded: Pins, owner: Actor, actor: Actor, database: Database, clock: SetClock
) -> None:
    roster = Roster(database, clock)
    card, _ = roster.add_role(owner, "Quản lý", Role.LEAD)
    roster.set_right(owner, card.key, Right.STAFF, on=True)
    roster.give_role(owner, CASHIER, card.key)
    with pytest.raises(NotAllowed, match="nhiều quyền hơn mình"):
        guarded.choose(actor, OWNER, "990527")
    with pytest.raises(NotAllowed, match="nhiều quyền hơn mình"):
        guarded.clear(actor, OWNER)
    with pytest.raises(NotAllowed, match="nhiều quyền hơn mình"):
        guarded.unlock(actor, OWNER)


# a second person


def test_both_names_stand_in_the_journal(guarded: Pins, actor: Actor, database: Database) -> None:
    lent = guarded.approve(actor, OWNER, PIN, Right.VOID)
    assert lent == replace(actor, approver=OWNER)
    told = journalled(database, "approval.given")
    assert told == [(CASHIER, OWNER, str(OWNER), {"right": "void", "pin": True, "discount": 0})]


def test_the_second_person_is_another_person(guarded: Pins, owner: Actor, actor: Actor) -> None:
    for one, pin in ((owner, PIN), (actor, OTHER)):
        with pytest.raises(BadInput, match="người khác"):
            guarded.approve(one, one.staff, pin, Right.VOID)


def test_whoever_lacks_the_right_lends_none(
    guarded: Pins, owner: Actor, database: Database
) -> None:
    with pytest.raises(NotAllowed, match="Thảo cũng không có quyền"):
        guarded.approve(owner, CASHIER, OTHER, Right.VOID)
    assert journalled(database, "approval.given") == []


def test_a_discount_is_lent_up_to_the_second_persons_own_limit(
    guarded: Pins, owner: Actor, actor: Actor, database: Database, clock: SetClock
) -> None:
    roster = Roster(database, clock)
    lead, _ = roster.add(owner, "Cô Sáu", Role.LEAD)
    most = lead.most_discount
    guarded.approve(actor, lead.id, "", Right.DISCOUNT, most)
    with pytest.raises(NotAllowed):
        guarded.approve(actor, lead.id, "", Right.DISCOUNT, most + 1)
    guarded.approve(actor, OWNER, PIN, Right.DISCOUNT, 10_000)


def test_discount_on_or_off_names_the_approver_ucraft_pos_awesome_152(
    guarded: Pins, actor: Actor, database: Database
) -> None:
    """Thread 30: "either on or off"; wanted are limits by role, and a PIN that names its owner."""
    with pytest.raises(WrongPin):
        guarded.approve(actor, OWNER, OTHER, Right.DISCOUNT, 5_000)
    lent = guarded.approve(actor, OWNER, PIN, Right.DISCOUNT, 5_000)
    assert (lent.staff, lent.approver) == (CASHIER, OWNER)
    assert journalled(database, "pin.wrong") == [(CASHIER, None, str(OWNER), {"left": 4})]
    assert journalled(database, "approval.given")[0][:2] == (CASHIER, OWNER)


def test_approving_and_signing_in_share_one_guard(guarded: Pins, actor: Actor) -> None:
    wrong(guarded, OWNER, 3)
    for _ in range(2):
        with pytest.raises(BadInput):
            guarded.approve(actor, OWNER, "000815", Right.VOID)
    with pytest.raises(PinLocked):
        guarded.approve(actor, OWNER, PIN, Right.VOID)


# robots


class Counting(PasswordHasher):
    """Knows how many guesses were really compared with a PIN."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.compared = 0

    def verify(self, *told: Any, **more: Any) -> Any:
        self.compared += 1
        return super().verify(*told, **more)


def die(_point: str) -> None:
    raise Killed


@pytest.mark.parametrize("seed", range(3))
def test_a_robot_gets_no_more_than_its_five(
    guarded: Pins, database: Database, clock: SetClock, seed: int
) -> None:
    """Ten thousand in a row through restarts, kills and clock jumps: five are compared."""
    choice, hasher = random.Random(seed), Counting()
    window = Pins(database, clock, hasher)
    for guess in range(10_000):
        match choice.choice(("restart", "reboot", "clock", "kill", *("guess",) * 4)):
            case "restart":
                window = Pins(database, clock, hasher)
                window.begin()
            case "reboot":
                clock.ticks = 0
                window.begin()
            case "clock":
                clock.moment += timedelta(hours=choice.randint(-2_000, 2_000))
            case "kill":
                faults.arm(die)
        with pytest.raises((BadInput, Killed)):
            window.sign_in(1, CASHIER, f"{guess:06}")
        faults.arm(None)
    assert 0 < hasher.compared <= 5
    assert window.waits() == {CASHIER: 15}


def test_a_patient_robot_is_held_to_what_the_waits_allow(
    guarded: Pins, database: Database, clock: SetClock
) -> None:
    """A guess a minute, ten thousand minutes: a week brings 5 guesses for each growing wait."""
    hasher = Counting()
    window = Pins(database, clock, hasher)
    for minute in range(10_000):
        with pytest.raises(BadInput):
            window.sign_in(1, CASHIER, f"{minute:06}")
        clock.advance(timedelta(minutes=1))
    assert 5 * 40 < hasher.compared <= 5 * (5 + 10_000 // 240)


def test_a_kill_between_counting_and_comparing_costs_a_try(
    guarded: Pins, database: Database
) -> None:
    class Dying(Counting):
        def verify(self, *told: Any, **more: Any) -> Any:
            raise Killed

    for _ in range(5):
        with pytest.raises(Killed):
            Pins(database, guarded._clock, Dying()).sign_in(1, CASHIER, OTHER)
    with pytest.raises(PinLocked):
        guarded.sign_in(1, CASHIER, OTHER)


def test_no_pin_is_found_in_file_log_or_journal(
    guarded: Pins, actor: Actor, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    guarded.sign_in(1, CASHIER, OTHER)
    guarded.approve(actor, OWNER, PIN, Right.VOID)
    canaries = (PIN, OTHER, "864209", "000815")
    wrong(guarded, CASHIER)
    with pytest.raises(PinLocked) as refused:
        guarded.sign_in(1, CASHIER, "864209")
    for part in database.path.parent.glob(f"{database.path.name}*"):
        kept = part.read_bytes()
        assert not [pin for pin in canaries if pin.encode() in kept], part
    assert not [pin for pin in canaries if pin in caplog.text + str(refused.value)]


@pytest.mark.usefixtures("guarded")
def test_the_file_keeps_argon2id_and_nothing_else(database: Database) -> None:
    with database.reading() as session:
        kept = session.execute(text("SELECT pin_hash FROM staff")).scalars().all()
    assert all(str(one).startswith("$argon2id$v=19$") for one in kept)
