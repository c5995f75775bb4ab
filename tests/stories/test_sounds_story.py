"""What is heard at the counter while a basket is scanned and paid."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos_app.payments.tenders import HowSeen
from pos_app.store.database import Database
from pos_app.ui.setup.settings_page import SettingsPage
from pos_app.ui.sounds import Sounds
from tests.stories.counter import Counter
from tests.stories.test_selling_story import RICE, barcode, sales


def test_scans_money_and_trouble_are_told_apart(
    counter: Counter, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(
        Sounds, "_start", lambda _self, command: heard.append(Path(command[-1]).stem)
    )
    counter.program._sounds.available = True
    counter.scan(barcode(database, RICE))
    assert heard == ["scan"]
    counter.press("F8")
    assert heard[1:] == ["money"]
    counter.scan("8999999999994")
    assert heard[2:] == ["unknown"]
    counter.press("Escape")

    counter.scan(barcode(database, RICE))
    counter.press("F11")
    services, order = counter.program.desk.services, counter.program.carts.front
    counter.press("Escape")
    counter.press("Escape")
    [asked] = services.transfers.of_draft(order.key)
    services.transfers.confirm(counter.program.desk.actor(), asked.uid, HowSeen.SPEAKER)
    counter.press("F8")
    assert heard[3:] == ["scan", "trouble"], "no sound for keys and pages"
    assert sales(database) == 1

    counter.program.window.open("settings")
    page = counter.page(SettingsPage)
    page.view.looks.sounds.chosen.emit(False)
    counter.settle()
    counter.program.window.open("sell")
    counter.scan(barcode(database, RICE))
    assert len(heard) == 5, "it was turned off"
