"""Who listens to what: the one table of events and their handlers, for the outbox's courier."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.basics.clock import Clock
from pos_app.basics.events import SALE_COMPLETED, SALE_REVERSED, TIER_RAISED
from pos_app.care.planner import HANDLER, Planner
from pos_app.store.outbox import Handler


def subscriptions(clock: Clock) -> Mapping[str, Mapping[str, Handler]]:
    """Event name -> handler name -> handler; the names are kept with each delivery."""
    planner = Planner(clock)
    return {
        SALE_COMPLETED: {HANDLER: planner.on_sale_completed},
        SALE_REVERSED: {HANDLER: planner.on_sale_reversed},
        TIER_RAISED: {HANDLER: planner.on_tier_raised},
    }
