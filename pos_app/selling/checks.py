"""What must always hold of sales, judged from the rows alone.

The arithmetic is written out once more, apart from the rules that wrote the rows, so that a
defect of a rule is seen. A history taken in from elsewhere adds up like any sale, but has neither
payments nor a counter's numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.selling import import_seal, seal
from pos_app.shop.profile import salt
from pos_app.store.canonical import canonical, digest_of
from pos_app.store.check import Check, Scope, finder
from pos_app.store.prepared import Prepared

_SUMS: Final = """
    SELECT 'sale ' || sale.id || ': goods ' || goods || ' - ' || sale.order_discount || ' = net '
           || sale.net || ' + ' || tax_added || ' + ' || rounding || ' = ' || total
           || ' (rule ' || rounding_rule || '), its lines make '
           || coalesce(made || ' - ' || shared || ' = ' || lines.net, 'nothing')
    FROM sale
    LEFT JOIN (
        SELECT sale_id, sum(gross - line_discount) AS made, sum(line_discount) AS off,
               sum(order_discount) AS shared, sum(net) AS net
        FROM sale_line WHERE sale_id > :since GROUP BY sale_id
    ) lines ON lines.sale_id = sale.id
    WHERE sale.id > :since
      AND (goods IS NOT made OR sale.line_discount IS NOT off OR sale.order_discount IS NOT shared
           OR sale.net IS NOT lines.net OR sale.net <> goods - sale.order_discount
           OR total <> sale.net + tax_added + rounding OR rounding_rule NOT BETWEEN 1 AND 3)
"""

_ROUNDING: Final = """
    SELECT 'sale ' || id || ': ' || coalesce(cash, 0) || ' of ' || total || ' in cash, '
           || rounding || ' of it rounding to ' || step
    FROM (
        SELECT sale.*, CASE rounding_rule WHEN 2 THEN 500 WHEN 3 THEN 1000 ELSE 0 END AS step,
               (SELECT sum(amount - change) FROM payment
                WHERE sale_id = sale.id AND method = 'cash') AS cash
        FROM sale WHERE id > :since AND kind = 'sale'
    )
    WHERE 2 * abs(rounding) > step OR (rounding <> 0 AND cash IS NULL)
       OR (step > 0 AND cash % step <> 0 AND (rounding <> 0 OR 2 * cash >= step))
"""

_LINES: Final = """
    SELECT 'line ' || position || ' of sale ' || sale_id || ': ' || quantity || ' thousandths at '
           || unit_price || ' is ' || gross || ', less ' || line_discount || ' and '
           || order_discount || ' is ' || net
    FROM (
        SELECT *, (2 * abs(unit_price * quantity) + 1000) / 2000
                  * CASE WHEN unit_price * quantity < 0 THEN -1 ELSE 1 END AS exact
        FROM sale_line
        WHERE sale_id > :since
          AND (original_line_id IS NULL OR sale_id IN (SELECT id FROM sale WHERE origin <> 'sale'))
    )
    WHERE gross <> exact OR net <> gross - line_discount - order_discount
"""

_PAYMENTS: Final = """
    SELECT 'sale ' || sale.id || ': total ' || total || ', paid ' || coalesce(paid.amount, 0)
           || ' less ' || coalesce(paid.change, 0) || ' change, change on the sale '
           || sale.change
    FROM sale
    LEFT JOIN (
        SELECT sale_id, sum(amount) AS amount, sum(change) AS change
        FROM payment WHERE sale_id > :since GROUP BY sale_id
    ) paid ON paid.sale_id = sale.id
    WHERE sale.id > :since AND sale.origin = 'sale'
      AND (total <> coalesce(paid.amount, 0) - coalesce(paid.change, 0)
           OR sale.change <> coalesce(paid.change, 0))
"""

_TENDERS: Final = """
    SELECT 'payment ' || payment.position || ' of sale ' || sale.id || ': ' || method || ' '
           || amount || ', change ' || payment.change
    FROM payment JOIN sale ON sale.id = payment.sale_id
    WHERE sale.id > :since
      AND (sale.origin <> 'sale' OR (sale.kind = 'sale' AND (
               amount <= 0 OR payment.change < 0 OR payment.change >= amount
               OR (payment.change > 0 AND method <> 'cash')
               OR (method = 'points') <> (coalesce(points, 0) > 0)))
           OR (sale.kind IN ('return', 'void') AND (amount >= 0 OR payment.change <> 0)))
"""

_BOUNDS: Final = """
    SELECT 'line ' || position || ' of sale ' || sale_id || ': ' || line.line_discount || ' and '
           || line.order_discount || ' off ' || gross
    FROM sale_line line JOIN sale ON sale.id = line.sale_id
    WHERE sale.id > :since AND sale.kind = 'sale'
      AND (line.line_discount < 0 OR line.line_discount > gross
           OR line.order_discount < 0 OR line.order_discount > gross - line.line_discount)
