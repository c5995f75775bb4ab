"""The caring shop for every look at a customer."""

from __future__ import annotations

from tests.care_shop import shop
from tests.till import stocked_file, stocked_shop_file

__all__ = ["shop", "stocked_file", "stocked_shop_file"]
