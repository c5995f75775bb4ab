"""What is to happen, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable

Act = Callable[[int], None]
"""Does something at a moment (milliseconds)."""


class Agenda:
    """Acts at moments; what was put down first comes first among equals."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Act]] = []
        self._count = 0

    def put(self, at: int, act: Act) -> None:
        """Plans an act; one may plan others while it runs."""
        self._count += 1
        heapq.heappush(self._heap, (at, self._count, act))

    def run(self, until: int) -> None:
        """Does everything up to a moment, that moment included."""
        while self._heap and self._heap[0][0] <= until:
            at, _, act = heapq.heappop(self._heap)
            act(at)
