"""The care page as whoever is on duty uses it: keys and touches on the real page."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.basics.changes import Changes
from pos_app.basics.clock import SHOP_ZONE
from pos_app.care.outcomes import PUT_OFF, Outcome, State
from pos_app.customers.consent import Answer, Channel, Purpose
from pos_app.ui.care.care_page import SETTLING_MS, TICK_MS
from pos_app.ui.care.keys import CHOOSE
from pos_app.ui.care.outcomes_view import HEIGHT, LOW, GraveButton
from pos_app.ui.care.queue_view import FOLD_MS
from pos_app.ui.care.script_view import CLOSE_LINE, EDGE
from pos_app.ui.printers import folder
from pos_app.ui.theme import px
from tests.ui.care_shop import (
    MAI,
    NGOC,
    SAU,
    THAO,
    TUAN,
    CareCounter,
    CareShop,
    care_counter,
    care_shop,
    cared_shop_file,
    opened_counter,
    stocked_shop_file,
)
from tests.ui.keys import press, show_active, type_text

__all__ = ["care_counter", "care_shop", "cared_shop_file", "stocked_shop_file"]

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PATIENCE = 5_000
CALL, NOTE, CARD = "big_basket", "first_purchase", "tier_up"
ALT_KEYS = {number: getattr(Qt.Key, f"Key_{number}") for number in range(8)}


class Screen:
    """The page in front, and what is read from it."""

    def __init__(self, counter: CareCounter) -> None:
        self.counter = counter
        self.shop = counter.shop
        counter.window.open("care")
        self.page = counter.care
        self.view = counter.care.view
        self.work = counter.care.view.work

    def choose(self, rule: str, who: tuple[str, str, object] = TUAN) -> int:
        """Walks down the queue to a piece of work; its id."""
        wanted = self.shop.row(rule, who).id  # type: ignore[arg-type]
        for _ in self.view.queue.rows():
            if self.task_id() == wanted:
                return wanted
            press(Qt.Key.Key_Down)
        while self.task_id() != wanted:
            press(Qt.Key.Key_Up)
        return wanted

    def task_id(self) -> int:
        return self.view.queue.rows()[self.view.queue.current_row()].id

    def listed(self) -> list[int]:
        return [row.id for row in self.view.queue.rows()]

    def settle(self) -> None:
        """Until the row is gone and the next task takes keys."""
        QTest.qWait(max(SETTLING_MS, FOLD_MS) + 60)

    def alt(self, number: int) -> None:
        press(ALT_KEYS[number], ALT)

    def asks_when(self) -> bool:
        return self.work.later.asking

    def title(self) -> str:
        return self.page.bar.second.text()

    def told_keys(self) -> set[str]:
        """The keys that the hint bar or the list of keys offers."""
        told = self.page.keys()
        return {key.sequence for key in told}

    def filters(self) -> list[str]:
        chips = self.view.filters.chips()
        return [
            f"{chip.text()} {chip.accessibleDescription()}" for chip in chips if chip.isVisible()
        ]


@pytest.fixture
def screen(care_counter: CareCounter) -> Screen:
    return Screen(care_counter)


def at(day: int, clock: time) -> datetime:
    return datetime.combine(datetime(2026, 11, day).date(), clock, SHOP_ZONE).astimezone(UTC)  # noqa: DTZ001 - a day of the story


# the queue


def test_the_top_says_what_waits_what_is_done_and_what_is_late(screen: Screen) -> None:
    assert screen.title() == "8 việc còn lại · 0 đã xong · 5 trễ"
    assert screen.filters() == ["Tất cả 8", "Chúc mừng 3", "Hỏi thăm 2", "Cảm ơn 3"]


def test_arrows_walk_through_the_queue_and_show_each_task(screen: Screen) -> None:
    seen = []
    for place in range(len(screen.listed())):
        assert screen.view.queue.current_row() == place
        seen.append((screen.work.head.name.text(), screen.work.reason.title.text()))
        press(Qt.Key.Key_Down)

    assert len(set(seen)) == len(seen)
    assert ("Anh Lê Minh Tuấn", "Gọi hỏi dùng có ổn không") in seen
    assert ("Chị Nguyễn Thị Hồng Ngọc", "Chúc mừng và đưa thẻ mới") in seen


def test_a_filter_shows_one_family_and_leaves_when_it_is_empty(screen: Screen) -> None:
    calls = screen.view.filters.chips()[3]
    QTest.mouseClick(calls, Qt.MouseButton.LeftButton)
    assert calls.isChecked()
    assert len(screen.listed()) == 2

    for _ in range(2):
        screen.alt(1)
        screen.settle()

    assert screen.filters() == ["Tất cả 6", "Chúc mừng 3", "Cảm ơn 3"]
    assert screen.view.filters.value() is None
    assert len(screen.listed()) == 6


def test_who_stands_at_the_counter_is_said_in_the_row(screen: Screen) -> None:
    ngoc = screen.shop.known(NGOC)
    assert not any(row.at_counter for row in screen.view.queue.rows())

    screen.shop.serve(ngoc)
    screen.counter.window.changed(Changes.CARTS)

    rows = screen.view.queue.rows()
    assert {row.customer_id for row in rows if row.at_counter} == {ngoc.id}
    screen.choose(CARD, NGOC)
    assert screen.work.head.standing.text().endswith("đang ở quầy, Đơn 1")


# calling


def test_a_call_shows_the_number_large_and_takes_the_task(screen: Screen) -> None:
    task = screen.choose(CALL)
    assert screen.work.start.main.text() == "Gọi anh Tuấn"
    assert not screen.work.start.in_hand.isVisible()

    press(Qt.Key.Key_F9)

    assert screen.work.start.in_hand.number.text() == "0912 345 678"
    assert not screen.work.start.main.isVisible()
    taken = {row.id: row.taken_by for row in screen.view.queue.rows()}
    assert taken[task] == "Thảo"
    assert sum(1 for name in taken.values() if name) == 1


def test_looking_at_a_task_does_not_take_it(screen: Screen) -> None:
    screen.choose(CALL)
    screen.choose(NOTE)

    assert not any(row.taken_by for row in screen.shop.services.care.today())


def test_the_number_goes_to_the_clipboard(screen: Screen) -> None:
    screen.choose(CALL)
    QGuiApplication.clipboard().setText("cũ")

    press(Qt.Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == "0912345678"
    assert screen.counter.toast() == "Đã chép số 0912 345 678"
    assert screen.work.start.in_hand.isVisible()


def test_who_stands_at_the_counter_is_answered_there_or_rung_all_the_same(screen: Screen) -> None:
    screen.shop.serve(screen.shop.known(TUAN))
    screen.counter.window.changed(Changes.CARTS)
    screen.choose(CALL)
    start = screen.work.start
    assert (start.main.text(), start.ring.text()) == ("Trả lời tại quầy", "Gọi anh Tuấn")

    press(Qt.Key.Key_F9)
    assert start.in_hand.words.text() == "Đang nói chuyện tại quầy, Đơn 1"
    assert not start.in_hand.copy.isVisible()

    press(Qt.Key.Key_F8)
    assert start.in_hand.number.text() == "0912 345 678"


def test_at_noon_nobody_is_rung_and_the_button_says_from_when(screen: Screen) -> None:
    screen.shop.be_at(at=time(12))
    screen.choose(CALL)
    screen.counter.window.changed(Changes.CARE)
    QGuiApplication.clipboard().setText("cũ")

    for key in (Qt.Key.Key_F9, Qt.Key.Key_F8):
        press(key)
    press(Qt.Key.Key_C, CTRL)

    assert screen.work.start.main.reason() == "Gọi được sau 14:00"
    assert not screen.work.start.in_hand.isVisible()
    assert QGuiApplication.clipboard().text() == "cũ"
    assert not any(row.taken_by for row in screen.shop.services.care.today())


def test_the_button_comes_alive_when_the_hour_comes(screen: Screen, qtbot: QtBot) -> None:
    screen.shop.be_at(at=time(13, 59))
    screen.choose(CALL)
    screen.counter.window.changed(Changes.CARE)
    assert screen.work.start.main.reason()

    screen.shop.be_at(at=time(14))
    screen.page._tick.setInterval(10)
    assert TICK_MS <= 60_000

    qtbot.waitUntil(lambda: not screen.work.start.main.reason())


def test_a_task_that_somebody_else_is_doing_is_theirs(screen: Screen) -> None:
    task = screen.choose(CALL)
    screen.shop.services.care.claim(MAI, task)

    press(Qt.Key.Key_F9)

    assert screen.work.banner.label.text() == (
        "Trần Thị Mai đang làm việc này. Chọn việc khác hoặc đợi một lát."
    )
    assert not screen.work.start.in_hand.isVisible()


def test_a_no_given_meanwhile_stops_the_call_before_it_is_made(screen: Screen) -> None:
    task = screen.choose(CALL)
    refusal = Answer(Purpose.ORDER, Channel.CALL, granted=False)
    screen.shop.services.directory.consent(THAO, screen.shop.known(TUAN).id, refusal)

    press(Qt.Key.Key_F9)

    assert screen.work.banner.label.text() == "Khách chưa đồng ý cho việc này."
    assert screen.work.head.name.text() == "Anh Lê Minh Tuấn"
    assert not screen.work.start.buttons.isVisible()
    assert not screen.work.outcomes.isVisible()
    assert screen.shop.services.care.task(task).state is State.REJECTED


def test_outcomes_stand_as_drawn(screen: Screen) -> None:
    screen.choose(CALL)
    QTest.qWait(10)
    buttons = screen.work.outcomes.buttons
    assert [button.text() for button in buttons.values()] == [
        "Đã giải quyết",
        "Không nghe máy",
        "Hẹn lại",
        "Sai số",
        "Khách từ chối",
        "Không gọi nữa",
        "Báo chủ",
    ]
    rows = [[number for number in buttons if buttons[number].y() == y] for y in (0, 52, 104)]
    assert rows == [[1, 2, 3], [4, 5, 6], [7]]


def test_the_words_are_those_of_whoever_is_on_duty(screen: Screen) -> None:
    screen.choose(CALL)
    press(Qt.Key.Key_F9)
    assert "em là Thảo bên Tạp hóa Cô Mai" in screen.work.script.words.text()

    people = screen.shop.services.staff.active()
    screen.counter.desk.take_over(next(one for one in people if one.id == MAI.staff))

    assert "em là Mai bên Tạp hóa Cô Mai" in screen.work.script.words.text()
    assert not screen.work.start.in_hand.isVisible()


# outcomes


@pytest.mark.parametrize(
    ("number", "outcome", "state"),
    [
        (1, Outcome.SOLVED, State.DONE),
        (2, Outcome.NO_ANSWER, State.READY),
        (4, Outcome.WRONG_NUMBER, State.DONE),
        (5, Outcome.REFUSED, State.DONE),
        (7, Outcome.PROBLEM, State.DONE),
    ],
)
def test_an_outcome_is_one_key(screen: Screen, number: int, outcome: Outcome, state: State) -> None:
    task = screen.choose(CALL)

    screen.alt(number)
    screen.settle()

    now = screen.shop.services.care.task(task)
    assert now.last is not None
    assert (now.last.outcome, now.state) == (outcome, state)
    assert screen.counter.toast().startswith("Đã ghi: ")
    assert (task in screen.listed()) == (state is State.READY)
    assert screen.task_id() != task


def test_no_answer_says_when_it_comes_back(screen: Screen) -> None:
    screen.choose(CALL)
    screen.alt(2)

    assert screen.counter.toast() == "Đã ghi: Không nghe máy. Gọi lại lúc 09:00 mai."


def test_never_call_again_needs_a_second_press(screen: Screen) -> None:
    task = screen.choose(CALL)
    care = screen.shop.services.care

    screen.alt(6)
    button = screen.work.outcomes.buttons[6]
    assert isinstance(button, GraveButton)
    assert button.asking()
    assert care.task(task).last is None

    screen.alt(6)
    screen.settle()

    assert care.task(task).state is State.DONE
    consents = screen.shop.services.directory.consents(screen.shop.known(TUAN).id)
    assert consents[Purpose.PROMOTION, Channel.CALL] is False


def test_a_first_press_is_forgotten_with_another_task(screen: Screen) -> None:
    screen.choose(CALL)
    screen.alt(6)
    screen.choose(CALL, NGOC)

    button = screen.work.outcomes.buttons[6]
    assert isinstance(button, GraveButton)
    assert not button.asking()


def test_call_back_asks_for_the_hour_first(screen: Screen) -> None:
    task = screen.choose(CALL)

    screen.alt(3)
    assert screen.asks_when()
    assert [chip.text() for chip in screen.work.later.call_back.chips] == [
        "2 giờ nữa",
        "Sáng mai",
        "Tuần sau",
    ]
    type_text("9:00 24/11")
    press(Qt.Key.Key_Return)

    assert screen.counter.toast() == "Đã ghi: Hẹn lại. Gọi lại lúc 09:00 24/11."
    screen.settle()
    assert not screen.asks_when()
    now = screen.shop.services.care.task(task)
    assert now.last is not None
    assert (now.last.outcome, now.due.text) == (Outcome.CALL_BACK, "24/11")


def test_call_back_takes_a_chip(screen: Screen) -> None:
    task = screen.choose(CALL)
    screen.alt(3)
    QTest.mouseClick(screen.work.later.call_back.chips[0], Qt.MouseButton.LeftButton)
    screen.settle()

    assert screen.shop.services.care.task(task).due.text == "còn 2:00"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("chieu", "Gõ giờ gọi lại như 17:30, 9:00 mai hoặc 9:00 23/11."),
        ("25:00", "Không có ngày giờ này. Gõ như 17:30 hoặc 9:00 23/11."),
        ("13:00", "Giờ này đã qua. Chọn giờ khác."),
        ("9:00 20/4/2027", "Việc này chỉ để được đến 19/2/2027. Chọn ngày sớm hơn."),
    ],
)
def test_an_hour_that_is_none_is_refused_beside_its_box(
    screen: Screen, typed: str, sentence: str
) -> None:
    task = screen.choose(CALL)
    screen.alt(3)
    type_text(typed)
    press(Qt.Key.Key_Return)

    later = screen.work.later
    assert (later.wrong.text(), later.call_back.box.text()) == (sentence, typed)
    assert later.call_back.box.has_error()
    assert screen.shop.services.care.task(task).last is None


def test_escape_leaves_the_question_then_the_page(screen: Screen) -> None:
    screen.choose(CALL)
    screen.alt(3)

    press(Qt.Key.Key_Escape)
    assert not screen.asks_when()
    assert screen.counter.window.front() == "care"

    press(Qt.Key.Key_Escape)
    assert screen.counter.window.front() == "sell"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_rare_outcomes_stand_under_other(screen: Screen) -> None:
    task = screen.choose(CALL)
    other = screen.work.outcomes.other
    assert other is not None

    press(Qt.Key.Key_0, ALT)
    assert [action.text() for action in other.menu.actions()] == [
        "Tắt máy",
        "Đã mua rồi",
        "Đã mất",
    ]
    QTest.keyClick(other.menu, Qt.Key.Key_Return)
    screen.settle()

    now = screen.shop.services.care.task(task)
    assert now.last is not None
    assert now.last.outcome == Outcome.SWITCHED_OFF


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_death_is_asked_twice_and_stops_everything(screen: Screen) -> None:
    task = screen.choose(CALL)
    other = screen.work.outcomes.other
    assert other is not None
    press(Qt.Key.Key_0, ALT)
    QTest.keyClick(other.menu, Qt.Key.Key_Up)
    QTest.keyClick(other.menu, Qt.Key.Key_Return)
    show_active(screen.counter.window)

    assert other.asking()
    assert screen.shop.services.care.task(task).last is None
    press(Qt.Key.Key_0, ALT)
    screen.settle()

    tuan = screen.shop.known(TUAN).id
    left = [row for row in screen.shop.services.care.today() if row.customer_id == tuan]
    assert [row.rule for row in left] == ["passed_away"]
    screen.choose("passed_away")
    assert not screen.work.start.buttons.isVisible()
    assert list(screen.work.outcomes.buttons) == [1]


def test_a_problem_reaches_the_owner_at_once(screen: Screen) -> None:
    screen.choose(CALL)
    press(Qt.Key.Key_F7)
    type_text("Thùng sữa bị móp")
    press(Qt.Key.Key_Return)
    screen.alt(7)
    screen.settle()

    assert screen.filters()[1] == "Báo chủ 1"
    first = screen.view.queue.rows()[0]
    assert (first.rule, first.due.text) == ("report_problem", "18:06")
    screen.choose("report_problem")
    assert screen.work.reason.note.text() == "Thảo ghi: Thùng sữa bị móp"
    assert [answer.text() for answer in screen.work.outcomes.buttons.values()] == ["Đã giải quyết"]


def test_the_note_is_kept_with_the_outcome(screen: Screen) -> None:
    task = screen.choose(CALL)
    press(Qt.Key.Key_F7)
    type_text("Khách khen gạo thơm")
    press(Qt.Key.Key_Return)
    screen.alt(1)
    screen.settle()

    now = screen.shop.services.care.task(task)
    assert now.last is not None
    assert now.last.note == "Khách khen gạo thơm"
    assert screen.work.note.text() == ""


def test_a_note_waits_for_its_own_task(screen: Screen) -> None:
    screen.choose(CALL)
    press(Qt.Key.Key_F7)
    type_text("dang noi")
    press(Qt.Key.Key_Return)

    screen.choose(CARD)
    assert screen.work.note.text() == ""
    screen.choose(CALL)
    assert screen.work.note.text() == "dang noi"


def test_typing_a_note_survives_what_others_do(screen: Screen) -> None:
    screen.choose(CALL)
    press(Qt.Key.Key_F7)
    type_text("dang")
    screen.shop.serve(screen.shop.known(TUAN))
    screen.counter.window.changed(Changes.CARTS | Changes.CARE)
    type_text(" noi")

    assert screen.work.note.text() == "dang noi"
    assert screen.work.start.main.text() == "Trả lời tại quầy"


# handing over


def test_a_thank_you_card_is_printed_then_handed_over(
    screen: Screen, own_home: Path, qtbot: QtBot
) -> None:
    task = screen.choose(NOTE, NGOC)
    assert screen.work.start.paper.text() == "In thiệp cảm ơn"

    with qtbot.waitSignal(screen.counter.desk.printers.sent, timeout=PATIENCE) as sent:
        press(Qt.Key.Key_P, CTRL)
    assert sent.args is not None
    path = folder() / str(sent.args[0]).removeprefix("Đã lưu ")
    assert "Ngọc" in PdfReader(path).pages[0].extract_text()
    assert next(row for row in screen.view.queue.rows() if row.id == task).taken_by == "Thảo"

    press(Qt.Key.Key_F9)
    assert screen.counter.toast() == "Đã ghi: Đã đưa."
    screen.settle()
    assert task not in screen.listed()
    assert screen.shop.services.care.task(task).state is State.DONE


def test_a_new_card_is_printed_for_a_new_tier(screen: Screen, qtbot: QtBot) -> None:
    screen.choose(CARD, SAU)
    assert screen.work.start.paper.text() == "In thẻ mới"

    with qtbot.waitSignal(screen.counter.desk.printers.sent, timeout=PATIENCE) as sent:
        press(Qt.Key.Key_P, CTRL)

    assert sent.args is not None
    path = folder() / str(sent.args[0]).removeprefix("Đã lưu ")
    assert "Quen mặt" in " ".join(page.extract_text() for page in PdfReader(path).pages)


def test_handing_over_is_the_first_outcome_too(screen: Screen) -> None:
    task = screen.choose(CARD, SAU)
    assert 1 not in screen.work.outcomes.buttons

    screen.alt(1)

    now = screen.shop.services.care.task(task)
    assert now.last is not None
    assert now.last.outcome == Outcome.HANDED_OVER


def test_a_key_pressed_twice_closes_one_task(screen: Screen) -> None:
    screen.choose(NOTE, NGOC)
    before = len(screen.listed())

    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    QTest.qWait(FOLD_MS + 60)
    assert len(screen.listed()) == before - 1
    press(Qt.Key.Key_F9)
    screen.alt(1)
    screen.settle()

    assert len(screen.listed()) == before - 1
    assert not screen.work.banner.isVisible()
    assert screen.shop.services.care.counts().done == 1


def test_nothing_is_printed_for_a_call(screen: Screen) -> None:
    screen.choose(CALL)
    press(Qt.Key.Key_P, CTRL)

    assert not screen.counter.desk.background.busy()
    assert not any(row.taken_by for row in screen.shop.services.care.today())


# later


@pytest.mark.parametrize(
    ("steps", "words", "due"),
    [(1, "17:00 nay", "17:00"), (2, "Sáng mai", "mai"), (3, "Khi khách ghé quầy", "26/11")],
)
def test_a_task_is_put_off_by_keys(screen: Screen, steps: int, words: str, due: str) -> None:
    task = screen.choose(CALL)
    for _ in range(steps):
        press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    screen.settle()

    now = screen.shop.services.care.task(task)
    assert now.last is not None
    assert now.last.outcome == PUT_OFF
    assert screen.counter.toast() == f"Để sau: {words}."
    assert now.due.text.startswith(due)


def test_the_last_try_is_told_with_its_note(screen: Screen) -> None:
    task = screen.choose(CALL)
    press(Qt.Key.Key_F7)
    type_text("may ban")
    press(Qt.Key.Key_Return)
    screen.alt(2)
    screen.settle()

    screen.counter.window.open("care", task)
    assert screen.work.reason.last.text() == (
        "Lần trước: Không nghe máy, “may ban” (Thảo, 21/11 14:06)"
    )
    assert screen.work.note.text() == ""


# ways in and out


def test_another_page_shows_one_task(screen: Screen) -> None:
    task = screen.shop.row(CARD, SAU).id
    screen.counter.window.open("sell")
    QTest.mouseClick(screen.view.filters.chips()[3], Qt.MouseButton.LeftButton)

    screen.counter.window.open("care", task)

    assert screen.task_id() == task
    assert screen.work.head.name.text() == "Bà Phạm Thị Sáu"


def test_a_task_that_is_over_says_so(screen: Screen) -> None:
    task = screen.choose(NOTE, NGOC)
    press(Qt.Key.Key_F9)
    screen.settle()

    screen.counter.window.open("care", task)

    assert screen.work.banner.label.text() == "Việc này đã xong rồi."
    assert not screen.work.outcomes.isVisible()
    assert not screen.work.start.buttons.isVisible()
    press(Qt.Key.Key_F9)
    assert screen.shop.services.care.counts().done == 1


def test_the_file_and_the_receipt_are_one_step_away(screen: Screen) -> None:
    screen.choose(CALL)
    QTest.mouseClick(screen.work.reason.receipt, Qt.MouseButton.LeftButton)
    assert screen.counter.window.front() == "receipts"
    assert screen.counter.subjects("receipts") == [
        screen.shop.services.care.task(screen.shop.row(CALL, TUAN).id).sale_uid
    ]

    screen.counter.window.open("care")
    press(Qt.Key.Key_F4)
    assert screen.counter.window.front() == "customers"
    customer = screen.counter.customers.file.customer
    assert customer is not None
    assert customer.name == TUAN[0]

    press(Qt.Key.Key_Escape)
    assert screen.counter.window.front() == "care"


def test_what_was_done_elsewhere_is_gone_when_one_comes_back(screen: Screen) -> None:
    task = screen.choose(NOTE, NGOC)
    screen.counter.window.open("sell")
    _closed, changes = screen.shop.services.care.close(THAO, task, Outcome.HANDED_OVER)
    screen.counter.desk.tell(changes)

    screen.counter.window.open("care")

    assert task not in screen.listed()
    assert screen.work.banner.isHidden()


def test_when_all_is_done_it_says_how_many(screen: Screen) -> None:
    for row in screen.shop.services.care.today():
        outcome = Outcome.SOLVED if row.kind == "call" else Outcome.HANDED_OVER
        _closed, changes = screen.shop.services.care.close(THAO, row.id, outcome)
        screen.counter.desk.tell(changes)

    assert screen.view.empty.title.text() == "Xong hết rồi. Hôm nay đã chăm 8 khách."
    assert screen.view.empty.isVisible()
    assert not screen.work.isVisible()
    assert screen.title() == "0 việc còn lại · 8 đã xong"
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F8, Qt.Key.Key_F6, Qt.Key.Key_F4):
        press(key)
    assert screen.counter.window.front() == "care"
    assert screen.told_keys() == {"Esc"}
    assert [key.sequence for key in screen.counter.window.hints.fitting()] == ["Esc"]


def test_only_keys_that_do_something_are_told(screen: Screen) -> None:
    screen.choose(CALL)
    assert {
        CHOOSE,
        "F6",
        "F7",
        "F8",
        "F9",
        "Ctrl+C",
        "Alt+1",
        "Alt+6",
        "Alt+0",
    } <= screen.told_keys()
    assert "Ctrl+P" not in screen.told_keys()
    screen.choose(NOTE)
    assert {"F8", "Ctrl+C", "Alt+2"}.isdisjoint(screen.told_keys())
    assert {"F9", "Ctrl+P", "Alt+1"} <= screen.told_keys()
    screen.choose(CALL)
    screen.shop.be_at(at=time(12))
    screen.counter.window.changed(Changes.CARE)
    assert {"F8", "F9", "Ctrl+C"}.isdisjoint(screen.told_keys()), "nobody is rung at noon"


def test_the_page_is_calm_before_the_shop_is_open(qapp: QApplication, care_shop: CareShop) -> None:
    with opened_counter(qapp, care_shop) as counter:
        counter.desk._services = None
        counter.window.open("care")
        for key in (Qt.Key.Key_F9, Qt.Key.Key_F6, Qt.Key.Key_F7):
            press(key)
        counter.window.grab()
        assert counter.care.view.queue.rows() == ()

        counter.desk.open(care_shop.services, THAO.staff)
        assert len(counter.care.view.queue.rows()) == 8


def test_a_script_that_is_long_is_read_on_by_keys(screen: Screen) -> None:
    screen.counter.window.resize(1366, 600)
    QTest.qWait(20)
    screen.choose(CALL)
    QTest.qWait(20)
    bar = screen.work.script.verticalScrollBar()
    assert bar.maximum() > 0

    press(Qt.Key.Key_Down, CTRL)
    assert bar.value() > 0
    press(Qt.Key.Key_Up, CTRL)
    assert bar.value() == 0


@pytest.mark.parametrize(
    ("percent", "height", "lines"), [(100, 768, 7), (100, 720, 4), (130, 768, 4)]
)
def test_a_call_keeps_its_words_in_sight(
    qapp: QApplication, care_shop: CareShop, percent: int, height: int, lines: int
) -> None:
    with opened_counter(qapp, care_shop, size=percent) as counter:
        counter.window.resize(1366, height)
        screen = Screen(counter)
        screen.choose(CALL)
        press(Qt.Key.Key_F9)
        QTest.qWait(30)
        work = screen.work

        assert work.script.height() >= min(work.script.whole(), lines * px(CLOSE_LINE) + EDGE)
        grid = [work.outcomes.buttons[key].geometry() for key in (1, 2, 3)]
        assert len({place.top() for place in grid}) == 1, "three beside each other"
        assert all(button.height() >= 40 for button in work.outcomes.buttons.values())


def test_short_words_leave_the_outcomes_as_drawn(screen: Screen) -> None:
    screen.counter.window.resize(1366, 700)
    QTest.qWait(20)
    screen.choose(CALL)
    QTest.qWait(20)
    heights = {button.height() for button in screen.work.outcomes.buttons.values()}
    screen.choose(CARD)
    QTest.qWait(20)
    assert screen.work.ending.title.isVisible()
    drawn = {button.height() for button in screen.work.outcomes.buttons.values()}
    assert (heights, drawn) == ({LOW}, {HEIGHT})


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("percent", "width"), [(100, 1366), (100, 1280), (130, 1366)])
def test_it_fits_the_screens_it_is_made_for(
    qapp: QApplication, care_shop: CareShop, look: str, percent: int, width: int
) -> None:
    with opened_counter(qapp, care_shop, look=look, size=percent) as counter:
        counter.window.resize(width, 720)
        screen = Screen(counter)
        screen.choose(CALL)
        press(Qt.Key.Key_F9)
        screen.alt(3)
        QTest.qWait(30)

        assert counter.window.width() == width
        press(Qt.Key.Key_F7)
        box = screen.work.note
        assert box.visibleRegion().boundingRect().height() == box.height()
        panel = screen.work.widget()
        assert panel is not None
        assert panel.width() <= screen.work.viewport().width()
