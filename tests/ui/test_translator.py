"""Qt's own words speak the shop's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.basics.i18n import use_language
from pos_app.ui.translator import QtWords


@pytest.fixture
def words(qtbot: QtBot, qapp: QApplication) -> Iterator[QtWords]:
    translator = QtWords()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("context", "qt", "ours"),
    [
        ("QPlatformTheme", "OK", "Đồng ý"),
        ("QPlatformTheme", "Cancel", "Hủy"),
        ("QLineEdit", "&Copy", "Chép"),
        ("QWidgetTextControl", "Select All", "Chọn hết"),
    ],
)
def test_vietnamese(words: QtWords, context: str, qt: str, ours: str) -> None:
    assert QCoreApplication.translate(context, qt) == ours


def test_english_keeps_qts_words(words: QtWords) -> None:
    use_language("en")
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Copy"


def test_an_unknown_word_stays(words: QtWords) -> None:
    assert QCoreApplication.translate("QLineEdit", "Frobnicate") == "Frobnicate"
