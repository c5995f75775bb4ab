"""Finds the files of assets/, beside the sources or inside an installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parents[1]
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def asset(*parts: str) -> Path:
    """Path of a file or folder below assets/."""
    return _root().joinpath(*parts)
