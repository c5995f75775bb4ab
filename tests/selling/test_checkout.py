"""A paid cart becomes a sale in one transaction: once, whole, or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from pos_app.basics import faults
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed, PosError, Stale
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO, Money
from pos_app.basics.quantity import Quantity
from pos_app.loyalty.ledger import PointsShort
from pos_app.models.goods import Product
from pos_app.models.shop import Shift, Staff
from pos_app.payments.tenders import HowSeen, Method, Overpaid, Tender
from pos_app.selling import cart as rules
from pos_app.selling.cart import Cart
from pos_app.selling.checkout import CompletedSale, NotPaid
from pos_app.selling.totals import price
from pos_app.shop.profile import counter_named
from pos_app.store.database import Database
from tests.baskets import DESIGN, DESIGN_DUE
from tests.till import BEER, FERRY, GIFT, WATER, Till, cash, open_till

TABLES = (
    "sale", "sale_line", "payment", "draft", "stock_move", "stock_level", "number_series",
    "points_entry", "points_lot", "points_use", "account", "tier_change", "journal", "outbox",
    "transfer",
)  # fmt: skip


def rows(database: Database, query: str, **values: object) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(query), values)]


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """The whole content of every table a sale touches."""
    return {table: rows(database, f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}


def paid_design_order(till: Till, customer: int) -> Cart:
    cart = till.design_order(customer)
    return till.accept(
        cart,
        till.points(200),
        till.transfer(cart, Money(500_000)),
        cash(Money(314_000), handed=Money(500_000)),
    )


def two_waters(till: Till, customer: int | None = None) -> Cart:
    return till.accept(till.order((WATER, 2), customer=customer), cash(Money(16_000)))


# The order of the design -------------------------------------------------------------------


def test_the_order_of_the_design(till: Till) -> None:
    ngoc = till.ngoc()
    assert (ngoc.points, ngoc.tier) == (1_284, 2)
    cart = paid_design_order(till, ngoc.id)
    sale, changes = till.checkout.complete(till.actor, cart, DESIGN_DUE)

    assert (sale.total, sale.change) == (DESIGN_DUE, Money(186_000))
    assert (sale.points_redeemed, sale.points_earned, sale.points_after) == (200, 121, 1_205)
    assert sale.risen_to is None
    assert till.directory.get(ngoc.id).points == 1_205
    assert changes & Changes.SALES
    assert changes & Changes.POINTS


def test_what_a_sale_writes(till: Till) -> None:
    ngoc = till.ngoc()
    cart = paid_design_order(till, ngoc.id)
    sale = till.complete(cart)
    view = till.history.show(sale.uid)

    assert [(line.name, line.quantity, line.unit_price) for line in view.lines] == [
        (name, Quantity(thousandths), Money(unit_price))
        for name, _, thousandths, unit_price, _ in DESIGN
    ]
    assert (view.goods, view.line_discount, view.order_discount, view.total) == (
        Money(854_000),
        Money(30_000),
        Money(20_000),
        DESIGN_DUE,
    )
    assert [(paid.method, paid.amount, paid.change, paid.points) for paid in view.payments] == [
        (Method.POINTS, Money(20_000), ZERO, 200),
        (Method.TRANSFER, Money(500_000), ZERO, 0),
        (Method.CASH, Money(500_000), Money(186_000), 0),
    ]
    assert (view.payments[1].seen_how, view.payments[1].seen_by) == (HowSeen.SPEAKER, "Thảo")
    assert (view.code, view.number, view.staff, view.counter) == (
        cart.code,
        "000003",
        "Thảo",
        "Quầy 1",
    )
    assert (view.earning_base, view.multiplier) == (Money(814_000), 15)


def test_why_a_line_is_free_is_kept_with_the_sale(till: Till) -> None:
    cart = till.order((WATER, 1), (FERRY, 1))
    first, second = cart.lines
    told = replace(cart, lines=(replace(first, reason="Quà sinh nhật"), second))
    sale = till.complete(till.accept(told, cash(price(told).due)))

    assert rows(
        till.database,
        "SELECT reason FROM sale_line WHERE sale_id = :id ORDER BY position",
        id=sale.id,
    ) == [("Quà sinh nhật",), (None,)]


def test_the_draft_is_gone_and_its_key_is_the_sales(till: Till) -> None:
    cart = two_waters(till)
    sale = till.complete(cart)

    assert till.drafts.all(till.actor.counter) == []
    assert rows(till.database, "SELECT draft_key FROM sale WHERE id = :id", id=sale.id) == [
        (cart.key,)
    ]


def test_goods_leave_the_shelf(till: Till) -> None:
    water, gate = till.item(WATER), till.item(FERRY)
    sale = till.sell((WATER, 2), (FERRY, 1))

    assert till.item(WATER).stock == Quantity.of(498)
    assert till.item(FERRY).stock is None, "the shop does not count it"
    assert rows(
        till.database,
        "SELECT move.product_id, move.quantity, kind, staff_id FROM stock_move move"
        " JOIN sale_line ON sale_line.id = sale_line_id WHERE sale_id = :sale",
        sale=sale.id,
    ) == [(water.product_id, -2_000, "sale", till.actor.staff)]
    assert rows(
        till.database,
        "SELECT sold FROM stock_level WHERE product_id = :product",
        product=gate.product_id,
    ) == [(1_000,)]


def test_two_lines_of_one_good_move_twice(till: Till) -> None:
    cart = till.put(till.drafts.new(till.actor), "Cam sành", Quantity(1_500))
    cart = till.drafts.save(till.actor, till.put(cart, "Cam sành", Quantity(250)))
    till.complete(till.accept(cart, cash(price(cart).due)))

    assert till.item("Cam sành").stock == Quantity(48_250)


def test_stock_may_fall_below_zero(till: Till) -> None:
    """What a customer holds in the hand is there, whatever the books say."""
    cart = till.put(till.drafts.new(till.actor), "Gạo ST25", Quantity.of(60))
    cart = till.drafts.save(till.actor, cart)
    till.complete(till.accept(cart, cash(price(cart).due)))

    assert till.item("Gạo ST25").stock == Quantity.of(-10)


def test_the_journal_has_one_entry_with_the_actor(till: Till) -> None:
    sale = till.sell((WATER, 1))
    [(kind, body, staff, counter, shift)] = rows(
        till.database,
        "SELECT kind, body, staff_id, counter_id, shift_id FROM journal WHERE subject = :uid",
        uid=sale.uid,
    )

    assert (kind, staff, counter, shift) == (
        "sale.completed",
        till.actor.staff,
        till.actor.counter,
        till.actor.shift,
    )
    told = json.loads(str(body))
    assert (told["number"], told["series"], told["total"]) == (sale.number, "1", 8_000)
    assert len(told["rows"]) == 64


def test_the_outbox_tells_what_happened(till: Till) -> None:
    stranger = till.sell((WATER, 1))
    ngoc = till.enrol()
    raised = till.sell_gift(Money(2_000_000), ngoc.id)

    def told(sale: CompletedSale) -> list[tuple[str, dict[str, int]]]:
        found = rows(
            till.database,
            "SELECT name, payload FROM outbox WHERE subject = :uid ORDER BY id",
            uid=sale.uid,
        )
        return [(str(name), json.loads(str(payload))) for name, payload in found]

    assert told(stranger) == [
        ("sale.completed", {"sale": stranger.id, "customer": 0, "counter": 1})
    ]
    assert told(raised) == [
        ("sale.completed", {"sale": raised.id, "customer": ngoc.id, "counter": 1}),
        (
            "points.changed",
            {"sale": raised.id, "customer": ngoc.id, "earned": 200, "redeemed": 0},
        ),
        ("tier.raised", {"sale": raised.id, "customer": ngoc.id, "before": 0, "after": 1}),
    ]
    assert raised.risen_to == 1


def test_a_purchase_too_small_for_a_point_tells_of_no_points(till: Till) -> None:
    ngoc = till.enrol()
    sale = till.sell((WATER, 1), customer=ngoc.id)

    assert (sale.points_earned, sale.points_after) == (0, 0)
    assert rows(till.database, "SELECT name FROM outbox WHERE subject = :uid", uid=sale.uid) == [
        ("sale.completed",)
    ]


def test_beer_earns_no_points(till: Till) -> None:
    ngoc = till.enrol()
    sale = till.sell((BEER, 6), ("Nước mắm", 1), customer=ngoc.id)

    assert sale.total == Money(164_000)
    assert sale.points_earned == 6


def test_a_gift_costs_nothing_and_needs_no_tender(till: Till) -> None:
    cart = rules.discount_cart(till.order((WATER, 1)), rules.percent(10_000))
    sale = till.complete(till.drafts.save(till.actor, cart))

    assert (sale.total, sale.change) == (ZERO, ZERO)
    assert till.history.show(sale.uid).payments == ()


def test_numbers_follow_each_other_on_each_counter(
    till: Till, clock: SetClock, ids: SeededIds
) -> None:
    with till.database.transaction() as session:
        second = counter_named(session, "Quầy 2")
    other = open_till(till.database, clock, ids, counter=second)

    numbers = [shop.sell((WATER, 1)).number for shop in (till, other, till, till, other)]
    assert numbers == [1, 1, 2, 3, 2]


def test_the_days_of_the_shift_and_the_moment_of_the_sale(till: Till, clock: SetClock) -> None:
    """After midnight the sale still belongs to the evening's shift."""
    clock.advance(timedelta(hours=11))
    sale = till.sell((WATER, 1))

    assert till.history.show(sale.uid).sold_at == clock.now()
    assert rows(till.database, "SELECT business_day FROM sale WHERE id = :id", id=sale.id) == [
        ("2026-11-21",)
    ]


