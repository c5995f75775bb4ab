"""What must always hold of shifts: counts, slips and Z reports, reckoned up from the rows anew.

Shifts of the time before they were counted have neither a count nor a Z, and are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.models.shop import Shift, ShiftClose, ShiftTally
from pos_app.selling.closing import tally_body
from pos_app.selling.shifts import CLOSED, COUNTED, seal_of
from pos_app.shop.profile import salt
from pos_app.store.canonical import canonical
from pos_app.store.check import Check, Scope, finder

_MOVED: Final = """
    SELECT shift_id, method, sum(sales) AS sales, sum(slips) AS slips FROM (
        SELECT shift_id, method, amount - change AS sales, 0 AS slips FROM payment
        UNION ALL SELECT shift_id, method, 0, amount FROM money_slip
    ) GROUP BY shift_id, method
"""
"""What each method brought in a shift."""

_EXPECTED: Final = f"""
    WITH moved AS ({_MOVED})
    SELECT 'shift ' || shift.id || ': ' || tally.expected || ' is told to be expected, float '
           || opening_float || ' and cash of ' || coalesce(cash.sales + cash.slips, 0)
           || '; cards ' || tally.card_expected || ', taken '
           || coalesce(card.sales + card.slips, 0)
    FROM shift_tally tally JOIN shift ON shift.id = tally.shift_id
    LEFT JOIN moved cash ON cash.shift_id = shift.id AND cash.method = 'cash'
    LEFT JOIN moved card ON card.shift_id = shift.id AND card.method = 'card'
    WHERE :since >= 0
      AND (tally.expected <> opening_float + coalesce(cash.sales + cash.slips, 0)
           OR tally.card_expected <> coalesce(card.sales + card.slips, 0))
"""

_COUNTED: Final = """
    SELECT 'shift ' || tally.shift_id || ': counted ' || tally.counted || ', its notes make '
           || coalesce(sum(note.value * note.count), 0)
    FROM shift_tally tally LEFT JOIN shift_note note ON note.shift_id = tally.shift_id
    WHERE :since >= 0 GROUP BY tally.shift_id
    HAVING tally.counted <> coalesce(sum(note.value * note.count), 0)
"""

_LATE: Final = """
    SELECT 'sale ' || sale.id || ' came after the end of shift ' || shift.id
    FROM sale JOIN shift ON shift.id = sale.shift_id
    WHERE :since >= 0 AND sale.sold_at > shift.closed_at
    UNION ALL
    SELECT 'slip ' || slip.id || ' came after the end of shift ' || shift.id
    FROM money_slip slip JOIN shift ON shift.id = slip.shift_id
    WHERE :since >= 0 AND slip.at > shift.closed_at
    UNION ALL
    SELECT 'shift ' || tally.shift_id || ' is counted and still open'
    FROM shift_tally tally JOIN shift ON shift.id = tally.shift_id
    WHERE :since >= 0 AND shift.closed_at IS NULL
"""

_SLIPS: Final = """
    SELECT 'slip ' || slip.id || ': ' || slip.kind || ' ' || slip.amount || ' ' || slip.method
           || ', the journal says ' || coalesce(journal.body, 'nothing')
    FROM money_slip slip
    LEFT JOIN journal ON journal.subject = slip.uid AND journal.kind = 'slip.written'
    WHERE :since >= 0
      AND (slip.amount IS NOT (journal.body ->> 'amount')
           OR slip.method IS NOT (journal.body ->> 'method')
           OR slip.kind IS NOT (journal.body ->> 'kind')
           OR slip.number IS NOT (journal.body ->> 'number')
           OR slip.shift_id IS NOT journal.shift_id)
    UNION ALL
    SELECT 'journal entry ' || n || ': slip ' || subject || ' is gone' FROM journal
    WHERE :since >= 0 AND kind = 'slip.written'
      AND NOT EXISTS (SELECT 1 FROM money_slip WHERE uid = journal.subject)
"""

_TENDERS: Final = f"""
    WITH moved AS (
        SELECT moved.* FROM ({_MOVED}) moved JOIN shift_close USING (shift_id)
    ), told AS (
        SELECT shift_id, one.value ->> 0 AS method, one.value ->> 2 AS sales,
               one.value ->> 3 AS slips
        FROM shift_close, json_each(totals, '$.tenders') one
    )
    SELECT 'Z of shift ' || shift_id || ': ' || method || ' ' || sales || ' by sales and ' || slips
           || ' by slips, the rows say otherwise'
    FROM (SELECT * FROM told EXCEPT SELECT * FROM moved) WHERE :since >= 0
    UNION ALL
    SELECT 'Z of shift ' || shift_id || ': ' || method || ' ' || sales || ' by sales and ' || slips
           || ' by slips are not told'
    FROM (SELECT * FROM moved EXCEPT SELECT * FROM told) WHERE :since >= 0
