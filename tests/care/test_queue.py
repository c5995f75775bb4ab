"""The queue as staff live with it: what is first, who has it, what is late, what is dropped."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy import select, update

from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.errors import BadInput, NotAllowed, Stale
from pos_app.basics.i18n import use_language
from pos_app.care import tasks, values, views, words
from pos_app.care.outcomes import Outcome
from pos_app.care.rules import Family
from pos_app.customers.address import Form
from pos_app.customers.consent import Answer, Channel, Purpose
from pos_app.models.care import CareTask
from pos_app.models.journal import JournalEntry
from pos_app.models.shop import Staff
from tests.care_shop import MAI, THAO, CareShop


def gate_moments(shop: CareShop) -> list[str]:
    return [row.due.text for row in shop.queue.today()]


def test_a_new_customer_who_rises_makes_two_rows(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    (card,) = shop.queue.today()
    assert card.headline == "Chị Nguyễn Thị Hồng Ngọc lên hạng Thân thiết"
    assert (card.detail, card.label, card.due.text) == (
        "Chúc mừng và đưa thẻ mới",
        "Lên hạng",
        "hôm nay",
    )
    shop.pass_days()
    rows = shop.queue.today()
    assert [(row.label, row.due.text, row.due.late) for row in rows] == [
        ("Lên hạng", "trễ 1 ngày", True),
        ("Cảm ơn", "mai", False),
    ]
    assert rows[1].headline == "Chị Nguyễn Thị Hồng Ngọc: khách mới"


def test_counts_stand_above_the_queue(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    shop.pass_days()
    counts = shop.queue.counts()
    assert (counts.waiting, counts.done, counts.late) == (2, 0, 1)
    assert counts.families == {Family.CONGRATULATE: 1, Family.THANK: 1}
    shop.queue.close(THAO, shop.only_task("tier_up").id, Outcome.HANDED_OVER)
    counts = shop.queue.counts()
    assert (counts.waiting, counts.done, counts.late) == (1, 1, 0)
    shop.pass_days()
    assert shop.queue.counts().done == 0, "done today"


def test_the_filter_shows_one_family(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    shop.pass_days()
    assert [row.rule for row in shop.queue.today(Family.THANK)] == ["first_purchase"]
    assert shop.queue.today(Family.OWNER) == []


def test_who_spent_more_comes_first_among_equals(shop: CareShop) -> None:
    small, large = shop.enrol("Lê Văn Tám", "0901111111"), shop.enrol("Bà Sáu", "0902222222")
    shop.sell(small, 2_000_000)
    shop.sell(large, 5_900_000)
    shop.deliver()
    assert [row.customer_id for row in shop.queue.today()] == [large.id, small.id]


def test_a_task_says_everything_about_itself(shop: CareShop) -> None:
    task = shop.called()
    view = shop.queue.task(task.id, THAO)
    assert view.title == "Chị Nguyễn Thị Hồng Ngọc: vừa mua đơn lớn"
    assert view.phone == "0901 234 567"
    assert view.reason.startswith("Mua 900.000\u00a0₫ hôm 26/11, phiếu 0000")
    assert view.tier == "Mới quen"
    assert view.calling is not None
    assert view.calling.allowed
    assert view.script[0] == (
        "Dạ em chào chị Ngọc, em là Thảo bên Tạp hóa Cô Mai. Chị có tiện nghe máy một phút không ạ?"
    )
    assert view.script[1] == "Dạ hôm 26/11 chị lấy Vé giữ xe, dùng có ổn không ạ?"
    assert [button.key for button in view.outcomes] == [1, 2, 3, 4, 5, 6, 7, 0, 0, 0]
    assert [choice.label for choice in view.later] == [
        "17:00 nay",
        "Sáng mai",
        "Khi khách ghé quầy",
    ]
    assert view.sale_uid
    assert view.stop == ""
    use_language("en")
    assert shop.queue.task(task.id, THAO).script[0].startswith("Hello Ngọc, this is Thảo from")


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (time(8, 30), "Gọi được sau 09:00"),
        (time(12), "Gọi được sau 14:00"),
        (time(18), "Gọi được sau 09:00 mai"),
    ],
)
def test_calls_wait_for_their_hours(shop: CareShop, at: time, reason: str) -> None:
    task = shop.called()
    shop.be_at(at)
    calling = shop.queue.task(task.id).calling
    assert calling is not None
    assert (calling.allowed, calling.reason) == (False, reason)


def test_the_hour_a_customer_asked_for_is_kept(shop: CareShop) -> None:
    task = shop.called()
    evening = shop.clock.now() + timedelta(hours=8)
    shop.queue.close(THAO, task.id, Outcome.CALL_BACK, at=evening)
    calling = shop.queue.task(task.id).calling
    assert calling is not None
    assert calling.reason == "Gọi được sau 18:00"
    assert gate_moments(shop) == ["18:00"]
    shop.clock.moment = evening - timedelta(minutes=74)
    assert gate_moments(shop) == ["còn 1:14"]
    shop.clock.moment = evening + timedelta(minutes=26)
    calling = shop.queue.task(task.id).calling
    assert calling is not None
    assert calling.allowed
    assert gate_moments(shop) == ["trễ 0:26"]


def test_a_customer_at_the_counter_is_marked(shop: CareShop) -> None:
    task = shop.called()
    assert not shop.queue.today()[0].at_counter
    shop.till.order(("Nước suối", 1), customer=task.customer_id)
    assert shop.queue.today()[0].at_counter
    assert shop.queue.task(task.id).at_counter.startswith("Đơn ")


def test_a_task_belongs_to_one_person_at_a_time(shop: CareShop) -> None:
    task = shop.called()
    view, changes = shop.queue.claim(THAO, task.id)
    assert (view.state, changes) == ("claimed", Changes.CARE)
    assert shop.queue.today()[0].taken_by == "Thảo"
    with pytest.raises(Stale, match="Thảo đang làm việc này"):
        shop.queue.claim(MAI, task.id)
    with pytest.raises(Stale, match="Thảo"):
        shop.queue.close(MAI, task.id, Outcome.SOLVED)
    assert shop.attempts(task.id) == [], "what was refused left nothing"
    shop.queue.claim(THAO, task.id)
    shop.clock.advance(tasks.LEASE + timedelta(seconds=1))
    assert shop.queue.today()[0].taken_by == "", "whoever walks away loses it"
    shop.queue.close(MAI, task.id, Outcome.SOLVED)
    with pytest.raises(Stale, match="đã xong"):
        shop.queue.close(THAO, task.id, Outcome.SOLVED)
    assert len(shop.attempts(task.id)) == 1


def test_care_needs_the_right_to_it(shop: CareShop) -> None:
    task = shop.called()
    with shop.database.transaction() as session:
        session.add(Staff(id=9, name="Người đã nghỉ", role="cashier", active=False))
    gone = Actor(staff=9, counter=1)
    for refused in (
        lambda: shop.queue.claim(gone, task.id),
        lambda: shop.queue.close(gone, task.id, Outcome.SOLVED),
        lambda: shop.queue.later(gone, task.id, None),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert shop.only_task("big_basket").state == "ready"


def test_what_does_not_fit_is_refused_and_changes_nothing(shop: CareShop) -> None:
    task = shop.called()
    now = shop.clock.now()
    with pytest.raises(BadInput, match="không hợp"):
        shop.queue.close(THAO, task.id, Outcome.HANDED_OVER)
    with pytest.raises(BadInput, match="Chưa chọn giờ"):
        shop.queue.close(THAO, task.id, Outcome.CALL_BACK)
    with pytest.raises(BadInput, match="đã qua"):
        shop.queue.close(THAO, task.id, Outcome.CALL_BACK, at=now)
    with pytest.raises(BadInput, match="sớm hơn"):
        shop.queue.close(THAO, task.id, Outcome.CALL_BACK, at=now + timedelta(days=91))
    with pytest.raises(BadInput, match="đã qua"):
        shop.queue.later(THAO, task.id, now)
    with pytest.raises(BadInput, match="chỉ để được đến 2/12\\."):
        shop.queue.later(THAO, task.id, now + timedelta(days=6))
    with pytest.raises(LookupError):
        shop.queue.task(10**6)
    with pytest.raises(LookupError):
        shop.queue.claim(THAO, 10**6)
    assert shop.only_task("big_basket").state == "ready"
    assert shop.attempts(task.id) == []


def test_later_puts_off_until_then_or_until_the_next_visit(shop: CareShop) -> None:
    task = shop.called()
    tomorrow = shop.queue.task(task.id).later[1]
    shop.queue.later(THAO, task.id, tomorrow.at)
    assert gate_moments(shop) == ["mai"]
    closed, _ = shop.queue.later(THAO, task.id, None)
    assert shop.queue.today() == [], "only the customer's own visit brings it back"
    assert closed.due_at == shop.only_task("big_basket").late_after
    assert [tried.outcome for tried in shop.attempts(task.id)] == ["put_off", "put_off"]
    assert shop.only_task("big_basket").attempts == 0


def test_a_returned_sale_needs_no_care(shop: CareShop) -> None:
    """Asked again at the moment of acting: the list may have been open for an hour."""
    sale = shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    card = shop.only_task("tier_up")
    assert len(shop.queue.today()) == 1
    shop.give_back(sale.id)
    assert shop.queue.today() == []
    assert shop.queue.task(card.id).stop == "Khách đã trả lại hàng."
    view, _ = shop.queue.claim(THAO, card.id)
    assert (view.state, view.stop) == ("rejected", "Khách đã trả lại hàng.")
    assert (shop.only_task("tier_up").state, shop.only_task("tier_up").outcome) == (
        "rejected",
        "returned",
    )


def test_what_was_said_on_a_call_that_was_not_needed_any_more_is_kept(shop: CareShop) -> None:
    task = shop.called()
    shop.give_back(task.sale_id or 0)
    closed, _ = shop.queue.close(THAO, task.id, Outcome.SOLVED, "Khách đã trả rồi")
    assert (closed.state, closed.message) == ("rejected", "Khách đã trả lại hàng.")
    assert shop.attempts(task.id)[0].note == "Khách đã trả rồi"


def test_who_began_in_time_may_finish(shop: CareShop) -> None:
    task = shop.called()
    shop.queue.claim(THAO, task.id)
    shop.give_back(task.sale_id or 0)
    closed, _ = shop.queue.close(THAO, task.id, Outcome.SOLVED)
    assert closed.state == "done"


def test_but_nobody_is_rung_again_for_a_returned_sale(shop: CareShop) -> None:
    task = shop.called()
    shop.queue.claim(THAO, task.id)
    shop.give_back(task.sale_id or 0)
    closed, _ = shop.queue.close(THAO, task.id, Outcome.NO_ANSWER)
    assert (closed.state, closed.outcome) == ("rejected", "returned")


def test_a_withdrawn_consent_stops_queued_work_at_once(shop: CareShop) -> None:
    task = shop.called()
    no = Answer(Purpose.ORDER, Channel.CALL, granted=False)
    shop.till.directory.consent(THAO, task.customer_id, no)
    assert shop.queue.today() == []
    view = shop.queue.task(task.id)
    assert view.calling is not None
    assert (view.stop, view.calling.allowed) == ("Khách chưa đồng ý cho việc này.", False)


def test_the_sweep_closes_what_nobody_did(shop: CareShop) -> None:
    shop.sell(shop.enrol(), 6_000_000)
    shop.deliver()
    assert shop.queue.sweep() == (0, Changes.NOTHING)
    shop.pass_days(10)
    assert shop.queue.today()[0].rule == "tier_up", "the note's week is over"
    assert shop.queue.sweep() == (1, Changes.CARE)
    note = shop.only_task("first_purchase")
    assert (note.state, note.outcome, note.closed_by) == ("expired", "late", None)
    assert shop.queue.sweep() == (0, Changes.NOTHING)
    with shop.database.reading() as session:
        closed = session.scalars(
            select(JournalEntry.staff_id).where(JournalEntry.kind == "task.closed")
        ).all()
    assert closed == [None]


def test_nothing_done_late_counts_as_done(shop: CareShop) -> None:
    task = shop.called()
    shop.clock.advance(timedelta(days=6))
    closed, _ = shop.queue.close(THAO, task.id, Outcome.SOLVED)
    assert (closed.state, closed.message) == ("expired", "Đã quá hạn, để lần sau.")
    assert shop.queue.counts().done == 0


def test_but_a_customers_own_wish_is_kept_even_then(shop: CareShop) -> None:
    task = shop.called()
    shop.clock.advance(timedelta(days=6))
    wish = shop.clock.now() + timedelta(hours=3)
    assert shop.queue.close(THAO, task.id, Outcome.CALL_BACK, at=wish)[0].state == "ready"


def test_a_thank_you_card_is_signed_by_the_owner(shop: CareShop) -> None:
    shop.sell(shop.enrol())
    shop.deliver()
    card = shop.queue.thank_you(shop.only_task("first_purchase").id)
    assert (card.address, card.salutation, card.signature) == ("chị Ngọc", "chị", "Mai")
    assert card.message == (
        "Cảm ơn chị đã ghé Tạp hóa Cô Mai hôm 21/11.\n\n"
        "Chúc chị luôn khỏe, gia đình đầm ấm.\n"
        "Có gì chưa vừa ý, chị cứ nói thẳng với chúng em nhé."
    )


@pytest.mark.parametrize("form", Form)
def test_every_form_of_address_can_be_thanked(shop: CareShop, form: Form) -> None:
    shop.sell(shop.enrol(form=form), 6_000_000)
    shop.deliver()
    for task in shop.tasks():
        assert shop.queue.task(task.id, THAO).script
        assert shop.queue.thank_you(task.id).message


def test_families_and_rules_have_their_words() -> None:
    assert {words.family_name(family) for family in Family}
    assert words.HEADLINES.keys() == words.DETAILS.keys() == words.LABELS.keys()


def test_values_are_taken_once_a_day(shop: CareShop) -> None:
    customer = shop.enrol()
    ranks = values.Values()
    day = shop.clock.now().date()
    with shop.database.reading() as session:
        assert ranks.of(session, [], day) == {}
        assert ranks.of(session, [customer.id], day) == {customer.id: 500}
    shop.sell(customer)
    with shop.database.reading() as session:
        assert ranks.of(session, [customer.id], day) == {customer.id: 500}, "nobody to compare with"
        assert ranks.of(session, [customer.id], day + timedelta(days=1)) == {customer.id: 0}


def test_in_a_large_shop_a_few_stand_for_all(shop: CareShop) -> None:
    people = [shop.enrol(f"Khách {n}", f"09012345{n:02d}") for n in range(40)]
    for place, person in enumerate(people):
        shop.sell(person, 10_000 * (place + 1))
    day, wanted = shop.clock.now().date(), [person.id for person in people]
    with shop.database.reading() as session:
        exact = values.Values().of(session, wanted, day)
        spread = values.Values(sample=10).of(session, wanted, day)
    assert [exact[each] for each in wanted] == [25 * place for place in range(40)]
    assert len(set(spread.values())) in (10, 11), "ten of them were read"
    assert all(abs(spread[each] - exact[each]) <= 100 for each in wanted)


def test_the_file_of_a_customer_shows_their_own_work(shop: CareShop) -> None:
    ngoc, lan = shop.enrol(), shop.enrol("Lan", "0902222222")
    for each in (ngoc, lan):
        shop.sell(each, 6_000_000)
    shop.deliver()
    shop.pass_days()
    mine = shop.queue.of_customer(lan.id)
    assert [(row.customer_id, row.rule) for row in mine] == [
        (lan.id, "tier_up"),
        (lan.id, "first_purchase"),
    ]
    assert mine == [row for row in shop.queue.today() if row.customer_id == lan.id]


def test_an_evening_offers_no_evening(shop: CareShop) -> None:
    task = shop.called()
    shop.be_at(time(17))
    assert [each.label for each in shop.queue.task(task.id).later] == [
        "Sáng mai",
        "Khi khách ghé quầy",
    ]
    assert time(17) == views.EVENING


def test_a_late_promise_of_another_day_counts_days(shop: CareShop) -> None:
    task = shop.called()
    with shop.database.transaction() as session:
        session.execute(
            update(CareTask)
            .where(CareTask.id == task.id)
            .values(late_after=task.due_at + timedelta(days=90))
        )
    shop.pass_days(3)
    assert gate_moments(shop) == ["trễ 3 ngày"]
