"""What a bill earns and what points are worth, as tables anybody can recompute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics import i18n
from pos_app.basics.money import ZERO, Money
from pos_app.loyalty.points import (
    USUAL_PROGRAMME,
    Kind,
    Programme,
    Tier,
    count,
    earned,
    earning_base,
    most_usable,
    times,
    why,
    worth,
)

NEW, KNOWN, DEAR, BOSOM = range(4)


@pytest.mark.parametrize(
    ("base", "rank", "points"),
    [
        (814_000, DEAR, 121),
        (814_000, NEW, 81),
        (814_000, KNOWN, 97),
        (814_000, BOSOM, 162),
        (834_000, DEAR, 124),
        (200_000, NEW, 20),
        (9_999, BOSOM, 0),
        (10_000, NEW, 1),
        (10_000, KNOWN, 1),
        (10_000, DEAR, 1),
        (10_000, BOSOM, 2),
        (19_999, DEAR, 1),
        (50_000, KNOWN, 6),
        (90_000, KNOWN, 10),
        (0, BOSOM, 0),
        (10**12, BOSOM, 200_000_000),
    ],
)
def test_points_of_a_bill(base: int, rank: int, points: int) -> None:
    assert earned(Money(base), USUAL_PROGRAMME, rank) == points


def test_nothing_is_earned_below_zero() -> None:
    assert earned(Money(-814_000), USUAL_PROGRAMME, DEAR) == 0


@pytest.mark.parametrize(
    ("eligible", "by_points", "base", "points_for_a_newcomer"),
    [
        (250_000, 50_000, 200_000, 20),
        (834_000, 20_000, 814_000, 81),
        (40_000, 50_000, 0, 0),
        (0, 0, 0, 0),
    ],
)
def test_what_points_paid_earns_nothing(
    eligible: int, by_points: int, base: int, points_for_a_newcomer: int
) -> None:
    left = earning_base(Money(eligible), Money(by_points))

    assert left == Money(base)
    assert earned(left, USUAL_PROGRAMME, NEW) == points_for_a_newcomer


@pytest.mark.parametrize(
    ("due", "balance", "most"),
    [
        (834_000, 1_284, 1_284),
        (834_000, 10_000, 4_170),
        (100_000, 500, 500),
        (99_999, 500, 499),
        (199, 10, 0),
        (200, 10, 1),
        (399, 10, 1),
        (834_000, 0, 0),
        (0, 500, 0),
        (-5, 500, 0),
    ],
)
def test_points_pay_at_most_half_of_a_bill_in_whole_points(
    due: int, balance: int, most: int
) -> None:
    assert most_usable(Money(due), balance, USUAL_PROGRAMME) == most


def test_points_have_a_price() -> None:
    assert worth(200, USUAL_PROGRAMME) == Money(20_000)
    assert worth(0, USUAL_PROGRAMME) == ZERO


PROGRAMMES = st.builds(
    replace,
    st.just(USUAL_PROGRAMME),
    dong_per_point=st.integers(1, 10**6),
    dong_of_point=st.integers(1, 10**5),
    most_percent=st.integers(0, 100),
)


@given(st.integers(0, 10**12), st.integers(0, 10**7), PROGRAMMES)
def test_the_most_points_are_exactly_the_most(due: int, balance: int, programme: Programme) -> None:
    most = most_usable(Money(due), balance, programme)
    share = Fraction(due * programme.most_percent, 100)

    assert 0 <= most <= balance
    assert worth(most, programme).dong <= share
    assert most == balance or worth(most + 1, programme).dong > share


@given(st.integers(0, 10**12), st.integers(0, 3), PROGRAMMES)
def test_earning_is_what_a_person_gets_with_pen_and_paper(
    base: int, rank: int, programme: Programme
) -> None:
    whole_steps = int(Fraction(base, programme.dong_per_point))
    tenths = programme.tiers[rank].multiplier

    assert earned(Money(base), programme, rank) == int(whole_steps * Fraction(tenths, 10))


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"tiers": ()}, "thresholds rise from 0"),
        ({"tiers": (Tier(0, "a", Money(1), 10),)}, "thresholds rise from 0"),
        ({"tiers": (Tier(1, "a", ZERO, 10),)}, "ranked"),
        ({"tiers": (Tier(0, "a", ZERO, 10), Tier(1, "b", ZERO, 10))}, "thresholds rise"),
        ({"tiers": (Tier(0, "a", ZERO, 0),)}, "positive"),
        ({"dong_per_point": 0}, "positive"),
        ({"dong_of_point": 0}, "positive"),
        ({"window_months": 0}, "positive"),
        ({"most_percent": 101}, "whole bill"),
        ({"most_percent": -1}, "whole bill"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(rules: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        replace(USUAL_PROGRAMME, **rules)


def test_a_new_shop_begins_with_the_programme_of_the_design() -> None:
    assert [
        (tier.name, tier.threshold.dong, tier.multiplier) for tier in USUAL_PROGRAMME.tiers
    ] == [
        ("Mới quen", 0, 10),
        ("Quen mặt", 2_000_000, 12),
        ("Thân thiết", 6_000_000, 15),
        ("Tri kỷ", 15_000_000, 20),
    ]
    assert (USUAL_PROGRAMME.dong_per_point, USUAL_PROGRAMME.dong_of_point) == (10_000, 100)
    assert (USUAL_PROGRAMME.most_percent, USUAL_PROGRAMME.window_months) == (50, 12)


def test_a_rank_of_an_earlier_version_is_held_at_the_top() -> None:
    flat = replace(USUAL_PROGRAMME, version=2, tiers=USUAL_PROGRAMME.tiers[:2])

    assert flat.tier(3) == flat.top == flat.tiers[1]


@pytest.mark.parametrize(
    ("kind", "points", "base", "multiplier", "sentence"),
    [
        (
            Kind.EARN,
            121,
            814_000,
            15,
            "814.000\u00a0₫ tính điểm, cứ 10.000\u00a0₫ được 1 điểm: 81,"
            " nhân 1,5 hạng Thân thiết: 121 điểm",
        ),
        (
            Kind.EARN,
            20,
            200_000,
            10,
            "200.000\u00a0₫ tính điểm, cứ 10.000\u00a0₫ được 1 điểm: 20 điểm",
        ),
        (Kind.REDEEM, -1_200, 0, 0, "Dùng 1.200 điểm trả 120.000\u00a0₫"),
        (Kind.REVERSE_EARN, -81, 0, 0, "Trả hàng, lấy lại 81 điểm đã tích"),
        (Kind.REPAY, -5, 0, 0, "Trừ 5 điểm còn nợ từ lần trả hàng trước"),
    ],
)
def test_every_line_says_why(
    kind: Kind, points: int, base: int, multiplier: int, sentence: str
) -> None:
    assert why(kind, points, Money(base), multiplier, USUAL_PROGRAMME) == sentence


def test_every_kind_of_line_has_its_sentence() -> None:
    said = {kind: why(kind, 1, Money(10_000), 10, USUAL_PROGRAMME) for kind in Kind}

    assert len(set(said.values())) == len(Kind)


def test_numbers_are_written_as_in_the_shop() -> None:
    assert [times(multiplier) for multiplier in (10, 12, 15, 20, 30)] == [
        "1",
        "1,2",
        "1,5",
        "2",
        "3",
    ]
    assert (count(1_284), count(0)) == ("1.284", "0")


def test_tiers_of_ours_have_a_name_in_every_language_and_the_shops_own_stay() -> None:
    own = Tier(0, "Khách của Mai", ZERO, 10)
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        assert own.title == "Khách của Mai"
        assert all(tier.title for tier in USUAL_PROGRAMME.tiers)


def test_the_usual_programme_is_older_than_any_sale() -> None:
    assert USUAL_PROGRAMME.valid_from < date(2024, 1, 1)
