"""Quantity: an exact decimal in thousandths (1,5 kg is 1500)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pos_app.basics.numerals import MINUS, grouped

THOUSAND: Final = 1000
LARGEST: Final = 10**6 * THOUSAND
"""A million units on one line: more is a slip of the finger."""

_WRITTEN = re.compile(r"(?=.?\d)(\d{0,9})(?:[.,](\d{1,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A count or weight in thousandths of its unit; may be negative on stock moves and returns."""

    thousandths: int = 0

    def __post_init__(self) -> None:
        if type(self.thousandths) is not int:
            raise TypeError(f"Quantity takes whole thousandths, not {self.thousandths!r}")

    @classmethod
    def of(cls, units: int) -> Quantity:
        """Whole units: Quantity.of(2) is two pieces."""
        return cls(units * THOUSAND)

    @classmethod
    def parse(cls, written: str) -> Quantity | None:
        """What a person typed (2 or 1,5 or 1.5 or ,5); None when it is no quantity."""
        match = _WRITTEN.fullmatch(written.strip())
        if match is None:
            return None
        whole, decimals = match.group(1), match.group(2) or ""
        return cls(int(whole or 0) * THOUSAND + int(decimals.ljust(3, "0")))

    def __add__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.thousandths + other.thousandths)

    def __sub__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.thousandths - other.thousandths)

    def __neg__(self) -> Quantity:
        return Quantity(-self.thousandths)

    def __bool__(self) -> bool:
        return self.thousandths != 0

    @property
    def whole(self) -> bool:
        """True for 2, False for 1,5."""
        return self.thousandths % THOUSAND == 0

    def __str__(self) -> str:
        sign = MINUS if self.thousandths < 0 else ""
        whole, rest = divmod(abs(self.thousandths), THOUSAND)
        decimals = f",{rest:03d}".rstrip("0") if rest else ""
        return f"{sign}{grouped(whole)}{decimals}"


ONE: Final = Quantity.of(1)
NONE: Final = Quantity(0)
