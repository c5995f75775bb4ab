"""Who it is: name, tier and the way to the next one, points, and what the owner may know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.basics.clock import day_text
from pos_app.basics.i18n import _, ngettext
from pos_app.basics.phone import shown
from pos_app.loyalty.points import count
from pos_app.ui.customers import wording
from pos_app.ui.customers.people_view import icon_of, tone_of
from pos_app.ui.customers.two_lines_view import TwoLineText
from pos_app.ui.theme import Tone, colour, tokens
from pos_app.ui.theme.current import qcolor
from pos_app.ui.widgets.chips import Chip
from pos_app.ui.widgets.labels import Label, MoneyLabel, NumberLabel, RunLabel, SectionTitle
from pos_app.ui.widgets.paint import painting, text_width
from pos_app.ui.widgets.surfaces import Avatar, Card, Divider, plain_layout

if TYPE_CHECKING:
    from pos_app.customers.directory import Customer
    from pos_app.insight.portrait import CustomerValue
    from pos_app.loyalty.ledger import Account

BAR: Final = 10
MARGINS: Final = (14, 14, 14, 14)


class ProgressBar(QWidget):
    """How far the next tier is, in the colour of the tier held."""

    def __init__(self) -> None:
        super().__init__()
        self._thousandths = 0
        self._tone = Tone.GOLD
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, thousandths: int, tone: Tone) -> None:
        """0 at the tier held, 1000 at the next."""
        self._thousandths, self._tone = thousandths, tone
        self.setAccessibleName(f"{thousandths // 10} %")
        self.update()

    def progress(self) -> int:
        """What it shows, in thousandths."""
        return self._thousandths

    def sizeHint(self) -> QSize:
        """As wide as its card."""
        return QSize(80, BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A groove, and the part behind us."""
        with painting(self) as pen:
            pen.box(self.rect(), colour("line"), None, BAR / 2)
            width = max(self.width() * self._thousandths // wording.WHOLE, BAR)
            part = QRect(0, 0, width, self.height())
            ink = tokens().tint(self._tone).ink
            if self._thousandths:
                pen.box(part, qcolor(ink), None, BAR / 2)


class WhoCard(Card):
    """Name, phone, tier, spending and points."""

    def __init__(self) -> None:
        super().__init__(margins=MARGINS, gap=8)
        self.avatar = Avatar(side=56)
        self.name = TwoLineText(16, 600)
        self.phone = NumberLabel("", 14, 500, "ink2")
        self.tier = Chip()
        self.since = Label("", 13, 400, "ink2", elide=True)
        self.months = Label("", 14, 400, "ink2", elide=True)
        self.spent = MoneyLabel(None, 17, 600)
        self.bar = ProgressBar()
        self.way = RunLabel((), 13)
        self.points = NumberLabel("", 26, 700, "gold")
        self.unit = Label("", 14, 400, "ink2", elide=True)
        self._standing = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        standing = self._standing
        plain_layout(standing, (0, 2, 0, 0), 8)
        standing.addWidget(self.tier)
        standing.addWidget(self.since, 1)
        plain_layout(words, (0, 0, 0, 0), 1)
        words.addWidget(self.name)
        words.addWidget(self.phone)
        words.addLayout(standing)
        head, spending, points = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, gap in ((head, 14), (spending, 8), (points, 8)):
            plain_layout(row, (0, 0, 0, 0), gap)
        head.addWidget(self.avatar)
        head.addLayout(words, 1)
        spending.addWidget(self.months, 1)
        spending.addWidget(self.spent)
        points.addWidget(self.points)
        points.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        self.body.addLayout(spending)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.way)
        self.body.addWidget(Divider())
        self.body.addLayout(points)

    def show_person(self, customer: Customer, account: Account, months: int) -> None:
        """Another person, or the same one with other figures."""
        tone = tone_of(customer.tier)
        self.avatar.set_name(customer.name, Tone.GOLD if tone is Tone.PLAIN else tone)
        self.name.setText(customer.shown)
        self.phone.setText(shown(customer.phone) if customer.phone else _("chưa có số điện thoại"))
        self.tier.set_chip(account.tier.title, tone, icon_of(customer.tier))
        self.since.setText(_("từ {day}").format(day=day_text(customer.joined_on)))
        window = ngettext("Chi trong {count} tháng", "Chi trong {count} tháng", months)
        self.months.setText(window.format(count=months))
        self.spent.set_amount(account.spent)
        self.bar.show_progress(wording.progress(account), tone)
        self.way.set_runs(wording.way_up(account))
        self.points.setText(count(account.points))
        self.unit.setText(_points_unit(account))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another arrangement."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The day of joining goes below the tier where both do not fit in a line."""
        left, _top, right, _bottom = MARGINS
        room = self.width() - left - right - self.avatar.width() - 14
        needed = self.tier.sizeHint().width() + 8 + text_width(self.since.text(), 13)
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._standing.setDirection(side if needed <= room else below)


def _points_unit(account: Account) -> str:
    unit = ngettext("điểm", "điểm", account.points)
    if not account.owed:
        return unit
    owed = _("còn nợ {points} điểm").format(points=count(account.owed))
    return f"{unit}, {owed}"


class ValueCard(Card):
    """How recent, how often, how much: for whoever may see what a customer is worth."""

    def __init__(self) -> None:
        super().__init__(margins=MARGINS, gap=8)
        head = QHBoxLayout()
        plain_layout(head, (0, 0, 0, 0), 8)
        head.addWidget(SectionTitle(_("Giá trị khách")), 1)
        head.addWidget(Chip(_("Chủ"), Tone.PLUM, "lock"))
        self.body.addLayout(head)
        boxes = QHBoxLayout()
        plain_layout(boxes, (0, 0, 0, 0), 8)
        self.last, self.visits, self.spent = (
            NumberLabel("", 15, 600),
            NumberLabel("", 15, 600),
            NumberLabel("", 15, 600),
        )
        for title, figure in (
            (_("Lần cuối"), self.last),
            (_("Ngày mua"), self.visits),
            (_("Chi tiêu"), self.spent),
        ):
            boxes.addWidget(_figure(title, figure), 1)
        self.body.addLayout(boxes)
        self.body.addWidget(Label(_("Tính trong 365 ngày qua"), 13, 400, "ink2"))

    def show_value(self, value: CustomerValue) -> None:
        """Other figures."""
        self.last.setText(wording.days_ago(value.days_since))
        self.visits.setText(str(value.visit_days))
        self.spent.setText(wording.millions(value.spent))


def _figure(title: str, figure: Label) -> QWidget:
    box = Card(radius=10, margins=(7, 7, 4, 7), gap=2)
    box.body.addWidget(Label(title, 13, 400, "ink2", elide=True))
    box.body.addWidget(figure)
    return box