def test_a_transfer_that_was_not_needed_waits_no_longer(till: Till) -> None:
    """Asked for, put into the tray, then paid in cash: the tray is empty afterwards."""
    cart = till.order((WATER, 2))
    asked = till.transfers.expect(till.actor, cart.key, cart.code, Money(16_000))
    till.transfers.to_tray(till.actor, asked.uid)
    till.complete(till.accept(cart, cash(Money(16_000))))

    assert till.transfers.tray() == []
    assert till.transfers.of_draft(cart.key)[0].state == "given_up"
    assert rows(
        till.database, "SELECT kind FROM journal WHERE subject = :uid ORDER BY n", uid=asked.uid
    ) == [("transfer.asked",), ("transfer.tray",), ("transfer.given_up",)]


def test_what_was_seen_stays_seen(till: Till) -> None:
    cart = till.order((WATER, 2))
    till.complete(till.accept(cart, till.transfer(cart, Money(16_000))))

    assert [transfer.state for transfer in till.transfers.of_draft(cart.key)] == ["seen"]


def test_a_cleared_cart_leaves_nothing_in_the_tray(till: Till) -> None:
    cart, other = till.order((WATER, 2)), till.order((WATER, 1))
    for each in (cart, other):
        asked = till.transfers.expect(till.actor, each.key, each.code, Money(8_000))
        till.transfers.to_tray(till.actor, asked.uid)
    till.drafts.drop(till.actor, cart.key)

    assert [transfer.draft_key for transfer in till.transfers.tray()] == [other.key]


