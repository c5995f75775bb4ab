"""Every room's invariants in one list, handed to the runner."""

from __future__ import annotations

from typing import Final

from pos_app.care import checks as care
from pos_app.customers import checks as customers
from pos_app.goods import checks as goods
from pos_app.loyalty import checks as loyalty
from pos_app.payments import checks as payments
from pos_app.selling import checks as selling
from pos_app.selling import return_checks, shift_checks
from pos_app.shop import checks as shop
from pos_app.store import check as store
from pos_app.store.check import Check

CHECKS: Final[tuple[Check, ...]] = tuple(
    sorted(
        (
            *store.CHECKS,
            *shop.CHECKS,
            *goods.CHECKS,
            *customers.CHECKS,
            *payments.CHECKS,
            *loyalty.CHECKS,
            *selling.CHECKS,
            *return_checks.CHECKS,
            *shift_checks.CHECKS,
            *care.CHECKS,
        ),
        key=lambda check: check.number,
    )
)
