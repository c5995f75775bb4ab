"""Starts Khách Quen: python main.py [SHOP] [--demo] [--lang vi|en] [--counter NAME]."""

from pos_app.app import main

if __name__ == "__main__":
    raise SystemExit(main())
