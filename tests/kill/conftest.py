"""A stocked shop for those who will be killed in it."""

from __future__ import annotations

from tests.till import stocked_file, stocked_shop_file

__all__ = ["stocked_file", "stocked_shop_file"]
