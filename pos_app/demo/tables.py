"""The shipped tables the story is told from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pos_app.basics.assets import asset


@cache
def shop() -> Mapping[str, Any]:
    """The shop and its year: hours, seasons, errands, habits, stories."""
    return _read("demo_shop.json")


@cache
def people() -> Mapping[str, Any]:
    """Names and what is remembered of people."""
    return _read("demo_people.json")


def _read(name: str) -> Mapping[str, Any]:
    told: dict[str, Any] = json.loads(asset("data", name).read_text("utf-8"))
    return told
