"""Switches that hold at once: how this screen looks, what this counter prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.basics.i18n import _, language
from pos_app.basics.money import Money
from pos_app.payments.rounding import STEPS
from pos_app.ui.setup.forms import head
from pos_app.ui.theme import SCALES, scale, tokens
from pos_app.ui.widgets.buttons import Button
from pos_app.ui.widgets.chips import FilterRow
from pos_app.ui.widgets.labels import Label
from pos_app.ui.widgets.surfaces import Card, plain_layout
from pos_app.ui.widgets.switches import Check

if TYPE_CHECKING:
    from pos_app.shop.settings import Settings

LANGUAGES: Final = (("vi", "Tiếng Việt"), ("en", "English"))
"""A language is always named in itself."""
WIDTHS: Final = (80, 58)
RETURN_DAYS: Final = (0, 3, 7, 15, 30)


def choice(offered: Sequence[tuple[object, str]], current: object) -> FilterRow:
    """Chips of which one holds."""
    row = FilterRow()
    for value, words in offered:
        row.add(words, value)
    row.choose(current)
    return row


class Switches(Card):
    """Named rows of switches."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__(margins=(16, 12, 16, 16), gap=8)
        self.body.addLayout(head(title, note))

    def add(self, name: str, switch: QWidget) -> QWidget:
        """A row: its name above, its switch below."""
        row = QWidget()
        line = QHBoxLayout(row)
        plain_layout(line, (0, 0, 0, 0), 12)
        label = Label(name, 14, 500, "ink2")
        line.addWidget(label, 1)
        line.addWidget(switch)
        switch.setAccessibleName(name)
        self.body.addWidget(row)
        return row


class ScreenSwitches(Switches):
    """Of this PC."""

    def __init__(self) -> None:
        super().__init__(_("Màn hình"), _("chỉ máy này"))
        themes = (("light", _("Sáng")), ("dark", _("Tối")))
        sizes = tuple((percent, f"{percent} %") for percent in SCALES)
        self.languages = choice(LANGUAGES, language())
        self.themes = choice(themes, tokens().name)
        self.sizes = choice(sizes, scale())
        self.add(_("Ngôn ngữ"), self.languages)
        self.add(_("Nền"), self.themes)
        self.sounds = choice(((True, _("Bật")), (False, _("Tắt"))), current=True)
        self.add(_("Cỡ chữ"), self.sizes)
        self._sounds = self.add(_("Âm thanh"), self.sounds)
        self._sounds.hide()
        self.body.addStretch(1)

    def offer_sounds(self, *, on: bool) -> None:
        """Only where something plays them."""
        self.sounds.choose(on)
        self._sounds.show()


class PaperSwitches(Switches):
    """Of this counter, and what stands on every paper, which the owner says."""

    def __init__(self) -> None:
        super().__init__(_("Phiếu in"), _("quầy này"))
        self.printer = Button("", icon="printer", height=40)
        self.widths = choice([(width, f"{width} mm") for width in WIDTHS], WIDTHS[0])
        self.at_once = Check(_("In ngay khi đơn đã trả đủ"))
        self.days = choice(
            [(days, str(days) if days else _("Không đổi")) for days in RETURN_DAYS], 0
        )
        self.add(_("Máy in"), self.printer)
        self.add(_("Khổ giấy"), self.widths)
        self.steps = choice(
            [(step, str(Money(step)) if step else _("Không")) for step in STEPS], STEPS[0]
        )
        self._days = self.add(_("Ngày đổi trả"), self.days)
        self._steps = self.add(_("Làm tròn tiền mặt"), self.steps)
        self.body.addWidget(self.at_once)
        self.body.addStretch(1)

    def fill(self, settings: Settings, *, whole_shop: bool) -> None:
        """What is in force; `whole_shop` shows what holds for every counter too."""
        from pos_app.shop import settings as declared

        self.printer.setText(settings.get(declared.PRINTER) or _("Lưu thành tệp PDF"))
        self.widths.choose(settings.get(declared.PAPER_WIDTH))
        self.at_once.setChecked(settings.get(declared.PRINT_ON_PAY))
        self.days.choose(settings.get(declared.RETURN_DAYS))
        self.steps.choose(settings.get(declared.CASH_STEP))
        for row in (self._days, self._steps):
            row.setVisible(whole_shop)
