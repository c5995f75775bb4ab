"""The command line: results on standard output, sentences on standard error, exit codes."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from pos_app.basics.assets import asset
from pos_app.cli import main
from pos_app.store.database import open_shop

GOODS = asset("data", "demo_goods.csv")


def told(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    out, err = capsys.readouterr()
    return out, err


def test_check_of_an_honest_shop(shop_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(shop_file)]) == 0
    assert "đều đúng" in told(capsys)[0]


def test_check_names_what_is_broken(shop_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = open_shop(shop_file)
    with database.transaction() as session:
        session.execute(text("UPDATE journal SET kind = 'shop.stolen' WHERE n = 1"))
    database.close()
    assert main(["check", str(shop_file), "--json"]) == 1
    document = json.loads(told(capsys)[0])
    assert {row["number"] for row in document["broken"]} == {22}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("vi", "Tên, địa chỉ, mã số thuế của cửa hàng là điều nhật ký ghi"),
        ("en", "the shop's name, address and tax code are those the journal tells of"),
    ],
)
def test_check_speaks_the_language_it_is_told(
    shop_file: Path, capsys: pytest.CaptureFixture[str], language: str, title: str
) -> None:
    database = open_shop(shop_file)
    with database.transaction() as session:
        session.execute(text("UPDATE shop SET tax_code = '0312345678'"))
    database.close()
    assert main(["check", str(shop_file), "--lang", language]) == 1
    assert title in told(capsys)[0]


def test_a_bounded_check_says_what_it_left_out(
    shop_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(shop_file), "--json"]) == 0
    whole = json.loads(told(capsys)[0])["checks"]
    assert main(["check", str(shop_file), "--since", "1", "--json"]) == 0
    out, err = told(capsys)
    assert json.loads(out)["checks"] < whole
    assert "kiểm tra đầy đủ" in err


def test_a_missing_shop_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    out, err = told(capsys)
    assert out == ""
    assert "Không thấy tệp cửa hàng" in err
    assert "Traceback" not in err


def test_import_makes_a_missing_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = tmp_path / "new.khachquen"
    assert main(["import", "goods", str(GOODS), str(shop), "--json"]) == 0
    document = json.loads(told(capsys)[0])
    assert document["read"] == document["written"]["products"] >= 250
    assert main(["check", str(shop)]) == 0


def test_a_dry_run_writes_nothing(shop_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = main(["import", "goods", str(GOODS), str(shop_file), "--dry-run", "--json"])
    first = json.loads(told(capsys)[0])
    again = main(["import", "goods", str(GOODS), str(shop_file), "--dry-run", "--json"])
    assert (before, again) == (0, 0)
    assert json.loads(told(capsys)[0]) == first


def test_a_file_that_is_not_there(
    shop_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "sales", str(tmp_path / "no.csv"), str(shop_file)]) == 2
    assert "Không thấy" in told(capsys)[1]


def test_an_import_that_is_refused_makes_no_shop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.csv"
    letter.write_text("Kính gửi cô Mai", "utf-8")
    for file in (letter, tmp_path / "nowhere.csv"):
        assert main(["import", "goods", str(file), str(tmp_path / "new.khachquen")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter.csv"]
    assert "Traceback" not in capsys.readouterr().err


SMALL_DEMO = ("--customers", "1", "--goods", "10", "--sales", "1")


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("demo", "{letter}/x.khachquen", *SMALL_DEMO), "{letter}/x.khachquen"),
        (("import", "goods", str(GOODS), "{letter}/x"), "{letter}/x"),
        (("import", "goods", "{letter}/goods.csv", "{new}"), "{letter}/goods.csv"),
        (("check", "{letter}/x"), "{letter}/x"),
        (("tour", "{letter}/t"), "{letter}/t"),
        (("tour", "{letter}"), "{letter}"),
    ],
)
def test_a_place_where_nothing_can_be_is_a_sentence(
    command: tuple[str, ...], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Kính gửi cô Mai", "utf-8")
    names = {"letter": str(letter), "new": str(tmp_path / "new.khachquen")}
    assert main([word.format(**names) for word in command]) == 2
    out, err = told(capsys)
    assert (out, err.count("\n")) == ("", 1)
    assert f"{named.format(**names)}." in err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "Không dùng được /usr/x. Kiểm tra quyền"),
        (errno.EROFS, "Không dùng được /usr/x. Kiểm tra quyền"),
        (errno.ENOSPC, "Ổ đĩa đầy."),
    ],
)
def test_what_the_system_refuses_is_a_sentence(
    number: int, sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_told: object) -> None:
        raise OSError(number, "the system's words", "/usr/x")

    monkeypatch.setattr("pos_app.tour.drive", refused)
    assert main(["tour", "/usr/x"]) == 2
    assert told(capsys)[1].startswith(sentence)
    with pytest.raises(OSError, match="the system's words"):
        main(["tour", "/usr/x", "--debug"])


UNREADABLE = Path("/proc/self/mem")


@pytest.mark.skipif(not UNREADABLE.exists(), reason="a file whose first byte cannot be read")
@pytest.mark.parametrize(
    "command", [("check", str(UNREADABLE)), ("import", "goods", str(UNREADABLE), "{new}")]
)
def test_a_file_that_cannot_be_read_is_not_a_full_disk(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.khachquen"
    assert main([word.format(new=new) for word in command]) == 2
    out, err = told(capsys)
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"Không đọc được tệp {UNREADABLE}.")
    assert not list(tmp_path.iterdir())


def test_wrong_use_exits_2() -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["import", "dreams", "a", "b"])
    assert leaving.value.code == 2
