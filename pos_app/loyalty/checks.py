"""What must always hold of points and tiers, judged from the rows alone.

The arithmetic is written out once more in SQL, apart from the rules that wrote the rows, so that
a defect of a rule is seen. Points and tiers come from the shop's own sales (`origin = sale`);
a history taken in from another system gives neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Date, Row, text
from sqlalchemy.orm import Session

from pos_app.basics.i18n import N_
from pos_app.basics.money import LARGEST
from pos_app.loyalty.programmes import in_force, programmes
from pos_app.loyalty.tiers import Purchase, Rise, replay
from pos_app.models.base import MoneyColumn
from pos_app.store.check import Check, Scope, finder

_LOOKED_AT: Final = """(
    SELECT customer_id FROM sale WHERE id > :since
    UNION ALL SELECT id FROM customer WHERE :since = 0
)"""
"""Whose accounts a look is about: everybody's, or those of the buyers since."""

_BALANCES: Final = f"""
    SELECT 'customer ' || account.customer_id || ': ' || account.points || ' points, lines make '
           || coalesce(lines.points, 0) || ', lots hold ' || coalesce(lots.points, 0)
    FROM account
    LEFT JOIN (
        SELECT customer_id, sum(points) AS points FROM points_entry
        WHERE customer_id IN {_LOOKED_AT} GROUP BY customer_id
    ) lines ON lines.customer_id = account.customer_id
    LEFT JOIN (
        SELECT customer_id, sum(points_left) AS points FROM points_lot
        WHERE customer_id IN {_LOOKED_AT} GROUP BY customer_id
    ) lots ON lots.customer_id = account.customer_id
    WHERE account.customer_id IN {_LOOKED_AT}
      AND (account.points <> coalesce(lines.points, 0)
           OR account.points <> coalesce(lots.points, 0))
"""

_PREFIXES: Final = f"""
    SELECT 'points line ' || id || ' of customer ' || customer_id || ': says ' || balance
           || ', lines up to it make ' || running
    FROM (
        SELECT id, customer_id, balance, at, sale_id,
               sum(points) OVER account AS running,
               lag(at) OVER account AS earlier
        FROM points_entry WHERE customer_id IN {_LOOKED_AT}
        WINDOW account AS (PARTITION BY customer_id ORDER BY id)
    )
    WHERE (:since = 0 OR sale_id > :since)
      AND (running < 0 OR running <> balance OR at < earlier)
"""

_LOTS: Final = """
    SELECT 'lot ' || lot.entry_id || ' of customer ' || lot.customer_id || ': ' || lot.points
           || ' points, ' || coalesce(used.points, 0) || ' used, ' || lot.points_left || ' left'
    FROM points_lot lot
    JOIN points_entry entry ON entry.id = lot.entry_id
    LEFT JOIN (SELECT lot_id, sum(points) AS points FROM points_use GROUP BY lot_id) used
        ON used.lot_id = lot.entry_id
    WHERE (:since = 0 OR entry.sale_id > :since)
      AND (lot.points <> entry.points OR lot.customer_id <> entry.customer_id
           OR lot.points - coalesce(used.points, 0) <> lot.points_left)
"""

_BASES: Final = """
    SELECT 'sale ' || sale.id || ': earning base ' || sale.earning_base || ', its lines make '
           || max(coalesce(goods.net, 0) - coalesce(paid.amount, 0), 0)
    FROM sale
    LEFT JOIN (
        SELECT sale_id, sum(net) AS net FROM sale_line
        WHERE sale_id > :since AND earns AND quantity > 0 GROUP BY sale_id
    ) goods ON goods.sale_id = sale.id
    LEFT JOIN (
        SELECT sale_id, sum(amount) AS amount FROM payment
        WHERE sale_id > :since AND method = 'points' AND amount > 0 GROUP BY sale_id
    ) paid ON paid.sale_id = sale.id
    WHERE sale.id > :since AND sale.origin = 'sale'
      AND sale.earning_base <> max(coalesce(goods.net, 0) - coalesce(paid.amount, 0), 0)
"""

