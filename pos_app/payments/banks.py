"""Banks by their six-digit number, as VietQR names them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from pos_app.basics.assets import asset
from pos_app.basics.i18n import _


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank or wallet that can receive a VietQR transfer; `name` is what people call it."""

    bin: str
    code: str
    name: str
    full_name: str


@cache
def _banks() -> dict[str, Bank]:
    table = json.loads(asset("data", "banks.json").read_text(encoding="utf-8"))
    return {
        row["bin"]: Bank(row["bin"], row["code"], row["short_name"], row["full_name"])
        for row in table["banks"]
    }


def by_bin(bin: str) -> Bank | None:
    """The bank of a number; None for one that is not in the table."""
    return _banks().get(bin)


def bank_name(bin: str) -> str:
    """What to call the bank of any number: new banks appear before the table knows them."""
    bank = by_bin(bin)
    return bank.name if bank else _("Ngân hàng {bin}").format(bin=bin)
