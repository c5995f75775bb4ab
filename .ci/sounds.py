"""Draws the counter's sounds as waves: short, soft at both ends, the same bytes each time."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / "assets" / "sounds"
RATE: Final = 22_050
LOUD: Final = 9_000
"""Of 32.767: below the voices in a shop."""
EDGE_MS: Final = 6
"""A tone swells and fades so long, else it clicks."""
GAP: Final = 0
"""The pitch of silence."""

SOUNDS: Final = {
    "scan": ((1_800, 60),),
    "unknown": ((300, 80), (GAP, 30), (300, 80)),
    "money": ((880, 80), (1_320, 110)),
    "trouble": ((220, 180),),
}
"""Pitch in hertz and length in milliseconds, one tone after the other."""


def samples(tones: tuple[tuple[int, int], ...]) -> array[int]:
    """Sixteen bits each."""
    drawn = array("h")
    for pitch, length in tones:
        count, edge = RATE * length // 1_000, RATE * EDGE_MS // 1_000
        for place in range(count):
            swell = min(1.0, place / edge, (count - 1 - place) / edge)
            turn = math.sin(2 * math.pi * pitch * place / RATE)
            drawn.append(round(LOUD * swell * turn))
    return drawn


def main() -> None:
    """Writes them all."""
    FOLDER.mkdir(exist_ok=True)
    for name, tones in SOUNDS.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(tones).tobytes())


if __name__ == "__main__":
    main()
