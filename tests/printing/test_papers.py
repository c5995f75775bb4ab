"""Papers are read from what is on record: the slip, its copy, the card, the thank-you."""

from __future__ import annotations

import io

import pypdf
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from pos_app.basics import card_code
from pos_app.basics.i18n import use_language
from pos_app.basics.money import Money
from pos_app.customers.address import Form
from pos_app.models.care import CareTask
from pos_app.printing.papers import Papers
from pos_app.selling.checkout import CompletedSale
from pos_app.selling.slips import Slips
from pos_app.shop.profile import card_secret
from tests.till import Till, cash, deliver


def words(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\u00a0", " ")


def codes(pdf: bytes) -> set[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=300 / 72).to_pil() for page in document]
    return {code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)}


@pytest.fixture
def design_sale(till: Till) -> CompletedSale:
    ngoc = till.ngoc()
    cart = till.design_order(ngoc.id)
    return till.complete(
        till.accept(
            cart,
            till.points(200),
            till.transfer(cart, Money(500_000)),
            cash(Money(314_000), handed=Money(500_000)),
        )
    )


@pytest.mark.parametrize("millimetres", [80, 58])
def test_the_slip_says_what_the_screen_said(
    till: Till, design_sale: CompletedSale, millimetres: int
) -> None:
    papers = Papers(till.database, till.clock)
    slip = papers.receipt(design_sale.uid, millimetres)
    text = words(slip)
    for told in (
        "Tạp hóa Cô Mai",
        "PHIẾU TÍNH TIỀN",
        f"{design_sale.number:06d}",
        "Sữa tươi ít đường hộp 1 L",
        "giảm 12.000",
        "1,5 kg × 28.000",
        "854.000",
        "834.000",
        "186.000",
        "1.284 − 200 + 121",
        "1.205",
        "chị Ngọc",
        "4567",
    ):
        assert told in text, told
    assert "0901234567" not in text
    assert "BẢN SAO" not in text
    assert till.history.show(design_sale.uid).code in codes(slip)


def test_an_english_slip_names_the_customer_without_a_form(
    till: Till, design_sale: CompletedSale
) -> None:
    use_language("en")
    text = words(Papers(till.database, till.clock).receipt(design_sale.uid))
    assert "Ngọc" in text
    assert "chị" not in text


def test_everything_after_the_first_slip_is_a_copy(till: Till, design_sale: CompletedSale) -> None:
    papers = Papers(till.database, till.clock)
    assert "BẢN SAO" in words(papers.receipt(design_sale.uid, copy=True))


def test_the_card_opens_its_owner(till: Till) -> None:
    ngoc = till.enrol()
    card = Papers(till.database, till.clock).loyalty_card(ngoc.id)
    assert "Nguyễn Thị Hồng Ngọc" in words(card)
    with till.database.reading() as session:
        secret = card_secret(session)
    read = {card_code.decode(code, secret) or code for code in codes(card)}
    assert read == {ngoc.card}
    for code in codes(card):
        holder = till.directory.by_card(code)
        assert holder is not None
        assert holder.id == ngoc.id


def test_the_thank_you_speaks_to_the_customer(till: Till) -> None:
    ngoc = till.enrol()
    till.sell(("Nước mắm", 1), customer=ngoc.id)
    deliver(till)
    with till.database.reading() as session:
        task = session.scalars(select(CareTask.id).where(CareTask.rule == "first_purchase")).one()
    text = words(Papers(till.database, till.clock).thank_you(task))
    assert "Cảm ơn chị Ngọc" in text


@pytest.mark.parametrize(
    ("form", "headline"), [(Form.CHI, "Thank you, Ngọc"), (Form.QUY_KHACH, "Thank you")]
)
def test_english_papers_have_no_form_of_address(till: Till, form: Form, headline: str) -> None:
    ngoc = till.enrol(form=form)
    till.sell(("Nước mắm", 1), customer=ngoc.id)
    deliver(till)
    with till.database.reading() as session:
        task = session.scalars(select(CareTask.id).where(CareTask.rule == "first_purchase")).one()
    papers = Papers(till.database, till.clock)
    use_language("en")
    thanks, card = words(papers.thank_you(task)), words(papers.loyalty_card(ngoc.id))
    assert thanks.splitlines()[0].strip() == headline
    assert form.xung_ho not in thanks + card


@pytest.mark.parametrize("millimetres", [80, 58])
def test_cash_out_of_the_drawer_has_its_slip(till: Till, millimetres: int) -> None:
    slips = Slips(till.database, till.clock, till.ids)
    slip, _ = slips.move_cash(till.actor, Money(-120_000), "Mua đá", "hẹn trả vỏ")
    papers = Papers(till.database, till.clock)
    text = words(papers.money_slip(slip.uid, millimetres, sums=(("Còn nợ", Money(34_000)),)))

    for told in (
        "PHIẾU CHI",
        "000001",
        "Chi từ ngăn kéo",
        "Lý do: Mua đá",
        "hẹn trả vỏ",
        "120.000",
        "Một trăm hai mươi nghìn đồng",
        "34.000",
        "Thảo",
        "Người nhận tiền",
    ):
        assert told in text, told
    assert "−" not in text
    assert "BẢN SAO" in words(papers.money_slip(slip.uid, copy=True))
    into, _ = slips.move_cash(till.actor, Money(120_000), "Nộp lại")
    assert "PHIẾU THU" in words(papers.money_slip(into.uid))
