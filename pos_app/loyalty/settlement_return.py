"""What a return does to its customer's points, inside the return's own transaction.

Points that paid go back into the lots they came from, the last one first; points that were earned
are taken back, from their own lot before any other. What is not there any more is owed, and the
next earning pays it: a balance is never below zero. The tier stays; spending falls by the return.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from pos_app.basics.actor import Actor
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty import statements
from pos_app.loyalty.points import Kind, earned
from pos_app.loyalty.programmes import current_programme
from pos_app.loyalty.settlement import Book, SaleFacts, Standing, draw
from pos_app.models.loyalty import Account, PointsDebt, PointsEntry


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """What loyalty has to know of a return or exchange, whose row is there.

    `net` is that of the document, usually negative; `earning_base` is what of the goods that were
    taken instead earns.
    """

    sale_id: int
    original_id: int
    customer_id: int
    at: datetime
    business_day: date
    net: Money
    take_back: int
    give_back: int
    earning_base: Money
    request_key: str


@dataclass(frozen=True, slots=True)
class ReturnStanding:
    """What a return meant for the account; `owed` is what could not be taken back."""

    given_back: int
    taken_back: int
    owed: int
    earned: int
    after: int

    @property
    def gained(self) -> int:
        """What stands on the document as earned, signed."""
        return self.earned - self.taken_back


_REASON: Final = "return"

_SPENT_LOTS: Final = text(
    """
    SELECT lot_id, sum(used.points)
    FROM points_use used
    JOIN points_entry entry ON entry.id = used.entry_id
    JOIN sale ON sale.id = entry.sale_id
    WHERE (entry.kind = 'redeem' AND sale.id = :original)
       OR (entry.kind = 'reverse_redeem' AND sale.original_id = :original)
    GROUP BY lot_id HAVING sum(used.points) > 0 ORDER BY lot_id DESC
    """
)
_FULL_LOTS: Final = text(
    """
    SELECT lot.entry_id, lot.points_left
    FROM points_lot lot JOIN points_entry entry ON entry.id = lot.entry_id
    WHERE lot.customer_id = :who AND lot.points_left > 0
    ORDER BY entry.sale_id = :original DESC, lot.expires_on IS NULL, lot.expires_on, lot.entry_id
    """
)


_LATEST: Final = select(func.max(PointsEntry.at)).where(PointsEntry.customer_id == bindparam("who"))


def settle_return(session: Session, actor: Actor, facts: ReturnFacts) -> ReturnStanding:
    """Gives points back, takes points back, earns on what was taken, and counts the spending."""
    account = session.get_one(Account, facts.customer_id, populate_existing=True)
    programme = current_programme(session, facts.business_day)
    whose = {"who": facts.customer_id}
    latest = session.scalar(_LATEST, whose)
    taken = min(facts.take_back, account.points + facts.give_back)
    middle = account.points + facts.give_back - taken
    gained = earned(facts.earning_base, programme, account.tier)
    debts = sum(left for _debt, left in statements.DEBTS.rows(session, whose))
    repaid = min(gained, debts + facts.take_back - taken)
    standing = Standing(
        before=middle,
        redeemed=0,
        earned=gained,
        repaid=repaid,
        after=middle + gained - repaid,
        tier_before=account.tier,
        tier_after=account.tier,
        qualifying=ZERO,
        multiplier=programme.tier(account.tier).multiplier,
        programme_version=programme.version,
    )
    at = max(facts.at, latest or facts.at)
    book = ReturnBook(session, actor, facts, standing, at)
    book.give_back(account.points + facts.give_back)
    book.take_back(taken, facts.take_back - taken)
    Book(session, actor, _as_sale(facts), standing, at).earn()
    account.points = standing.after
    account.spent = account.spent + facts.net
    session.flush()
    return ReturnStanding(
        given_back=facts.give_back,
        taken_back=taken,
        owed=facts.take_back - taken,
        earned=gained,
        after=standing.after,
    )


class ReturnBook:
    """Writes the lines of one return; `standing` is that of what was taken instead."""

    def __init__(
        self, session: Session, actor: Actor, facts: ReturnFacts, standing: Standing, at: datetime
    ) -> None:
        self._session = session
        self._actor = actor
        self._facts = facts
        self._standing = standing
        self._at = at

    def give_back(self, balance: int) -> None:
        """The points that paid, back into their lots."""
        if not self._facts.give_back:
            return
        entry = self._enter(Kind.REVERSE_REDEEM, self._facts.give_back, balance)
        spent = self._session.execute(_SPENT_LOTS, {"original": self._facts.original_id})
        lots = [(lot, points) for lot, points in spent]
        self._move(entry, [(lot, -points) for lot, points in draw(self._facts.give_back, lots)])

    def take_back(self, taken: int, owed: int) -> None:
        """The points that were earned, and as a debt those that are gone."""
        if not taken and not owed:
            return
        entry = self._enter(Kind.REVERSE_EARN, -taken, self._standing.before)
        if taken:
            found = self._session.execute(
                _FULL_LOTS,
                {"who": self._facts.customer_id, "original": self._facts.original_id},
            )
            self._move(entry, draw(taken, [(lot, left) for lot, left in found]))
        if owed:
            self._session.add(
                PointsDebt(
                    entry_id=entry,
                    customer_id=self._facts.customer_id,
                    points=owed,
                    points_left=owed,
                )
            )
            self._session.flush()

    def _move(self, entry: int, drawn: list[tuple[int, int]]) -> None:
        statements.DRAW.run_all(
            self._session, [{"lot": lot, "taken": points} for lot, points in drawn]
        )
        statements.ADD_USE.run_all(
            self._session,
            [{"entry_id": entry, "lot_id": lot, "points": points} for lot, points in drawn],
        )

    def _enter(self, kind: Kind, points: int, balance: int) -> int:
        return statements.ADD_ENTRY.add(
            self._session,
            {
                "customer_id": self._facts.customer_id,
                "kind": kind,
                "points": points,
                "balance": balance,
                "sale_id": self._facts.sale_id,
                "base": None,
                "multiplier": None,
                "programme_version": self._standing.programme_version,
                "reason": _REASON,
                "at": self._at,
                "staff_id": self._actor.staff,
                "counter_id": self._actor.counter,
                "request_key": f"{self._facts.request_key}:{kind}",
            },
        )


def _as_sale(facts: ReturnFacts) -> SaleFacts:
    """What was taken instead, as a sale of its own."""
    return SaleFacts(
        sale_id=facts.sale_id,
        customer_id=facts.customer_id,
        at=facts.at,
        business_day=facts.business_day,
        due=facts.earning_base,
        net=facts.earning_base,
        earning_base=facts.earning_base,
        redeem=0,
        request_key=facts.request_key,
    )