_ACCRUALS: Final = """
    WITH ruled AS (
        SELECT sale.id, sale.kind, sale.customer_id, sale.earning_base, sale.points_earned,
            coalesce(
                (SELECT max(version) FROM programme WHERE valid_from = (
                    SELECT max(valid_from) FROM programme WHERE valid_from <= sale.business_day)),
                (SELECT version FROM programme ORDER BY valid_from, version LIMIT 1)
            ) AS version,
            coalesce(
                (SELECT after FROM tier_change
                 WHERE customer_id = sale.customer_id AND sale_id < sale.id
                 ORDER BY sale_id DESC LIMIT 1), 0
            ) AS rank
        FROM sale
        WHERE sale.id > :since AND sale.origin = 'sale' AND sale.kind IN ('sale', 'exchange')
    ),
    due AS (
        SELECT ruled.*, level.multiplier,
               CASE WHEN ruled.customer_id IS NULL THEN 0 ELSE
                   (ruled.earning_base / programme.dong_per_point) * level.multiplier / 10
               END AS points
        FROM ruled
        JOIN programme ON programme.version = ruled.version
        JOIN tier_level level ON level.programme_version = ruled.version
         AND level.rank = min(ruled.rank, (SELECT max(rank) FROM tier_level
                                           WHERE programme_version = ruled.version))
    )
    SELECT 'sale ' || due.id || ': ' || due.points || ' points due (base ' || due.earning_base
           || ', multiplier ' || due.multiplier || '), ' || coalesce(sum(entry.points), 0)
           || ' given in ' || count(entry.id) || ' lines, ' || due.points_earned || ' on the sale'
    FROM due LEFT JOIN points_entry entry ON entry.sale_id = due.id AND entry.kind = 'earn'
    GROUP BY due.id
    HAVING coalesce(sum(entry.points), 0) <> due.points
        OR (due.kind = 'sale' AND due.points_earned <> due.points)
        OR count(entry.id) <> (due.points > 0)
        OR sum(entry.base <> due.earning_base OR entry.multiplier <> due.multiplier
               OR entry.programme_version <> due.version
               OR entry.customer_id <> due.customer_id) > 0
"""

_STRANGERS_EARNINGS: Final = """
    SELECT 'points line ' || entry.id || ' belongs to ' || sale.origin || ' ' || sale.id
    FROM points_entry entry JOIN sale ON sale.id = entry.sale_id
    WHERE sale.id > :since AND sale.origin <> 'sale'
"""

_DEBTS: Final = """
    SELECT 'customer ' || debt.customer_id || ': ' || debt.paid || ' of the points owed are paid, '
           || coalesce(repaid.points, 0) || ' were taken for it'
    FROM (SELECT customer_id, sum(points - points_left) AS paid FROM points_debt
          GROUP BY customer_id) debt
    LEFT JOIN (SELECT customer_id, -sum(points) AS points FROM points_entry WHERE kind = 'repay'
               GROUP BY customer_id) repaid ON repaid.customer_id = debt.customer_id
    WHERE debt.paid <> coalesce(repaid.points, 0) AND :since >= 0
"""

_TAKEN_BACK: Final = """
    WITH documents AS (
        SELECT original_id, sale.id, -sum(line.net * line.earns) AS net
        FROM sale JOIN sale_line line ON line.sale_id = sale.id AND line.quantity < 0
        WHERE original_id IS NOT NULL AND sale.origin = 'sale' GROUP BY sale.id
    ),
    back AS (
        SELECT original_id, max(documents.id) AS latest, sum(net) AS net,
               sum(coalesce((
                   SELECT sum(coalesce(debt.points, 0) - entry.points)
                   FROM points_entry entry LEFT JOIN points_debt debt ON debt.entry_id = entry.id
                   WHERE entry.sale_id = documents.id AND entry.kind = 'reverse_earn'), 0))
               AS points
        FROM documents GROUP BY original_id
    ),
    due AS (
        SELECT back.*,
               (SELECT coalesce(sum(points), 0) FROM points_entry
                WHERE sale_id = original_id AND kind = 'earn') AS earned,
               (SELECT sum(net * earns) FROM sale_line
                WHERE sale_id = original_id AND quantity > 0) AS whole
        FROM back WHERE latest > :since
    )
    SELECT 'sale ' || original_id || ': ' || earned || ' points given, goods of ' || net || ' of '
           || whole || ' are back, ' || points || ' points taken back'
    FROM due
    WHERE points <> CASE WHEN whole = 0 THEN 0
                         ELSE (2 * earned * net + whole) / (2 * whole) END
"""

