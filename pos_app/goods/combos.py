"""Combos: goods sold as one, which take their parts off the shelf."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from pos_app.basics.i18n import _
from pos_app.goods.sheets import Part
from pos_app.goods.units import Misfit
from pos_app.models.goods import ComboPart, Product, StockLevel


def parts_of(session: Session, combo_id: int) -> tuple[Part, ...]:
    """What one of the combo holds."""
    rows = session.execute(
        select(ComboPart.product_id, ComboPart.quantity, Product.name, Product.unit)
        .join(Product, Product.id == ComboPart.product_id)
        .where(ComboPart.combo_id == combo_id)
        .order_by(Product.folded, Product.id)
    )
    return tuple(Part(row.product_id, row.name, row.unit, row.quantity) for row in rows)


def write(session: Session, combo_id: int, parts: Sequence[Part]) -> None:
    """Makes these the parts; Misfit for a combo inside a combo, which has no end."""
    ids = [part.product_id for part in parts]
    if len(set(ids)) < len(ids):
        raise Misfit("parts", _("Món này đã có trong bộ. Sửa số lượng của nó."))
    nested = select(ComboPart.combo_id).where(ComboPart.combo_id.in_(ids))
    inside = select(ComboPart.combo_id).where(ComboPart.product_id == combo_id)
    if combo_id in ids or session.scalar(nested) is not None:
        raise Misfit("parts", _("Trong bộ không có bộ khác."))
    if parts and session.scalar(inside) is not None:
        raise Misfit("parts", _("Món này đang nằm trong một bộ, nên không thể là bộ."))
    sold = select(StockLevel.sold).where(StockLevel.product_id == combo_id)
    if session.scalar(sold):
        raise Misfit("parts", _("Món này đã bán nên không đổi thành phần. Thêm bộ mới."))
    session.execute(delete(ComboPart).where(ComboPart.combo_id == combo_id))
    if parts:
        session.execute(
            insert(ComboPart),
            [
                {"combo_id": combo_id, "product_id": part.product_id, "quantity": part.quantity}
                for part in parts
            ],
        )
