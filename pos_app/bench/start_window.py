"""The same window, fonts, style sheet and widgets with no application behind them."""

from __future__ import annotations

import sys

from pos_app.bench.first_frame import end_at_first_frame


def show() -> int:
    """Shows the selling screen's widgets in the frame of the window."""
    from PySide6.QtWidgets import QApplication

    from pos_app.basics.clock import SystemClock
    from pos_app.ui.main_window import MainWindow
    from pos_app.ui.sell.sell_view import SellView
    from pos_app.ui.theme import apply_theme
    from pos_app.ui.widgets.page import Page, PageSpec

    def sell() -> Page:
        view = SellView()
        page = Page("Bán hàng", top=view.top)
        page.body.addWidget(view)
        return page

    rail = (
        ("sell", "Bán hàng", "scan-barcode"),
        ("receipts", "Phiếu", "receipt-text"),
        ("customers", "Khách", "users"),
        ("care", "Chăm sóc", "heart-handshake"),
    )
    application = QApplication(sys.argv[:1])
    apply_theme(application, "light")
    window = MainWindow(
        [PageSpec(name, sell, label, icon) for name, label, icon in rail], SystemClock()
    )
    window.resize(1366, 768)
    window.show()
    return application.exec()


if __name__ == "__main__":
    end_at_first_frame()
    sys.exit(show())