_REDEMPTIONS: Final = """
    SELECT 'sale ' || sale.id || ': ' || sale.points_redeemed || ' points, '
           || coalesce(spent.points, 0) || ' in the ledger, ' || coalesce(paid.points, 0)
           || ' in payments worth ' || coalesce(paid.amount, 0)
    FROM sale
    LEFT JOIN (
        SELECT entry.sale_id, -sum(entry.points) AS points,
               -sum(entry.points * programme.dong_of_point) AS worth,
               count(*) AS lines, max(entry.customer_id) AS customer_id
        FROM points_entry entry JOIN programme ON programme.version = entry.programme_version
        WHERE entry.sale_id > :since AND entry.kind = 'redeem' GROUP BY entry.sale_id
    ) spent ON spent.sale_id = sale.id
    LEFT JOIN (
        SELECT sale_id, sum(points) AS points, sum(amount) AS amount
        FROM payment WHERE sale_id > :since AND method = 'points' GROUP BY sale_id
    ) paid ON paid.sale_id = sale.id
    WHERE sale.id > :since AND sale.origin = 'sale' AND sale.kind = 'sale'
      AND (sale.points_redeemed <> coalesce(spent.points, 0)
           OR sale.points_redeemed <> coalesce(paid.points, 0)
           OR coalesce(spent.worth, 0) <> coalesce(paid.amount, 0)
           OR spent.lines > 1 OR spent.customer_id <> sale.customer_id)
"""

_GIVEN_BACK: Final = """
    SELECT 'sale ' || sale.id || ': ' || -sale.points_redeemed || ' points given back, '
           || coalesce(home.points, 0) || ' in the ledger, payments are worth '
           || coalesce(paid.amount, 0)
    FROM sale
    LEFT JOIN (
        SELECT sale_id, sum(points) AS points FROM points_entry
        WHERE kind = 'reverse_redeem' GROUP BY sale_id
    ) home ON home.sale_id = sale.id
    LEFT JOIN (
        SELECT sale_id, sum(points) AS points, sum(amount) AS amount FROM payment
        WHERE method = 'points' GROUP BY sale_id
    ) paid ON paid.sale_id = sale.id
    LEFT JOIN points_entry spent ON spent.sale_id = sale.original_id AND spent.kind = 'redeem'
    LEFT JOIN programme ON programme.version = spent.programme_version
    WHERE sale.id > :since AND sale.origin = 'sale' AND sale.kind <> 'sale'
      AND (sale.points_redeemed <> -coalesce(home.points, 0)
           OR sale.points_redeemed <> coalesce(paid.points, 0)
           OR coalesce(paid.amount, 0)
              <> sale.points_redeemed * coalesce(programme.dong_of_point, 0))
    UNION ALL
    SELECT 'sale ' || original.id || ': ' || original.points_redeemed || ' points paid, '
           || -sum(back.points_redeemed) || ' were given back'
    FROM sale original JOIN sale back ON back.original_id = original.id
    WHERE back.origin = 'sale'
    GROUP BY original.id
    HAVING max(back.id) > :since AND -sum(back.points_redeemed) > max(original.points_redeemed, 0)
"""

