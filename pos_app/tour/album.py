"""The pictures and papers of a tour, with a page that shows them in the order of the day."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtGui import QPixmap

from pos_app.basics.i18n import language
from pos_app.ui.printers import pages

INDEX: Final = "index.html"
PREVIEW_DPI: Final = 110
STYLE: Final = """\
body { margin: 0 auto; max-width: 1400px; padding: 24px; background: #f5f0e8; color: #231e19;
  font: 16px/1.5 "Be Vietnam Pro", sans-serif; }
figure { margin: 0 0 40px; }
figcaption { margin-bottom: 8px; font-weight: 600; }
figcaption small { margin-left: 8px; color: #5f554b; font-weight: 400; }
img { display: block; max-width: 100%; border: 1px solid #e3dacb; }"""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One picture, and the file that it is a picture of."""

    caption: str
    picture: str
    file: str


class Album:
    """A folder that fills with pictures; `close` writes the page that shows them."""

    def __init__(self, folder: Path, title: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._title = title
        self._leaves: list[Leaf] = []

    @property
    def names(self) -> list[str]:
        """The files in the order of the day."""
        return [leaf.file for leaf in self._leaves]

    def put_picture(self, name: str, caption: str, pixels: QPixmap) -> None:
        """A screen. OSError when it cannot be written."""
        file = f"{name}.png"
        _save(pixels, self._folder / file)
        self._leaves.append(Leaf(caption, file, file))

    def put_paper(self, name: str, caption: str, pdf: bytes) -> None:
        """A paper: its PDF, and a picture of each page."""
        file = f"{name}.pdf"
        (self._folder / file).write_bytes(pdf)
        for number, page in enumerate(pages(pdf, PREVIEW_DPI), start=1):
            picture = f"{name}-{number}.png"
            _save(QPixmap.fromImage(page), self._folder / picture)
            self._leaves.append(Leaf(caption, picture, file))

    def close(self) -> None:
        """Writes the page."""
        figures = "\n".join(map(_figure, self._leaves))
        title = escape(self._title)
        (self._folder / INDEX).write_text(
            f'<!doctype html>\n<html lang="{language()}">\n<meta charset="utf-8">\n'
            f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n<h1>{title}</h1>\n{figures}\n",
            "utf-8",
        )


def _save(pixels: QPixmap, path: Path) -> None:
    if not pixels.save(str(path)):
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


def _figure(leaf: Leaf) -> str:
    caption, file = escape(leaf.caption), escape(leaf.file)
    return (
        f'<figure><figcaption>{caption}<small><a href="{file}">{file}</a></small></figcaption>'
        f'<img src="{escape(leaf.picture)}" alt="{caption}" loading="lazy"></figure>'
    )
