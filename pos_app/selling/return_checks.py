"""What must always hold of goods that came back, judged from the rows alone."""

from __future__ import annotations

from typing import Final

from pos_app.basics.i18n import N_
from pos_app.selling import seal
from pos_app.store.check import Check, finder

_PARTS: Final = """
    SELECT 'line ' || position || ' of sale ' || sale_id || ': ' || back || ' of ' || whole
           || ' thousandths are back for ' || net || ', ' || gross || ' before discounts and '
           || vat || ' VAT; line ' || original_line_id || ' was sold for ' || paid
    FROM (
        SELECT line.sale_id, line.position, line.original_line_id, original.quantity AS whole,
               original.net AS paid, original.gross AS asked, original.vat AS taxed,
               original.net + original.order_discount AS kept,
               original.promotion_discount AS promoted,
               -sum(line.quantity) OVER so_far AS back, -sum(line.net) OVER so_far AS net,
               -sum(line.gross) OVER so_far AS gross, -sum(line.vat) OVER so_far AS vat,
               -sum(line.net + line.order_discount) OVER so_far AS left,
               -sum(line.promotion_discount) OVER so_far AS promotion
        FROM sale_line line
        JOIN sale ON sale.id = line.sale_id AND sale.origin = 'sale'
        JOIN sale_line original ON original.id = line.original_line_id
        WINDOW so_far AS (PARTITION BY line.original_line_id ORDER BY line.id)
    )
    WHERE sale_id > :since
      AND (back > whole
           OR net <> (2 * paid * back + whole) / (2 * whole)
           OR gross <> (2 * asked * back + whole) / (2 * whole)
           OR left <> (2 * kept * back + whole) / (2 * whole)
           OR promotion <> (2 * promoted * back + whole) / (2 * whole)
           OR vat <> (2 * taxed * back + whole) / (2 * whole))
"""

_RATES: Final = """
    SELECT 'line ' || line.position || ' of sale ' || line.sale_id || ': VAT rate '
           || coalesce(line.vat_rate, 'none') || ', it was sold with '
           || coalesce(original.vat_rate, 'none')
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    JOIN sale_line original ON original.id = line.original_line_id
    WHERE sale.id > :since AND sale.origin = 'sale' AND line.vat_rate IS NOT original.vat_rate
"""

_MONEY: Final = """
    WITH kept AS (
        SELECT sale.id AS sale_id, coalesce(sale.original_id, sale.id) AS original_id, method,
               sale.original_id IS NULL AND amount > 0 AS gave, amount - payment.change AS amount
        FROM payment JOIN sale ON sale.id = payment.sale_id
        WHERE sale.origin = 'sale' AND (sale.original_id IS NULL OR amount < 0)
    )
    SELECT 'sale ' || original_id || ': ' || sum(amount * gave) || ' by ' || method || ', '
           || -sum(amount * NOT gave) || ' went back by it'
    FROM kept
    WHERE method IN ('card', 'wallet', 'points')
      AND original_id IN (SELECT original_id FROM sale WHERE kind <> 'exchange')
      AND original_id IN (SELECT id FROM sale WHERE kind = 'sale')
    GROUP BY original_id, method
    HAVING max(sale_id) > :since AND -sum(amount * NOT gave) > sum(amount * gave)
"""

_ORIGINALS: Final = """
    SELECT 'line ' || line.position || ' of ' || sale.kind || ' ' || sale.id
           || ': takes back line ' || line.original_line_id || ' of sale '
           || coalesce(original.sale_id, 'none') || ', the document names '
           || coalesce(sale.original_id, 'none')
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    LEFT JOIN sale_line original ON original.id = line.original_line_id
    WHERE sale.id > :since AND sale.origin = 'sale' AND line.quantity < 0
      AND (original.sale_id IS NOT sale.original_id
           OR (line.original_line_id IS NOT NULL AND original.id IS NULL))
    UNION ALL
    SELECT 'sale ' || sale.id || ': a sale sells, line ' || position || ' takes back'
    FROM sale JOIN sale_line line ON line.sale_id = sale.id
    WHERE sale.id > :since AND sale.origin = 'sale' AND sale.kind = 'sale' AND line.quantity < 0
    UNION ALL
    SELECT 'sale ' || sale.id || ': ' || count(payment.position) || ' payments of '
           || original.total || ' are left of the sale it takes back'
    FROM sale JOIN sale original ON original.id = sale.original_id
    LEFT JOIN payment ON payment.sale_id = original.id
    WHERE sale.id > :since AND original.origin = 'sale'
    GROUP BY sale.id
    HAVING coalesce(sum(payment.amount - payment.change), 0) <> original.total
"""

_STATES: Final = """
    SELECT sale.kind || ' ' || sale.id || ' takes back ' || original.kind || ' ' || original.id
    FROM sale JOIN sale original ON original.id = sale.original_id
    WHERE sale.id > :since AND sale.origin = 'sale'
      AND (original.kind NOT IN ('sale', 'exchange') OR sale.kind = 'sale'
           OR sale.id <= original.id)
    UNION ALL
    SELECT 'void ' || void.id || ' of sale ' || void.original_id || ': it came to '
           || original.total || ', the void to ' || void.total
    FROM sale void JOIN sale original ON original.id = void.original_id
    WHERE void.id > :since AND void.kind = 'void' AND original.kind = 'sale'
      AND void.total <> -original.total
    UNION ALL
    SELECT 'sale ' || void.original_id || ': voided by ' || void.id || ' and taken back by '
           || other.id
    FROM sale void JOIN sale other ON other.original_id = void.original_id
    WHERE max(void.id, other.id) > :since AND void.kind = 'void' AND other.id <> void.id
    UNION ALL
    SELECT 'void ' || id || ': nobody said why'
    FROM sale WHERE id > :since AND kind = 'void' AND coalesce(reason, '') = ''
"""

_KIND: Final = " ".join(f"WHEN '{kind}' THEN '{told}'" for kind, told in seal.KINDS.items())
_WHO: Final = f"""
    SELECT sale.kind || ' ' || sale.id || ': staff ' || sale.staff_id || ' with leave of '
           || coalesce(sale.approver_id, 'nobody') || ', the journal names '
           || coalesce(journal.staff_id || ' and ' || coalesce(journal.approver_id, 'nobody'),
                       'nobody at all')
    FROM sale LEFT JOIN journal
        ON journal.subject = sale.uid AND journal.kind = CASE sale.kind {_KIND} END
    WHERE sale.id > :since AND sale.origin = 'sale'
      AND (journal.staff_id IS NOT sale.staff_id OR journal.counter_id IS NOT sale.counter_id
           OR journal.shift_id IS NOT sale.shift_id
           OR journal.approver_id IS NOT sale.approver_id OR journal.approver_id = sale.staff_id)
"""

CHECKS: Final = (
    Check(7, N_("Hàng trả không quá hàng mua, các phần trả cộng đúng phần đã mua"), finder(_PARTS)),
    Check(
        7,
        N_("Trả lại không quá số đã trả bằng thẻ, ví, điểm; thuế suất như lúc mua"),
        finder(_MONEY, _RATES),
    ),
    Check(
        8, N_("Phiếu trả, đổi, hủy trỏ đúng phiếu mua, phiếu mua còn nguyên"), finder(_ORIGINALS)
    ),
    Check(20, N_("Phiếu mua chỉ được trả, đổi hoặc hủy, hủy thì hủy cả phiếu"), finder(_STATES)),
    Check(
        23, N_("Mỗi phiếu có người làm trong nhật ký, người cho phép là người khác"), finder(_WHO)
    ),
)
