"""A shop without coins: the cash part of a bill is rounded, and everything says so."""

from __future__ import annotations

from sqlalchemy import select

from pos_app.app.checks import CHECKS
from pos_app.models.sales import Payment, Sale
from pos_app.shop.settings import CASH_STEP
from pos_app.shop.staff import Role
from pos_app.store.check import run
from pos_app.store.database import Database
from pos_app.ui.pay.pay_page import PayPage
from pos_app.ui.sell.sell_page import SellPage
from tests.printing.samples import text_of
from tests.stories.counter import Counter
from tests.stories.test_selling_story import RICE, barcode
from tests.stories.test_settings_story import choose, on_duty, settings


def test_the_owner_rounds_cash_and_the_paper_has_a_row_for_it(
    counter: Counter, database: Database
) -> None:
    on_duty(counter, Role.OWNER)
    services = counter.program.desk.services
    choose(settings(counter).view.paper.steps, "1.000\u00a0₫")
    assert services.settings.get(CASH_STEP) == 1_000
    counter.press("Esc")
    counter.page(SellPage)
    counter.scan(barcode(database, RICE))
    counter.press("Shift+F6")
    counter.write("300")
    counter.press("Return")
    counter.press("F9")
    pay = counter.page(PayPage).view
    assert not pay.rounding.isVisible()
    counter.write("200000")
    assert pay.rounding.isVisible()
    assert "11.000" in pay.received._change.text()
    counter.press("F9")
    counter.page(SellPage)

    with database.reading() as session:
        sale = session.scalars(select(Sale)).one()
        paid = session.scalars(select(Payment)).one()
        assert (sale.net.dong, sale.rounding.dong, sale.total.dong) == (188_700, 300, 189_000)
        assert (paid.amount.dong, paid.change.dong) == (200_000, 11_000)
        uid = sale.uid
    paper = services.papers.receipt(uid)
    assert any(line.startswith("Làm tròn tiền mặt") for line in text_of(paper))
    assert run(database, CHECKS) == []
