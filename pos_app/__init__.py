"""Khách Quen: a point of sale that turns customers into regulars."""
