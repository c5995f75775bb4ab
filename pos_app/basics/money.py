"""Money: whole đồng, never a float."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from pos_app.basics.numerals import grouped
from pos_app.basics.quantity import THOUSAND, Quantity

LARGEST: Final = 10**15
"""No amount of a shop comes near it; a column of 64 bits holds it nine thousand times."""

NBSP: Final = "\u00a0"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole đồng, positive, zero or negative.

    Raises TypeError for anything that is not an int, OverflowError beyond ±`LARGEST`.
    """

    dong: int = 0

    def __post_init__(self) -> None:
        if type(self.dong) is not int:
            raise TypeError(f"Money takes whole đồng, not {self.dong!r}")
        if not -LARGEST <= self.dong <= LARGEST:
            raise OverflowError(f"{self.dong} đồng is beyond what a shop can count")

    def __add__(self, other: Money) -> Money:
        return Money(self.dong + other.dong) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.dong - other.dong) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> Money:
        return Money(-self.dong)

    def __abs__(self) -> Money:
        return Money(abs(self.dong))

    def __bool__(self) -> bool:
        return self.dong != 0

    def __mul__(self, count: int) -> Money:
        return Money(self.dong * count) if type(count) is int else NotImplemented

    def times(self, quantity: Quantity) -> Money:
        """Price of `quantity` at this unit price, rounded once, half away from zero."""
        return Money(divide_half_up(self.dong * quantity.thousandths, THOUSAND))

    def share(self, numerator: int, denominator: int) -> Money:
        """This amount × numerator / denominator, rounded once, half away from zero."""
        return Money(divide_half_up(self.dong * numerator, denominator))

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Self:
        """Sum of any number of amounts; nothing is 0 đồng."""
        return cls(sum(amount.dong for amount in amounts))

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Parts in proportion to `weights` that add up to this amount exactly.

        Largest remainder; equal remainders go to the earlier part. Weights are >= 0;
        when all are zero the first part takes everything.
        """
        if not weights or min(weights) < 0:
            raise ValueError("an amount is split among somebody, by weights of 0 or more")
        whole = sum(weights)
        if whole == 0:
            return [self, *(Money(0) for _ in weights[1:])]
        sign = -1 if self.dong < 0 else 1
        shares = [divmod(abs(self.dong) * weight, whole) for weight in weights]
        left = abs(self.dong) - sum(quotient for quotient, _ in shares)
        by_remainder = sorted(range(len(weights)), key=lambda place: (-shares[place][1], place))
        bonus = set(by_remainder[:left])
        return [
            Money(sign * (quotient + (place in bonus)))
            for place, (quotient, _) in enumerate(shares)
        ]

    def digits(self) -> str:
        """Grouped digits without the sign of the currency: 834.000, −20.000."""
        return grouped(self.dong)

    def __str__(self) -> str:
        return f"{self.digits()}{NBSP}₫"


ZERO: Final = Money(0)


def divide_half_up(numerator: int, denominator: int) -> int:
    """Whole quotient, halves away from zero; the house's only rounding of money."""
    quotient, rest = divmod(abs(numerator), denominator)
    quotient += 2 * rest >= denominator
    return -quotient if numerator < 0 else quotient
