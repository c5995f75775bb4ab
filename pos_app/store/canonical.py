"""One spelling for everything that is hashed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Final

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


_JSON: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Value) -> str:
    """JSON with sorted keys, no blanks, letters as they are: equal values, equal text.

    SQLite's `json_array` and `json_object` spell the same; whoever names the keys sorts them.
    """
    return _JSON.encode(value)


def digest(value: Value, salt: str) -> str:
    """HMAC-SHA256 of the canonical form, keyed with the shop's salt (hexadecimal)."""
    return digest_of(canonical(value), salt)


def digest_of(spelled: str, salt: str) -> str:
    """The same of a form that is canonical already."""
    return hmac.digest(bytes.fromhex(salt), spelled.encode(), "sha256").hex()
