"""What the till says of a customer in five seconds: two rows and one line, fit to be read aloud."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy import event

from pos_app.basics.i18n import use_language
from pos_app.basics.money import Money
from pos_app.care.brief import Basket, Briefing, BriefRow, Subject
from pos_app.care.outcomes import Outcome
from pos_app.customers.address import Form
from pos_app.models.care import CareTask
from tests.care_shop import THAO, CareShop


def subjects(briefing: Briefing) -> list[Subject]:
    return [row.subject for row in briefing.rows]


def test_of_somebody_new_there_is_only_a_greeting(shop: CareShop) -> None:
    ngoc, stranger = shop.enrol(), shop.enrol("Lan", "0902222222", Form.QUY_KHACH)
    assert shop.brief.of(ngoc.id) == Briefing("Dạ em chào chị Ngọc.", ())
    assert shop.brief.of(stranger.id).greeting == "Dạ em chào quý khách."


def test_nobody_is_briefed_about_nobody(shop: CareShop) -> None:
    with pytest.raises(LookupError):
        shop.brief.of(10**6)


def test_what_waits_is_handed_over_at_the_next_visit(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.sell(customer)
    shop.deliver()
    assert shop.brief.of(customer.id).rows == (), "the card is not yet written"
    shop.pass_days()
    (row,) = shop.brief.of(customer.id).rows
    note = shop.only_task("first_purchase")
    assert row == BriefRow(
        Subject.THANK_YOU,
        "Thiệp cảm ơn",
        "In ra và đưa tận tay",
        "Đã đưa",
        note.id,
        Outcome.HANDED_OVER,
    )
    greeting = shop.brief.of(customer.id).greeting
    assert greeting == "Dạ em chào chị Ngọc, bên em gửi chị tấm thiệp cảm ơn ạ."
    assert row.task_id is not None
    assert row.outcome is not None
    shop.queue.close(THAO, row.task_id, row.outcome)
    assert shop.brief.of(customer.id).rows == ()


def test_a_new_card_is_given_at_once(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.sell(customer, 6_000_000)
    shop.deliver()
    briefing = shop.brief.of(customer.id)
    assert briefing.rows[0].title == "Thẻ mới hạng Thân thiết"
    assert briefing.greeting == ("Dạ chúc mừng chị Ngọc lên hạng Thân thiết, em gửi chị thẻ mới ạ.")
    use_language("en")
    assert shop.brief.of(customer.id).greeting.startswith("Congratulations Ngọc")


def test_a_complaint_comes_first_and_nothing_is_sold_beside_it(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.sell(customer, 5_900_000)
    shop.deliver()
    card = shop.only_task("tier_up")
    assert Subject.TIER_NEAR in subjects(shop.brief.of(customer.id))
    shop.queue.close(THAO, card.id, Outcome.PROBLEM, "Sữa cận hạn")
    briefing = shop.brief.of(customer.id, Basket(Money(5_000_000)))
    assert subjects(briefing) == [Subject.PROBLEM]
    assert "Sữa" not in briefing.rows[0].title + briefing.rows[0].detail
    assert briefing.greeting.startswith("Dạ em chào chị Ngọc, chuyện lần trước bên em đang lo")


def test_at_most_two_rows_the_promised_before_the_remembered(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.sell(customer, 5_900_000)
    shop.deliver()
    shop.till.directory.note(THAO, customer.id, "Thích tã không hương. Gói riêng đồ lạnh.")
    shop.pass_days()
    assert subjects(shop.brief.of(customer.id)) == [Subject.THANK_YOU, Subject.NEW_CARD]
    for task in shop.tasks():
        shop.queue.close(THAO, task.id, Outcome.HANDED_OVER)
    briefing = shop.brief.of(customer.id)
    assert subjects(briefing) == [Subject.REMEMBER, Subject.TIER_NEAR]
    assert briefing.rows[0].title == "Thích tã không hương. Gói riêng đồ lạnh."


@pytest.mark.parametrize(
    ("spent", "due", "title"),
    [
        (0, 0, None),
        (0, 1_000_000, None),
        (0, 1_800_000, "Thêm 200.000\u00a0₫ là lên hạng Quen mặt"),
        (0, 1_799_999, None),
        (0, 2_000_000, "Đơn này lên hạng Quen mặt"),
        (1_500_000, 0, "Thêm 500.000\u00a0₫ là lên hạng Quen mặt"),
        (1_500_000, 500_000, "Đơn này lên hạng Quen mặt"),
        (2_100_000, 0, None),
    ],
)
def test_the_next_tier_is_told_when_it_is_near(
    shop: CareShop, spent: int, due: int, title: str | None
) -> None:
    """Near: a tenth of the threshold is missing, or no more than a usual visit's sum."""
    customer = shop.enrol()
    if spent:
        shop.sell(customer, spent)
    rows = shop.brief.of(customer.id, Basket(Money(due))).rows
    told = [row.title for row in rows if row.subject in (Subject.TIER_NEAR, Subject.TIER_REACHED)]
    assert told == ([title] if title else [])


