"""Measuring fairly on a busy machine: side by side, in turns, robust summaries."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

Job = Callable[[], object]


def wall_ms(job: Job) -> float:
    """Milliseconds that pass while the job runs."""
    started = time.perf_counter_ns()
    job()
    return (time.perf_counter_ns() - started) / 1e6


def cpu_ms(job: Job) -> float:
    """Milliseconds of this process's CPU that the job takes; other programs do not count."""
    started = time.process_time_ns()
    job()
    return (time.process_time_ns() - started) / 1e6


def in_turns(rounds: int, *jobs: Callable[[], float]) -> list[list[float]]:
    """What each job told, round by round; who goes first changes with every round."""
    told: list[list[float]] = [[] for _job in jobs]
    for turn in range(rounds):
        for place in range(len(jobs)):
            which = (place + turn) % len(jobs)
            told[which].append(jobs[which]())
    return told


def side_by_side(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """What is usual of theirs, and of ours as many times that as is usual within a turn.

    The two of a turn stand next to each other in time: what slows the machine slows both.
    """
    against = percentile(theirs, 50)
    times = percentile([one / other for one, other in zip(ours, theirs, strict=True)], 50)
    return times * against, against


def percentile(measured: Sequence[float], percent: int) -> float:
    """The smallest measured value that so many per cent do not exceed (nearest rank)."""
    rank = -(-len(measured) * percent // 100)
    return sorted(measured)[max(rank, 1) - 1]
