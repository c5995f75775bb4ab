"""A new file has its name only when it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos_app.store.database import create_shop_file, open_shop
from pos_app.store.unfinished import unfinished


def test_a_whole_file_gets_its_name(tmp_path: Path) -> None:
    path = tmp_path / "new.khachquen"
    with unfinished(path) as site:
        create_shop_file(site).close()
        assert not path.exists()
    open_shop(path).close()
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_of_what_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), unfinished(tmp_path / "new.khachquen") as site:
        database = create_shop_file(site)
        database.close()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Kính gửi cô Mai")
    with pytest.raises(FileExistsError), unfinished(letter):
        pytest.fail("nothing is to be built here")
    assert letter.read_text() == "Kính gửi cô Mai"


def test_what_the_system_refuses_it_refuses_to_the_name_that_was_given(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Kính gửi cô Mai")
    path = letter / "new.khachquen"
    with pytest.raises(NotADirectoryError) as below, unfinished(path):
        pytest.fail("nothing can be built here")
    nowhere = tmp_path / "nowhere" / "new.khachquen"
    with pytest.raises(FileNotFoundError) as missing, unfinished(nowhere) as site:
        site.touch()
    with pytest.raises(FileNotFoundError) as other, unfinished(tmp_path / "new.khachquen"):
        (tmp_path / "goods.csv").open()
    assert below.value.filename == str(path)
    assert missing.value.filename == str(nowhere)
    assert other.value.filename == str(tmp_path / "goods.csv")
    assert list(tmp_path.iterdir()) == [letter]


def test_what_a_killed_one_left_behind_is_cleared_away(tmp_path: Path) -> None:
    for suffix in ("", "-wal"):
        (tmp_path / f".new.khachquen.building{suffix}").write_bytes(b"half a shop")
    with unfinished(tmp_path / "new.khachquen") as site:
        create_shop_file(site).close()
    assert [file.name for file in tmp_path.iterdir()] == ["new.khachquen"]