# Once ----------------------------------------------------------------------------------------


def test_asking_again_tells_the_same_sale(till: Till) -> None:
    ngoc = till.enrol()
    cart = till.put(till.drafts.new(till.actor), GIFT, unit_price=Money(2_000_000))
    cart = till.drafts.save(till.actor, rules.serve(cart, ngoc.id))
    cart = till.accept(cart, cash(Money(2_000_000)))
    first, changes = till.checkout.complete(till.actor, cart, Money(2_000_000))
    before = everything(till.database)

    assert till.checkout.complete(till.actor, cart, Money(2_000_000)) == (first, changes)
    assert first.risen_to == 1
    assert everything(till.database) == before


def test_another_window_may_ask_again(till: Till, clock: SetClock, ids: SeededIds) -> None:
    cart = two_waters(till)
    first = till.complete(cart)
    elsewhere = open_till(Database(till.database.path), clock, ids)

    assert elsewhere.complete(cart) == first


def test_asking_again_needs_neither_shift_nor_right(till: Till) -> None:
    """The sale is there; whoever asks only wants to know."""
    cart = two_waters(till)
    first = till.complete(cart)
    with till.database.transaction() as session:
        session.get_one(Staff, till.actor.staff).active = False
        session.get_one(Shift, till.actor.shift).closed_at = till.clock.now()

    assert till.complete(cart) == first


