"""Text as people type it: folded for search, cleaned for every outlet."""

from __future__ import annotations

import unicodedata

_D = str.maketrans("đĐ", "dD")
_CONTROL = {"Cc", "Cf", "Co", "Cs"}


def fold(text: str) -> str:
    """Lower case without marks, words parted by one blank: "Đường  Cát" gives "duong cat".

    FTS5's own remove_diacritics leaves đ alone, so the folded form is what gets indexed.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    spaced = "".join(letter if letter.isalnum() else " " for letter in bare.casefold())
    return " ".join(spaced.split())


def clean(text: str, longest: int = 200) -> str:
    """NFC, without control and invisible characters, trimmed, single blanks, at most `longest`."""
    visible = "".join(
        " " if letter in "\t\r\n" else letter
        for letter in text
        if letter in "\t\r\n" or unicodedata.category(letter) not in _CONTROL
    )
    composed = unicodedata.normalize("NFC", visible)
    return " ".join(composed.split())[:longest].rstrip()


def given_name(full_name: str) -> str:
    """The name a Vietnamese person is called by: the last word."""
    words = full_name.split()
    return words[-1] if words else ""


def initials(full_name: str) -> str:
    """At most two letters for the round picture: the last two words' first letters."""
    return "".join(word[0] for word in full_name.split()[-2:]).upper()


def one_line(words: list[str], most: int = 3) -> str:
    """The first few of a list, the rest as an ellipsis."""
    return ", ".join(words[:most]) + ("…" if len(words) > most else "")
