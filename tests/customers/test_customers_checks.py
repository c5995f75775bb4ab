"""Each defect of the directory is planted once and found."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pos_app.customers import checks
from pos_app.store import check
from pos_app.store.database import Database
from tests.customers.conftest import Enrol


def findings(database: Database) -> list[str]:
    return [broken.where for broken in check.run(database, checks.CHECKS)]


def test_a_sound_directory_passes_again_and_again(database: Database, enrol: Enrol) -> None:
    assert findings(database) == []
    for name in ("Nguyễn Thị Hồng Ngọc", "Trần Văn Đạt", "Lê Lê Lê", "Bảy"):
        enrol(name, "")
    enrol("Võ Thị Mận", "0901 234 567")

    assert findings(database) == findings(database) == []


@pytest.mark.parametrize(
    ("defect", "told"),
    [
        (
            "UPDATE customer SET name = 'Trần Thị Lan', given = 'Lan' WHERE id = 1",
            [
                "customer 1: folded name is not that of the name",
                "customer 1: not found by the present name",
            ],
        ),
        (
            "UPDATE customer SET folded = 'ngoc' WHERE id = 1",
            ["customer 1: folded name is not that of the name"],
        ),
        (
            "DELETE FROM customer_search WHERE rowid = 1",
            ["customer 1: not found by the present name"],
        ),
        (
            "INSERT INTO customer_search (rowid, folded) VALUES (9, 'ai do')",
            ["search row 9: there is no such customer"],
        ),
        (
            "INSERT OR REPLACE INTO customer_search (rowid, folded) VALUES (1, 'ngoc hong')",
            ["customer 1: not found by the present name"],
        ),
        ("DELETE FROM account WHERE customer_id = 1", ["customer 1: no account"]),
        ("DELETE FROM card WHERE customer_id = 1", ["customer 1: no card"]),
        (
            "UPDATE customer_phone SET last4 = '7654'",
            ["customer 1: last digits of phone 1 are not its own"],
        ),
    ],
)
def test_a_planted_defect_is_found(
    database: Database, enrol: Enrol, defect: str, told: list[str]
) -> None:
    enrol("Hồng Ngọc", "0901 234 567")
    enrol("Trần Văn Đạt")
    with database.transaction() as session:
        session.execute(text(defect))

    assert findings(database) == told
