"""EMVCo merchant-presented payloads: tag, length and value in digits, a CRC at the end."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LONGEST: Final = 99
"""Characters one object can hold: its length has two digits."""

_FORMAT: Final = ("00", "01")
_CRC: Final = "63"
_HEAD: Final = re.compile(r"([0-9]{2})([0-9]{2})")
_SEAL: Final = re.compile(r"6304([0-9A-Fa-f]{4})\Z")
_WRITABLE: Final = re.compile(r"[ -~]{1,99}")
"""The common character set of EMV Book 4: printable ASCII."""


class Ruling(StrEnum):
    """What a reader may do with a payload."""

    ACCEPT = "accept"
    ACCEPT_LENIENT = "accept_lenient"
    """Odd but seen in the field and safe to use; we never write such a thing."""
    REJECT = "reject"


class Reason(StrEnum):
    """Why a payload is refused, or what is odd about one that is accepted all the same."""

    NO_CRC = "no_crc"
    WRONG_CRC = "wrong_crc"
    NOT_EMV = "not_emv"
    BROKEN = "broken"
    DOUBLED = "doubled"
    OTHER_SCHEME = "other_scheme"
    INITIATION = "initiation"
    BANK = "bank"
    ACCOUNT = "account"
    SERVICE = "service"
    CURRENCY = "currency"
    COUNTRY = "country"
    AMOUNT_FORMAT = "amount_format"
    AMOUNT_ZERO = "amount_zero"
    AMOUNT_DECIMALS = "amount_decimals"

    BLANKS_AROUND = "blanks_around"
    CRC_LOWER_CASE = "crc_lower_case"
    INITIATION_MISSING = "initiation_missing"
    ACCOUNT_LENGTH = "account_length"
    SERVICE_UNUSUAL = "service_unusual"
    AMOUNT_ZERO_DECIMALS = "amount_zero_decimals"
    TEXT_LENGTH = "text_length"
    TEXT_NOT_ASCII = "text_not_ascii"


class Malformed(ValueError):
    """Objects that do not add up; `reason` says how."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """A payload judged; `reason` is None only for a clean one.

    `fields` maps tags to values as far as they could be read, nested ones with dots: 38.01.00.
    """

    ruling: Ruling
    reason: Reason | None
    fields: Mapping[str, str] = field(hash=False)

    @property
    def usable(self) -> bool:
        """True unless rejected."""
        return self.ruling is not Ruling.REJECT


def accepted(fields: Mapping[str, str], odd: Reason | None = None) -> Verdict:
    """Clean, or lenient when there is something odd."""
    ruling = Ruling.ACCEPT if odd is None else Ruling.ACCEPT_LENIENT
    return Verdict(ruling, odd, MappingProxyType(dict(fields)))


def rejected(reason: Reason, fields: Mapping[str, str] | None = None) -> Verdict:
    """Refused, with whatever could be read."""
    return Verdict(Ruling.REJECT, reason, MappingProxyType(dict(fields or {})))


def crc(text: str) -> int:
    """CRC-16/CCITT-FALSE of the UTF-8 bytes; "123456789" gives 29B1."""
    return binascii.crc_hqx(text.encode(errors="replace"), 0xFFFF)


def template(objects: Iterable[tuple[str, str]]) -> str:
    """Objects one after the other, in the given order.

    Raises ValueError for what no reader would take: a tag that is not two digits or comes twice,
    a value that is empty, longer than `LONGEST` or not printable ASCII.
    """
    written: dict[str, str] = {}
    for tag, value in objects:
        if not re.fullmatch(r"[0-9]{2}", tag) or tag in written:
            raise ValueError(f"tag {tag!r} is no tag or comes twice")
        if not _WRITABLE.fullmatch(value):
            raise ValueError(f"object {tag} cannot hold {value!r}")
        written[tag] = f"{tag}{len(value):02d}{value}"
    return "".join(written.values())


def write(objects: Iterable[tuple[str, str]]) -> str:
    """A whole payload; the format indicator and the CRC are added here."""
    body = template([_FORMAT, *objects, (_CRC, "0000")])[:-4]
    return f"{body}{crc(body):04X}"


def objects_of(value: str) -> dict[str, str]:
    """The objects of a payload or template in their order; raises Malformed."""
    objects: dict[str, str] = {}
    place = 0
    while place < len(value):
        head = _HEAD.match(value, place)
        if head is None:
            raise Malformed(Reason.BROKEN)
        tag, length = head.group(1), int(head.group(2))
        start, place = head.end(), head.end() + length
        if length == 0 or place > len(value):
            raise Malformed(Reason.BROKEN)
        if tag in objects:
            raise Malformed(Reason.DOUBLED)
        objects[tag] = value[start:place]
    return objects


def read(payload: str) -> Verdict:
    """Judges the frame of a payload of any scheme: CRC, objects, first and last tag.

    Templates stay closed: a reader opens those of its own scheme and skips the others.
    """
    trimmed = payload.strip()
    seal = _SEAL.search(trimmed)
    if seal is None:
        return rejected(Reason.NO_CRC)
    printed = seal.group(1)
    if crc(trimmed[:-4]) != int(printed, 16):
        return rejected(Reason.WRONG_CRC)
    try:
        objects = objects_of(trimmed)
    except Malformed as flaw:
        return rejected(flaw.reason)
    in_order = list(objects.items())
    if in_order[-1] != (_CRC, printed):
        return rejected(Reason.NO_CRC, objects)
    if in_order[0] != _FORMAT:
        return rejected(Reason.NOT_EMV, objects)
    if trimmed != payload:
        return accepted(objects, Reason.BLANKS_AROUND)
    return accepted(objects, None if printed == printed.upper() else Reason.CRC_LOWER_CASE)
