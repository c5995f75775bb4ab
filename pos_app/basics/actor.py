"""Who does something, where, and with whose leave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The named person behind a write: ids of staff, counter, open shift and approver."""

    staff: int
    counter: int
    shift: int | None = None
    approver: int | None = None