@pytest.mark.parametrize(
    "changed",
    [
        lambda cart: replace(cart, note="giao sau"),
        lambda cart: replace(cart, customer_id=1),
        lambda cart: rules.change_quantity(cart, 1, Quantity.of(3)),
        lambda cart: rules.accept(cart, (cash(Money(16_000), handed=Money(20_000)),)),
    ],
)
def test_the_same_key_with_other_content_is_refused(
    till: Till, changed: Callable[[Cart], Cart]
) -> None:
    cart = two_waters(till)
    till.complete(cart)
    before = everything(till.database)
    other = changed(cart)
    with pytest.raises(Stale, match="thanh toán xong với nội dung khác"):
        till.checkout.complete(till.actor, other, price(other).due)

    assert everything(till.database) == before


def test_two_threads_with_one_cart_make_one_sale(till: Till) -> None:
    cart = two_waters(till)
    started = threading.Barrier(4)
    sales: list[CompletedSale] = []

    def press_f9() -> None:
        started.wait()
        sales.append(till.complete(cart))

    threads = [threading.Thread(target=press_f9) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(sales) == 4
    assert len(set(sales)) == 1
    assert rows(till.database, "SELECT count(*) FROM sale") == [(1,)]
    assert till.item(WATER).stock == Quantity.of(498)


def test_two_counters_cannot_spend_the_same_points(
    till: Till, clock: SetClock, ids: SeededIds
) -> None:
    ngoc = till.enrol()
    till.sell_gift(Money(1_000_000), ngoc.id)  # 100 points
    carts = []
    for _ in range(4):
        cart = till.order((WATER, 5), customer=ngoc.id)
        carts.append(till.accept(cart, till.points(100), cash(Money(30_000))))
    started = threading.Barrier(len(carts))
    refused: list[PosError] = []

    def pay(cart: Cart) -> None:
        started.wait()
        try:
            till.complete(cart)
        except PointsShort as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=pay, args=(cart,)) for cart in carts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 3
    assert rows(
        till.database, "SELECT count(*), sum(points) FROM points_entry WHERE kind = 'redeem'"
    ) == [(1, -100)]


# Nothing left after a refusal ----------------------------------------------------------------


Attempt = Callable[[Till], object]


def attempt(tenders: Callable[[Till, Cart], tuple[Tender, ...]]) -> Attempt:
    def complete(till: Till) -> object:
        cart = till.order((WATER, 2))
        return till.complete(till.accept(cart, *tenders(till, cart)))

    return complete


def unseen(till: Till, cart: Cart) -> tuple[Tender, ...]:
    asked = till.transfers.expect(till.actor, cart.key, cart.code, Money(16_000))
    return (Tender(Method.TRANSFER, Money(16_000), transfer_uid=asked.uid),)


def in_the_tray(till: Till, cart: Cart) -> tuple[Tender, ...]:
    [tender] = unseen(till, cart)
    till.transfers.to_tray(till.actor, tender.transfer_uid)
    return (tender,)


def of_another_order(till: Till, cart: Cart) -> tuple[Tender, ...]:
    return (till.transfer(till.order((WATER, 2)), Money(16_000)),)


