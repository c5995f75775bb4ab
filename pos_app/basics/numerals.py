"""Whole numbers as people in Viet Nam write them, and as receipts are numbered."""

from __future__ import annotations

from typing import Final

MINUS: Final = "\u2212"
RECEIPT_DIGITS: Final = 6


def grouped(number: int) -> str:
    """1.284, −20.000."""
    return f"{MINUS if number < 0 else ''}{abs(number):,}".replace(",", ".")


def receipt_number(number: int, external: str | None = None) -> str:
    """What stands on the paper: 000123, or what another system wrote there."""
    return external or f"{number:0{RECEIPT_DIGITS}d}"