_USES: Final = """
    SELECT 'points line ' || entry.id || ': ' || -entry.points || ' points spent, '
           || coalesce(sum(used.points), 0) || ' taken from lots'
    FROM points_entry entry
    LEFT JOIN points_use used ON used.entry_id = entry.id
    LEFT JOIN points_lot lot ON lot.entry_id = used.lot_id
    WHERE entry.kind IN ('redeem', 'repay', 'reverse_earn', 'reverse_redeem')
      AND entry.sale_id > :since
    GROUP BY entry.id
    HAVING coalesce(sum(used.points), 0) <> -entry.points
        OR sum(lot.customer_id <> entry.customer_id) > 0
"""

_EXPIRED: Final = """
    SELECT 'points line ' || entry.id || ': lot ' || lot.entry_id || ' ended on ' || lot.expires_on
    FROM points_entry entry
    JOIN sale ON sale.id = entry.sale_id
    JOIN points_use used ON used.entry_id = entry.id
    JOIN points_lot lot ON lot.entry_id = used.lot_id
    WHERE entry.kind = 'redeem' AND sale.id > :since AND lot.expires_on < sale.business_day
"""

_ORDER: Final = """
    SELECT 'points line ' || entry.id || ': lot ' || lot.entry_id || ' was used before lot '
           || sooner.entry_id
    FROM points_entry entry
    JOIN sale ON sale.id = entry.sale_id
    JOIN points_use used ON used.entry_id = entry.id
    JOIN points_lot lot ON lot.entry_id = used.lot_id
    JOIN points_lot sooner ON sooner.customer_id = entry.customer_id
     AND sooner.entry_id < entry.id
     AND coalesce(sooner.expires_on, '9999-12-31') >= sale.business_day
     AND (coalesce(sooner.expires_on, '9999-12-31'), sooner.entry_id)
         < (coalesce(lot.expires_on, '9999-12-31'), lot.entry_id)
    WHERE entry.kind = 'redeem' AND sale.id > :since
      AND used.points > 0
      AND sooner.points_left + (
          SELECT coalesce(sum(later.points), 0) FROM points_use later
          WHERE later.lot_id = sooner.entry_id AND later.entry_id > entry.id) > 0
"""

_VISITS: Final = f"""
    SELECT 'customer ' || account.customer_id || ': ' || account.spent || ' spent on '
           || account.visits || ' days, sales make ' || coalesce(sum(sale.net), 0) || ' on '
           || count(DISTINCT CASE WHEN sale.kind = 'sale' THEN sale.business_day END)
    FROM account LEFT JOIN sale ON sale.customer_id = account.customer_id
    WHERE account.customer_id IN {_LOOKED_AT}
    GROUP BY account.customer_id
    HAVING account.spent <> coalesce(sum(sale.net), 0)
        OR account.visits
           <> count(DISTINCT CASE WHEN sale.kind = 'sale' THEN sale.business_day END)
        OR account.last_sale_at IS NOT max(CASE WHEN sale.kind = 'sale' THEN sale.sold_at END)
"""


_PURCHASES: Final = text(f"""
    SELECT sale.customer_id, sale.id, sale.business_day, sale.net,
           original.business_day AS reverses
    FROM sale LEFT JOIN sale original ON original.id = sale.original_id
    WHERE sale.origin = 'sale' AND sale.customer_id IN (
        SELECT customer_id FROM sale
        WHERE origin = 'sale' AND net > 0 AND customer_id IN {_LOOKED_AT}
        GROUP BY customer_id HAVING sum(net) >= :least)
    ORDER BY sale.customer_id, sale.id
""").columns(business_day=Date, net=MoneyColumn, reverses=Date)
_RISES: Final = text(f"""
    SELECT customer_id, sale_id, before, after, qualifying, programme_version FROM tier_change
    WHERE customer_id IN {_LOOKED_AT} ORDER BY id
""").columns(qualifying=MoneyColumn)
_RANKED: Final = text(f"""
    SELECT customer_id, tier, tier_since FROM account
    WHERE (tier <> 0 OR customer_id IN (SELECT customer_id FROM tier_change))
      AND customer_id IN {_LOOKED_AT}
""").columns(tier_since=Date)


