"""The shop itself: settings, staff and rights, numbers, days and rates."""