def of_another_amount(till: Till, cart: Cart) -> tuple[Tender, ...]:
    return (replace(till.transfer(cart, Money(10_000)), amount=Money(16_000)),)


def counted_twice(till: Till, cart: Cart) -> tuple[Tender, ...]:
    seen = till.transfer(cart, Money(8_000))
    return (seen, seen)


def of_a_stranger(till: Till) -> object:
    cart = till.order((WATER, 2))
    return till.complete(till.accept(cart, till.points(10), cash(Money(15_000))))


def more_points_than_there_are(till: Till) -> object:
    ngoc = till.enrol()
    cart = till.order((WATER, 2), customer=ngoc.id)
    return till.complete(till.accept(cart, till.points(10), cash(Money(15_000))))


def more_points_than_half_of_the_bill(till: Till) -> object:
    ngoc = till.ngoc()
    cart = till.order((WATER, 2), customer=ngoc.id)
    return till.complete(till.accept(cart, till.points(81), cash(Money(7_900))))


def points_at_another_worth(till: Till) -> object:
    ngoc = till.ngoc()
    cart = till.order((WATER, 2), customer=ngoc.id)
    dear = Tender(Method.POINTS, Money(8_000), points=8)
    return till.complete(till.accept(cart, dear, cash(Money(8_000))))


def an_old_sum(till: Till) -> object:
    return till.checkout.complete(till.actor, two_waters(till), Money(15_999))


def an_old_revision(till: Till) -> object:
    cart = two_waters(till)
    till.drafts.save(till.actor, cart)
    return till.complete(cart)


def a_cleared_cart(till: Till) -> object:
    cart = two_waters(till)
    till.drafts.drop(till.actor, cart.key)
    return till.complete(replace(cart, revision=cart.revision + 1))


def a_cart_nobody_saved(till: Till) -> object:
    return till.complete(replace(two_waters(till), key="k" * 32))


def a_closed_shift(till: Till) -> object:
    with till.database.transaction() as session:
        session.get_one(Shift, till.actor.shift).closed_at = till.clock.now()
    return till.complete(two_waters(till))


def no_shift(till: Till) -> object:
    return till.checkout.complete(replace(till.actor, shift=None), two_waters(till), Money(16_000))


def another_counters_shift(till: Till) -> object:
    with till.database.transaction() as session:
        second = counter_named(session, "Quầy 2")
    return till.checkout.complete(
        replace(till.actor, counter=second), two_waters(till), Money(16_000)
    )


def somebody_who_left(till: Till) -> object:
    cart = two_waters(till)
    with till.database.transaction() as session:
        session.get_one(Staff, till.actor.staff).active = False
    return till.complete(cart)


def an_empty_cart(till: Till) -> object:
    return till.complete(till.drafts.new(till.actor))


