"""The customer's display grows with its screen, and no text on it gets too small to read."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.basics.money import Money
from pos_app.ui.display.bill_view import BillView
from pos_app.ui.display.canvas import LEAST, Canvas
from pos_app.ui.display.facts import Bill, BillLine
from pos_app.ui.display.whole_views import WelcomeView
from pos_app.ui.theme import apply_theme
from pos_app.ui.widgets.paint import Painter, text_width
from tests.ui.looks import colours


@pytest.fixture(params=[100, 115, 130])
def staff_scale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    """The text size that staff chose for their own window."""
    apply_theme(qapp, "light", request.param)
    yield request.param
    apply_theme(qapp, "light", 100)


@pytest.mark.parametrize("factor", [0.5, 0.8, 1.0, 1.5])
@pytest.mark.parametrize("size", [8, 14, 20, 56])
def test_no_text_is_too_small(qtbot: QtBot, staff_scale: int, factor: float, size: int) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.set_factor(factor)
    seen = canvas.own(size) * staff_scale / 100 * factor
    assert seen >= LEAST - 1
    assert abs(seen - max(size * factor, LEAST)) <= max(1.5, factor * math.ceil(staff_scale / 100))


def test_an_idle_screen_says_whose_shop_it_is(qtbot: QtBot) -> None:
    view = WelcomeView()
    qtbot.addWidget(view)
    view.resize(640, 400)
    view.show_shop("", "")
    bare = view.grab().toImage()
    view.show_shop("Tạp hóa Cô Mai", "Xin chào quý khách!")
    named = view.grab().toImage()
    assert bare != named
    assert len(colours(view)) > 2


@pytest.mark.parametrize("size", [(632, 800), (506, 600), (400, 480)])
@pytest.mark.parametrize("amount", [189_000, 999_999_999, 11_999_999_988])
def test_a_quantity_is_whole_beside_any_amount(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], amount: int
) -> None:
    told: list[tuple[str, int, int]] = []
    honest = Painter.number

    def number(pen: Painter, rect: QRect, text: str, *rest: Any, **more: Any) -> int:
        told.append((text, rect.width(), text_width(text, *rest[:2], number=True)))
        return honest(pen, rect, text, *rest, **more)

    monkeypatch.setattr(Painter, "number", number)
    view = BillView()
    qtbot.addWidget(view)
    view.set_factor(size[1] / 800)
    view.resize(*size)
    line = BillLine("Bánh tráng nướng mắm ruốc", "×1.234,5", Money(amount))
    view.show_bill(Bill("", "Tạp hóa Cô Mai", (line,), (), Money(amount)))
    view.grab()

    [(words, room, needed)] = told
    assert words == "×1.234,5"
    assert needed <= room
