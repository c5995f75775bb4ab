"""Collects every sentence of pos_app for the translators and compiles what they wrote.

The files hold neither dates nor line numbers: they change only when a sentence does.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "assets" / "i18n"
DOMAIN: Final = "pos_app"
TEMPLATE: Final = FOLDER / f"{DOMAIN}.pot"
LANGUAGES: Final = ("en",)
"""Vietnamese is the source and needs no catalogue."""


class Sentences(Catalog):
    """A catalogue whose header says what gettext needs and nothing that changes by itself."""

    def __init__(self, language: str | None = None) -> None:
        super().__init__(locale=language, header_comment="# Khách Quen", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Language, plural forms and encoding."""
        language = str(self.locale) if self.locale else ""
        plurals = [("Plural-Forms", self.plural_forms)] if language else []
        return [
            ("Project-Id-Version", "Khách Quen"),
            ("Language", language),
            *plurals,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def collected() -> Sentences:
    """Every sentence that pos_app marks with gettext's names, without translations."""
    template = Sentences()
    for _file, _line, message, comments, context in extract_from_dir(
        ROOT / DOMAIN, comment_tags=("Translators:",)
    ):
        template.add(message, auto_comments=comments, context=context)
    return template


def po_path(language: str) -> Path:
    """Where the translators of a language work."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def written(language: str) -> Catalog:
    """What the translators of a language have written so far."""
    path = po_path(language)
    if not path.exists():
        return Sentences(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def translated(language: str, template: Sentences) -> Sentences:
    """Today's sentences with yesterday's translations; what nobody says any more is left out."""
    known = written(language)
    catalogue = Sentences(language)
    for message in sentences(template):
        old = known.get(message.id, message.context)
        catalogue.add(
            message.id,
            old.string if old else None,
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old else (),
            flags=message.flags | (old.flags if old else set()),
            context=message.context,
        )
    return catalogue


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences that still lack a form, or whose translation is only a guess."""
    return [
        name(message)
        for message in sentences(catalogue)
        if message.fuzzy or not all(forms(message))
    ]


def name(message: Message) -> str:
    """The sentence as the source has it, the first form when there are two."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """The translations of one sentence: one, or one for each plural form."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string or ("",))


def files() -> dict[Path, bytes]:
    """Every catalogue as it should be now: the template, and two files for each language."""
    template = collected()
    wanted = {TEMPLATE: as_po(template)}
    for language in LANGUAGES:
        catalogue = translated(language, template)
        wanted[po_path(language)] = as_po(catalogue)
        wanted[po_path(language).with_suffix(".mo")] = as_mo(catalogue)
    return wanted


def as_po(catalogue: Sentences) -> bytes:
    """The text that translators read, in the order of the sentences."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue().rstrip(b"\n") + b"\n"


def as_mo(catalogue: Sentences) -> bytes:
    """The table that the program reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Writes the catalogues anew and lists what waits for a translator."""
    for path, content in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for language in LANGUAGES:
        waiting = untranslated(written(language))
        print(f"{language}: {len(waiting)} to translate", *waiting, sep="\n  ")


if __name__ == "__main__":
    main()
