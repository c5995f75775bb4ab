"""The tour as somebody runs it: one command, a picture of every screen, a PDF of every paper."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from pos_app.tour import drawer, duty, paying, people, selling
from pos_app.tour.album import Album
from pos_app.tour.day import DAY, FIRST_FRAME
from pos_app.tour.drive import SHOP
from pos_app.tour.rooms import DISPLAY, screens
from pos_app.tour.scenes import PaperScene, Scene
from pos_app.tour.stage import KEY_MS, SCANNER_MS
from pos_app.tour.trouble import BROKEN
from pos_app.ui.scanner import GAP_MS

ROOT = Path(__file__).resolve().parents[1]
SCREENS = [FIRST_FRAME, *(one for one in DAY if isinstance(one, Scene))]
PAPERS = [one for one in DAY if isinstance(one, PaperScene)]
NAMES = [*(one.name for one in (FIRST_FRAME, *DAY)), *(one.scene for one in BROKEN)]


DIALOG_WIDTH = 480
"""A dialog is pictured without the window behind it."""


def test_no_two_scenes_share_a_file() -> None:
    assert len(NAMES) == len(set(NAMES))


def test_every_table_is_part_of_the_day() -> None:
    tables = (
        *(selling.OPENING, selling.ORDER, selling.ORDERS, selling.MISTAKES),
        *(people.RECEIPTS, people.CUSTOMERS, people.PAPERS, people.CARE, paying.PAYING),
        drawer.DRAWER,
    )
    assert {scene.name for table in tables for scene in table} <= set(NAMES)


def test_the_customer_has_a_screen_beside_the_window() -> None:
    counter, customer = screens((1366, 768))["screens"]
    assert (counter["width"], counter["height"]) == (1366, 768)
    assert customer["x"] >= counter["x"] + counter["width"], "it mirrors nothing"
    assert (customer["width"], customer["height"]) == DISPLAY


def test_a_person_is_no_scanner() -> None:
    assert SCANNER_MS < GAP_MS < KEY_MS


def test_the_shop_of_the_tour_is_small() -> None:
    assert SHOP.sales <= 1_000


@pytest.mark.slow
def test_the_tour_shows_every_screen_and_every_paper(tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    command = [sys.executable, "-m", "pos_app", "tour", str(out), "--size", "1280x720", "--json"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "HOME": str(home)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    files = json.loads(done.stdout)["pictures"]
    assert {Path(file).stem for file in files} == set(NAMES)
    assert not home.exists(), "nobody's own files are touched"
    for scene in SCREENS:
        picture = QImage(str(out / f"{scene.name}.png"))
        wide, high = picture.width(), picture.height()
        alone = wide == DIALOG_WIDTH
        assert alone or (wide, high) in {(1280, 720), (1280, 800)}, scene.name
        across = {picture.pixel(x, high // 2) for x in range(wide)}
        down = {picture.pixel(wide // 2, y) for y in range(high)}
        assert len(across | down) > 1, scene.name
    for paper in PAPERS:
        assert PdfReader(out / f"{paper.name}.pdf").pages, paper.name
    slip = PdfReader(out / "receipt-80.pdf").pages[0].extract_text()
    assert {"834.000", "186.000", "1.205"} <= set(slip.split()), "the order of the design"
    index = (out / "index.html").read_text("utf-8")
    assert all(f'href="{file}"' in index for file in files)


def test_words_in_the_index_are_only_words(qtbot: QtBot, tmp_path: Path) -> None:
    album = Album(tmp_path / "album", "<b>Một ngày</b>")
    pixels = QPixmap(4, 4)
    pixels.fill(QColor("white"))
    album.put_picture("sell", '<script>alert("x")</script>', pixels)
    album.close()
    index = (tmp_path / "album" / "index.html").read_text("utf-8")
    assert "<script" not in index
    assert "<b>" not in index
    assert "&lt;script&gt;" in index
    assert album.names == ["sell.png"]


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    album = Album(tmp_path / "album", "Một ngày")
    (tmp_path / "album" / "sell.png").mkdir()
    pixels = QPixmap(4, 4)
    pixels.fill(QColor("white"))
    with pytest.raises(OSError, match=r"sell\.png"):
        album.put_picture("sell", "Giỏ trống", pixels)


def test_every_screen_of_people_is_part_of_the_day() -> None:
    names = [scene.name for scene in DAY]
    assert {scene.name for scene in duty.DUTY} <= set(names)
    assert len(names) == len(set(names))
