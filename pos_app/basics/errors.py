"""Refusals that a person can act on.

PosError
├── NotAllowed      the actor lacks a right
├── BadInput        something typed or scanned does not fit
├── Stale           what was seen has changed meanwhile
└── ShopFileError   the shop file cannot be used (store.database names the kinds)

Everything else is a defect: it is logged and shown as "your cart is safe".
"""

from __future__ import annotations


class PosError(Exception):
    """str() is one plain sentence in the shop's language: what happened, what to do."""


class NotAllowed(PosError):
    """The actor lacks the right that the action needs."""


class BadInput(PosError):
    """Something typed or scanned does not fit; nothing was changed."""


class Stale(PosError):
    """What the person saw has changed meanwhile; nothing was changed."""


class ShopFileError(PosError):
    """The shop file cannot be opened or written."""
