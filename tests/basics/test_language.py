"""The shop's language: Vietnamese speaks for itself, others must be shipped."""

from __future__ import annotations

import pytest

from pos_app.basics import i18n


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_sentence_nobody_translated_is_shown_as_it_was_written(language: str) -> None:
    i18n.use_language(language)

    assert i18n._("Câu này không có trong danh mục") == "Câu này không có trong danh mục"
    assert i18n.pgettext("thực đơn", "Câu này cũng không") == "Câu này cũng không"
    assert i18n.ngettext("{count} con rồng", "{count} con rồng", 3) == "{count} con rồng"


def test_a_marked_sentence_stays_as_it_is_until_it_is_shown() -> None:
    i18n.use_language("en")

    assert i18n.N_("Thứ Bảy") == "Thứ Bảy"


def test_switching_there_and_back() -> None:
    assert i18n.language() == "vi"
    i18n.use_language("en")
    assert i18n.language() == "en"
    i18n.use_language("vi")
    assert i18n.language() == "vi"


@pytest.mark.parametrize("code", ["fr", "", "VI", "../en"])
def test_a_language_that_is_not_shipped_changes_nothing(code: str) -> None:
    i18n.use_language("en")

    with pytest.raises(ValueError, match="language"):
        i18n.use_language(code)
    assert i18n.language() == "en"
