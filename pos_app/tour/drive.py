"""Drives the window through the scenes of a day and fills the album."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pos_app.app import SUFFIX
from pos_app.basics.clock import SetClock, day_text, shop_day
from pos_app.basics.i18n import _
from pos_app.demo import Plan, build
from pos_app.tour.album import Album
from pos_app.tour.day import DAY, FIRST_FRAME
from pos_app.tour.rooms import own_home
from pos_app.tour.scenes import PaperScene, Scene, as_it_is
from pos_app.tour.stage import Stage
from pos_app.tour.trouble import BROKEN, Broken
from pos_app.ui import preferences
from pos_app.ui.preferences import Preferences

AFTERNOON: Final = datetime(2026, 11, 21, 7, 6, tzinfo=UTC)
"""14:06 in the shop, on a Saturday."""
SHOP: Final = Plan(customers=120, sales=900, until=shop_day(AFTERNOON))


def drive(
    out: Path, language: str, theme: str, size: tuple[int, int], scale: int = 100
) -> list[str]:
    """Leaves a picture of every screen and a PDF of every paper in `out`; their names in order.

    `scale` is the size of text in percent. The process is the tour's own: it gets another home
    and two screens that nobody sees.
    """
    album = Album(out.resolve(), _title())
    with own_home(size) as home:
        preferences.keep(Preferences(language=language, theme=theme, scale=scale))
        clock = SetClock(AFTERNOON)
        shop = home / f"shop{SUFFIX}"
        build(shop, SHOP, clock=clock)
        with Stage.first_frame(clock, size) as stage:
            _show(album, stage, FIRST_FRAME)
            stage.open(shop)
            for scene in DAY:
                _show(album, stage, scene)
        for broken in BROKEN:
            _show_broken(album, broken, clock, size, home)
        album.close()
        return album.names


def _title() -> str:
    return _("Khách Quen, một ngày ở quầy: {day}").format(day=day_text(shop_day(AFTERNOON)))


def _show(album: Album, stage: Stage, scene: Scene | PaperScene) -> None:
    if isinstance(scene, PaperScene):
        album.put_paper(scene.name, _(scene.caption), scene.make(stage))
        return
    shown = scene.act(stage) or stage.window
    stage.look()
    album.put_picture(scene.name, _(scene.caption), stage.picture(shown))


def _show_broken(
    album: Album, broken: Broken, clock: SetClock, size: tuple[int, int], home: Path
) -> None:
    path = home / f"{broken.scene}{SUFFIX}"
    broken.spoil(path)
    with Stage.first_frame(clock, size) as stage:
        stage.open(path)
        _show(album, stage, Scene(broken.scene, broken.caption, as_it_is))
