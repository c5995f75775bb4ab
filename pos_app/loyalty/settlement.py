"""What a sale does to its customer's points and tier, inside the sale's own transaction.

A balance is never read then written: one conditional UPDATE moves it, and whoever comes second
to the last points is refused. Lots say which earning a spending came from: soonest expiry first,
equal dates oldest first, those without an end last.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty import statements
from pos_app.loyalty.points import Kind, Programme, count, earned, most_usable
from pos_app.loyalty.programmes import current_programme
from pos_app.loyalty.tiers import first_day, tier_for


class PointsShort(BadInput):
    """Fewer points may be used than the bill takes."""


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """What loyalty has to know of a sale, whose row is there.

    `at` and `business_day` are the sale's own; `due` is what the customer has to pay,
    `earning_base` is that of `points.earning_base`, `redeem` the points that pay a part of
    `due`; `request_key` is the sale's idempotency key.
    """

    sale_id: int
    customer_id: int
    at: datetime
    business_day: date
    due: Money
    net: Money
    earning_base: Money
    redeem: int
    request_key: str

    def __post_init__(self) -> None:
        if self.redeem < 0:
            raise ValueError("a bill takes points, it gives none")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the sale meant for the customer: after = before - redeemed + earned - repaid."""

    before: int
    redeemed: int
    earned: int
    repaid: int
    """Of the earned points, those that paid points owed."""
    after: int
    tier_before: int
    tier_after: int
    qualifying: Money
    """Spent within the programme's window, this sale included; 0 ₫ when the top was held before."""
    multiplier: int
    programme_version: int

    @property
    def risen(self) -> bool:
        """Whether this sale raised the tier."""
        return self.tier_after > self.tier_before


_REASON: Final = "sale"


def recount(session: Session, after_sale: int = 0) -> None:
    """Counts spending and visits anew for everybody on sales above an id: for histories in bulk."""
    session.execute(statements.RECOUNT, {"after": after_sale})


def settle_sale(session: Session, actor: Actor, facts: SaleFacts) -> Standing:
    """Takes and gives points, raises the tier and counts the visit.

    In the order of the paper: points are spent, then earned at the tier held before, then the
    tier rises. Raises PointsShort when the programme, the balance or a debt forbids the points;
    the caller's transaction ends then.
    """
    programme = current_programme(session, facts.business_day)
    account = _look(session, facts, programme)
    _refuse_excess(facts, programme, account)
    standing = _move(session, facts, programme, account)
    book = Book(session, actor, facts, standing, max(facts.at, account.latest or facts.at))
    book.redeem()
    book.earn()
    book.rise()
    return standing


def _look(session: Session, facts: SaleFacts, programme: Programme) -> Any:
    account = statements.LOOK.row(
        session,
        {
            "who": facts.customer_id,
            "this_sale": facts.sale_id,
            "day": facts.business_day,
            "first": first_day(facts.business_day, programme.window_months),
            "top": programme.top.rank,
        },
    )
    if account is None:
        raise LookupError(f"customer {facts.customer_id} has no account")
    return account


def _refuse_excess(facts: SaleFacts, programme: Programme, account: Any) -> None:
    """The balance itself is judged by the UPDATE that moves it."""
    if facts.redeem and account.owed:
        raise PointsShort(
            _("Khách còn nợ {count} điểm nên chưa dùng điểm được. Bỏ phần trả bằng điểm.").format(
                count=count(account.owed)
            )
        )
    most = most_usable(facts.due, facts.redeem, programme)
    if facts.redeem > most:
        raise PointsShort(
            _("Đơn này chỉ trả được tối đa {count} điểm. Bớt điểm rồi thu lại.").format(
                count=count(most)
            )
        )


def _move(session: Session, facts: SaleFacts, programme: Programme, account: Any) -> Standing:
    gained = earned(facts.earning_base, programme, account.tier)
    repaid = min(gained, account.owed)
    at_top = account.tier >= programme.top.rank
    qualifying = ZERO if at_top else account.spent + facts.net
    rank = account.tier if at_top else max(account.tier, tier_for(qualifying, programme).rank)
    after = statements.SETTLE.value(
        session,
        {
            "who": facts.customer_id,
            "redeemed": facts.redeem,
            "gained": gained - repaid,
            "rank": rank,
            "since": facts.business_day if rank > account.tier else account.tier_since,
            "net": facts.net,
            "new_visits": 0 if account.was_here else 1,
            "at": facts.at,
        },
    )
    if after is None:
        raise _short(account.points)
    return Standing(
        before=after + facts.redeem - gained + repaid,
        redeemed=facts.redeem,
        earned=gained,
        repaid=repaid,
        after=after,
        tier_before=account.tier,
        tier_after=rank,
        qualifying=qualifying,
        multiplier=programme.tier(account.tier).multiplier,
        programme_version=programme.version,
    )


