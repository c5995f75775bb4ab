"""Rows of the drawer's page: slips, shifts of a month, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pos_app.basics.clock import time_text
from pos_app.basics.i18n import _
from pos_app.basics.money import ZERO, Money
from pos_app.ui.theme import Tone
from pos_app.ui.widgets.lists import TwoLines
from pos_app.ui.widgets.paint import Run

if TYPE_CHECKING:
    from pos_app.selling.shift_report import ShiftRow
    from pos_app.selling.slips import SlipView
    from pos_app.selling.watch import WatchLine


@dataclass(frozen=True, slots=True)
class DrawerRow:
    """A row of any of the lists; what it leads to is the one id that is not empty."""

    title: str
    second: str
    at: datetime
    icon: str
    tone: Tone
    amount: Money | None = None
    chip: tuple[str, Tone] | None = None
    slip: str = ""
    shift: int = 0
    """Whose X or Z may be seen."""
    watch: int = 0
    """The shift whose acts are looked at next."""
    sale: str = ""
    paper: str = ""
    """What the paper of it is called."""


def slip_row(slip: SlipView, what: str) -> DrawerRow:
    """Chi: Mua đá … −120.000 ₫."""
    out = slip.amount < ZERO
    words = _("Phiếu chi {number}") if out else _("Phiếu thu {number}")
    second = " · ".join(filter(None, (what, slip.party, slip.staff, slip.approver)))
    return DrawerRow(
        title=slip.reason or slip.party or what,
        second=second,
        at=slip.at,
        icon="banknote",
        tone=Tone.CLAY if out else Tone.JADE,
        amount=slip.amount,
        slip=slip.uid,
        paper=words.format(number=slip.number),
    )


def shift_row(row: ShiftRow, *, paper: bool) -> DrawerRow:
    """Ca chiều 21/11 · Thảo … Thiếu 13.000 ₫; an X is paper for those who may see it."""
    hours = time_text(row.opened_at)
    if row.closed_at is not None:
        hours = f"{hours} – {time_text(row.closed_at)}"
    sold = _("doanh thu {amount}").format(amount=row.total) if row.total is not None else ""
    number = _("Z {number}").format(number=f"{row.z_number:04d}") if row.z_number else ""
    return DrawerRow(
        title=f"{row.title} · {row.staff}",
        second=" · ".join(filter(None, (number, hours, row.counter, sold))),
        at=row.opened_at,
        icon="wallet",
        tone=Tone.PLAIN,
        chip=_state(row),
        shift=row.id if paper else 0,
        watch=row.id,
        paper=_("{shift} · {staff}").format(shift=row.title, staff=row.staff),
    )


def _state(row: ShiftRow) -> tuple[str, Tone]:
    if row.closed_at is None:
        return _("Đang mở"), Tone.BLUE
    if row.waits:
        return _("Chờ bàn giao"), Tone.GOLD
    if row.difference is None:
        return _("Không đếm"), Tone.GOLD
    if row.difference:
        words = _("Thiếu {amount}") if row.difference < ZERO else _("Thừa {amount}")
        return words.format(amount=abs(row.difference)), Tone.CLAY
    if row.card_difference:
        return _("Thẻ lệch {amount}").format(amount=row.card_difference), Tone.CLAY
    return _("Khớp"), Tone.JADE


def watch_row(line: WatchLine) -> DrawerRow:
    """Xóa cả đơn · Thảo … 84.000 ₫."""
    allowed = _("{name} duyệt").format(name=line.approver) if line.approver else ""
    number = _("Phiếu {number}").format(number=line.number) if line.number else ""
    return DrawerRow(
        title=line.what,
        second=" · ".join(filter(None, (line.staff, allowed, number))),
        at=line.at,
        icon="shield-alert" if line.approver else "info",
        tone=Tone.PLUM if line.approver else Tone.GOLD,
        amount=line.amount,
        sale=line.sale,
        paper=number,
    )


def two_lines(record: object) -> TwoLines:
    """How a row is painted."""
    assert isinstance(record, DrawerRow)
    return TwoLines(
        title=record.title,
        second=(Run(record.second, "ink2"),) if record.second else (),
        icon=record.icon,
        tone=record.tone,
        when=time_text(record.at),
        chip=record.chip,
        right=record.amount,
    )


def spoken(row: DrawerRow) -> str:
    """The row as a sentence."""
    state = row.chip[0] if row.chip else ""
    amount = str(row.amount) if row.amount is not None else ""
    return ", ".join(filter(None, (row.title, row.second, amount, state)))
