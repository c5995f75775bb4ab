"""Global random document ids, passed in like the clock."""

from __future__ import annotations

import random
import secrets
from typing import Protocol

from pos_app.basics.clock import Clock, to_ms


class Ids(Protocol):
    """Where new ids come from."""

    def new(self) -> str:
        """32 hexadecimal digits, unique for ever, rising with time (UUID version 7, RFC 9562)."""

    def digits(self, count: int) -> str:
        """Random decimal digits, for codes a person reads aloud."""


def _uuid7(milliseconds: int, noise: int) -> str:
    head = (milliseconds & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | (noise >> 62 & 0xFFF) << 64
    return f"{head | 0b10 << 62 | noise & (1 << 62) - 1:032x}"


class RandomIds:
    """Ids nobody can guess: 74 random bits behind the millisecond."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def new(self) -> str:
        """32 hexadecimal digits."""
        return _uuid7(to_ms(self._clock.now()), secrets.randbits(74))

    def digits(self, count: int) -> str:
        """Random decimal digits."""
        return "".join(secrets.choice("0123456789") for _ in range(count))


class SeededIds:
    """The same ids on every run of one seed: for demo shops and tests."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self._clock = clock
        self._random = random.Random(seed)

    def new(self) -> str:
        """32 hexadecimal digits."""
        return _uuid7(to_ms(self._clock.now()), self._random.getrandbits(74))

    def digits(self, count: int) -> str:
        """Reproducible decimal digits."""
        return "".join(self._random.choice("0123456789") for _ in range(count))
