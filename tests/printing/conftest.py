"""Papers of a stocked counter."""

from __future__ import annotations

from tests.till import stocked_file, stocked_shop_file, till

__all__ = ["stocked_file", "stocked_shop_file", "till"]
