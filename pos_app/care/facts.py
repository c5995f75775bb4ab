"""Reads from the tables what the rules and the gates ask about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import BindParameter, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from pos_app.basics.events import Event
from pos_app.basics.money import ZERO, Money
from pos_app.care.gates import A_DAY, Standing
from pos_app.care.outcomes import OPEN
from pos_app.care.rules import (
    BIG,
    REPORT_PROBLEM,
    RULES,
    MessageClass,
    RiseFacts,
    SaleFacts,
    median,
    rank_of_percentile,
    stands_out,
)
from pos_app.customers.consent import Reason
from pos_app.models.care import CareAttempt, CareTask
from pos_app.models.customers import Consent, CustomerPhone, Suppression
from pos_app.models.sales import Sale

ORIGIN: Final = "sale"
"""A history taken in from elsewhere raises nothing."""
SALE: Final = "sale"
RETURN: Final = "return"
VOID: Final = "void"

_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_SILENCES = select(Suppression.customer_id, Suppression.kind, Suppression.rule).where(
    Suppression.customer_id.in_(_PEOPLE),
    Suppression.lifted_at.is_(None),
    or_(Suppression.until.is_(None), Suppression.until > bindparam("now")),
)
_ANSWERS = (
    select(Consent.customer_id, Consent.purpose, Consent.channel, Consent.granted)
    .where(Consent.customer_id.in_(_PEOPLE))
    .order_by(Consent.id)
)
_REACHABLE = select(CustomerPhone.customer_id).where(
    CustomerPhone.customer_id.in_(_PEOPLE), CustomerPhone.wrong.is_(False)
)
_COMPLAINING = select(CareTask.customer_id).where(
    CareTask.customer_id.in_(_PEOPLE),
    CareTask.rule == REPORT_PROBLEM.code,
    CareTask.state.in_(sorted(OPEN)),
)
_BACK = aliased(Sale)
_GIVEN_BACK = (
    select(Sale.id, Sale.total, func.sum(_BACK.total).label("back"))
    .join(_BACK, _BACK.original_id == Sale.id)
    .where(Sale.id.in_(bindparam("sales", expanding=True)), _BACK.kind.in_((RETURN, VOID)))
    .group_by(Sale.id)
)
"""Built once: the brief beside the cart asks all of them for each customer."""


def of_sale(session: Session, sale_id: int) -> SaleFacts | None:
    """What the rules ask about a sale; None for strangers, returns and imported histories.

    Only what was there before the sale counts, so that it is judged the same at any later time.
    """
    sale = session.execute(
        select(Sale.customer_id, Sale.sold_at, Sale.business_day, Sale.total).where(
            Sale.id == sale_id, Sale.origin == ORIGIN, Sale.kind == SALE
        )
    ).one_or_none()
    if sale is None or sale.customer_id is None:
        return None
    earlier = session.execute(
        select(Sale.total, Sale.business_day)
        .where(Sale.customer_id == sale.customer_id, Sale.kind == SALE, Sale.id < sale_id)
        .order_by(Sale.business_day.desc(), Sale.id.desc())
        .limit(BIG.own_sales)
    ).all()
    facts = SaleFacts(
        sale_id=sale_id,
        customer_id=sale.customer_id,
        at=sale.sold_at,
        total=sale.total,
        visits=len({row.business_day for row in earlier}),
        own_median=median([row.total for row in earlier]),
    )
    if not stands_out(facts):
        return facts
    return replace(facts, shop_percentile=shop_percentile(session, sale.business_day))


def shop_percentile(session: Session, day: date) -> Money | None:
    """How big a basket the shop calls big on a day, from its sales of the days before.

    Histories that are taken in later change nothing: only what stood before the day's first sale
    is counted. None where there is nothing to count.
    """
    first = (
        select(func.min(Sale.id))
        .where(Sale.business_day == day, Sale.origin == ORIGIN)
        .scalar_subquery()
    )
    baskets = (
        Sale.business_day >= day - BIG.window,
        Sale.business_day < day,
        Sale.kind == SALE,
        Sale.id < first,
    )
    count = session.scalar(select(func.count()).select_from(Sale).where(*baskets)) or 0
    if not count:
        return None
    above = count - 1 - rank_of_percentile(count, BIG.percentile)
    return session.scalars(
        select(Sale.total).where(*baskets).order_by(Sale.total.desc()).limit(1).offset(above)
    ).one()


def of_rise(session: Session, event: Event) -> RiseFacts | None:
    """What the rules ask about a rise; None when an imported sale would have caused it."""
    sale_id = int(event.payload["sale"])
    at = session.scalars(
        select(Sale.sold_at).where(Sale.id == sale_id, Sale.origin == ORIGIN)
    ).one_or_none()
    if at is None:
        return None
    return RiseFacts(
        sale_id=sale_id,
        customer_id=int(event.payload["customer"]),
        at=at,
        before=int(event.payload["before"]),
        after=int(event.payload["after"]),
    )


def standings(
    session: Session, customer_ids: Collection[int], now: datetime
) -> Mapping[int, Standing]:
    """How each of these people may be approached at a moment."""
    wanted = set(customer_ids)
    reasons, silenced = _silences(session, wanted, now)
    agreed, refused = _answers(session, wanted)
    reachable = set(session.scalars(_REACHABLE, {"people": list(wanted)}))
    complaining = set(session.scalars(_COMPLAINING, {"people": list(wanted)}))
    advertised = _advertised(session, wanted, now)
    return {
        each: Standing(
            deceased=Reason.DECEASED in reasons[each],
            do_not_contact=Reason.DO_NOT_CONTACT in reasons[each],
            no_calls=Reason.NO_CALLS in reasons[each],
            has_phone=each in reachable,
            complaint=each in complaining,
            silenced=frozenset(silenced[each]),
            agreed=frozenset(agreed[each]),
            refused=frozenset(refused[each]),
            advertised=tuple(advertised[each]),
        )
        for each in wanted
    }


def standing(session: Session, customer_id: int, now: datetime) -> Standing:
    """How one person may be approached at a moment."""
    return standings(session, [customer_id], now)[customer_id]


def returned(session: Session, sale_ids: Collection[int | None]) -> frozenset[int]:
    """Which of these sales came back whole."""
    wanted = [each for each in sale_ids if each is not None]
    if not wanted:
        return frozenset()
    rows = session.execute(_GIVEN_BACK, {"sales": wanted})
    return frozenset(row.id for row in rows if row.total + row.back <= ZERO)


def _silences(
    session: Session, wanted: set[int], now: datetime
) -> tuple[Mapping[int, set[str]], Mapping[int, set[str]]]:
    reasons: dict[int, set[str]] = defaultdict(set)
    silenced: dict[int, set[str]] = defaultdict(set)
    rows = session.execute(_SILENCES, {"people": list(wanted), "now": now})
    for row in rows:
        reasons[row.customer_id].add(row.kind)
        if row.kind == Reason.RULE and row.rule:
            silenced[row.customer_id].add(row.rule)
    return reasons, silenced


def _answers(
    session: Session, wanted: set[int]
) -> tuple[Mapping[int, set[tuple[str, str]]], Mapping[int, set[tuple[str, str]]]]:
    rows = session.execute(_ANSWERS, {"people": list(wanted)})
    newest = {(row.customer_id, row.purpose, row.channel): row.granted for row in rows}
    agreed: dict[int, set[tuple[str, str]]] = defaultdict(set)
    refused: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for (customer, purpose, channel), granted in newest.items():
        (agreed if granted else refused)[customer].add((purpose, channel))
    return agreed, refused


def _advertised(
    session: Session, wanted: set[int], now: datetime
) -> Mapping[int, list[tuple[str, datetime]]]:
    channels = {
        rule.code: rule.channel
        for rule in RULES.values()
        if rule.message_class is MessageClass.ADVERTISING
    }
    reached: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    if channels:
        rows = session.execute(
            select(CareAttempt.customer_id, CareTask.rule, CareAttempt.at)
            .join(CareTask, CareTask.id == CareAttempt.task_id)
            .where(
                CareAttempt.customer_id.in_(wanted),
                CareAttempt.at > now - A_DAY,
                CareTask.rule.in_(channels),
            )
            .order_by(CareAttempt.at)
        )
        for row in rows:
            reached[row.customer_id].append((channels[row.rule], row.at))
    return reached
