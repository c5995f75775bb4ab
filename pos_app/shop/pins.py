"""PINs: chosen, checked, and guarded against guessing.

A try is counted in the file before it is checked, so that neither a killed program nor a second
window gains one. What is left to wait is counted by the machine's own monotonic clock; the wall
clock, which anybody can set, is never asked. Checking takes a fifth of a second on purpose: call
it off the window's thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import Clock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.basics.i18n import _, ngettext
from pos_app.models.shop import PinGuard
from pos_app.models.shop import Staff as StaffRow
from pos_app.shop import pin_rules
from pos_app.shop.staff import Right, StaffMember, member, require, require_reach
from pos_app.store import journal
from pos_app.store.database import Database

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class WrongPin(BadInput):
    """Not this person's PIN."""


class PinLocked(BadInput):
    """Too many wrong ones: nothing is even compared until the wait is over."""


@dataclass(frozen=True, slots=True)
class _Try:
    """A try that was counted and may now be compared."""

    hash: str | None
    tries_left: int
    wait_ms: int


@lru_cache(maxsize=1)
def usual_hasher() -> PasswordHasher:
    """Argon2id with the library's own, present-day parameters."""
    from argon2 import PasswordHasher  # a twentieth of a second that the first frame can spare

    return PasswordHasher()


