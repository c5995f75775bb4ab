"""The rolls a receipt printer takes, in millimetres and in dots of its head."""

from __future__ import annotations

from enum import Enum
from typing import Final

DOTS_PER_MM: Final = 8
"""Receipt heads have 203.2 dots an inch."""


class PaperWidth(Enum):
    """A roll: millimetres of paper, and how many of them the head reaches."""

    MM80 = (80, 72)
    MM58 = (58, 48)

    @property
    def millimetres(self) -> int:
        """Width of the roll."""
        return self.value[0]

    @property
    def dots(self) -> int:
        """What the head can print across: 576 or 384."""
        return self.value[1] * DOTS_PER_MM

    @property
    def margin_dots(self) -> int:
        """What the head leaves white on either side."""
        return (self.value[0] - self.value[1]) * DOTS_PER_MM // 2
