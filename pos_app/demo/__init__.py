"""A believable shop: a corner shop with a year behind it, or a million sales when asked."""

from pos_app.demo.building import build
from pos_app.demo.plan import Plan, Summary

__all__ = ["Plan", "Summary", "build"]