"""

_VAT: Final = """
    SELECT 'line ' || position || ' of sale ' || sale_id || ': VAT ' || vat || ' in ' || net
           || ' at ' || coalesce(vat_rate, 'no rate')
    FROM sale_line
    WHERE sale_id > :since
      AND (original_line_id IS NULL OR sale_id IN (SELECT id FROM sale WHERE origin <> 'sale'))
      AND vat <> (2 * abs(net) * coalesce(vat_rate, 0) + 10000 + coalesce(vat_rate, 0))
                 / (2 * (10000 + coalesce(vat_rate, 0))) * CASE WHEN net < 0 THEN -1 ELSE 1 END
"""

_SHIFTS: Final = """
    SELECT 'sale ' || sale.id || ' of counter ' || coalesce(sale.counter_id, 'none') || ': shift '
           || coalesce(sale.shift_id, 'none') || ' of counter '
           || coalesce(shift.counter_id, 'none')
    FROM sale LEFT JOIN shift ON shift.id = sale.shift_id
    WHERE sale.id > :since AND sale.origin = 'sale'
      AND (shift.counter_id IS NOT sale.counter_id OR shift.business_day IS NOT sale.business_day)
    UNION ALL
    SELECT 'payment ' || payment.position || ' of sale ' || sale.id || ': shift '
           || payment.shift_id || ', the sale is of ' || coalesce(sale.shift_id, 'none')
    FROM payment JOIN sale ON sale.id = payment.sale_id
    WHERE sale.id > :since AND payment.shift_id IS NOT sale.shift_id
"""

_NUMBERS: Final = """
    WITH base AS (
        SELECT series, coalesce((
            SELECT number FROM sale earlier
            WHERE earlier.id <= :since AND +earlier.series = newer.series
            ORDER BY earlier.id DESC LIMIT 1), 0) AS number
        FROM sale newer WHERE id > :since AND origin = 'sale' GROUP BY series
    )
    SELECT 'sale ' || id || ': number ' || given || ' of series ' || series || ', due is ' || due
    FROM (
        SELECT sale.id, sale.number AS given, series,
               base.number + row_number() OVER (PARTITION BY series ORDER BY sale.id) AS due
        FROM sale JOIN base USING (series) WHERE sale.id > :since
    )
    WHERE given <> due
"""

_NO_SALE: Final = """
    SELECT 'counter ' || counter.id || ': number ' || coalesce(given.last, 0)
           || ' was given out, the last sale has ' || coalesce(sold.last, 0)
    FROM counter
    LEFT JOIN (SELECT counter_id, last FROM number_series WHERE kind = 'receipt') given
        ON given.counter_id = counter.id
    LEFT JOIN (SELECT id, (SELECT max(number) FROM sale WHERE series = CAST(counter.id AS TEXT))
               AS last FROM counter) sold ON sold.id = counter.id
    WHERE :since >= 0 AND given.last IS NOT sold.last
"""

_KEYS: Final = """
    SELECT 'sale ' || sale.id || ': its cart is still ' || draft.state
    FROM sale JOIN draft ON draft.key = sale.draft_key
    WHERE sale.id > :since
    UNION ALL
    SELECT 'sale ' || id || ': nobody could tell a retry from another order'
    FROM sale WHERE id > :since AND origin = 'sale' AND length(request_hash) <> 64
"""

_TRANSFERS: Final = """
    SELECT 'payment ' || payment.position || ' of sale ' || sale.id || ': transfer of '
           || payment.amount || coalesce(', ' || transfer.amount || ' was asked for and is '
           || transfer.state, ' that nobody asked for')
    FROM payment JOIN sale ON sale.id = payment.sale_id
    LEFT JOIN transfer ON transfer.id = payment.transfer_id
    WHERE sale.id > :since AND sale.kind = 'sale' AND payment.method = 'transfer'
      AND (transfer.state IS NOT 'seen' OR transfer.amount IS NOT payment.amount
           OR transfer.draft_key IS NOT sale.draft_key OR transfer.seen_by IS NULL
           OR transfer.seen_how IS NULL)
"""

_WHO_SAW: Final = """
    SELECT 'sale ' || sale.id || ': transfer ' || transfer.uid || ' is told to be seen by staff '
           || transfer.seen_by || ' (' || transfer.seen_how || '), the journal names '
           || coalesce(journal.staff_id || ' (' || (journal.body ->> 'how') || ')', 'nobody')
    FROM payment JOIN sale ON sale.id = payment.sale_id
    JOIN transfer ON transfer.id = payment.transfer_id
    LEFT JOIN journal ON journal.subject = transfer.uid AND journal.kind = 'transfer.seen'
    WHERE sale.id > :since AND transfer.state = 'seen'
      AND (journal.staff_id IS NOT transfer.seen_by
           OR (journal.body ->> 'how') IS NOT transfer.seen_how)
"""

_DISCOUNTED: Final = text(
    """
    SELECT sale.id, sale.order_discount, line.gross - line.line_discount, line.order_discount
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    WHERE sale.id > :since AND sale.kind = 'sale' AND sale.order_discount <> 0
    ORDER BY sale.id, line.position
    """
)


def _spelled(table: str, columns: Sequence[str]) -> str:
    """All of a sale's rows in a table, in SQL, as the canonical form spells them."""
    return f"""(
        SELECT json_group_array(json_array({", ".join(columns)}) ORDER BY position)
        FROM {table} WHERE sale_id = sale.id
    )"""