class Pins:
    """The PINs of everybody who works here."""

    def __init__(
        self, database: Database, clock: Clock, hasher: PasswordHasher | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher

    def sign_in(self, counter: int, staff_id: int, pin: str) -> StaffMember:
        """Somebody stands at a counter from now on; "" for whoever has no PIN.

        Raises WrongPin, PinLocked, BadInput.
        """
        who = Actor(staff_id, counter)
        self._prove(None, staff_id, pin)
        with self._database.transaction() as session:
            person = _person(session, staff_id)
            journal.append(session, self._clock, who, "staff.signed_in", str(staff_id), {})
            return member(session, person)

    def approve(
        self, actor: Actor, approver: int, pin: str, right: Right, discount: int = 0
    ) -> Actor:
        """The same actor with a second person's leave, for one call.

        `discount` is in basis points, for Right.DISCOUNT. Raises WrongPin, PinLocked, BadInput,
        and NotAllowed when the second person may not do it either.
        """
        if approver == actor.staff:
            raise BadInput(_("Cần một người khác cho phép."))
        lent = replace(actor, approver=approver)
        with self._database.reading() as session:
            self._require_lender(session, approver, right, discount)
        has_pin = self._prove(actor, approver, pin)
        with self._database.transaction() as session:
            self._require_lender(session, approver, right, discount)
            body = {"right": right.value, "pin": has_pin, "discount": discount}
            journal.append(session, self._clock, lent, "approval.given", str(approver), body)
        return lent

    def choose(self, actor: Actor, staff_id: int, pin: str, old: str = "") -> Changes:
        """A new PIN: one's own with the `old` one, somebody else's by Right.STAFF.

        Raises BadInput for a weak one, WrongPin, PinLocked, NotAllowed.
        """
        new = pin_rules.checked(pin)
        own = staff_id == actor.staff
        if own:
            self._prove(actor, staff_id, old)
        hashed = self._hash().hash(new)
        with self._database.transaction() as session:
            person = _person(session, staff_id)
            if not own:
                require(session, actor, Right.STAFF)
                _require_above(session, actor, person)
            person.pin_hash = hashed
            _forgive(session, staff_id)
            journal.append(session, self._clock, actor, "pin.chosen", str(staff_id), {})
        return Changes.STAFF

    def clear(self, actor: Actor, staff_id: int) -> Changes:
        """Somebody forgot theirs: they stand here without one until they choose another."""
        with self._database.transaction() as session:
            person = self._of_another(session, actor, staff_id)
            person.pin_hash = None
            _forgive(session, staff_id)
            journal.append(session, self._clock, actor, "pin.cleared", str(staff_id), {})
        return Changes.STAFF

    def unlock(self, actor: Actor, staff_id: int) -> Changes:
        """Ends another person's wait."""
        with self._database.transaction() as session:
            self._of_another(session, actor, staff_id)
            _forgive(session, staff_id)
            journal.append(session, self._clock, actor, "pin.unlocked", str(staff_id), {})
        return Changes.STAFF

    def waits(self) -> dict[int, int]:
        """Minutes that each locked person still has to wait, by id."""
        now = self._clock.monotonic_ms()
        with self._database.reading() as session:
            rows = session.scalars(select(PinGuard).where(PinGuard.wait_ms > 0))
            rest = {row.staff_id: pin_rules.left(row.wait_ms, row.seen_ms, now) for row in rows}
        return {staff: pin_rules.minutes(wait) for staff, wait in rest.items() if wait}

    def begin(self) -> None:
        """The machine was started anew: waits go on from its clock of today."""
        now = self._clock.monotonic_ms()
        with self._database.reading() as session:
            stale = select(PinGuard).where(PinGuard.wait_ms > 0, PinGuard.seen_ms > now)
            if session.scalars(stale).first() is None:
                return
        with self._database.transaction() as session:
            for row in session.scalars(stale):
                row.seen_ms = now

    # the guard

    def _prove(self, actor: Actor | None, staff_id: int, pin: str) -> bool:
        """Whether there was a PIN to compare; raises unless it is the right one.

        `actor` None: nobody knows yet who typed it.
        """
        told = self._count_try(staff_id)
        if told.hash is None:
            return False
        if self._matches(told.hash, pin):
            with self._database.transaction() as session:
                _forgive(session, staff_id)
            return True
        with self._database.transaction() as session:
            body = {"left": told.tries_left}
            journal.append(session, self._clock, actor, "pin.wrong", str(staff_id), body)
            if told.wait_ms:
                body = {"minutes": pin_rules.minutes(told.wait_ms)}
                journal.append(session, self._clock, actor, "pin.locked", str(staff_id), body)
        if told.wait_ms:
            raise _locked(told.wait_ms)
        left = told.tries_left
        raise WrongPin(
            ngettext("Sai mã PIN. Còn {left} lần.", "Sai mã PIN. Còn {left} lần.", left).format(
                left=left
            )
        )

    def _count_try(self, staff_id: int) -> _Try:
        """Counts a try before anything is compared; the last one starts the wait."""
        now = self._clock.monotonic_ms()
        with self._database.reading() as session:
            person = _person(session, staff_id)
            if person.pin_hash is None:
                return _Try(None, pin_rules.TRIES, 0)
            guard = session.get(PinGuard, staff_id)
            if guard is not None and now >= guard.seen_ms:
                _refuse_while_waiting(guard, now)
        with self._database.transaction() as session:
            person = _person(session, staff_id)
            guard = session.get(PinGuard, staff_id)
            if guard is None:
                guard = PinGuard(staff_id=staff_id, failures=0, wait_ms=0, seen_ms=now, rounds=0)
                session.add(guard)
            waiting = pin_rules.left(guard.wait_ms, guard.seen_ms, now)
            guard.wait_ms, guard.seen_ms = waiting, now
            if not waiting:
                guard.failures += 1
                if guard.failures >= pin_rules.TRIES:
                    guard.failures, guard.rounds = 0, guard.rounds + 1
                    guard.wait_ms = pin_rules.wait_after(guard.rounds)
            counted = _Try(person.pin_hash, pin_rules.TRIES - guard.failures, guard.wait_ms)
        if waiting:
            raise _locked(waiting)
        return counted

    def _matches(self, hashed: str, pin: str) -> bool:
        from argon2.exceptions import VerifyMismatchError

        try:
            return self._hash().verify(hashed, pin)
        except VerifyMismatchError:
            return False

    def _hash(self) -> PasswordHasher:
        return self._hasher or usual_hasher()

    def _of_another(self, session: Session, actor: Actor, staff_id: int) -> StaffRow:
        require(session, actor, Right.STAFF)
        if staff_id == actor.staff:
            raise BadInput(_("Việc này người khác làm giúp, không tự làm cho mình."))
        person = _person(session, staff_id)
        _require_above(session, actor, person)
        return person

    @staticmethod
    def _require_lender(session: Session, approver: int, right: Right, discount: int) -> None:
        person = member(session, _person(session, approver))
        if not person.may(right) or discount > person.most_discount:
            raise NotAllowed(_("{name} cũng không có quyền này.").format(name=person.name))


def _person(session: Session, staff_id: int) -> StaffRow:
    person = session.get(StaffRow, staff_id)
    if person is None or not person.active:
        raise BadInput(_("Người này không còn làm ở đây."))
    return person


def _require_above(session: Session, actor: Actor, person: StaffRow) -> None:
    """Whoever sets a PIN can stand here under that name, with all it may do."""
    known = member(session, person)
    require_reach(session, actor, known.rights, known.most_discount)


def _refuse_while_waiting(guard: PinGuard, now: int) -> None:
    waiting = pin_rules.left(guard.wait_ms, guard.seen_ms, now)
    if waiting:
        raise _locked(waiting)


def _forgive(session: Session, staff_id: int) -> None:
    guard = session.get(PinGuard, staff_id)
    if guard is not None:
        session.delete(guard)


def _locked(wait_ms: int) -> PinLocked:
    left = pin_rules.minutes(wait_ms)
    return PinLocked(
        ngettext(
            "Sai nhiều lần quá. Thử lại sau {minutes} phút, hoặc nhờ chủ mở khóa.",
            "Sai nhiều lần quá. Thử lại sau {minutes} phút, hoặc nhờ chủ mở khóa.",
            left,
        ).format(minutes=left)
    )
