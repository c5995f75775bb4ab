"""What lies on the counter against what the bill says: the drawer must agree to the đồng."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.errors import BadInput
from pos_app.basics.i18n import use_language
from pos_app.basics.money import ZERO, Money
from pos_app.payments.tenders import (
    BUTTONS,
    MOST,
    NOTES,
    STEPS,
    HowSeen,
    Method,
    Overpaid,
    Tender,
    method_name,
    seen_words,
    settle,
    suggestions,
)

CASH, TRANSFER, CARD, WALLET, POINTS = list(Method)[:5]


def cash(dong: int, tendered: int = 0) -> Tender:
    return Tender(Method.CASH, Money(dong), tendered=Money(tendered))


def card(dong: int) -> Tender:
    return Tender(Method.CARD, Money(dong))


def transfer(dong: int, uid: str = "t1") -> Tender:
    return Tender(Method.TRANSFER, Money(dong), transfer_uid=uid)


def points(count: int) -> Tender:
    return Tender(Method.POINTS, Money(count * 100), points=count)


def test_a_split_bill_of_points_transfer_and_cash() -> None:
    """The shop's running example, tender by tender as the cashier enters it."""
    due = Money(834_000)

    first = settle(due, [points(200)])
    second = settle(due, [points(200), transfer(500_000)])
    done = settle(due, [points(200), transfer(500_000), cash(500_000)])

    assert (first.paid, first.missing) == (Money(20_000), Money(814_000))
    assert (second.paid, second.missing) == (Money(520_000), Money(314_000))
    assert not second.complete
    assert (done.paid, done.missing, done.change) == (due, ZERO, Money(186_000))
    assert done.complete
    assert done.points == 200
    assert {method: done.by(method) for method in Method if done.by(method)} == {
        CASH: Money(314_000),
        TRANSFER: Money(500_000),
        POINTS: Money(20_000),
    }
    assert done.tenders == (
        replace(points(200), tendered=Money(20_000)),
        replace(transfer(500_000), tendered=Money(500_000)),
        cash(314_000, tendered=500_000),
    )


@pytest.mark.parametrize(
    ("due", "tenders", "paid", "missing", "change"),
    [
        (0, [], 0, 0, 0),
        (50_000, [], 0, 50_000, 0),
        (50_000, [cash(50_000)], 50_000, 0, 0),
        (50_000, [cash(20_000)], 20_000, 30_000, 0),
        (50_000, [cash(100_000)], 50_000, 0, 50_000),
        (50_000, [cash(50_000, tendered=100_000)], 50_000, 0, 50_000),
        (50_000, [cash(20_000), cash(20_000)], 40_000, 10_000, 0),
        (314_000, [cash(500_000), cash(14_000)], 314_000, 0, 200_000),
        (50_000, [card(50_000)], 50_000, 0, 0),
        (50_000, [card(30_000)], 30_000, 20_000, 0),
        (50_000, [card(49_999), cash(500_000)], 50_000, 0, 499_999),
        (50_000, [cash(500_000), card(49_999)], 50_000, 0, 499_999),
        (50_000, [card(20_000), card(30_000)], 50_000, 0, 0),
        (50_000, [transfer(20_000, "a"), transfer(30_000, "b")], 50_000, 0, 0),
        (1, [cash(500)], 1, 0, 499),
    ],
)
def test_the_sums_of_a_bill(
    due: int, tenders: list[Tender], paid: int, missing: int, change: int
) -> None:
    settlement = settle(Money(due), tenders)

    assert (settlement.paid, settlement.missing, settlement.change) == (
        Money(paid),
        Money(missing),
        Money(change),
    )


@pytest.mark.parametrize(
    ("tenders", "sentence"),
    [
        ([card(50_001)], "1\u00a0₫"),
        ([card(30_000), points(300)], "10.000\u00a0₫"),
        ([transfer(60_000)], "không phải tiền mặt"),
        ([card(60_000), cash(5_000)], "không phải tiền mặt"),
        ([points(501)], "100\u00a0₫"),
        ([card(50_000), cash(1)], "đã trả đủ"),
    ],
)
def test_only_cash_gives_change(tenders: list[Tender], sentence: str) -> None:
    with pytest.raises(Overpaid, match=sentence):
        settle(Money(50_000), tenders)


def test_a_bill_of_nothing_takes_nothing() -> None:
    with pytest.raises(Overpaid, match="đã trả đủ"):
        settle(ZERO, [cash(10_000)])


