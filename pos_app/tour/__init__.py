"""A day at the counter in pictures: the real window, driven by real keys, without a display."""

from pos_app.tour.drive import drive

__all__ = ["drive"]
