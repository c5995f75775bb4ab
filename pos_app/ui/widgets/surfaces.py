"""What things lie on: flat panels, cards, separators and the round picture of a person."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.basics.text import initials
from pos_app.ui.theme.current import colour, qcolor, tokens
from pos_app.ui.theme.tokens import Fill, Tone, tone_ink
from pos_app.ui.widgets.paint import painting


def plain_layout(layout: QBoxLayout, margins: tuple[int, int, int, int], gap: int) -> None:
    """Margins (left, top, right, bottom) and gap in one go."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)


class Panel(QWidget):
    """A flat area with separators at the named edges ("left", "right", "top", "bottom")."""

    def __init__(
        self,
        fill: Fill = "sur",
        edges: tuple[str, ...] = (),
        *,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        gap: int = 0,
        across: bool = False,
    ) -> None:
        super().__init__()
        self._fill: Fill = fill
        self._edges = edges
        self.body: QBoxLayout = QHBoxLayout(self) if across else QVBoxLayout(self)
        plain_layout(self.body, margins, gap)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and separators."""
        with painting(self) as pen:
            area = self.rect()
            pen.fill(area, self._fill)
            spots = {
                "left": QRect(0, 0, 1, area.height()),
                "right": QRect(area.right(), 0, 1, area.height()),
                "top": QRect(0, 0, area.width(), 1),
                "bottom": QRect(0, area.bottom(), area.width(), 1),
            }
            for edge in self._edges:
                pen.painter.fillRect(spots[edge], colour("line"))


class Card(QWidget):
    """A white card with a thin edge; a tone tints it. Put widgets into `body`."""

    def __init__(
        self,
        tone: Tone | None = None,
        *,
        radius: int = 12,
        margins: tuple[int, int, int, int] = (16, 16, 16, 16),
        gap: int = 12,
        across: bool = False,
    ) -> None:
        super().__init__()
        self._tone = tone
        self._radius = radius
        self.body: QBoxLayout = QHBoxLayout(self) if across else QVBoxLayout(self)
        plain_layout(self.body, margins, gap)

    def set_tone(self, tone: Tone | None) -> None:
        """Another tint, None for white."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and edge."""
        fill, edge = colour("sur"), colour("line")
        if self._tone is not None:
            tint = tokens().tint(self._tone)
            fill, edge = qcolor(tint.fill), qcolor(tint.line)
        with painting(self) as pen:
            pen.box(self.rect(), fill, edge, self._radius)


class Divider(QWidget):
    """A separator one pixel high."""

    def __init__(self, *, strong: bool = False) -> None:
        super().__init__()
        self._token = "line2" if strong else "line"
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line."""
        with painting(self) as pen:
            pen.line(0, 0, self.width(), self._token)


class Avatar(QWidget):
    """A tinted disc with the first letters of the last two words of a name.

    On a card of the same tint it is `ringed`: white with an edge.
    """

    def __init__(
        self, name: str = "", tone: Tone = Tone.GOLD, side: int = 44, *, ringed: bool = False
    ) -> None:
        super().__init__()
        self._tone = tone
        self._ringed = ringed
        self._letters = ""
        self.setFixedSize(side, side)
        self.set_name(name, tone)

    def set_name(self, name: str, tone: Tone) -> None:
        """Another person; the tone is that of the tier."""
        self._letters = initials(name)
        self._tone = tone
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Its fixed size."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Disc and letters."""
        with painting(self) as pen:
            letters = 15 if self.width() <= 44 else 20
            pen.avatar(self.rect(), self._letters, self._tone, size=letters, ringed=self._ringed)


class IconView(QWidget):
    """An icon that only shows; the word beside it carries the meaning."""

    def __init__(self, name: str, tone: Tone | None = None, *, side: int = 20) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        """Another icon."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon."""
        with painting(self) as pen:
            pen.icon(
                self.rect(),
                self._name,
                "ink3" if self._tone is None else tone_ink(self._tone),
                self.width(),
            )
