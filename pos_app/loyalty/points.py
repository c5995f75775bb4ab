"""Points: what a purchase earns, what points are worth, and why; whole numbers throughout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from pos_app.basics.i18n import N_, _
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import grouped

TENTHS: Final = 10
WHOLE_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Tier:
    """A level of a programme, reached by spending `threshold` within its window."""

    rank: int
    name: str
    """A gettext id for the names we ship, the shop's own words otherwise."""
    threshold: Money
    multiplier: int
    """Tenths: 12 is ×1,2."""

    @property
    def title(self) -> str:
        """The name in the shop's language."""
        return _(self.name)


@dataclass(frozen=True, slots=True)
class Programme:
    """One version of the rules; a change of the rules is a new version.

    Raises ValueError for rules that contradict themselves: ranks count from 0, the first tier
    asks for nothing and each next one for more.
    """

    version: int
    valid_from: date
    dong_per_point: int
    """A point is earned for each full such amount."""
    dong_of_point: int
    """What a point pays."""
    most_percent: int
    """How much of a bill points may pay."""
    window_months: int
    tiers: tuple[Tier, ...]

    def __post_init__(self) -> None:
        asked = [tier.threshold.dong for tier in self.tiers]
        if [tier.rank for tier in self.tiers] != list(range(len(self.tiers))):
            raise ValueError("tiers are ranked 0, 1, 2 …")
        if not asked or asked[0] != 0 or any(upper <= lower for lower, upper in pairwise(asked)):
            raise ValueError("thresholds rise from 0")
        least = min(self.dong_per_point, self.dong_of_point, self.window_months)
        if min(least, *(tier.multiplier for tier in self.tiers)) < 1:
            raise ValueError("amounts, months and multipliers are positive")
        if not 0 <= self.most_percent <= WHOLE_PERCENT:
            raise ValueError("points pay between nothing and the whole bill")

    @property
    def top(self) -> Tier:
        """The highest tier."""
        return self.tiers[-1]

    def tier(self, rank: int) -> Tier:
        """The tier of a rank; a rank that an earlier version had above all is the highest."""
        return self.tiers[min(rank, self.top.rank)]


USUAL_PROGRAMME: Final = Programme(
    version=1,
    valid_from=date(2020, 1, 1),
    dong_per_point=10_000,
    dong_of_point=100,
    most_percent=50,
    window_months=12,
    tiers=(
        Tier(0, N_("Mới quen"), ZERO, 10),
        Tier(1, N_("Quen mặt"), Money(2_000_000), 12),
        Tier(2, N_("Thân thiết"), Money(6_000_000), 15),
        Tier(3, N_("Tri kỷ"), Money(15_000_000), 20),
    ),
)
"""What a new shop begins with."""


def earning_base(eligible: Money, paid_by_points: Money) -> Money:
    """What of a bill earns: goods that earn, after all discounts, less what points paid.

    Points are counted against the goods that earn first, and the base is never below zero.
    """
    return max(eligible - paid_by_points, ZERO)


def earned(base: Money, programme: Programme, rank: int) -> int:
    """floor(floor(base / đồng per point) × multiplier), once a sale, so anybody can recompute it.

    `rank` is the tier held before the sale.
    """
    return plain(base, programme) * programme.tier(rank).multiplier // TENTHS


def plain(base: Money, programme: Programme) -> int:
    """Points before the tier's multiplier."""
    return max(base.dong, 0) // programme.dong_per_point


def worth(points: int, programme: Programme) -> Money:
    """What points pay."""
    return Money(points * programme.dong_of_point)


def most_usable(due: Money, balance: int, programme: Programme) -> int:
    """The most points that may go into a bill: within the programme's share of it and the balance.

    Whole points: what they are worth never exceeds the share by a đồng.
    """
    share = max(due.dong, 0) * programme.most_percent // WHOLE_PERCENT
    return max(0, min(balance, share // programme.dong_of_point))


class Kind(StrEnum):
    """What a line of the ledger did."""

    EARN = "earn"
    REDEEM = "redeem"
    REVERSE_EARN = "reverse_earn"
    REVERSE_REDEEM = "reverse_redeem"
    """Points that had paid a part of what came back."""
    REPAY = "repay"
    """New points that pay a debt: points taken back after they had been spent."""


def why(kind: Kind, points: int, base: Money, multiplier: int, programme: Programme) -> str:
    """The sentence under a line of the ledger, from the numbers it was made of.

    `points` are signed as in the ledger; `base` and `multiplier` matter for an earning only.
    """
    match kind:
        case Kind.EARN:
            return _why_earned(points, base, multiplier, programme)
        case Kind.REDEEM:
            return _("Dùng {points} điểm trả {worth}").format(
                points=count(-points), worth=worth(-points, programme)
            )
        case Kind.REVERSE_EARN:
            return _("Trả hàng, lấy lại {points} điểm đã tích").format(points=count(-points))
        case Kind.REVERSE_REDEEM:
            return _("Trả hàng, hoàn {points} điểm đã dùng").format(points=count(points))
        case Kind.REPAY:
            return _("Trừ {points} điểm còn nợ từ lần trả hàng trước").format(points=count(-points))


def _why_earned(points: int, base: Money, multiplier: int, programme: Programme) -> str:
    step = Money(programme.dong_per_point)
    if multiplier == TENTHS:
        return _("{base} tính điểm, cứ {step} được 1 điểm: {points} điểm").format(
            base=base, step=step, points=count(points)
        )
    names = [tier.title for tier in programme.tiers if tier.multiplier == multiplier]
    return _(
        "{base} tính điểm, cứ {step} được 1 điểm: {plain}, nhân {times} hạng {tier}: {points} điểm"
    ).format(
        base=base,
        step=step,
        plain=count(plain(base, programme)),
        times=times(multiplier),
        tier=" ".join(names[:1]),
        points=count(points),
    )


def count(points: int) -> str:
    """1.284, as points are written everywhere."""
    return grouped(points)


def times(multiplier: int) -> str:
    """1,5 for 15 tenths, 2 for 20."""
    whole, tenths = divmod(multiplier, TENTHS)
    return f"{whole},{tenths}" if tenths else str(whole)