def _tiers(session: Session, scope: Scope) -> Iterator[str]:
    """Compares tiers and rises with a replay of each customer's documents.

    Only who ever bought for the lowest threshold is replayed; nobody else may have a tier.
    """
    versions = programmes(session)
    thresholds = [tier.threshold.dong for one in versions.values() for tier in one.tiers[1:]]
    ranked = {row.customer_id: row for row in session.execute(_RANKED, {"since": scope.since})}
    written = _written_rises(session, scope)
    bought = {"least": min(thresholds, default=LARGEST), "since": scope.since}
    rows = session.execute(_PURCHASES, bought)
    for customer_id, documents in groupby(rows, key=attrgetter("customer_id")):
        purchases = [Purchase(row.id, row.business_day, row.net, row.reverses) for row in documents]
        rises = replay(purchases, in_force(versions))
        account = ranked.pop(customer_id, None)
        if rises != written.get(customer_id, []):
            yield f"customer {customer_id}: the rises written are not those of the sales"
        if _held(account) != _reached(rises, purchases):
            yield f"customer {customer_id}: tier {_held(account)[0]} is not that of the sales"
    for customer_id in ranked:
        yield f"customer {customer_id}: a tier or a rise without the sales for it"


def _written_rises(session: Session, scope: Scope) -> dict[int, list[Rise]]:
    written: defaultdict[int, list[Rise]] = defaultdict(list)
    for row in session.execute(_RISES, {"since": scope.since}):
        rise = Rise(row.sale_id or 0, row.before, row.after, row.qualifying, row.programme_version)
        written[row.customer_id].append(rise)
    return written


def _held(account: Row[*tuple[Any, ...]] | None) -> tuple[int, date | None]:
    """Tier and its first day; the lowest tier has no day of its own."""
    return (account.tier, account.tier_since) if account and account.tier else (0, None)


def _reached(rises: list[Rise], purchases: list[Purchase]) -> tuple[int, date | None]:
    if not rises:
        return 0, None
    days = {purchase.sale_id: purchase.day for purchase in purchases}
    return rises[-1].after, days[rises[-1].sale_id]


CHECKS = (
    Check(9, N_("Điểm của khách là tổng các dòng và các lô điểm"), finder(_BALANCES)),
    Check(9, N_("Số dư ở mỗi dòng là tổng tới dòng đó, không bao giờ âm"), finder(_PREFIXES)),
    Check(9, N_("Phần còn lại của lô điểm là phần chưa dùng"), finder(_LOTS)),
    Check(9, N_("Tiền mua và số lần ghé là của các phiếu của khách"), finder(_VISITS)),
    Check(
        10, N_("Tiền được tích điểm là tiền hàng được tích, trừ phần trả bằng điểm"), finder(_BASES)
    ),
    Check(10, N_("Mỗi phiếu tích điểm một lần, đúng chương trình và hạng"), finder(_ACCRUALS)),
    Check(10, N_("Phiếu nhập vào không đụng tới điểm"), finder(_STRANGERS_EARNINGS)),
    Check(10, N_("Điểm bị thu lại một lần, phần thiếu ghi nợ"), finder(_DEBTS, _TAKEN_BACK)),
    Check(11, N_("Điểm đã dùng được hoàn một lần khi trả hàng"), finder(_GIVEN_BACK)),
    Check(11, N_("Điểm đã dùng là điểm đã trả, đúng giá trị"), finder(_REDEMPTIONS)),
    Check(11, N_("Điểm đã dùng lấy từ lô điểm của chính khách đó"), finder(_USES)),
    Check(
        11,
        N_("Không dùng điểm hết hạn, điểm hết hạn trước được dùng trước"),
        finder(_EXPIRED, _ORDER),
    ),
    Check(12, N_("Hạng khách khớp các phiếu, mỗi lần lên hạng một dòng"), _tiers),
)
