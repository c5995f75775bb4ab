"""What people agreed to, purpose by purpose and channel by channel, and who is left alone.

Nothing is ticked beforehand: a new customer has agreed to nothing, and the newest answer counts.
Messages about the person's own purchase or case (`Purpose.ORDER`) are service, not advertising:
they need no yes, but a no is obeyed all the same. Suppression stands above every consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.clock import Clock
from pos_app.basics.i18n import N_, _
from pos_app.models.customers import Consent, Customer, Suppression
from pos_app.store import journal
from pos_app.store.canonical import Value


class Purpose(StrEnum):
    """What the shop would like to do with what it knows."""

    ORDER = "order"
    GREETING = "greeting"
    REMINDER = "reminder"
    PROMOTION = "promotion"
    HISTORY = "history"
    PROFILING = "profiling"
    PARTNER = "partner"
    HEALTH = "health"


class Channel(StrEnum):
    """How the shop would reach somebody; a message is SMS or Zalo."""

    CALL = "call"
    MESSAGE = "message"
    EMAIL = "email"
    CARD = "card"


class Way(StrEnum):
    """How an answer was given."""

    COUNTER = "counter"
    PHONE = "phone"
    PAPER = "paper"


class Reason(StrEnum):
    """Why somebody is left alone."""

    DECEASED = "deceased"
    DO_NOT_CONTACT = "do_not_contact"
    NO_CALLS = "no_calls"
    RULE = "rule"


WORDING: Final = "2026-1"
"""Version of the sentences below; raised when one of them changes its meaning."""

_PURPOSES: Final = {
    Purpose.ORDER: N_("Đơn hàng"),
    Purpose.GREETING: N_("Chúc, cảm ơn"),
    Purpose.REMINDER: N_("Nhắc mua"),
    Purpose.PROMOTION: N_("Khuyến mãi"),
    Purpose.HISTORY: N_("Lưu lịch sử mua"),
    Purpose.PROFILING: N_("Gợi ý theo thói quen"),
    Purpose.PARTNER: N_("Chia sẻ với đối tác"),
    Purpose.HEALTH: N_("Ghi chú sức khỏe"),
}
_CHANNELS: Final = {
    Channel.CALL: N_("Gọi"),
    Channel.MESSAGE: N_("Nhắn tin"),
    Channel.EMAIL: N_("Thư điện tử"),
    Channel.CARD: N_("Thiệp"),
}
_WITHOUT_ASKING: Final = frozenset({Purpose.ORDER})
_ALL_CONTACT: Final = frozenset({Reason.DECEASED, Reason.DO_NOT_CONTACT})


def purpose_name(purpose: Purpose) -> str:
    """The purpose in the shop's language."""
    return _(_PURPOSES[purpose])


def channel_name(channel: Channel) -> str:
    """The channel in the shop's language."""
    return _(_CHANNELS[channel])


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes or a no, with its proof: which wording was shown or read out, and how it was given."""

    purpose: Purpose
    channel: Channel
    granted: bool
    way: Way = Way.COUNTER
    wording: str = WORDING


Answers = dict[tuple[Purpose, Channel], bool]
"""The newest answer of each pair; a pair that was never asked is absent."""


def record(
    session: Session, clock: Clock, actor: Actor, customer_id: int, answers: Iterable[Answer]
) -> None:
    """Adds answers; earlier ones stay as proof of what held until now."""
    now, given = clock.now(), list(answers)
    session.execute(insert(Consent), [row(actor, now, customer_id, answer) for answer in given])
    _write(session, clock, actor, "consent.recorded", customer_id, told(given))


def row(actor: Actor, at: datetime, customer_id: int, answer: Answer) -> dict[str, Any]:
    """One answer, for good."""
    return {
        "customer_id": customer_id,
        "purpose": answer.purpose,
        "channel": answer.channel,
        "granted": answer.granted,
        "wording": answer.wording,
        "way": answer.way,
        "at": at,
        "staff_id": actor.staff,
    }


def told(answers: Iterable[Answer]) -> dict[str, Value]:
    """What the journal keeps of answers."""
    return {f"{answer.purpose}.{answer.channel}": answer.granted for answer in answers}


def current(session: Session, customer_id: int) -> Answers:
    """What counts now."""
    rows = session.execute(
        select(Consent.purpose, Consent.channel, Consent.granted)
        .where(Consent.customer_id == customer_id)
        .order_by(Consent.id)
    )
    return {(Purpose(row.purpose), Channel(row.channel)): row.granted for row in rows}


def allowed(session: Session, customer_id: int, purpose: Purpose, channel: Channel) -> bool:
    """Whether the shop may; suppression is asked apart."""
    newest = session.scalars(
        select(Consent.granted)
        .where(
            Consent.customer_id == customer_id,
            Consent.purpose == purpose,
            Consent.channel == channel,
        )
        .order_by(Consent.id.desc())
        .limit(1)
    ).first()
    return purpose in _WITHOUT_ASKING if newest is None else newest


@dataclass(frozen=True, slots=True)
class Silence:
    """One reason in force; `until` None holds until it is lifted."""

    id: int
    reason: Reason
    rule: str | None
    until: datetime | None

    def stops(self, channel: Channel, rule: str) -> bool:
        """Whether it forbids a rule's work on a channel."""
        if self.reason is Reason.RULE:
            return self.rule == rule
        return self.reason in _ALL_CONTACT or channel is Channel.CALL


@dataclass(frozen=True, slots=True)
class NewSilence:
    """A wish to be left alone; `task_id` is the care task whose outcome told of it.

    ValueError when the silence of a rule names none, or another one does.
    """

    reason: Reason
    rule: str | None = None
    until: datetime | None = None
    task_id: int | None = None

    def __post_init__(self) -> None:
        if (self.reason is Reason.RULE) != bool(self.rule):
            raise ValueError("the silence of a rule names it, and no other does")


def suppress(
    session: Session, clock: Clock, actor: Actor, customer_id: int, new: NewSilence
) -> Silence:
    """Leaves somebody alone from now on."""
    row = Suppression(
        customer_id=customer_id,
        kind=new.reason,
        rule=new.rule,
        until=new.until,
        lifted_at=None,
        at=clock.now(),
        staff_id=actor.staff,
        task_id=new.task_id,
    )
    session.add(row)
    session.flush()
    body: dict[str, Value] = {"suppression": row.id, "kind": new.reason, "rule": new.rule or ""}
    _write(session, clock, actor, "customer.suppressed", customer_id, body)
    return _silence(row)


def active(session: Session, customer_id: int, now: datetime) -> list[Silence]:
    """Every reason that holds at a moment, oldest first."""
    rows = session.scalars(
        select(Suppression)
        .where(
            Suppression.customer_id == customer_id,
            Suppression.lifted_at.is_(None),
            or_(Suppression.until.is_(None), Suppression.until > now),
        )
        .order_by(Suppression.id)
    )
    return [_silence(row) for row in rows]


def _silence(row: Suppression) -> Silence:
    return Silence(row.id, Reason(row.kind), row.rule, row.until)


def _write(
    session: Session,
    clock: Clock,
    actor: Actor,
    kind: str,
    customer_id: int,
    body: Mapping[str, Value],
) -> None:
    subject = session.scalars(select(Customer.uid).where(Customer.id == customer_id)).one()
    journal.append(session, clock, actor, kind, subject, body)
