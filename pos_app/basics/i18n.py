"""One gettext for every floor: Vietnamese is the source, English a translation."""

from __future__ import annotations

import gettext
from typing import Final

from pos_app.basics.assets import asset

LANGUAGES: Final = ("vi", "en")

_active: gettext.NullTranslations = gettext.NullTranslations()
_language = "vi"


def use_language(code: str) -> None:
    """Switches every later `_()`; ValueError for a language that is not shipped."""
    global _active, _language
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    _active = (
        gettext.NullTranslations()
        if code == "vi"
        else gettext.translation("pos_app", asset("i18n"), languages=[code])
    )
    _language = code


def language() -> str:
    """The language in force: vi or en."""
    return _language


def _(message: str) -> str:
    """The sentence in the shop's language."""
    return _active.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Marks a sentence for translation; the reader calls `_` on it when it is shown."""
    return message


def pgettext(context: str, message: str) -> str:
    """A word whose translation depends on where it stands."""
    return _active.pgettext(context, message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a sentence that fits a count (Vietnamese has one form: give it twice)."""
    return _active.ngettext(one, many, count)
