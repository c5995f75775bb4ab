"""Parts of set-up: opening a shop, the forms, the bank's field, the account as customers see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.basics import i18n
from pos_app.payments.receiver import SAMPLE_BIN
from pos_app.shop.profile import ShopProfile
from pos_app.ui.background import Background
from pos_app.ui.opening import Opening
from pos_app.ui.services import Services
from pos_app.ui.setup.bank_field import BankField
from pos_app.ui.setup.choices import ScreenSwitches
from pos_app.ui.setup.closed_page import ClosedPage
from pos_app.ui.setup.forms import AccountForm, ShopForm
from pos_app.ui.setup.preview import AccountPreview
from pos_app.ui.theme import apply_theme
from tests.fixtures import PROFILE, SAMPLE_ACCOUNT
from tests.ui.keys import show_active, type_text


@pytest.fixture
def opening(qtbot: QtBot) -> Iterator[Opening]:
    background = Background()
    yield Opening(background)
    background.finish()


def broken() -> Services:
    raise ZeroDivisionError("a defect")


def test_a_defect_is_told_and_leaves_no_dead_window(opening: Opening, qtbot: QtBot) -> None:
    told: list[object] = []
    opening.failed.connect(told.append)
    with qtbot.waitSignal(opening.refused) as refused:
        opening.begin(broken)
    assert isinstance(told[0], ZeroDivisionError)
    (sentence,) = refused.args or [""]
    assert "a defect" not in sentence
    assert opening.trouble == sentence
    with qtbot.waitSignal(opening.refused):
        opening.again()


def test_it_is_tried_once_at_a_time(qtbot: QtBot) -> None:
    page = ClosedPage(can_choose=True)
    qtbot.addWidget(page)
    asked: list[str] = []
    page.again.connect(lambda: asked.append("again"))
    page.other.connect(lambda: asked.append("other"))
    page.show_subject(r"Không thấy tệp C:\Cửa hàng\mai.khachquen.")
    page.choose.click()
    for _ in range(2):
        page.retry.click()
    page.choose.click()
    assert asked == ["other", "again"]
    page.show_subject("Ổ đĩa đầy.")
    page.retry.click()
    assert asked == ["other", "again", "again"]


def test_a_long_path_is_broken_between_its_folders(qtbot: QtBot) -> None:
    page = ClosedPage(can_choose=True)
    qtbot.addWidget(page)
    page.show_subject("Không thấy tệp cửa hàng " + "/thư-mục" * 30 + ".")
    page.resize(1_000, 600)
    show_active(page)
    title = page.trouble.title
    assert title.width() <= page.width()
    assert title.height() > 3 * title.fontMetrics().height()
    left = title.mapTo(page, title.rect().topLeft()).x()
    assert abs(left - (page.width() - left - title.width())) <= 2, "in the middle"


def test_the_form_of_the_shop_knows_what_was_typed(qtbot: QtBot) -> None:
    form = ShopForm()
    qtbot.addWidget(form)
    form.fill(PROFILE)
    assert not form.dirty()
    assert form.judge()
    form.tax_code.box.edit.setText("12")
    assert form.dirty()
    assert not form.judge()
    assert form.tax_code.error()
    form.fill(ShopProfile("", "Mai", "", "", ""))
    assert form.tax_code.error() == ""
    assert not form.dirty()


def test_an_account_is_whole_or_none(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    form = AccountForm(host)
    form.setParent(host)
    form.fill(None)
    assert form.empty()
    assert form.judge(), "no account is an answer too"
    assert form.receiver() is None
    form.fill(SAMPLE_ACCOUNT)
    assert form.receiver() == (SAMPLE_BIN, "0000000000", "TRAN THI MAI")
    form.holder.box.edit.clear()
    assert form.receiver() is None
    assert not form.judge()


def test_the_list_of_banks_lies_under_its_field_inside_the_page(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 500)
    field = BankField(host)
    field.setParent(host)
    field.setGeometry(40, 30, 400, 90)
    show_active(host)
    field.setFocus()
    type_text("bank")
    assert field.list.isVisible()
    assert (field.list.x(), field.list.width()) == (40, field.input.width())
    assert field.list.y() >= field.input.mapTo(host, field.input.rect().bottomLeft()).y()
    assert host.rect().contains(field.list.geometry())
    type_text("zzz")
    assert not field.list.isVisible()


def test_the_sample_is_marked_as_such(qtbot: QtBot) -> None:
    preview = AccountPreview()
    qtbot.addWidget(preview)
    preview.resize(preview.width(), 640)
    show_active(preview)
    preview.show_receiver((SAMPLE_BIN, "0000000000", "TRAN THI MAI"), begun=True)
    assert preview.sample.isVisible()
    preview.show_receiver(("970436", "0071001234567", "TRAN THI MAI"), begun=True)
    assert preview.card.isVisible()
    assert preview.warning.isVisible()
    assert not preview.sample.isVisible()
    preview.show_receiver(None, begun=False)
    assert not preview.card.isVisible()
    assert preview.qr.payload() == ""


def test_the_switches_show_what_is_in_force(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "dark", 115)
    try:
        looks = ScreenSwitches()
        qtbot.addWidget(looks)
        rows = (looks.languages, looks.themes, looks.sizes)
        assert [row.value() for row in rows] == [i18n.language(), "dark", 115]
    finally:
        apply_theme(qapp, "light")
