"""What may be said for a task: the shipped templates, filled for one customer by one speaker.

The words are those of the shop's language: Vietnamese with the customer's form of address, or
English for a shop that speaks English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pos_app.basics.assets import asset
from pos_app.basics.clock import near_day_text, shop_day
from pos_app.basics.i18n import _, language
from pos_app.basics.text import given_name
from pos_app.care.messages import Template, fill
from pos_app.care.rules import MessageClass
from pos_app.care.tasks import Task
from pos_app.customers import address
from pos_app.customers.records import Customer
from pos_app.loyalty.points import TENTHS, times
from pos_app.loyalty.programmes import current_programme
from pos_app.models.sales import Sale, SaleLine
from pos_app.models.shop import ShopInfo, Staff
from pos_app.shop.staff import Role

THANK_YOU: Final = "thiep_cam_on"

_BOUGHT = (
    select(Sale.business_day, SaleLine.name)
    .join(SaleLine, SaleLine.sale_id == Sale.id)
    .where(Sale.id == bindparam("sale"))
    .order_by(SaleLine.net.desc(), SaleLine.position)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class ThankYou:
    """The words of a thank-you card; `message` keeps its line breaks."""

    address: str
    salutation: str
    message: str
    signature: str


@cache
def templates(code: str) -> Mapping[str, Template]:
    """Every shipped template of a language, by its code."""
    shipped = json.loads(asset("templates", f"care_{code}.json").read_text("utf-8"))
    return {
        each["code"]: Template(
            each["code"],
            each["form"],
            MessageClass(each["message_class"]),
            each["title"],
            each["text"],
        )
        for each in shipped["templates"]
    }


@cache
def counter_lines(code: str) -> Mapping[str, str]:
    """What is said to a customer at the counter, by its code, in a language."""
    shipped = json.loads(asset("templates", f"counter_{code}.json").read_text("utf-8"))
    lines: dict[str, str] = shipped["lines"]
    return lines


def greeting(
    session: Session, code: str, customer: Customer, task: Task | None, today: date
) -> str:
    """The line to begin with, about a task that waits for the customer or about nothing."""
    about = {**_purchase(session, task, today), **_rise(session, task)} if task else {}
    values = {**address.fields(customer.form, customer.given), **about}
    return fill(counter_lines(language())[code], values)


def script(
    session: Session, task: Task, customer: Customer, today: date, staff: int | None = None
) -> tuple[str, ...]:
    """What may be said, a paragraph each; nothing for tasks that need no words."""
    if not task.rule.script:
        return ()
    said = _said(session, task.rule.script, task, customer, today, staff)
    return tuple(paragraph for paragraph in said.split("\n") if paragraph)


def thank_you(session: Session, task: Task, customer: Customer, today: date) -> ThankYou:
    """The card that goes with a task, signed by the owner."""
    return ThankYou(
        address=address.written_to(customer.form, customer.given),
        salutation=customer.form.xung_ho,
        message=_said(session, THANK_YOU, task, customer, today),
        signature=_owner(session),
    )


def _said(
    session: Session,
    code: str,
    task: Task,
    customer: Customer,
    today: date,
    staff: int | None = None,
) -> str:
    values = {
        **address.fields(customer.form, customer.given),
        **_shop(session, staff),
        **_purchase(session, task, today),
        **_rise(session, task),
    }
    return fill(templates(language())[code].text, values)


def _shop(session: Session, staff: int | None) -> dict[str, str]:
    speaker = None
    if staff is not None:
        speaker = session.scalars(select(Staff.name).where(Staff.id == staff)).one()
    return {
        "cua_hang": session.scalars(select(ShopInfo.name)).one(),
        "nhan_vien": given_name(speaker) if speaker else _("nhân viên"),
    }


def _purchase(session: Session, task: Task, today: date) -> dict[str, str]:
    """Day and main item of the sale that it is about."""
    bought = session.execute(_BOUGHT, {"sale": task.sale_id}).one_or_none()
    if bought is None:
        return {}
    return {
        "ngay_mua": near_day_text(bought.business_day, today),
        "mon_chinh": bought.name,
    }


def _rise(session: Session, task: Task) -> dict[str, str]:
    """The tier that was reached and what it gives."""
    if "after" not in task.facts:
        return {}
    tier = current_programme(session, shop_day(task.planned_at)).tier(task.facts["after"])
    gain = (
        _("tích điểm nhân {times}").format(times=times(tier.multiplier))
        if tier.multiplier > TENTHS
        else _("tích điểm mỗi lần mua")
    )
    return {"hang_moi": tier.title, "quyen_loi": gain}


def _owner(session: Session) -> str:
    name = session.scalars(
        select(Staff.name).where(Staff.role == Role.OWNER).order_by(Staff.id).limit(1)
    ).one()
    return given_name(name)
