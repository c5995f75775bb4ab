"""Sentences for customers: templates whose `{fields}` come from a closed list.

A template is data: nothing in it runs, a field that nobody declared or that has no value makes
it unsendable, and what a value contains is never looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import _
from pos_app.basics.text import clean
from pos_app.care.rules import MessageClass
from pos_app.customers.address import Form, fields

PERSON_FIELDS: Final = frozenset(fields(Form.QUY_KHACH, ""))
"""How the customer is spoken to; some of these are empty for some forms of address."""

MATTER_FIELDS: Final = frozenset(
    {
        *("cua_hang", "nhan_vien", "nguoi_ky"),
        *("ngay_mua", "mon_chinh", "mon_quen", "so_lan"),
        *("hang_moi", "quyen_loi", "dong_hang", "diem", "gia_tri", "han"),
        *("su_viec", "ma_viec", "gio_hen", "cach_xu_ly", "gop_y", "thay_doi"),
        *("ngay_sn", "qua", "uu_dai", "ma", "qua_ban", "qua_minh", "so_ngay"),
    }
)
"""What it is about; each must have a value where it is used."""

FIELDS: Final = PERSON_FIELDS | MATTER_FIELDS

_PIECE = re.compile(r"\{(\w*)\}|([{}])")
_STOPS: Final = tuple(",.;:!?…")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…]\s|\n)[\s\"“(]*$")
_LOOK_BACK: Final = 8


class NotSendable(BadInput):
    """A template asks for a field that is unknown or has no value."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message, a card or a script for a call; paragraphs are parted by line breaks."""

    code: str
    form: str
    message_class: MessageClass
    title: str
    text: str


def placeholders(text: str) -> frozenset[str]:
    """Names of the fields that a template uses."""
    return frozenset(match[1] for match in _PIECE.finditer(text) if match[1])


def unknown(text: str) -> list[str]:
    """What in a template no customer can ever be told: undeclared fields and lone braces."""
    pieces = (match[1] or match[0] for match in _PIECE.finditer(text))
    return sorted({piece for piece in pieces if piece not in FIELDS})


def fill(text: str, values: Mapping[str, str]) -> str:
    """The sentence for one person; raises NotSendable rather than leave a gap.

    An empty courtesy or name closes up with its blanks, and a sentence still begins with a
    capital when what stood first in it is empty.
    """
    strange = unknown(text)
    if strange:
        raise _refused(_("Mẫu lời nhắn có chỗ trống lạ: {fields}. Sửa mẫu rồi làm lại."), strange)
    said = {name: clean(values.get(name, "")) for name in placeholders(text)}
    missing = [name for name in said if name not in values or _gap(name, said[name])]
    if missing:
        raise _refused(_("Lời nhắn còn thiếu: {fields}. Điền đủ rồi làm lại."), missing)
    return _put_together(text, said)


def _refused(sentence: str, names: list[str]) -> NotSendable:
    return NotSendable(sentence.format(fields=", ".join(sorted(names))))


def _gap(name: str, value: str) -> bool:
    return not value and name in MATTER_FIELDS


def _put_together(text: str, said: Mapping[str, str]) -> str:
    filled, place = "", 0
    for match in _PIECE.finditer(text):
        filled = _join(filled, text[place : match.start()])
        filled = _join(filled, said[match[1]])
        place = match.end()
    return _join(filled, text[place:]).strip()


def _join(before: str, piece: str) -> str:
    """Adds a piece; only the seam is looked at, so that a value stays as it is."""
    if not before or before[-1].isspace():
        piece = piece.lstrip(" ")
    if piece.startswith(_STOPS):
        before = before.rstrip(" ")
    if _SENTENCE_STARTS.search(before[-_LOOK_BACK:]):
        piece = piece[:1].upper() + piece[1:]
    return before + piece