@pytest.mark.parametrize(
    ("tender", "sentence"),
    [
        (cash(0), "lớn hơn 0"),
        (cash(-5_000), "lớn hơn 0"),
        (cash(5_000, tendered=-5_000), "lớn hơn 0"),
        (card(0), "lớn hơn 0"),
        (transfer(-1), "lớn hơn 0"),
        (Tender(Method.POINTS, ZERO), "lớn hơn 0"),
        (cash(8_934_563_138_164), "mã vạch"),
        (cash(5_000, tendered=8_934_563_138_164), "mã vạch"),
        (cash(50_000, tendered=20_000), "chưa đủ"),
        (replace(card(20_000), tendered=Money(50_000)), "Chỉ tiền mặt"),
        (Tender(Method.POINTS, Money(10_000)), "Số điểm"),
        (Tender(Method.POINTS, Money(10_000), points=-100), "Số điểm"),
        (replace(cash(10_000), points=100), "Số điểm"),
        (replace(cash(10_000), points=-100), "Số điểm"),
    ],
    ids=str,
)
def test_an_impossible_tender_gets_one_sentence(tender: Tender, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        settle(Money(50_000), [tender])


def test_one_transfer_is_not_counted_twice() -> None:
    with pytest.raises(BadInput, match="đã được tính"):
        settle(Money(50_000), [transfer(20_000, "same"), transfer(20_000, "same")])


def test_a_bill_is_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        settle(Money(-1), [])


def test_the_largest_tender_is_still_taken() -> None:
    assert settle(ZERO + MOST, [Tender(Method.CASH, MOST)]).complete


AMOUNTS = st.integers(1, 2_000_000)
TENDERS = st.lists(
    st.builds(cash, AMOUNTS)
    | st.builds(card, AMOUNTS)
    | st.builds(points, st.integers(1, 5_000))
    | st.builds(transfer, AMOUNTS, st.uuids().map(str)),
    max_size=6,
)


@given(st.integers(0, 4_000_000).map(Money), TENDERS)
def test_the_drawer_agrees_with_the_bill(due: Money, tenders: list[Tender]) -> None:
    try:
        settlement = settle(due, tenders)
    except Overpaid:
        cashless = Money.total(tender.amount for tender in tenders if tender.method is not CASH)
        assert cashless >= due
        return

    on_the_counter = Money.total(tender.amount for tender in tenders)
    cash_handed = Money.total(tender.amount for tender in tenders if tender.method is CASH)
    assert settlement.paid + settlement.missing == due
    assert settlement.paid + settlement.change == on_the_counter
    assert ZERO <= settlement.change <= cash_handed
    assert ZERO in (settlement.missing, settlement.change)
    assert Money.total(settlement.by(method) for method in Method) == settlement.paid
    assert Money.total(tender.amount for tender in settlement.tenders) == settlement.paid
    assert Money.total(tender.handed for tender in settlement.tenders) == on_the_counter
    assert all(tender.amount > ZERO for tender in settlement.tenders)
    assert sum(tender.method is CASH for tender in settlement.tenders) <= 1
    assert settle(due, settlement.tenders) == settlement


@given(st.integers(1, 4_000_000).map(Money), TENDERS)
def test_the_order_of_tenders_changes_no_sum(due: Money, tenders: list[Tender]) -> None:
    try:
        settlement = settle(due, tenders)
    except Overpaid:
        return
    turned = settle(due, tenders[::-1])

    assert (turned.paid, turned.change, turned.points) == (
        settlement.paid,
        settlement.change,
        settlement.points,
    )


@pytest.mark.parametrize(
    ("due", "buttons"),
    [
        (314_000, [314_000, 320_000, 350_000, 400_000, 500_000]),
        (834_000, [834_000, 840_000, 850_000, 900_000, 1_000_000]),
        (12_000, [12_000, 20_000, 50_000, 100_000, 500_000]),
        (95_000, [95_000, 100_000, 200_000, 500_000]),
        (100_000, [100_000, 200_000, 500_000]),
        (500_000, [500_000, 600_000]),
        (1_000_000, [1_000_000]),
        (1_234_500, [1_234_500, 1_240_000, 1_250_000, 1_300_000, 1_500_000]),
        (314_200, [314_500, 320_000, 350_000, 400_000, 500_000]),
        (1, [500, 10_000, 50_000, 100_000, 500_000]),
        (0, []),
        (-5_000, []),
    ],
)
def test_banknote_buttons(due: int, buttons: list[int]) -> None:
    assert [amount.dong for amount in suggestions(Money(due))] == buttons


@given(st.integers(1, 10**12))
def test_buttons_rise_cover_the_bill_and_can_be_paid_with_notes(dong: int) -> None:
    due = Money(dong)
    buttons = suggestions(due)

    assert 1 <= len(buttons) <= BUTTONS
    assert list(buttons) == sorted(set(buttons))
    assert all(button >= due for button in buttons)
    assert all(button.dong % NOTES[0] == 0 for button in buttons)
    assert buttons[0].dong - dong < NOTES[0]
    assert buttons[-1].dong - dong < NOTES[-1]


def test_the_added_notes_are_notes() -> None:
    assert {step.dong for step in STEPS} <= set(NOTES)


def test_methods_and_evidence_have_names() -> None:
    assert [method_name(method) for method in Method] == [
        "Tiền mặt",
        "Chuyển khoản",
        "Thẻ",
        "Ví điện tử",
        "Điểm",
        "Phiếu quà",
        "Tiền ghi có",
        "Tiền cọc",
        "Ghi nợ",
        "Thu hộ",
    ]
    assert [seen_words(how) for how in HowSeen] == [
        "Loa đã báo đủ",
        "Chủ đã báo",
        "Đã thấy trong ứng dụng ngân hàng",
    ]


def test_what_is_stored_does_not_change_with_the_language() -> None:
    use_language("en")

    assert [*Method] == [
        "cash",
        "transfer",
        "card",
        "wallet",
        "points",
        "voucher",
        "credit",
        "deposit",
        "account",
        "carrier",
    ]
    assert [*HowSeen] == ["speaker", "owner", "bank_app"]
