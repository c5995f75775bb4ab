"""What a service call changed, so that each screen knows whether to reload."""

from __future__ import annotations

from enum import Flag, auto


class Changes(Flag):
    """Families of data; combine with |, ask with `changes & Changes.SALES`."""

    NOTHING = 0
    CARTS = auto()
    GOODS = auto()
    STOCK = auto()
    CUSTOMERS = auto()
    POINTS = auto()
    SALES = auto()
    TRANSFERS = auto()
    CARE = auto()
    SETTINGS = auto()
    MONEY = auto()
    """Slips, shifts, debts: money outside of sales."""
    STAFF = auto()
