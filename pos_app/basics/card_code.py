"""What the QR of a loyalty card says: the card's number and a seal that only this shop can make.

Thirty-three decimal digits, so that the QR stays in its smallest size (version 1, numeric mode)
and neither Caps Lock nor a Vietnamese keyboard can change what a scanner types:

    1   202603120381   05110847267335453741
    │   │              └ HMAC-SHA256 of version and number by the shop's secret, first 64 bits
    │   └ the card's twelve digits, random, the same as under its Code 128
    └ version of this format
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Final

VERSION: Final = "1"
CODE_DIGITS: Final = 12

_PURPOSE: Final = b"khach-quen loyalty card "
_SEAL_BYTES: Final = 8
_SEAL_DIGITS: Final = 20
_CODE = re.compile(rf"[0-9]{{{CODE_DIGITS}}}")
_TOKEN = re.compile(rf"{VERSION}([0-9]{{{CODE_DIGITS}}})([0-9]{{{_SEAL_DIGITS}}})")


def encode(code: str, secret: bytes) -> str:
    """The QR's text for a card number; ValueError unless it is twelve digits."""
    if _CODE.fullmatch(code) is None:
        raise ValueError("a card number has twelve digits")
    return f"{VERSION}{code}{_seal(code, secret)}"


def decode(text: str, secret: bytes) -> str | None:
    """The card number inside a scanned text; None when it is no card of this shop."""
    token = _TOKEN.fullmatch(text.strip())
    if token is None:
        return None
    code, seal = token.groups()
    return code if hmac.compare_digest(seal, _seal(code, secret)) else None


def shaped(text: str) -> bool:
    """True for what is written like the QR of a card, whoever sealed it."""
    return _TOKEN.fullmatch(text.strip()) is not None


def grouped(code: str) -> str:
    """2026 0312 0381, as it is read aloud."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def _seal(code: str, secret: bytes) -> str:
    if not secret:
        raise ValueError("a card cannot be sealed without the shop's secret")
    signed = _PURPOSE + VERSION.encode() + code.encode()
    first = hmac.digest(secret, signed, hashlib.sha256)[:_SEAL_BYTES]
    return f"{int.from_bytes(first, 'big'):0{_SEAL_DIGITS}d}"
