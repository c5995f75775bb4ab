"""One spelling for everything that is hashed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


def canonical(value: Value) -> str:
    """JSON with sorted keys, no blanks, letters as they are: equal values, equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Value, salt: str) -> str:
    """HMAC-SHA256 of the canonical form, keyed with the shop's salt (hexadecimal)."""
    return hmac.new(bytes.fromhex(salt), canonical(value).encode(), hashlib.sha256).hexdigest()
