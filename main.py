"""Starts Khách Quen: python main.py [SHOP] [--demo] [--lang vi|en] [--counter NAME]."""

from pos_app.cli import window

if __name__ == "__main__":
    raise SystemExit(window())
