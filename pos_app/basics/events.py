"""What happened, told to whoever listens, through the outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

SALE_COMPLETED: Final = "sale.completed"
SALE_REVERSED: Final = "sale.reversed"
"""Goods came back, or the whole sale was voided."""
POINTS_CHANGED: Final = "points.changed"
TIER_RAISED: Final = "tier.raised"
TASK_CLOSED: Final = "task.closed"


@dataclass(frozen=True, slots=True)
class Event:
    """A fact of the past; `subject` is a global id, `payload` holds ids and numbers only."""

    name: str
    subject: str
    payload: dict[str, int | str] = field(default_factory=dict)
