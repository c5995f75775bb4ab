"""The screens of the set-up that are reached from the settings."""

from __future__ import annotations

from functools import partial

from pos_app.ui.desk import Desk
from pos_app.ui.widgets.page import Page, PageSpec


def setup_pages(desk: Desk) -> list[PageSpec]:
    """Made when first opened, like every page."""
    return [
        PageSpec("people", partial(_people, desk), under="settings"),
        PageSpec("roles", partial(_roles, desk), under="settings"),
    ]


def _people(desk: Desk) -> Page:
    from pos_app.ui.setup.people_page import PeoplePage

    return PeoplePage(desk)


def _roles(desk: Desk) -> Page:
    from pos_app.ui.setup.roles_page import RolesPage

    return RolesPage(desk)
