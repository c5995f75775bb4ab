"""Codes on the screen, read back from the pixels a phone would see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import qrcode.main
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.basics.money import Money
from pos_app.payments.vietqr import payload
from pos_app.ui.display.qr_view import QrView, module_pixels
from pos_app.ui.theme import apply_theme, colour
from tests.ui.qr_reader import pixels_of, read

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TRANSFER = payload("999999", "0000000000", Money(500_000), "KQ5J7N9J4")
SHORT = "KQ5J7N9J4"


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> str:
    apply_theme(qapp, request.param)
    return str(request.param)


class Wall(QWidget):
    """A coloured page with a code at an odd place, as a layout would leave it."""

    def __init__(self, side: int, at: QPoint = QPoint(7, 13)) -> None:  # noqa: B008 - a value
        super().__init__()
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), colour("bg"))
        self.setPalette(palette)
        self.resize(side + 20, side + 26)
        self.code = QrView(parent=self)
        self.code.setGeometry(at.x(), at.y(), side, side)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("side", [135, 200, 333, 585, 631])
def test_the_screen_is_read_back(qtbot: QtBot, theme: str, side: int, ratio: float) -> None:
    wall = Wall(side)
    qtbot.addWidget(wall)
    wall.code.set_payload(TRANSFER)
    assert read(pixels_of(wall, ratio)) == [TRANSFER]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("at", [QPoint(0, 0), QPoint(7, 13), QPoint(10, 3)])
def test_every_module_is_the_same_whole_number_of_pixels(
    qtbot: QtBot, theme: str, at: QPoint, ratio: float
) -> None:
    from pos_app.printing.qr import matrix

    wall = Wall(311, at)
    qtbot.addWidget(wall)
    wall.code.set_payload(TRANSFER)
    image = pixels_of(wall, ratio)
    modules = matrix(TRANSFER)
    pixels = module_pixels(int(311 * ratio), 45)
    left, top = first_black(image)
    for row, cells in enumerate(modules):
        for column, black in enumerate(cells):
            spot = {
                image.pixelColor(left + column * pixels + dx, top + row * pixels + dy).rgb()
                for dx in (0, pixels - 1)
                for dy in (0, pixels - 1)
            }
            assert spot == {QColor("black" if black else "white").rgb()}, (row, column)


def first_black(image: QImage) -> tuple[int, int]:
    black = QColor("black").rgb()
    return next(
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixel(x, y) == black
    )


def test_the_quiet_zone_is_white_on_a_dark_page(qtbot: QtBot, theme: str) -> None:
    wall = Wall(315)
    qtbot.addWidget(wall)
    wall.code.set_payload(TRANSFER)
    image = pixels_of(wall, 1.0)
    left, top = first_black(image)
    assert (left, top) == (7 + 4 * 7, 13 + 4 * 7)
    around = [(left - 28, top - 28), (left - 1, top + 100), (left + 100, top - 1)]
    assert {image.pixelColor(*spot).name() for spot in around} == {"#ffffff"}
    assert image.pixelColor(left - 29, top - 28).name() == colour("bg").name()


def test_no_payload_no_code(qtbot: QtBot, qapp: QApplication) -> None:
    wall = Wall(200)
    qtbot.addWidget(wall)
    wall.code.set_payload(SHORT)
    assert read(pixels_of(wall, 1.0)) == [SHORT]
    wall.code.set_payload("")
    assert read(pixels_of(wall, 1.0)) == []
    assert pixels_of(wall, 1.0).pixelColor(100, 100) == colour("bg")


def test_another_payload_replaces_the_first(qtbot: QtBot, qapp: QApplication) -> None:
    wall = Wall(400)
    qtbot.addWidget(wall)
    for text in (TRANSFER, SHORT, TRANSFER):
        wall.code.set_payload(text)
        assert read(pixels_of(wall, 1.0)) == [text]


def test_more_text_than_a_code_holds_is_refused_and_the_old_one_stays(
    qtbot: QtBot, qapp: QApplication
) -> None:
    view = QrView()
    qtbot.addWidget(view)
    view.set_payload(SHORT)
    with pytest.raises(ValueError, match="do not fit"):
        view.set_payload("x" * 3_000)
    assert view.payload() == SHORT


def test_it_asks_for_whole_modules_and_stays_square(qtbot: QtBot, qapp: QApplication) -> None:
    view = QrView(pixels=14)
    qtbot.addWidget(view)
    view.set_payload(TRANSFER)
    assert view.sizeHint().width() == view.sizeHint().height() == 14 * 45
    assert view.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert view.accessibleName() == "Mã QR"


def test_a_new_code_searches_no_mask(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To weigh eight masks takes ten times as long as to draw the code with one."""
    weighed: list[object] = []
    monkeypatch.setattr(qrcode.main.QRCode, "best_mask_pattern", weighed.append)
    view = QrView()
    qtbot.addWidget(view)
    view.resize(630, 630)
    image = pixels_of(view, 1.0)

    view.set_payload(payload("999999", "0000000000", Money(500_001), SHORT))
    view.render(image)

    assert weighed == []
