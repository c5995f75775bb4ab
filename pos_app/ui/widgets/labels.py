"""Words and amounts: labels that never interpret what people typed."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pos_app.basics.money import Money
from pos_app.ui.theme.current import colour
from pos_app.ui.theme.fonts import metrics, number_font, text_font
from pos_app.ui.theme.tokens import Ink
from pos_app.ui.widgets.paint import (
    KEY,
    LEFT,
    RIGHT,
    Run,
    fitting_size,
    key_text,
    key_width,
    money_width,
    painting,
    runs_width,
    text_width,
)


def plain_tip(widget: QWidget, text: str) -> None:
    """A tool tip that shows `text` as it is: Qt would read tags in it."""
    told = html.escape(text).replace("\n", "<br>") if text else ""
    if told != widget.toolTip():
        widget.setToolTip(told)


class Label(QLabel):
    """Text in a size, weight and ink of the design; follows theme and text size live.

    `wrap` breaks lines, `elide` cuts at the end and tells the whole text in the tool tip.
    """

    _number = False

    def __init__(
        self,
        text: str = "",
        size: int = 14,
        weight: int = 400,
        ink: Ink = "ink",
        *,
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size, self._weight, self._ink = size, weight, ink
        self._elide = elide
        self.setWordWrap(wrap)
        self.setAlignment(align)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._dress()
        self.setText(text)

    def set_ink(self, ink: Ink) -> None:
        """Another colour of the theme."""
        if ink != self._ink:
            self._ink = ink
            self._dress()

    def ink(self) -> Ink:
        """The colour it has now, by name."""
        return self._ink

    def _dress(self) -> None:
        make = number_font if self._number else text_font
        self.setFont(make(self._size, self._weight))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colour(self._ink))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of theme or text size."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_elide"):
            self._dress()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """An elided label may become narrow."""
        hint = super().minimumSizeHint()
        return QSize(24, hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cuts an elided text at the end."""
        if not self._elide:
            super().paintEvent(event)
            return
        room = self.contentsRect()
        short = text_width(self.text(), self._size, self._weight, number=self._number)
        plain_tip(self, self.text() if short > room.width() else "")
        with painting(self) as pen:
            draw = pen.number if self._number else pen.text
            draw(room, self.text(), self._size, self._weight, self._ink, align=self.alignment())


class NumberLabel(Label):
    """A quantity, time, phone or code in digits of equal width; else like `Label`."""

    _number = True


class SectionTitle(Label):
    """The title of a card."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, 16, 600)


class RunLabel(QLabel):
    """One line of differing pieces: "9 việc còn lại · 1 trễ" with its numbers in bold."""

    def __init__(
        self,
        runs: Sequence[Run] = (),
        size: int = 14,
        *,
        align: Qt.AlignmentFlag = LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size = size
        self.setAlignment(align)
        self._runs: tuple[Run, ...] = ()
        self.set_runs(runs)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Another line; `text()` is its pieces joined."""
        self._runs = tuple(runs)
        self.setText("".join(run.text for run in runs))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its pieces."""
        width = runs_width(self._runs, self._size)
        return QSize(width, metrics(self._size, 400, number=False).height())

    def minimumSizeHint(self) -> QSize:
        """It elides, so it may become narrow."""
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the pieces."""
        with painting(self) as pen:
            pen.runs(self.contentsRect(), self._runs, self._size, align=self.alignment())


class MoneyLabel(QLabel):
    """An amount in digits of equal width, right-aligned, with a smaller ₫; None shows nothing.

    Where the room is short it is written smaller, never cut.

    A negative amount is never red by itself: choose the ink and say the word beside it.
    """

    def __init__(
        self,
        amount: Money | None = None,
        size: int = 17,
        weight: int = 600,
        ink: Ink = "ink",
        *,
        sign: bool = False,
        align: Qt.AlignmentFlag = RIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size, self._weight, self._ink, self._sign = size, weight, ink, sign
        self.setAlignment(align)
        self._amount: Money | None = None
        self.set_amount(amount)

    def amount(self) -> Money | None:
        """What is shown."""
        return self._amount

    def set_amount(self, amount: Money | None) -> None:
        """Another amount; `text()` is 834.000 ₫ with a no-break space."""
        self._amount = amount
        plus = "+" if self._sign and amount is not None and amount.dong > 0 else ""
        self.setText("" if amount is None else f"{plus}{amount}")
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: Ink) -> None:
        """Another colour of the theme."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the amount."""
        width = 0
        if self._amount is not None:
            width = money_width(self._amount, self._size, self._weight, sign=self._sign)
        return QSize(width, metrics(self._size, self._weight, number=True).height())

    def minimumSizeHint(self) -> QSize:
        """Written at two thirds of its size, and not below 12."""
        width = 0
        if self._amount is not None:
            least = max(12, self._size * 2 // 3)
            width = money_width(self._amount, least, self._weight, sign=self._sign)
        return QSize(width, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws digits and ₫ on one base line."""
        if self._amount is None:
            return
        room = self.contentsRect()
        with painting(self) as pen:
            pen.money(
                room,
                self._amount,
                fitting_size(self._amount, room.width(), self._size, self._weight),
                self._weight,
                self._ink,
                align=self.alignment(),
                sign=self._sign,
            )


class KeyHint(QLabel):
    """The key that does what stands beside it; each key once per screen."""

    def __init__(self, sequence: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._sequence = sequence
        self.setText(key_text(sequence))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the name of the key."""
        return QSize(key_width(self._sequence), max(KEY, self.fontMetrics().height() + 4))

    def minimumSizeHint(self) -> QSize:
        """A key is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the cap of the key."""
        with painting(self) as pen:
            pen.key(QRect(0, 0, self.width(), self.height()), self._sequence)
