"""Named points at which a test may stop the program; they do nothing otherwise."""

from __future__ import annotations

from collections.abc import Callable

_hook: Callable[[str], None] | None = None


def fault(point: str) -> None:
    """Marks a step between which a power cut must leave everything or nothing."""
    if _hook is not None:
        _hook(point)


def arm(hook: Callable[[str], None] | None) -> None:
    """Calls `hook` with the name of each point passed; None disarms."""
    global _hook
    _hook = hook