REFUSALS: list[tuple[Attempt, type[PosError], str]] = [
    (an_empty_cart, BadInput, "Giỏ đang trống. Quét món đầu tiên đã."),
    (attempt(lambda till, cart: ()), NotPaid, "Còn thiếu 16.000\u00a0₫."),
    (attempt(lambda till, cart: (cash(Money(15_999)),)), NotPaid, "Còn thiếu 1\u00a0₫."),
    (
        attempt(lambda till, cart: (Tender(Method.CARD, Money(20_000)),)),
        Overpaid,
        "Các khoản không phải tiền mặt nhiều hơn số khách cần trả 4.000\u00a0₫. "
        "Sửa hoặc bỏ bớt một khoản.",
    ),
    (
        attempt(unseen),
        NotPaid,
        "Chưa ai xác nhận đã nhận khoản chuyển 16.000\u00a0₫ của đơn này.",
    ),
    (
        attempt(in_the_tray),
        NotPaid,
        "Chưa ai xác nhận đã nhận khoản chuyển 16.000\u00a0₫ của đơn này.",
    ),
    (
        attempt(of_another_order),
        NotPaid,
        "Chưa ai xác nhận đã nhận khoản chuyển 16.000\u00a0₫ của đơn này.",
    ),
    (
        attempt(of_another_amount),
        NotPaid,
        "Chưa ai xác nhận đã nhận khoản chuyển 16.000\u00a0₫ của đơn này.",
    ),
    (
        attempt(lambda till, cart: (Tender(Method.TRANSFER, Money(16_000)),)),
        NotPaid,
        "Chưa ai xác nhận đã nhận khoản chuyển 16.000\u00a0₫ của đơn này.",
    ),
    (
        attempt(counted_twice),
        BadInput,
        "Khoản chuyển này đã được tính rồi. Bỏ một trong hai khoản.",
    ),
    (
        of_a_stranger,
        BadInput,
        "Chưa biết khách là ai nên chưa dùng điểm được. Chọn khách trước.",
    ),
    (
        more_points_than_there_are,
        PointsShort,
        "Khách chỉ còn 0 điểm dùng được. Bớt điểm rồi thu lại.",
    ),
    (
        more_points_than_half_of_the_bill,
        PointsShort,
        "Đơn này chỉ trả được tối đa 80 điểm. Bớt điểm rồi thu lại.",
    ),
    (
        points_at_another_worth,
        Stale,
        "Giá trị của điểm vừa đổi. Bỏ phần trả bằng điểm rồi nhập lại.",
    ),
    (an_old_sum, Stale, "Số tiền đã đổi thành 16.000\u00a0₫. Xem lại rồi thu."),
    (
        an_old_revision,
        Stale,
        "Đơn này vừa được đổi ở cửa sổ khác. Mở lại đơn rồi làm tiếp.",
    ),
    (
        a_cleared_cart,
        Stale,
        "Đơn này vừa được đổi ở cửa sổ khác. Mở lại đơn rồi làm tiếp.",
    ),
    (
        a_cart_nobody_saved,
        Stale,
        "Đơn này vừa được đổi ở cửa sổ khác. Mở lại đơn rồi làm tiếp.",
    ),
    (a_closed_shift, Stale, "Ca này đã đóng. Mở lại trang bán hàng để vào ca mới."),
    (no_shift, Stale, "Ca này đã đóng. Mở lại trang bán hàng để vào ca mới."),
    (another_counters_shift, Stale, "Ca này đã đóng. Mở lại trang bán hàng để vào ca mới."),
    (
        somebody_who_left,
        NotAllowed,
        "Việc này cần người có quyền. Nhờ trưởng ca hoặc chủ làm giúp.",
    ),
]


@pytest.mark.parametrize(("what", "kind", "sentence"), REFUSALS)
def test_a_refusal_says_why_and_sells_nothing(
    till: Till, what: Attempt, kind: type[PosError], sentence: str
) -> None:
    with pytest.raises(kind) as refusal:
        what(till)

    assert str(refusal.value) == sentence
    assert rows(till.database, "SELECT max(number) FROM sale WHERE total = 16000") == [(None,)]


@pytest.mark.parametrize("what", [what for what, _, _ in REFUSALS])
def test_a_refusal_leaves_nothing_behind(
    till: Till, monkeypatch: pytest.MonkeyPatch, what: Attempt
) -> None:
    """Every table is compared with what it held when F9 was pressed."""
    pressed: list[dict[str, list[tuple[object, ...]]]] = []
    complete = type(till.checkout).complete

    def press(*arguments: object) -> object:
        pressed.append(everything(till.database))
        return complete(*arguments)  # type: ignore[arg-type]  # handed through as they came

    monkeypatch.setattr(type(till.checkout), "complete", press)
    with pytest.raises(PosError):
        what(till)

    assert everything(till.database) == pressed[-1]
    assert pressed[-1]["draft"], "the cart is still there"


POINTS = (
    "number_taken",
    "rows_written",
    "stock_taken",
    "points_settled",
    "journalled",
    "before_commit",
)


