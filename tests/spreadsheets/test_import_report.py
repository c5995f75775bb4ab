"""What an import says it did."""

from __future__ import annotations

from pos_app.spreadsheets.report import ImportReport, Skipped

REPORT = ImportReport(
    read=541_909,
    written={"customers": 4_372, "sales": 19_959, "returns": 2_662, "lines": 536_007},
    skipped=(Skipped("Giá bằng 0", 1_183), Skipped("Đã có trong cửa hàng", 2_997, 992)),
)


def test_for_programs() -> None:
    assert REPORT.as_json() == {
        "read": 541_909,
        "written": {"customers": 4_372, "sales": 19_959, "returns": 2_662, "lines": 536_007},
        "skipped": [
            {"reason": "Giá bằng 0", "count": 1_183},
            {"reason": "Đã có trong cửa hàng", "count": 2_997},
        ],
    }


def test_for_people() -> None:
    assert str(REPORT).splitlines() == [
        "Đã đọc 541.909 dòng và ghi:",
        "  4.372 khách",
        "  19.959 hóa đơn bán",
        "  2.662 hóa đơn trả",
        "  536.007 dòng hàng",
        "Bỏ qua (theo dòng):",
        "  1.183  Giá bằng 0",
        "  2.997  Đã có trong cửa hàng (992 hóa đơn)",
    ]


def test_a_dry_run_says_so() -> None:
    report = ImportReport(746, {"products": 746, "without_price": 746}, (), dry_run=True)

    assert str(report).splitlines() == [
        "Đã đọc 746 dòng. Chưa ghi gì, khi nhập sẽ có:",
        "  746 hàng hóa",
        "  746 hàng chưa có giá",
    ]