def _short(points: int) -> PointsShort:
    return PointsShort(
        _("Khách chỉ còn {count} điểm dùng được. Bớt điểm rồi thu lại.").format(count=count(points))
    )


class Book:
    """Writes the lines of one sale."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        facts: SaleFacts,
        standing: Standing,
        at: datetime,
    ) -> None:
        """`at`: lines of an account never go back in time, whatever the clock does."""
        self._session = session
        self._actor = actor
        self._facts = facts
        self._standing = standing
        self._at = at

    def redeem(self) -> None:
        """Spends points lot by lot."""
        wanted = self._standing.redeemed
        if not wanted:
            return
        entry = self._enter(Kind.REDEEM, -wanted, self._standing.before - wanted)
        day = self._facts.business_day
        whose = {"who": self._facts.customer_id, "day": day}
        with closing(statements.USABLE_LOTS.each(self._session, whose)) as lots:
            drawn = draw(wanted, lots)
        taken = sum(points for _lot, points in drawn)
        if taken < wanted:
            raise _short(taken)
        statements.DRAW.run_all(
            self._session, [{"lot": lot, "taken": points} for lot, points in drawn]
        )
        statements.ADD_USE.run_all(
            self._session,
            [{"entry_id": entry, "lot_id": lot, "points": points} for lot, points in drawn],
        )

    def earn(self) -> None:
        """Gives points as a new lot; what is owed is paid from it at once."""
        standing = self._standing
        if not standing.earned:
            return
        balance = standing.before - standing.redeemed + standing.earned
        lot = self._enter(
            Kind.EARN,
            standing.earned,
            balance,
            base=self._facts.earning_base,
            multiplier=standing.multiplier,
        )
        statements.ADD_LOT.run(
            self._session,
            {
                "entry_id": lot,
                "customer_id": self._facts.customer_id,
                "points": standing.earned,
                "points_left": standing.earned - standing.repaid,
                "expires_on": None,
            },
        )
        if standing.repaid:
            self._repay(lot)

    def _repay(self, lot: int) -> None:
        standing = self._standing
        entry = self._enter(Kind.REPAY, -standing.repaid, standing.after)
        statements.ADD_USE.run(
            self._session, {"entry_id": entry, "lot_id": lot, "points": standing.repaid}
        )
        debts = statements.DEBTS.rows(self._session, {"who": self._facts.customer_id})
        paid = draw(standing.repaid, debts)
        statements.PAY.run_all(
            self._session, [{"debt": debt, "taken": points} for debt, points in paid]
        )

    def rise(self) -> None:
        """Notes a higher tier, with the spending that decided it."""
        standing, facts = self._standing, self._facts
        if not standing.risen:
            return
        statements.ADD_RISE.run(
            self._session,
            {
                "customer_id": facts.customer_id,
                "before": standing.tier_before,
                "after": standing.tier_after,
                "qualifying": standing.qualifying,
                "programme_version": standing.programme_version,
                "sale_id": facts.sale_id,
                "reason": _REASON,
                "at": facts.at,
            },
        )

    def _enter(
        self,
        kind: Kind,
        points: int,
        balance: int,
        *,
        base: Money | None = None,
        multiplier: int | None = None,
    ) -> int:
        return statements.ADD_ENTRY.add(
            self._session,
            {
                "customer_id": self._facts.customer_id,
                "kind": kind,
                "points": points,
                "balance": balance,
                "sale_id": self._facts.sale_id,
                "base": base,
                "multiplier": multiplier,
                "programme_version": self._standing.programme_version,
                "reason": _REASON,
                "at": self._at,
                "staff_id": self._actor.staff,
                "counter_id": self._actor.counter,
                "request_key": f"{self._facts.request_key}:{kind}",
            },
        )


def draw(wanted: int, piles: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """How much of each pile (id, what is left) is taken, in their order, until `wanted` is met.

    Less than `wanted` in all when the piles do not hold that much; looks at no pile too many.
    """
    taken: list[tuple[int, int]] = []
    for pile, left in piles:
        share = min(wanted, left)
        taken.append((pile, share))
        wanted -= share
        if not wanted:
            break
    return taken
