"""A customer's file on request of another page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose file to show, and the name of the page that Esc leads back to."""

    customer_id: int
    back: str