def test_the_steps_of_a_sale_are_named(till: Till) -> None:
    ngoc = till.ngoc()
    cart = paid_design_order(till, ngoc.id)
    passed: list[str] = []
    faults.arm(passed.append)
    till.complete(cart)

    assert passed == [*POINTS, "after_commit"]


@pytest.mark.parametrize("step", POINTS)
def test_a_cut_at_any_step_leaves_nothing(till: Till, step: str) -> None:
    ngoc = till.ngoc()
    cart = paid_design_order(till, ngoc.id)
    before = everything(till.database)

    def cut(passed: str) -> None:
        if passed == step:
            raise KeyboardInterrupt

    faults.arm(cut)
    with pytest.raises(KeyboardInterrupt):
        till.complete(cart)
    faults.arm(None)

    assert everything(till.database) == before
    assert till.complete(cart).points_after == 1_205, "and then it goes through"


# What was sold stays as it was sold ----------------------------------------------------------


def test_a_product_edited_later_changes_no_closed_sale(till: Till) -> None:
    """Invariant 6: price, tax, name, unit, cost and points of a line are copies."""
    ngoc = till.ngoc()
    sale = till.complete(paid_design_order(till, ngoc.id))
    before = till.history.show(sale.uid), rows(till.database, "SELECT * FROM sale_line")
    with till.database.transaction() as session:
        for product in session.query(Product):
            product.name = f"{product.name} (mới)"
            product.price = Money(1)
            product.cost = Money(1)
            product.vat_class = "standard"
            product.exclusion = "tobacco"
            product.unit = "thùng"
            product.active = False

    assert (
        till.history.show(sale.uid),
        rows(till.database, "SELECT * FROM sale_line"),
    ) == before


def test_a_cart_sells_at_the_price_it_was_scanned_at(till: Till) -> None:
    cart = two_waters(till)
    with till.database.transaction() as session:
        session.get_one(Product, cart.lines[0].ware.product_id).price = Money(9_000)

    assert till.complete(cart).total == Money(16_000)


def test_the_cost_of_the_day_is_kept(till: Till) -> None:
    sale = till.complete(till.accept(till.design_order(), cash(DESIGN_DUE)))

    assert rows(
        till.database,
        "SELECT cost FROM sale_line WHERE sale_id = :sale AND position = 1",
        sale=sale.id,
    ) == [(151_200,)]


def test_rights_beyond_selling_are_asked_for_what_needs_them(
    till: Till,
) -> None:
    with till.database.transaction() as session:
        session.execute(text("UPDATE role SET rights = '[\"sell\"]' WHERE key = 'cashier'"))
    with pytest.raises(NotAllowed):
        till.complete(till.accept(till.design_order(), cash(DESIGN_DUE)))
    with pytest.raises(NotAllowed):
        till.sell_gift(Money(100_000))
    approved = replace(till, actor=replace(till.actor, approver=1))

    assert approved.sell_gift(Money(100_000)).number == 1
    assert till.sell((WATER, 1)).number == 2


def test_the_sale_knows_who_allowed_it(till: Till) -> None:
    approved = replace(till, actor=replace(till.actor, approver=1))
    sale = approved.sell((WATER, 1))

    assert rows(
        till.database, "SELECT staff_id, approver_id FROM sale WHERE id = :id", id=sale.id
    ) == [(2, 1)]


def test_a_leap_of_the_clock_changes_no_order(till: Till, clock: SetClock) -> None:
    """Numbers and ids rise even when the clock goes back."""
    sales = []
    for leap in (0, -400, 3_650, -20_000):
        clock.moment += timedelta(days=leap)
        sales.append(till.sell((WATER, 1)))

    assert [sale.number for sale in sales] == [1, 2, 3, 4]
    assert [sale.id for sale in sales] == sorted(sale.id for sale in sales)
    assert rows(till.database, "SELECT DISTINCT business_day FROM sale") == [
        (date(2026, 11, 21).isoformat(),)
    ]
