"""Banks by their six-digit number, as VietQR names them."""

from __future__ import annotations

import json
from functools import cache

from pos_app.basics.assets import asset
from pos_app.basics.i18n import _


@cache
def _names() -> dict[str, str]:
    table = json.loads(asset("data", "banks.json").read_text(encoding="utf-8"))
    return {row["bin"]: row["short_name"] for row in table["banks"]}


def bank_name(bin: str) -> str:
    """What to call the bank of any number: new banks appear before the table knows them."""
    return _names().get(bin) or _("Ngân hàng {bin}").format(bin=bin)