"""

_DAYS: Final = """
    SELECT 'day ' || business_day || ': the Z reports come to ' || sum(told) || ', the sales to '
           || (SELECT coalesce(sum(total), 0) FROM sale
               WHERE sale.business_day = days.business_day AND origin = 'sale')
    FROM (
        SELECT business_day, closing.totals ->> 'total' AS told, closing.shift_id
        FROM shift LEFT JOIN shift_close closing ON closing.shift_id = shift.id
    ) days
    WHERE :since >= 0 GROUP BY business_day
    HAVING count(*) = count(shift_id) AND sum(told) <> (
        SELECT coalesce(sum(total), 0) FROM sale
        WHERE sale.business_day = days.business_day AND origin = 'sale')
"""

_TOTALS: Final = """
    SELECT 'Z of shift ' || shift_id || ': total ' || (totals ->> 'total') || ', its sales come to '
           || (SELECT coalesce(sum(total), 0) FROM sale WHERE sale.shift_id = closing.shift_id)
    FROM shift_close closing
    WHERE :since >= 0 AND (totals ->> 'total') <> (
        SELECT coalesce(sum(total), 0) FROM sale WHERE sale.shift_id = closing.shift_id)
"""

_Z_NUMBERS: Final = """
    SELECT 'Z ' || z_number || ' of counter ' || counter_id || ' follows '
           || coalesce(before, 'none')
    FROM (
        SELECT counter_id, z_number, at,
               lag(z_number) OVER numbers AS before, lag(at) OVER numbers AS earlier
        FROM shift_close WINDOW numbers AS (PARTITION BY counter_id ORDER BY z_number)
    )
    WHERE :since >= 0 AND z_number <> coalesce(before, 0) + 1
    UNION ALL
    SELECT 'counter ' || counter.id || ': Z ' || coalesce(given.last, 0)
           || ' was given out, the last one has ' || coalesce(closed.last, 0)
    FROM counter
    LEFT JOIN (SELECT counter_id, last FROM number_series WHERE kind = 'z') given
        ON given.counter_id = counter.id
    LEFT JOIN (SELECT counter_id, max(z_number) AS last FROM shift_close GROUP BY counter_id) closed
        ON closed.counter_id = counter.id
    WHERE :since >= 0 AND given.last IS NOT closed.last
"""

_TOLD: Final = text(
    "SELECT subject, body FROM journal WHERE kind = :kind AND body <> '{}' ORDER BY n"
)
_FLOATS: Final = """
    SELECT 'shift ' || shift.id || ': float ' || shift.opening_float || ', the journal says '
           || coalesce(told.float, 'nothing')
    FROM shift LEFT JOIN (
        SELECT subject, coalesce(body ->> 'after', body ->> 'float') AS float, max(n)
        FROM journal WHERE kind IN ('shift.opened', 'shift.float') GROUP BY subject
    ) told ON told.subject = CAST(shift.id AS TEXT)
    WHERE :since >= 0 AND shift.opening_float IS NOT told.float
"""


def _edited(session: Session, _scope: Scope) -> Iterator[str]:
    """Counts and Z reports whose rows are not what the journal says, and those that are gone."""
    told = _told(session, COUNTED)
    for tally in session.scalars(select(ShiftTally)):
        if told.pop(tally.shift_id, None) != canonical(tally_body(tally)):
            yield f"the count of shift {tally.shift_id} is not what the journal says"
    yield from (f"the count of shift {shift} is gone" for shift in told)
    sealed, key = _told(session, CLOSED), salt(session)
    for close in session.scalars(select(ShiftClose)):
        body = json.loads(sealed.pop(close.shift_id, "{}"))
        said = body.get("z"), body.get("reason"), body.get("sealed")
        if said != (close.z_number, close.reason, seal_of(close, key)):
            yield f"the Z of shift {close.shift_id} is not what the journal says"
    yield from (f"the Z of shift {shift} is gone" for shift in sealed)


def _told(session: Session, kind: str) -> dict[int, str]:
    """What the journal says of shifts, by their ids; a sealed shift was told once."""
    rows = session.execute(_TOLD, {"kind": kind})
    return {int(subject): body for subject, body in rows if session.get(Shift, int(subject))}


CHECKS: Final = (
    Check(
        15,
        N_("Tiền phải có trong ngăn kéo là đầu ca cộng thu trừ chi; số đếm là tổng các tờ"),
        finder(_EXPECTED, _COUNTED),
        whole=True,
    ),
    Check(15, N_("Ca đã chốt không nhận thêm phiếu nào"), finder(_LATE), whole=True),
    Check(
        16,
        N_("Báo cáo Z đúng bằng các khoản của ca, tổng các Z là tổng của ngày"),
        finder(_TENDERS, _TOTALS, _DAYS),
        whole=True,
    ),
    Check(16, N_("Số Z của quầy liền nhau"), finder(_Z_NUMBERS), whole=True),
    Check(
        22, N_("Đầu ca, phiếu thu chi đúng như nhật ký ghi"), finder(_FLOATS, _SLIPS), whole=True
    ),
    Check(22, N_("Số đếm và báo cáo Z đúng như nhật ký ghi"), _edited, whole=True),
)
