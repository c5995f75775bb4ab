"""Proactive work in one queue."""
