"""Banks by their six-digit number, as VietQR names them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from pos_app.basics.assets import asset
from pos_app.basics.i18n import _
from pos_app.basics.text import fold
from pos_app.payments.receiver import SAMPLE_BIN


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank that takes transfers by VietQR."""

    bin: str
    name: str
    full_name: str
    words: tuple[str, ...]
    """As `_squeezed`: its name, its short code, what it was called before, its full name."""


@cache
def _table() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(asset("data", "banks.json").read_text("utf-8"))["banks"]
    return rows


@cache
def _names() -> dict[str, tuple[str, str]]:
    return {row["bin"]: (row["short_name"], row["full_name"]) for row in _table()}


@cache
def _banks() -> tuple[Bank, ...]:
    return tuple(
        Bank(
            row["bin"],
            row["short_name"],
            row["full_name"],
            tuple(
                map(
                    _squeezed,
                    (row["short_name"], row["code"], *row["other_names"], row["full_name"]),
                )
            ),
        )
        for row in _table()
        if row["vietqr"]
    )


def _squeezed(words: str) -> str:
    """DongA and Đông Á are one."""
    return fold(words).replace(" ", "")


def bank_name(bin: str) -> str:
    """What to call the bank of any number: new banks appear before the table knows them."""
    if bin == SAMPLE_BIN:
        return _("Ngân hàng mẫu")
    return _names().get(bin, ("", ""))[0] or _("Ngân hàng {bin}").format(bin=bin)


def full_name(bin: str) -> str:
    """The name in the bank's licence; nothing when the table does not know the number."""
    return _names().get(bin, ("", ""))[1]


def find(typed: str, most: int = 6) -> list[Bank]:
    """Banks by name, code or number, whole words and beginnings first, marks left out."""
    wanted = _squeezed(typed)
    if not wanted:
        return []
    ranked = [(_rank(bank, wanted), bank.name.casefold(), bank) for bank in _banks()]
    return [bank for rank, _name, bank in sorted(ranked, key=lambda one: one[:2]) if rank < 3][
        :most
    ]


def _rank(bank: Bank, wanted: str) -> int:
    names = (bank.bin, *bank.words)
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names[1:]) else 3
