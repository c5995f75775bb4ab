"""Goods come back over the counter."""
