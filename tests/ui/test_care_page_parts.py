"""What the care page decides without a screen: steps, looks, moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.basics.errors import BadInput
from pos_app.care.outcomes import ANSWERS, Outcome, State
from pos_app.care.rules import RULES, Family, Kind
from pos_app.care.views import Calling, TaskView
from pos_app.ui.care import looks, moments, outcomes_view, script_view
from pos_app.ui.care.work import Deed, obstacle, plan
from pos_app.ui.theme import Tone, apply_theme
from tests.ui.care_shop import (
    TUAN,
    CareShop,
    care_shop,
    cared_shop_file,
    stocked_shop_file,
)

__all__ = ["care_shop", "cared_shop_file", "stocked_shop_file"]

NOW = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)
"""14:06 on Saturday 21/11 in the shop."""


@pytest.fixture
def call(care_shop: CareShop) -> TaskView:
    return care_shop.services.care.task(care_shop.row("big_basket", TUAN).id)


def deeds(view: TaskView) -> tuple[Deed | None, Deed | None]:
    steps = (plan(view).main, plan(view).beside)
    main, beside = (step.deed if step else None for step in steps)
    return main, beside


@pytest.mark.parametrize(
    ("kind", "here", "main", "beside"),
    [
        (Kind.CALL, "", Deed.CALL, None),
        (Kind.CALL, "Đơn 1", Deed.ANSWER, Deed.CALL),
        (Kind.OWNER, "", Deed.CALL, None),
        (Kind.OWNER, "Đơn 2", Deed.ANSWER, Deed.CALL),
        (Kind.NOTE, "", Deed.HAND_OVER, Deed.PRINT_THANKS),
        (Kind.CARD, "Đơn 1", Deed.HAND_OVER, Deed.PRINT_CARD),
        (Kind.COUNTER, "Đơn 1", Deed.ANSWER, None),
    ],
)
def test_every_kind_of_work_has_its_main_step(
    call: TaskView, kind: Kind, here: str, main: Deed, beside: Deed | None
) -> None:
    assert deeds(replace(call, kind=kind, at_counter=here)) == (main, beside)


def test_what_is_asked_at_the_counter_waits_for_the_customer(call: TaskView) -> None:
    waiting = plan(replace(call, kind=Kind.COUNTER, at_counter="", calling=None))

    assert waiting.main is not None
    assert waiting.main.refusal == "Chờ khách ghé quầy"
    assert waiting.step(Deed.ANSWER) is None


def test_a_call_that_is_not_allowed_is_offered_with_its_reason(call: TaskView) -> None:
    later = Calling(allowed=False, opens_at=NOW + timedelta(hours=3), reason="Gọi được sau 17:00")
    barred = plan(replace(call, calling=later, at_counter="Đơn 1"))

    assert barred.beside is not None
    assert barred.beside.refusal == "Gọi được sau 17:00"
    assert barred.step(Deed.CALL) is None
    assert barred.step(Deed.ANSWER) is not None


def test_nobody_is_rung_without_a_number_or_after_a_death(call: TaskView) -> None:
    assert deeds(replace(call, phone="")) == (None, None)
    assert deeds(replace(call, rule="passed_away", kind=Kind.OWNER)) == (None, None)


@pytest.mark.parametrize("state", [State.DONE, State.REJECTED, State.EXPIRED])
def test_what_is_over_offers_nothing(call: TaskView, state: State) -> None:
    over = replace(call, state=state)

    assert deeds(over) == (None, None)
    assert obstacle(over) == "Việc này đã xong rồi."
    assert obstacle(replace(over, stop="Đã quá hạn, để lần sau.")) == "Đã quá hạn, để lần sau."
    assert obstacle(call) == ""


def test_every_rule_has_a_picture_and_every_family_a_colour() -> None:
    assert all(looks.icon_of(rule) for rule in RULES)
    assert {looks.tone_of(rule) for rule in RULES} >= {Tone.RED, Tone.PLUM, Tone.BLUE, Tone.JADE}
    assert looks.tone_of("passed_away") is Tone.PLAIN
    assert {RULES[rule].family for rule in RULES} == set(Family)


def test_a_row_says_who_is_at_it_and_who_stands_here(care_shop: CareShop) -> None:
    row = care_shop.row("big_basket", TUAN)
    assert "".join(run.text for run in looks.second_line(row)) == "Gọi hỏi dùng có ổn không"

    busy = replace(row, at_counter=True, taken_by="Thảo")
    assert "".join(run.text for run in looks.second_line(busy)) == (
        "Đang ở quầy · Gọi hỏi dùng có ổn không · Thảo đang làm"
    )
    assert looks.spoken(row).startswith("Hỏi thăm. Anh Lê Minh Tuấn: vừa mua đơn lớn.")


def test_the_clock_of_what_is_late_is_red(care_shop: CareShop) -> None:
    inks = {
        row.due.late: looks.lines(row).right.ink  # type: ignore[union-attr]
        for row in care_shop.services.care.today()
    }

    assert inks == {True: "red", False: "ink2"}


def test_every_outcome_has_words_and_keys_are_those_of_the_picture() -> None:
    assert looks.outcome_words("put_off") == "Để sau"
    assert looks.outcome_words(Outcome.PROBLEM) == "Báo chủ"
    assert looks.outcome_words("unreachable") == "unreachable"
    assert list(looks.outcome_keys()) == [1, 2, 3, 4, 5, 6, 7]
    assert looks.outcome_keys()[1] == "Đã giải quyết, Đã đưa"
    assert {ANSWERS[outcome].grave for outcome in (Outcome.NEVER_CALL, Outcome.DECEASED)} == {True}


@pytest.mark.parametrize(
    ("typed", "day", "hour", "minute"),
    [
        ("17:30", 21, 17, 30),
        ("17h30", 21, 17, 30),
        ("17h", 21, 17, 0),
        ("9 giờ mai", 22, 9, 0),
        ("9g30 mai", 22, 9, 30),
        ("9:00 mai", 22, 9, 0),
        ("mai 9:00", 22, 9, 0),
        ("  16:00   NAY ", 21, 16, 0),
        ("9:00 24/11", 24, 9, 0),
        ("24/11 9h", 24, 9, 0),
        ("24/11/2026 18:15", 24, 18, 15),
    ],
)
def test_moments_as_people_type_them(typed: str, day: int, hour: int, minute: int) -> None:
    shop_hour = datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour - 7, minutes=minute)

    assert moments.parse(typed, NOW) == shop_hour


def test_a_day_that_has_passed_is_next_years() -> None:
    assert moments.parse("9:00 2/1", NOW) == datetime(2027, 1, 2, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["", "chiều", "9:0", "9:00 30/2", "24:00", "17:60", "１７:30", "-1"]
)
def test_words_that_are_no_moment_are_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        moments.parse(typed, NOW)


def test_moments_to_choose_leave_out_the_night() -> None:
    offered = {moment.label: moment.at for moment in moments.choices(NOW)}

    assert offered == {
        "2 giờ nữa": NOW + timedelta(hours=2),
        "Sáng mai": datetime(2026, 11, 22, 2, tzinfo=UTC),
        "Tuần sau": datetime(2026, 11, 28, 2, tzinfo=UTC),
    }
    evening = [moment.label for moment in moments.choices(NOW + timedelta(hours=5))]
    assert evening == ["Sáng mai", "Tuần sau"]


@pytest.mark.parametrize(
    ("widths", "room", "across"),
    [
        ([180] * 8, 552, 3),
        ([180, 230, 180, 180], 552, 2),
        ([300, 300], 552, 1),
        ([180], 552, 3),
    ],
)
def test_buttons_stand_beside_each_other_while_they_fit(
    widths: list[int], room: int, across: int
) -> None:
    assert outcomes_view._across(widths, room) == across


def test_a_long_script_sets_its_lines_closer(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    prose = script_view.Prose()
    prose.say(["Dạ em chào chị."])
    short = prose.heightForWidth(500)
    prose.say(["Dạ em chào chị."] * 4)

    assert short == script_view.LINE + 2 * script_view.EDGE
    assert prose.heightForWidth(500) == 4 * script_view.CLOSE_LINE + 2 * script_view.EDGE
    assert prose.heightForWidth(60) > prose.heightForWidth(500)
    assert prose.accessibleName().startswith("Dạ em chào chị.")
