"""Whether somebody may be approached at all, and from when: suppression, consent, law, hours.

The order is fixed: what forbids for good is asked first, what only delays comes last. A shop can
be stricter than the law, never laxer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from pos_app.basics.clock import local, shop_day
from pos_app.basics.i18n import N_
from pos_app.care.hours import (
    LAWFUL_CALL_HOURS,
    LAWFUL_MESSAGE_HOURS,
    Hours,
    next_moment,
    overlap,
)
from pos_app.care.rules import Family, Kind, MessageClass, Rule

CALL: Final = "call"
MESSAGE: Final = "message"
EMAIL: Final = "email"

LAWFUL_HOURS: Final = {CALL: LAWFUL_CALL_HOURS, MESSAGE: LAWFUL_MESSAGE_HOURS}
MOST_IN_A_DAY: Final = {CALL: 1, MESSAGE: 3, EMAIL: 3}
"""Advertising to one person within 24 hours, by Decree 91/2020."""
A_DAY: Final = timedelta(hours=24)

LATEST_AGREED_CALL: Final = time(21)
"""Who asked for an evening call is not rung at night."""


class Stop(StrEnum):
    """Why a task is not to be done any more."""

    DECEASED = "deceased"
    DO_NOT_CONTACT = "do_not_contact"
    NO_CALLS = "no_calls"
    NO_PHONE = "no_phone"
    WRONG_NUMBER = "wrong_number"
    SILENCED = "silenced"
    NO_CONSENT = "no_consent"
    COMPLAINT = "complaint"
    RETURNED = "returned"
    LATE = "late"


STOP_SENTENCES: Final = {
    Stop.DECEASED: N_("Khách đã mất. Mọi việc chăm sóc đã dừng."),
    Stop.DO_NOT_CONTACT: N_("Khách không muốn cửa hàng liên lạc."),
    Stop.NO_CALLS: N_("Khách không muốn nghe gọi nữa."),
    Stop.NO_PHONE: N_("Khách chưa có số điện thoại dùng được."),
    Stop.WRONG_NUMBER: N_("Số này của người khác, đừng gọi nữa."),
    Stop.SILENCED: N_("Khách đã từ chối việc này, để yên một thời gian."),
    Stop.NO_CONSENT: N_("Khách chưa đồng ý cho việc này."),
    Stop.COMPLAINT: N_("Khách còn chuyện chưa giải quyết, đừng mời mua."),
    Stop.RETURNED: N_("Khách đã trả lại hàng."),
    Stop.LATE: N_("Đã quá hạn, để lần sau."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known about approaching one customer, at one moment."""

    deceased: bool = False
    do_not_contact: bool = False
    no_calls: bool = False
    has_phone: bool = True
    complaint: bool = False
    silenced: frozenset[str] = frozenset()
    """Families of rules that were turned down and are still silent."""
    agreed: frozenset[tuple[str, str]] = frozenset()
    """Purpose and channel of each yes in force."""
    refused: frozenset[tuple[str, str]] = frozenset()
    """Purpose and channel of each no in force."""
    advertised: tuple[tuple[str, datetime], ...] = ()
    """By which channel and when advertising reached them within the last day, rising."""


def barred(rule: Rule, standing: Standing) -> Stop | None:
    """What forbids a task of `rule` for good; None when it may be done at some hour.

    The shop's own affairs (the owner is told something) are never barred. A service is about the
    customer's own purchase and needs no yes, but a no is obeyed; advertising needs a yes.
    """
    if rule.family is Family.OWNER:
        return None
    return _suppressed(rule, standing) or _without_consent(rule, standing)


def opens_at(
    rule: Rule, standing: Standing, now: datetime, agreed_at: datetime | None = None
) -> datetime:
    """The first moment from `now` on at which the customer may be approached.

    `agreed_at`: the hour the customer asked for; it is kept for that day, whatever the shop's own
    hours are.
    """
    if agreed_at is not None:
        if now < agreed_at:
            return agreed_at
        if shop_day(now) == shop_day(agreed_at) and local(now).time() < LATEST_AGREED_CALL:
            return now
    if rule.message_class is MessageClass.ADVERTISING:
        now = _below_the_cap(rule.channel, standing, now)
    hours = allowed_hours(rule)
    return now if hours is None else next_moment(now, hours)


def allowed_hours(rule: Rule) -> Hours | None:
    """The rule's own hours, for advertising cut to what the law allows; None: any time."""
    lawful = LAWFUL_HOURS.get(rule.channel)
    if rule.message_class is not MessageClass.ADVERTISING or lawful is None:
        return rule.hours
    return lawful if rule.hours is None else overlap(rule.hours, lawful)


def _suppressed(rule: Rule, standing: Standing) -> Stop | None:
    by_phone = rule.kind is Kind.CALL
    cheerful = rule.message_class is MessageClass.ADVERTISING or rule.family is Family.THANK
    reasons = (
        (Stop.DECEASED, standing.deceased),
        (Stop.DO_NOT_CONTACT, standing.do_not_contact),
        (Stop.NO_CALLS, by_phone and standing.no_calls),
        (Stop.NO_PHONE, by_phone and not standing.has_phone),
        (Stop.COMPLAINT, cheerful and standing.complaint),
        (Stop.SILENCED, rule.family in standing.silenced),
    )
    return next((stop for stop, holds in reasons if holds), None)


def _without_consent(rule: Rule, standing: Standing) -> Stop | None:
    if not rule.purpose:
        return None
    asked = (rule.purpose, rule.channel)
    needs_yes = rule.message_class is MessageClass.ADVERTISING
    refused = asked not in standing.agreed if needs_yes else asked in standing.refused
    return Stop.NO_CONSENT if refused else None


def _below_the_cap(channel: str, standing: Standing, now: datetime) -> datetime:
    reached = [at for by, at in standing.advertised if by == channel]
    most = MOST_IN_A_DAY.get(channel, len(reached) + 1)
    return now if len(reached) < most else max(now, reached[-most] + A_DAY)
