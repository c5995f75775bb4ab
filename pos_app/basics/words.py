"""Amounts in words of the shop's language."""

from __future__ import annotations

from pos_app.basics import words_en, words_vi
from pos_app.basics.i18n import language
from pos_app.basics.money import Money


def amount_in_words(amount: Money) -> str:
    """500.000 ₫ as "Năm trăm nghìn đồng" or "Five hundred thousand dong"."""
    if language() == "vi":
        return words_vi.in_words(amount)
    return words_en.in_words(amount)
