"""The caring shop for every test of care."""

from __future__ import annotations

from tests.care_shop import planner, shop
from tests.till import stocked_file, stocked_shop_file

__all__ = ["planner", "shop", "stocked_file", "stocked_shop_file"]
