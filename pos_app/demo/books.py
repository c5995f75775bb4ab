"""Points and tiers of the story's people, kept in memory by the same rules as at the till."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pos_app.basics.actor import Actor
from pos_app.basics.money import Money
from pos_app.demo.rows import Row, Rows
from pos_app.loyalty.points import Kind, Programme, earned
from pos_app.loyalty.settlement import draw
from pos_app.loyalty.tiers import tier_for

_REASON: Final = "sale"


@dataclass(slots=True)
class Lot:
    """One earning and what is left of it."""

    customer_id: int
    points: int
    left: int


@dataclass(slots=True)
class Account:
    """Where a customer stands; `spent` (đồng) is also what counts for the tier.

    The story is no longer than the programme's window, so nothing ever falls out of it.
    """

    customer_id: int
    since: date
    """First day of the tier."""
    points: int = 0
    tier: int = 0
    spent: int = 0
    visits: int = 0
    last_day: date | None = None
    last_at: int | None = None
    lots: list[int] = field(default_factory=list)
    """Earnings of which something may be left, oldest first."""

    def row(self) -> Row:
        """As it stands in the file."""
        return {
            "customer_id": self.customer_id,
            "points": self.points,
            "tier": self.tier,
            "tier_since": self.since.isoformat(),
            "spent": self.spent,
            "visits": self.visits,
            "last_sale_at": self.last_at,
        }


@dataclass(frozen=True, slots=True)
class Bill:
    """What an account has to know of a sale; `at` in milliseconds."""

    sale_id: int
    at: int
    day: date
    due: Money
    base: Money
    """What of it earns."""
    redeem: int
    key: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What a sale meant for an account; for a stranger nothing."""

    earned: int = 0
    redeemed: int = 0
    after: int | None = None
    tier_before: int = 0
    tier: int = 0

    @property
    def risen(self) -> bool:
        """Whether the sale raised the tier."""
        return self.tier > self.tier_before


STRANGER: Final = Settled()


class Books:
    """The ledger of points."""

    def __init__(self, rows: Rows, programme: Programme) -> None:
        self._rows = rows
        self._lots: dict[int, Lot] = {}
        self.programme = programme

    def settle(self, actor: Actor, account: Account, bill: Bill) -> Settled:
        """Spends, earns at the tier held before, then raises the tier, like the till."""
        before = account.tier
        if bill.redeem:
            self._redeem(actor, account, bill)
        gained = earned(bill.base, self.programme, before)
        if gained:
            self._earn(actor, account, bill, gained)
        account.spent += bill.due.dong
        account.visits += bill.day != account.last_day
        account.last_day, account.last_at = bill.day, bill.at
        if before < self.programme.top.rank:
            self._rise(account, bill)
        return Settled(gained, bill.redeem, account.points, before, account.tier)

    def close(self) -> None:
        """Writes the lots: what is left of each is known only when the story ends."""
        self._rows.lots.put_all(
            {
                "entry_id": entry,
                "customer_id": lot.customer_id,
                "points": lot.points,
                "points_left": lot.left,
                "expires_on": None,
            }
            for entry, lot in self._lots.items()
        )

    def _redeem(self, actor: Actor, account: Account, bill: Bill) -> None:
        account.points -= bill.redeem
        entry = self._enter(actor, account, bill, Kind.REDEEM, -bill.redeem)
        piles = [(lot, self._lots[lot].left) for lot in account.lots]
        for lot, points in draw(bill.redeem, piles):
            self._rows.uses.put({"entry_id": entry, "lot_id": lot, "points": points})
            self._lots[lot].left -= points
        account.lots = [lot for lot in account.lots if self._lots[lot].left]

    def _earn(self, actor: Actor, account: Account, bill: Bill, gained: int) -> None:
        account.points += gained
        entry = self._enter(actor, account, bill, Kind.EARN, gained)
        account.lots.append(entry)
        self._lots[entry] = Lot(account.customer_id, gained, gained)

    def _enter(self, actor: Actor, account: Account, bill: Bill, kind: Kind, points: int) -> int:
        entry, earning = self._rows.entries.number(), kind is Kind.EARN
        self._rows.entries.put(
            {
                "id": entry,
                "customer_id": account.customer_id,
                "kind": kind.value,
                "points": points,
                "balance": account.points,
                "sale_id": bill.sale_id,
                "base": bill.base.dong if earning else None,
                "multiplier": self.programme.tier(account.tier).multiplier if earning else None,
                "programme_version": self.programme.version,
                "reason": _REASON,
                "at": bill.at,
                "staff_id": actor.staff,
                "counter_id": actor.counter,
                "request_key": f"{bill.key}:{kind}",
            }
        )
        return entry

    def _rise(self, account: Account, bill: Bill) -> None:
        reached = tier_for(Money(account.spent), self.programme).rank
        if reached <= account.tier:
            return
        self._rows.rises.put(
            {
                "id": self._rows.rises.number(),
                "customer_id": account.customer_id,
                "before": account.tier,
                "after": reached,
                "qualifying": account.spent,
                "programme_version": self.programme.version,
                "sale_id": bill.sale_id,
                "reason": _REASON,
                "at": bill.at,
            }
        )
        account.tier, account.since = reached, bill.day
