"""A cart as JSON and back: what a draft's row holds."""

from __future__ import annotations

import json
from dataclasses import astuple
from functools import lru_cache
from typing import Any, Final

from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity
from pos_app.payments.tenders import Method, Tender
from pos_app.selling.cart import (
    Buyer,
    Cart,
    CartLine,
    Delivery,
    Discount,
    DiscountKind,
    PriceSource,
    Ware,
)
from pos_app.store.canonical import digest

Body = dict[str, Any]

KEPT_LINES: Final = 2_000
"""Lines whose words are kept: those of every open cart, and to spare."""


def encode(cart: Cart) -> str:
    """Everything but what the row's own columns say: key, code, position, customer, due time."""
    head = {
        "label": cart.label,
        "note": cart.note,
        "next": cart.next_line,
        "discount": _discount(cart.discount),
    }
    lines = ",".join(map(_line, cart.lines))
    tail = {
        "tenders": [_tender(tender) for tender in cart.tenders],
        "delivery": _delivery(cart.delivery),
        "buyer": None if cart.buyer is None else astuple(cart.buyer),
    }
    return f'{_written(head)[:-1]},"lines":[{lines}],{_written(tail)[1:]}'


def request_hash(cart: Cart, due: Money) -> str:
    """Tells a retry from another order under the same key: what is asked to be completed."""
    return digest([encode(cart), due.dong, cart.customer_id], "")


def decode(body: str, cart: Cart) -> Cart:
    """`cart`, which has the row's columns, filled with the body."""
    told: Body = json.loads(body)
    return Cart(
        key=cart.key,
        code=cart.code,
        position=cart.position,
        held=cart.held,
        customer_id=cart.customer_id,
        revision=cart.revision,
        label=told["label"],
        note=told["note"],
        next_line=told["next"],
        discount=_read_discount(told["discount"]),
        lines=tuple(map(_read_line, told["lines"])),
        tenders=tuple(map(_read_tender, told["tenders"])),
        due_at=cart.due_at,
        delivery=_read_delivery(told.get("delivery")),
        buyer=Buyer(*told["buyer"]) if told.get("buyer") else None,
    )


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _written(body: Body) -> str:
    return _JSON.encode(body)


def _discount(discount: Discount | None) -> list[str | int] | None:
    return None if discount is None else [discount.kind.value, discount.value]


def _read_discount(told: list[Any] | None) -> Discount | None:
    return None if told is None else Discount(DiscountKind(told[0]), told[1])


@lru_cache(maxsize=KEPT_LINES)
def _line(line: CartLine) -> str:
    """Written once: a draft is saved at every change, and all its other lines are as they were."""
    ware = line.ware
    body = {
        "key": line.key,
        "ware": [
            ware.product_id,
            ware.name,
            ware.barcode,
            ware.unit,
            ware.factor,
            ware.by_weight,
            ware.vat_rate,
            ware.earns,
        ],
        "quantity": line.quantity.thousandths,
        "price": line.unit_price.dong,
        "source": line.price_source.value,
        "discount": _discount(line.discount),
        "list": None if line.list_price is None else line.list_price.dong,
        "reason": line.reason,
        "note": line.note,
        "lot": line.lot_id,
    }
    return _written(body)


def _read_line(told: Body) -> CartLine:
    return CartLine(
        key=told["key"],
        ware=Ware(*told["ware"]),
        quantity=Quantity(told["quantity"]),
        unit_price=Money(told["price"]),
        price_source=PriceSource(told["source"]),
        discount=_read_discount(told["discount"]),
        list_price=None if told.get("list") is None else Money(told["list"]),
        reason=told.get("reason", ""),
        note=told.get("note", ""),
        lot_id=told.get("lot"),
    )


def _delivery(delivery: Delivery | None) -> Body | None:
    if delivery is None:
        return None
    return {
        "recipient": delivery.recipient,
        "phone": delivery.phone,
        "address": delivery.address,
        "carrier": delivery.carrier_id,
        "fee": delivery.fee.dong,
    }


def _read_delivery(told: Body | None) -> Delivery | None:
    if told is None:
        return None
    return Delivery(
        told["recipient"], told["phone"], told["address"], told["carrier"], Money(told["fee"])
    )


def _tender(tender: Tender) -> Body:
    return {
        "method": tender.method.value,
        "amount": tender.amount.dong,
        "tendered": tender.tendered.dong,
        "points": tender.points,
        "reference": tender.reference,
        "transfer": tender.transfer_uid,
    }


def _read_tender(told: Body) -> Tender:
    return Tender(
        method=Method(told["method"]),
        amount=Money(told["amount"]),
        tendered=Money(told["tendered"]),
        points=told["points"],
        reference=told["reference"],
        transfer_uid=told["transfer"],
    )