_KINDS: Final = ", ".join(f"'{kind}'" for kind in seal.KINDS.values())
_KIND_OF: Final = " ".join(f"WHEN '{kind}' THEN '{told}'" for kind, told in seal.KINDS.items())
_SEALED: Final = Prepared(
    text(
        f"""
        SELECT sale.id, number, series, total,
               '[' || json_array({", ".join(seal.SALE)})
               || ',' || CASE WHEN form IS NULL THEN {_spelled("sale_line", seal.FIRST_LINE)}
                         ELSE {_spelled("sale_line", seal.LINE)} END
               || ',' || {_spelled("payment", seal.PAYMENT)} || ']',
               form, told
        FROM (
            SELECT sale.*, group_concat(journal.body, ' and ') AS told,
                   max(journal.body ->> 'form') AS form
            FROM sale LEFT JOIN journal
                ON journal.subject = sale.uid AND journal.kind = CASE sale.kind {_KIND_OF} END
            WHERE sale.id > :since AND origin = 'sale' GROUP BY sale.id
        ) sale ORDER BY id
        """
    )
)
_VANISHED: Final = text(
    f"""
    SELECT 'journal entry ' || n || ': sale ' || subject || ' is gone'
    FROM journal
    WHERE kind IN ({_KINDS}) AND n >= coalesce((
        SELECT min(n) FROM journal JOIN sale ON uid = subject WHERE sale.id = :since
    ), 0) AND NOT EXISTS (
        SELECT 1 FROM sale
        WHERE sale.uid = journal.subject AND sale.origin = 'sale')
    """
)


def _shares(session: Session, scope: Scope) -> Iterator[str]:
    rows = session.execute(_DISCOUNTED, {"since": scope.since})
    for sale_id, lines in groupby(rows, key=itemgetter(0)):
        found = [tuple(line) for line in lines]
        off = found[0][1]
        due = _largest_remainder(off, [left for _, _, left, _ in found])
        given = [share for *_, share in found]
        if given != due:
            yield f"sale {sale_id}: {off} off the order is shared {given}, due is {due}"


def _largest_remainder(off: int, weights: list[int]) -> list[int]:
    """Whole shares first; the đồng that are left go where most was cut off, then to the first."""
    whole = sum(weights)
    if not whole:
        return [0 for _ in weights]
    shares = [off * weight // whole for weight in weights]
    cut = sorted((-(off * weight % whole), place) for place, weight in enumerate(weights))
    for _, place in cut[: off - sum(shares)]:
        shares[place] += 1
    return shares


def _edited(session: Session, scope: Scope) -> Iterator[str]:
    """Sales whose rows are not what the journal says."""
    yield from session.scalars(_VANISHED, {"since": scope.since})
    key = salt(session)
    for row in _SEALED.each(session, {"since": scope.since}):
        sale, number, series, total, rows, form, told = row
        if told != canonical(seal.body(number, series, total, digest_of(rows, key), form)):
            yield f"sale {sale}: its rows are not what the journal says"


CHECKS: Final = (
    Check(
        1, N_("Các dòng của phiếu cộng đúng tổng, mỗi dòng làm tròn một lần"), finder(_SUMS, _LINES)
    ),
    Check(2, N_("Tiền đã trả trừ tiền thừa đúng bằng tổng phiếu"), finder(_PAYMENTS, _TENDERS)),
    Check(3, N_("Chỉ phần tiền mặt được làm tròn, nhiều nhất nửa bước"), finder(_ROUNDING)),
    Check(4, N_("Không khoản giảm nào lớn hơn số được giảm"), finder(_BOUNDS)),
    Check(4, N_("Giảm cả đơn được chia cho các dòng, phần dư lớn nhất trước"), _shares),
    Check(5, N_("Thuế GTGT trong mỗi dòng đúng thuế suất của dòng"), finder(_VAT)),
    Check(15, N_("Phiếu và các khoản trả thuộc cùng một ca của quầy"), finder(_SHIFTS)),
    Check(17, N_("Số phiếu liền nhau và tăng theo thứ tự bán"), finder(_NUMBERS, _NO_SALE)),
    Check(18, N_("Khóa của phiếu không còn là khóa của giỏ đang mở"), finder(_KEYS)),
    Check(
        19, N_("Khoản chuyển đã dùng để trả thì có người hỏi và có người thấy"), finder(_TRANSFERS)
    ),
    Check(22, N_("Mỗi phiếu đúng như nhật ký ghi"), _edited),
    Check(22, N_("Mỗi khoản chuyển do đúng người nhật ký nêu tên xác nhận"), finder(_WHO_SAW)),
    Check(22, N_("Mỗi lịch sử nhập vào đúng như nhật ký ghi"), import_seal.edited),
)
