"""Every sentence of the program has its English, whole and with the same placeholders."""

from __future__ import annotations

import gettext
import io
from pathlib import Path
from string import Formatter

import catalogue
import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

from pos_app.basics import i18n

STALE = "run `make i18n`, translate what it lists, run it again"


@pytest.mark.parametrize("path", sorted(catalogue.files()), ids=lambda path: path.name)
def test_the_catalogues_hold_what_the_program_says_today(path: Path) -> None:
    assert path.exists(), STALE
    assert path.read_bytes() == catalogue.files()[path], STALE


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert catalogue.untranslated(catalogue.written(language)) == [], STALE


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_nothing_is_kept_that_nobody_says(language: str) -> None:
    assert list(catalogue.written(language).obsolete) == [], STALE


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_translation_fills_in_what_its_sentence_fills_in(language: str) -> None:
    assert [
        catalogue.name(message)
        for message in catalogue.sentences(catalogue.written(language))
        if all(catalogue.forms(message)) and not fills_in_the_same(message)
    ] == []


def fills_in_the_same(message: Message) -> bool:
    """The form for one may say "a customer" where others count; English has no form of address."""
    one, *more = [placeholders(form) for form in catalogue.forms(message)]
    wanted = placeholders(catalogue.name(message)) - {"salutation"}
    return all(form == wanted for form in more or [one]) and one | {"count"} == wanted | {"count"}


def placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}


def test_a_sentence_that_counts_is_always_asked_with_its_count() -> None:
    found = extract_from_dir(catalogue.ROOT / catalogue.DOMAIN)
    asked = [message for _, _, message, _, context in found if context is None]
    alone = {message for message in asked if isinstance(message, str)}
    counted = {message[0] for message in asked if not isinstance(message, str)}

    assert alone & counted == set(), "ask ngettext everywhere: `_` would always say the one form"


def test_the_languages_of_the_program_are_those_that_are_translated() -> None:
    assert set(i18n.LANGUAGES) == {"vi", *catalogue.LANGUAGES}


def test_english_answers_and_vietnamese_speaks_for_itself() -> None:
    i18n.use_language("en")
    assert i18n._("Thứ Bảy") == "Saturday"

    i18n.use_language("vi")
    assert i18n._("Thứ Bảy") == "Thứ Bảy"


def test_a_compiled_catalogue_counts_in_english() -> None:
    sentences = catalogue.Sentences("en")
    sentences.add(("{count} món", "{count} món"), ("{count} item", "{count} items"))

    english = gettext.GNUTranslations(io.BytesIO(catalogue.as_mo(sentences)))

    assert english.ngettext("{count} món", "{count} món", 1) == "{count} item"
    assert english.ngettext("{count} món", "{count} món", 7) == "{count} items"


def test_a_sentence_without_english_or_with_half_of_it_is_listed() -> None:
    sentences = catalogue.Sentences("en")
    sentences.add("Giữ đơn", "Hold")
    sentences.add("Đã đưa")
    sentences.add(("{count} món", "{count} món"), ("{count} item", ""))
    sentences.add("Phiếu", "Slip", flags=["fuzzy"])

    assert catalogue.untranslated(sentences) == ["Đã đưa", "{count} món", "Phiếu"]
