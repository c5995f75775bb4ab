"""How old a debt is, and which debts an amount pays: the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from pos_app.basics.money import Money

AGES: Final = (7, 30, 60)
"""Last days of the first three ages; what is older is the fourth."""


def age_of(day: date, today: date) -> int:
    """0..3: which age a debt of a day has come to."""
    days = (today - day).days
    return sum(days > last for last in AGES)


def by_share(amount: Money, unpaid: Sequence[Money]) -> list[Money]:
    """What an amount pays of each debt, given the oldest first."""
    shares = []
    for owed in unpaid:
        share = min(amount, owed)
        shares.append(share)
        amount -= share
    return shares


def told_day(text: str, today: date) -> date | None:
    """A day as people write it: 30/11 is the next one, 5/1/2027 that one; None for nonsense."""
    parts = text.strip().split("/")
    if not (2 <= len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts)):
        return None
    day, month, *year = map(int, parts)
    for told in year or (today.year, today.year + 1):
        try:
            found = date(told, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None
