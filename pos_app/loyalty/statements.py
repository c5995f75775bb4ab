"""The statements of a settlement, built once: a sale at the till waits for nothing else here."""

from __future__ import annotations

from typing import Final, cast

from sqlalchemy import (
    Select,
    Table,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    update,
)

from pos_app.basics.money import ZERO, Money
from pos_app.models.base import MoneyColumn
from pos_app.models.loyalty import (
    Account,
    PointsDebt,
    PointsEntry,
    PointsLot,
    PointsUse,
    TierChange,
)
from pos_app.models.sales import Sale
from pos_app.store.prepared import Prepared, adding

_ACCOUNT: Final = cast(Table, Account.__table__)
_ENTRY: Final = cast(Table, PointsEntry.__table__)
_LOT: Final = cast(Table, PointsLot.__table__)
_USE: Final = cast(Table, PointsUse.__table__)
_DEBT: Final = cast(Table, PointsDebt.__table__)
_SALE: Final = cast(Table, Sale.__table__)
_COUNTED: Final = _SALE.alias("counted")
_REVERSED: Final = _SALE.alias("reversed")

_counted_on = func.coalesce(_REVERSED.c.business_day, _COUNTED.c.business_day)

SPENT_IN_WINDOW: Final[Select[Money]] = (
    select(func.coalesce(func.sum(_COUNTED.c.net), literal(ZERO, MoneyColumn())))
    .select_from(_COUNTED.outerjoin(_REVERSED, _REVERSED.c.id == _COUNTED.c.original_id))
    .where(
        _COUNTED.c.customer_id == bindparam("who"),
        _COUNTED.c.origin == "sale",
        _COUNTED.c.id != bindparam("this_sale"),
        _COUNTED.c.business_day >= bindparam("first"),
        _counted_on.between(bindparam("first"), bindparam("day")),
    )
)
"""Net of a customer's own sales by business day, returns by the day of the sale they reverse."""

LOOK = Prepared(
    select(
        _ACCOUNT.c.points,
        _ACCOUNT.c.tier,
        _ACCOUNT.c.tier_since,
        case(
            (_ACCOUNT.c.tier >= bindparam("top"), literal(ZERO, MoneyColumn())),
            else_=SPENT_IN_WINDOW.scalar_subquery(),
        ).label("spent"),
        select(func.coalesce(func.sum(_DEBT.c.points_left), 0))
        .where(_DEBT.c.customer_id == bindparam("who"), _DEBT.c.points_left > 0)
        .scalar_subquery()
        .label("owed"),
        select(_ENTRY.c.at)
        .where(_ENTRY.c.customer_id == bindparam("who"))
        .order_by(_ENTRY.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("latest"),
        exists()
        .where(
            _SALE.c.customer_id == bindparam("who"),
            _SALE.c.business_day == bindparam("day"),
            _SALE.c.kind == "sale",
            _SALE.c.id != bindparam("this_sale"),
        )
        .label("was_here"),
    ).where(_ACCOUNT.c.customer_id == bindparam("who"))
)

SETTLE = Prepared(
    update(_ACCOUNT)
    .where(_ACCOUNT.c.customer_id == bindparam("who"), _ACCOUNT.c.points >= bindparam("redeemed"))
    .values(
        points=_ACCOUNT.c.points - bindparam("redeemed") + bindparam("gained"),
        tier=bindparam("rank"),
        tier_since=bindparam("since"),
        spent=_ACCOUNT.c.spent + bindparam("net", type_=MoneyColumn),
        visits=_ACCOUNT.c.visits + bindparam("new_visits"),
        last_sale_at=case(
            (_ACCOUNT.c.last_sale_at > bindparam("at"), _ACCOUNT.c.last_sale_at),
            else_=bindparam("at", type_=_ACCOUNT.c.last_sale_at.type),
        ),
    )
    .returning(_ACCOUNT.c.points)
)
USABLE_LOTS = Prepared(
    select(_LOT.c.entry_id, _LOT.c.points_left)
    .where(
        _LOT.c.customer_id == bindparam("who"),
        _LOT.c.points_left > 0,
        or_(_LOT.c.expires_on.is_(None), _LOT.c.expires_on >= bindparam("day")),
    )
    .order_by(_LOT.c.expires_on.is_(None), _LOT.c.expires_on, _LOT.c.entry_id)
)
DRAW = Prepared(
    update(_LOT)
    .where(_LOT.c.entry_id == bindparam("lot"))
    .values(points_left=_LOT.c.points_left - bindparam("taken"))
)
DEBTS = Prepared(
    select(_DEBT.c.entry_id, _DEBT.c.points_left)
    .where(_DEBT.c.customer_id == bindparam("who"), _DEBT.c.points_left > 0)
    .order_by(_DEBT.c.entry_id)
)
PAY = Prepared(
    update(_DEBT)
    .where(_DEBT.c.entry_id == bindparam("debt"))
    .values(points_left=_DEBT.c.points_left - bindparam("taken"))
)
ADD_ENTRY = Prepared(adding(_ENTRY))
ADD_LOT = Prepared(adding(_LOT))
ADD_USE = Prepared(adding(_USE))
ADD_RISE = Prepared(adding(cast(Table, TierChange.__table__)))

RECOUNT = text(
    "UPDATE account SET"
    " spent = (SELECT COALESCE(SUM(net), 0) FROM sale WHERE customer_id = account.customer_id),"
    " visits = (SELECT COUNT(DISTINCT business_day) FROM sale"
    "  WHERE customer_id = account.customer_id AND kind = 'sale'),"
    " last_sale_at = (SELECT MAX(sold_at) FROM sale"
    "  WHERE customer_id = account.customer_id AND kind = 'sale')"
    " WHERE customer_id IN (SELECT customer_id FROM sale WHERE id > :after)"
)
