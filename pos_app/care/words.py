"""How a task reads in the queue: headline, second line, label and clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pos_app.basics.clock import near_day_text, shop_day, time_text
from pos_app.basics.i18n import N_, _, ngettext
from pos_app.care.rules import (
    BIG_BASKET,
    FIRST_PURCHASE,
    NEW_NUMBER,
    PASSED_AWAY,
    REPORT_PROBLEM,
    TIER_UP,
    Family,
    Kind,
    Rule,
)

HEADLINES: Final = {
    FIRST_PURCHASE.code: N_("{who}: khách mới"),
    BIG_BASKET.code: N_("{who}: vừa mua đơn lớn"),
    TIER_UP.code: N_("{who} lên hạng {tier}"),
    REPORT_PROBLEM.code: N_("{who}: có chuyện chưa vừa ý"),
    PASSED_AWAY.code: N_("{who} đã mất"),
    NEW_NUMBER.code: N_("{who}: điện thoại hay tắt"),
}
DETAILS: Final = {
    FIRST_PURCHASE.code: N_("Viết thiệp cảm ơn lần mua đầu"),
    BIG_BASKET.code: N_("Gọi hỏi dùng có ổn không"),
    TIER_UP.code: N_("Chúc mừng và đưa thẻ mới"),
    REPORT_PROBLEM.code: N_("Chủ xem và trả lời khách"),
    PASSED_AWAY.code: N_("Mọi việc chăm sóc đã dừng, chủ lo phần chia buồn"),
    NEW_NUMBER.code: N_("Hỏi số mới khi khách ghé quầy"),
}
LABELS: Final = {
    FIRST_PURCHASE.code: N_("Cảm ơn"),
    BIG_BASKET.code: N_("Hỏi thăm"),
    TIER_UP.code: N_("Lên hạng"),
    REPORT_PROBLEM.code: N_("Báo chủ"),
    PASSED_AWAY.code: N_("Báo chủ"),
    NEW_NUMBER.code: N_("Hỏi số"),
}
FAMILIES: Final = {
    Family.OWNER: N_("Báo chủ"),
    Family.CONGRATULATE: N_("Chúc mừng"),
    Family.CHECK_IN: N_("Hỏi thăm"),
    Family.THANK: N_("Cảm ơn"),
    Family.ASK: N_("Hỏi khách"),
}
SOON: Final = timedelta(hours=2)


def family_name(family: Family) -> str:
    """The filter's word for a family of rules."""
    return _(FAMILIES[family])


def headline(rule: Rule, who: str, tier: str) -> str:
    """Who, and what happened."""
    return _(HEADLINES[rule.code]).format(who=who, tier=tier)


def detail(rule: Rule) -> str:
    """What is to be done."""
    return _(DETAILS[rule.code])


def label(rule: Rule) -> str:
    """The chip's word."""
    return _(LABELS[rule.code])


@dataclass(frozen=True, slots=True)
class DueText:
    """The row's clock: its words, and whether they say that it is late."""

    text: str
    late: bool = False


def due_text(due_at: datetime, now: datetime, *, to_the_hour: bool) -> DueText:
    """trễ 0:26, còn 1:14, 16:00, hôm nay, mai, 24/11.

    `to_the_hour`: somebody waits for that hour; otherwise the day is what counts.
    """
    days = (shop_day(due_at) - shop_day(now)).days
    if days < 0 and not (to_the_hour and now - due_at < timedelta(hours=24)):
        return DueText(
            ngettext("trễ {count} ngày", "trễ {count} ngày", -days).format(count=-days), late=True
        )
    if to_the_hour and due_at < now:
        return DueText(_("trễ {time}").format(time=_span(now - due_at)), late=True)
    if to_the_hour and due_at - now <= SOON:
        return DueText(_("còn {time}").format(time=_span(due_at - now)))
    if days <= 0:
        return DueText(time_text(due_at) if to_the_hour else _("hôm nay"))
    return DueText(_("mai") if days == 1 else near_day_text(shop_day(due_at), shop_day(now)))


def until_text(moment: datetime, now: datetime) -> str:
    """17:00 today, "9:00 mai" tomorrow, "9:00 24/11" later."""
    days = (shop_day(moment) - shop_day(now)).days
    if days <= 0:
        return time_text(moment)
    if days == 1:
        return _("{time} mai").format(time=time_text(moment))
    return f"{time_text(moment)} {near_day_text(shop_day(moment), shop_day(now))}"


def exact(rule: Rule, set_for: datetime | None) -> bool:
    """Whether a task is due at an hour and not just on a day."""
    return rule.kind is Kind.OWNER or set_for is not None


def _span(span: timedelta) -> str:
    hours, minutes = divmod(span // timedelta(minutes=1), 60)
    return f"{hours}:{minutes:02d}"
