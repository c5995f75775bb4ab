"""The pages that need nothing but the desk; each is loaded when it is first opened."""

from __future__ import annotations

from pos_app.ui.desk import Desk
from pos_app.ui.widgets.page import Page


def customers(desk: Desk) -> Page:
    """Who buys here."""
    from pos_app.ui.customers.customers_page import CustomersPage

    return CustomersPage(desk)


def care(desk: Desk) -> Page:
    """What is to be done for them."""
    from pos_app.ui.care.care_page import CarePage

    return CarePage(desk)


def returns(desk: Desk) -> Page:
    """What comes back."""
    from pos_app.ui.returns.return_page import ReturnPage

    return ReturnPage(desk)


def goods(desk: Desk) -> Page:
    """What is sold."""
    from pos_app.ui.goods.goods_page import GoodsPage

    return GoodsPage(desk)


def people(desk: Desk) -> Page:
    """Who works here."""
    from pos_app.ui.setup.people_page import PeoplePage

    return PeoplePage(desk)


def roles(desk: Desk) -> Page:
    """What each of them may do."""
    from pos_app.ui.setup.roles_page import RolesPage

    return RolesPage(desk)


def shift(desk: Desk) -> Page:
    """Cash in and out, the book of shifts."""
    from pos_app.ui.shift.shift_page import ShiftPage

    return ShiftPage(desk)


def shift_close(desk: Desk) -> Page:
    """The count at the end of a shift."""
    from pos_app.ui.shift.close_page import ClosePage

    return ClosePage(desk)


def debts(desk: Desk) -> Page:
    """Who owes the shop."""
    from pos_app.ui.debts.debts_page import DebtsPage

    return DebtsPage(desk)
