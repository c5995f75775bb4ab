"""The shop's rules of care: which fact makes which piece of work, for whom, and by when.

Facts go in, planned tasks come out; nothing here knows a table or a clock. Every number stands
once, in the rule that it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from pos_app.basics.clock import shop_day
from pos_app.basics.money import Money, divide_half_up
from pos_app.care.hours import CALL_HOURS, Hours, next_moment


class Kind(StrEnum):
    """What is to be done."""

    CALL = "call"
    NOTE = "note"
    """A thank-you note to hand over."""
    CARD = "card"
    """A new loyalty card to hand over."""
    OWNER = "owner"
    COUNTER = "counter"
    """Something to ask when the customer next comes by."""


class Family(StrEnum):
    """Rules that a customer turns down together; also the filters over the queue."""

    OWNER = "owner"
    CONGRATULATE = "congratulate"
    CHECK_IN = "check_in"
    THANK = "thank"
    ASK = "ask"


class MessageClass(StrEnum):
    """Whether the law counts it as advertising."""

    SERVICE = "service"
    ADVERTISING = "advertising"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its defaults."""

    code: str
    family: Family
    kind: Kind
    due_after: timedelta
    max_late: timedelta
    """A task that was not done so long after it fell due expires."""
    weight: int
    """Percent: how much it matters beside the other rules."""
    purpose: str = ""
    """What the customer can agree to or not (with `channel`); empty: not about contact."""
    channel: str = ""
    message_class: MessageClass = MessageClass.SERVICE
    hours: Hours | None = None
    """None: at the counter, where the customer stands anyway."""
    script: str = ""


FIRST_PURCHASE: Final = Rule(
    code="first_purchase",
    family=Family.THANK,
    kind=Kind.NOTE,
    due_after=timedelta(days=2),
    max_late=timedelta(days=7),
    weight=30,
    purpose="greeting",
    channel="card",
    script="cam_on_lan_dau",
)
BIG_BASKET: Final = Rule(
    code="big_basket",
    family=Family.CHECK_IN,
    kind=Kind.CALL,
    due_after=timedelta(days=1),
    max_late=timedelta(days=5),
    weight=50,
    purpose="order",
    channel="call",
    hours=CALL_HOURS,
    script="goi_hoi_tham",
)
TIER_UP: Final = Rule(
    code="tier_up",
    family=Family.CONGRATULATE,
    kind=Kind.CARD,
    due_after=timedelta(0),
    max_late=timedelta(days=30),
    weight=40,
    purpose="greeting",
    channel="card",
    script="len_hang",
)
REPORT_PROBLEM: Final = Rule(
    code="report_problem",
    family=Family.OWNER,
    kind=Kind.OWNER,
    due_after=timedelta(hours=4),
    max_late=timedelta(days=3650),
    weight=100,
)
PASSED_AWAY: Final = Rule(
    code="passed_away",
    family=Family.OWNER,
    kind=Kind.OWNER,
    due_after=timedelta(0),
    max_late=timedelta(days=3650),
    weight=50,
)
NEW_NUMBER: Final = Rule(
    code="new_number",
    family=Family.ASK,
    kind=Kind.COUNTER,
    due_after=timedelta(0),
    max_late=timedelta(days=180),
    weight=20,
)

RULES: Final[Mapping[str, Rule]] = {
    rule.code: rule
    for rule in (FIRST_PURCHASE, BIG_BASKET, TIER_UP, REPORT_PROBLEM, PASSED_AWAY, NEW_NUMBER)
}


@dataclass(frozen=True, slots=True)
class BigBasket:
    """What a big basket is measured by."""

    least_visits: int = 5
    times_median: int = 3
    percentile: int = 95
    window: timedelta = timedelta(days=180)
    """How far back the shop's own baskets count."""
    own_sales: int = 100
    """How many of the customer's newest sales the median is taken from."""


BIG: Final = BigBasket()


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """What the rules ask about a sale; the figures are those before it."""

    sale_id: int
    customer_id: int
    at: datetime
    total: Money
    visits: int
    """Days on which the customer bought something earlier."""
    own_median: Money
    shop_percentile: Money | None = None
    """None where the shop had sold nothing in the window, or when it cannot matter."""


@dataclass(frozen=True, slots=True)
class RiseFacts:
    """A customer's tier rose with a sale."""

    sale_id: int
    customer_id: int
    at: datetime
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A piece of work; rule, customer and occurrence together are its key."""

    rule: Rule
    customer_id: int
    occurrence: str
    due_at: datetime
    late_after: datetime
    sale_id: int | None
    facts: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int, str]:
        """What the table holds once."""
        return self.rule.code, self.customer_id, self.occurrence


def after_sale(facts: SaleFacts) -> tuple[Planned, ...]:
    """What a sale asks for."""
    planned = []
    if facts.visits == 0:
        planned.append(plan(FIRST_PURCHASE, facts.customer_id, "first", facts.at, facts.sale_id))
    if is_big(facts):
        numbers = {"total": facts.total.dong, "median": facts.own_median.dong}
        occurrence = f"sale/{facts.sale_id}"
        planned.append(
            plan(BIG_BASKET, facts.customer_id, occurrence, facts.at, facts.sale_id, numbers)
        )
    return tuple(planned)


def after_rise(facts: RiseFacts) -> tuple[Planned, ...]:
    """What a rise asks for: once for each tier in a year."""
    if facts.after <= facts.before:
        return ()
    occurrence = f"{facts.after}/{shop_day(facts.at).year}"
    numbers = {"before": facts.before, "after": facts.after}
    return (plan(TIER_UP, facts.customer_id, occurrence, facts.at, facts.sale_id, numbers),)


def stands_out(facts: SaleFacts) -> bool:
    """Big beside the customer's own baskets: only then the shop's need to be looked at."""
    return facts.visits >= BIG.least_visits and facts.total >= facts.own_median * BIG.times_median


def is_big(facts: SaleFacts) -> bool:
    """Big beside the customer's own baskets and beside the shop's."""
    beside_the_shop = facts.shop_percentile is None or facts.total >= facts.shop_percentile
    return stands_out(facts) and beside_the_shop


def plan(
    rule: Rule,
    customer_id: int,
    occurrence: str,
    at: datetime,
    sale_id: int | None,
    numbers: Mapping[str, int] | None = None,
) -> Planned:
    """A task of `rule` for what happened at `at`, due in the rule's own hours."""
    wished = at + rule.due_after
    due = next_moment(wished, rule.hours) if rule.hours else wished
    return Planned(
        rule, customer_id, occurrence, due, due + rule.max_late, sale_id, dict(numbers or {})
    )


def median(amounts: Sequence[Money]) -> Money:
    """The middle amount, of two middles their mean; nothing has 0 đồng."""
    if not amounts:
        return Money(0)
    ordered = sorted(amounts)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return Money(divide_half_up(low.dong + high.dong, 2))


def rank_of_percentile(count: int, percentile: int) -> int:
    """Place, from 0, of a percentile among `count` rising values (nearest rank)."""
    return (count * percentile + 99) // 100 - 1