def test_the_highest_tier_has_no_next(shop: CareShop) -> None:
    customer = shop.enrol()
    shop.sell(customer, 15_000_000)
    assert shop.brief.of(customer.id, Basket(Money(5_000_000))).rows == ()


def test_who_is_to_be_rung_is_asked_at_the_counter(shop: CareShop) -> None:
    task = shop.called()
    briefing = shop.brief.of(task.customer_id)
    (row,) = [row for row in briefing.rows if row.subject is Subject.CHECK_IN]
    assert (row.title, row.action, row.task_id) == ("Hỏi thăm đơn mua hôm 26/11", "Đã hỏi", task.id)
    assert briefing.greeting == "Dạ em chào chị Ngọc, hàng hôm 26/11 dùng có ổn không ạ?"


def test_it_names_the_day_of_the_sale_however_late_the_task_was_made(shop: CareShop) -> None:
    customer = shop.regular()
    shop.sell(customer, 900_000)
    shop.pass_days(2)
    shop.deliver()
    shop.pass_days()
    titles = [row.title for row in shop.brief.of(customer.id).rows]
    assert "Hỏi thăm đơn mua hôm 26/11" in titles


def test_who_asked_to_be_left_alone_is_only_greeted(shop: CareShop) -> None:
    task = shop.called()
    shop.queue.close(THAO, task.id, Outcome.DECEASED)
    assert Subject.CHECK_IN not in subjects(shop.brief.of(task.customer_id))


def test_a_dead_number_is_asked_about(shop: CareShop) -> None:
    task = shop.called()
    for _ in range(3):
        closed, _ = shop.queue.close(THAO, task.id, Outcome.SWITCHED_OFF)
        shop.clock.moment = closed.due_at or shop.clock.now()
    (row,) = shop.brief.of(task.customer_id).rows
    ask = shop.tasks(CareTask.rule == "new_number")[0]
    assert (row.subject, row.task_id, row.outcome) == (
        Subject.NEW_NUMBER,
        ask.id,
        Outcome.SOLVED,
    )


def test_it_asks_the_file_a_dozen_times_and_not_once_a_task(shop: CareShop) -> None:
    """Five milliseconds are a question of how often it asks."""
    customer = shop.regular()
    few = statements(shop, customer.id)
    shop.be_at(time(10))
    for _ in range(6):
        shop.sell(customer, 900_000)
    shop.deliver()
    shop.pass_days()
    many = statements(shop, customer.id)
    assert few <= 6
    assert many <= 15


def statements(shop: CareShop, customer_id: int) -> int:
    asked: list[str] = []
    event.listen(shop.database.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    shop.brief.of(customer_id, Basket(Money(100_000)))
    return len(asked)
