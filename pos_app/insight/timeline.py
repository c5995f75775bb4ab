"""Everything that ever passed between the shop and one customer, merged by time, page by page.

Each kind of row comes from its own table in its own order; a page takes the newest of them all,
so that fifteen thousand sales cost no more than fifteen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from pos_app.basics.clock import day_start, shop_day
from pos_app.basics.i18n import N_, _, ngettext
from pos_app.basics.money import ZERO, Money
from pos_app.basics.numerals import receipt_number
from pos_app.basics.text import one_line
from pos_app.loyalty.points import Kind as Points
from pos_app.loyalty.points import why
from pos_app.loyalty.programmes import current_programme, programmes
from pos_app.models.care import CareAttempt, CareTask
from pos_app.models.customers import Card, CustomerNote
from pos_app.models.loyalty import PointsEntry, TierChange
from pos_app.models.sales import Sale, SaleLine
from pos_app.models.shop import Staff

_A_DAY: Final = timedelta(days=1)


class TimelineKind(StrEnum):
    """What a row is about; of one moment, later members stand higher."""

    CARD = "card"
    NOTE = "note"
    CARE = "care"
    POINTS = "points"
    TIER = "tier"
    SALE = "sale"


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A row's place; pages go on below the last row's."""

    day: date
    """The business day of a sale, the calendar day of anything else."""
    at: datetime
    rank: int
    id: int


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened."""

    kind: TimelineKind
    cursor: Cursor
    title: str
    detail: str
    amount: Money | None = None
    points: int | None = None
    """Signed."""
    label: str = ""
    """What came of a call or visit."""
    sale_uid: str = ""

    @property
    def day(self) -> date:
        """The day that the row stands under."""
        return self.cursor.day


_RANK: Final = {kind: rank for rank, kind in enumerate(TimelineKind)}

WORK: Final = {
    "first_purchase": N_("Thiệp cảm ơn lần mua đầu"),
    "big_basket": N_("Gọi hỏi thăm"),
    "tier_up": N_("Chúc mừng lên hạng"),
    "report_problem": N_("Chuyện chưa vừa ý"),
    "passed_away": N_("Báo chủ: khách đã mất"),
    "new_number": N_("Hỏi số điện thoại mới"),
}
"""Care rules by what was done for the customer."""
RESULTS: Final = {
    "solved": N_("Đã giải quyết"),
    "handed_over": N_("Đã đưa"),
    "no_answer": N_("Không nghe máy"),
    "switched_off": N_("Tắt máy"),
    "call_back": N_("Hẹn lại"),
    "wrong_number": N_("Sai số"),
    "refused": N_("Khách từ chối"),
    "never_call": N_("Không gọi nữa"),
    "problem": N_("Đã báo chủ"),
    "already": N_("Đã mua rồi"),
    "deceased": N_("Đã mất"),
}
"""Outcomes of care work; what was only put off did not reach the customer."""

_POINTS: Final = {
    Points.EARN: N_("Tích điểm"),
    Points.REDEEM: N_("Dùng điểm"),
    Points.REVERSE_EARN: N_("Lấy lại điểm"),
    Points.REVERSE_REDEEM: N_("Hoàn điểm"),
    Points.REPAY: N_("Trả điểm nợ"),
}

Source = Callable[[Session, int, Cursor | None, int], list[TimelineRow]]


def page(
    session: Session,
    customer_id: int,
    kinds: Collection[TimelineKind],
    before: Cursor | None,
    limit: int,
) -> tuple[TimelineRow, ...]:
    """The newest rows of these kinds below a place, newest first."""
    wanted = kinds or frozenset(TimelineKind)
    found = [
        row
        for kind, source in _SOURCES.items()
        if kind in wanted
        for row in source(session, customer_id, before, limit)
    ]
    return tuple(sorted(found, key=attrgetter("cursor"), reverse=True)[:limit])


def _sales(
    session: Session, customer_id: int, before: Cursor | None, limit: int
) -> list[TimelineRow]:
    """In the order of the index over customer and business day; sorted only within a day."""
    documents = (
        select(
            Sale.id,
            Sale.uid,
            Sale.kind,
            Sale.number,
            Sale.external,
            Sale.sold_at,
            Sale.business_day,
            Sale.total,
        )
        .where(Sale.customer_id == customer_id)
        .order_by(Sale.business_day.desc(), Sale.sold_at.desc(), Sale.id.desc())
        .limit(limit)
    )
    if before is not None:
        same_day = and_(
            Sale.business_day == before.day,
            _earlier(Sale.sold_at, Sale.id, TimelineKind.SALE, before),
        )
        documents = documents.where(
            Sale.business_day <= before.day, or_(Sale.business_day < before.day, same_day)
        )
    rows = session.execute(documents).all()
    goods = _goods(session, [row.id for row in rows])
    return [_sale_row(row, goods[row.id]) for row in rows]


def _sale_row(row: Any, goods: Sequence[str]) -> TimelineRow:
    title = _sale_words(row.kind, len(goods))
    return TimelineRow(
        kind=TimelineKind.SALE,
        cursor=Cursor(row.business_day, row.sold_at, _RANK[TimelineKind.SALE], row.id),
        title=title.format(count=len(goods), number=receipt_number(row.number, row.external)),
        detail=one_line(list(goods)),
        amount=row.total,
        sale_uid=row.uid,
    )


def _sale_words(kind: str, count: int) -> str:
    match kind:
        case "return":
            return ngettext(
                "Trả {count} món · phiếu {number}", "Trả {count} món · phiếu {number}", count
            )
        case "exchange":
            return _("Đổi hàng · phiếu {number}")
        case "void":
            return _("Hủy phiếu mua · phiếu {number}")
    return ngettext("Mua {count} món · phiếu {number}", "Mua {count} món · phiếu {number}", count)


def _goods(session: Session, sale_ids: Sequence[int]) -> Mapping[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    lines = session.execute(
        select(SaleLine.sale_id, SaleLine.name)
        .where(SaleLine.sale_id.in_(sale_ids))
        .order_by(SaleLine.sale_id, SaleLine.position)
    )
    for line in lines:
        names[line.sale_id].append(line.name)
    return names


def _care(
    session: Session, customer_id: int, before: Cursor | None, limit: int
) -> list[TimelineRow]:
    tries = (
        select(
            CareAttempt.id,
            CareAttempt.at,
            CareAttempt.outcome,
            CareAttempt.note,
            CareTask.rule,
            Staff.name,
        )
        .join(CareTask, CareTask.id == CareAttempt.task_id)
        .join(Staff, Staff.id == CareAttempt.staff_id)
        .where(CareAttempt.customer_id == customer_id, CareAttempt.outcome.in_(RESULTS))
    )
    return [
        TimelineRow(
            kind=TimelineKind.CARE,
            cursor=_place(TimelineKind.CARE, row.at, row.id),
            title=_(WORK[row.rule]),
            detail=_said_by(row.name, row.note),
            label=_(RESULTS[row.outcome]),
        )
        for row in _newest(
            session, tries, CareAttempt.at, CareAttempt.id, TimelineKind.CARE, before, limit
        )
    ]


def _points(
    session: Session, customer_id: int, before: Cursor | None, limit: int
) -> list[TimelineRow]:
    lines = (
        select(
            PointsEntry.id,
            PointsEntry.at,
            PointsEntry.kind,
            PointsEntry.points,
            PointsEntry.base,
            PointsEntry.multiplier,
            PointsEntry.programme_version,
            Sale.uid,
        )
        .outerjoin(Sale, Sale.id == PointsEntry.sale_id)
        .where(PointsEntry.customer_id == customer_id)
    )
    return [
        TimelineRow(
            kind=TimelineKind.POINTS,
            cursor=_place(TimelineKind.POINTS, row.at, row.id),
            title=_(_POINTS[Points(row.kind)]),
            detail=_why(session, row),
            points=row.points,
            sale_uid=row.uid or "",
        )
        for row in _newest(
            session, lines, PointsEntry.at, PointsEntry.id, TimelineKind.POINTS, before, limit
        )
    ]


def _why(session: Session, row: Any) -> str:
    versions = programmes(session)
    rules = versions.get(row.programme_version) or current_programme(session, shop_day(row.at))
    return why(Points(row.kind), row.points, row.base or ZERO, row.multiplier or 0, rules)


def _tiers(
    session: Session, customer_id: int, before: Cursor | None, limit: int
) -> list[TimelineRow]:
    changes = select(
        TierChange.id,
        TierChange.at,
        TierChange.before,
        TierChange.after,
        TierChange.qualifying,
        TierChange.programme_version,
    ).where(TierChange.customer_id == customer_id)
    return [
        _tier_row(session, row)
        for row in _newest(
            session, changes, TierChange.at, TierChange.id, TimelineKind.TIER, before, limit
        )
    ]


def _tier_row(session: Session, row: Any) -> TimelineRow:
    rules = programmes(session)[row.programme_version]
    title = _("Lên hạng {tier}") if row.after > row.before else _("Xuống hạng {tier}")
    detail = ngettext(
        "Chi {amount} trong {count} tháng", "Chi {amount} trong {count} tháng", rules.window_months
    )
    return TimelineRow(
        kind=TimelineKind.TIER,
        cursor=_place(TimelineKind.TIER, row.at, row.id),
        title=title.format(tier=rules.tier(row.after).title),
        detail=detail.format(amount=row.qualifying, count=rules.window_months),
    )


def _notes(
    session: Session, customer_id: int, before: Cursor | None, limit: int
) -> list[TimelineRow]:
    notes = (
        select(CustomerNote.id, CustomerNote.at, CustomerNote.text, Staff.name)
        .join(Staff, Staff.id == CustomerNote.staff_id)
        .where(CustomerNote.customer_id == customer_id)
    )
    return [
        TimelineRow(
            kind=TimelineKind.NOTE,
            cursor=_place(TimelineKind.NOTE, row.at, row.id),
            title=row.text,
            detail=_said_by(row.name, ""),
        )
        for row in _newest(
            session, notes, CustomerNote.at, CustomerNote.id, TimelineKind.NOTE, before, limit
        )
    ]


def _cards(
    session: Session, customer_id: int, before: Cursor | None, limit: int
) -> list[TimelineRow]:
    """A card has no number but its own; few people have two."""
    cards = session.execute(
        select(Card.code, Card.issued_at).where(Card.customer_id == customer_id)
    )
    rows = [
        TimelineRow(
            kind=TimelineKind.CARD,
            cursor=_place(TimelineKind.CARD, card.issued_at, int(card.code)),
            title=_("Cấp thẻ khách quen"),
            detail=_("Mã thẻ •••• {last}").format(last=card.code[-4:]),
        )
        for card in cards
    ]
    below = [row for row in rows if before is None or row.cursor < before]
    return sorted(below, key=attrgetter("cursor"), reverse=True)[:limit]


_SOURCES: Final[Mapping[TimelineKind, Source]] = {
    TimelineKind.CARD: _cards,
    TimelineKind.NOTE: _notes,
    TimelineKind.CARE: _care,
    TimelineKind.POINTS: _points,
    TimelineKind.TIER: _tiers,
    TimelineKind.SALE: _sales,
}


def _newest(
    session: Session,
    rows: Any,
    at: InstrumentedAttribute[datetime],
    key: InstrumentedAttribute[int],
    kind: TimelineKind,
    before: Cursor | None,
    limit: int,
) -> Iterator[Any]:
    """Rows of an append-only table below a place: its ids rise with its times."""
    if before is not None:
        within = and_(
            at < day_start(before.day + _A_DAY),
            or_(at < day_start(before.day), _earlier(at, key, kind, before)),
        )
        rows = rows.where(within)
    return iter(session.execute(rows.order_by(key.desc()).limit(limit)))


def _earlier(
    at: InstrumentedAttribute[datetime],
    key: InstrumentedAttribute[int],
    kind: TimelineKind,
    before: Cursor,
) -> ColumnElement[bool]:
    """Below a place within its day: earlier, or of the same moment and a lower rank or id."""
    rank = _RANK[kind]
    if rank != before.rank:
        return at <= before.at if rank < before.rank else at < before.at
    return or_(at < before.at, and_(at == before.at, key < before.id))


def _place(kind: TimelineKind, at: datetime, key: int) -> Cursor:
    return Cursor(shop_day(at), at, _RANK[kind], key)


def _said_by(staff: str, note: str) -> str:
    if note:
        return _("{note} {staff} ghi nhận.").format(note=note, staff=staff)
    return _("{staff} ghi nhận.").format(staff=staff)
