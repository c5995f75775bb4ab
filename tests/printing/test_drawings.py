"""Line drawings stay inside the square they were made for."""

from __future__ import annotations

import re

import pytest

from pos_app.printing import drawings

OPERATOR = re.compile(r"((?:-?\d+(?:\.\d+)? )*)([mlch])(?: |$)")
NUMBERS = {"m": 2, "l": 2, "c": 6, "h": 0}


def points(path: str) -> list[tuple[float, float]]:
    """All end and control points; fails on anything that is no path operator."""
    found: list[tuple[float, float]] = []
    assert OPERATOR.sub("", path) == ""
    for written, operator in OPERATOR.findall(path):
        numbers = [float(number) for number in written.split()]
        assert len(numbers) == NUMBERS[operator], (written, operator)
        found += zip(numbers[::2], numbers[1::2], strict=True)
    return found


@pytest.mark.parametrize("rank", range(4))
def test_an_icon_keeps_to_its_grid(rank: int) -> None:
    assert all(
        0 <= x <= drawings.ICON_GRID and 0 <= y <= drawings.ICON_GRID
        for x, y in points(drawings.TIER_ICONS[rank])
    )


@pytest.mark.parametrize("path", [drawings.LOTUS_PETALS, drawings.LOTUS_VEINS])
def test_the_lotus_is_the_same_on_both_sides(path: str) -> None:
    half = drawings.LOTUS_HALF_WIDTH
    petals = set(points(path))

    assert petals == {(0 - x, y) for x, y in petals}
    assert all(-half <= x <= half for x, _ in petals)
